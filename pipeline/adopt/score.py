"""What speaks for two stretches being translations, beside the words: place, length, last sign."""

from collections.abc import Sequence
from functools import lru_cache
from math import inf

from pipeline.adopt.passages import Passage

_PER_LETTER = 6.8
"""Variance of the length of a translation for each letter (Gale and Church 1993)."""
_SLACK = 30.0
"""Letters added to it: short texts vary more."""
_LENGTH = (-5.0, 0.8)
_SAME, _LEVEL, _TURNED, _FAR, _STRANGE = 1.0, -1.0, -2.0, -7.0, -2.0
"""The same role; another level; what an author may have changed; what has never been seen."""
_NEAR = frozenset((
    frozenset(("paragraph", "list")),
    frozenset(("paragraph", "quote")),
    frozenset(("paragraph", "footnote")),
    frozenset(("paragraph", "table")),
    frozenset(("title", "heading")),
))  # fmt: skip
"""Kinds of blocks that an author may have turned into each other."""
_ENDINGS = {"?": "?", "？": "?", "؟": "?", ";": ";", "!": "!", "！": "!", ":": ":", "：": ":"}
_CLOSING = "*_)]}\"'“”’»« \u00a0\u202f"
_GREEK = "el"


def length(ours: int, theirs: int, ratio: float) -> float:
    """How well two lengths in letters agree, where pages of that pair grow by `ratio`."""
    expected = ours * ratio
    delta = (theirs - expected) ** 2 / (_PER_LETTER * (expected + theirs) / 2 + _SLACK)
    low, high = _LENGTH
    return max(low, high - delta / 2)


def place(ours: Sequence[Passage], theirs: Sequence[Passage]) -> float:
    """How well the roles of blocks agree; `-inf` for what can never be."""
    return min(
        -inf if a.own else _place(a.role, b.role, a.context, b.context)
        for a in ours
        for b in theirs
    )


@lru_cache(maxsize=4096)
def _place(role: str, there: str, context: str | None, context_there: str | None) -> float:
    if context and context_there and context != context_there:
        return -inf
    strange = _STRANGE if context != context_there else 0.0
    if role == there:
        return strange + _SAME
    kinds = frozenset((role.partition(" ")[0], there.partition(" ")[0]))
    if len(kinds) == 1:  # headings of two levels
        return strange + _LEVEL
    return strange + (_TURNED if kinds in _NEAR else _FAR)


def ending(ours: str, theirs: str, language: str) -> float:
    """How well the last signs agree: a question is translated by a question."""
    one, other = _sign(ours, "en"), _sign(theirs, language)
    if one == other:
        return 0.8 if one else 0.0
    return -1.5 if "?" in (one, other) else -0.5


def _sign(text: str, language: str) -> str:
    text = text.rstrip(_CLOSING)
    sign = _ENDINGS.get(text[-1:], "")
    return "?" if sign == ";" and language == _GREEK else sign.replace(";", "")
