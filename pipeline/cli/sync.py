"""`l10n sync`: source -> units -> PO files; says what changed and what there is to review."""

import argparse

from pipeline.cli.incremental import Incremental
from pipeline.cli.renames import follow_renames
from pipeline.cli.sync_locale import LocaleSync
from pipeline.cli.sync_report import Totals, as_json, print_totals
from pipeline.cli.terminal import FAILED, OK, count, progress, report, say, show
from pipeline.cli.turn import Turn
from pipeline.cli.workspace import Workspace, open_workspace, stem
from pipeline.disk import files
from pipeline.disk.project import SITE_CATALOG
from pipeline.model import Catalog, Locale


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
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print what changed"
    )


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    totals = sync_all(workspace, write=not (args.check or args.dry_run), keep=False)
    if args.format == "json":
        show(as_json(totals))
    else:
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
    if write:
        follow_renames(work)
    before = _parents(workspace)
    needed = set(workspace.config.inherits.values())
    turns = {locale: Turn(work, locale) for locale in totals}
    with progress("sync", sum(len(turn.todo) for turn in turns.values())) as step:
        for locale in sorted(totals, key=lambda x: x in workspace.config.inherits):
            named = None if workspace.whole else workspace.selected
            totals[locale].overrides = workspace.overrides.sync(locale, named, write=write)
            job = LocaleSync(workspace, turns.pop(locale), totals[locale], before, write)
            job.run(step)
            if not keep and locale not in needed:
                workspace.forget(locale)
    return totals


def _parents(workspace: Workspace) -> dict[tuple[str, Locale], Catalog]:
    """The catalogs that selected locales inherit from, as they are before they are synced."""
    parents = {p for x, p in workspace.config.inherits.items() if x in workspace.locales}
    names = [*map(stem, workspace.selected), SITE_CATALOG] if parents else []
    found = {(n, p): workspace.catalog(n, p) for p in sorted(parents) for n in names}
    return {place: catalog for place, catalog in found.items() if catalog is not None}
