"""The sync of one locale: what is to do in it, and what its catalogs have to do with each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline import flow
from pipeline.cli.incremental import Incremental
from pipeline.cli.workspace import stem
from pipeline.disk.synced import Pair, Row, key_hash, text_hash
from pipeline.model import Catalog, Document, DocumentId, Entry, Key, Locale
from pipeline.sync import Around

TEMPLATES = "templates"
"""What the interface strings are synced with: they change with the program only."""
NOTHING = "nothing"
"""What a catalog is synced with whose document is gone."""
_SECONDS = 2
"""So much of a sync that was killed may have to be looked at again."""
_MANY = 50
"""From so many catalogs on it is cheaper to fetch all that a locale accepts at once."""


@dataclass(slots=True)
class _Result:
    """A catalog that was synced: what it was synced with, and how it is now."""

    source: str
    catalog: Catalog
    kept: int
    review: int


class Turn:
    """The sync of one locale: `offer`, then `around` and `done` of what is to do, then `end`."""

    def __init__(self, work: Incremental, locale: Locale) -> None:
        """Find what is known of the locale."""
        self.work, self.locale = work, locale
        self.rows = work.known.rows(locale)
        self.files = work.catalogs.get(locale, {})
        """The catalogs on disk, also of documents that are gone, with their digests."""
        self.kept: dict[DocumentId, Row] = {}
        """The documents whose catalogs need no sync, with what is known of these."""
        self.todo: list[DocumentId] = []
        """Those that need one, as far as is known by now."""
        self._sort()
        self._lost: Mapping[str, Sequence[Entry]] = {}
        self._texts: dict[str, dict[Key, str]] = {}
        self._agreed: Mapping[int, tuple[int, str]] | None = None
        self._results: dict[str, _Result] = {}

    # ---- what there is to do

    def _sort(self) -> None:
        self.kept, self.todo = {}, []
        marks = self.work.marks
        # what a person must look at depends, for these, on more than the catalog
        workspace = self.work.workspace
        overridden = workspace.overrides.names(self.locale)
        inherits = self.locale in workspace.config.inherits
        for id in self.work.documents(self.locale):
            row = None if inherits or id in overridden else self.fresh(stem(id), marks.get(id, ""))
            if row is None:
                self.todo.append(id)
            else:
                self.kept[id] = row

    def fresh(self, name: str, source: str) -> Row | None:
        """What is known of a catalog that need not be synced with this source again."""
        row = self.rows.get(name)
        if row is None or not source or row.source != source:
            return None
        return row if row.digest == self.files.get(name) else None

    def orphans(self) -> list[str]:
        """Catalogs whose document is gone or not for this locale, and that need a sync."""
        work = self.work
        left_out = {stem(id) for id, some in work.partly.items() if self.locale not in some}
        gone = self.files.keys() - work.taken if work.workspace.whole else set()
        names = sorted(left_out & self.files.keys() | gone)
        return [n for n in names if self.fresh(n, NOTHING) is None]

    # ---- what other catalogs have to do with it

    def offer(self, regrouped: set[str]) -> None:
        """Take in what the catalogs that changed offer to others now; these may be to do then.

        Regrouped ones are not on disk as they are in memory.
        """
        known, workspace = self.work.known, self.work.workspace
        concerned: set[str] = set()
        for name in self.rows.keys() - self.files.keys():
            concerned |= known.forget(self.locale, name)
            del self.rows[name]
        alone = not any(row.source for row in self.rows.values())
        asked = {stem(id) for id in self.todo}
        same = {(name, row.digest) for name, row in self.rows.items() if row.digest}
        changed = {name for name, _ in self.files.items() - same}
        for name in sorted(changed | asked & self.files.keys()):
            self.work.cache.idle = False
            catalog = workspace.catalog(name, self.locale)
            seen = None if name in regrouped else workspace.digest(name, self.locale)
            self.rows[name] = row = Row(seen, "")
            pairs = self._pairs(name, catalog)
            concerned |= known.offer(self.locale, name, row, pairs, alone=alone)
        self._reopen(concerned)
        self._agreed = known.agreed(self.locale) if len(self.todo) >= _MANY else None
        self._lost = self._find_lost()

    def _looks(self, id: DocumentId) -> bool:
        """Whether a document has a unit that its catalog does not have."""
        document = self.work.workspace.document(id)
        catalog = self.work.workspace.catalog(stem(id), self.locale)
        live = catalog.by_key() if catalog else {}
        return document is not None and any(k not in live for k in self.work.hashes(document))

    def _reopen(self, names: set[str]) -> None:
        self.work.known.reopen(self.locale, names)
        for name in names & self.rows.keys():
            self.rows[name] = self.rows[name]._replace(source="")
        if names:
            self._sort()

    def _pairs(self, name: str, catalog: Catalog | None) -> set[Pair]:
        some = catalog is not None and any(e.target for e in catalog.entries)
        found = list(flow.accepted_pairs([catalog])) if catalog and some else []
        self._texts[name] = dict(found)
        return {(key_hash(key), text_hash(text)) for key, text in found}

    def around(self, document: Document) -> Around:
        """What the other catalogs of the locale hold for a document."""
        return flow.around(stem(document.id), self._elsewhere(document), self._lost)

    def _find_lost(self) -> Mapping[str, Sequence[Entry]]:
        """What has left its document, by catalog: those that need no sync have lost nothing.

        Nothing where no unit looks for a text.
        """
        work, workspace = self.work, self.work.workspace
        if not self.files or not any(map(self._looks, self.todo)):
            return {}
        gone = {n for n in self.files.keys() - work.taken if self.fresh(n, NOTHING) is None}
        mine = ((id, workspace.document(id)) for id in self.todo)
        found = {id: document for id, document in mine if document} | work.edited
        documents = {stem(id): d for id, d in found.items() if d.is_for(self.locale)}
        names = {*documents, *gone, *self.orphans()}
        catalogs = {name: workspace.catalog(name, self.locale) for name in names}
        return flow.lost(documents, {n: c for n, c in catalogs.items() if c}, self.locale)

    def _elsewhere(self, document: Document) -> dict[Key, str]:
        """What the locale accepts for the units of a document, where all its catalogs agree."""
        hashes = self.work.hashes(document)
        agreed = self._agreed
        if agreed is None:
            agreed = self.work.known.agreed(self.locale, hashes.values())
        found: dict[Key, str] = {}
        for key, number in hashes.items():
            if number in agreed:
                hash, name = agreed[number]
                own = self._of(stem(document.id)).get(key)
                text = self._of(name).get(key) if own is None else own
                if text is not None and text_hash(text) == hash:
                    found[key] = text
        return found

    def _of(self, name: str) -> dict[Key, str]:
        """The accepted texts of one catalog; of two for one key they are not agreed upon."""
        if name not in self._texts:
            catalog = self.work.workspace.catalog(name, self.locale)
            self._texts[name] = dict(flow.accepted_pairs([catalog])) if catalog else {}
        return self._texts[name]

    # ---- what came of it

    def done(self, name: str, source: str, review: int) -> None:
        """A catalog was synced with a source."""
        self.work.cache.idle = False
        catalog = self.work.workspace.catalog(name, self.locale)
        place = (name, self.locale)
        if catalog is not None and place not in self.work.workspace.unsaved:
            kept = sum(not e.obsolete for e in catalog.entries)
            self._results[name] = _Result(source, catalog, kept, review)

    def end(self) -> bool:
        """Keep what is known now: the files have been renamed into place before.

        Says whether there is more to do: a text that was carried over is accepted for another
        source now, which may stand in another catalog.
        """
        known, concerned = self.work.known, set[str]()
        for name, made in self._results.items():
            digest = self.work.workspace.digest(name, self.locale)
            row = Row(digest, made.source, made.kept, made.review)
            pairs = self._pairs(name, made.catalog)
            concerned |= known.offer(self.locale, name, row, pairs)
            self.rows[name] = row
            self.files[name] = digest
        self._results = {}
        self._lost, self._agreed = {}, None
        self._reopen(concerned)
        self.todo = [id for id in self.todo if stem(id) in concerned]
        self.work.cache.commit(every=_SECONDS)
        return bool(self.todo)
