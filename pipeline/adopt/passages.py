"""What is aligned: the blocks of a page as sentences, with what is known of their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Block, Document, Form, Value

_SAME = {"text": "paragraph", "caption": "paragraph", "definition": "paragraph"}
"""Roles that differ between formats, or by a slip of the page's author."""
_BESIDE = 400
"""So many bytes before and behind a caption are searched for its picture."""
_BEHIND = re.compile(rb"\A\]\(\s*<?([^\s)>]+)")
_BEFORE = re.compile(rb"\bsrc\s*=\s*[\"']([^\"']+)[\"'][^<>]*\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a page."""

    role: str
    sentences: tuple[str, ...]
    form: Form = Form.PARAGRAPH
    context: str | None = None
    """The msgctxt of its units: only what has the same one can be its translation."""
    picture: str = ""
    """The destination of the picture that a text stands for."""
    own: bool = False
    """Each locale writes it for itself."""


def passages(document: Document) -> tuple[Passage, ...]:
    """The blocks of a document that hold text, in order; values of front matter included."""
    return tuple(_passages(document))


def _passages(document: Document) -> Iterator[Passage]:
    for part in document.parts:
        if isinstance(part, Value):
            yield from _passages(part.inner)
        elif part.units:
            yield _passage(document.data, part)


def _passage(data: bytes, block: Block) -> Passage:
    key = block.units[0].key
    role = _SAME.get(block.role, block.role)
    picture = _picture(data, block) if block.form in (Form.ALT, Form.ATTRIBUTE) else ""
    texts = tuple(u.key.text for u in block.units)
    return Passage(role, texts, block.form, key.context, picture, own=key.adapted)


def _picture(data: bytes, block: Block) -> str:
    start, end = block.span.start, block.span.end
    found = _BEHIND.search(data[end : end + _BESIDE])
    found = found or _BEFORE.search(data[max(0, start - _BESIDE) : start])
    return found[1].decode() if found else ""
