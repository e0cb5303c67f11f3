"""Typographic signs set anew in a translation, where it had set them as its source did.

A translation follows the typography of its own language. Only where it has the signs of the old
source, one for one and in the same use, does it take over those of the new one; else its signs are
its own business.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.formats.inline import Atom, Text, pieces
from pipeline.sync.layout import SIGNS, said

_SIGN = re.compile(r"\.\.\.|---?|(?<= )-(?= )|(?<=\d)-(?=\d)|[^\w\s-]")
"""A hyphen inside a word is no sign."""
_DASHES = ("–", "—", "---", "--", "-")
_NUMBER_RUN = re.compile(r"[\d–-]*")
_CURLY = frozenset("“‘")
_OPENED_BY_CURLY = frozenset(
    ("ca", "el", "en", "es", "fr", "ga", "gl", "it", "lv", "mt", "nl", "pt", "tr", "uk")
)
"""Languages in which “ may open a quotation (CLDR 48, delimiters and their alternates); in many
others it closes one."""


@dataclass(frozen=True, slots=True)
class _Sign:
    start: int
    end: int
    spelled: str


def reset(old: str, new: str, target: str, language: str) -> str:
    """The translation with its signs as the new source has them; unchanged where it has its own.

    >>> reset('A "b" -- c', 'A “b” — c', 'D "e" -- f', "es")
    'D “e” — f'
    >>> reset('A "b"', 'A “b”', 'D „e“', "de")
    'D „e“'
    """
    before, after, there = _signs(old), _signs(new), _signs(target)
    changes: list[tuple[_Sign, str]] = []
    for family, signs in before.items():
        spelled = [s.spelled for s in signs]
        wanted = [s.spelled for s in after.get(family, ())]
        own = there.get(family, ())
        same = [s.spelled for s in own] == spelled and len(wanted) == len(spelled)
        foreign = not _CURLY.isdisjoint(wanted) and language not in _OPENED_BY_CURLY
        if same and wanted != spelled and not foreign:
            changes += zip(own, wanted, strict=True)
    for sign, text in sorted(changes, key=lambda c: -c[0].start):
        target = target[: sign.start] + text + target[sign.end :]
    return target


def _signs(text: str) -> dict[str, Sequence[_Sign]]:
    """The signs of a text by family, in order."""
    found: dict[str, list[_Sign]] = {}
    for sign, said_by_it in _all(text):
        family = _dash(text, sign) if said_by_it in _DASHES else SIGNS.get(said_by_it, said_by_it)
        if family:
            found.setdefault(family, []).append(sign)
    return {family: tuple(signs) for family, signs in found.items()}


def _all(text: str) -> Iterator[tuple[_Sign, str]]:
    """Each sign with the character that it says: an entity says another than it is spelled."""
    at = 0
    for piece in pieces(text):
        end = at + len(piece.raw)
        if isinstance(piece, Text):
            for match in _SIGN.finditer(text, at, end):
                yield _Sign(match.start(), match.end(), match[0]), match[0]
        elif isinstance(piece, Atom) and not piece.kind:
            yield _Sign(at, end, piece.raw), said(piece.raw)
        at = end


def _dash(text: str, sign: _Sign) -> str:
    """The use of a dash; none where it may be a minus, or belongs to a date."""
    before, after = text[sign.start - 1 : sign.start], text[sign.end : sign.end + 1]
    if before.isdigit() and after.isdigit():
        left = _NUMBER_RUN.match(text[: sign.start][::-1])
        right = _NUMBER_RUN.match(text, sign.end)
        alone = all(run and run[0].isdigit() for run in (left, right))
        return "range" if alone else ""
    if before.isspace() and after.isspace():
        return "dash"
    return "tight" if before.isalpha() and after.isalpha() else ""
