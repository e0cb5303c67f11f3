"""JSON by position: its string values, and how a new text goes back between its quotes.

The standard library reads it and gives no positions; a value on which the two scans disagree is
no unit.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.formats.fields import below
from pipeline.formats.spelling import Manner, Spelled, lex, respell
from pipeline.formats.values import Parsed, Scalar, agreeing
from pipeline.model import DocumentId, SourceError

STYLE = "json"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]', re.DOTALL)
_PIECE = re.compile(
    r"[ \t]+|(?P<escape>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\u[0-9a-fA-F]{4}|\\.)|[^ \t\\]+"
)
_MARKUP = re.compile(r"<(?=/script|!--)", re.IGNORECASE)
"""What would end the script element that may hold the JSON (HTML, 4.12.1.3)."""
_LONE = re.compile("[\ud800-\udfff]")
"""Half of a character: JSON can say it, UTF-8 cannot."""


def front_matter(id: DocumentId, text: str, first_line: int) -> Parsed:
    """A JSON object; raises SourceError."""
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        raise SourceError(id, f"not valid JSON: {error.msg}", line) from None
    except RecursionError:
        raise SourceError(id, "not valid JSON: nested too deeply", first_line) from None
    try:
        found = tuple(scalars(text))
    except KeyError as error:
        line = first_line + text.count("\n", 0, error.args[1])
        message = f"the key {error.args[0]!r} stands twice: keep one"
        raise SourceError(id, message, line) from None
    return Parsed(said, tuple(agreeing(found, said)))


@dataclass(slots=True)
class _Inside:
    """An object or array that is open."""

    path: str
    index: int = -1
    """The item of an array; -1 in an object."""
    key: str | None = None
    keys: set[str] = field(default_factory=set)

    def here(self) -> str:
        return f"{self.path}[{self.index}]" if self.key is None else below(self.path, self.key)


def scalars(text: str) -> Iterator[Scalar]:
    """The string values of valid JSON; raises KeyError(key, position) for one that stands twice."""
    stack: list[_Inside] = []
    for token in _TOKEN.finditer(text):
        inside = stack[-1] if stack else None
        match token[0]:
            case "{" | "[" as sign:
                stack.append(_Inside(inside.here() if inside else "", 0 if sign == "[" else -1))
            case "}" | "]":
                stack.pop()
            case ",":
                assert inside
                inside.key = None
                inside.index += inside.index >= 0
            case string:
                value = json.loads(string)
                if inside and inside.index < 0 and inside.key is None:
                    if value in inside.keys:
                        raise KeyError(value, token.start())
                    inside.keys.add(value)
                    inside.key = value
                elif inside and not _LONE.search(value):
                    yield Scalar(inside.here(), value, token.start(), token.end(), STYLE)


def spell(raw: str, _style: str, _indent: int) -> Spelled:
    """A string in pieces."""
    says = {"escape": lambda escape: str(json.loads(f'"{escape}"'))}
    return Spelled('"', tuple(lex(raw[1:-1], _PIECE, says)), '"')


def _write(raw: str, _indent: int, new: str) -> str:
    """The text between quotes; letters that the source escapes are escaped again."""
    written = respell(spell(raw, STYLE, 0), new, Manner(_escape, lambda gap, _: _escape(gap)))
    if written is not None and json.loads(written) == new:
        return _MARKUP.sub(r"\\u003c", written)  # what was put together may be what no piece is
    return f'"{_escape(new)}"'


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\u003c", json.dumps(text, ensure_ascii=False)[1:-1])


WRITERS: Mapping[str, Callable[[str, int, str], str]] = MappingProxyType({STYLE: _write})
