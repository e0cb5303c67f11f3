"""What a catalog must have: the units of a document, and what translators are told about them."""

from dataclasses import dataclass

from pipeline.formats.fields import context
from pipeline.model import Document, Key, Value
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
    told: bool = False
    """Its context is the author's word (`l10n:context`), not the path of a field."""


def wanted(document: Document) -> tuple[Wanted, ...]:
    """The units of a document, each key once, in document order."""
    units = list(document.units())
    places, told = order(document), _told(document)
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
        rows[unit.key] = Wanted(unit.key, tuple(notes), places[unit.key], unit.key in told)
    return tuple(rows.values())


def _told(document: Document) -> set[Key]:
    """The units whose context an author has set.

    A heading equal to the title of the front matter has the context of that field.
    """
    fields = {context(part.path) for part in document.parts if isinstance(part, Value)}
    keys = {unit.key for _, unit in document.units()}
    return {key for key in keys if key.context not in (None, *fields)}
