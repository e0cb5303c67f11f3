"""Glossaries of other tools: TBX in its versions and styles, and tables."""

from pathlib import Path

import pytest
from translate.storage import tbx as toolkit

from pipeline.glossary import Rendering, Term
from pipeline.interchange import tbx, term_table, tree
from pipeline.interchange.terms import serving

FILES = Path(__file__).parent / "files"
LOCALES = ("de", "es", "fr")


def from_tbx(data, locales=LOCALES):
    found = tbx.read(tree.parse(data, "x.tbx"), "x.tbx", "en", locales)
    return [(o.term, o.line) for o in found.offers], found.left_out


def test_version_2():
    """The preferred first, deprecated ones forbidden; what says nothing is counted."""
    terms, left = from_tbx((FILES / "version2.tbx").read_bytes())
    insomnia = Term(
        "insomnia",
        "noun",
        forms=("sleeplessness",),
        locales=(("de", Rendering(("Insomnie", "Schlafstörung"), forbidden=("Schlaflosigkeit",))),),
    )
    diary = Term("sleep diary", locales=(("es", Rendering(("diario de sueño",))),))
    assert (terms, left) == ([(insomnia, 6), (diary, 19)], 2)


def test_version_3_in_both_styles():
    """Data categories as attributes (DCA) or as elements of their own (DCT)."""
    terms, left = from_tbx((FILES / "version3-dca.tbx").read_bytes())
    said = (("de", Rendering(("chronischer Schmerz",))), ("es", Rendering(("dolor crónico",))))
    expected = [Term("chronic pain", "noun", locales=said), Term("Nurofen", keep=True)]
    assert ([t for t, _ in terms], left) == (expected, 0)
    terms, left = from_tbx((FILES / "version3-dct.tbx").read_bytes())
    said = (("de", Rendering(("Schub",), forbidden=("Aufflammen",))),)
    assert ([t for t, _ in terms], left) == (
        [Term("flare-up", "noun", forms=("flare",), locales=said)],
        0,
    )


def test_what_translate_toolkit_writes_is_read():
    """Another implementation of the format as the oracle."""
    store = toolkit.tbxfile(sourcelanguage="en", targetlanguage="de")
    for source, target in (("nap", "Nickerchen"), ("fruit & nut", "Obst < Nuss")):
        store.addsourceunit(source).target = target
    terms, _ = from_tbx(bytes(store))
    assert [(t.text, t.locales) for t, _ in terms] == [
        ("nap", (("de", Rendering(("Nickerchen",))),)),
        ("fruit & nut", (("de", Rendering(("Obst < Nuss",))),)),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<tmx/>", "x.tbx:1: no TBX: it begins with <tmx>"),
        (b"<tbx", "x.tbx:1: no XML that can be read: "),
        (
            b"<tbx><conceptEntry><langSec xml:lang='fr'><termSec><term>x</term></termSec></langSec></conceptEntry></tbx>",
            "x.tbx: it has no terms in en, the source locale",
        ),
        (
            b"<!DOCTYPE tbx [<!ENTITY a SYSTEM '/etc/passwd'>]><tbx>&a;</tbx>",
            "x.tbx:1: it declares entities: refused",
        ),
    ],
)
def test_what_is_no_tbx_is_refused(data, message):
    with pytest.raises(tree.InterchangeError) as caught:
        from_tbx(data)
    assert str(caught.value).startswith(message)


def test_a_term_with_something_outside_the_file_is_left_out():
    """An inline element without text stands for something that is not there."""
    data = (FILES / "version3-dca.tbx").read_text().replace("chronic pain</term>", "a <x/></term>")
    terms, left = from_tbx(data.encode())
    assert ([t.text for t, _ in terms], left) == (["Nurofen"], 1)


@pytest.mark.parametrize(
    ("names", "locales", "expected"),
    [
        (["de", "de-AT"], ("de", "de_AT"), {"de": "de", "de-AT": "de_AT"}),
        (["de"], ("de", "de_AT"), {"de": "de"}),
        (["de"], ("de_AT",), {"de": "de_AT"}),
        (["DE-de"], ("de",), {"DE-de": "de"}),
        (["pt-PT", "pt-BR"], ("pt",), {"pt-BR": "pt"}),
        (["fr-CA", "fr-CH"], ("fr",), {}),
        (["zh-CN", "zh-TW"], ("zh_Hant", "zh_Hans"), {}),
        (["zh-Hant", "zh"], ("zh_TW",), {}),
        (["sr"], ("sr_Latn",), {}),
        (["fr"], ("de",), {}),
    ],
)
def test_which_language_of_a_file_serves_which_locale(names, locales, expected):
    """No script serves another, and of several regions only the likely one does."""
    assert serving(names, locales) == expected


TABLE = """\
term,part of speech,keep,case,forms,de,de forbidden,de:forms,fr-FR,ja,note
nap,noun,,,naps|catnap,Nickerchen | Schläfchen,Pofen,Nickerchens,sieste,昼寝,"a ""short"" one
of minutes"
Nurofen,,x,exact,,,,,,,
dream,,,,,,,,,夢,
,,,,,,,,,,
"""
NAP = Term(
    "nap",
    "noun",
    forms=("naps", "catnap"),
    note='a "short" one of minutes',
    locales=(
        ("de", Rendering(("Nickerchen", "Schläfchen"), ("Nickerchens",), ("Pofen",))),
        ("fr", Rendering(("sieste",))),
    ),
)


@pytest.mark.parametrize("encode", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("divider", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_as_spreadsheets_write_it(encode, divider, end):
    """Any of the usual encodings, dividers and line ends."""
    data = TABLE.replace(",", divider).replace("\n", end).encode(encode)
    found = term_table.read(data, "t.csv", "en", LOCALES)
    assert [(o.term, o.line) for o in found.offers] == [
        (NAP, 3),
        (Term("Nurofen", case="exact", keep=True), 4),
    ]
    assert found.left_out == 1


_KEYS = "term, part_of_speech, case, keep, forms, note, or a locale"


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b"", ["t.csv:1: the first row must name the columns: term (or en), de, fr…"]),
        (b"de,fr\nx,y\n", [
            "t.csv:1: the first row must name the columns: term (or en), de, fr…",
            "t.csv:2: a row without a term",
        ]),
        (b"term,DE,word\n", [
            "t.csv:1: 'DE' is neither a key of a term nor a locale: did you mean de?",
            f"t.csv:1: 'word' is neither a key of a term nor a locale: it can be {_KEYS}",
        ]),
        (b"en,dee,de plural,de,de\nnap,,,,,\n", [
            "t.csv:1: 'dee' is neither a key of a term nor a locale: did you mean ee?",
            "t.csv:1: the column 'de plural': behind a locale stands forms or forbidden",
            "t.csv:1: the column 'de' stands twice",
            "t.csv:2: more cells than the first row has columns",
        ]),
        (b"term,keep,case,de\nnap,perhaps,upper,x\n,,,y\n", [
            "t.csv:2: keep: 'perhaps' is neither yes nor no",
            "t.csv:2: case: 'upper' is neither exact nor ignore",
            "t.csv:3: a row without a term",
        ]),
        (b'term,de\nnap,"x\n', ["t.csv:3: no CSV that can be read: unexpected end of data"]),
        ("term,de\nnap,Schläfchen".encode("latin-1"), [
            "t.csv:1: not UTF-8: save it as “CSV UTF-8”"
        ]),
    ],
)  # fmt: skip
def test_a_faulty_table_is_refused_with_all_its_faults(data, faults):
    with pytest.raises(ExceptionGroup) as caught:
        term_table.read(data, "t.csv", "en", LOCALES)
    assert [str(f) for f in caught.value.exceptions] == faults
