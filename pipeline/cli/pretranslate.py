"""`l10n pretranslate`: missing units are filled from memory, then by engines, as drafts."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

from pipeline import engines
from pipeline.cli.memory import open_memory
from pipeline.cli.terminal import BROKEN, OK, progress, report, say, show
from pipeline.cli.workspace import Workspace, open_workspace, stem
from pipeline.disk.project import SITE_CATALOG
from pipeline.model import Catalog, DocumentId, Engine, Locale
from pipeline.pretranslate import Job, Load, Outcome, Step, count, drafts, outcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("documents", nargs="*", metavar="DOC", help="only these documents")
    parser.add_argument(
        "-l", "--locale", action="append", metavar="LOCALE", help="only these locales"
    )
    parser.add_argument(
        "--engine", choices=engines.NAMES, help="this engine instead of the configured ones"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be sent where, send nothing"
    )
    parser.add_argument(
        "--max-chars", type=int, metavar="N", help="send at most so many characters"
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit 3 when an engine left units empty"
    )


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    with ExitStack() as stack:
        chosen = Engines(workspace, stack, args.engine)
        if args.dry_run:
            work = list(jobs(workspace))
            print_plan(count(work, memory(workspace, work), chosen))
            return report(workspace.faults)
        result = pretranslate_all(workspace, chosen, args.max_chars)
    print_outcome(result)
    status = report(workspace.faults)
    return status or (BROKEN if args.strict and result.problems else OK)


class Engines:
    """The engines of each locale, made when first asked for and closed at the end."""

    def __init__(self, workspace: Workspace, stack: ExitStack, only: str | None = None) -> None:
        """`only` takes the place of what `engines:` names."""
        self.config, self.stack, self.only = workspace.config, stack, only
        self.made: dict[str, Engine] = {}

    def __call__(self, locale: Locale) -> Sequence[Engine]:
        """Engines of a locale in the order of the settings."""
        names = (self.only,) if self.only else self.config.engines_for(locale)
        return [self._make(name) for name in names]

    def _make(self, name: str) -> Engine:
        if name not in self.made:
            engine = engines.make(name)
            close = getattr(engine, "close", None)
            if close is not None:
                self.stack.callback(close)
            self.made[name] = engine
        return self.made[name]


def jobs(workspace: Workspace) -> Iterator[Job]:
    """Every catalog that can be read, in document order."""
    for locale in workspace.locales:
        names = [(id, stem(id)) for id in workspace.documents_for(locale)]
        if workspace.whole:
            names.append((DocumentId(SITE_CATALOG), SITE_CATALOG))
        for id, name in names:
            catalog = workspace.catalog(name, locale)
            document = workspace.documents.get(id)
            if document is not None and workspace.overrides.stands(document, locale):
                continue  # what nobody will read is not drafted
            if catalog is not None:
                yield Job(id, locale, catalog)


def memory(workspace: Workspace, work: Sequence[Job]) -> dict[Locale, dict[str, str]]:
    """What memory has for the units of a dry run, by locale and source text."""
    with open_memory(workspace, trial=True) as remembered:
        return remembered.texts((job.locale, job.catalog) for job in work)


def pretranslate_all(
    workspace: Workspace, chosen: Engines, max_chars: int | None = None
) -> Outcome:
    """Fill what is missing; each catalog is saved as soon as it is done."""
    steps: list[Step] = []
    work = list(jobs(workspace))
    with open_memory(workspace) as remembered, progress("pretranslate", len(work)) as advance:
        known = remembered.texts((job.locale, job.catalog) for job in work)
        for step in drafts(work, known, chosen, max_chars=max_chars):
            name, locale = stem(step.job.document), step.job.locale
            catalog = remembered.offered(name, locale, step.job.catalog)
            if catalog is not workspace.catalog(name, locale):
                _save(workspace, replace(step.job, catalog=catalog))
            steps.append(step)
            advance()
    return outcome(steps)


def _save(workspace: Workspace, job: Job) -> None:
    """Write the drafts; what somebody saved while the engine worked stays as they saved it."""
    name = stem(job.document)
    before = workspace.catalog(name, job.locale)
    asked = before.by_key() if before else {}
    drafted = job.catalog.by_key()

    def filled(now: Catalog | None) -> Catalog:
        if now is None or now is before:
            return job.catalog
        entries = tuple(
            replace(drafted[e.key], lead=e.lead) if not e.obsolete and asked.get(e.key) == e else e
            for e in now.entries
        )
        return replace(now, entries=entries)

    workspace.update(name, job.locale, filled)


def print_plan(plan: dict[tuple[str, Locale], Load]) -> None:
    """What a run would send, by engine and locale."""
    for (engine, locale), load in sorted(plan.items()):
        show(f"{locale}: {engine}: {load.units} units, {load.characters} characters")
    if not plan:
        show("nothing to fill")


def print_outcome(result: Outcome) -> None:
    """Drafts by locale and engine to stdout; each failure once to stderr."""
    by_locale: dict[Locale, Counter[str]] = {}
    for (engine, locale), units in result.drafted.items():
        by_locale.setdefault(locale, Counter())[engine] += units
    for locale, filled in by_locale.items():
        show(f"{locale}: " + ", ".join(f"{n} drafts from {e}" for e, n in filled.items()))
    for problem in result.problems:
        say(f"l10n: {problem}")
