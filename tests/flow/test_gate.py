"""Which machine drafts are kept out, and with what reason."""

import pickle

import pytest

from pipeline.flow import gate
from pipeline.glossary import parse_glossary
from pipeline.model import Key, Locale

OUT = [
    # locale, source, draft, reason
    (
        "es",
        "Do not take more than 5 mg.",
        "Tome más de 5 mg.",
        "negation dropped: “not take more than 5…”",
    ),
    ("es", "Take 5 mg.", "Tome 50 mg.", "number changed: 5 mg → 50 mg"),
    ("es", "Take 20 tablets.", "Tome pastillas.", "number missing: 20"),
    ("de", "Take 5 mg.", "Nehmen Sie 5.", "unit missing: 5 mg → 5"),
    ("kk", "about 41%", "шамамен 41", "per cent lost: 41% → 41"),
    ("de", "Rest is not enough.", "Ruhe reicht.", "negation dropped: “not enough.”"),
    ("de", "Rest helps.", "Ruhe hilft nicht.", "negation added: “nicht.”"),
    ("de", "See [it](a.md).", "Siehe dort.", "link lost: a.md"),
    ("de", "Take it.", "Nimm __O1__ es.", "engine token left in the text: __O1__"),
    ("de", "Take it.", " ", "the translation is only white space"),
]
IN = [
    ("es", "Do not take more than 5 mg.", "No tome más de 5 mg."),
    ("de", "Rest helps.", "Ruhe hilft 2 Leuten."),
    ("de", "**Never** stop.", "Niemals aufhören."),
    ("xx", "Do not stop.", "Xyz."),
]


@pytest.mark.parametrize(("locale", "source", "draft", "reason"), OUT)
def test_a_draft_that_changes_a_fact_is_kept_out(locale, source, draft, reason):
    """One line says why."""
    assert gate(Key(source), draft, Locale(locale)) == reason


@pytest.mark.parametrize(("locale", "source", "draft"), IN)
def test_other_drafts_may_be_written(locale, source, draft):
    """What a reviewer can see and mend is no reason."""
    assert gate(Key(source), draft, Locale(locale)) == ""


def test_a_draft_that_changes_a_name_of_the_glossary_is_kept_out():
    """What is not in the glossary may be said otherwise."""
    glossary = parse_glossary(b"- {term: Sleep Well, keep: true}\n", "glossary.yaml")
    said = Key("Read Sleep Well."), "Lies Slep Well.", Locale("de")
    assert gate(*said, glossary) == "name changed: Sleep Well → Slep Well"
    assert gate(*said) == ""


def test_the_worst_fault_is_named():
    """An error before a warning."""
    reason = gate(Key("Rest is no cure. Take 5 mg."), "Ruhe heilt. Nehmen Sie 6 mg.", Locale("de"))
    assert reason == "number changed: 5 mg → 6 mg"


def test_it_runs_in_another_process():
    """The stage hands it to workers."""
    assert pickle.loads(pickle.dumps(gate)) is gate
