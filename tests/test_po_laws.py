"""Laws of the PO store, on texts and files that no tool would write."""

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import polib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from po_readers import assert_lossless, everything, strictly

from pipeline.formats import po
from pipeline.model import Catalog, CatalogError, Entry, Key, Locale

SIGNS = ["#", "#~", "#|", "#~|", "#.", "#:", "#,", "#=", "#,fuzzy", "#~ ", "#| "]
KEYWORDS = ["msgid", "msgstr", "msgctxt", "msgid_plural", "msgstr[0]", "msgstr[1]", "domain"]
STRINGS = ['""', '"a"', '"b\\n"', '"\\""', '"a\\"', '"', '"a"b"', '"\\\\"', '"\\q"', '"\\303\\244"',
           '"ä“"', '"a" "b"', '"\\x41"', '"\\\\n"', '"a\\\\\\"b"']  # fmt: skip
ENDS = ["\n"] * 6 + ["\r\n", " \n", "\t\n", "\r\r\n", ""]
LINES = st.one_of(
    st.just("\n"),
    st.builds("{} {}".format, st.sampled_from(SIGNS), st.sampled_from(["a", "b ", "", "fuzzy, c"])),
    st.builds("{} {}".format, st.sampled_from(KEYWORDS), st.sampled_from(STRINGS)),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(SIGNS),
        st.sampled_from(KEYWORDS),
        st.sampled_from(STRINGS),
    ),
    st.sampled_from(STRINGS),
    st.sampled_from(["<<<<<<< a", "x", " ", "\f", "\x85", "#-#-#-#-#"]),
)
WELL = [
    'msgid "{0}"\nmsgstr "x"\n', '# c\n#. n\n#: r\n#, fuzzy\nmsgid "{0}"\nmsgstr ""\n"x \\"y\\"\\n"\n"z"\n',
    '#. n\n# c\nmsgctxt "k"\nmsgid ""\n"{0}"\n"b"\nmsgstr "\\\\"\n', '#| msgid "o"\n#| "p"\nmsgid "{0}"\nmsgstr "x"\n',
    '#~ msgid "{0}"\n#~ msgstr "x"\n', '# c\n#, fuzzy\n#~| msgctxt "k"\n#~| msgid "o"\n#~ msgid "{0}"\n#~ msgstr ""\n#~ "x"\n',
    'msgid "{0}"\nmsgid_plural "s"\nmsgstr[0] "a"\nmsgstr[1] "b"\n', "# alone\n", "#~ msgid ", '"{0}"\n',
]  # fmt: skip


@st.composite
def files(draw):
    """Entries as tools write them between lines as nobody writes them."""
    parts = []
    for n in range(draw(st.integers(0, 6))):
        if draw(st.integers(0, 3)):
            parts.append("\n" + draw(st.sampled_from(WELL)).format(n))
        else:
            lines = draw(st.lists(LINES, max_size=4))
            parts += [line + draw(st.sampled_from(ENDS)) for line in lines]
        if draw(st.integers(0, 9)) == 0 and parts:
            at = draw(st.integers(0, len(parts[-1])))
            parts[-1] = (
                parts[-1][:at]
                + draw(st.sampled_from(['"', "\\", "\n", " ", "\r", "#", ""]))
                + parts[-1][at + 1 :]
            )
    text = "".join(parts)
    return text.replace("\n", "\r\n") if draw(st.integers(0, 4)) == 0 else text


@settings(max_examples=settings.default.max_examples * 10)
@given(files())
@example('msgid "a"\n"\nmsgstr ""\n')
@example('msgid "a"\n"b\nmsgstr ""\n')
@example('msgid "a\\"\n"n"\nmsgstr ""\n')
@example('msgid "a"\n"b\\"\n"n"\nmsgstr ""\n')
@example('msgid "a"\nmsgstr ""\n"b\n')
@example('msgctxt ""\nmsgid "a"\nmsgstr ""\n')
@example('#~ # x\n#~ msgid "a"\n#~ msgstr ""\n')
@example('#~ msgid "a"\n#~ msgstr ""\n\n#| msgid "b"\n#~ msgid "c"\n#~ msgstr ""\n')
@example('# a\n\nmsgid "a"\nmsgstr ""\n')
@example('<<<<<<<\nmsgid "a"\nmsgstr ""\n\nmsgid "b"\n\nmsgid "c"\nmsgstr ""\n')
def test_both_readers_agree_and_nothing_is_lost(text):
    """Whatever the fast reader takes, it reads as the strict one; what is read is written back."""
    data = text.encode()
    assert everything(po.read, data) == everything(strictly, data)
    try:
        catalog = po.read(data, "x.po")
    except CatalogError:
        return
    assert po.write(catalog) == data


ODD = ['"', "\\", "\n", "\t", "\r", "\a", "\v", "\x01", "\x1b", "\x7f", "\x85", "\u2028", "\u202e",
       "\u2066", "\u200b", "\ufeff", "\xa0", "é", "e\u0301", "“", "字", "🧑\u200d⚕️", "\\n", '\\"', "#~ ", "%s", " "]  # fmt: skip
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\4")
"""NUL is in no PO file, and gettext refuses EOT, which stands behind the context in a MO file."""
TEXTS = st.lists(st.one_of(st.sampled_from(ODD), st.text(CHARACTERS, max_size=5)), max_size=8).map(
    "".join
)
WORDS = st.text("abcö“ ", min_size=1, max_size=9).map(str.strip)
KEYS = st.builds(Key, TEXTS.filter(bool), st.none() | TEXTS)


@st.composite
def entries(draw):
    """Any entry that the pipeline may make."""
    key, previous = draw(KEYS), draw(st.none() | KEYS)
    if previous and previous.context is None and key.context is not None:
        previous = replace(previous, context=key.context)  # what a line less means
    forms = draw(st.none() | st.lists(TEXTS, min_size=1, max_size=3))
    target = forms[0] if forms else draw(TEXTS)
    return Entry(
        key,
        target,
        bool(target) and draw(st.booleans()),
        draw(
            st.sampled_from(
                [(), ("c-format",), ("c-format", "no-wrap"), ("no-wrap", "=ai"), ("=ai", "=b")]
            )
        ),
        draw(st.lists(WORDS, max_size=2).map(tuple)),
        draw(st.lists(WORDS.filter(bool), max_size=2).map(tuple)),
        draw(st.sampled_from([(), ("source/a.md",), ("b.md c.md",)])),
        previous,
        (draw(TEXTS.filter(bool)), tuple(forms)) if forms else None,
        draw(st.booleans()),
    )


MADE = st.lists(entries(), max_size=8, unique_by=lambda e: e.key)
HEADER = po.new_catalog(Locale("de"), "Test").header


@given(MADE, st.sampled_from(["\n", "\r\n"]))
def test_what_is_rendered_is_read_again(made, newline):
    """Every field, by both readers; and what is read is not rendered anew."""
    made = sorted(made, key=lambda e: e.obsolete)
    header = HEADER.replace("\n", newline)
    data = po.write(Catalog(header, tuple(made), newline=newline))
    assert list(assert_lossless(data).entries) == made


@given(MADE)
def test_polib_reads_what_is_rendered(made):
    """Text, context, what was before, and whether it is fuzzy."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.po")
        path.write_bytes(po.write(Catalog(HEADER, tuple(_plain(e) for e in made))))
        theirs = polib.pofile(str(path))
    assert [(e.msgctxt, e.msgid, e.msgstr, e.fuzzy, e.obsolete) for e in theirs] == [
        (e.key.context, e.key.text, "" if e.plural else e.target, e.fuzzy, e.obsolete) for e in made
    ]
    assert [tuple(e.msgstr_plural.values()) for e in theirs if e.msgstr_plural] == [
        e.plural[1] for e in made if e.plural
    ]
    assert [e.previous_msgid for e in theirs if not e.obsolete] == [
        e.previous.text if e.previous else None for e in made if not e.obsolete
    ]


def _plain(entry):
    """Without `#=`, which polib refuses."""
    return replace(entry, flags=tuple(f for f in entry.flags if f[0] != "="))


@given(MADE)
def test_msgcat_reads_what_is_rendered_and_changes_nothing(msgcat, made):
    """GNU gettext's own form, byte for byte, apart from controls that it spells in another way."""
    first = Entry(Key("first", "context"), "erstes")  # msgcat writes no file without a message
    texts = [_plain(e) for e in made if not e.obsolete or e.target]  # and no empty obsolete ones
    made = [first, *sorted(texts, key=lambda e: e.obsolete)]
    data = po.write(Catalog(HEADER, tuple(made)))
    done = subprocess.run([msgcat, "--no-wrap", "-"], input=data, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert list(po.read(done.stdout, "x.po").entries) == made
    if b"\a" not in data:
        assert done.stdout == data
