"""Markdown documents with YAML front matter, by position.

Front matter is a block at byte 0 between `---` lines that parses to a mapping; one that holds
`key:` lines and does not parse is an error; anything else is body (DESIGN 4).
"""

import re
from dataclasses import dataclass

import yaml

from pipeline.formats.blocks import read_body, share_title
from pipeline.formats.fields import Fields
from pipeline.formats.yaml import compose, content_class, read_values, refuse_unreadable
from pipeline.model import Block, Document, DocumentId, SourceError, Syntax, Value

_FRONT = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n"  # a byte order mark may come first
    rb"(?P<yaml>(?:.*\r?\n)*?)---[ \t]*(?:\r?\n|\Z)"
)
_OPENED = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[\w-]+:(?:[ \t].*)?\r?\n){2}")
_KEY_LINE = re.compile(r"^[\w-]+:(?:\s|$)", re.MULTILINE)


def split_front_matter(data: bytes) -> tuple[int, int, int]:
    """Where front matter's YAML begins and ends and where the body begins; equal when none."""
    match = _FRONT.match(data)
    if match:
        return match.start("yaml"), match.end("yaml"), match.end()
    bom = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    return bom, bom, bom


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the body of a document."""

    values: tuple[Value, ...]
    body: int
    """Where the body begins."""
    content_class: str = ""


def read_front_matter(id: DocumentId, data: bytes, fields: Fields) -> FrontMatter:
    """The front matter of a document, if it has any; raises SourceError when it cannot be read."""
    start, end, body = split_front_matter(data)
    if start == body and _OPENED.match(data):
        raise SourceError(id, "front matter is not closed: end it with a line of ---", 1)
    if end == start and body == start:
        return FrontMatter((), body)
    text = data[start:end].decode()
    nodes = _front_matter(id, text)
    if nodes is None:
        return FrontMatter((), 3 if data.startswith(b"\xef\xbb\xbf") else 0)
    values = read_values(id, text, nodes, fields, start)
    return FrontMatter(tuple(values), body, content_class(nodes))


def read(id: DocumentId, data: bytes, fields: Fields) -> Document:
    """A Markdown document; raises SourceError when its front matter cannot be read."""
    front = read_front_matter(id, data, fields)
    title = next((v.inner.data.decode() for v in front.values if v.path == "title"), "")
    syntax = Syntax.MDX if id.endswith(".mdx") else Syntax.MARKDOWN
    read = read_body(data, front.body, syntax, fields)
    parts: tuple[Block | Value, ...] = (*front.values, *share_title(read.blocks, title))
    return Document(
        id, data, parts, front.body, syntax, front.content_class, read.regions, faults=read.faults
    )


def _front_matter(id: DocumentId, text: str) -> list[yaml.Node] | None:
    """The mapping between the dashes, or None when this is prose between two rules."""
    try:
        nodes = compose(text, id, first_line=2)
    except SourceError:
        if _KEY_LINE.search(text):
            raise
        return None
    is_mapping = len(nodes) == 1 and isinstance(nodes[0], yaml.MappingNode)
    if is_mapping:
        refuse_unreadable(nodes, id, first_line=2)
    return nodes if is_mapping or not nodes else None
