"""An entry with the best matches beside it, for whoever translates or reviews it."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.memory.match import matches
from pipeline.memory.note import describe, offers, without_offers
from pipeline.memory.pair import Pair
from pipeline.model import Entry, State

_MOST = 2
"""Offers beside an entry: a third would be read by nobody."""


def waits(entry: Entry) -> bool:
    """Whether a person has yet to translate or review an entry, and a memory can help."""
    able = entry.plural is None and not entry.key.adapted and not entry.joined
    return able and not entry.obsolete and not entry.state.accepted


def reviewed(entry: Entry) -> Entry:
    """An accepted entry without offers, any other as it is."""
    if not entry.state.accepted or not offers(entry.notes):
        return entry
    return replace(entry, notes=without_offers(entry.notes), raw=None)


def accepted(entry: Entry, text: str) -> Entry:
    """The entry without its fuzzy mark where memory drafted it and still says this very text.

    Only for projects whose settings say so: `memory: {accept: true}`.
    """
    made = entry.state is State.MACHINE and entry.record("mt")[:1] == ["memory"]
    if not made or entry.obsolete or entry.target != text:
        return entry
    return replace(entry, fuzzy=False, raw=None).with_record("mt", None)


def offered(entry: Entry, pairs: Iterable[Pair]) -> Entry:
    """The entry with offers for what it says today; its very bytes where nothing changes.

    The text it already has is not offered; where that is the translation of the identical source,
    merely similar ones are not either.
    """
    found = matches(entry.key, pairs) if waits(entry) else []
    if any(m.exact and m.pair.target == entry.target for m in found):
        found = [m for m in found if m.exact]
    best = [m for m in found if m.pair.target != entry.target][:_MOST]
    notes = (*without_offers(entry.notes), *map(describe, best))
    return entry if notes == entry.notes else replace(entry, notes=notes, raw=None)
