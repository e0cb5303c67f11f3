"""Markdown and MDX documents with front matter, by position."""

from pipeline.formats.blocks import read_body, share_title
from pipeline.formats.fields import Fields
from pipeline.formats.front_matter import read_front_matter
from pipeline.model import Block, Document, DocumentId, Syntax, Value


def read(id: DocumentId, data: bytes, fields: Fields) -> Document:
    """A Markdown document; raises SourceError when its front matter cannot be read."""
    front = read_front_matter(id, data, fields)
    syntax = Syntax.MDX if id.endswith(".mdx") else Syntax.MARKDOWN
    body = read_body(data, front.body, syntax, fields)
    parts: tuple[Block | Value, ...] = (*front.values, *share_title(body.blocks, front.title))
    return front.settings.apply(
        Document(id, data, parts, front.body, syntax, regions=body.regions, faults=body.faults)
    )
