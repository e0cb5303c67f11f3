"""A text of an old page in the markup of today's: HTML in Markdown, Markdown in HTML, or none."""

import re
from collections.abc import Iterable
from html import escape, unescape

from pipeline.formats.inline import Atom, Close, Open, Piece, Text, pieces
from pipeline.meaning.plain import one_line
from pipeline.model import Form

_PLAIN = frozenset((Form.PLAIN, Form.ALT, Form.ATTRIBUTE, Form.LINK_TITLE, Form.ARGUMENT))
"""Forms that hold no markup."""
_HTML = frozenset((Form.HTML, Form.ATTRIBUTE))
_TO_MARKDOWN = {
    "<strong>": "**", "<b>": "**", "<em>": "*", "<i>": "*", "<del>": "~~", "<s>": "~~",
}  # fmt: skip
_TO_HTML = {"strong": "strong", "emphasis": "em", "strike": "del"}
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TITLE = re.compile(r"\btitle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CODE = re.compile(r"<code[^>]*>(.*)</code>", re.DOTALL)
_ENTITY = re.compile(r"&#?\w+;")
_KEPT = "<>&\u00a0"
"""Characters that a writer of Markdown or HTML spells out for a reason."""


def respell(text: str, old: Form, new: Form) -> str:
    """The text as a block of form `new` holds it; what has no other spelling stays as it is."""
    text = one_line(text).strip()
    if new in _PLAIN:
        if old is Form.PLAIN:
            return text
        bare = text if old in _PLAIN else "".join(map(_bare, pieces(text)))
        return escape(unescape(bare)) if new is Form.ATTRIBUTE else unescape(bare)
    if old is Form.PLAIN:
        return escape(text, quote=False) if new in _HTML else text
    if old is Form.HTML and new is not Form.HTML:
        text = "".join(_markdown(pieces(text)))
    elif new is Form.HTML and old is not Form.HTML:
        text = "".join(_html(pieces(text)))
    return _ENTITY.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    """`&aacute;` as a letter; `&lt;` as it is."""
    char = unescape(found[0])
    return found[0] if len(char) != 1 or char in _KEPT or not char.isprintable() else char


def _bare(piece: Piece) -> str:
    if isinstance(piece, Text):
        return piece.raw
    if isinstance(piece, Atom) and piece.kind in ("", "code"):
        escaped = not piece.kind and piece.raw.startswith("\\")
        return piece.value or piece.raw[escaped:]
    return ""


def _markdown(found: Iterable[Piece]) -> Iterable[str]:
    closing: list[str] = []
    for piece in found:
        code = _CODE.fullmatch(piece.raw) if isinstance(piece, Atom) else None
        if isinstance(piece, Close):
            yield closing.pop() or piece.raw
        elif isinstance(piece, Open):
            opened, closed = _marks(piece)
            closing.append(closed)
            yield opened
        else:
            yield f"`{unescape(code[1])}`" if code and "`" not in code[1] else piece.raw


def _marks(piece: Open) -> tuple[str, str]:
    """What opens a span in Markdown and what closes it; nothing for a span that stays HTML."""
    if piece.value in _TO_MARKDOWN:
        return _TO_MARKDOWN[piece.value], _TO_MARKDOWN[piece.value]
    link = _HREF.search(piece.raw) if piece.raw.startswith("<a ") else None
    if not link:
        return piece.raw, ""
    destination, title = unescape(link[1] or link[2] or ""), _TITLE.search(piece.raw)
    if re.search(r"[\s()<>]", destination):
        destination = f"<{destination}>"
    shown = unescape(title[1] or title[2] or "").replace('"', '\\"') if title else ""
    return "[", f']({destination} "{shown}")' if shown else f"]({destination})"


def _html(found: Iterable[Piece]) -> Iterable[str]:
    closing: list[str] = []
    for piece in found:
        if isinstance(piece, Close):
            yield closing.pop() or piece.raw
        elif isinstance(piece, Open):
            opened, closed = _tags(piece)
            closing.append(closed)
            yield opened
        elif isinstance(piece, Atom) and piece.kind == "code":
            yield f"<code>{escape(piece.value, quote=False)}</code>"
        elif isinstance(piece, Atom) and not piece.kind and piece.raw.startswith("\\"):
            yield escape(piece.raw[1:], quote=False)
        else:
            yield piece.raw if isinstance(piece, Atom) else piece.raw.replace("<", "&lt;")


def _tags(piece: Open) -> tuple[str, str]:
    if piece.kind in _TO_HTML:
        tag = _TO_HTML[piece.kind]
        return f"<{tag}>", f"</{tag}>"
    if piece.kind == "link" and not piece.value.startswith("["):
        return f'<a href="{escape(piece.value)}">', "</a>"
    return piece.raw, ""
