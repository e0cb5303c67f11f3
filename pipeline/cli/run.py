"""`l10n run`: sync, pretranslate, check, build, status: the whole job in one go."""

import argparse
from contextlib import ExitStack

from pipeline.cli import build, check, pretranslate, status, sync
from pipeline.cli.localize import add_dangling, outcomes, site_findings
from pipeline.cli.terminal import report, show
from pipeline.cli.workspace import Workspace, open_workspace

HELP = "sync, pretranslate, check, build, status: the whole job"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "-l", "--locale", action="append", metavar="LOCALE", help="only these locales"
    )


def run(args: argparse.Namespace) -> int:
    """Carry the command out; the exit code is the highest of its parts."""
    workspace = open_workspace(args)
    sync.print_totals(sync.sync_all(workspace))
    with ExitStack() as stack:
        chosen = pretranslate.Engines(workspace, stack)
        pretranslate.print_outcome(pretranslate.pretranslate_all(workspace, chosen))
    add_dangling(workspace)
    made = outcomes(workspace)
    findings = [f for o in made for f in o.findings] + list(site_findings(workspace))
    check.print_findings(findings)
    renditions = [o.rendition for o in made]
    folder = workspace.project.root / workspace.config.output
    changed = build.write(workspace, renditions, ["html"], folder)
    build.print_withheld(renditions)
    status.print_tables(workspace, renditions)
    _say_next(workspace, len(changed))
    return max(report(workspace.faults), check.verdict(findings))


def _say_next(workspace: Workspace, changed: int) -> None:
    """Where the website is, and what a translator should do."""
    root, config = workspace.project.root, workspace.config
    show(f"The website is {root / config.output / 'index.html'} ({changed} files changed).")
    show(
        f"Translators: open a PO file below {root / config.catalogs} in any PO editor, correct the"
    )
    show("text, clear its fuzzy mark, and run this again.")
