"""Front matter of all three kinds, split from the body and read by position (DESIGN 4).

A block at byte 0, behind a byte order mark perhaps: between `---` lines (`...` may end it) with a
YAML mapping, between `+++` lines with TOML, or a JSON object whose last brace ends its line. One
that holds keys and cannot be read is an error; anything else is body.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from typing import Any

from pipeline.formats import json, toml, yaml
from pipeline.formats.fields import Fields
from pipeline.formats.settings import Settings, read_settings
from pipeline.formats.values import ByteOf, Parsed, Scalar, choose
from pipeline.model import Document, DocumentId, SourceError, Syntax, Value


@dataclass(frozen=True, slots=True)
class Split:
    """Where front matter's text begins and ends and where the body begins; equal when none."""

    start: int
    end: int
    body: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the body of a document."""

    values: tuple[Value, ...]
    body: int
    """Where the body begins."""
    title: str
    settings: Settings


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of front matter is found and read."""

    sign: bytes
    find: Callable[[bytes, int], Split | None]
    opened: re.Pattern[bytes]
    """What begins like it and is no prose."""
    close: str
    keys: re.Pattern[str]
    """What makes a text that cannot be read a fault."""
    read: Callable[[DocumentId, str, int], Parsed | None]
    first_line: int


_JSON_KEY = re.compile(rb'\{\s*"(?:[^"\\\r\n]|\\.)*"\s*:')


def _between(block: re.Pattern[bytes]) -> Callable[[bytes, int], Split | None]:
    def find(data: bytes, at: int) -> Split | None:
        found = block.match(data, at)
        return Split(found.start("text"), found.end("text"), found.end()) if found else None

    return find


def _object(data: bytes, at: int) -> Split | None:
    """A JSON object that has its last line to itself; one that cannot be read is all there is."""
    if not re.compile(rb'\{\s*["}]').match(data, at):
        return None
    text = data[at:].decode()
    try:
        _, end = JSONDecoder().raw_decode(text)
    except (JSONDecodeError, RecursionError):
        return Split(at, len(data), len(data)) if _JSON_KEY.match(data, at) else None
    line_end = re.compile(r"[ \t]*(?:\r?\n|\Z)").match(text, end)
    if not line_end:
        return None
    byte_of = ByteOf(text, at)
    return Split(at, byte_of(end), byte_of(line_end.end()))


_KINDS = (
    _Kind(
        b"---",
        _between(
            re.compile(rb"---[ \t]*\r?\n(?P<text>(?:.*\r?\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
        ),
        re.compile(rb"---[ \t]*\r?\n(?:[\w-]+:(?:[ \t].*)?\r?\n){2}"),
        "front matter is not closed: end it with a line of ---",
        re.compile(r"^[\w-]+:(?:\s|$)", re.MULTILINE),
        yaml.front_matter,
        2,
    ),
    _Kind(
        b"+++",
        _between(re.compile(rb"\+\+\+[ \t]*\r?\n(?P<text>(?:.*\r?\n)*?)\+\+\+[ \t]*(?:\r?\n|\Z)")),
        re.compile(rb"\+\+\+[ \t]*\r?\n(?:[ \t]*(?:[#\[].*)?\r?\n)*[\w.\"'-]+[ \t]*="),
        "front matter is not closed: end it with a line of +++",
        re.compile(r"""^[ \t]*[\w."'-]+[ \t]*=""", re.MULTILINE),
        toml.front_matter,
        2,
    ),
    _Kind(
        b"{",
        _object,
        re.compile(rb"(?!)"),
        "",
        re.compile(""),
        json.front_matter,
        1,
    ),
)


def _locate(id: DocumentId, data: bytes) -> tuple[_Kind | None, Split]:
    """Where front matter stands and of which kind it is; raises SourceError when it is open."""
    at = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    kind = next((k for k in _KINDS if data.startswith(k.sign, at)), None)
    split = kind.find(data, at) if kind else None
    if split or kind is None or not kind.opened.match(data, at):
        return (kind if split else None), split or Split(at, at, at)
    raise SourceError(id, kind.close, 1)


def _read(id: DocumentId, data: bytes) -> tuple[Parsed, Split, int]:
    """What front matter says, where it stands and its first line; raises SourceError."""
    kind, split = _locate(id, data)
    parsed = None
    if kind:
        text = data[split.start : split.end].decode()
        try:
            parsed = kind.read(id, text, kind.first_line)
        except SourceError:
            if kind.keys.search(text):
                raise
    if kind is None or parsed is None:
        bare = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
        return Parsed({}, ()), Split(bare, bare, bare), 1
    return parsed, split, kind.first_line


def read_front_matter(id: DocumentId, data: bytes, fields: Fields) -> FrontMatter:
    """The values of a document's front matter that `fields` name, and where the body begins.

    Raises SourceError when it cannot be read.
    """
    parsed, split, first_line = _read(id, data)
    text = data[split.start : split.end].decode()
    values = choose(id, parsed, fields, ByteOf(text, split.start))
    title = next((v.inner.data.decode() for v in values if v.path == "title"), "")
    settings = read_settings(id, parsed.fields, text, first_line)
    return FrontMatter(tuple(values), split.body, title, settings)


def load_front_matter(data: bytes) -> tuple[Mapping[str, Any], int]:
    """What the front matter of a document that was read before says, and where the body begins."""
    try:
        parsed, split, _ = _read(DocumentId(""), data)
    except SourceError:  # reported when the document was read
        return {}, _locate(DocumentId(""), data)[1].body
    return parsed.fields, split.body


def texts(document: Document) -> Iterator[tuple[int, Scalar]]:
    """The text values of front matter, or of a YAML document, each with its line."""
    if document.syntax is Syntax.DATA:
        text, first_line = document.data.decode("utf-8-sig"), 1
        scalars = [s for node in yaml.compose(text, document.id) for s in yaml.scalars(text, node)]
    else:
        parsed, split, first_line = _read(document.id, document.data)
        text, scalars = document.data[split.start : split.end].decode(), list(parsed.scalars)
    line, at = first_line, 0
    for scalar in sorted(scalars, key=lambda s: s.start):
        line += text.count("\n", at, scalar.start)
        at = scalar.start
        yield line, scalar
