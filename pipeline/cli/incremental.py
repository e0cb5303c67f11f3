"""Which catalogs a sync has to look at, so that an edit costs its own ones and no others.

A catalog is left out where a sync would give its very bytes again: `disk/synced.py` tells when.
What is left out is counted as it was. The result is that of a sync of everything.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

from pipeline import flow
from pipeline.cli.workspace import Workspace, stem
from pipeline.disk.cache import SYNC, Cache
from pipeline.disk.project import CONFIG, SITE_CATALOG
from pipeline.disk.synced import Source, Synced, key_hash
from pipeline.formats import po
from pipeline.inherit import Parent
from pipeline.model import Catalog, Document, DocumentId, Entry, Key, Locale, SourceError
from pipeline.sync import Around, Changes, Wanted, wanted


class Incremental:
    """What is known of a project at the begin of a sync."""

    def __init__(self, workspace: Workspace) -> None:
        """Cut the selected documents that are new or edited; faults go to the workspace."""
        self.workspace, project = workspace, workspace.project
        self.cache = workspace.cache or Cache.copy(project.root, project.root / CONFIG)
        self.cache.describe(project.layout)
        self.sight = self.cache.sight or self.cache.look(SYNC)
        self.cache.idle = not any(map(workspace.overrides.names, workspace.locales))
        self.known = Synced(self.cache.db)
        self.sources = self.known.sources()
        self.keys: dict[DocumentId, dict[Key, int]] = {}
        self._units: dict[DocumentId, Sequence[Wanted]] = {}
        self._begun: dict[DocumentId, tuple[tuple[Entry, ...], Changes]] = {}
        for id in [id for id in self.sources if id not in self.sight.digests["document"]]:
            self._drop(DocumentId(id))
        for id in workspace.selected:
            self._cut(id)
        self.taken = {SITE_CATALOG, *map(stem, workspace.ids)}
        """The names of all catalogs that belong to something."""
        self.catalogs: dict[str, dict[str, str | None]] = {}
        """The catalogs on disk with their digests, by locale and name without suffix."""
        for path, digest in self.sight.digests["catalog"].items():
            locale, _, rest = path.partition("/")
            self.catalogs.setdefault(locale, {})[rest.removesuffix(".po")] = digest

    def _cut(self, id: DocumentId) -> None:
        known = self.sources.get(id)
        today = self.sight.digests["document"].get(id)
        if known and known.digest == today and id not in self.workspace.clashes:
            return
        document = self.workspace.document(id)
        digest = self.workspace.document_digest(id)
        if document is None or digest is None:
            self._drop(id)
            return
        locales = self.workspace.config.locales
        source = Source(digest, tuple(x for x in locales if document.is_for(x)))
        self.sources[id] = source
        if id in self.workspace.unsound:
            source = replace(source, digest="")  # its faults are told again in the next run
        self.known.cut(id, stem(id), source, set(self.hashes(document).values()))

    def _drop(self, id: DocumentId) -> None:
        self.sources.pop(id, None)
        self.known.drop(id, stem(id))

    def hashes(self, document: Document) -> Mapping[Key, int]:
        """The units of a document, for all locales, with the numbers they have in the cache."""
        if document.id not in self.keys:
            keys = {unit.key for _, unit in document.units()}
            self.keys[document.id] = {key: key_hash(key) for key in keys}
        return self.keys[document.id]

    @cached_property
    def edited(self) -> dict[DocumentId, Document]:
        """Documents that are not selected and not as the last sync saw them.

        What cannot be read is left out: its faults are told when the command is about it.
        """
        seen, today, workspace = self.sources, self.sight.digests["document"], self.workspace
        others = set(workspace.ids) - set(workspace.selected) - workspace.clashes.keys()
        found: dict[DocumentId, Document] = {}
        for id in sorted(others):
            if id not in seen or seen[id].digest != today.get(id):
                with suppress(SourceError):
                    data = workspace.project.read_document(id)
                    found[id] = flow.load(id, data, workspace.config)
        return found

    @cached_property
    def partly(self) -> Mapping[DocumentId, Collection[str]]:
        """The selected documents that not all locales have, with those that do."""
        found = ((id, self.sources.get(id)) for id in self.workspace.selected)
        count = len(self.workspace.config.locales)
        return {
            id: source.locales for id, source in found if source and len(source.locales) < count
        }

    @cached_property
    def marks(self) -> Mapping[DocumentId, str]:
        """What tells a document of today from all others; none for what is never up to date."""
        unsound = self.workspace.unsound
        return {
            DocumentId(id): f"{id} {source.digest}"
            for id, source in self.sources.items()
            if id not in unsound
        }

    def update(
        self,
        document: Document,
        old: Catalog | None,
        locale: Locale,
        around: Around,
        parent: Parent | None,
    ) -> tuple[Catalog, Changes]:
        """`flow.update`, with what is the same for all locales made once."""
        config = self.workspace.config
        if parent or document.for_locale(locale) is not document:
            return flow.update(document, old, locale, config, around, parent=parent)
        if document.id not in self._units:
            self._units[document.id] = wanted(document)
        units = self._units[document.id]
        if old is not None or around.accepted or around.lost:
            return flow.update(document, old, locale, config, around, units=units)
        if document.id not in self._begun:
            made, changes = flow.update(document, None, locale, config, around, units=units)
            # read again, so that its entries need not be rendered for every locale
            self._begun[document.id] = po.read(po.write(made), document.id).entries, changes
        entries, changes = self._begun[document.id]
        begun = po.new_catalog(locale, config.site.name or "l10n")
        return replace(begun, entries=entries), changes

    def documents(self, locale: Locale) -> list[DocumentId]:
        """The selected documents that can be read and are translated into a locale."""
        sources = self.sources
        selected = self.workspace.selected
        return [id for id in selected if id in sources and locale in sources[id].locales]
