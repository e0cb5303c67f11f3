"""What both versions say of a unit beside its texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.interchange.gather import Row
from pipeline.interchange.mark import mark_of
from pipeline.interchange.tree import child, namespace, possible
from pipeline.model import State

TOOL = "l10n-pipeline"
CONTEXT, MARK = "x-msgctxt", "x-from"
"""Names of our records: the msgctxt, and the mark of the entry at export."""

TRANSLATOR = "translator"
"""Whose notes are a person's remarks, out and in; others are ours, or a tool's."""

Files = list[tuple[str, list[Row]]]
"""Each document's path with its rows."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What a translator's file says of a unit."""

    source: str
    target: str
    accepted: bool


def records(row: Row) -> Iterator[tuple[str, str]]:
    """(name, value) of what the import needs to know."""
    if row.key.context is not None:
        yield CONTEXT, row.key.context
    yield MARK, mark_of(row.entry)


def notes(row: Row) -> Iterator[tuple[str, str]]:
    """(who says it, note) for the translator."""
    entry = row.entry
    yield from (("developer", note) for note in entry.notes)
    if entry.state is State.STALE and entry.previous:
        yield "developer", f"the text was accepted for: {entry.previous.text}"
    if entry.state is State.MACHINE:
        yield "developer", f"machine draft: {' '.join(entry.record('mt')[:-1])}"
    yield from ((TRANSLATOR, r) for r in entry.remarks if r.strip() and possible(r))


def add(parent: Any, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Any:
    """A new child in the namespace of its parent."""
    return child(parent, f"{{{namespace(parent)}}}{tag}", text, attributes)
