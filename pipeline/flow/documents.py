"""Bytes to documents cut into units."""

from pipeline.config import Config
from pipeline.formats.settings import unknown_locale
from pipeline.model import Document, DocumentId, Locale
from pipeline.parse import parse
from pipeline.segment import segment


def load(id: DocumentId, data: bytes, config: Config) -> Document:
    """Bytes to a document cut into units; raises SourceError."""
    document = parse(id, data, config.fields)
    if fault := unknown_locale(document, config.locales):
        raise fault
    return segment(document, document.segmentation or config.segmentation)


def load_old(path: str, data: bytes, today: Document, config: Config, locale: Locale) -> Document:
    """An old translated page, cut as today's document is; raises SourceError."""
    old = parse(DocumentId(path), data, config.fields)
    mode = today.segmentation or config.segmentation
    return segment(old, mode, locale.partition("_")[0]).for_locale(locale)
