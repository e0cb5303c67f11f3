"""The texts that a sync may use: the catalog as it was, and what other catalogs lost."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Catalog, Entry, Key, State
from pipeline.model.rejoin import returns


class Pool:
    """What there is for a key: its live entry, obsolete ones that may come back, moved ones."""

    def __init__(self, catalog: Catalog, keys: Collection[Key], moved: Mapping[Key, Entry]) -> None:
        """Sort the entries of a catalog for the units of its document."""
        self.live = catalog.by_key()
        self.moved = moved
        self.gone: dict[Key, list[Entry]] = {}
        self.returning: dict[Key, list[Entry]] = {}
        """Texts accepted for a key before its source was edited, and not in use now."""
        self.used: set[int] = set()
        for entry in catalog.entries:
            if entry.obsolete:
                self.gone.setdefault(entry.key, []).append(entry)
            if entry.state is State.STALE and entry.previous and entry.key not in keys:
                self.returning.setdefault(entry.previous, []).append(entry)

    def revivable(self, key: Key) -> Entry | None:
        """The best obsolete entry of a key: accepted before drafted, the first of equals."""
        human = [e for e in self.gone.get(key, ()) if by_person(e) and not e.joined]
        return max(human, key=lambda e: e.state.accepted, default=None)

    def sign(self, key: Key, run: Sequence[Entry]) -> Entry | None:
        """The obsolete `~` of a key, if it comes back behind the text it belonged to."""
        signs = (e for e in self.gone.get(key, ()) if e.joined)
        return next((e for e in signs if returns(e, run)), None)

    def settles(self, key: Key) -> bool:
        """Whether nothing has to be looked for: a person's text for the key is here."""
        return (
            key in self.live
            or self.revivable(key) is not None
            or key in self.returning
            or key in self.moved
        )

    def take(self, entry: Entry) -> Entry:
        """Bring an obsolete entry back; it no longer stands among the obsolete ones."""
        self.used.add(id(entry))
        return replace(entry, obsolete=False, raw=None)


def by_person(entry: Entry) -> bool:
    """Whether a person's text is in it."""
    return entry.state not in (State.MISSING, State.MACHINE)


def agreeing(lost: Iterable[Entry]) -> dict[Key, Entry]:
    """The entries that other catalogs lost, by key, where all that hold a text hold the same."""
    found: dict[Key, list[Entry]] = {}
    for entry in lost:
        if entry.target.strip() and not entry.plural and not entry.joined:
            found.setdefault(entry.key, []).append(entry)
    best = {k: [e for e in es if by_person(e)] or es for k, es in found.items()}
    return {k: es[0] for k, es in best.items() if len({(e.target, e.state) for e in es}) == 1}
