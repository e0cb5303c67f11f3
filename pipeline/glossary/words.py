"""The words of a text with their places: what terms are looked for in."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from pipeline.formats.inline import Atom, Piece, Text, pieces
from pipeline.meaning.plain import one_line

_MARKUP = re.compile(r"[*_`~\[<{@&\\]|%[(\d]|://|www\.")
"""Without any of these a text is prose throughout."""
_WORD = re.compile("[\\w\u0300-\u036f\u00ad]+")
"""Letters and digits, with combining accents and soft hyphens."""
_SHY = "\u00ad"
_FILL, _BARRIER = "\0", "\ufffc"
"""What stands for emphasis and the like, which may stand inside a term, and for code and the like,
which may not."""
_SPACES = re.compile(r"\s+")
_EVEN = {ord("’"): "'", ord("ʼ"): "'", 0x2010: "-", 0x2011: "-", 0: None, 0xAD: None}


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words."""

    text: str
    """What a reader sees, everything else blanked out, as long as the text that it was made of."""
    keys: Sequence[str]
    """Each word as it is compared when case does not matter."""
    spans: Sequence[tuple[int, int]]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where the words from `begin` to `end` (without it) stand in the text."""
        return self.spans[begin][0], self.spans[end - 1][1]

    def said(self, at: int) -> str:
        """A word as it is compared when case matters."""
        begin, end = self.spans[at]
        return even(self.text[begin:end])


def shown(text: str) -> str:
    r"""What of a text may hold terms, in its length: no code, no addresses, no tags.

    >>> shown("Take **5** `mg`.").replace("\0", "·").replace("\ufffc", "#")
    'Take ··5·· ####.'
    """
    if not _MARKUP.search(text):
        return text
    return "".join(map(_shown, pieces(one_line(text))))


def _shown(piece: Piece) -> str:
    raw = piece.raw
    if isinstance(piece, Text):
        return raw
    if not isinstance(piece, Atom):
        return _FILL * len(raw)
    if piece.kind:
        return _BARRIER * len(raw)
    char = raw[1:] if raw[0] == "\\" else html.unescape(raw)
    if char == _SHY:
        return _SHY * len(raw)
    return char.ljust(len(raw), _FILL) if len(char) == 1 else _BARRIER * len(raw)


def keys(seen: str) -> list[str]:
    """The words of what `shown` gives, as they are compared when case does not matter."""
    if seen.isascii():
        return _WORD.findall(seen.lower())
    return [key(word) for word in _WORD.findall(seen)]


def words(seen: str, known: Sequence[str] | None = None) -> Words:
    """The same with their places; `known` are its keys, where the caller has them."""
    found = keys(seen) if known is None else known
    return Words(seen, found, [match.span() for match in _WORD.finditer(seen)])


def key(word: str) -> str:
    """A word without what does not matter: case, how its accents are encoded, soft hyphens."""
    if word.isascii():
        return word.lower()
    return normalize("NFC", word.replace(_SHY, "").casefold())


def even(word: str) -> str:
    """The same, where case matters."""
    return word if word.isascii() else normalize("NFC", word.replace(_SHY, ""))


def gap(between: str) -> str:
    """What stands between two words: any white space is one space, markup is nothing."""
    return between if between == " " else _SPACES.sub(" ", between.translate(_EVEN))
