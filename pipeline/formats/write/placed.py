"""The pieces of a text by position."""

from functools import lru_cache
from itertools import accumulate

from pipeline.formats.inline.parts import Piece
from pipeline.formats.inline.scan import scan


@lru_cache(maxsize=32)
def placed(text: str) -> tuple[tuple[int, Piece], ...]:
    """Each piece with the index where it begins; every step of writing looks at the same text."""
    found = scan(text)
    return tuple(zip(accumulate((len(p.raw) for p in found), initial=0), found, strict=False))
