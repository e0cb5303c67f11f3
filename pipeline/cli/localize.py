"""Every document in every locale, put together once and shared by check, build and status."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline import flow, publish
from pipeline.checks import check_catalog
from pipeline.checks.references import dangling
from pipeline.cli.terminal import progress
from pipeline.cli.workspace import Workspace, stem
from pipeline.disk import files
from pipeline.disk.project import SITE_CATALOG
from pipeline.formats import po
from pipeline.model import (
    Catalog,
    Document,
    DocumentId,
    Finding,
    Locale,
    Localized,
    Rendition,
    SourceError,
    Verdict,
)

_UNREADABLE = "its catalog cannot be read"


def outcomes(
    workspace: Workspace, locales: Sequence[Locale] = (), *, preview: bool = False
) -> list[flow.Outcome]:
    """Each selected document in these locales (or the selected ones), in document order."""
    found = []
    locales = locales or workspace.locales
    total = sum(len(workspace.pages_for(x)) for x in locales)
    with progress("localize", total) as step:
        for locale in locales:
            for id, document in workspace.pages_for(locale).items():
                step()
                if not workspace.family_readable(stem(id), locale):
                    found.append(_unreadable(document, locale))
                    continue
                catalog = workspace.catalog(stem(id), locale) or po.new_catalog(locale, "l10n")
                path = workspace.project.catalog_name(stem(id), locale)
                config = workspace.config
                override = workspace.overrides.of(document, locale)
                found.append(
                    flow.localize(
                        document,
                        catalog,
                        locale,
                        config,
                        path,
                        preview=preview,
                        override=override,
                        parent=workspace.parent(stem(id), locale),
                        glossary=workspace.glossary,
                    )
                )
    return found


def _unreadable(document: Document, locale: Locale) -> flow.Outcome:
    """A document whose catalog cannot be read: there is no page rather than an English one."""
    verdict = Verdict(publish=False, linked=False, indexable=False, reasons=(_UNREADABLE,))
    return flow.Outcome(Rendition(document.id, locale, Localized(document.data), verdict), ())


def site_findings(workspace: Workspace) -> Iterator[Finding]:
    """Findings on the interface strings, and on assets that a locale has of its own."""
    for locale in workspace.locales if workspace.whole else ():
        yield from workspace.overrides.asset_findings(locale)
        catalog = workspace.catalog(SITE_CATALOG, locale)
        if catalog is not None:
            path = workspace.project.catalog_name(SITE_CATALOG, locale)
            document = DocumentId(SITE_CATALOG)
            glossary = workspace.glossary
            found = check_catalog(catalog, document, locale, path, glossary=glossary)
            yield from flow.for_people(found, catalog)


def messages(workspace: Workspace) -> dict[Locale, Mapping[str, str]]:
    """Interface strings that may be shown, by locale and msgid."""
    policy = publish.Policy(machine=workspace.config.publish.machine)
    shown = {
        x: _shown(workspace.catalog(SITE_CATALOG, x), policy) for x in workspace.config.locales
    }
    return {x: shown.get(workspace.config.inherits.get(x, x), {}) | own for x, own in shown.items()}


def _shown(catalog: Catalog | None, policy: publish.Policy) -> dict[str, str]:
    texts = publish.texts(catalog, policy) if catalog else {}
    return {key.text: text for key, text in texts.items()}


def add_dangling(workspace: Workspace) -> None:
    """Images and links between documents that lead nowhere are faults of the source."""
    names = frozenset(files.names(workspace.project.source))
    for fault in dangling(workspace.documents, names):
        reference = workspace.project.reference(fault.document)
        workspace.faults.append(SourceError(reference, fault.message, fault.line))
    for locale in workspace.locales:
        for path, found in workspace.overrides.shown(workspace.documents.values(), locale):
            for fault in dangling({found.id: found}, names, workspace.documents):
                workspace.faults.append(SourceError(path, fault.message, fault.line))


def locales_with_source(workspace: Workspace) -> tuple[Locale, ...]:
    """The source locale, then the others."""
    return (workspace.config.source_locale, *workspace.config.locales)
