"""Which values of YAML, TOML and JSON are prose, and what stands in them.

The three formats differ in how a value is found and written; what makes it a unit is the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.formats.blocks import read_body
from pipeline.formats.fields import Fields, below, context
from pipeline.formats.runs import Run, read_unit
from pipeline.model import Block, Document, DocumentId, Form, SourceError, Span, Syntax, Value

_HEADS = ("question", "title")
"""Fields that head what stands beside them, as a heading heads its section."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"[\r\n]\s*")
_WRAPPED = frozenset(("|", 'toml"""', "toml'''"))
"""Styles whose text may be wrapped by hand: a single line end reads as a space. In the others a
line end is there on purpose."""
_CONTROL = re.compile(r"class|l10n(?:[.\[].*)?")
"""What speaks to the pipeline is never prose."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text value: where it stands, in characters, and what it says."""

    path: str
    """`questions[3].answer`."""
    value: str
    start: int
    end: int
    style: str
    """As in `Value`."""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """One mapping: what it says, and its text values by position."""

    fields: Mapping[str, Any]
    scalars: tuple[Scalar, ...] = field(repr=False)
    twice: tuple[tuple[str, int], ...] = ()
    """Keys that stand twice in one mapping: the path, and the line of the second."""


class ByteOf:
    """Turns character positions of a text into byte positions of the file, in ascending order."""

    def __init__(self, text: str, base: int) -> None:
        """`base` is the byte at which the text begins."""
        self.text, self.char, self.byte = text, 0, base

    def __call__(self, char: int) -> int:
        """The byte of a character that stands behind those asked for before."""
        self.byte += len(self.text[self.char : char].encode())
        self.char = char
        return self.byte


def choose(id: DocumentId, parsed: Parsed, fields: Fields, at: ByteOf) -> list[Value]:
    """The values of one mapping that are prose, in the order of the text.

    A value that an alias repeats is one value, under the first path that a field names; a path
    counts once, so that a key of its own hides the merged one. Raises SourceError for a key that
    stands twice and holds prose or speaks to the pipeline.
    """
    chosen: dict[int, tuple[Scalar, bool]] = {}
    paths: set[str] = set()
    for scalar in parsed.scalars:
        known = scalar.path in paths
        paths.add(scalar.path)
        if known or scalar.start in chosen or _CONTROL.fullmatch(scalar.path):
            continue
        row = fields.find(scalar.path)
        if row is not None:
            chosen[scalar.start] = scalar, row.markdown
    _refuse_twice(id, parsed.twice, [scalar.path for scalar, _ in chosen.values()])
    values: list[Value] = []
    sections: dict[str, str] = {}
    for _, (scalar, markdown) in sorted(chosen.items()):
        parent = scalar.path.rpartition(".")[0]
        inner = (
            _markdown(id, scalar, sections.get(parent, ""), fields)
            if markdown
            else Document(id, scalar.value.encode(), tuple(_plain(scalar)), syntax=Syntax.DATA)
        )
        if inner.parts or inner.faults:
            span = Span(at(scalar.start), at(scalar.end))
            values.append(Value(span, scalar.path, scalar.style, scalar.indent, inner))
        if not markdown and scalar.path.endswith(_HEADS):
            sections[parent] = scalar.value.strip()
    return values


def _refuse_twice(id: DocumentId, twice: Iterable[tuple[str, int]], chosen: Iterable[str]) -> None:
    """Readers take the first, the last, or refuse: what is translated might never be shown."""
    for path, line in twice:
        if _CONTROL.fullmatch(path) or any(_is_at(path, prose) for prose in chosen):
            raise SourceError(id, f"the key {path!r} stands twice: keep one", line)


def _is_at(path: str, prose: str) -> bool:
    """Whether the second path is the first or lies below it."""
    return prose.startswith(path) and prose[len(path) : len(path) + 1] in ("", ".", "[")


def _markdown(id: DocumentId, scalar: Scalar, section: str, fields: Fields) -> Document:
    data = scalar.value.encode()
    body = read_body(data, fields=fields)
    blocks = tuple(_under(b, section) if section else b for b in body.blocks)
    return Document(id, data, blocks, regions=body.regions, faults=body.faults)


def _under(block: Block, section: str) -> Block:
    return block if block.section else replace(block, section=section)


def _plain(scalar: Scalar) -> Iterator[Block]:
    """Plain text: one block for each paragraph, or each line where none was wrapped by hand."""
    data, at = scalar.value.encode(), 0
    role = re.sub(r"\[\d+\]", "", scalar.path).rpartition(".")[2]
    between = _PARAGRAPH if scalar.style in _WRAPPED else _LINE
    for paragraph in between.split(scalar.value):
        start = data.index(paragraph.encode(), at)
        at = start + len(paragraph.encode())
        unit = read_unit(data, Run(start, at, ((start, at),), (), (), 0), context(scalar.path))
        if unit and any(map(str.isalnum, unit.key.text)):
            yield Block(unit.span, Form.PLAIN, role, "", (unit,))


def agreeing(found: Iterable[Scalar], said: Any) -> Iterator[Scalar]:
    """The scalars that say what the format's own reader says: on a doubt nothing is written."""
    known = dict(_texts(said, ""))
    return (scalar for scalar in found if known.get(scalar.path) == scalar.value)


def _texts(said: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text with its path."""
    if isinstance(said, str):
        yield path, said
    elif isinstance(said, dict):
        for key, value in said.items():
            yield from _texts(value, below(path, key))
    elif isinstance(said, list):
        for index, item in enumerate(said):
            yield from _texts(item, f"{path}[{index}]")
