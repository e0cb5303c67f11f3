"""From a stretch of document bytes to the text a translator reads.

A run is inline Markdown between two block boundaries. Its msgid is the source slice, with each
line break and the container prefix behind it (`> `, indentation) read as one space, so that
re-wrapping a paragraph changes no unit. The raw break is kept for the way back (DESIGN 4).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Break, Key, Span, Unit

HARD = "<br>"
"""What a hard break inside an inline construct reads as: valid Markdown with the same meaning."""


@dataclass(frozen=True, slots=True)
class Run:
    """Byte ranges of one run, in document coordinates."""

    start: int
    end: int
    visible: Sequence[tuple[int, int]]
    """What a reader sees: text and code, without delimiters, destinations and escapes."""
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
    return re.compile(rb"(?<![ \t])[ \t]*+(?:(?:\r\n|\n|\r)[ \t]*" + prefix + rb")+")


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
    breaks: tuple[Break, ...] = ()
    if b"\n" not in raw and b"\r" not in raw:
        offsets = _Offsets(raw, ((0, len(raw), 0),))
        text = raw.decode()
    else:
        text, breaks, offsets = _join_lines(raw, start, run)
    return Unit(
        Key(text, context),
        Span(start, end),
        breaks,
        _visible(offsets.ranges(run.visible, start), breaks, len(text)),
        offsets.ranges(run.closed, start),
    )


def _join_lines(raw: bytes, start: int, run: Run) -> tuple[str, tuple[Break, ...], "_Offsets"]:
    """Text with its breaks taken out, and the map from raw bytes to text indexes."""
    hard = {a - start: b - start for a, b in run.hard}
    breaks: list[Break] = []
    pieces: list[tuple[int, int, int]] = []
    text: list[str] = []
    at = length = 0
    for match in _line_break(run.quotes).finditer(raw):
        begin = match.start()
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
    return "".join(text), tuple(breaks), _Offsets(raw, tuple(pieces))


class _Offsets:
    """Maps byte offsets of a raw run to character offsets of its text."""

    def __init__(self, raw: bytes, pieces: tuple[tuple[int, int, int], ...]) -> None:
        self.raw, self.pieces = raw, pieces
        self.starts = [p[0] for p in pieces]
        self.ascii = raw.isascii()

    def index(self, at: int) -> int:
        begin, end, text_at = self.pieces[max(bisect_right(self.starts, at) - 1, 0)]
        at = min(at, end)
        return text_at + (at - begin if self.ascii else len(self.raw[begin:at].decode()))

    def ranges(self, spans: Iterable[tuple[int, int]], base: int) -> tuple[tuple[int, int], ...]:
        size = len(self.raw)
        return tuple(
            (self.index(a - base), self.index(min(b - base, size)))
            for a, b in spans
            if 0 <= a - base < size
        )


def _visible(
    ranges: Iterable[tuple[int, int]], breaks: Iterable[Break], size: int
) -> tuple[tuple[int, int], ...]:
    """Join ranges that touch, soft breaks included; empty when all is visible."""
    soft = ((b.at, b.at + 1) for b in breaks if not b.hard)
    joined: list[tuple[int, int]] = []
    for a, b in sorted([*ranges, *soft]):
        if joined and a <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(b, joined[-1][1])
        else:
            joined.append((a, b))
    return () if joined == [(0, size)] else tuple(joined)
