"""`l10n sync`: source -> units -> PO files; says what changed and what there is to review."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline import flow
from pipeline.cli.terminal import FAILED, OK, count, progress, report, say, show
from pipeline.cli.workspace import Workspace, open_workspace, stem
from pipeline.disk import files
from pipeline.disk.project import SITE_CATALOG
from pipeline.disk.shipped import interface_messages, interface_units
from pipeline.formats import po
from pipeline.model import Catalog, Locale
from pipeline.sync import Around, Changes, Wanted, sync

_SHOWN = 50
"""So many characters of a unit name it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("documents", nargs="*", metavar="DOC", help="only these documents")
    parser.add_argument(
        "-l", "--locale", action="append", metavar="LOCALE", help="only these locales"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when a file is out of date"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing, say what would change"
    )


@dataclass(slots=True)
class Totals:
    """What happened in one locale."""

    changes: Changes = field(default_factory=Changes)
    files: int = 0
    overrides: int = 0
    """Lines of the record that are new, renewed or gone."""
    disagreements: list[str] = field(default_factory=list)
    """What could not be regrouped, a line each."""

    def add(self, changes: Changes, *, written: bool) -> None:
        """Count one catalog."""
        self.changes += changes
        self.files += written


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    totals = sync_all(workspace, write=not (args.check or args.dry_run))
    print_totals(totals)
    for locale in workspace.locales:
        for line in workspace.overrides.stale(locale):
            say(f"l10n: {line}")
    status = report(workspace.faults)
    outdated = sum(t.files for t in totals.values())
    if args.check and outdated:
        say(f"{count(outdated, 'file')} out of date: run `l10n sync`")
        return status or FAILED
    return status or OK


def sync_all(workspace: Workspace, *, write: bool = True) -> dict[Locale, Totals]:
    """Bring every selected catalog up to date; the totals by locale."""
    totals = {locale: Totals() for locale in workspace.locales}
    for folder in (workspace.config.catalogs, workspace.config.overrides):
        files.sweep(workspace.project.root / folder)
    with progress("sync", sum(len(workspace.sources_for(x)) for x in totals)) as step:
        before = _parents(workspace)
        for locale in sorted(totals, key=lambda x: x in workspace.config.inherits):
            total = totals[locale]
            named = None if workspace.whole else workspace.documents
            total.overrides = workspace.overrides.sync(locale, named, write=write)
            total.files += total.overrides > 0
            regrouped = _regroup(workspace, locale, total)
            accepted, lost = workspace.accepted(locale), workspace.lost(locale)
            for id, document in workspace.sources_for(locale).items():
                name = stem(id)
                if workspace.family_readable(name, locale):
                    old = workspace.catalog(name, locale)
                    around = flow.around(name, accepted, lost)
                    parent = workspace.parent(name, locale, before)
                    catalog, changes = flow.update(
                        document, old, locale, workspace.config, around, parent=parent
                    )
                    if workspace.overrides.stands(document, locale):
                        changes = replace(changes, review=0)
                    written = _keep(workspace, name, locale, catalog, write=write)
                    total.add(changes, written=written or name in regrouped)
                step()
            if workspace.whole:
                _sync_interface(workspace, locale, total, before, write=write)
            _retire_orphans(workspace, locale, total, write=write)
    return totals


def _parents(workspace: Workspace) -> dict[tuple[str, Locale], Catalog]:
    """The catalogs that selected locales inherit from, as they are before they are synced."""
    parents = {p for x, p in workspace.config.inherits.items() if x in workspace.locales}
    names = [*map(stem, workspace.documents), SITE_CATALOG] if parents else []
    found = {(n, p): workspace.catalog(n, p) for p in sorted(parents) for n in names}
    return {place: catalog for place, catalog in found.items() if catalog is not None}


def _regroup(workspace: Workspace, locale: Locale, total: Totals) -> set[str]:
    """Texts follow their units where these are cut differently; names of the changed catalogs.

    Before any sync of the locale: a text that is cut in one catalog may be copied to another.
    """
    changed: set[str] = set()
    for id, document in workspace.sources_for(locale).items():
        name = stem(id)
        old = workspace.catalog(name, locale)
        if old is None:
            continue
        found = flow.regroup(document, old, locale)
        if found.catalog is not old:
            workspace.keep(name, locale, found.catalog)
            changed.add(name)
        total.add(Changes(regrouped=found.count), written=False)
        path = workspace.project.catalog_name(name, locale)
        total.disagreements += (
            f"{path}: {start(d.key.text)}: {d.reason}" for d in found.disagreements
        )
    return changed


def start(text: str) -> str:
    """The beginning of a unit in quotes, as its name in a message."""
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"


def _keep(
    workspace: Workspace, name: str, locale: Locale, catalog: Catalog, *, write: bool
) -> bool:
    inherits = locale in workspace.config.inherits
    if inherits and not catalog.entries and workspace.catalog(name, locale) is None:
        return False  # no difference, no file
    if write:
        return workspace.save(name, locale, catalog)
    changed = not workspace.is_current(name, locale, catalog)
    workspace.keep(name, locale, catalog)
    return changed


def _sync_interface(
    workspace: Workspace,
    locale: Locale,
    total: Totals,
    before: Mapping[tuple[str, Locale], Catalog],
    *,
    write: bool,
) -> None:
    """The catalog of interface strings; translations shipped with the templates come along."""
    if not workspace.family_readable(SITE_CATALOG, locale):
        return
    units = [Wanted(key, notes) for key, notes in interface_units()]
    config = workspace.config
    old = workspace.catalog(SITE_CATALOG, locale) or po.new_catalog(
        locale, config.site.name or "l10n"
    )
    around = Around(interface_messages(locale))
    parent = workspace.parent(SITE_CATALOG, locale, before)
    if parent:
        keys = {w.key for w in units}
        catalog, changes = flow.update_differences(
            units, old, "templates", Around(), locale, parent=parent, inherited=keys
        )
    else:
        catalog, changes = sync(units, old, "templates", around)
    total.add(changes, written=_keep(workspace, SITE_CATALOG, locale, catalog, write=write))


def _retire_orphans(workspace: Workspace, locale: Locale, total: Totals, *, write: bool) -> None:
    """The catalog of a document that is gone, or not for the locale, stays, all obsolete."""
    for name in workspace.orphans(locale):
        old = workspace.catalog(name, locale)
        if old is not None and any(not e.obsolete for e in old.entries):
            catalog, changes = sync((), old, "")
            total.add(changes, written=_keep(workspace, name, locale, catalog, write=write))


def print_totals(totals: dict[Locale, Totals]) -> None:
    """One line for each locale."""
    for locale, total in totals.items():
        c = total.changes
        parts = [
            f"{number:,} {name}"
            for name, number in (
                ("new", c.new),
                ("stale", c.stale),
                ("copied", c.copied),
                ("revived", c.revived),
                ("regrouped", c.regrouped),
                ("obsolete", c.obsolete),
            )
            if number
        ]
        if total.overrides:
            parts.append(f"{count(total.overrides, 'override')} recorded")
        done = ", ".join(parts) or "all kept"
        written = f"; {count(total.files, 'file')} changed" if total.files else ""
        show(f"{locale}: {done}{written}; {count(c.review, 'word')} to review")
        for line in total.disagreements:
            say(f"l10n: {line}")
