"""A translator's texts into the catalogs: nothing that anybody wrote meanwhile is overwritten."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.interchange.mark import mark, mark_in, mark_of
from pipeline.model import Catalog, Entry, Key, State


@dataclass(frozen=True, slots=True)
class Offer:
    """A unit as it comes back."""

    id: str
    """`unit_id` of the unit that went out."""
    key: Key
    """The source as the file has it."""
    target: str
    fuzzy: bool
    """Nobody has accepted the text."""
    seen: tuple[str, ...] = ()
    """Marks at export: of the entry shown (`mark`), then of accepted ones elsewhere (`mark_in`).
    Empty when the file lost them."""
    remarks: tuple[str, ...] = ()
    """What the translator wrote beside it."""
    line: int = 0
    """In the translator's file."""
    catalog: str = ""
    """The name of the only catalog it is for; empty for all that have the key."""

    @property
    def touched(self) -> bool:
        """The translator has given it another text, or accepted the one it had.

        An emptied text is none to give: what the catalog has stays.
        """
        mine = mark(self.key, self.target, fuzzy=self.fuzzy)
        return bool(self.target.strip()) and self.seen[:1] != (mine,)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that was not put back, and why."""

    offer: Offer
    catalog: str = ""
    """The name of the catalog that has another text; empty when none has the unit."""
    line: int = 0
    """Of the entry there."""
    target: str = ""
    """What stands there."""
    altered: bool = False
    """The file has another source text than the unit it names."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What came of a file."""

    catalogs: Mapping[str, Catalog] = field(default_factory=dict)
    """The changed ones, by name."""
    taken: Mapping[State, int] = field(default_factory=dict)
    """Entries that got another text, by the state they are in now."""
    conflicts: tuple[Conflict, ...] = ()
    """In the order of the file."""


def unit_id(key: Key) -> str:
    """A unit's name in a file: the H of its source alone, equal in every document and locale."""
    return key.digest("")


def put_back(catalogs: Mapping[str, Catalog], offers: Iterable[Offer]) -> Returned:
    """The catalogs of a locale, by name, with the texts of a file in them.

    Raises nothing: what cannot be put back is a conflict, and the rest is put back all the same.
    """
    work = _Work(catalogs)
    conflicts = [conflict for offer in offers for conflict in work.take(offer)]
    return Returned(work.changed(), dict(work.taken), tuple(conflicts))


class _Work:
    """Catalogs while texts go in."""

    def __init__(self, catalogs: Mapping[str, Catalog]) -> None:
        self.catalogs = catalogs
        self.taken: Counter[State] = Counter()
        self.entries: dict[tuple[str, int], Entry] = {}
        """The changed ones, by catalog and index."""
        self.places: dict[str, list[tuple[str, int]]] = {}
        for name, catalog in catalogs.items():
            for i, entry in enumerate(catalog.entries):
                if not entry.obsolete and not entry.plural:
                    self.places.setdefault(unit_id(entry.key), []).append((name, i))

    def take(self, offer: Offer) -> Iterator[Conflict]:
        """Put one text where it belongs."""
        places = [p for p in self.places.get(offer.id, ()) if offer.catalog in ("", p[0])]
        there = {place: self._entry(place) for place in places}
        remarks = _new_remarks(offer, there.values())
        if not places and (offer.touched or offer.remarks):
            yield Conflict(offer)
        for place, entry in there.items():
            if entry.key.text != offer.key.text:
                yield Conflict(offer, altered=True)
                return
            yield from self._settle(place, entry, offer)
            if remarks:
                self.entries[place] = _with_remarks(self._entry(place), remarks)

    def _settle(self, place: tuple[str, int], entry: Entry, offer: Offer) -> Iterator[Conflict]:
        same = (entry.target, entry.fuzzy) == (offer.target, offer.fuzzy)
        if same or not offer.touched:
            return
        if entry.state in (State.MISSING, State.MACHINE) or offer.seen[:1] == (mark_of(entry),):
            self.entries[place] = made = _filled(entry, offer)
            self.taken[made.state] += 1
        elif not (entry.state.accepted and mark_in(place[0], entry) in offer.seen[1:]):
            yield Conflict(offer, place[0], entry.line, entry.target)

    def _entry(self, place: tuple[str, int]) -> Entry:
        name, i = place
        return self.entries.get(place) or self.catalogs[name].entries[i]

    def changed(self) -> dict[str, Catalog]:
        """The catalogs with what has changed in them."""
        made: dict[str, list[Entry]] = {}
        for (name, i), entry in self.entries.items():
            made.setdefault(name, list(self.catalogs[name].entries))[i] = entry
        return {n: replace(self.catalogs[n], entries=tuple(es)) for n, es in made.items()}


def _filled(entry: Entry, offer: Offer) -> Entry:
    """As if the translator had edited the catalog: our records stay, their hashes decide."""
    text = replace(entry, target=offer.target, fuzzy=offer.fuzzy, raw=None)
    return text if offer.fuzzy else replace(text, previous=None).with_record("accepted", None)


def _new_remarks(offer: Offer, entries: Iterable[Entry]) -> tuple[str, ...]:
    """What no entry says already, word by word: tools wrap long comments."""
    known = f" {' '.join(w for e in entries for c in e.comments for w in c.split())} "
    return tuple(r for r in offer.remarks if f" {' '.join(r.split())} " not in known)


def _with_remarks(entry: Entry, remarks: tuple[str, ...]) -> Entry:
    return replace(entry, comments=remarks + entry.comments, raw=None)
