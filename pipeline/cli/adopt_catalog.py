"""`l10n adopt --catalog FILE`: PO files of po4a, mdpo and translate-toolkit -> our catalogs."""

from pathlib import Path

from pipeline import flow
from pipeline.adopt import unmatched
from pipeline.cli.terminal import count, say, show
from pipeline.cli.workspace import Workspace, stem
from pipeline.disk import files
from pipeline.flow import Imported
from pipeline.formats import po
from pipeline.model import Catalog, CatalogError, Locale, PipelineError

_SHOWN = 70
"""So many characters of a text name it."""


def adopt_catalogs(workspace: Workspace, names: list[str], *, write: bool) -> None:
    """Take over what each file has for the selected documents; faults go to the workspace."""
    for name in names:
        try:
            foreign = _read(name)
        except PipelineError as error:
            workspace.faults.append(error)
            continue
        for locale in workspace.locales:
            _adopt(workspace, locale, (name, foreign), write=write)


def _read(name: str) -> Catalog:
    try:
        data = files.read(Path(name))
    except OSError as error:
        raise CatalogError(name, f"cannot be read: {error.strerror}") from None
    if data is None:
        raise CatalogError(name, "there is no such file")
    return po.read(data, name)


def _adopt(
    workspace: Workspace, locale: Locale, other: tuple[str, Catalog], *, write: bool
) -> None:
    used: set[int] = set()
    for id in workspace.documents_for(locale):
        old = workspace.catalog(stem(id), locale)
        if old is None:
            continue
        place = id, workspace.project.read_document(id)
        found = flow.import_foreign(place, old, other, locale, workspace.config)
        used |= found.used
        if write and found.texts:
            workspace.save(stem(id), locale, found.catalog)
        if found.blocks:
            show(f"{locale}: {id}: {_sums(found)}")
        for d in found.disagreements:
            say(f"l10n: {workspace.project.catalog_name(stem(id), locale)}: {_start(d.key.text)}: "
                f"{d.reason}")  # fmt: skip
    left = unmatched(other[1], used)
    show(f"{locale}: {other[0]}: {count(len(left), 'text')} for no block of these documents")
    for entry in left:
        say(f"l10n: {other[0]}:{entry.line}: left over: {_start(entry.key.text)}")


def _sums(found: Imported) -> str:
    accepted = sum(e.state.accepted for e in found.texts.values())
    drafts = len(found.texts) - accepted
    return f"{count(found.blocks, 'block')}; {accepted:,} accepted, {drafts:,} drafts"


def _start(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"
