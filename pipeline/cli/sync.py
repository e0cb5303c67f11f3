"""`l10n sync`: source -> units -> PO files; says what changed and what there is to review."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field, replace
from functools import partial

from pipeline import flow
from pipeline.cli.incremental import Incremental
from pipeline.cli.terminal import FAILED, OK, count, progress, report, say, show
from pipeline.cli.turn import NOTHING, TEMPLATES, Turn
from pipeline.cli.workspace import Workspace, open_workspace, stem
from pipeline.disk import files
from pipeline.disk.project import SITE_CATALOG
from pipeline.disk.shipped import interface_messages, interface_units
from pipeline.formats import po
from pipeline.model import Catalog, Document, Key, Locale
from pipeline.sync import Changes, Wanted, sync

Job = Callable[[Catalog | None], tuple[Catalog, Changes]]
"""What a sync makes of one catalog."""
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
        sums = zip(astuple(self.changes), astuple(changes), strict=True)
        self.changes = Changes(*(a + b for a, b in sums))
        self.files += written


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    totals = sync_all(workspace, write=not (args.check or args.dry_run), keep=False)
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


def sync_all(
    workspace: Workspace, *, write: bool = True, keep: bool = True
) -> dict[Locale, Totals]:
    """Bring every selected catalog up to date; the totals by locale.

    `keep` says that the catalogs are needed afterwards: a large project has more than memory holds.
    """
    totals = {locale: Totals() for locale in workspace.locales}
    work = Incremental(workspace)
    files.sweep(work.sight.leftovers)
    turns = {locale: Turn(work, locale) for locale in totals}
    with progress("sync", sum(len(turn.todo) for turn in turns.values())) as step:
        for locale, total in totals.items():
            named = None if workspace.whole else workspace.selected
            total.overrides = workspace.overrides.sync(locale, named, write=write)
            total.files += total.overrides > 0
            turn = turns.pop(locale)
            regrouped = _regroup(workspace, turn, total)
            turn.offer(regrouped)
            rows = turn.kept.values()
            same = Changes(kept=sum(r.kept for r in rows), review=sum(r.review for r in rows))
            total.add(same, written=False)
            for id in turn.todo:
                document, name = workspace.document(id), stem(id)
                if document is not None and workspace.readable(name, locale):
                    job = partial(_updated, turn, document, turn.elsewhere(document))
                    changes, written = _keep(workspace, name, locale, job, write=write)
                    turn.done(name, work.marks.get(id, ""), changes.review)
                    if workspace.overrides.stands(document, locale):
                        changes = replace(changes, review=0)
                    total.add(changes, written=written or name in regrouped)
                step()
            if workspace.whole:
                _sync_interface(workspace, turn, total, write=write)
            _retire_orphans(workspace, turn, total, write=write)
            if write:
                turn.end()
            if not keep:
                workspace.forget(locale)
    return totals


def _regroup(workspace: Workspace, turn: Turn, total: Totals) -> set[str]:
    """Texts follow their units where these are cut differently; names of the changed catalogs.

    Before any sync of the locale: a text that is cut in one catalog may be copied to another.
    """
    changed: set[str] = set()
    locale = turn.locale
    for id in turn.todo:
        name, document = stem(id), workspace.document(id)
        old = workspace.catalog(name, locale)
        if old is None or document is None:
            continue
        found = flow.regroup(document, old, locale)
        if found.catalog is not old:
            workspace.keep(name, locale, found.catalog)
            changed.add(name)
        total.add(Changes(regrouped=found.count), written=False)
        path = workspace.project.catalog_name(name, locale)
        total.disagreements += (
            f"{path}: {_start(d.key.text)}: {d.reason}" for d in found.disagreements
        )
    return changed


def _start(text: str) -> str:
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"


def _updated(
    turn: Turn, document: Document, elsewhere: Mapping[Key, str], old: Catalog | None
) -> tuple[Catalog, Changes]:
    """The catalog of a document from what the file holds, which may have changed a moment ago."""
    if old is not None:
        old = flow.regroup(document, old, turn.locale).catalog
    return turn.work.update(document, old, turn.locale, elsewhere)


def _keep(
    workspace: Workspace, name: str, locale: Locale, job: Job, *, write: bool
) -> tuple[Changes, bool]:
    """Bring one catalog up to date; what changed, and whether the file had to be written."""
    made: list[tuple[Catalog, Changes]] = []

    def make(old: Catalog | None) -> Catalog:
        made.append(job(old))
        return made[-1][0]

    if write:
        written = workspace.update(name, locale, make)
    else:
        catalog = make(workspace.catalog(name, locale))
        written = not workspace.is_current(name, locale, catalog)
        workspace.keep(name, locale, catalog)
    return made[-1][1], written


def _sync_interface(workspace: Workspace, turn: Turn, total: Totals, *, write: bool) -> None:
    """The catalog of interface strings; translations shipped with the templates come along."""
    locale = turn.locale
    if row := turn.fresh(SITE_CATALOG, TEMPLATES):
        total.add(Changes(kept=row.kept, review=row.review), written=False)
    elif workspace.readable(SITE_CATALOG, locale):
        units = [Wanted(key, notes) for key, notes in interface_units()]
        begun = po.new_catalog(locale, workspace.config.site.name or "l10n")
        shipped = interface_messages(locale)

        def job(old: Catalog | None) -> tuple[Catalog, Changes]:
            return sync(units, old or begun, "templates", shipped)

        changes, written = _keep(workspace, SITE_CATALOG, locale, job, write=write)
        turn.done(SITE_CATALOG, TEMPLATES, changes.review)
        total.add(changes, written=written)


def _retire_orphans(workspace: Workspace, turn: Turn, total: Totals, *, write: bool) -> None:
    """The catalog of a document that is gone, or not for the locale, stays, all obsolete."""
    for name in turn.orphans():
        old = workspace.catalog(name, turn.locale)
        if old is None:
            continue
        if any(not e.obsolete for e in old.entries):
            changes, written = _keep(workspace, name, turn.locale, _retired, write=write)
            total.add(changes, written=written)
        turn.done(name, NOTHING, 0)


def _retired(old: Catalog | None) -> tuple[Catalog, Changes]:
    return sync((), old or Catalog(""), "")


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
