"""Typographic signs set anew in a translation, where it had set them as its source did.

A translation follows the typography of its own language. Only where it has the signs of the old
source, one for one, does it take over those of the new one; else its signs are its own business.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.formats.inline import Atom, Text, pieces
from pipeline.sync.layout import said

_SIGN = re.compile(
    r"\.\.\.|---?|(?<= )-(?= )|(?<=\d)-(?=\d)|[^\w\s-]"
)  # a hyphen inside a word is no sign
_FAMILIES = {
    **dict.fromkeys("“”„‟«»‹›", '"'),
    **dict.fromkeys("‘’‚‛ʼ", "'"),
    **dict.fromkeys(("–", "---", "--", "-"), "—"),
    "...": "…",
}
"""Ways to set the same sign; any other sign is a family of its own, whose ways are its entities."""
_CURLY = "“"
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
        foreign = _CURLY in wanted and language not in _OPENED_BY_CURLY
        if same and wanted != spelled and not foreign:
            changes += zip(own, wanted, strict=True)
    for sign, text in sorted(changes, key=lambda c: -c[0].start):
        target = target[: sign.start] + text + target[sign.end :]
    return target


def _signs(text: str) -> dict[str, Sequence[_Sign]]:
    """The signs of a text by family, in order."""
    found: dict[str, list[_Sign]] = {}
    for family, sign in _all(text):
        found.setdefault(family, []).append(sign)
    return {family: tuple(signs) for family, signs in found.items()}


def _all(text: str) -> Iterator[tuple[str, _Sign]]:
    at = 0
    for piece in pieces(text):
        end = at + len(piece.raw)
        if isinstance(piece, Text):
            for match in _SIGN.finditer(text, at, end):
                sign = match[0]
                yield _FAMILIES.get(sign, sign), _Sign(match.start(), match.end(), sign)
        elif isinstance(piece, Atom) and not piece.kind:
            sign = said(piece.raw)
            yield _FAMILIES.get(sign, sign), _Sign(at, end, piece.raw)
        at = end
