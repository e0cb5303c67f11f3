"""Two branches of a catalog become one: a three-way merge entry by entry (`l10n merge-driver`).

Git joins lines, and lines of a PO file say nothing alone: a translator's text and an editor's sync
that renamed its entry touch the same lines, or lines side by side. Here each entry of the base is
followed into both branches (`lineage`), merged by what its parts mean (`entry`), and put where
both documents have it (`order`). Which branch is ours decides nothing
(docs/decisions/016-merging-catalogs.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.formats import po
from pipeline.merge.entry import folded, merge_entry
from pipeline.merge.lineage import Row, rows
from pipeline.merge.order import arrange
from pipeline.merge.three import three
from pipeline.merge.together import torn_apart
from pipeline.model import Catalog, Entry, Key


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of two branches."""

    catalog: Catalog
    conflicts: tuple[Key, ...] = ()
    """Live entries to which both branches gave different texts: both stand in the entry, fuzzy."""


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """One catalog with the work of both branches; equal with ours and theirs exchanged.

    No text becomes accepted for a source for which no branch has it so, and no text of a person
    is dropped. An entry that only one branch has changed keeps that branch's bytes.
    """
    newline = three(base.newline, ours.newline, theirs.newline, max)
    base, ours, theirs = (_with_line_ends(c, newline) for c in (base, ours, theirs))
    lines = rows(base.entries, ours.entries, theirs.entries)
    found = [merge_entry(r.base, r.ours, r.theirs) for r in lines]
    made = {i: f.entry for i, f in enumerate(found) if f.entry is not None}
    conflicts = {f.entry.key for f in found if f.entry and f.conflict and not f.entry.obsolete}
    conflicts |= _join_twins(made)
    _fold_obsolete(made, _doubled(ours) | _doubled(theirs))
    ordered = [made[i] for i in _ordered(lines, made)]
    if all(map(_obsolete_last, (ours.entries, theirs.entries))):
        ordered.sort(key=lambda e: e.obsolete)
    header = po.merge_headers(base.header, ours.header, theirs.header)

    def declared(one: str, other: str) -> str:
        named = po.declared_charset(header)
        return next((c for c in sorted((one, other)) if c.startswith(named)), max(one, other))

    catalog = Catalog(
        header,
        torn_apart(ordered, base.entries, (ours.entries, theirs.entries)),
        three(base.trailer, ours.trailer, theirs.trailer, _joined_trailers),
        three(base.charset, ours.charset, theirs.charset, declared),
        newline,
    )
    return Merged(catalog, tuple(e.key for e in ordered if e.key in conflicts and not e.obsolete))


def _with_line_ends(catalog: Catalog, newline: str) -> Catalog:
    """The catalog with the line ends that the merged file has."""
    if catalog.newline == newline:
        return catalog

    def ends(text: str) -> str:
        return text.replace("\r\n", "\n").replace("\n", newline)

    entries = tuple(
        replace(e, lead=ends(e.lead), raw=None if e.raw is None else ends(e.raw))
        for e in catalog.entries
    )
    header, trailer = ends(catalog.header), ends(catalog.trailer)
    return replace(catalog, header=header, entries=entries, trailer=trailer, newline=newline)


def _joined_trailers(ours: str, theirs: str) -> str:
    """What stands after the last entry on both sides, equal lines once."""
    first, second = sorted((ours, theirs))
    have = set(first.splitlines())
    return first + "".join(x for x in second.splitlines(keepends=True) if x.strip() not in have)


def _join_twins(made: dict[int, Entry]) -> set[Key]:
    """Two entries that have come to stand under one live key become one; keys of conflicts."""
    first: dict[Key, int] = {}
    conflicts: set[Key] = set()
    for i, entry in sorted(made.items()):
        if entry.obsolete:
            continue
        at = first.setdefault(entry.key, i)
        if at != i:
            both = merge_entry(None, made[at], made.pop(i))
            made[at] = both.entry or entry
            conflicts |= {entry.key} if both.conflict else set()
    return conflicts


def _doubled(catalog: Catalog) -> frozenset[Key]:
    """Keys that stand more than once in a file, as live and obsolete: left as they are."""
    times = Counter(e.key for e in catalog.entries)
    return frozenset(k for k, n in times.items() if n > 1)


def _fold_obsolete(made: dict[int, Entry], doubled: Iterable[Key]) -> None:
    """An obsolete entry beside another of its key goes into that one: msgfmt refuses doubles."""
    home: dict[Key, int] = {}
    for i, entry in sorted(made.items(), key=lambda row: (row[1].obsolete, row[0])):
        at = home.setdefault(entry.key, i)
        if at != i and entry.key not in doubled:
            made[at] = folded(made[at], made.pop(i))


def _ordered(lines: Sequence[Row], made: Mapping[int, Entry]) -> list[int]:
    """The rows in the order of the merged file."""

    def side(at: Sequence[int | None]) -> list[int]:
        placed = [(place, i) for i, place in enumerate(at) if place is not None and i in made]
        return [i for _, i in sorted(placed)]

    branches = [side([r.our_place for r in lines]), side([r.their_place for r in lines])]
    branches.sort(key=lambda rows: [(made[i].key.text, made[i].key.context or "") for i in rows])
    gone = frozenset(i for i, e in made.items() if e.obsolete)
    return arrange(side([r.base_place for r in lines]), branches[0], branches[1], gone)


def _obsolete_last(entries: Sequence[Entry]) -> bool:
    """Whether a file has its obsolete entries at the end, as gettext and sync write them."""
    flags = [e.obsolete for e in entries]
    return flags == sorted(flags)
