"""Facts between two English texts: what lets an old translation stand and what does not."""

import pytest

from pipeline.meaning import changed_facts
from pipeline.meaning.negation import cues

DIFFER = [
    # old, new, what differs
    ("Take 5 mg.", "Take 50 mg.", "number"),
    ("Take 5 mg.", "Take 5 g.", "unit"),
    ("every 4 hours", "every 4 days", "unit"),
    ("It fell by −41%.", "It fell by 41%.", "sign"),
    ("It fell by 41%.", "It fell by 14%.", "number"),
    ("about 41% of people", "about 41 of people", "sign"),
    ("less than <5 mg", "less than >5 mg", "sign"),
    ("Do not drive.", "Do drive.", "negation"),
    ("Don't drive.", "Drive.", "negation"),
    ("Take up to 5 mg.", "Take at least 5 mg.", "negation"),
    ("more than 5 days", "less than 5 days", "negation"),
    ("You must stop.", "You should stop.", "negation"),
    ("Never stop suddenly.", "Stop suddenly.", "negation"),
    ("with food", "without food", "negation"),
    ("before meals", "after meals", "negation"),
    ("two tablets", "three tablets", "number"),
    ("one tablet", "two tablets", "number"),
    ("1 tablet", "2 tablets", "number"),
    ("5 mg in the morning, 10 mg at night", "10 mg in the morning, 5 mg at night", "number"),
    ("vitamin B12", "vitamin B6", "number"),
    ("150 million", "150 billion", "number"),
    ("once daily", "twice daily", "number"),
]
SAME = [
    ("Take teh tablet.", "Take the tablet."),
    ("a big help", "a great help"),
    ("Rest, and drink water.", "Drink water and rest."),
    ("Don't drive.", "Do not drive."),
    ("You can't drive.", "You cannot drive."),
    ("no more than 5 mg", "not more than 5 mg"),
    ("Walk 5,000 steps.", "Walk 5000 steps."),
    ("30–40% of people", "30-40 percent of people"),
    ("every 4–6 hours", "every 4 to 6 hours"),
    ("Take **5 mg**.", "Take 5 mg!"),
    ("Read [this](a-5.md).", "Read [this](b-6.md)."),
    ("Take 5 mg for 3 days.", "For 3 days, take 5 mg."),
    ("1 tablet", "one tablet"),
    ("Rest before your meals.", "Rest before meals."),
    ("about 2 people", "about two people"),
]


@pytest.mark.parametrize(("old", "new", "fact"), DIFFER)
def test_a_changed_fact_is_seen(old, new, fact):
    """A dose, its unit, its sign or a "not" that changed is named, in either direction."""
    assert fact in changed_facts(old, new)
    assert fact in changed_facts(new, old)


@pytest.mark.parametrize(("old", "new"), SAME)
def test_other_words_for_the_same_change_no_fact(old, new):
    """Typing errors, synonyms, punctuation and order leave an old translation valid."""
    assert changed_facts(old, new) == ()
    assert changed_facts(new, old) == ()


def test_facts_are_named_in_a_fixed_order():
    """Several differences are all named."""
    found = changed_facts("Do not take −5 mg.", "Take 6 g.")
    assert found == ("number", "unit", "sign", "negation")


def test_cues_are_counted():
    """Each cue counts as often as it stands there, the longer one first."""
    found = cues("Don’t take more than 5 mg, and not without food, never no more than 2.")
    assert sorted(found.elements()) == ["at most", "more than", "never", "not", "not", "without"]


def test_a_number_sign_is_no_negation():
    """`No. 5` counts nothing out."""
    assert not cues("See No. 5.")
