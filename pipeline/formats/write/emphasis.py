"""Emphasis that a translation makes by accident, and emphasis that it means and does not make."""

import re
from collections.abc import Iterator

from pipeline.formats.inline.parts import Close, Open, Piece, Text
from pipeline.formats.inline.scan import scan
from pipeline.formats.write.starts import reference

_STAR = re.compile(r"(?<=[^\W_])(?<![*\\])\*(?!\*)(?=[^\W_])")
_RUN = re.compile(r"(?P<sign>[*_])(?P=sign)*")


def _placed(text: str) -> Iterator[tuple[int, Piece]]:
    at = 0
    for piece in scan(text):
        yield at, piece
        at += len(piece.raw)


def _emphasis(text: str) -> int:
    return sum(isinstance(p, Open) and p.kind in ("emphasis", "strong") for p in scan(text))


def without_accidents(source: str, text: str) -> str:
    """Stars within words escaped where they make emphasis that the source has not.

    `Patient*innen und Ärzt*innen` is never meant as emphasis, where letters have a case and so
    words have spaces between them. Of what goes beyond the emphasis of the source, first the pairs
    that lie within words on both sides are none; then, where a pair begins within a word and ends
    outside one, all stars. A pair that only ends within a word is an inflected word: `*Placebo*s`.
    """
    inside = _within_words(text)
    if not inside:
        return text
    if not any(_across_words(source, pair) for pair in _pairs(source)):
        across = {at for pair in _pairs(text) if _across_words(text, pair) for at in pair}
        text = _with_escapes(text, across)
    wanted = _emphasis(source)
    if _emphasis(text) <= wanted:
        return text
    inside = _within_words(text)
    pairs = list(_pairs(text))
    both = {at for pair in pairs for at in pair if inside.issuperset(pair)}
    mended = _with_escapes(text, both)
    if _emphasis(mended) <= wanted or not any(a in inside and b not in inside for a, b in pairs):
        return mended
    return _with_escapes(text, inside)


def _within_words(text: str) -> set[int]:
    """Lone stars between letters or digits of scripts that put spaces between words."""
    found = (m.start() for m in _STAR.finditer(text))
    return {at for at in found if all(map(_spaced, (text[at - 1], text[at + 1])))}


def _spaced(char: str) -> bool:
    return char.isdigit() or char.lower() != char.upper()


def _across_words(text: str, pair: tuple[int, int]) -> bool:
    """Whether a pair of stars begins within one word and ends within another, or is `5*3*2`."""
    if not _within_words(text).issuperset(pair):
        return False
    start, end = pair
    between_digits = text[start - 1].isdigit() and text[end + 1].isdigit()
    return between_digits or any(map(str.isspace, text[start:end]))


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where each emphasis opens and closes."""
    opened: list[int] = []
    for at, piece in _placed(text):
        if isinstance(piece, Open):
            opened.append(at)
        elif isinstance(piece, Close):
            start = opened.pop()
            if piece.kind == "emphasis":
                yield start, at


def _with_escapes(text: str, places: set[int]) -> str:
    return "".join(f"\\{char}" if at in places else char for at, char in enumerate(text))


def with_delimiters(source: str, text: str) -> str:
    """`El**«hola»**` made to parse as the emphasis that the source has.

    Delimiters between a letter and a punctuation sign count for nothing in CommonMark. With the
    letter written as a numeric reference they stand between two signs, and count.
    """
    wanted = _emphasis(source)
    if not wanted or _emphasis(text) >= wanted:
        return text
    letters = {
        at
        for start, piece in _placed(text)
        if isinstance(piece, Text)
        for run in _RUN.finditer(piece.raw)
        if (at := _outer_letter(text, start + run.start(), start + run.end())) is not None
    }
    mended = "".join(reference(c) if at in letters else c for at, c in enumerate(text))
    return mended if _emphasis(text) < _emphasis(mended) <= wanted else text


def _outer_letter(text: str, start: int, end: int) -> int | None:
    """The letter on one side of a delimiter run that has punctuation on its other side."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before.isalnum() and after.strip() and not after.isalnum():
        return start - 1
    if after.isalnum() and before.strip() and not before.isalnum():
        return end
    return None
