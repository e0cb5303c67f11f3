"""Bytes to text and its charset: what would not come back as the same bytes is refused."""

import codecs
import re

from pipeline.model import CatalogError

_HEADER = re.compile(rb'^msgid[ \t]*""[ \t\r]*\n(.*?)(?:\n[ \t\r]*\n|\Z)', re.DOTALL | re.MULTILINE)
_WRAP = re.compile(rb'"[ \t\r]*\n[ \t]*"')
_CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([\w.:-]+)", re.IGNORECASE)
_UTF8 = ("utf-8", "utf-8-sig")


def decode(data: bytes, path: str) -> tuple[str, str]:
    """The text and the codec that writes it back; raises CatalogError.

    The charset is the header's (GNU gettext manual, "Header Entry"), UTF-8 where it names none
    and where the file begins with a byte order mark.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CatalogError(path, "UTF-16 is no charset of PO files: save the file as UTF-8", 1)
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise CatalogError(path, "holds a NUL byte: restore the file from git", line)
    charset = _charset(data)
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not {charset} (byte 0x{data[error.start]:02x}): save the file as UTF-8"
        raise CatalogError(path, message, line) from None
    except (LookupError, UnicodeError):
        message = f"unknown charset {charset}: save the file as UTF-8"
        raise CatalogError(path, message, _line_of(data, charset)) from None
    if charset not in _UTF8 and not _returns(text, charset, data):
        message = f"{charset} has several spellings of one text: save the file as UTF-8"
        raise CatalogError(path, message, _line_of(data, charset))
    return text, charset


def _charset(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    header = _HEADER.search(data)
    match = _CHARSET.search(_WRAP.sub(b"", header[1])) if header else None
    name = match[1].decode("ascii").lower() if match else "utf-8"
    return "utf-8" if name in ("charset", "utf8") else name


def _returns(text: str, charset: str, data: bytes) -> bool:
    """Whether the codec gives the very bytes again: ISO-2022-JP, UTF-7 and others may not."""
    try:
        return text.encode(charset) == data and "\0" not in text
    except UnicodeError:
        return False


def _line_of(data: bytes, charset: str) -> int:
    return data.count(b"\n", 0, max(data.lower().find(charset.encode()), 0)) + 1
