"""Documents for tests, and catalogs that answer for every unit."""

from pipeline.config import FIELDS
from pipeline.formats.fields import parse_fields
from pipeline.model import DocumentId
from pipeline.parse import parse
from pipeline.segment import segment

ALL_FIELDS = parse_fields(FIELDS)


def load(source, name="x.md", fields=ALL_FIELDS, mode="sentence"):
    """Parse and cut a document given as text or bytes."""
    data = source.encode() if isinstance(source, str) else source
    return segment(parse(DocumentId(name), data, fields), mode)


class Own(dict):
    """Translates every unit by its own text."""

    def __contains__(self, key):
        return True

    def __getitem__(self, key):
        return key.text

    def get(self, key, default=None):
        return key.text
