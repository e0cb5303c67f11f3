"""Stage 1: bytes -> Document."""

import re
from dataclasses import replace
from posixpath import splitext

from pipeline.formats import READERS
from pipeline.formats.fields import Fields
from pipeline.model import CONFLICT, Document, DocumentId, SourceError

_CONFLICT = re.compile(rb"^(?:\xef\xbb\xbf)?<{7} ", re.MULTILINE)
_MARKER = re.compile(rb"^(?:<{7} |\|{7}|={7}\r?$|>{7} ).*$", re.MULTILINE)
_FENCED = re.compile(rb"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)


def parse(id: DocumentId, data: bytes, fields: Fields) -> Document:
    """The document with its prose by byte span, not yet cut into sentences.

    Raises SourceError, with the line, for what cannot be read: bytes that are not UTF-8, NUL,
    broken YAML or front matter. A merge conflict in Markdown is read as both sides of it and
    noted: translators lose nothing, and no page is made.
    """
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        bad = data[error.start]
        msg = f"not UTF-8 (byte 0x{bad:02x}): save the file as UTF-8"
        raise SourceError(id, msg, line) from None
    if b"\0" in data:
        line = _line(data, data.index(b"\0"))
        raise SourceError(id, "holds a NUL byte: not a text file", line)
    suffix = splitext(id)[1].lower()
    if suffix not in READERS:
        known = ", ".join(READERS)
        raise SourceError(id, f"{suffix or 'a name without suffix'} is no document: {known} are")
    read = READERS[suffix]
    line = _conflict(data)
    if line and suffix not in (".md", ".mdx"):
        raise SourceError(id, CONFLICT, line)
    try:
        document = read(id, _MARKER.sub(_blank, data) if line else data, fields)
    except SourceError:
        if line:  # which is why it cannot be read
            raise SourceError(id, CONFLICT, line) from None
        raise
    return replace(document, data=data, conflict=line) if line else document


def _conflict(data: bytes) -> int:
    """The line of a merge conflict, 0 if there is none; in fenced code it may be an example."""
    if b"<<<<<<< " not in data:
        return 0
    found = _CONFLICT.search(_FENCED.sub(_blank, data))
    return _line(data, found.start()) if found else 0


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _blank(match: re.Match[bytes]) -> bytes:
    """As many spaces on as many lines."""
    return re.sub(rb"[^\n]", b" ", match[0])
