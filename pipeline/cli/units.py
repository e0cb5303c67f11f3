"""`l10n units`: what a translator will see of a document, with the place of every sentence."""

import argparse
import json
import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from textwrap import fill

from pipeline.cli.terminal import count, report, show
from pipeline.cli.workspace import Workspace, open_workspace
from pipeline.formats.scalars import Inside
from pipeline.model import Block, Document, Unit, Value

SCHEMA = "l10n-units/1"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("documents", nargs="*", metavar="DOC", help="only these documents")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print them"
    )


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    if args.format == "json":
        show(as_json(workspace))
    else:
        print_units(workspace)
    return report(workspace.faults)


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with its place in the source file."""

    block: Block
    number: int
    """Of the block in its document, from 0."""
    unit: Unit
    line: int
    start: int
    end: int
    """Byte range."""


def placed(document: Document) -> Iterator[Placed]:
    """The units of a document in order, with their places in the file."""
    ends = _line_ends(document.data)
    number = -1
    for part in document.parts:
        inside = Inside(document.data, part) if isinstance(part, Value) else None
        for block in [part] if isinstance(part, Block) else part.inner.blocks():
            number += 1
            for unit in block.units:
                span = inside.span(unit.span.start, unit.span.end) if inside else unit.span
                line = bisect_left(ends, span.start) + 1
                yield Placed(block, number, unit, line, span.start, span.end)


def _line_ends(data: bytes) -> list[int]:
    return [m.start() for m in re.finditer(rb"\n", data)]


def as_json(workspace: Workspace) -> str:
    """The units in the versioned form of docs/formats.md."""
    documents = [
        {
            "document": id,
            "units": [_row(workspace.project.reference(id), p) for p in placed(document)],
        }
        for id, document in workspace.documents.items()
    ]
    return json.dumps({"schema": SCHEMA, "documents": documents}, ensure_ascii=False, indent=2)


def _row(path: str, place: Placed) -> dict[str, object]:
    block, unit = place.block, place.unit
    return {
        "text": unit.key.text,
        "context": unit.key.context,
        "role": block.role,
        "section": block.section,
        "notes": list(block.notes),
        "source": {"path": path, "line": place.line, "start": place.start, "end": place.end},
        "form": block.form.value,
        "block": place.number,
    }


def print_units(workspace: Workspace) -> None:
    """Each document with its blocks: line, role and section, then a line for every unit."""
    print_line = _printer()
    for i, (id, document) in enumerate(workspace.documents.items()):
        if i:
            show()
        for indent, style, text in _lines(workspace.project.reference(id), document):
            print_line(indent, style, _CONTROL.sub(lambda m: f"\\x{ord(m[0]):02x}", text))


def _lines(path: str, document: Document) -> Iterator[tuple[int, str, str]]:
    """(indentation, style, text) of every line."""
    units = list(placed(document))
    words = sum(len(p.unit.key.text.split()) for p in units)
    yield 0, "bold", f"{path}: {count(len(units), 'unit')}, {count(words, 'word')}"
    width = len(str(units[-1].line)) if units else 0
    for _, group in groupby(units, key=lambda p: p.number):
        first, *others = group
        block, context = first.block, first.unit.key.context
        place = f"{block.role} · {block.section}" if block.section else block.role
        known = f"  [{context}]" if context and context != block.role else ""
        yield 2, "cyan", f"{first.line:>{width}}  {place}{known}"
        for note in block.notes:
            yield width + 4, "yellow", f"note: {note}"
        for p in (first, *others):
            yield width + 4, "", p.unit.key.text


def _printer() -> Callable[[int, str, str], None]:
    """How to print a line: coloured and wrapped on a terminal, whole in a pipe (grep, diff)."""
    if not sys.stdout.isatty():
        return lambda indent, _style, text: show(" " * indent + text)
    from rich.console import Console
    from rich.text import Text

    console = Console()

    def print_line(indent: int, style: str, text: str) -> None:
        first = " " * indent
        filled = fill(
            text, console.width, initial_indent=first, subsequent_indent=f"{first}  ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        console.print(Text(filled, style), soft_wrap=True)

    return print_line
