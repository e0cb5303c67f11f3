"""Stage 2: blocks are cut into sentences, so that a small edit costs a small review.

`split` finds the sentences in what a reader sees; a boundary counts only where no inline
construct is open (DESIGN 4). The white space between two sentences is skeleton.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.formats.inline import Atom, Close, Open, Text, pieces
from pipeline.model import Block, Break, Document, Key, Span, Unit, Value
from pipeline.segment.sentences import cuts, may_end, split

__all__ = ["boundaries", "segment", "sentences", "split"]

Ranges = Sequence[tuple[int, int]]
"""Half-open ranges of characters."""


def segment(document: Document, mode: str = "sentence", language: str = "en") -> Document:
    """The document with each block's runs cut into sentences; `block` mode leaves them whole.

    `language` is the ISO 639 code of the document: translated pages are read too.
    """
    if mode == "block":
        return document
    return replace(document, parts=tuple(_cut_part(p, language) for p in document.parts))


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a translation, without the white space between them.

    `language` is an ISO 639 code. Inline Markdown stays whole, as in a source text.
    """
    visible, closed = _seen(text)
    edges = [0, *(at for pair in boundaries(text, visible, closed, language) for at in pair)]
    return [text[a:b] for a, b in zip(edges[::2], [*edges[1::2], len(text)], strict=True)]


def boundaries(
    text: str, visible: Ranges = (), closed: Ranges = (), language: str = "en"
) -> Iterator[tuple[int, int]]:
    """Where a sentence ends and the next begins, as indexes around the white space between.

    `visible` is what a reader sees of the text (empty for all of it), `closed` its inline
    constructs.
    """
    seen = "".join(text[a:b] for a, b in visible) if visible else text
    ranges, passed = iter(visible or [(0, len(text))]), 0
    a, b = next(ranges)
    constructs, reach = sorted(closed, reverse=True), 0
    for at in cuts(seen, language):
        # behind the last sign before the cut, which is visible: delimiters of what follows are not
        while passed + b - a < at:
            passed += b - a
            a, b = next(ranges)
        start = end = a + at - passed
        while text[end - 1] in " \t\n\r":
            end -= 1
        while constructs and constructs[-1][0] < end:
            reach = max(reach, constructs.pop()[1])
        if reach <= start:
            yield end, start


def _seen(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What a reader sees of inline Markdown, and its outermost constructs."""
    visible: list[tuple[int, int]] = []
    closed: list[tuple[int, int]] = []
    at = depth = opened = 0
    for piece in pieces(text):
        end = at + len(piece.raw)
        if isinstance(piece, Open):
            opened = opened if depth else at
            depth += 1
        elif isinstance(piece, Close):
            depth -= 1
        if isinstance(piece, Text) or (isinstance(piece, Atom) and piece.kind in ("", "code")):
            visible.append((at, end))
        if not depth and not isinstance(piece, Text):
            closed.append((opened if isinstance(piece, Close) else at, end))
        at = end
    return visible, closed


def _cut_part(part: Block | Value, language: str) -> Block | Value:
    if isinstance(part, Value):
        return replace(part, inner=segment(part.inner, language=language))
    if not any(may_end(u.key.text) for u in part.units):  # most headings, cells and labels
        return part
    units = tuple(
        piece for u in part.units for piece in ((u,) if u.key.adapted else cut(u, language))
    )
    return part if len(units) == len(part.units) else replace(part, units=units)


def cut(unit: Unit, language: str = "en") -> Iterator[Unit]:
    """The sentences of a unit, in order; white space between them belongs to none."""
    text = unit.key.text
    edges = [at for pair in boundaries(text, unit.visible, unit.closed, language) for at in pair]
    if not edges:
        yield unit
        return
    context, at = unit.key.context, unit.span.start
    sentence_edges = zip((0, *edges[1::2]), (*edges[::2], len(text)), strict=True)
    if not unit.breaks and not unit.visible and not unit.closed and text.isascii():
        for begin, end in sentence_edges:  # what most text is: characters are bytes
            yield Unit(Key(text[begin:end], context), Span(at + begin, at + end))
        return
    breaks, passed = list(reversed(unit.breaks)), 0
    visible, closed = list(reversed(unit.visible)), sorted(unit.closed, reverse=True)
    for begin, end in sentence_edges:
        start = at + _size(text[passed:begin], _take_breaks(breaks, passed, begin))
        inside = _take_breaks(breaks, begin, end)
        at, passed = start + _size(text[begin:end], inside), end
        yield Unit(
            Key(text[begin:end], context),
            Span(start, at),
            inside,
            _take(visible, begin, end),
            _take(closed, begin, end),
        )


def _size(text: str, breaks: Sequence[Break]) -> int:
    """How many bytes of the document say a text; a space or `<br>` stands for each break."""
    size = len(text.encode())
    for b in breaks:
        size += len(b.raw.encode()) - (len("<br>") if b.hard else 1)
    return size


def _take_breaks(breaks: list[Break], begin: int, end: int) -> tuple[Break, ...]:
    """Take the breaks before `end` off the list, which begins with the last."""
    taken = []
    while breaks and breaks[-1].at < end:
        b = breaks.pop()
        taken.append(Break(b.at - begin, b.raw, b.hard))
    return tuple(taken)


def _take(ranges: list[tuple[int, int]], begin: int, end: int) -> tuple[tuple[int, int], ...]:
    """Take what lies before `end` off the list, which begins with the last."""
    taken = []
    while ranges and ranges[-1][0] < end:
        a, b = ranges.pop()
        if b > begin:
            taken.append((max(a - begin, 0), min(b, end) - begin))
        if b > end:
            ranges.append((end, b))
    return tuple(taken)
