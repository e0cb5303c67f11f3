"""HTML tags inside a line: their normal form, their pairs, and spans that nobody translates."""

import re
from collections.abc import Iterator, Sequence

from pipeline.formats.inline.parts import Atom, Close, Open, Piece

_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*|(?=>))(.*?)/?>", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|{(?:[^{}]|{[^{}]*})*}|[^\s\"'=<>`]+))?"
)
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "source", "wbr"))
_FIXED = frozenset(("code", "kbd", "samp", "script", "style", "sub", "sup", "var"))
_PROSE = frozenset(("alt", "aria-label", "title"))
"""Attributes that are translated, so their values are not compared."""
_PROTECTED = re.compile(r"translate=\"no\"|class=\"[^\"]*\bnotranslate\b")


def normal(raw: str) -> str:
    """Return a tag with lower-case names and sorted attributes; comments stay as they are.

    >>> normal("<IMG SRC='a.png' alt='A cat' />")
    '<img alt src="a.png">'
    """
    match = _TAG.fullmatch(raw)
    if not match:
        return raw
    close, name, rest = match.groups()
    words = [close + name.lower()]
    for attribute, quoted in sorted((a.lower(), q) for a, q in _ATTRIBUTE.findall(rest)):
        value = quoted[1:-1] if quoted[:1] in ("'", '"') else quoted
        words.append(attribute if attribute in _PROSE else f'{attribute}="{value}"')
    return f"<{' '.join(words)}>"


def paired(found: Sequence[Piece]) -> list[Piece]:
    """Turn tags that form a pair, inside one Markdown span, into Open and Close."""
    out = list(found)
    stack: list[tuple[int, str]] = []  # position and tag name, "" for a Markdown span
    for at, piece in enumerate(found):
        if isinstance(piece, Open):
            stack.append((at, ""))
        elif isinstance(piece, Close):
            while stack.pop()[1]:
                pass  # tags left open inside the span stay atoms
        elif isinstance(piece, Atom) and piece.kind == "html":
            _tag(at, piece, stack, out)
    return out


def _tag(at: int, piece: Atom, stack: list[tuple[int, str]], out: list[Piece]) -> None:
    """Push an opening tag, or close the one on top."""
    match = _TAG.fullmatch(piece.raw)
    if not match or (piece.raw.endswith("/>") and match[2]):
        return
    name = match[2].lower() or "<>"
    if not match[1]:
        if name not in _VOID or match[2].istitle():  # `<Link>` is a component
            stack.append((at, name))
    elif stack and stack[-1][1] == name:
        opened = out[stack[-1][0]]
        out[stack.pop()[0]] = Open(opened.raw, "html", normal(opened.raw))
        out[at] = Close(piece.raw, "html")


def kept(found: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, elements such as `<kbd>Esc</kbd>` or `H<sub>2</sub>` as one atom."""
    at = 0
    while at < len(found):
        piece = found[at]
        end = _fixed_end(found, at) if isinstance(piece, Open) and _fixed(piece) else 0
        if end:
            yield Atom("".join(p.raw for p in found[at:end]), "html", piece.raw)
        else:
            yield piece
        at = end or at + 1


def _fixed(piece: Open) -> bool:
    """Tell whether the text of an element is never translated."""
    if piece.kind != "html":
        return False
    name = piece.value[1:-1].split(" ", 1)[0]
    return name in _FIXED or _PROTECTED.search(piece.value) is not None


def _fixed_end(found: Sequence[Piece], at: int) -> int:
    """Return where the element ends; its spans belong to it."""
    depth = 0
    for end in range(at, len(found)):
        piece = found[end]
        depth += isinstance(piece, Open) - isinstance(piece, Close)
        if not depth:
            return end + 1
    return 0
