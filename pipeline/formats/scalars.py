"""Scalars of every data format, by style: how a new text is written, and where it stands."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pipeline.formats import json, toml, yaml
from pipeline.formats.spelling import Spelled
from pipeline.formats.yaml.lex import spell
from pipeline.model import Document, Span, Value

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


class Inside:
    """Where the text of a value stands in the document, byte by byte."""

    def __init__(self, data: bytes, value: Value) -> None:
        """Take the value apart once; then every question costs a search."""
        raw = data[value.span.start : value.span.end].decode()
        spelled = _LEXERS[value.style](raw, value.style, value.indent)
        self.said = [0]
        """Where each piece begins in the value's own text, and the last one ends."""
        self.stands = [value.span.start + len(spelled.head.encode())]
        """The same in the document."""
        for text, written in spelled.pieces or (("", ""),):
            self.said.append(self.said[-1] + len(text.encode()))
            self.stands.append(self.stands[-1] + len(written.encode()))

    def span(self, start: int, end: int) -> Span:
        """The bytes of the document that say `start:end` of the value."""
        return Span(self._byte(start), self._byte(end - 1, end=True))

    def _byte(self, at: int, *, end: bool = False) -> int:
        i = min(bisect_right(self.said, at), len(self.said) - 1) - 1
        (said, after), (stands, behind) = self.said[i : i + 2], self.stands[i : i + 2]
        if after - said == behind - stands:
            return min(stands + at - said + end, behind)
        return behind if end else stands


def line_in_value(data: bytes, value: Value, at: int) -> int:
    """The line of the document on which byte `at` of a value's own text stands."""
    return data.count(b"\n", 0, Inside(data, value).span(at, at + 1).start) + 1


def faults(document: Document) -> Iterator[tuple[int, str]]:
    """(line, what to do) of the author's controls that cannot be understood, in values too."""
    yield from document.faults
    for part in document.parts:
        if isinstance(part, Value):
            for line, message in part.inner.faults:
                before = part.inner.data.split(b"\n", line - 1)[: line - 1]
                at = sum(map(len, before)) + len(before)
                yield line_in_value(document.data, part, at), message
