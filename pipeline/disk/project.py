"""A project on disk: its settings, its documents and assets, its catalogs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.config import Config, parse_config
from pipeline.config.check import Engines
from pipeline.config.settings import glob
from pipeline.disk import files
from pipeline.disk.cache import Layout
from pipeline.formats import po
from pipeline.glossary import EMPTY, Glossary, parse_glossary
from pipeline.model import Catalog, CatalogError, ConfigError, DocumentId, Locale, SourceError

CONFIG = files.CONFIG
GLOSSARY = "glossary.yaml"
SITE_CATALOG = "_site"
"""The name of the catalog of interface strings, reserved."""


@dataclass(frozen=True, slots=True)
class Project:
    """Where the files are; everything is read when it is asked for."""

    root: Path
    config: Config

    @property
    def source(self) -> Path:
        """The folder of the English documents."""
        return self.root / self.config.source

    @property
    def layout(self) -> Layout:
        """Where everything is, for the cache."""
        c = self.config
        patterns = tuple(glob(p).pattern for p in c.documents)
        return Layout(c.source, c.catalogs, c.overrides, c.output, patterns, self.glossary_name)

    @property
    def glossary_name(self) -> str:
        """The path of the glossary relative to the project."""
        return self.config.glossary or GLOSSARY

    def read_glossary(self) -> Glossary:
        """The terms of the project, none where there is no such file.

        Raises an ExceptionGroup of ConfigError, also for a file that the settings name in vain.
        """
        name = self.glossary_name
        try:
            data = files.read(self.root / name)
        except OSError as error:
            fault = ConfigError(name, f"cannot be read: {error.strerror}")
            raise ExceptionGroup(name, [fault]) from None
        if data is not None:
            return parse_glossary(data, name, self.config.source_locale)
        if not self.config.glossary:
            return EMPTY
        message = "l10n.yaml names this glossary and it is not there: make it, or correct the name"
        raise ExceptionGroup(name, [ConfigError(name, message)])

    def documents(self) -> list[DocumentId]:
        """All documents of the source folder, sorted."""
        return [DocumentId(n) for n in files.names(self.source) if self.config.is_document(n)]

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """All other files of the source folder with their bytes."""
        for name in files.names(self.source):
            data = None if self.config.is_document(name) else files.read(self.source / name)
            if data is not None:
                yield name, data

    def read_document(self, id: DocumentId) -> bytes:
        """The bytes of a document; raises SourceError when it cannot be opened."""
        try:
            return (self.source / id).read_bytes()
        except OSError as error:
            raise SourceError(self.reference(id), f"cannot be read: {error.strerror}") from None

    def reference(self, id: DocumentId) -> str:
        """The path of a document for people and for `#:` lines."""
        return f"{self.config.source}/{id}"

    def catalog_name(self, stem: str, locale: Locale) -> str:
        """The path of a catalog relative to the project; `stem` is its document's, unsuffixed."""
        return f"{self.config.catalogs}/{locale}/{stem}.po"

    def read_catalog(self, stem: str, locale: Locale) -> Catalog | None:
        """The catalog of that name, None when there is none yet; raises CatalogError."""
        return self.read_catalog_as(stem, locale)[0]

    def read_catalog_as(self, stem: str, locale: Locale) -> tuple[Catalog | None, str | None]:
        """The catalog of that name, and the digest of its bytes; raises CatalogError."""
        name = self.catalog_name(stem, locale)
        try:
            data = files.read(self.root / name)
        except OSError as error:
            raise CatalogError(name, f"cannot be read: {error.strerror}") from None
        return None if data is None else po.read(data, name), files.digest(data)

    def write_catalog(
        self, stem: str, locale: Locale, catalog: Catalog, seen: str | None
    ) -> tuple[bool, str | None]:
        """Write a catalog whole; says whether its bytes changed, and their digest.

        `seen` is the digest of what it was made from: raises FileChanged when the file is another
        one now, CatalogError when its charset cannot hold the text.
        """
        name = self.catalog_name(stem, locale)
        try:
            data = po.write(catalog)
        except UnicodeEncodeError as error:
            sign = error.object[error.start]
            message = f"{catalog.charset} cannot hold the new text ({sign}): save the file as UTF-8"
            raise CatalogError(name, message) from None
        return files.rewrite(self.root / name, data, seen), files.digest(data)

    def rename_catalog(self, old: str, new: str, locale: Locale) -> None:
        """Give a catalog the name of its document, where none of that name is; atomic."""
        place = self.root / self.catalog_name(new, locale)
        place.parent.mkdir(parents=True, exist_ok=True)
        (self.root / self.catalog_name(old, locale)).rename(place)

    def catalog_ids(self, locale: Locale) -> list[str]:
        """Every catalog of a locale, also of documents that are gone."""
        folder = self.root / self.config.catalogs / locale
        return [n.removesuffix(".po") for n in files.names(folder) if n.endswith(".po")]

    def clashes(self, ids: Sequence[DocumentId]) -> dict[DocumentId, SourceError]:
        """Documents that would share a catalog: both are refused."""
        by_stem: dict[str, list[DocumentId]] = {}
        for id in ids:
            by_stem.setdefault(str(PurePosixPath(id).with_suffix("")), []).append(id)
        faults: dict[DocumentId, SourceError] = {}
        for stem, same in by_stem.items():
            others = {id: [x for x in same if x != id] for id in same}
            if len(same) > 1 or stem == SITE_CATALOG:
                for id in same:
                    rival = others[id][0] if others[id] else "the interface strings"
                    message = f"would share {stem}.po with {rival}: rename one of them"
                    faults[id] = SourceError(self.reference(id), message)
        return faults


def open_project(folder: Path, config: Path | None, engines: Engines) -> Project:
    """Read the settings; raises an ExceptionGroup of ConfigError.

    Without `config` it is `l10n.yaml` in the folder; its paths are relative to its own place.
    """
    path = config or folder / CONFIG
    data = files.read(path) if not path.is_dir() else None
    if data is None:
        message = "there is none here: run `l10n init`, or name the folder with -C"
        raise ExceptionGroup(str(path), [ConfigError(str(path), message)])
    project = Project(path.parent, parse_config(data, str(path), engines))
    if not project.source.is_dir():
        message = f"the source folder {project.config.source} does not exist"
        raise ExceptionGroup(str(path), [ConfigError(str(path), message)])
    return project
