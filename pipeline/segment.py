"""Stage 2: blocks are cut into sentences, so that a small edit costs a small review.

Sentences come from sentencex, which is given what a reader sees: a boundary counts only where
white space stands in the source and no inline construct is open (DESIGN 4). The white space
between two sentences is skeleton.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from sentencex import get_sentence_boundaries

from pipeline.model import Block, Break, Document, Key, Span, Unit, Value

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"'])(?:[A-Z]|approx|ca|cf|Dr|e\.g|etc|Fig|Figs|i\.e|incl|max|mg|min|ml|Mr|Mrs|"
    r"Ms|No|Nos|Prof|resp|St|vs|Vol|et al|a\.m|p\.m|U\.S|U\.K)\.$",
)
"""What ends with a full stop in our domain without ending a sentence."""
_ENDS_BEFORE_CAPITAL = re.compile(r"(?:etc|mg|ml|a\.m|p\.m|U\.S|U\.K|et al)\.$")
"""The abbreviations that often stand last: before a capital letter the sentence has ended."""

_UNIT_ENDS = re.compile(r"\d[ \u00a0]?(?:g|mg|ml|kg|l|cm|km|kcal|kJ)\. +(?=[A-Z“\"(])")
"""A sentence that ends with a measure: sentencex takes `50 g. A limit` for initials."""


def segment(document: Document, mode: str = "sentence") -> Document:
    """The document with each block's runs cut into sentences; `block` mode leaves them whole."""
    if mode == "block":
        return document
    return replace(document, parts=tuple(map(_cut_part, document.parts)))


def _cut_part(part: Block | Value) -> Block | Value:
    if isinstance(part, Value):
        return replace(part, inner=segment(part.inner))
    units = tuple(piece for u in part.units for piece in ((u,) if u.key.adapted else cut(u)))
    return part if units == part.units else replace(part, units=units)


def cut(unit: Unit) -> Iterator[Unit]:
    """The sentences of a unit, in order; white space between them belongs to none."""
    text = unit.key.text
    begin = 0
    for end, start in boundaries(text, unit.visible, unit.closed):
        yield _part(unit, begin, end)
        begin = start
    yield _part(unit, begin, len(text)) if begin else unit


def boundaries(
    text: str,
    visible: tuple[tuple[int, int], ...] = (),
    closed: tuple[tuple[int, int], ...] = (),
) -> Iterator[tuple[int, int]]:
    """Where a sentence ends and the next begins, as indexes around the white space between."""
    if "." not in text and "?" not in text and "!" not in text and "…" not in text:
        return
    seen = "".join(text[a:b] for a, b in visible) if visible else text
    ends = {found["end_index"] for found in list(get_sentence_boundaries("en", seen))[:-1]}
    for at in sorted(ends.union(m.end() for m in _UNIT_ENDS.finditer(seen))):
        if not _is_end(seen[:at].rstrip(), seen[at:]):
            continue
        # from the white space before, which is visible: delimiters of what follows are not
        start = end = _index(visible, at - 1) + 1
        while end and text[end - 1] in " \t":
            end -= 1
        if end == start or any(a < end and start < b for a, b in closed):
            continue
        yield end, start


def _index(visible: tuple[tuple[int, int], ...], at: int) -> int:
    """The index in the text of the visible character number `at`."""
    for a, b in visible:
        if at < b - a:
            return a + at
        at -= b - a
    return at + (visible[-1][1] if visible else 0)


def _is_end(before: str, after: str) -> bool:
    """Whether sentencex's boundary is one: it does not know the abbreviations of our field."""
    following = after.lstrip(" \t\"'“‘(*_[")
    if not following or following[0].islower():
        return False
    if _ABBREVIATION.search(before):
        return bool(_ENDS_BEFORE_CAPITAL.search(before)) and following[0].isupper()
    return True


def _part(unit: Unit, begin: int, end: int) -> Unit:
    """The sub-unit for the characters `begin:end`; its byte span follows from text and breaks."""
    text = unit.key.text
    start_byte = unit.span.start + _bytes(unit, 0, begin)
    return Unit(
        Key(text[begin:end], unit.key.context),
        Span(start_byte, start_byte + _bytes(unit, begin, end)),
        tuple(replace(b, at=b.at - begin) for b in unit.breaks if begin <= b.at < end),
        _inside(unit.visible, begin, end),
        _inside(unit.closed, begin, end),
    )


def _bytes(unit: Unit, begin: int, end: int) -> int:
    """How many document bytes the characters `begin:end` of a unit's text stand for."""
    size = len(unit.key.text[begin:end].encode())
    for b in unit.breaks:
        if begin <= b.at < end:
            size += len(b.raw.encode()) - _sign(b)
    return size


def _sign(b: Break) -> int:
    return len("<br>") if b.hard else 1


def _inside(
    ranges: tuple[tuple[int, int], ...], begin: int, end: int
) -> tuple[tuple[int, int], ...]:
    return tuple((a - begin, b - begin) for a, b in ranges if begin <= a and b <= end)
