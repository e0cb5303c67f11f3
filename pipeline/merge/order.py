"""The order of a merged file: what each branch moved or added stands where that branch has it."""

from bisect import bisect_left
from collections.abc import Collection, Sequence


def arrange(
    base: Sequence[int], one: Sequence[int], other: Sequence[int], gone: Collection[int]
) -> list[int]:
    """Rows in the order of both branches; the caller gives them so that neither is preferred.

    What only one branch has or has moved stands behind what is before it there; the second decides
    on what both have moved. Rows in `gone` are obsolete: nothing live is placed by them, and the
    other way round.
    """
    moved = _moved(base, other)
    leading = [r for r in one if r not in moved]
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
    """The fewest rows that a branch must have moved: all but a longest run in the old order.

    Found by patience sorting: of all runs of one length, the last row read ends lowest.
    """
    places = {row: i for i, row in enumerate(base)}
    common = [row for row in side if row in places]
    tails: list[int] = []
    lengths = []
    for row in common:
        at = bisect_left(tails, places[row])
        tails[at : at + 1] = [places[row]]
        lengths.append(at + 1)
    kept: set[int] = set()
    wanted = len(tails)
    for row, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted:
            kept.add(row)
            wanted -= 1
    return frozenset(common) - kept
