"""PO files: what is read is what is written back, and what would be lost is refused."""

import subprocess

import polib
import pytest

from pipeline.formats import po
from pipeline.model import CatalogError, Entry, Key, Locale

HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'

STYLES = {
    "unwrapped": HEADER + '\n#. note\n#: a.md\nmsgid "One"\nmsgstr "Eins"\n',
    "wrapped": HEADER
    + '\n#: a.md:1 b.md:2\n#: c.md:3\nmsgid ""\n"One "\n"two"\nmsgstr ""\n"Eins "\n"zwei"\n',
    "comments": HEADER
    + '\n# one\n#two\n#\n#. dot\n#, fuzzy, c-format\n#| msgctxt "c"\n#| msgid "Old"\nmsgctxt "d"\nmsgid "One"\nmsgstr "Eins"\n',
    "no blank lines": HEADER + 'msgid "One"\nmsgstr "Eins"\nmsgid "Two"\nmsgstr "Zwei"\n',
    "many blank lines": "\n\n" + HEADER + '\n\n\nmsgid "One"\nmsgstr "Eins"\n\n\n',
    "obsolete": HEADER
    + '\n#~ msgid "One"\n#~ msgstr "Eins"\n\n# kept\n#, fuzzy\n#~| msgid "Old"\n#~ msgid "Two"\n#~ msgstr "Zwei"\n',
    "no space": HEADER + '\n#,fuzzy\n#:a.md\n#~msgid "One"\n#~msgstr "Eins"\n',
    "new flags": HEADER + '\n#= workflow\nmsgid "One"\nmsgstr "Eins"\n',
    "plural": HEADER
    + '\nmsgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d Tag"\nmsgstr[1] "%d Tage"\n',
    "escapes": HEADER
    + r"""
msgid "a \"b\" \\ \t \n \x41 \101"
msgstr "ä"
""",
    "trailing comment": HEADER + '\nmsgid "One"\nmsgstr "Eins"\n\n# the end\n',
    "lone sign at the end": HEADER + '\nmsgid "One"\nmsgstr "Eins"\n\n#:\n',
    "no final newline": HEADER + '\nmsgid "One"\nmsgstr "Eins"',
    "crlf": (HEADER + '\nmsgid "One"\nmsgstr "Eins"\n').replace("\n", "\r\n"),
    "separators": HEADER + '\nmsgid "a\u2028b\u0085c\x0bd"\nmsgstr "x\u2028y"\n',
    "unknown header keys": 'msgid ""\nmsgstr ""\n"X-Odd: 1\\n"\n"POT-Creation-Date: 2020\\n"\n"X-Odd: 2\\n"\n',
    "no header": 'msgid "One"\nmsgstr "Eins"\n',
    "empty": "",
}


@pytest.mark.parametrize("name", STYLES)
def test_what_is_read_is_written_back(name):
    """Every byte survives, in every style that tools write."""
    data = STYLES[name].encode()
    assert po.write(po.read(data, "x.po")) == data


def test_byte_order_mark_and_latin_1_survive():
    """The encoding of a file is kept."""
    text = HEADER + '\nmsgid "One"\nmsgstr "Größe"\n'
    for data in (text.encode("utf-8-sig"), text.replace("UTF-8", "ISO-8859-1").encode("latin-1")):
        catalog = po.read(data, "x.po")
        assert catalog.entries[0].target == "Größe"
        assert po.write(catalog) == data


@pytest.mark.parametrize("name", ["unwrapped", "wrapped", "plural", "obsolete", "many blank lines"])
def test_entries_are_polib_s(name):
    """Where polib reads a file without loss, it reads the same."""
    theirs = polib.pofile(STYLES[name])
    ours = po.read(STYLES[name].encode(), "x.po").entries
    assert [(e.msgctxt, e.msgid, e.msgstr or e.msgstr_plural.get(0, "")) for e in theirs] == [
        (e.key.context, e.key.text, e.target) for e in ours
    ]
    assert [e.fuzzy for e in theirs] == [e.fuzzy for e in ours]


BROKEN = {
    "no closing quote": ('msgid "One\nmsgstr ""\n', 1, 'begin and end with one "'),
    "quote inside": ('msgid "a"b"\nmsgstr ""\n', 1, 'begin and end with one "'),
    "no msgstr": ('msgid "One"\n\nmsgid "Two"\nmsgstr ""\n', 3, "a second msgid"),
    "cut after msgid": ('msgid "One"\nmsgstr ""\n\nmsgid "Two"\n', 4, "ends inside an entry"),
    "no msgid": ('msgstr "Eins"\n', 1, "a msgstr without msgid"),
    "two msgstr": ('msgid "One"\nmsgstr "a"\nmsgstr "b"\n', 3, "a second msgstr"),
    "conflict": ('msgid "One"\n<<<<<<< ours\nmsgstr "a"\n', 2, "merge conflict"),
    "stray text": ('msgid "One"\nmsgstr "a"\nhello\n', 3, "neither a comment"),
    "stray string": ('"hello"\n', 1, "belongs to no keyword"),
    "duplicate": (
        'msgid "One"\nmsgstr "a"\n\nmsgid "One"\nmsgstr "b"\n',
        4,
        "the same msgid as in line 1",
    ),
    "unknown escape": ('msgid "a\\q"\nmsgstr ""\n', 1, "no escape"),
    "comment inside": ('msgid "One"\n# why\nmsgstr ""\n', 2, "a comment inside an entry"),
    "NUL": ('msgid "One"\nmsgstr "\0"\n', 2, "NUL"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_would_be_lost_is_refused_with_its_line(name):
    """A file that cannot be read without loss is an error, never a guess."""
    text, line, words = BROKEN[name]
    with pytest.raises(CatalogError) as caught:
        po.read(text.encode(), "x.po")
    assert (caught.value.line, words in caught.value.message) == (line, True)


def test_numeric_escapes_are_the_bytes_of_a_text():
    """gettext writes `\\303\\244` for ä where a file is kept in ASCII."""
    text = HEADER + '\nmsgid "One"\nmsgstr "\\303\\244\\x41"\n'
    assert po.read(text.encode(), "x.po").entries[0].target == "äA"
    with pytest.raises(CatalogError, match="no text in utf-8"):
        po.read(text.replace("\\303\\244", "\\303").encode(), "x.po")


def test_plural_forms_keep_their_numbers():
    """Also where a file lists them out of order."""
    text = HEADER + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[1] "B"\nmsgstr[0] "A"\n'
    assert po.read(text.encode(), "x.po").entries[0].plural == ("b", ("A", "B"))


def test_wrong_bytes_and_unknown_charsets_are_refused():
    """Neither is read as something else."""
    with pytest.raises(CatalogError, match="not utf-8"):
        po.read(HEADER.encode() + b'\nmsgid "\xff"\nmsgstr ""\n', "x.po")
    with pytest.raises(CatalogError, match="unknown charset"):
        po.read(HEADER.replace("UTF-8", "klingon").encode(), "x.po")


def test_a_new_catalog_is_valid(msgfmt, tmp_path):
    """What we render passes GNU gettext's own check."""
    entry = Entry(
        Key('Say "hi"\\ to\tall', "title"), "Grüß\u2028 \\n", True, (), ("mt: x 1",), ("note",),
        ("source/a b.md",), Key("Old", "other"),
    )  # fmt: skip
    catalog = po.new_catalog(Locale("pl"), "Test")
    path = tmp_path / "x.po"
    path.write_bytes(po.write(type(catalog)(catalog.header, (entry,))))
    subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], check=True)
    read = po.read(path.read_bytes(), "x.po")
    assert read.entries == (entry,)
