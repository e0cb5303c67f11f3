"""Scalars of every data format, by style: how a new text is written, and on which line it is."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pipeline.formats import json, toml, yaml
from pipeline.formats.spelling import Spelled
from pipeline.formats.yaml.lex import spell
from pipeline.model import Document, Value

_WRITERS: Mapping[str, Callable[[str, int, str], str]] = MappingProxyType(
    {**yaml.WRITERS, **toml.WRITERS, **json.WRITERS}
)
_LEXERS: Mapping[str, Callable[[str, str, int], Spelled]] = MappingProxyType(
    {
        **dict.fromkeys(yaml.WRITERS, spell),
        **dict.fromkeys(toml.WRITERS, toml.spell),
        **dict.fromkeys(json.WRITERS, json.spell),
    }
)


def write_scalar(raw: str, style: str, indent: int, new: str) -> str:
    """The scalar that reads as `new`, in the style of `raw` where its format allows that.

    Line ends, escapes and folds of `raw` are kept where the words agree; falls back to double
    quotes on one line, which can say anything.
    """
    return _WRITERS[style](raw, indent, new)


def line_in_value(data: bytes, value: Value, at: int) -> int:
    """The line of the document on which byte `at` of a value's own text stands."""
    raw = data[value.span.start : value.span.end].decode()
    spelled = _LEXERS[value.style](raw, value.style, value.indent)
    line = data.count(b"\n", 0, value.span.start) + 1 + spelled.head.count("\n")
    for text, written in spelled.pieces:
        at -= len(text.encode())
        if at < 0 and text.strip():
            return line
        line += written.count("\n")
        if at < 0:
            return line
    return line


def faults(document: Document) -> Iterator[tuple[int, str]]:
    """(line, what to do) of the author's controls that cannot be understood, in values too."""
    yield from document.faults
    for part in document.parts:
        if isinstance(part, Value):
            for line, message in part.inner.faults:
                before = part.inner.data.split(b"\n", line - 1)[: line - 1]
                at = sum(map(len, before)) + len(before)
                yield line_in_value(document.data, part, at), message
