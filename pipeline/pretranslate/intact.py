"""Whether an answer has the markup of its source, and nothing that would be read as markup."""

import re
from dataclasses import dataclass

from pipeline.formats.inline import Text, pieces
from pipeline.formats.write.starts import marker
from pipeline.pretranslate.given import Given
from pipeline.pretranslate.protect import Cut, leftovers

_BREAK = re.compile("[\n\r\0\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
"""All that Python's `splitlines` or another reader may end a line at."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SIGNS = ("|", "*", "`", "~~", "](")
"""Signs that find a partner in the next sentence, if not in this one."""
_UNREADABLE = "\ufffd"


def stray(given: Given) -> bool:
    """A mark of another text."""
    return given.answer.stray


def unmarked(given: Given) -> bool:
    """No mark, although more texts were in the request."""
    return given.answer.unmarked and not given.alone


def empty(given: Given) -> bool:
    """Nothing but white space between the pieces."""
    return not any(gap.strip() for gap in given.answer.gaps)


def broken(given: Given) -> bool:
    """A line break: a unit is one line."""
    return any(_more(given, match[0]) for match in _BREAK.finditer(given.target))


def unreadable(given: Given) -> bool:
    """A replacement character: the answer was decoded wrongly."""
    return _more(given, _UNREADABLE)


def lost(given: Given) -> bool:
    """A piece missing, doubled or wrongly nested, a span elsewhere or without what it held."""
    source, answer = given.sent.source, given.answer
    if sorted(answer.names) != sorted(source.names):
        return True
    here, there = _spans(answer), _spans(source) or {}
    return here is None or any(not _kept(here[name], span) for name, span in there.items())


def _kept(here: "_Span", there: "_Span") -> bool:
    """Whether a span stands where it stood, and holds words if it did, or anything at all."""
    held = here.words >= there.words and here.full >= there.full
    return here.outer == there.outer and held


def changed(given: Given) -> bool:
    """Other pieces when parsed again, or in another order than they were put.

    Equal pieces are equal constructs, with all their destinations.
    """
    raw, loose = given.sent.raw, given.sent.loose
    placed = [raw[name] for name in given.answer.names if name not in loose]
    return placed != [
        piece.raw for piece in pieces(given.target) if not isinstance(piece, Text) and piece.kind
    ]


def added(given: Given) -> bool:
    """The beginning of a list, heading, quotation or row, another cell, a delimiter by itself.

    `1986.` begins a German date: it is escaped where it is written.
    """
    begun = marker(given.target, len(given.sent.lead))
    if begun and not begun[0].isdigit() and begun != marker(given.source, len(given.sent.lead)):
        return True
    return any(given.translated.count(sign) > given.prose.count(sign) for sign in _SIGNS)


def leftover(given: Given) -> bool:
    """A name or a character reference that was not decoded, or the rest of a mark."""
    if sorted(leftovers(given.target)) != sorted(leftovers(given.source)):
        return True
    mark = given.sent.mark
    if mark and given.target.lower().count(mark) > given.source.lower().count(mark):
        return True
    return "&" in given.translated and any(
        _more(given, match[0]) for match in _ENTITY.finditer(given.translated)
    )


def _more(given: Given, text: str) -> bool:
    """Tell whether something stands in the answer's prose more often than in the source's."""
    return given.target.count(text) > given.source.count(text)


@dataclass(slots=True)
class _Span:
    """What is known of a span."""

    outer: str
    """The span that it stands in, empty when in none."""
    words: bool = False
    """It holds a letter or digit, be it in another span."""
    full: bool = False
    """It holds an atom, or anything that is no white space."""


def _spans(cut: Cut) -> dict[str, _Span] | None:
    """The spans by their number; None when they are not properly nested."""
    stack: list[str] = []
    spans: dict[str, _Span] = {}
    for name, gap in zip(("", *cut.names), cut.gaps, strict=True):
        if name[:1] == "o":
            spans[name[1:]] = _Span(stack[-1] if stack else "")
            stack.append(name[1:])
        elif name[:1] == "c" and (not stack or stack.pop() != name[1:]):
            return None
        words = any(map(str.isalnum, gap))
        if name[:1] == "a" or gap.strip():
            for number in stack:
                spans[number].words |= words
                spans[number].full = True
    return None if stack else spans
