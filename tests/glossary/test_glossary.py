"""Terms in a text, translations held against them, and the file they stand in."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.inline import Atom, Text, constructs, pieces
from pipeline.glossary import (
    EMPTY,
    Glossary,
    Offer,
    Rendering,
    Term,
    enter,
    family,
    find,
    parse_glossary,
    protected,
    terms_for,
    violations,
)
from pipeline.glossary.inflection import may_be
from pipeline.glossary.words import key, shown, words

HERE = Path(__file__).parent


def rows(name):
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def glossary(terms):
    """Terms as they stand in a file; a bare word is one that has some translation."""
    filled = [{"term": t} if isinstance(t, str) else t for t in terms]
    filled = [t if t.keys() & {"keep", "de"} else {**t, "de": "x"} for t in filled]
    return parse_glossary(yaml.safe_dump(filled, allow_unicode=True).encode(), "g.yaml")


def marked(text, book):
    """The text with signs around the terms."""
    spans = dict.fromkeys((f.start, f.end) for f in find(text, book))
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}‹{text[start:end]}›{text[end:]}"
    return text


FOUND = [(row["what"], row["terms"], text) for row in rows("found.yaml") for text in row["marked"]]


@pytest.mark.parametrize(("what", "terms", "text"), FOUND, ids=lambda v: str(v)[:40])
def test_terms_are_found_where_they_stand(what, terms, text):
    """Between ‹ and › is what is found."""
    source = text.replace("‹", "").replace("›", "")
    assert marked(source, glossary(terms)) == text


AGREED = [(row["glossary"], *case) for row in rows("agreed.yaml") for case in row["rows"]]


def violated(source, target, book, locale):
    """What is found, in the words of agreed.yaml."""
    for v in violations(source, target, book, locale):
        there = f" ‹{v.there}›" if v.there else ""
        yield f"{v.breach.value}: {v.wanted}{there}"
        assert v.span is None or target[slice(*v.span)] == v.there


@pytest.mark.parametrize("row", AGREED, ids=lambda r: f"{r[1]} {r[2]} {r[3]}"[:60])
def test_a_translation_is_held_against_the_glossary(row):
    """Each row says what is found, in order; most say nothing."""
    terms, locale, source, target, *expected = row
    book = parse_glossary(yaml.safe_dump(terms, allow_unicode=True).encode(), "g.yaml")
    assert list(violated(source, target, book, locale)) == expected


INFLECTED = [(language, row) for language, of in rows("inflected.yaml").items() for row in of]


@pytest.mark.parametrize(("language", "row"), INFLECTED, ids=lambda v: v[:30])
def test_an_inflected_form_is_known_and_another_word_is_not(language, row):
    """The careful default of each family of languages."""
    forms, _, others = row.partition(" | ")
    word, *known = map(key, forms.split())
    assert [w for w in known if not may_be(w, word, language)] == []
    assert [w for w in map(key, others.split()) if may_be(w, word, language)] == []


@pytest.mark.parametrize("row", rows("faults.yaml"), ids=lambda r: r["file"].split("\n")[0])
def test_a_faulty_glossary_is_refused_with_all_its_faults(row):
    """Each fault has its line and says what to do."""
    with pytest.raises(ExceptionGroup) as caught:
        parse_glossary(row["file"].encode(), "g.yaml")
    assert [f"{f.line}: {f.message}" for f in caught.value.exceptions] == row["faults"]


@pytest.mark.parametrize("data", [b"", b"# nothing yet\n", b"\xef\xbb\xbf[]\n", b"---\n"])
def test_an_empty_glossary_has_no_terms(data):
    """A file that somebody has only begun is none to complain about."""
    assert parse_glossary(data, "g.yaml") == EMPTY


def test_a_glossary_in_another_encoding_is_refused():
    with pytest.raises(ExceptionGroup) as caught:
        parse_glossary("- {term: x, de: ä}".encode("latin-1"), "g.yaml")
    assert str(caught.value.exceptions[0]) == "g.yaml:1: not UTF-8: save the file as UTF-8"


ENTERED = rows("entered.yaml")


@pytest.mark.parametrize("row", ENTERED, ids=lambda r: r["what"])
def test_terms_are_entered_and_no_line_changes(row):
    """What was there is there still, in order; a second time there is nothing to enter."""
    terms = parse_offers(row["offers"])
    made = enter(row["before"].encode(), "g.yaml", terms)
    assert made.data.decode() == row["after"]
    said = [f"{c.offer.line}: {c.message}" for c in made.conflicts]
    assert said == row.get("conflicts", [])
    there = iter(row["after"].splitlines())
    flow = [line for line in row["before"].splitlines() if not line.startswith("- {")]
    assert all(line in there for line in flow)
    again = enter(made.data, "g.yaml", terms)
    assert (again.data, again.added, again.extended) == (made.data, 0, 0)


def parse_offers(text):
    """Each line as an offer; a file cannot hold a term twice, so one by one."""
    return [
        Offer(parse_glossary(line.encode(), "o.yaml").terms[0], number)
        for number, line in enumerate(text.splitlines(), 1)
    ]


@pytest.mark.parametrize("before", ["[{term: nap, de: x}]\n", "- {term: nap, de: x}\n...\n"])
def test_a_file_that_cannot_be_added_to_is_left_alone(before):
    """Nothing is written that would not read back as meant."""
    with pytest.raises(ExceptionGroup) as caught:
        enter(before.encode(), "g.yaml", parse_offers("- {term: salt, de: Salz}"))
    assert "nothing can be added to it as it is written" in str(caught.value.exceptions[0])


def test_what_cannot_be_looked_for_is_no_term():
    """A term of another file that would be a pattern here, or no word."""
    offers = [Offer(Term(text, locales=(("de", Rendering(("x",))),)), 7) for text in ("!", "a*")]
    made = enter(b"", "g.yaml", offers)
    assert made.added == 0
    assert [c.message for c in made.conflicts] == [
        f"{text}: {text} cannot be looked for: enter it by hand" for text in ("!", "a*")
    ]


_SIGNS = "ab B-.*_`[](){}<>&;!é\u0301\u00ad’\n\u00a0\0ß"
_TEXTS = st.text(alphabet=_SIGNS, max_size=30)
_TERMS = st.lists(
    st.text(alphabet="abB -.é’ß", min_size=1, max_size=6).filter(lambda t: words(t).keys),
    max_size=8,
)


@given(text=_TEXTS, terms=_TERMS, keep=st.booleans())
def test_spans_are_right(text, terms, keep):
    """In order, apart but for equal ones, on whole words, and never on what is no prose."""
    book = Glossary(tuple(Term(" ".join(t.split()), keep=keep) for t in dict.fromkeys(terms)))
    found = find(text, book)
    spans = list(dict.fromkeys((f.start, f.end) for f in found))
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    seen = shown(text)
    assert len(seen) == len(text)
    for f in found:
        assert "\ufffc" not in seen[f.start : f.end]
        said = [key(w) for w in words(seen[f.start : f.end]).keys]
        if keep:
            assert said == list(map(key, words(f.term.text).keys))
        assert said[:-1] == list(words(f.term.text).keys)[:-1]


@given(text=_TEXTS, terms=_TERMS)
def test_each_place_of_a_term_is_found_or_lies_in_a_longer_one(text, terms):
    """Against a plain search for each term alone."""
    book = Glossary(tuple(Term(" ".join(t.split())) for t in dict.fromkeys(terms)))
    covered = {i for f in find(text, book) for i in range(f.start, f.end)}
    for term in book.terms:
        for f in find(text, Glossary((term,))):
            assert covered & set(range(f.start, f.end))


@given(text=_TEXTS, terms=_TERMS)
def test_protected_pieces_add_up(text, terms):
    """Joining them gives the text; what parses out of it is as before; only names are cut out."""
    book = Glossary(tuple(Term(" ".join(t.split()), keep=True) for t in dict.fromkeys(terms)))
    before = pieces(text)
    after = protected(before, book, "de")
    assert "".join(p.raw for p in after) == text
    assert [p for p in after if not isinstance(p, Text) and not _name(p, book)] == [
        p for p in before if not isinstance(p, Text) and not _name(p, book)
    ]
    counted = [(p.kind, p.value) for p in after if isinstance(p, Atom) and p.kind]
    assert counted == [(p.kind, p.value) for p in before if isinstance(p, Atom) and p.kind]
    assert constructs("".join(p.raw for p in after)) == constructs(text)


def _name(piece, book):
    return isinstance(piece, Atom) and not piece.kind and bool(find(piece.raw, book))


_WORDS = (
    st.text(
        st.characters(exclude_categories=["C"], exclude_characters="*\u2028\u2029"),
        min_size=1,
        max_size=12,
    )
    .map(lambda t: " ".join(t.split()))
    .filter(lambda t: words(t).keys and not (t[0] == t[-1] == "/"))
)
_SAID = st.builds(
    Rendering,
    st.lists(_WORDS, min_size=1, max_size=2).map(tuple),
    st.lists(st.just("Wort*") | _WORDS, max_size=2).map(tuple),
    st.lists(st.just("/x+/") | _WORDS, max_size=2).map(tuple),
)
_OFFERED = st.builds(
    Term,
    _WORDS,
    part_of_speech=st.sampled_from(["", "noun", "no"]),
    case=st.sampled_from(["", "exact"]),
    forms=st.lists(_WORDS, max_size=2).map(tuple),
    note=_WORDS | st.just(""),
    locales=st.dictionaries(st.sampled_from(["de", "no", "zh_Hant"]), _SAID, min_size=1).map(
        lambda said: tuple(said.items())
    ),
)


@given(terms=st.lists(_OFFERED, max_size=4, unique_by=lambda t: t.text), cut=st.integers(0, 4))
def test_what_is_written_is_read_back(terms, cut):
    """Whatever the words are, and whether they come at once or in two turns."""
    offers = [Offer(term, 1) for term in terms]
    once = enter(b"", "g.yaml", offers)
    assert parse_glossary(once.data, "g.yaml").terms == tuple(terms)
    first = enter(b"", "g.yaml", offers[:cut])
    second = enter(first.data, "g.yaml", offers)
    assert (second.data, second.conflicts) == (once.data, ())
    assert second.data.startswith(first.data)


@given(st.text(alphabet="-tedrm: \n[]{}&*a!|>'\"#,<?%@/k", max_size=40))
def test_no_file_is_too_strange(text):
    """A glossary, or faults with their lines."""
    try:
        parse_glossary(f"- term: x\n  de: y\n{text}".encode(), "g.yaml")
    except ExceptionGroup as faults:
        assert all(f.message.isprintable() and f.line for f in faults.exceptions)


def test_names_are_cut_out_unless_the_locale_has_its_own():
    book = glossary([{"term": "Anna Lee", "keep": True, "bg": "Анна Ли"}, {"term": "pain"}])
    text = "Ask **Anna Lee** about pain; `Anna Lee` is code."
    atoms = [p for p in protected(pieces(text), book, "de") if isinstance(p, Atom)]
    assert atoms == [Atom("Anna Lee", ""), Atom("`Anna Lee`", "code", "Anna Lee")]
    assert protected(pieces(text), book, "bg") == pieces(text)
    assert protected(pieces(text), EMPTY, "de") == pieces(text)


def test_an_engine_gets_the_terms_of_its_text_once():
    book = parse_glossary(
        b"- {term: pain, de: [Schmerz, Pein]}\n- {term: nap, fr: sieste}\n- {term: Steady, keep: true}\n"
        b"- {term: line, de: {forbidden: Linie}}\n",
        "g.yaml",
    )
    text = "Pain and pains, a nap, a line, and Steady."
    assert terms_for(text, book, "de_CH") == (("pain", "Schmerz"),)
    assert terms_for(text, book, "it") == ()


def test_a_locale_falls_back_within_its_script():
    assert family("pt_BR") == ("pt_BR", "pt")
    assert family("zh_Hant_TW") == ("zh_Hant_TW", "zh_Hant")
    assert family("zh_TW") == ("zh_TW",)
    assert family("sr_Cyrl") == ("sr_Cyrl", "sr")
    assert family("xx_YY") == ("xx_YY", "xx")


def test_finding_is_linear_in_the_text():
    """Ten times the text, about ten times the time, also where every word begins a term."""
    terms = [Term(" ".join(["sleep"] * n)) for n in range(1, 40)] + [Term("*p"), Term("sl* x")]
    book, text = Glossary(tuple(terms)), "sleep sleeps slip. " * 40

    def seconds(text):
        best = 9.0
        for _ in range(5):
            begin = time.process_time()
            find(text, book)
            best = min(best, time.process_time() - begin)
        return best

    assert seconds(text * 10) < 25 * max(seconds(text), 1e-5)


def test_the_glossary_of_the_magazine_is_used(pytestconfig):
    """Every term stands in the source, so that none rots; and the translations keep to all."""
    from pipeline.disk.project import open_project
    from pipeline.flow import load
    from pipeline.formats import po

    project = open_project(pytestconfig.rootpath, None, ["apertium", "google", "pseudo"])
    book = project.read_glossary()
    documents = [load(i, project.read_document(i), project.config) for i in project.documents()]
    text = [unit.key.text for d in documents for _, unit in d.units()]
    assert {t.text for t in book.terms} == {f.term.text for t in text for f in find(t, book)}
    for locale in ("de", "es", "fr"):
        for path in (pytestconfig.rootpath / "locales" / locale).rglob("*.po"):
            for entry in po.read(path.read_bytes(), str(path)).entries:
                if entry.state.accepted:
                    assert violations(entry.key.text, entry.target, book, locale) == ()


@pytest.mark.parametrize("module", ["forms", "index", "inflection", "enforce", "term", "words"])
def test_the_examples_in_docstrings_run(module):
    import doctest
    import importlib

    result = doctest.testmod(importlib.import_module(f"pipeline.glossary.{module}"))
    assert result.attempted
    assert not result.failed
