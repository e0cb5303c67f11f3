"""PO files read twice: as the pipeline does, and line by line by the strict reader alone."""

from dataclasses import fields

from pipeline.formats import po
from pipeline.formats.po.charset import decode
from pipeline.formats.po.strict import Reader
from pipeline.model import CatalogError, Entry

NAMES = [f.name for f in fields(Entry)]


def everything(read, data):
    """All that a reader says of a file, what does not count for equality included."""
    try:
        catalog = read(data, "x.po")
    except CatalogError as error:
        return [str(fault) for fault in (error, *error.others)]
    entries = [tuple(getattr(e, n) for n in NAMES) for e in catalog.entries]
    return catalog.header, entries, catalog.trailer, catalog.charset, catalog.newline


def strictly(data, path):
    """The catalog by the strict reader alone."""
    text, charset = decode(data, path)
    reader = Reader(path, charset.removesuffix("-sig"))
    reader.feed(text)
    return reader.catalog(charset, "\r\n" if "\r\n" in text[:2000] else "\n")


def assert_lossless(data):
    """Both readers agree, and the file is written back byte for byte; gives the catalog."""
    assert everything(po.read, data) == everything(strictly, data)
    catalog = po.read(data, "x.po")
    assert po.write(catalog) == data
    return catalog
