"""The order of a merged file: that of the branch that moved more, with the other's additions."""

from bisect import bisect_left
from collections.abc import Collection, Sequence


def arrange(
    base: Sequence[int], one: Sequence[int], other: Sequence[int], gone: Collection[int]
) -> list[int]:
    """Rows in the order of both branches; the caller gives them so that neither is preferred.

    What only one branch has or has moved stands behind what is before it there. Rows in `gone`
    are obsolete: nothing live is placed by them, and the other way round.
    """
    moved_one, moved_other = _moved(base, one), _moved(base, other)
    if len(moved_other) > len(moved_one):
        one, other = other, one
        moved_one, moved_other = moved_other, moved_one
    leading = [r for r in one if r in moved_one or r not in moved_other]
    placed = set(leading)
    behind: dict[int | None, list[int]] = {}
    last: dict[bool, int | None] = {True: None, False: None}
    for row in other:
        kind = row in gone
        if row in placed:
            last[kind] = row
        else:
            behind.setdefault(last[kind], []).append(row)
    found = behind.get(None, [])
    for row in leading:
        found += [row, *behind.get(row, ())]
    return found


def _moved(base: Sequence[int], side: Sequence[int]) -> frozenset[int]:
    """The fewest rows that a branch must have moved: all but a longest run in the old order."""
    places = {row: i for i, row in enumerate(base)}
    common = [row for row in side if row in places]
    tails: list[int] = []
    lengths = []
    for row in common:
        at = bisect_left(tails, places[row])
        tails[at : at + 1] = [places[row]]
        lengths.append(at + 1)
    kept: set[int] = set()
    wanted, limit = len(tails), len(base)
    for row, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted and places[row] < limit:
            kept.add(row)
            limit, wanted = places[row], wanted - 1
    return frozenset(common) - kept
