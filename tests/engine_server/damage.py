"""How engines break the tags and tokens of a text."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from zlib import crc32

from engine_server.words import PIECE

_TOKEN_END = re.compile(r"__C(\d+)__")
_TAG_END = re.compile(r"</(\w+)>")


def damaged(text: str, kind: str = "") -> str:
    """A text with broken pieces; without a kind the text itself decides which.

    A text without tags and tokens has nothing to break and stays as it is.
    """
    pieces = list(PIECE.finditer(text))
    if not pieces:
        return text
    chance = crc32(text.encode("utf-8", "replace"))
    return KINDS[kind or sorted(KINDS)[chance % len(KINDS)]](text, pieces[chance % len(pieces)])


def _lost(text: str, piece: re.Match[str]) -> str:
    return text[: piece.start()] + text[piece.end() :]


def _doubled(text: str, piece: re.Match[str]) -> str:
    return text[: piece.end()] + piece[0] + text[piece.end() :]


def _renumbered(text: str, piece: re.Match[str]) -> str:
    changed = re.sub(r"\d+", lambda number: str(int(number[0]) + 17), piece[0])
    changed = changed if changed != piece[0] else piece[0].swapcase()
    if changed == piece[0]:
        return _lost(text, piece)
    return text[: piece.start()] + changed + text[piece.end() :]


def _crossed(text: str, piece: re.Match[str]) -> str:
    """Close a span before it is opened."""
    for end in (*_TOKEN_END.finditer(text), *_TAG_END.finditer(text)):
        opening = rf"__O{end[1]}__" if end[0].startswith("__") else rf"<{end[1]}\b[^<>]*(?<!/)>"
        begins = [*re.finditer(opening, text[: end.start()])]
        if begins:
            first = begins[-1]
            inside = text[first.end() : end.start()]
            return text[: first.start()] + end[0] + inside + first[0] + text[end.end() :]
    return _lost(text, piece)


def _escaped(text: str, piece: re.Match[str]) -> str:
    changed = piece[0].replace("<", "&lt;").replace(">", "&gt;").replace("__", r"\_\_")
    return text[: piece.start()] + changed + text[piece.end() :]


KINDS: Mapping[str, Callable[[str, re.Match[str]], str]] = MappingProxyType(
    {
        "lost": _lost,
        "doubled": _doubled,
        "renumbered": _renumbered,
        "crossed": _crossed,
        "escaped": _escaped,
    }
)
