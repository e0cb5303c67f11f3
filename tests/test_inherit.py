"""What an inheriting catalog keeps: an entry, that of the parent, and whether they differ."""

from dataclasses import replace

import pytest

from pipeline.formats import po
from pipeline.inherit import differences
from pipeline.model import Entry, Key, Locale
from pipeline.model.joined import Place

KEY = Key("Rest.")
ACCEPTED = Entry(KEY, "Pause.")
SIGNED = ACCEPTED.with_record("approved", f"{KEY.digest('Pause.')} 2026-01-02 A")
DRAFT = replace(ACCEPTED, fuzzy=True)
MACHINE = Entry(KEY).drafted("Pause.", "x")

CASES = {
    "other words": (Entry(KEY, "Ruh."), ACCEPTED, True),
    "the same words": (ACCEPTED, ACCEPTED, False),
    "words that the parent lacks": (ACCEPTED, Entry(KEY), True),
    "words that the parent has never heard of": (ACCEPTED, None, True),
    "accepted here, a machine draft there": (ACCEPTED, MACHINE, True),
    "accepted here, signed there": (ACCEPTED, SIGNED, False),
    "signed here, accepted there": (SIGNED, ACCEPTED, True),
    "a draft of the words that the parent has accepted": (DRAFT, ACCEPTED, False),
    "no text": (Entry(KEY), ACCEPTED, False),
    "a machine draft": (Entry(KEY).drafted("Ruh.", "x"), ACCEPTED, False),
    "a remark of its own": (replace(ACCEPTED, comments=("sure?",)), ACCEPTED, True),
    "a remark that was copied": (
        replace(ACCEPTED, comments=("sure?",)), replace(ACCEPTED, comments=("sure?",)), False,
    ),
    "plural forms": (replace(ACCEPTED, plural=("Rests.", ("a", "b"))), ACCEPTED, True),
}  # fmt: skip


def catalog(*entries):
    return replace(po.new_catalog(Locale("de"), "t"), entries=tuple(e for e in entries if e))


@pytest.mark.parametrize("name", CASES)
def test_what_differs_stays(name):
    """Obsolete entries stay in any case, and so does what the parent cannot say."""
    own, parent, stays = CASES[name]
    gone = Entry(Key("Old."), "Alt.", obsolete=True)
    order = {KEY: Place()}
    kept = differences(catalog(own, gone), catalog(parent), {KEY}, order)
    assert kept.entries == ((own, gone) if stays else (gone,))
    assert differences(catalog(own), catalog(parent), set(), order).entries == (own,)


def test_joined_sentences_stay_whole():
    """`~` is the same in both files, but belongs to the difference before it."""
    second = Key("Walk.")
    sign = Entry(second, "~")
    order = {KEY: Place(), second: Place(KEY, None)}
    own, parent = catalog(Entry(KEY, "Ruhen und gehen."), sign), catalog(ACCEPTED, sign)
    assert differences(own, parent, {KEY, second}, order).entries == own.entries
    assert differences(parent, parent, {KEY, second}, order).entries == ()
