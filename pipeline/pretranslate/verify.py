"""Whether an answer may stand as a draft: nothing that fails here is ever written."""

import enum
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.formats.inline import Piece, Text, constructs
from pipeline.model import Locale
from pipeline.pretranslate.protect import Cut, Encoded, decode, leftovers, restore

_WORD = re.compile(r"[^\W\d_]{2,}")
_LONG = 20
"""Visible characters from which on the length of an answer says something."""
_RATIO = (0.4, 2.5)
_DENSE = {"ja": 0.15, "ko": 0.2, "zh": 0.12}
"""Languages that say in one character what English says in several: the lower bound there."""


class Kind(enum.Enum):
    """What may help after a refusal."""

    MARKUP = "markup"
    PLACE = "place"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer is not taken, in words for the report."""

    reason: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class _Answer:
    """All that the tests look at."""

    sent: Encoded
    cut: Cut
    source: str
    target: str
    locale: Locale


def prose(pieces: Sequence[Piece]) -> str:
    """Return what of a unit an engine translates, protected pieces left out."""
    return "".join(p.raw for p in pieces if isinstance(p, Text))


def translatable(pieces: Sequence[Piece]) -> bool:
    """Tell whether a letter is left to translate; a unit without one is copied, never sent."""
    return any(letter.isalpha() for letter in prose(pieces))


def accept(answer: str, sent: Encoded, locale: Locale, *, alone: bool = False) -> str | Refusal:
    """Return the restored translation, or why it is refused. Raises nothing.

    Taken are answers that hold every piece once, nested as spans are, none of them emptied,
    that parse to the constructs of the source, and that look like a translation at all.
    """
    cut = decode(answer, sent)
    source = restore(sent.source, sent)
    given = _Answer(sent, cut, source, restore(cut, sent), locale)
    for fault, reason in _FAULTS:
        if fault(given):
            return Refusal(reason, Kind.MARKUP if reason.startswith("markup") else Kind.TEXT)
    return given.target


def _blank(given: _Answer) -> bool:
    return not any(gap.strip() for gap in given.cut.gaps)


def _broken(given: _Answer) -> bool:
    return any(mark in given.target for mark in "\n\r\0\u2028\u2029")


def _lost(given: _Answer) -> bool:
    """Find a piece missing, doubled or wrongly nested, or a span without its words."""
    if sorted(given.cut.names) != sorted(given.sent.source.names):
        return True
    words = _spans(given.cut)
    return words is None or any(
        full and not words[span] for span, full in (_spans(given.sent.source) or {}).items()
    )


def _spans(cut: Cut) -> dict[str, bool] | None:
    """Which spans hold a letter or digit; None when they are not properly nested."""
    stack: list[str] = []
    words: dict[str, bool] = {}
    for name, gap in zip(("", *cut.names), cut.gaps, strict=True):
        if name[:1] == "o":
            stack.append(name[1:])
            words[name[1:]] = False
        elif name[:1] == "c" and (not stack or stack.pop() != name[1:]):
            return None
        if any(letter.isalnum() for letter in gap):
            words.update(dict.fromkeys(stack, True))
    return None if stack else words


def _changed(given: _Answer) -> bool:
    return constructs(given.target) != constructs(given.source)


def _leftover(given: _Answer) -> bool:
    return sorted(leftovers(given.target)) != sorted(leftovers(given.source))


def _untranslated(given: _Answer) -> bool:
    words = _WORD.findall(" ".join(given.sent.source.gaps))
    return given.target == given.source and len(words) > 1


def _misshapen(given: _Answer) -> bool:
    length = sum(map(len, given.sent.source.gaps))
    if length <= _LONG:
        return False
    low, high = _RATIO
    low = _DENSE.get(given.locale.split("_")[0], low)
    return not low <= sum(map(len, given.cut.gaps)) / length <= high


_FAULTS: tuple[tuple[Callable[[_Answer], bool], str], ...] = (
    (_blank, "came back empty"),
    (_broken, "came back in more than one line"),
    (_lost, "markup lost"),
    (_changed, "markup changed"),
    (_leftover, "markup lost"),
    (_untranslated, "came back untranslated"),
    (_misshapen, "came back far too short or too long"),
)
"""Tests in the order in which they are worth reporting."""
