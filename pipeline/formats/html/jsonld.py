"""Structured data in HTML: which JSON-LD strings are prose, by schema.org's properties.

The names of people, organizations and brands are names. What does not read as JSON (a template
that writes half of it) is left alone.
"""

from collections.abc import Iterator
from typing import Any

from pipeline.formats.html.attributes import is_prose
from pipeline.formats.html.blocks import Stretch, blocks_of
from pipeline.formats.html.strings import String, strings
from pipeline.formats.html.tokens import TEMPLATE, Kind, tokenize
from pipeline.formats.json import STYLE
from pipeline.formats.runs import Run, read_unit
from pipeline.model import Block, Document, DocumentId, Form, Span, Syntax, Value

_PROSE = frozenset(
    (
        "abstract", "alternativeHeadline", "articleBody", "articleSection", "caption",
        "description", "disambiguatingDescription", "headline", "name", "reviewBody", "text",
    )
)  # fmt: skip
_NAMED = frozenset(
    ("Brand", "Country", "Hospital", "Patient", "Person", "Physician", "Place", "WebSite")
)
_NAMED_ENDS = ("Organization", "Business", "Corporation", "Clinic")
"""Types, and endings of types, whose `name` is a name."""
_NAMING = frozenset(
    ("author", "brand", "contributor", "creator", "editor", "manufacturer", "parentOrganization",
     "publisher", "reviewedBy", "sourceOrganization", "worksFor")
)  # fmt: skip
"""Properties that lead to somebody with a name, where no type says so."""


def read_data(id: DocumentId, data: bytes, start: int, end: int, number: int) -> Iterator[Value]:
    """The prose values of one JSON-LD script, `data[start:end]`, in order."""
    text = data[start:end].decode()
    at = char = 0
    for string in strings(text) or ():
        at += len(text[char : string.start].encode())
        size = len(text[string.start : string.end].encode())
        char = string.end
        if _is_prose(string):
            inner = _inner(id, string.value, string.key)
            if inner.parts:
                path = f"json-ld[{number}].{string.path}"
                yield Value(Span(start + at, start + at + size), path, STYLE, 0, inner)
        at += size


def _is_prose(string: String) -> bool:
    if string.key not in _PROSE:
        return False
    return string.key != "name" or not _has_name(string.owner, string.holder)


def _has_name(owner: dict[str, Any], holder: str) -> bool:
    """Whether an object is somebody or something with a name of its own."""
    said = owner.get("@type", ())
    types = [str(x).rpartition("/")[2] for x in (said if isinstance(said, list) else [said])]
    if not said:
        return holder in _NAMING
    return any(t in _NAMED or t.endswith(_NAMED_ENDS) for t in types)


def _inner(id: DocumentId, value: str, role: str) -> Document:
    """A value as a document of its own: HTML where it holds tags, else one plain text."""
    data = value.encode()
    if any(t.kind in (Kind.OPEN, Kind.CLOSE) for t in tokenize(data, 0, len(data))):
        blocks = tuple(blocks_of(Stretch(data, ((0, len(data)),))))
        return Document(id, data, blocks, syntax=Syntax.HTML)
    return Document(id, data, tuple(_plain(data, role)), syntax=Syntax.DATA)


def _plain(data: bytes, role: str) -> Iterator[Block]:
    if not is_prose(TEMPLATE.sub(b"", data).decode()):
        return
    closed = [m.span() for m in TEMPLATE.finditer(data)]
    unit = read_unit(data, Run(0, len(data), ((0, len(data)),), closed, (), 0))
    if unit:
        yield Block(unit.span, Form.PLAIN, role, "", (unit,))
