"""Which pair is a match, in which order, and how it is offered."""

import pytest

from pipeline.memory import (
    Pair,
    accepted,
    describe,
    matches,
    offered,
    offers,
    rarest,
    reviewed,
    settled,
    without_offers,
)
from pipeline.model import Entry, Key, State

TWO = Pair(Key("Take two tablets."), "Tome dos comprimidos.", "a")


def pair(text, target, place="a", context=None, own=True):
    return Pair(Key(text, context), target, place, own=own)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Take three tablets.", "memory 78 %: “Take two tablets.” → “Tome dos comprimidos.” (number differs: two → three)"),
        ("Take two tablets!", "memory 94 %: “Take two tablets.” → “Tome dos comprimidos.” (differs: tablets. → tablets!)"),
        ("Take two tablets. ", "memory 94 %: “Take two tablets.” → “Tome dos comprimidos.”"),
        ("Only take two tablets.", "memory 72 %: “Take two tablets.” → “Tome dos comprimidos.” (negation differs: Take → Only take)"),
        ("Take two tablets.", "memory 100 %: “Tome dos comprimidos.” (a)"),
    ],
)  # fmt: skip
def test_a_note_says_how_much_and_what_differs(text, note):
    """A fact that differs is named as such; 100 % is said of identical texts alone."""
    (match,) = matches(Key(text), [TWO])
    assert describe(match) == note


def test_a_note_is_one_line():
    """Whatever stands in a translation."""
    (match,) = matches(Key("Take two tablets."), [pair("Take two tablets.", "Tome\ndos\u2028x.")])
    assert describe(match) == "memory 100 %: “Tome dos x.” (a)"


def test_many_differences_are_cut_short():
    """Five places and no more words than anybody reads."""
    old = "one big text about many long words in many separate places of one sentence"
    new = "one bit text about main long word in some separate place of any sentence"
    (match,) = matches(Key(new), [pair(old, "x")])
    assert describe(match).endswith("main, words → word, many → some, …)")


@pytest.mark.parametrize(
    ("text", "source"),
    [("Moment", "Movement"), ("Drink water.", "Read the other leaflet.")],
)
def test_no_match(text, source):
    """Neither what has no word in common, nor what is like it below the cutoff."""
    assert matches(Key(text), [pair(source, "x")]) == []


def test_no_match_of_what_a_locale_wrote_for_itself():
    """Its numbers are its own."""
    assert matches(Key("Call 112."), [pair("Call 112.", "Rufen Sie 144.", context="adapt")]) == []


def test_scripts_without_spaces_match():
    """They have no words to have in common."""
    (match,) = matches(Key("每天散步十分钟。"), [pair("每天散步五分钟。", "Zehn Minuten")])
    assert match.percent == 87


def test_order():
    """More similar, then the same context, then the project's own; each translation once."""
    found = matches(
        Key("Take two tablets.", "a"),
        [
            pair("Take two tablets", "similar"),
            pair("Take two tablets.", "imported", own=False),
            pair("Take two tablets.", "own"),
            pair("Take two tablets.", "in context", context="a", own=False),
            pair("Take ten tablets.", "own"),
        ],
    )
    assert [m.pair.target for m in found] == ["in context", "own", "imported", "similar"]


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        ([], ""),
        ([pair("Other", "A")], ""),
        ([pair("Open", "A"), pair("Open", "A", "b")], "A"),
        ([pair("Open", "A"), pair("Open", "B", "b")], ""),
        ([pair("Open", "A", context="menu"), pair("Open", "B", "b")], "A"),
        ([pair("Open", "A", context="menu", own=False), pair("Open", "B", own=False)], "A"),
        ([pair("Open", "A", context="menu", own=False), pair("Open", "B")], "B"),
        ([pair("Open", "A", own=False), pair("Open", "B", own=False)], ""),
        ([pair("Open", "A"), pair("Open", "B"), pair("Open", "C", own=False)], ""),
        ([pair("Open", "A", context="adapt")], ""),
    ],
)
def test_what_the_identical_source_has(pairs, text):
    """The nearest word decides; where texts differ there is none."""
    assert settled(Key("Open", "menu"), pairs) == text


NOTES = ("paragraph · Doses",)


@pytest.mark.parametrize(
    ("entry", "count"),
    [
        (Entry(Key("Take two tablets now.")), 2),
        (Entry(Key("Take two tablets now."), "x").drafted("Un borrador", "apertium"), 2),
        (Entry(Key("Take two tablets now."), "entwurf", fuzzy=True), 2),
        (Entry(Key("Take two tablets now."), "Tome dos comprimidos.", fuzzy=True), 2),
        (Entry(Key("Take two tablets now."), "done"), 0),
        (Entry(Key("Take two tablets now.", "adapt")), 0),
        (Entry(Key("Take two tablets now."), plural=("many", ("", ""))), 0),
        (Entry(Key("Take two tablets now."), "~", fuzzy=True), 0),
        (Entry(Key("Take two tablets now."), obsolete=True), 0),
        (Entry(Key("Take two tablets.")).drafted("Tome dos comprimidos.", "memory"), 0),
    ],
)
def test_offers_for_whom_a_memory_can_help(entry, count):
    """Two at most, none that says what stands there, none beside what a person accepted."""
    pairs = [TWO, *(pair(f"Take two tablets {x}.", x) for x in ("here", "away", "soon"))]
    from dataclasses import replace

    made = offered(replace(entry, notes=NOTES), pairs)
    assert without_offers(made.notes) == NOTES
    assert len(offers(made.notes)) == count
    assert offered(made, pairs) is made
    assert offers(offered(made, []).notes) == ()
    assert not any("“" + entry.target + "”" in note for note in offers(made.notes) if entry.target)


def test_wrapped_offers_are_offers():
    """polib makes several lines of a long note."""
    notes = ("paragraph", "memory 80 %: “A long", "text” → “Ein Text” (differs:", "a → b)")
    assert offers(notes) == notes[1:]
    assert without_offers(notes) == notes[:1]


def test_reviewed():
    """Offers go when a person has accepted a text."""
    entry = Entry(Key("A b"), "x", notes=("paragraph", "memory 80 %: “A c” → “y” (differs: c → b)"))
    assert reviewed(entry).notes == ("paragraph",)


def test_accepted_by_the_settings():
    """Only what memory drafted and still says."""
    draft = Entry(Key("A b")).drafted("x", "memory")
    assert accepted(draft, "x").state is State.TRANSLATED
    assert accepted(draft, "x").comments == ()
    assert accepted(draft, "y") is draft
    other = Entry(Key("A b")).drafted("x", "apertium")
    assert accepted(other, "x") is other


def test_rarest():
    """Rarest first, six of them, unknown and common words left out."""
    assert rarest({1: 9, 2: 5, 3: 0, 4: 5, 5: 51}, 0) == (2, 4, 1)
    assert rarest(dict.fromkeys(range(9), 3), 0) == (0, 1, 2, 3, 4, 5)
    assert rarest({1: 101}, 1000) == ()
