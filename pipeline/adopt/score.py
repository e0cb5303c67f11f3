"""What speaks for two stretches being translations, beside the words: place, length, last sign."""

from collections.abc import Sequence
from math import inf

from pipeline.adopt.passages import Passage

_PER_LETTER = 6.8
"""Variance of the length of a translation for each letter (Gale and Church 1993)."""
_SLACK = 30.0
"""Letters added to it: short texts vary more."""
_LENGTH = (-5.0, 0.8)
_SAME, _LEVEL, _FAR = 1.0, -1.0, -7.0
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
    return min(_place(a, b) for a in ours for b in theirs)


def _place(one: Passage, other: Passage) -> float:
    if one.own or (one.context and other.context and one.context != other.context):
        return -inf
    strange = -2.0 if one.context != other.context else 0.0
    if one.role == other.role:
        return strange + _SAME
    if one.kind == other.kind:
        return strange + _LEVEL
    near = frozenset((one.kind, other.kind)) in _NEAR
    return strange + (2 * _LEVEL if near else _FAR)


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
