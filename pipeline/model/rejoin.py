"""What sync makes of joined sentences: recorded, void, restored (DESIGN 4 and 6).

A group is void when its head, a `~` or their order has changed: all of it goes to review, and
the head keeps what its text was accepted for, so that it holds again when those sentences return.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model.catalog import Catalog, Entry, State
from pipeline.model.joined import (
    RECORD,
    REFUSED,
    Group,
    Order,
    groups,
    name,
    pair,
    source,
    stale_as_one,
)
from pipeline.model.names import Key


def rejoin(entries: Sequence[Entry], old: Catalog, order: Order) -> tuple[Entry, ...]:
    """The entries that sync has made of `old`, live and obsolete, with their groups settled.

    Nothing a person has not accepted becomes part of a group that holds.
    """
    if not any(e.joined or name(e) for e in (*entries, *old.entries)):
        return tuple(entries)
    past = _past(old, order)
    held = _held(entries, past, order)
    entries = [_void(e, past, held, order) for e in entries]
    settled: dict[Key, Entry] = {}
    for group in groups({e.key: e for e in entries if not e.obsolete}, order):
        if not group.refused:
            settled |= {e.key: e for e in (group.head, *group.members)}
            settled |= {e.key: e for e in _settle(group, past)}
    return tuple(e if e.obsolete else settled.get(e.key) or _alone(e, past, order) for e in entries)


def returns(sign: Entry, run: Sequence[Entry]) -> bool:
    """Whether an obsolete `~` comes back behind a `run`: a text and every `~` since.

    Only where the text was accepted for its sentence too: alone it is worth nothing.
    """
    if not run or run[0].joined:
        return False
    head = run[0]
    if stale_as_one(head) and head.previous:
        said = source([*(e.key for e in run), sign.key])
        return sign.fuzzy and f"{head.previous.text} ".startswith(f"{said.text} ")
    return not sign.fuzzy and name(sign) == pair(head)


@dataclass(frozen=True, slots=True)
class _Past:
    """The groups of the catalog before this sync."""

    signs: Mapping[str, Sequence[Key]]
    """By the hash of a head: the keys of every `~` that names it, in file order, or that follows
    it there and names no other."""
    heads: Mapping[tuple[str, str], Entry]
    """By source and translation: an entry keeps both when it goes stale or moves."""
    proven: frozenset[str]
    """Hashes of the heads that all their `~` name and follow in the file, accepted."""
    joined: frozenset[Key]
    """The live entries that were `~`."""


def _past(old: Catalog, order: Order) -> _Past:
    entries = old.entries
    signs: dict[str, list[Key]] = {}
    neighbours = set(pairwise(order))
    texts = {pair(e) for e in entries if not e.joined}
    head = ""
    for before, e in pairwise((None, *entries)):
        if e is None or not e.joined:
            head = pair(e) if e else ""
            continue
        if name(e) == REFUSED or (before and _refused_now(before.key, e, order, neighbours)):
            head = ""
        its = name(e) if name(e) in texts else "" if e.obsolete else head
        if its:
            signs.setdefault(its, []).append(e.key)
    leading = [(i, e) for i, e in enumerate(entries) if e.state.accepted and pair(e) in signs]
    proven = {
        pair(e)
        for i, e in leading
        for run in [entries[i + 1 : i + 1 + len(signs[pair(e)])]]
        if [f.key for f in run if name(f) == pair(e) and not f.fuzzy] == signs[pair(e)]
    }
    return _Past(
        signs,
        {(e.key.text, e.target): e for _, e in leading},
        frozenset(proven),
        frozenset(e.key for e in entries if e.joined and not e.obsolete),
    )


def _refused_now(
    before: Key, sign: Entry, order: Order, neighbours: Collection[tuple[Key, Key]]
) -> bool:
    """Whether a translator has put a new `~` where it is refused, and no edit brought it there.

    Then check says so, and the text before it in the file is as accepted as it was.
    """
    return not name(sign) and _is_refused(sign, order) and (before, sign.key) in neighbours


def _is_refused(sign: Entry, order: Order) -> bool:
    """Whether a `~` stands in the document where it is refused."""
    return not sign.obsolete and sign.key in order and order[sign.key].refusal is not None


def _held(entries: Sequence[Entry], past: _Past, order: Order) -> frozenset[str]:
    """Hashes of the heads whose group stands as it was, in the document or as obsolete entries."""
    live = {e.key: e for e in entries if not e.obsolete}
    held = {
        pair(g.head)
        for g in groups(live, order)
        if g.head.state.accepted
        and not g.refused
        and [m.key for m in g.members if name(m) in ("", pair(g.head))]
        == past.signs.get(pair(g.head))
    }
    in_use = {name(e) if e.joined else pair(e) for e in live.values()}
    gone = {pair(e) for e in entries if e.obsolete and not e.joined} & past.proven
    return frozenset(held | gone - in_use)


def _void(entry: Entry, past: _Past, held: frozenset[str], order: Order) -> Entry:
    """An entry of a group that holds no longer needs a person again; its record is dropped."""
    if entry.joined:
        still = name(entry) in held or (name(entry) == REFUSED and _is_refused(entry, order))
        if not name(entry) or (still and not entry.fuzzy):
            return entry
        return _doubted(entry).with_record(RECORD, None)
    accepted_for = entry.previous if entry.state is State.STALE else entry.key
    head = accepted_for and past.heads.get((accepted_for.text, entry.target))
    if head and pair(head) not in held:
        was = source((head.key, *past.signs[pair(head)]))
        record = was.digest(entry.target) if pair(head) in past.proven else None
        stale = replace(_doubted(entry), previous=was)
        return stale.with_record("accepted", None).with_record(RECORD, record)
    return entry if entry.fuzzy else entry.with_record(RECORD, None)


def _doubted(entry: Entry) -> Entry:
    """For review; a draft that a person has accepted is theirs, and no draft again."""
    return replace(entry, fuzzy=True, raw=None).with_record("mt", None)


def _settle(group: Group, past: _Past) -> Iterator[Entry]:
    """The entries of a group that change: restored, recorded, or for review as one."""
    head, members = group.head, group.members
    if stale_as_one(head) and head.previous == source(group.keys):
        whole = replace(head, fuzzy=False, previous=None, raw=None).with_record(RECORD, None)
        yield whole
        for m in members:
            accepted = replace(m, fuzzy=False, previous=None, raw=None)
            yield accepted.with_record(RECORD, pair(whole))
    elif head.state.accepted and all(_accepted_behind(m, head, past) for m in members):
        yield from (m.with_record(RECORD, pair(head)) for m in members if not name(m))
    elif head.state not in (State.MISSING, State.MACHINE):
        for e in (head, *members):
            yield e if e.fuzzy else _doubted(e).with_record(RECORD, None)


def _accepted_behind(sign: Entry, head: Entry, past: _Past) -> bool:
    """Whether a person put `~` behind this very text: an edit may have brought them together."""
    new = not name(sign) and sign.key in past.signs.get(pair(head), ())
    return not sign.fuzzy and (new or name(sign) == pair(head))


def _alone(entry: Entry, past: _Past, order: Order) -> Entry:
    """A `~` in no group: refused, or, where an edit has carried it, no offer."""
    if entry.joined and entry.fuzzy and entry.key not in past.joined:
        return entry.emptied()
    if entry.joined and not entry.fuzzy and not name(entry) and _is_refused(entry, order):
        return entry.with_record(RECORD, REFUSED)
    return entry
