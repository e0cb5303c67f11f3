"""Whole HTML documents, with or without front matter."""

from pipeline.formats import controls
from pipeline.formats.fields import Fields
from pipeline.formats.front_matter import read_front_matter
from pipeline.formats.html.blocks import Stretch, blocks_of
from pipeline.formats.html.jsonld import read_data
from pipeline.model import Block, Document, DocumentId, Syntax, Value


def read(id: DocumentId, data: bytes, fields: Fields) -> Document:
    """An HTML document; raises SourceError when its front matter cannot be read."""
    front = read_front_matter(id, data, fields)
    stretch = Stretch(data, ((front.body, len(data)),))
    found = stretch.found
    said = list(controls.find(data, found.comments))
    done = controls.apply(data, said, list(blocks_of(stretch)), found.elements)
    values = [
        v for n, (a, b) in enumerate(found.data_scripts) for v in read_data(id, data, a, b, n)
    ]
    parts: list[Block | Value] = [*done.blocks, *values]
    parts.sort(key=lambda p: p.span.start)
    return front.settings.apply(
        Document(
            id,
            data,
            (*front.values, *parts),
            front.body,
            Syntax.HTML,
            regions=tuple(done.regions),
            faults=tuple(done.faults),
        )
    )
