"""What the commands of one run share: documents read once, catalogs cached, faults collected."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from pipeline import engines, flow
from pipeline.cli.overrides import Overrides
from pipeline.cli.terminal import Usage
from pipeline.disk.project import CONFIG, SITE_CATALOG, Project, open_project
from pipeline.formats import po
from pipeline.formats.scalars import faults
from pipeline.inherit import Parent
from pipeline.model import (
    CONFLICT,
    Catalog,
    CatalogError,
    ConfigError,
    Document,
    DocumentId,
    Entry,
    Key,
    Locale,
    PipelineError,
    SourceError,
)


class Workspace:
    """A project with the selection of a command line; a fault in one file stops no other."""

    def __init__(self, project: Project, only: Iterable[str], locales: Iterable[str]) -> None:
        """Read and cut the selected documents; raises Usage for names that are not there."""
        self.project, self.config = project, project.config
        self.faults: list[PipelineError] = []
        self.ids = project.documents()
        self.locales = self._select_locales(list(locales))
        selected = self._select_documents(list(only))
        self.whole = not selected
        self._catalogs: dict[tuple[str, Locale], Catalog | None] = {}
        self._broken: set[tuple[str, Locale]] = set()
        loaded = dict(self._load(selected or self.ids))
        self.documents = {id: d for id, d in loaded.items() if not d.conflict}
        self.conflicts = {id: d for id, d in loaded.items() if d.conflict}
        """Documents in a merge conflict: their catalogs are kept, no page is made of them."""
        self._refuse_empty_classes()
        self.overrides = Overrides(project, self.faults)

    def _load(self, ids: Iterable[DocumentId]) -> Iterator[tuple[DocumentId, Document]]:
        clashes = self.project.clashes(self.ids)
        for id in ids:
            if id in clashes:
                self.faults.append(clashes[id])
                continue
            try:
                document = flow.load(id, self.project.read_document(id), self.config)
                yield id, document
                place = self.project.reference(id)
                self.faults += (SourceError(place, m, line) for line, m in faults(document))
                if document.conflict:
                    self.faults.append(SourceError(place, CONFLICT, document.conflict))
            except SourceError as error:
                path = (
                    error.path
                    if "/" in error.path and error.path != id
                    else self.project.reference(id)
                )
                self.faults.append(SourceError(path, error.message, error.line))

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
                self._catalogs[place] = self.project.read_catalog(id, locale)
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

    def keep(self, id: str, locale: Locale, catalog: Catalog) -> None:
        """Take a catalog into the cache without writing it: what a dry run works with."""
        self._catalogs[id, locale] = catalog

    def save(self, id: str, locale: Locale, catalog: Catalog) -> bool:
        """Write a catalog if it changed; says whether it did."""
        try:
            changed = self.project.write_catalog(id, locale, catalog)
        except CatalogError as error:
            self.faults.append(error)
            return False
        self.keep(id, locale, catalog)
        return changed

    def is_current(self, id: str, locale: Locale, catalog: Catalog) -> bool:
        """Whether writing the catalog would change nothing."""
        old = self.catalog(id, locale)
        return old is not None and po.write(old) == po.write(catalog)

    def catalogs(self, locale: Locale) -> Mapping[str, Catalog]:
        """All catalogs of a locale that can be read, by the name they have without suffix."""
        found = ((id, self.catalog(id, locale)) for id in self.project.catalog_ids(locale))
        return {id: c for id, c in found if c is not None}

    def accepted(self, locale: Locale) -> dict[Key, str]:
        """Texts accepted anywhere in the locale, by key."""
        return flow.agreed(self.catalogs(locale).values())

    def lost(self, locale: Locale) -> dict[str, tuple[Entry, ...]]:
        """Entries whose source has left their document, by catalog; reads every document."""
        unread = (
            []
            if self.whole
            else [id for id in self.ids if id not in self.documents | self.conflicts]
        )
        all = {**self.documents, **self.conflicts, **dict(self._load(unread))}
        unreadable = {stem(id) for id in self.ids if id not in all} | {SITE_CATALOG}
        catalogs = {n: c for n, c in self.catalogs(locale).items() if n not in unreadable}
        return flow.lost({stem(id): d for id, d in all.items()}, catalogs, locale)

    def documents_for(self, locale: Locale) -> dict[DocumentId, Document]:
        """The selected documents that are translated into a locale: `l10n:` in one may say no."""
        return {id: d for id, d in self.documents.items() if d.is_for(locale)}

    def sources_for(self, locale: Locale) -> dict[DocumentId, Document]:
        """The same with those in a merge conflict: what has a catalog."""
        found = self.documents | self.conflicts
        return {id: found[id] for id in self.ids if id in found and found[id].is_for(locale)}

    def pages_for(self, locale: Locale) -> dict[DocumentId, Document]:
        """Those, and what the locale has an override of."""
        wanted = self.documents_for(locale)
        stands = self.overrides.stands
        return {id: d for id, d in self.documents.items() if id in wanted or stands(d, locale)}

    def orphans(self, locale: Locale) -> list[str]:
        """Catalogs whose document is gone from the source folder, or not for this locale."""
        wanted = {stem(id) for id in self.sources_for(locale)}
        left_out = {stem(id) for id in self.documents | self.conflicts} - wanted
        stems = {stem(id) for id in self.ids} | {SITE_CATALOG}
        names = self.project.catalog_ids(locale)
        return [n for n in names if n in left_out or (self.whole and n not in stems)]

    def _select_locales(self, names: list[str]) -> tuple[Locale, ...]:
        known = self.config.locales
        wanted = {n.strip().replace("-", "_") for n in names}
        for name in sorted(wanted - set(known)):
            if name == self.config.source_locale:
                raise Usage(f"{name} is the source locale: it is not translated")
            raise Usage(f"no locale {name or '(empty)'} in l10n.yaml{_nearest(name, known)}")
        return tuple(x for x in known if x in wanted) if names else known

    def _select_documents(self, names: list[str]) -> list[DocumentId]:
        found: list[DocumentId] = []
        for name in names:
            id = self._find(name)
            if id is None:
                raise Usage(f"no document {name}{_nearest(name, self.ids)}")
            found.append(id)
        return [id for id in self.ids if id in found]

    def _find(self, name: str) -> DocumentId | None:
        """A DOC argument: a path relative to the working folder, then to the source folder."""
        here, source = Path(name).resolve(), self.project.source.resolve()
        if here.is_relative_to(source):
            id = here.relative_to(source).as_posix()
            if id in self.ids:
                return DocumentId(id)
        plain = PurePosixPath(name).as_posix()
        return DocumentId(plain) if plain in self.ids else None


def stem(id: str) -> str:
    """The name of a document's catalog, without suffix."""
    return str(PurePosixPath(id).with_suffix(""))


def _nearest(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, list(names), 1, 0.4)
    return f": did you mean {near[0]}?" if near else ""


def open_from(args: argparse.Namespace) -> Project:
    """The project of a command line; raises ExceptionGroup of ConfigError."""
    config = Path(args.config) if args.config else None
    return open_project(Path(), config, engines.NAMES)


def workspace_of(project: Project, args: argparse.Namespace) -> Workspace:
    """The project with what the command line selects of it; raises Usage."""
    locales = [name for group in getattr(args, "locale", None) or [] for name in group.split(",")]
    return Workspace(project, getattr(args, "documents", ()), locales)


def open_workspace(args: argparse.Namespace) -> Workspace:
    """The workspace of a command line; raises ExceptionGroup of ConfigError, or Usage."""
    return workspace_of(open_from(args), args)
