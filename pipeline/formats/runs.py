"""From a stretch of document bytes to the text a translator reads.

A run is inline Markdown between two block boundaries. Its msgid is the source slice, with each
line break and the container prefix behind it (`> `, indentation) read as one space, so that
re-wrapping a paragraph changes no unit. The raw break is kept for the way back (DESIGN 4).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Break, Key, Span, Unit

HARD = "<br>"
"""What a hard break inside an inline construct reads as: valid Markdown with the same meaning."""
_INNER_BYTE = re.compile(rb"[\x80-\xbf]")
"""A byte that begins no character."""


@dataclass(frozen=True, slots=True)
class Run:
    """Byte ranges of one run, in document coordinates."""

    start: int
    end: int
    visible: Sequence[tuple[int, int]]
    """What a reader sees: text and code, without delimiters, destinations and escapes. The ranges
    do not overlap."""
    closed: Sequence[tuple[int, int]]
    """Outermost inline constructs."""
    hard: Sequence[tuple[int, int]]
    """Hard breaks inside inline constructs."""
    quotes: int
    """How many block quotes enclose the run: so many `>` may follow a line end."""


@lru_cache
def _line_break(quotes: int) -> re.Pattern[bytes]:
    prefix = rb"(?:>[ \t]*){0,%d}" % quotes if quotes else rb""
    # several at once stand only in HTML, where a blank line is a space as well
    line = rb"[\r\n][ \t]*" + prefix
    return re.compile(line + rb"(?:" + line + rb")*")


def trim(data: bytes, start: int, end: int) -> tuple[int, int]:
    """The range without white space at either end."""
    raw = data[start:end]
    return start + len(raw) - len(raw.lstrip(b" \t\r\n")), start + len(raw.rstrip(b" \t\r\n"))


def read_unit(data: bytes, run: Run, context: str | None = None) -> Unit | None:
    """The unit of a run, or None when nothing but white space is left."""
    start, end = trim(data, run.start, run.end)
    if start >= end:
        return None
    raw = data[start:end]
    if b"\n" in raw or b"\r" in raw:
        return _read_lines(raw, start, run, context)
    text, size = raw.decode(), end - start
    visible, closed = _within(run.visible, start, size), _within(run.closed, start, size)
    if _cover(visible, size):
        visible = []
    if len(text) < size and (visible or closed):
        at = _Offsets(raw, ((0, size, 0),))
        visible, closed = at.ranges(visible), at.ranges(closed)
    visible = _joined(visible, len(text))
    return Unit(Key(text, context), Span(start, end), (), tuple(visible), tuple(closed))


def _within(spans: Iterable[tuple[int, int]], start: int, size: int) -> list[tuple[int, int]]:
    """Those of the ranges that begin inside a stretch of bytes, relative to it and cut to it."""
    end = start + size
    return [(a - start, min(b, end) - start) for a, b in spans if start <= a < end]


def _cover(spans: Iterable[tuple[int, int]], size: int) -> bool:
    """Whether ranges that do not overlap cover so many bytes."""
    return sum([b - a for a, b in spans]) == size


def _read_lines(raw: bytes, start: int, run: Run, context: str | None) -> Unit:
    """A unit of several lines: each break is taken out of the text and kept."""
    hard = {a - start for a, _ in run.hard}
    breaks: list[Break] = []
    pieces: list[tuple[int, int, int]] = []
    text: list[str] = []
    at = length = 0
    for match in _line_break(run.quotes).finditer(raw):
        begin = at + len(raw[at : match.start()].rstrip(b" \t"))
        is_hard = begin in hard or begin - 1 in hard
        if is_hard and begin not in hard:
            begin -= 1  # the backslash of a hard break stands before the line end
        piece = raw[at:begin].decode()
        sign = HARD if is_hard else " "
        pieces.append((at, begin, length))
        breaks.append(Break(length + len(piece), raw[begin : match.end()].decode(), is_hard))
        text += piece, sign
        length += len(piece) + len(sign)
        at = match.end()
    pieces.append((at, len(raw), length))
    text.append(raw[at:].decode())
    visible, closed = (_within(x, start, len(raw)) for x in (run.visible, run.closed))
    soft = [(b.at, b.at + 1) for b in breaks if not b.hard]
    if len(soft) == len(breaks) and _cover(visible, sum([end - a for a, end, _ in pieces])):
        visible = soft = []
    if visible or closed:
        offsets = _Offsets(raw, pieces)
        visible, closed = offsets.ranges(visible), offsets.ranges(closed)
    return Unit(
        Key("".join(text), context),
        Span(start, start + len(raw)),
        tuple(breaks),
        tuple(_joined([*visible, *soft], length + len(text[-1]))),
        tuple(closed),
    )


class _Offsets:
    """Maps byte offsets of a raw run to character offsets of its text."""

    def __init__(self, raw: bytes, pieces: Sequence[tuple[int, int, int]]) -> None:
        """`pieces` are (first byte, end, index in the text) of what the breaks leave."""
        self.pieces = pieces
        self.starts = [p[0] for p in pieces]
        self.inner = [] if raw.isascii() else [m.start() for m in _INNER_BYTE.finditer(raw)]

    def index(self, at: int) -> int:
        """The index of a byte; a byte inside a break is the end of what stands before it."""
        begin, end, text_at = self.pieces[bisect_right(self.starts, at) - 1]
        at = min(at, end)
        inner = bisect_left(self.inner, at) - bisect_left(self.inner, begin) if self.inner else 0
        return text_at + at - begin - inner

    def ranges(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The ranges in the text."""
        return [(self.index(a), self.index(b)) for a, b in spans]


def _joined(ranges: Sequence[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    """Ranges in order, those that touch as one; empty when all is visible."""
    if not ranges:
        return []
    joined: list[tuple[int, int]] = []
    begin = end = -1
    for a, b in sorted(ranges):
        if a <= end:
            end = max(end, b)
        else:
            if end >= 0:
                joined.append((begin, end))
            begin, end = a, b
    if end >= 0:
        joined.append((begin, end))
    return [] if joined == [(0, size)] else joined
