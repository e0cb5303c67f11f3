"""Bytes of a PO file to a catalog."""

from pipeline.formats.po.charset import decode
from pipeline.formats.po.fast import feed
from pipeline.formats.po.strict import Reader
from pipeline.model import Catalog


def read(data: bytes, path: str) -> Catalog:
    """A catalog; raises CatalogError with the line for anything that would not survive.

    The error is the first one; `others` of it holds the rest.
    """
    text, charset = decode(data, path)
    reader = Reader(path, charset.removesuffix("-sig"))
    feed(text, reader)
    return reader.catalog(charset, "\r\n" if "\r\n" in text[:2000] else "\n")
