"""XLIFF 1.2 and 2.0: what is written is what the standards say, and what real tools read."""

from dataclasses import replace

import pytest
from documents import load
from lxml import etree
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from pipeline.formats import po
from pipeline.interchange import described, put_back, rows, tree, xliff
from pipeline.model import Locale
from pipeline.sync import sync, wanted

SOURCE = """\
---
title: Take care & <rest>
---

Take **5 mg** at night. See [the other](other.md#more) text. Ask a doctor. Drink water. Walk.
Rest well.
"""
DE = Locale("de")
VERSIONS = {"1": xlifffile, "2": Xliff2File}


def catalog(**changes):
    """The synced catalog of SOURCE; `changes` by the first word of a unit."""
    made, _ = sync(wanted(load(SOURCE)), po.new_catalog(DE, "t"), "source/x.md")
    entries = (changes.get(e.key.text.split()[0].strip("."), lambda e: e)(e) for e in made.entries)
    made = replace(made, entries=tuple(entries))
    return po.read(po.write(made), "x.po")


def say(text, *, fuzzy=False):
    return lambda e: replace(e, target=text, fuzzy=fuzzy, raw=None)


def stale(entry):
    old = replace(entry.key, text="Drink tea.")
    made = replace(entry, target="Tee.", fuzzy=True, previous=old, raw=None)
    return made.with_record("accepted", old.digest("Tee."))


def approved(entry):
    made = replace(entry, target="Gehen.", raw=None, comments=("Is that polite?",))
    return made.with_record("approved", f"{entry.key.digest('Gehen.')} 2026-01-02 A. Person")


def full():
    """A catalog with an entry in every state; `Take 5 mg` is missing."""
    return catalog(
        See=say("Siehe [den anderen](other.md#more) Text."),
        Ask=lambda e: e.drafted("Arzt fragen.", "apertium"),
        Drink=stale,
        Walk=approved,
        Rest=say("Ruhen", fuzzy=True),
    )


def written(version, made=None):
    document = load(SOURCE)
    made = made or full()
    found = rows(described(document), made, "source/x.md", "x")
    data, impossible = xliff.write(found, "en", Locale("de_AT"), version)
    assert impossible == 0
    return data


@pytest.mark.parametrize("version", VERSIONS)
def test_translate_toolkit_reads_what_we_write(version):
    """Texts, ids in document order, notes and languages."""
    store = VERSIONS[version].parsestring(written(version))
    live = [e for e in full().entries if not e.obsolete]
    assert [(u.source, u.target or "") for u in store.units] == [
        (e.key.text, e.target) for e in live
    ]
    assert [u.getid().split("\x04")[-1] for u in store.units] == [e.key.digest("") for e in live]
    assert (store.sourcelanguage, store.targetlanguage) == ("en", "de-AT")


def states_of(version):
    top = tree.parse(written(version), "x.xlf")
    found = {}
    for unit in top.iterdescendants("{*}trans-unit", "{*}unit"):
        target = next(unit.iterdescendants("{*}target"), None)
        holder = next(unit.iterdescendants("{*}segment"), target)
        word = next(unit.iterdescendants("{*}source")).text.split()[0]
        found[word] = (None if holder is None else holder.get("state"), target is not None)
    return top, found


def test_states_of_1_2():
    """A text nobody accepted needs review; `approved` is the second signature."""
    top, found = states_of("1")
    review = "needs-review-translation"
    assert found == {
        "Take": (None, False),
        "See": ("translated", True),
        "Ask": (review, True),
        "Drink": (review, True),
        "Walk.": ("signed-off", True),
        "Rest": (review, True),
    }
    signed = [u.get("approved") for u in top.iterdescendants("{*}trans-unit")]
    assert signed == [None, None, None, None, None, "yes", None]


def test_states_of_2_0():
    """The same with the four words of 2.0."""
    _, found = states_of("2")
    assert {w: s for w, (s, _) in found.items()} == {
        "Take": "initial",
        "See": "translated",
        "Ask": "initial",
        "Drink": "initial",
        "Walk.": "reviewed",
        "Rest": "initial",
    }


def test_notes_tell_place_neighbours_and_origin():
    """And what an edited source was, where a text was accepted for it."""
    by_id = {u.source.split()[0]: u.getnotes() for u in xlifffile.parsestring(written("1")).units}
    assert by_id["Drink"].splitlines() == [
        "paragraph",
        "after: Ask a doctor.",
        "next: Walk.",
        "the text was accepted for: Drink tea.",
    ]
    assert "machine draft: apertium" in by_id["Ask"]
    assert by_id["Walk."].endswith("Is that polite?")


ORDER_1 = ["source", "target", "context-group", "note"]
ORDER_2 = ["metadata", "notes", "segment"]


def test_elements_stand_where_the_schema_of_1_2_wants_them():
    """xliff > file > header, body > trans-unit > source, target?, context-group, note*."""
    top = etree.fromstring(written("1"))
    space = "{urn:oasis:names:tc:xliff:document:1.2}"
    assert (top.tag, top.get("version")) == (f"{space}xliff", "1.2")
    assert {e.tag.partition("}")[0] + "}" for e in top.iter()} == {space}
    for file in top:
        assert file.tag == f"{space}file"
        assert set(file.attrib) >= {"original", "source-language", "target-language", "datatype"}
        assert [e.tag for e in file] == [f"{space}header", f"{space}body"]
        for unit in file[1]:
            names = [e.tag.removeprefix(space) for e in unit]
            assert names == sorted(names, key=ORDER_1.index)
            assert names.count("source") == 1
    ids = [u.get("id") for u in top.iter(f"{space}trans-unit")]
    assert len(set(ids)) == len(ids) == 7


def test_elements_stand_where_the_schema_of_2_0_wants_them():
    """xliff > file > unit > modules, notes, segment > source, target?; ids are NMTOKENs."""
    top = etree.fromstring(written("2"))
    space = "{urn:oasis:names:tc:xliff:document:2.0}"
    assert (top.tag, top.get("version"), top.get("trgLang")) == (f"{space}xliff", "2.0", "de-AT")
    assert [f.get("id") for f in top] == ["f1"]
    for unit in top[0]:
        assert unit.get("id").isalnum()
        assert [etree.QName(e).localname for e in unit] == ORDER_2
        segment = unit[-1]
        assert [e.tag for e in segment] == [f"{space}source", f"{space}target"][: len(segment)]
        assert segment.get("state") in ("initial", "translated", "reviewed", "final")
    assert len({u.get("id") for u in top[0]}) == len(top[0])


@pytest.mark.parametrize("version", VERSIONS)
def test_untouched_it_changes_nothing(version):
    """Neither as written nor as translate-toolkit saves it."""
    data = written(version)
    for saved in (data, bytes(VERSIONS[version].parsestring(data))):
        found = xliff.read(tree.parse(saved, "x.xlf"), "x.xlf")
        returned = put_back({"source/x.md": full()}, found.offers)
        assert (returned.catalogs, returned.conflicts, found.unreadable) == ({}, (), ())
        assert len(found.offers) == 7


def edited(version, edit):
    """What comes back when a tool of translate-toolkit has edited units, by first word."""
    store = VERSIONS[version].parsestring(written(version))
    for unit in store.units:
        edit.get(unit.source.split()[0], lambda u: None)(unit)
    found = xliff.read(tree.parse(bytes(store), "x.xlf"), "x.xlf")
    return put_back({"source/x.md": full()}, found.offers)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_translator_s_texts_come_back_with_their_state(version):
    """Translated is accepted, fuzzy is a draft; Markdown, `<` and `&` are text."""

    def translated(text):
        def edit(unit):
            unit.target = text
            unit.markfuzzy(False)

        return edit

    def begun(unit):
        unit.target = "Begonnen"
        unit.markfuzzy(True)

    returned = edited(
        version,
        {
            "Take": translated("Sorgen & <ruhen> Sie  **sich**\taus"),
            "Ask": begun,
            "Drink": translated("Trinken Sie Wasser."),
        },
    )
    assert returned.conflicts == ()
    live = {e.key.text.split()[0]: e for e in returned.catalogs["source/x.md"].entries}
    title = returned.catalogs["source/x.md"].entries[0]
    assert title.target == "Sorgen & <ruhen> Sie  **sich**\taus"
    assert [live[w].state.value for w in ("Take", "Ask", "Drink", "Walk.", "Rest")] == [
        "translated",
        "draft",
        "translated",
        "approved",
        "draft",
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_translator_s_note_is_a_remark(version):
    """A tool's own notes are not; one that is there already is not doubled."""

    def noted(unit):
        unit.addnote("Which one?\nAsk Anna.", origin="translator")
        unit.addnote("too long", origin="pofilter")

    returned = edited(version, {"Ask": noted, "Walk.": noted})
    live = {e.key.text.split()[0]: e for e in returned.catalogs["source/x.md"].entries}
    assert live["Ask"].remarks == ("Which one?", "Ask Anna.")
    assert live["Walk."].remarks == ("Which one?", "Ask Anna.", "Is that polite?")
    assert live["Walk."].state.value == "approved"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_source_that_has_changed_since_is_a_conflict(version):
    """In the catalog or in the file: the rest comes back."""
    data = written(version).replace(b"Ask a doctor.</source>", b"Ask nobody.</source>")
    data = data.replace(b"Arzt fragen.", b"Niemanden.").replace(b">Ruhen<", b">Ruhen Sie<")
    old = full()
    entries = tuple(replace(e, obsolete="Rest" in e.key.text, raw=None) for e in old.entries)
    found = xliff.read(tree.parse(data, "x.xlf"), "x.xlf")
    returned = put_back({"source/x.md": replace(old, entries=entries)}, found.offers)
    kinds = [(c.offer.key.text, c.altered, c.catalog) for c in returned.conflicts]
    assert kinds == [("Ask nobody.", True, ""), ("Rest well.", False, "")]
    assert all(data.splitlines()[c.offer.line - 1].strip() for c in returned.conflicts)


STATES_1 = [
    ('<target state="translated">T</target>', "", True),
    ('<target state="signed-off">T</target>', "", True),
    ('<target state="final">T</target>', "", True),
    ('<target state="needs-review-translation">T</target>', "", False),
    ('<target state="needs-review-translation">T</target>', 'approved="yes"', False),
    ('<target state="needs-l10n">T</target>', "", False),
    ('<target state="new">T</target>', "", False),
    ('<target state="x-done">T</target>', "", False),
    ('<target state="translated" state-qualifier="leveraged-mt">T</target>', "", False),
    ("<target>T</target>", "", False),
    ("<target>T</target>", 'approved="yes"', True),
    ("<target>T</target>", 'approved="no"', False),
]


@pytest.mark.parametrize(("target", "attribute", "accepted"), STATES_1)
def test_what_counts_as_accepted_in_1_2(target, attribute, accepted):
    """Only what a tool calls translated, and no machine's word for it."""
    data = f"""<xliff version="1.2"><file original="a" source-language="en" target-language="de"
      datatype="plaintext"><body><trans-unit id="1" {attribute}><source>S</source>{target}
      </trans-unit></body></file></xliff>"""
    (offer,) = xliff.read(tree.parse(data.encode(), "x"), "x").offers
    assert (offer.target, offer.fuzzy) == ("T", not accepted)


SEGMENTS = [
    ('<segment state="translated"><source>A b</source><target>C d</target></segment>', "A b", "C d", True),
    ('<segment state="final"><source>A b</source><target>C d</target></segment>', "A b", "C d", True),
    ("<segment><source>A b</source><target>C d</target></segment>", "A b", "C d", False),
    ('<segment state="initial"><source>A b</source></segment>', "A b", "", False),
    ('<segment state="final"><source>A.</source><target>C.</target></segment><ignorable><source> </source></ignorable><segment state="final"><source>B.</source><target>D.</target></segment>', "A. B.", "C. D.", True),
    ('<segment><source>A.</source><target>C.</target></segment><ignorable><source> </source><target>  </target></ignorable><segment state="final"><source>B.</source><target>D.</target></segment>', "A. B.", "C.  D.", False),
    ('<segment state="final"><source>A.</source><target>C.</target></segment><ignorable><source> </source></ignorable><segment><source>B.</source><target>D.</target></segment>', "A. B.", "C. D.", False),
    ('<segment state="final"><source>A.</source><target>C.</target></segment><ignorable><source> </source></ignorable><segment state="final"><source>B.</source></segment>', "A. B.", "C. ", False),
    ('<segment state="final"><source>A <pc id="1">b</pc></source><target>C <mrk id="m">d</mrk><mrk id="n"/></target></segment>', "A b", "C d", True),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "source", "target", "accepted"), SEGMENTS)
def test_segments_of_2_0_are_one_unit(parts, source, target, accepted):
    """However a tool has cut it; it is accepted when every segment is."""
    data = f"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"
      trgLang="de"><file id="f1"><group id="g"><unit id="u1">{parts}</unit></group></file></xliff>"""
    (offer,) = xliff.read(tree.parse(data.encode(), "x"), "x").offers
    assert (offer.key.text, offer.target, offer.fuzzy) == (source, target, not accepted)


@pytest.mark.parametrize(
    "inline", ['<x id="1"/>', '<ph id="1"/>', '<g id="1"/>', '<bpt id="1"/>', '<cp hex="0B"/>']
)
def test_what_stands_for_something_elsewhere_is_not_guessed(inline):
    """Its unit is named by line, and not read."""
    data = f"""<xliff version="1.2"><file original="a" target-language="de"><body>
    <trans-unit id="1"><source>S</source><target>A {inline} b</target></trans-unit>
    <trans-unit id="2"><source>S</source><target>A <ph id="1">**</ph>b</target></trans-unit>
    </body></file></xliff>"""
    found = xliff.read(tree.parse(data.encode(), "x"), "x")
    assert found.unreadable == (2,)
    assert [o.target for o in found.offers] == ["A **b"]


def test_a_unit_that_xml_cannot_hold_is_counted_and_left_out():
    """Control characters have no place in XML 1.0, in a note they become U+FFFD."""
    made = catalog(See=say("Siehe\x0b."), Walk=say("Gehen\ufffe"))
    found = rows(described(load(SOURCE)), made, "source/x.md", "x")
    noted = replace(found[0], entry=replace(found[0].entry, notes=("bell \x07",)))
    for version, reader in VERSIONS.items():
        data, impossible = xliff.write((noted, *found[1:]), "en", DE, version)
        assert impossible == 2
        assert len(reader.parsestring(data).units) == 5
        assert "bell \ufffd" in data.decode()


def test_odd_characters_survive():
    """Line ends, tabs and every other sign that XML can hold come back as they went."""
    text = "a\r\nb\tc \u2028\u00a0\u0085\u007f\U0001f600 ]]> &amp; <!-- x -->  end"
    made = catalog(See=say(text))
    for version in VERSIONS:
        found = xliff.read(tree.parse(written(version, made), "x"), "x")
        assert text in [o.target for o in found.offers]


REFUSED = {
    "cut off": (b"<xliff><file>", "no XML that can be read", 1),
    "no language": (b'<xliff version="1.2"><file/></xliff>', "names no target languages", 1),
    "two languages": (
        b'<xliff><file target-language="de"/><file target-language="fr"/></xliff>',
        "names 2 target languages",
        1,
    ),
    "id twice": (
        b'<xliff><file target-language="de"><body>\n<trans-unit id="1"/>\n<trans-unit id="1"/>\n</body></file></xliff>',
        "same unit id as in line 2",
        3,
    ),
    "bomb": (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><xliff>&b;</xliff>',
        "declares entities",
        1,
    ),
    "outside": (
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><xliff>&a;</xliff>',
        "declares entities",
        1,
    ),
    "parameter entity": (
        b'<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]><xliff/>',
        "declares entities",
        1,
    ),
    "NUL": (b"<xliff>\0</xliff>", "no XML that can be read", 1),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_trusted_is_refused(name):
    """With its line; nothing outside the file is read, no entity grows."""
    data, words, line = REFUSED[name]
    with pytest.raises(tree.InterchangeError) as caught:
        xliff.read(tree.parse(data, "x.xlf"), "x.xlf")
    assert (words in caught.value.message, caught.value.line) == (True, line), caught.value


def test_an_entity_bomb_in_an_attribute_is_refused_quickly():
    """There entities are replaced while reading, up to the parser's own limit."""
    levels = "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' if i else f'<!ENTITY a0 "{"a" * 100}">'
        for i in range(12)
    )
    data = f'<!DOCTYPE x [{levels}]><xliff version="&a11;"/>'.encode()
    with pytest.raises(tree.InterchangeError):
        tree.parse(data, "x.xlf")
