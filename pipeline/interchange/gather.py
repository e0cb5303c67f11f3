"""Units of many documents with what their catalogs hold, in the order in which people read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.interchange.mark import mark_in, mark_of
from pipeline.memory import offers
from pipeline.model import Catalog, Document, Entry, Key, State
from pipeline.model.joined import NO_ORDER, Order, states

FROM = "from"
"""`# from: H` in an exported PO entry: the mark of the entry that is shown, then, a line for each,
those of the accepted ones that other catalogs have for its key. Only `# ` comments survive every PO
tool; long ones are wrapped."""

_NEIGHBOURS = ("after: ", "next: ")
_BEST_FIRST = (State.DRAFT, State.STALE, State.MACHINE, State.MISSING)
"""What is shown of a key that stands in several catalogs: what a person wrote."""


@dataclass(frozen=True, slots=True)
class Described:
    """A unit with what the translator is told of it."""

    key: Key
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A unit of one document with the entry that its catalog has for it."""

    entry: Entry
    """With the notes for this file in the place of its own."""
    document: str
    """Its document as in `#:`, such as `source/articles/sleep.md`."""
    catalog: str
    """The name of that catalog."""
    state: State
    """That of its group where sentences are joined."""

    @property
    def key(self) -> Key:
        """The unit's identity."""
        return self.entry.key


def described(document: Document) -> tuple[Described, ...]:
    """The units of a document, each key once: place, author's notes, the sentences around it."""
    units = list(document.units())
    texts = ["", *(" ".join(u.key.text.split()) for _, u in units), ""]
    found: dict[Key, Described] = {}
    for i, (block, unit) in enumerate(units):
        place = f"{block.role} · {block.section}" if block.section else block.role
        around = zip(_NEIGHBOURS, (texts[i], texts[i + 2]), strict=True)
        notes = (
            place,
            *(f"note: {note}" for note in block.notes),
            *(f"{what}{text}" for what, text in around if text),
        )
        found.setdefault(unit.key, Described(unit.key, notes))
    return tuple(found.values())


def rows(
    units: Sequence[Described],
    catalog: Catalog,
    document: str,
    name: str,
    order: Order = NO_ORDER,
) -> tuple[Row, ...]:
    """The rows of a document and its catalog of that name, in its order.

    Units that the catalog lacks are left out, and plural entries, which are carried through and
    never made (DESIGN 5).
    """
    live = {k: e for k, e in catalog.by_key().items() if not e.plural}
    worth = states(catalog, order)
    return tuple(
        Row(_told(live[u.key], u.notes), document, name, worth[u.key])
        for u in units
        if u.key in live
    )


def _told(entry: Entry, notes: tuple[str, ...]) -> Entry:
    """With these notes and what a memory offers."""
    return replace(entry, notes=(*notes, *offers(entry.notes)), raw=None)


def template(units: Sequence[Described], document: str) -> tuple[Row, ...]:
    """The rows of a document in no language."""
    return tuple(Row(Entry(u.key, notes=u.notes), document, "", State.MISSING) for u in units)


def open_rows(found: Iterable[Row]) -> tuple[Row, ...]:
    """All rows of the keys that wait for a person in at least one document."""
    kept = tuple(found)
    waiting = {r.key for r in kept if not r.state.accepted}
    return tuple(r for r in kept if r.key in waiting)


def merged(found: Iterable[Row]) -> tuple[Entry, ...]:
    """Each key once, where it stands first, with all its documents and marks.

    Of several entries a person's unfinished one is shown, then a stale, a drafted, an empty one;
    an accepted one where all are.
    """
    by_key: dict[Key, list[Row]] = {}
    for row in found:
        by_key.setdefault(row.key, []).append(row)
    return tuple(_merge(same) for same in by_key.values())


def _merge(same: Sequence[Row]) -> Entry:
    ranks: Mapping[State, int] = {state: i for i, state in enumerate(_BEST_FIRST)}
    shown = min(same, key=lambda r: ranks.get(r.state, len(ranks))).entry
    first = mark_of(shown)
    others = (r for r in same if r.entry.state.accepted and mark_of(r.entry) != first)
    marks = (first, *(mark_in(r.catalog, r.entry) for r in others))
    documents = tuple(dict.fromkeys(r.document for r in same))
    comments = (*shown.comments, *(f"{FROM}: {m}" for m in marks))
    notes = same[0].entry.notes
    return replace(shown, comments=comments, notes=notes, references=documents, lead="\n")
