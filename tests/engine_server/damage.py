"""How engines break the tags and tokens of a text."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from zlib import crc32

from engine_server.words import PIECE

_SPANS = (
    (r"__C(\d+)__", "__O{}__"),
    (r"\bXCQ(\d+)Z\b", "XOQ{}Z"),
    (r"\bc(\d+)(?=@l10n\.test)", "o{}(?=@l10n\\.test)"),
    (r"</(\w+)>", r"<{}\b[^<>]*(?<!/)>"),
)
"""The end of a span, and its begin by what the end says."""


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
    span = _span(text)
    if span is None:
        return _lost(text, piece)
    opened, closed = span
    inside = text[opened.end() : closed.start()]
    return text[: opened.start()] + closed[0] + inside + opened[0] + text[closed.end() :]


def _emptied(text: str, piece: re.Match[str]) -> str:
    """Move the words of a span behind it."""
    span = _span(text)
    if span is None:
        return _lost(text, piece)
    opened, closed = span
    inside = text[opened.end() : closed.start()]
    return text[: opened.end()] + closed[0] + inside + text[closed.end() :]


def _span(text: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """The first span that has words, by its begin and its end."""
    for ends, begin in _SPANS:
        for end in re.finditer(ends, text):
            begins = [*re.finditer(begin.format(end[1]), text[: end.start()])]
            if begins and text[begins[-1].end() : end.start()].strip():
                return begins[-1], end
    return None


def _bared(text: str, piece: re.Match[str]) -> str:
    """Drop the attributes of a tag, the underscores of a token."""
    changed = re.sub(r"\s[^/<>]*", "", piece[0]).strip("_")
    if changed == piece[0]:
        return _lost(text, piece)
    return text[: piece.start()] + changed + text[piece.end() :]


def _escaped(text: str, piece: re.Match[str]) -> str:
    changed = piece[0].replace("<", "&lt;").replace(">", "&gt;").replace("__", r"\_\_")
    changed = changed if changed != piece[0] else f"{piece[0][:-1]}\\{piece[0][-1]}"
    return text[: piece.start()] + changed + text[piece.end() :]


KINDS: Mapping[str, Callable[[str, re.Match[str]], str]] = MappingProxyType(
    {
        "lost": _lost,
        "doubled": _doubled,
        "renumbered": _renumbered,
        "crossed": _crossed,
        "emptied": _emptied,
        "bared": _bared,
        "escaped": _escaped,
    }
)


def sloppy(text: str) -> str:
    """All pieces with other spaces and capitals: each can still be told."""
    return PIECE.sub(lambda piece: _sloppy(piece[0]), text)


def _sloppy(piece: str) -> str:
    if piece.startswith("__"):
        return f"__ {piece.strip('_').swapcase()} __"
    if piece.startswith("<"):
        return piece.replace("<", "< ", 1) if piece[1] == "/" else piece.replace(">", " >", 1)
    return piece.swapcase()
