"""Stage 1: bytes -> Document."""

import re
from dataclasses import replace
from posixpath import splitext

from pipeline.formats import READERS
from pipeline.formats.fields import Fields
from pipeline.model import CONFLICT, Document, DocumentId, SourceError, Syntax

_CONFLICT = re.compile(rb"^<{7} ", re.MULTILINE)
_MARKER = re.compile(rb"^(?:<{7} |\|{7}|={7}\r?$|>{7} ).*$", re.MULTILINE)


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
    try:
        document = read(id, data, fields)
    except SourceError:
        if found := _CONFLICT.search(data):
            raise SourceError(id, CONFLICT, _line(data, found.start())) from None
        raise
    line = _conflict(document)
    if not line:
        return document
    if document.syntax not in (Syntax.MARKDOWN, Syntax.MDX):
        raise SourceError(id, CONFLICT, line)
    return replace(read(id, _MARKER.sub(_blank, data), fields), data=data, conflict=line)


def _conflict(document: Document) -> int:
    """The line of a merge conflict in prose, 0 if there is none; in code it may be an example."""
    data = document.data
    starts = [m.start() for m in _CONFLICT.finditer(data)]
    for at in starts:
        if any(p.span.start <= at < p.span.end for p in document.parts):
            return _line(data, at)
    return 0


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _blank(match: re.Match[bytes]) -> bytes:
    return b" " * len(match[0])
