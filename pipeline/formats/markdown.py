"""Markdown documents with front matter, by position."""

from pipeline.formats.blocks import read_blocks, share_title
from pipeline.formats.fields import Fields
from pipeline.formats.front_matter import read_front_matter
from pipeline.model import Document, DocumentId


def read(id: DocumentId, data: bytes, fields: Fields) -> Document:
    """A Markdown document; raises SourceError when its front matter cannot be read."""
    front = read_front_matter(id, data, fields)
    if front.settings.skip:
        return front.settings.document(id, data, (), front.body)
    blocks = share_title(read_blocks(data, front.body), front.title)
    return front.settings.document(id, data, (*front.values, *blocks), front.body)
