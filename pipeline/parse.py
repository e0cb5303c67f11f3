"""Stage 1: bytes -> Document."""

from posixpath import splitext

from pipeline.formats import READERS
from pipeline.formats.fields import Fields
from pipeline.model import Document, DocumentId, SourceError

_CONFLICT = "<<<<<<< "


def parse(id: DocumentId, data: bytes, fields: Fields) -> Document:
    """The document with its prose by byte span, not yet cut into sentences.

    Raises SourceError, with the line, for what cannot be read: bytes that are not UTF-8, NUL,
    broken YAML or front matter.
    """
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        bad = data[error.start]
        msg = f"not UTF-8 (byte 0x{bad:02x}): save the file as UTF-8"
        raise SourceError(id, msg, line) from None
    if b"\0" in data:
        raise SourceError(
            id, "holds a NUL byte: not a text file", data.count(b"\n", 0, data.index(b"\0")) + 1
        )
    suffix = splitext(id)[1].lower()
    if suffix not in READERS:
        known = ", ".join(READERS)
        raise SourceError(id, f"{suffix or 'a name without suffix'} is no document: {known} are")
    document = READERS[suffix](id, data, fields)
    _refuse_conflict(document)
    return document


def _refuse_conflict(document: Document) -> None:
    """A merge conflict in prose is not to be translated; in code it may be an example."""
    if _CONFLICT.encode() not in document.data:
        return
    for _, unit in document.units():
        if unit.key.text.startswith(_CONFLICT):
            line = document.data.count(b"\n", 0, document.data.index(_CONFLICT.encode())) + 1
            raise SourceError(document.id, "a merge conflict: resolve it first", line)
