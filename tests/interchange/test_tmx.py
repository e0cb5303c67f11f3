"""TMX: accepted pairs out, a stranger's memory in."""

import pytest
from lxml import etree
from translate.storage.tmx import tmxfile

from pipeline.interchange import tmx, tree
from pipeline.model import Key, Locale

DE = Locale("de")


def test_translate_toolkit_reads_what_we_write():
    """Each pair once with its context and all its documents, in the order of the DTD."""
    pairs = [
        tmx.Pair(Key("A & <b> **c**"), "Ä & <b> **c**", "source/a.md"),
        tmx.Pair(Key("Title", "title"), "Titel", "source/a.md"),
        tmx.Pair(Key("A & <b> **c**"), "Ä & <b> **c**", "source/b.md"),
        tmx.Pair(Key("bell \x07"), "Glocke", "source/b.md"),
    ]
    data, impossible = tmx.write(pairs, "en", Locale("de_AT"))
    assert impossible == 1
    store = tmxfile.parsestring(data, "en", "de-AT")
    assert [(u.source, u.target, u.getcontext()) for u in store.units] == [
        ("A & <b> **c**", "Ä & <b> **c**", ""),
        ("Title", "Titel", "title"),
    ]
    top = etree.fromstring(data)
    assert [e.tag for e in top] == ["header", "body"]
    assert set(top[0].attrib) == {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype",
    }  # fmt: skip
    assert [[(e.tag, e.text) for e in u if e.tag == "prop"] for u in top[1]] == [
        [("prop", "source/a.md"), ("prop", "source/b.md")],
        [("prop", "title"), ("prop", "source/a.md")],
    ]
    assert tmx.read(tree.parse(data, "x"), "en", Locale("de_AT")) == {
        "A & <b> **c**": "Ä & <b> **c**",
        "Title": "Titel",
    }


def memory(*units, attribute="xml:lang"):
    """A file of units, each a list of (language, segment)."""
    body = "".join(
        "<tu>"
        + "".join(f'<tuv {attribute}="{x}"><seg>{text}</seg></tuv>' for x, text in unit)
        + "</tu>"
        for unit in units
    )
    return tree.parse(
        f'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>{body}</body></tmx>'.encode(),
        "x.tmx",
    )


def test_only_what_all_agree_on_is_taken():
    """Two translations of a text are none; the same twice is one; white space is a unit's."""
    top = memory(
        [("en", "One"), ("de", "Eins")],
        [("de", "Eins"), ("fr", "Un"), ("en", " One\n")],
        [("en", "Two"), ("de", "Zwei")],
        [("en", "Two"), ("de", "Zwo")],
        [("en", "Three"), ("fr", "Trois")],
        [("en", "Four"), ("de", "")],
        [("en", "5\n   mg"), ("de", "5\tmg ")],
    )
    assert tmx.read(top, "en", DE) == {"One": "Eins", "5 mg": "5 mg"}


LANGUAGES = [
    ("de", ["de"], "de"),
    ("de", ["DE-de", "fr"], "DE-de"),
    ("de", ["de_DE", "de"], "de"),
    ("de_AT", ["de"], "de"),
    ("de_AT", ["de-DE"], ""),
    ("de_AT", ["de-DE", "DE-AT"], "DE-AT"),
    ("de", ["den"], ""),
    ("pt", ["es"], ""),
]


@pytest.mark.parametrize(("locale", "languages", "found"), LANGUAGES)
def test_which_language_is_the_locale_s(locale, languages, found):
    """The same, or one of the two names no region."""
    top = memory([("en-GB", "One"), *((x, x) for x in languages)])
    expected = {"One": found} if found else {}
    assert tmx.read(top, "en", Locale(locale)) == expected


def test_segments_that_cannot_be_read_in_full_are_left_out():
    """Native code in an inline element is text, an empty one stands for something unknown."""
    top = memory(
        [("en", '<bpt i="1">**</bpt>One<ept i="1">**</ept>'), ("de", "**Eins**")],
        [("en", 'Two<ph x="1"/>'), ("de", "Zwei")],
        [("en", "Three"), ("de", 'Drei<ph x="1"/>')],
    )
    assert tmx.read(top, "en", DE) == {"**One**": "**Eins**"}


def test_older_files_say_lang():
    """TMX 1.1, and no inline mark-up there to lose."""
    top = memory([("EN", "One"), ("DE", "Eins")], attribute="lang")
    assert tmx.read(top, "en", DE) == {"One": "Eins"}
