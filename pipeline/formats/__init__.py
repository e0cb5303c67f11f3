"""Codecs between bytes and the model. `READERS` is the table of document formats by suffix."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.formats import markdown, yaml
from pipeline.formats.fields import Fields
from pipeline.formats.html.document import read as read_html
from pipeline.model import Document, DocumentId

Reader = Callable[[DocumentId, bytes, Fields], Document]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".md": markdown.read,
        ".mdx": markdown.read,
        ".yaml": yaml.read,
        ".yml": yaml.read,
        ".html": read_html,
        ".htm": read_html,
    }
)
