"""`l10n run`: sync, pretranslate, check, build, status: the whole job in one go."""

import argparse

from pipeline.cli.terminal import OK, count, report, say, show
from pipeline.disk.cache import AREAS
from pipeline.disk.project import Project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("-l", "--locale", action="append", metavar="LOCALE", help="only these")


def run(args: argparse.Namespace) -> int:
    """Carry the command out; the exit code is the highest of its parts."""
    from pipeline.cli import build, check, pretranslate, status, sync, sync_report
    from pipeline.cli.localize import add_dangling, outcomes, site_findings
    from pipeline.cli.workspace import open_from, workspace_of

    project = open_from(args)
    workspace = workspace_of(project, args)
    workspace.glossary  # noqa: B018 - a faulty one stops the run before anything is written
    sync_report.print_totals(sync.sync_all(workspace))
    drafted = pretranslate.pretranslate_all(workspace)
    pretranslate.print_outcome(drafted)
    add_dangling(workspace)
    made = outcomes(workspace, project.config.locales)  # a website links all its languages
    mine = [o for o in made if o.rendition.locale in workspace.locales]
    findings = [f for o in mine for f in o.findings] + list(site_findings(workspace))
    check.print_findings(findings)
    renditions = [o.rendition for o in made]
    changed = build.write(workspace, renditions, ["html"], build.output_folder(workspace))
    asked = [o.rendition for o in mine]
    build.print_withheld(asked)
    said = f"{status.tables(workspace, asked)}\n{_next(project)}"
    show(said)
    show(f"{count(len(changed), 'file')} of the website changed.")
    code = max(report(workspace.faults), check.verdict(findings))
    if code != OK:
        faults = count(len(workspace.faults), "fault")
        say(f"l10n: the run found {faults} and {check.totals(findings)}")
    cache = workspace.cache
    if cache and code == OK and not any(p.passing for p in drafted.problems):
        said = f"{said}\nNothing has changed since the last run."
        cache.keep(cache.command, cache.look(AREAS).state, said)
    return code


def _next(project: Project) -> str:
    """Where the website is, and what a translator should do."""
    root, config = project.root.resolve(), project.config
    return (
        f"The website is {root / config.output / 'index.html'}\n"
        f"Translators: open a PO file below {root / config.catalogs} in any PO editor,\n"
        "correct the text, clear its fuzzy mark, and run this again."
    )
