"""From the places of prose in HTML to blocks of a document.

In Markdown an HTML block may stand in a quote or list: it is read without the prefix of its
lines, and every place is carried back to the bytes of the document.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from pipeline.formats.html.prose import Found, find_prose
from pipeline.formats.html.runs import Piece
from pipeline.formats.html.tokens import TEMPLATE
from pipeline.formats.runs import Run, read_unit, trim
from pipeline.model import Block, Form, Unit


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of a document that are HTML."""

    data: bytes
    lines: tuple[tuple[int, int], ...]
    quotes: int = 0
    found: Found = field(init=False)
    _starts: tuple[int, ...] = field(init=False)
    """Where each line begins in the joined text; empty when the lines lie side by side."""

    def __post_init__(self) -> None:
        """Find the prose, in the document itself where nothing stands between the lines."""
        starts: tuple[int, ...] = ()
        if not self.lines:
            found = Found()
        elif all(a[1] == b[0] for a, b in pairwise(self.lines)):
            found = find_prose(self.data, self.lines[0][0], self.lines[-1][1])
        else:
            text = b"".join(self.data[a:b] for a, b in self.lines)
            starts = tuple(accumulate((b - a for a, b in self.lines), initial=0))[:-1]
            found = find_prose(text, 0, len(text))
        object.__setattr__(self, "found", found)
        object.__setattr__(self, "_starts", starts)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A range of what was read, as a range of the document."""
        if not self._starts:
            return start, end
        first = bisect_right(self._starts, start) - 1
        last = max(bisect_left(self._starts, end) - 1, first)
        return (
            self.lines[first][0] + start - self._starts[first],
            self.lines[last][0] + end - self._starts[last],
        )


def blocks_of(stretch: Stretch, section: str = "") -> Iterator[Block]:
    """The blocks of a stretch in document order; a heading heads those behind it."""
    for piece, head in stretch.found.pieces:
        unit = _unit(stretch, piece)
        if unit:
            form = Form.ATTRIBUTE if piece.attribute else Form.HTML
            yield Block(unit.span, form, piece.role, section, (unit,))
            section = unit.key.text if head else section


def _unit(stretch: Stretch, piece: Piece) -> Unit | None:
    data = stretch.data
    start, end = trim(data, *stretch.place(piece.start, piece.end))
    if piece.attribute:
        closed = tuple(m.span() for m in TEMPLATE.finditer(data, start, end))
        visible: tuple[tuple[int, int], ...] = ((start, end),)
    else:
        closed = tuple(stretch.place(*r) for r in piece.closed)
        placed = (stretch.place(*r) for r in piece.visible)
        visible = tuple((max(a, start), min(b, end)) for a, b in placed if a < end and b > start)
    return read_unit(data, Run(start, end, visible, closed, (), stretch.quotes))
