"""What the commands of one run share: documents read once, catalogs cached, faults collected."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from pipeline import engines, flow
from pipeline.cli.overrides import Overrides
from pipeline.cli.selection import select_documents, select_locales
from pipeline.disk.cache import Cache
from pipeline.disk.files import FileChanged, digest
from pipeline.disk.project import CONFIG, Project, open_project
from pipeline.formats import po
from pipeline.formats.scalars import faults as faults_of
from pipeline.glossary import Glossary
from pipeline.inherit import Parent
from pipeline.memory import reviewed
from pipeline.model import (
    CONFLICT,
    Catalog,
    CatalogError,
    ConfigError,
    Document,
    DocumentId,
    Locale,
    PipelineError,
    SourceError,
)

_TRIES = 5
"""So often a catalog is made anew because somebody else writes it at the same time."""


class Workspace:
    """A project with the selection of a command line; a fault in one file stops no other."""

    def __init__(
        self,
        project: Project,
        only: Iterable[str],
        locales: Iterable[str],
        cache: Cache | None = None,
    ) -> None:
        """Find the selected documents; raises Usage for names that are not there."""
        self.project, self.config = project, project.config
        self.cache = cache
        self.faults: list[PipelineError] = []
        self.ids = project.documents()
        self.locales = select_locales(list(locales), self.config)
        selected = select_documents(list(only), self.ids, project.source)
        self.whole = not selected
        self.selected = selected or self.ids
        self.unsound: set[DocumentId] = set()
        """Documents of which a fault has to be told in every run."""
        self.clashes = project.clashes(self.ids)
        self._documents: dict[DocumentId, tuple[Document | None, str | None]] = {}
        self._catalogs: dict[tuple[str, Locale], Catalog | None] = {}
        self._broken: set[tuple[str, Locale]] = set()
        self.unsaved: set[tuple[str, Locale]] = set()
        """Catalogs that are not on disk what they should be."""
        self._seen: dict[tuple[str, Locale], str | None] = {}
        self._refuse_empty_classes()
        self.overrides = Overrides(project, self.faults)

    @cached_property
    def documents(self) -> dict[DocumentId, Document]:
        """All selected documents that a page can be made of, cut into units."""
        found = ((id, self.document(id)) for id in self.selected)
        return {id: document for id, document in found if document and not document.conflict}

    @cached_property
    def glossary(self) -> Glossary:
        """What things are called; raises an ExceptionGroup of ConfigError."""
        return self.project.read_glossary()

    def document(self, id: DocumentId) -> Document | None:
        """A document cut into units, None when that is not possible (which is a fault, once).

        One in a merge conflict is a fault too, but its catalogs are kept up.
        """
        return self._read(id)[0]

    def document_digest(self, id: DocumentId) -> str | None:
        """What the content of a document is recognised by."""
        return self._read(id)[1]

    def _read(self, id: DocumentId) -> tuple[Document | None, str | None]:
        if id not in self._documents:
            faults = len(self.faults)
            self._documents[id] = self._load(id)
            if len(self.faults) > faults:
                self.unsound.add(id)
        return self._documents[id]

    def _load(self, id: DocumentId) -> tuple[Document | None, str | None]:
        if id in self.clashes:
            self.faults.append(self.clashes[id])
            return None, None
        place = self.project.reference(id)
        try:
            data = self.project.read_document(id)
            document = flow.load(id, data, self.config)
        except SourceError as error:
            path = error.path if "/" in error.path and error.path != id else place
            self.faults.append(SourceError(path, error.message, error.line))
            return None, None
        self.faults += (SourceError(place, m, line) for line, m in faults_of(document))
        if document.conflict:
            self.faults.append(SourceError(place, CONFLICT, document.conflict))
        return document, digest(data)

    def _refuse_empty_classes(self) -> None:
        """A class pattern that takes no document would switch its gate off unseen."""
        for name, globs in self.config.classes.items():
            for glob in globs:
                if not self.config.matches(glob, self.ids):
                    message = f"classes: {name}: the pattern {glob} matches no document"
                    self.faults.append(ConfigError(CONFIG, message))

    def catalog(self, id: str, locale: Locale) -> Catalog | None:
        """A catalog, None when there is none or it cannot be read (which is a fault, once)."""
        place = (id, locale)
        if place not in self._catalogs:
            try:
                read = self.project.read_catalog_as(id, locale)
                self._catalogs[place], self._seen[place] = read
            except CatalogError as error:
                self.faults += (error, *error.others)
                self._broken.add(place)
                self._catalogs[place] = None
        return self._catalogs[place]

    def readable(self, id: str, locale: Locale) -> bool:
        """Whether a catalog may be written: one that could not be read must not."""
        self.catalog(id, locale)
        return (id, locale) not in self._broken

    def parent(
        self,
        id: str,
        locale: Locale,
        before: Mapping[tuple[str, Locale], Catalog] = MappingProxyType({}),
    ) -> Parent | None:
        """What a locale inherits for a document, None when it stands alone.

        `before` are catalogs as they were before a sync.
        """
        of = self.config.inherits.get(locale)
        if of is None:
            return None
        catalog = self.catalog(id, of) or po.new_catalog(of, "l10n")
        return Parent(of, catalog, before.get((id, of)))

    def family_readable(self, id: str, locale: Locale) -> bool:
        """Whether a catalog and that of the locale it inherits from can be read."""
        of = self.config.inherits.get(locale, locale)
        return self.readable(id, locale) and self.readable(id, of)

    def digest(self, id: str, locale: Locale) -> str | None:
        """What the file of a catalog was recognised by when it was last read or written."""
        return self._seen.get((id, locale))

    def keep(self, id: str, locale: Locale, catalog: Catalog) -> None:
        """Take a catalog into the cache without writing it: what a dry run works with."""
        self._catalogs[id, locale] = catalog

    def forget(self, locale: Locale) -> None:
        """Keep the catalogs of a locale in memory no longer."""
        for place in [place for place in self._catalogs if place[1] == locale]:
            del self._catalogs[place]

    def save(self, id: str, locale: Locale, catalog: Catalog) -> bool:
        """Write a catalog if it changed; says whether it did.

        A file that somebody saved since it was read is left as it is, which is a fault.
        """
        try:
            return self._write(id, locale, catalog)
        except FileChanged:
            message = "was changed by somebody while this ran: run the command again"
            self._fail(id, locale, message)
            return False

    def update(self, id: str, locale: Locale, make: Callable[[Catalog | None], Catalog]) -> bool:
        """Write what `make` makes of a catalog; says whether that changed the file.

        When somebody saved the file meanwhile, it is made again, of what they saved.
        """
        for _ in range(_TRIES):
            old = self.catalog(id, locale)
            if not self.readable(id, locale):
                return False
            try:
                return self._write(id, locale, make(old))
            except FileChanged:
                del self._catalogs[id, locale]
        self._fail(id, locale, "changes all the time: close what writes it and run this again")
        return False

    def _write(self, id: str, locale: Locale, catalog: Catalog) -> bool:
        place = (id, locale)
        self.catalog(id, locale)  # what is written comes from what was read
        try:
            written = self.project.write_catalog(id, locale, catalog, self._seen.get(place))
        except CatalogError as error:
            self.faults.append(error)
            self.unsaved.add(place)
            return False
        changed, self._seen[place] = written
        self.keep(id, locale, catalog)
        return changed

    def _fail(self, id: str, locale: Locale, message: str) -> None:
        self.unsaved.add((id, locale))
        self.faults.append(CatalogError(self.project.catalog_name(id, locale), message))

    def rename(self, old: str, new: str, locale: Locale) -> None:
        """Give a catalog another name on disk."""
        self.project.rename_catalog(old, new, locale)
        for known in (self._catalogs, self._seen):
            known.pop((new, locale), None)
            known.pop((old, locale), None)

    def is_current(self, id: str, locale: Locale, catalog: Catalog) -> bool:
        """Whether writing the catalog would change nothing but offers beside what was accepted.

        A translator's save must not make a file outdated.
        """
        old = self.catalog(id, locale)
        if old is None:
            return False
        cleared = replace(old, entries=tuple(map(reviewed, old.entries)))
        return po.write(cleared) == po.write(catalog)

    def catalogs(self, locale: Locale) -> Mapping[str, Catalog]:
        """All catalogs of a locale that can be read, by the name they have without suffix."""
        found = ((id, self.catalog(id, locale)) for id in self.project.catalog_ids(locale))
        return {id: c for id, c in found if c is not None}

    def documents_for(self, locale: Locale) -> dict[DocumentId, Document]:
        """The selected documents that are translated into a locale: `l10n:` in one may say no."""
        return {id: d for id, d in self.documents.items() if d.is_for(locale)}

    def pages_for(self, locale: Locale) -> dict[DocumentId, Document]:
        """Those, and what the locale has an override of."""
        wanted = self.documents_for(locale)
        stands = self.overrides.stands
        return {id: d for id, d in self.documents.items() if id in wanted or stands(d, locale)}


@lru_cache(1 << 16)
def stem(id: str) -> str:
    """The name of a document's catalog, without suffix."""
    return str(PurePosixPath(id).with_suffix(""))


def open_from(args: argparse.Namespace) -> Project:
    """The project of a command line; raises ExceptionGroup of ConfigError."""
    config = Path(args.config) if args.config else None
    return open_project(Path(), config, engines.OPTIONS)


def workspace_of(project: Project, args: argparse.Namespace) -> Workspace:
    """The project with what the command line selects of it; raises Usage."""
    locales = [name for group in getattr(args, "locale", None) or [] for name in group.split(",")]
    documents = getattr(args, "documents", ())
    return Workspace(project, documents, locales, getattr(args, "cache", None))


def open_workspace(args: argparse.Namespace) -> Workspace:
    """The workspace of a command line; raises ExceptionGroup of ConfigError, or Usage."""
    return workspace_of(open_from(args), args)
