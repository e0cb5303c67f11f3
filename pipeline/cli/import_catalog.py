"""`l10n import -l de FILE`: a PO file of po4a, mdpo or translate-toolkit -> our catalogs."""

from pipeline import flow
from pipeline.adopt import unmatched
from pipeline.cli.sync import sync_all
from pipeline.cli.terminal import count, say, show, start
from pipeline.cli.workspace import Workspace, stem
from pipeline.flow import Imported
from pipeline.formats import po
from pipeline.model import Catalog, Locale

_SHOWN = 70
"""So many characters of a text name it."""


def import_catalog(workspace: Workspace, data: bytes, name: str, *, write: bool) -> None:
    """Take over what a file has for the documents; raises CatalogError where it is broken."""
    foreign = po.read(data, name)
    sync_all(workspace, write=False)
    for locale in workspace.locales:
        _import(workspace, locale, (name, foreign), write=write)


def _import(
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
    return start(" ".join(text.split()), _SHOWN)
