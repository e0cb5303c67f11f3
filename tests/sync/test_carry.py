"""An edit without a change of meaning costs no review; any other is never carried over."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from documents import load

from pipeline.formats import po
from pipeline.formats.inline import pieces
from pipeline.model import Locale, State
from pipeline.publish import Policy, refusal
from pipeline.sync import Around, sync, wanted

HERE = Path(__file__).parent
CARRIED = yaml.safe_load((HERE / "carried.yaml").read_text(encoding="utf-8"))
MEANING = yaml.safe_load((HERE / "meaning.yaml").read_text(encoding="utf-8"))


def accepted(source, target, locale="de"):
    """The catalog of a document of one unit, translated by a person."""
    catalog, _ = sync(wanted(load(source)), po.new_catalog(Locale(locale), "Test"), "source/x.md")
    (entry,) = catalog.entries
    return replace(catalog, entries=(replace(entry, target=target, raw=None),))


def edited(source, catalog, locale="de", around=None):
    """The entry after an edit, as it is read back from the file, and what the sync says."""
    units = wanted(load(source))
    made, changes = sync(units, catalog, "source/x.md", around or Around(), locale)
    again, _ = sync(units, po.read(po.write(made), "x.po"), "source/x.md", Around(), locale)
    assert po.write(again) == po.write(made)
    return next(e for e in po.read(po.write(made), "x.po").entries if not e.obsolete), changes


@pytest.mark.parametrize(
    ("rule", "locale", "old", "new", "target", "result"), CARRIED, ids=lambda v: v[:40]
)
def test_only_what_is_certain_is_carried(rule, locale, old, new, target, result):
    """The translation follows, is still accepted, and the report says by which rule."""
    entry, changes = edited(new, accepted(old, target, locale), locale)
    assert getattr(changes, rule) == 1
    if rule == "stale":
        assert (entry.state, entry.target, entry.previous.text) == (State.STALE, target, old)
    else:
        assert (entry.state, entry.target, changes.review) == (State.TRANSLATED, result, 0)


def linked(text, to):
    """The text with a link on its first word."""
    first, rest = text.split(" ", 1)
    return f"[{first}]({to}) {rest}"


DRESSES = {
    "plain": lambda t: (t, t),
    "link": lambda t: (linked(t, "a.md"), linked(t, "b.md")),
    "emphasis": lambda t: (f"**{t}**", t),
    "typography": lambda t: (f'{t[:-1]} -- "so"', f"{t[:-1]} — “so”"),
    "shortcode": lambda t: (f"{t} {{{{< a >}}}}", t),
}
"""How a meaning-bearing edit may come along with one that would be carried by rule."""


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(("old", "new", "target"), MEANING)
def test_another_meaning_is_never_carried(old, new, target, dress):
    """125 cases: never translated, and the text accepted for the old source is not shown."""
    before, after = DRESSES[dress](old)[0], DRESSES[dress](new)[1]
    catalog = accepted(before, DRESSES[dress](target)[0])
    entry, changes = edited(after, catalog)
    assert (changes.stale or changes.new, changes.review > 0) == (1, True)
    assert not entry.state.accepted
    assert refusal(entry, Policy())
    moved, _ = edited(after, po.new_catalog(Locale("de"), "x"), around=Around({}, catalog.entries))
    assert not moved.state.accepted
    assert refusal(moved, Policy())


def test_the_pieces_of_a_carried_text_add_up():
    """What is written is one line that parses as its source does."""
    for rule, _, _, new, _, result in CARRIED:
        if rule == "markup":
            kinds = [
                [type(p).__name__ for p in pieces(t) if getattr(p, "kind", "")]
                for t in (new, result)
            ]
            assert sorted(kinds[0]) == sorted(kinds[1])


def test_a_carried_text_keeps_its_origin_and_remarks():
    """Who drafted it and what people said about it; an approval was for other bytes."""
    catalog = accepted("See [it](a.md).", "Siehe [es](a.md).")
    (entry,) = catalog.entries
    h = entry.key.digest(entry.target)
    comments = ("good", f"mt: apertium {h}", f"approved: {h} 2026-01-01 Jo, editor")
    entry, _ = edited(
        "See [it](b.md).", replace(catalog, entries=(replace(entry, comments=comments),))
    )
    now = entry.key.digest(entry.target)
    assert entry.state is State.TRANSLATED
    assert entry.comments == ("good", comments[2], f"mt: apertium {now}")


def test_a_text_stale_since_an_earlier_edit_is_judged_by_what_it_was_accepted_for():
    """A word went and came back, and in between a link has moved."""
    catalog = accepted("See [the guide](a.md) first.", "Zuerst [den Leitfaden](a.md) lesen.")
    units = wanted(load("See [the book](a.md) first."))
    stale, _ = sync(units, catalog, "source/x.md")
    entry, changes = edited("See [the guide](b.md) first.", stale)
    assert (entry.state, entry.target) == (State.TRANSLATED, "Zuerst [den Leitfaden](b.md) lesen.")
    assert changes.markup == 1


@pytest.mark.parametrize(
    ("locale", "old", "new", "target", "suggestion"),
    [
        ("de", "Take 5 mg a day.", "Take 2.5 mg a day.", "Nehmen Sie 5 mg am Tag.", "Nehmen Sie 2,5 mg am Tag."),
        ("de", "It costs 900 euros.", "It costs 12,500 euros.", "Es kostet 900 Euro.", "Es kostet 12.500 Euro."),
        ("es", "About 41% sleep.", "About 14% sleep.", "Cerca del 41 % duerme.", "Cerca del 14 % duerme."),
        ("de", "Take 5 mg a day.", "Take 50 mg daily.", "Nehmen Sie 5 mg am Tag.", ""),
        ("de", "Take 5 of 5 mg.", "Take 6 of 5 mg.", "Nehmen Sie 5 zu 5 mg.", ""),
        ("de", "Take 5 mg a day.", "Take 50 mg a day.", "Nehmen Sie fünf Milligramm am Tag.", ""),
    ],
)  # fmt: skip
def test_a_changed_number_is_suggested_and_never_written(locale, old, new, target, suggestion):
    """The reviewer sees the text with the new number as the locale writes it."""
    entry, _ = edited(new, accepted(old, target, locale), locale)
    assert (entry.target, entry.state) == (target, State.STALE)
    assert [n.removeprefix("suggestion: ") for n in entry.notes if n.startswith("suggestion")] == (
        [suggestion] if suggestion else []
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!-- l10n:context month -->\nMay\n", "<!-- l10n:context verb -->\nMay\n"),
        ("May\n", "<!-- l10n:context verb -->\nMay\n"),
    ],
)
def test_what_an_author_tells_apart_is_looked_at_again(before, after):
    """The same word is another one there."""
    entry, changes = edited(after, accepted(before, "Mai"))
    assert (entry.state, entry.target, changes.stale) == (State.STALE, "Mai", 1)


@pytest.mark.parametrize("words", ["Call 999 now.", "Call 999 right now."])
@pytest.mark.parametrize("back", [False, True])
def test_what_a_locale_writes_for_itself_is_nobody_s_translation(words, back):
    """Neither does a translation become a locale's own text, nor such a text a translation."""
    plain, adapted = f"{words}\n", "<!-- l10n:adapt required -->\nCall 999 now.\n"
    before, after = (adapted, plain) if back else (plain, adapted)
    entry, _ = edited(after, accepted(before, "Rufen Sie 112 an."))
    assert (entry.state, entry.target) == (State.MISSING, "")


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        ("Rest ![A cat](a.png) well.", "Rest well.", "Gut ![Eine Katze](a.png) ruhen."),
        ("Rest **well**.", "Rest well.", "**Gut** ruhen."),
    ],
)
def test_what_a_rule_takes_away_is_not_lost(old, new, target):
    """The old text stays as an obsolete entry, and is back if its source is."""
    catalog = accepted(old, target)
    units = wanted(load(new))
    made, changes = sync(units, catalog, "source/x.md", locale="de")
    assert (changes.markup, changes.obsolete) == (1, 1)
    assert [e.target for e in made.entries if e.obsolete] == [target]
    entry, changes = edited(old, made)
    assert (entry.state, entry.target) == (State.TRANSLATED, target)


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        ("Take 8 ml every 8 hours.", "Take 6 ml every 8 hours.", "Alle 8 Stunden acht ml nehmen."),
        ("Take 5 mg at 5 pm.", "Take 6 mg at 5 pm.", "Um 5 Uhr nachmittags fünf mg nehmen."),
        ("Take 4 ml.", "Take 3 ml.", "Alle 4 Stunden vier ml."),
        ("Take 4 ml.", "Take 3 ml.", "Alle 4 Stunden einen Löffel."),
        ("Enter code 0123.", "Enter code 0124.", "Den Code 0123 eingeben."),
    ],
)
def test_no_suggestion_where_the_number_may_be_another_one(old, new, target):
    """A reviewer may trust it too much."""
    entry, _ = edited(new, accepted(old, target))
    assert not any(n.startswith("suggestion") for n in entry.notes)


def test_a_telephone_number_is_not_grouped():
    """As the source writes it."""
    entry, _ = edited("Call 116117.", accepted("Call 116118.", "Rufen Sie 116118 an."))
    assert entry.notes[-1] == "suggestion: Rufen Sie 116117 an."


def test_a_suggestion_that_was_taken_makes_no_catalog_outdated():
    """The note stays until the entry has to be written anew: `sync --check` passes after a review."""
    source = "Take 50 mg a day."
    units = wanted(load(source))
    made, _ = sync(units, accepted("Take 5 mg a day.", "5 mg am Tag."), "source/x.md", locale="de")
    (entry,) = made.entries
    reviewed = replace(entry, target="50 mg am Tag.", fuzzy=False, previous=None, raw=None)
    catalog = po.read(po.write(replace(made, entries=(reviewed,))), "x.po")
    again, _ = sync(units, catalog, "source/x.md", locale="de")
    assert po.write(again) == po.write(catalog)
    assert again.entries[0].notes[-1].startswith("suggestion: ")
