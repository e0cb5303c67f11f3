"""A scalar's new text between the line ends and escapes of its old one.

A scalar of YAML, TOML or JSON is read as pieces: what each says, and how it is written. On the way
back a text with as many gaps between its words reuses the source's gaps, line ends included; else
a scalar that was folded is filled to its own width (DESIGN 4). A letter that the source escaped is
escaped again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

Piece = tuple[str, str]
"""What it says, and how it is written. White space and other text never share a piece; a line
continuation says nothing."""
_GAP = re.compile(r"([ \t\n]+)")
_BLANK = " \t\n"
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_UNSAFE_START = re.compile(r"#|---|\.\.\.")
"""What would be a comment or the end of the document at the start of a line."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A scalar taken apart: head, pieces and tail add up to its bytes."""

    head: str
    pieces: tuple[Piece, ...]
    tail: str = ""

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a style writes what the source did not hold; None for what it cannot say."""

    word: Callable[[str], str | None]
    """A text without white space."""
    gap: Callable[[str, bool], str | None]
    """White space; the flag says that its line began with white space."""


def unescape(escape: str) -> str:
    r"""What `\n`, `\u00e9` or `\"` says, in any of the three languages."""
    if escape[1] in "xuU":
        return "".join(chr(int(h, 16)) for h in re.split(r"\\[xuU]", escape)[1:])
    return _ESCAPES.get(escape[1], escape[1])


def fold(raw: str) -> str:
    """What line ends between two words say in YAML: one is a space, more are one less."""
    ends = len(re.findall(r"\r\n|\r|\n", raw))
    return " " if ends == 1 else "\n" * (ends - 1)


def lex(body: str, token: re.Pattern[str], says: Mapping[str, Callable[[str], str]]) -> list[Piece]:
    """The pieces of a scalar; the name of the group that matched decides what one says."""
    found = token.finditer(body)
    return [(says[m.lastgroup](m[0]) if m.lastgroup else m[0], m[0]) for m in found]


def respell(old: Spelled, new: str, manner: Manner) -> str | None:
    """The scalar that says `new`; None where this style cannot."""
    words, gaps = _split(old.pieces)
    parts = _GAP.split(new)
    escapes = _escapes(old.pieces, manner)
    if len(parts) // 2 == len(gaps):
        written = _reuse(words, gaps, parts, manner, escapes)
    else:
        written = _fill(old, gaps, parts, manner, escapes)
    pieces = list(written)
    if None in pieces:
        return None
    return "".join((old.head, *(p for p in pieces if p is not None), old.tail))


def _split(pieces: Iterable[Piece]) -> tuple[list[list[Piece]], list[Piece]]:
    """Words, and the gaps between them: a continuation beside white space is part of the gap."""
    words: list[list[Piece]] = [[]]
    gaps: list[Piece] = []
    in_gap = False
    for text, raw in pieces:
        if text.strip(_BLANK):
            if in_gap:
                words.append([])
            words[-1].append((text, raw))
            in_gap = False
        elif in_gap:
            gaps[-1] = gaps[-1][0] + text, gaps[-1][1] + raw
        elif not text:
            words[-1].append((text, raw))
        else:
            before = ""
            while words[-1] and not words[-1][-1][0]:
                before = words[-1].pop()[1] + before
            gaps.append((text, before + raw))
            in_gap = True
    if in_gap:
        words.append([])
    return words, gaps


def _escapes(pieces: Iterable[Piece], manner: Manner) -> dict[str, str]:
    """Letters that the source always writes as an escape, though it need not."""
    escaped = {t: raw for t, raw in pieces if len(t) == 1 and t != raw and t not in _BLANK}
    if not escaped:
        return {}
    bare = {letter for text, raw in pieces if text == raw for letter in text}
    return {t: raw for t, raw in escaped.items() if t not in bare and manner.word(t) == t}


def _reuse(
    words: Sequence[Sequence[Piece]],
    gaps: Sequence[Piece],
    parts: Sequence[str],
    manner: Manner,
    escapes: Mapping[str, str],
) -> Iterator[str | None]:
    """The source's own gaps between the new words."""
    indented = parts[0] == "" and len(parts) > 1
    for i, old in enumerate(words):
        yield _word(old, parts[2 * i], manner, escapes)
        if i < len(gaps):
            text, raw = gaps[i]
            gap = parts[2 * i + 1]
            yield raw if text == gap else manner.gap(gap, indented)
            indented = gap[-1] in " \t" if "\n" in gap else indented


def _word(old: Sequence[Piece], new: str, manner: Manner, escapes: Mapping[str, str]) -> str | None:
    """One word; where it has as many letters as the old one, piece by piece."""
    if len(new) != sum(len(text) for text, _ in old):
        before = "".join(raw for _, raw in takewhile(lambda piece: not piece[0], old))
        written = _spell(new, manner, escapes)
        return None if written is None else before + written
    out: list[str] = []
    at = 0
    for text, raw in old:
        mine = new[at : at + len(text)]
        piece = raw if mine == text else _spell(mine, manner, escapes)
        if piece is None:
            return None
        out.append(piece)
        at += len(text)
    return "".join(out)


def _spell(text: str, manner: Manner, escapes: Mapping[str, str]) -> str | None:
    written = manner.word(text)
    if written is None or not escapes:
        return written
    return "".join(escapes.get(c) or manner.word(c) or "" for c in text)


def _fill(
    old: Spelled,
    gaps: Iterable[Piece],
    parts: Sequence[str],
    manner: Manner,
    escapes: Mapping[str, str],
) -> Iterator[str | None]:
    """Words on lines as long as the source's longest; on one line where that had but one."""
    soft = next((raw for text, raw in gaps if text == " " and _ends(raw)), "")
    soft = soft if "\\" in soft else soft.lstrip(" \t")
    body = "".join(raw for _, raw in old.pieces)
    width = max(len(line.strip()) for line in re.split(r"\r\n|\r|\n", body))
    indented = parts[0] == "" and len(parts) > 1
    column = len(parts[0])
    yield _spell(parts[0], manner, escapes)
    for gap, word in zip(parts[1::2], parts[2::2], strict=True):
        too_long = column + 1 + len(word) > width and not _UNSAFE_START.match(word)
        if soft and gap == " " and word and too_long and not indented:
            yield soft
            column = len(word)
        else:
            yield manner.gap(gap, indented)
            column = len(word) if "\n" in gap else column + len(gap) + len(word)
            indented = gap[-1] in " \t" if "\n" in gap else indented
        yield _spell(word, manner, escapes)


def _ends(raw: str) -> bool:
    return "\n" in raw or "\r" in raw


def line_end(raw: str) -> str:
    """The line end that a scalar uses."""
    return next(iter(re.findall(r"\r\n|\r|\n", raw)), "\n")
