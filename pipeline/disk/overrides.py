"""The overrides of a project on disk: files by locale, and beside each folder its record."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from pipeline.disk import files
from pipeline.disk.project import Project
from pipeline.model import Locale, PipelineError, SourceError
from pipeline.overrides import Record, read, write


def folder(project: Project) -> Path:
    """Where the overrides of all locales are."""
    return project.root / project.config.overrides


def reference(project: Project, name: str, locale: Locale) -> str:
    """The path of an override for people."""
    return f"{project.config.overrides}/{locale}/{name}"


def record_reference(project: Project, locale: Locale) -> str:
    """The path of a locale's record for people."""
    return f"{project.config.overrides}/{locale}.yaml"


def names(project: Project, locale: Locale) -> list[str]:
    """The overrides of a locale as paths relative to the source folder, sorted."""
    return list(files.names(folder(project) / locale))


def read_override(project: Project, name: str, locale: Locale) -> bytes:
    """The bytes of an override; raises SourceError when it cannot be opened."""
    try:
        return (folder(project) / locale / name).read_bytes()
    except OSError as error:
        path = reference(project, name, locale)
        raise SourceError(path, f"cannot be read: {error.strerror}") from None


def read_record(project: Project, locale: Locale) -> tuple[Record, str | None]:
    """The record of a locale, empty when there is none, and its digest; raises SourceError."""
    path = record_reference(project, locale)
    try:
        data = files.read(project.root / path)
    except OSError as error:
        raise SourceError(path, f"cannot be read: {error.strerror}") from None
    return read(data or b"", path), files.digest(data)


def write_record(project: Project, locale: Locale, record: Record, seen: str | None) -> None:
    """Write the record of a locale whole; an empty one is removed.

    `seen` is the digest of the one it was made from; raises SourceError when it is another now.
    """
    name = record_reference(project, locale)
    try:
        files.rewrite(project.root / name, write(record) if record else None, seen)
    except files.FileChanged:
        message = "was changed by somebody while this ran: run the command again"
        raise SourceError(name, message) from None


def strays(project: Project) -> Iterator[PipelineError]:
    """Overrides that stand for nothing: of no file of the source, or of no locale."""
    if not folder(project).is_dir():
        return
    sources = list(files.names(project.source))
    known = set(sources)
    for locale in project.config.locales:
        for name in names(project, locale):
            if name not in known:
                message = f"there is no {project.config.source}/{name}{_nearest(name, sources)}"
                yield SourceError(reference(project, name, locale), message)
    for name in _folders(folder(project)):
        if name == project.config.source_locale:
            message = f"{name} is the source locale: edit {project.config.source} instead"
            yield SourceError(f"{project.config.overrides}/{name}", message)
        elif name not in project.config.locales:
            message = f"no locale {name} in l10n.yaml{_nearest(name, project.config.locales)}"
            yield SourceError(f"{project.config.overrides}/{name}", message)


def _folders(top: Path) -> list[str]:
    if not top.is_dir():
        return []
    return sorted(p.name for p in top.iterdir() if p.is_dir() and not p.name.startswith("."))


def _nearest(name: str, known: list[str] | tuple[Locale, ...]) -> str:
    near = get_close_matches(name, known, 1, 0.4)
    return f": did you mean {near[0]}?" if near else ""
