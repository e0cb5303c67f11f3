"""What nobody translates in Markdown: blocks marked `translate="no"`."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pipeline.formats.mask import Island, Kind
from pipeline.model import Block

_QUIET = re.compile(rb"translate=[\"']?no\b")


def marked_quiet(
    data: bytes, islands: Sequence[Island], elements: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What `{translate="no"}` in an attribute list or directive takes out of translation."""
    if not _QUIET.search(data):
        return
    starts = [start for start, _ in elements]
    opened: list[tuple[int, bool]] = []
    for island in islands:
        if island.kind is Kind.ATTRIBUTES and _QUIET.search(data, island.start, island.end):
            if before := bisect_left(starts, island.start):
                yield elements[before - 1]  # the innermost of those that hold it or end there
        elif island.kind is Kind.FENCE and data.startswith(b":::", island.start):
            if island.name:
                line_end = data.find(b"\n", island.start)  # behind a title stand its attributes
                quiet = _QUIET.search(data, island.start, line_end)
                opened.append((island.start, quiet is not None))
            elif opened:
                start, was_quiet = opened.pop()
                if was_quiet:
                    yield start, island.end


def outside(blocks: list[Block], ranges: Iterable[tuple[int, int]]) -> list[Block]:
    """The blocks that begin in none of these ranges; both in order."""
    kept: list[Block] = []
    behind = sorted(ranges)
    number = end = 0
    for block in blocks:
        while number < len(behind) and behind[number][0] <= block.span.start:
            end = max(end, behind[number][1])
            number += 1
        if block.span.start >= end:
            kept.append(block)
    return kept
