"""What a catalog must have: the units of a document, and what translators are told about them."""

from dataclasses import dataclass

from pipeline.model import Document, Key
from pipeline.model.joined import FIRST, Place, order

_SHORT = 3
"""A unit of so many words or fewer says little: its neighbours are shown beside it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit that a catalog must have: its identity and what the translator is told."""

    key: Key
    notes: tuple[str, ...]
    place: Place = FIRST
    """What `~` would belong to here."""


def wanted(document: Document) -> tuple[Wanted, ...]:
    """The units of a document, each key once, in document order."""
    units = list(document.units())
    places = order(document)
    rows: dict[Key, Wanted] = {}
    for i, (block, unit) in enumerate(units):
        if unit.key in rows:
            continue
        place = f"{block.role} · {block.section}" if block.section else block.role
        notes = [place, *(f"note: {note}" for note in block.notes)]
        if len(unit.key.text.split()) <= _SHORT:
            near = units[i + 1 : i + 2] or units[i - 1 : i]
            notes += [
                f"next: {u.key.text}" if units[i + 1 :] else f"after: {u.key.text}" for _, u in near
            ]
        rows[unit.key] = Wanted(unit.key, tuple(notes), places[unit.key])
    return tuple(rows.values())
