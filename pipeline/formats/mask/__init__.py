"""What Markdown's parser does not know, hidden from it behind as many bytes.

Shortcodes, template tags, directives, admonitions, attribute lists, math and JSX stand in the
articles of real sites, and a CommonMark parser would read them as prose. Each island is replaced
by filling of its own length before the text is parsed, so that the parser's byte ranges hold in
the document, where the island stands untouched.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.formats.mask import jsx
from pipeline.formats.mask.islands import Island, Kind, filling
from pipeline.formats.mask.rules import islands, may_hold
from pipeline.formats.mask.templates import OPAQUE
from pipeline.model import Syntax

__all__ = ["OPAQUE", "Island", "Kind", "Masked", "mask"]


@dataclass(frozen=True, slots=True)
class Masked:
    """A body as the parser is given it, and the way back to the document."""

    text: str
    base: int
    """Where the body begins in the document."""
    islands: Sequence[Island] = ()
    titles: Mapping[int, str] = field(default_factory=dict)
    """Headings that are none: document byte of the sign, and their role."""
    cuts: Sequence[int] = ()
    """Places in the parsed bytes where indentation was taken out."""
    removed: Sequence[int] = (0,)
    """How many bytes were taken out before each of them, one more than `cuts`."""

    def place(self, at: int, *, end: bool = False) -> int:
        """The document byte of a parsed byte; an end lies before indentation taken out there."""
        if not self.cuts:
            return at + self.base
        passed = (bisect_left if end else bisect_right)(self.cuts, at)
        return at + self.base + self.removed[passed]

    def within(self, start: int, end: int) -> Sequence[Island]:
        """The islands that begin in a range of the document."""
        first = bisect_left(self.islands, start, key=_start)
        return self.islands[first : bisect_left(self.islands, end, first, key=_start)]

    def hides(self, at: int) -> bool:
        """Whether the line that begins here is hidden as a block."""
        found = bisect_right(self.islands, at, key=_start) - 1
        if found < 0:
            return False
        island = self.islands[found]
        return island.block and at < island.end


def _start(island: Island) -> int:
    return island.start


@lru_cache(maxsize=8)
def mask(
    data: bytes, base: int, syntax: Syntax = Syntax.MARKDOWN, opaque: frozenset[str] = OPAQUE
) -> Masked:
    """`data[base:]` with its islands hidden. `opaque` are the shortcode pairs that hold code."""
    mdx = syntax is Syntax.MDX
    if not mdx and not may_hold(data):
        return Masked(data[base:].decode(), base)
    found, titles = islands(data, base, opaque, mdx=mdx)
    hidden = bytearray(data)
    for island in found:
        hidden[island.start : island.end] = filling(data, island)
    cuts = jsx.dedents(data, base, found) if mdx else []
    if not cuts:
        return Masked(hidden[base:].decode(), base, tuple(found), titles)
    return _shortened(hidden, base, found, titles, cuts)


def _shortened(
    hidden: bytearray,
    base: int,
    found: list[Island],
    titles: Mapping[int, str],
    cuts: list[tuple[int, int]],
) -> Masked:
    """The masked text without the indentation of components' children."""
    pieces, places, removed = [], [], [0]
    at = base
    for start, size in cuts:
        pieces.append(hidden[at:start])
        places.append(start - base - removed[-1])
        removed.append(removed[-1] + size)
        at = start + size
    pieces.append(hidden[at:])
    return Masked(b"".join(pieces).decode(), base, tuple(found), titles, places, removed)
