"""Negation in translations, by a table that people who know the languages can extend."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import check_entry
from pipeline.meaning.cues import NEGATION
from pipeline.meaning.negated import negated, turned
from pipeline.model import Entry, Key, Level, Locale

TABLE = yaml.safe_load((Path(__file__).parent / "negation.yaml").read_text())
EU = "bg hr cs da nl et fi fr de el hu ga it lv lt mt pl pt ro sk sl es sv"
MORE = "nb uk sr tr ca gl"


def rows(kind):
    """The pairs of one kind with their language."""
    return [(lang, *pair) for lang, kinds in TABLE.items() for pair in kinds[kind]]


def found(source, target, language):
    """What the rule says of a translation."""
    faults = check_entry(Entry(Key(source), target), Locale(language))
    return [(f.message.partition(":")[0], f.level) for f in faults if f.rule == "negation"]


@pytest.mark.parametrize(("language", "source", "target"), rows("right"))
def test_a_right_translation_is_silent(language, source, target):
    """Kept, rendered without a "not", or a word that only looks like one."""
    assert found(source, target, language) == []


@pytest.mark.parametrize(("language", "source", "target"), rows("dropped"))
def test_a_lost_negation_is_found(language, source, target):
    """An error where a number stands beside it, a warning in prose."""
    level = Level.ERROR if "5 mg" in source else Level.WARNING
    assert found(source, target, language) == [("negation dropped", level)]


@pytest.mark.parametrize(("language", "source", "target"), rows("added"))
def test_a_negation_of_its_own_is_found(language, source, target):
    """The translation forbids what the source asks for."""
    assert found(source, target, language) == [("negation added", Level.WARNING)]


def test_every_language_has_a_row_and_examples():
    """All official languages of the EU but English, and six more."""
    for language in f"{EU} {MORE}".split():
        assert language in NEGATION
        kinds = TABLE[language]
        assert sum(map(len, kinds.values())) >= 6
        assert all(kinds[kind] for kind in ("right", "dropped", "added"))


def test_no_word_stands_in_two_lists_of_a_row():
    """An entry has one meaning."""
    for language, row in NEGATION.items():
        entries = [*row.clear.split(), *row.open.split(), *row.loose.split(), *row.none.split()]
        doubled = {e for e in entries if entries.count(e) > 1}
        assert not doubled, (language, doubled)


def test_an_unknown_language_is_silent():
    """Nothing is said of what is not known."""
    assert negated("Не.", "xx") == ()
    assert found("Do not take 5 mg.", "Xyz 5 mg.", "xx") == []


def test_what_is_not_translated_is_another_rules_business():
    """English has no cue of the language."""
    assert found("Do not take 5 mg.", "Do not take 5 mg.", "de") == []
    assert found("Do not take 5 mg.", "<i>Do not take 5 mg!</i>", "de") == []
    assert found("Do not take it for long.", "Nimm it for long.", "de")


def test_cues_stand_where_they_say():
    """Spans are those of the text as written, markup, entities and capitals with it."""
    text = "**No** hay ning&uacute;n `no` peligro, ¿NO? İ no"
    cues = negated(text, "es")
    assert [c.text for c in cues] == ["No", "ning&uacute;n", "NO", "no"]
    assert all(text[c.start : c.end] == c.text for c in cues)


def test_an_open_word_answers_for_its_own_counterpart_only():
    """“Ungültig” says "invalid", and is no "not" besides."""
    assert list(
        turned("You cannot use an invalid card.", "Sie können eine ungültige Karte nutzen.", "de")
    )
    assert not list(turned("The card is not valid.", "Die Karte ist ungültig.", "de"))


def test_a_negation_in_the_neighbouring_sentence_is_no_loss():
    """Sentences may be cut elsewhere."""
    source = "For questions, do not use this form. Ask the team."
    assert not list(turned(source, "Sie haben Fragen? Fragen Sie das Team, nicht hier.", "de"))
    assert list(turned(source, "Sie haben Fragen? Fragen Sie das Team hier.", "de"))


def test_of_several_sentences_each_must_keep_its_own():
    """The message and the span name the one that is wrong."""
    source = "Do not eat. Do not drink. Rest."
    (turn,) = turned(source, "Essen Sie nichts. Trinken Sie. Ruhen Sie.", "de")
    assert source[slice(*turn.source)].strip() == "Do not drink."
    assert (turn.dropped, turn.cue.start) == (True, source.index("not drink"))


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(sorted(NEGATION)))
def test_any_text_can_be_looked_at(source, target, language):
    """No text is too strange, and spans lie in it."""
    for cue in negated(target, language):
        assert target[cue.start : cue.end] == cue.text
    for turn in turned(source, target, language):
        text = source if turn.dropped else target
        assert text[turn.cue.start : turn.cue.end] == turn.cue.text
