"""`l10n pretranslate`: missing units are filled from memory, then by engines, as drafts."""

import argparse
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

from pipeline import engines
from pipeline.cli.drafting import jobs, office, policy, stray_roles
from pipeline.cli.forecast import print_plan
from pipeline.cli.memory import Memory, open_memory
from pipeline.cli.privacy import announce
from pipeline.cli.terminal import BROKEN, OK, count, progress, report, say, show, stoppable
from pipeline.cli.workspace import Workspace, open_workspace, stem
from pipeline.disk.project import CONFIG
from pipeline.dispatch import Load, drafts, obstacles, plan
from pipeline.model import Catalog, Locale
from pipeline.pretranslate import (
    MEMORY,
    Job,
    Order,
    Outcome,
    Problem,
    Step,
    Wishes,
    outcome,
    wishes,
)

_SHOWN = 3
"""Reasons of one engine in one line."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("documents", nargs="*", metavar="DOC", help="only these documents")
    parser.add_argument(
        "-l", "--locale", action="append", metavar="LOCALE", help="only these locales"
    )
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument(
        "--engine",
        choices=engines.NAMES,
        metavar="ENGINE",
        help=f"this engine instead of the configured ones: {', '.join(engines.NAMES)}",
    )
    asked.add_argument(
        "--refresh",
        choices=(*engines.NAMES, MEMORY),
        metavar="ENGINE",
        help="draft anew what engines drafted and nobody touched, with this one (or `memory`)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be sent where, send nothing"
    )
    parser.add_argument(
        "--max-chars", type=_limit, metavar="N", help="send at most so many characters"
    )
    parser.add_argument(
        "--why", action="store_true", help="name every unit that stays empty, with its reasons"
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit 3 when an engine left units empty"
    )


def _limit(said: str) -> int:
    if not said.isdecimal():
        raise argparse.ArgumentTypeError(f"{said!r} is no number of characters")
    return int(said)


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    if args.dry_run:
        loads, apart = _plan(workspace, args)
        print_plan(workspace.config, loads, args.max_chars)
        print_outcome(apart)
        return report(workspace.faults)
    result = pretranslate_all(
        workspace, args.engine or "", refresh=args.refresh or "", max_chars=args.max_chars
    )
    print_outcome(result)
    if args.why:
        _print_why(workspace, result)
    status = report(workspace.faults)
    left = any(problem.units for problem in result.problems)
    return status or (BROKEN if args.strict and left else OK)


def pretranslate_all(
    workspace: Workspace, only: str = "", *, refresh: str = "", max_chars: int | None = None
) -> Outcome:
    """Fill what is missing; each catalog is saved as soon as it is done.

    `only` is an engine instead of the configured ones. The first interrupt ends the run in order:
    what is under way is finished, all of it is saved, and then KeyboardInterrupt is raised.
    """
    steps: list[Step] = []
    with ExitStack() as stack:
        memory = stack.enter_context(open_memory(workspace))
        wanted = _wishes(workspace, memory, only, refresh)
        total = len({order for w in wanted for order in w.orders.values()})
        stop = stack.enter_context(stoppable())
        advance = stack.enter_context(progress("pretranslate", total))
        left = Countdown(total, advance)
        desk = office(workspace, stack, max_chars, dry=False)
        announce(wanted, desk)
        for step in drafts(wanted, replace(desk, stop=stop, settled=left)):
            _save(workspace, memory, step.job)
            steps.append(step)
    place = {(w.job.document, w.job.locale): i for i, w in enumerate(wanted)}
    steps.sort(key=lambda step: place[step.job.document, step.job.locale])  # not by who was first
    result = outcome(steps)
    if stop.is_set():
        print_outcome(result)
        say(f"l10n: stopped with {count(left.open, 'text')} to go: run it again to go on")
        raise KeyboardInterrupt
    return result


class Countdown:
    """How many texts are still open; moves the progress bar."""

    def __init__(self, total: int, advance: Callable[[], None]) -> None:
        """`advance` moves the bar by one."""
        self.open, self._advance = total, advance

    def __call__(self, _: Order) -> None:
        """One is done."""
        self.open -= 1
        self._advance()


def _plan(
    workspace: Workspace, args: argparse.Namespace
) -> tuple[dict[tuple[str, Locale], Load], Outcome]:
    """What would be sent, and what would not: with the reason, or as work for people."""
    with ExitStack() as stack:
        memory = stack.enter_context(open_memory(workspace, trial=True))
        wanted = _wishes(workspace, memory, args.engine or "", args.refresh or "")
        desk = office(workspace, stack, args.max_chars, dry=True)
        announce(wanted, desk)
        people = outcome(Step(wishes.job, left=wishes.left) for wishes in wanted)
        return plan(wanted, desk), replace(people, problems=obstacles(wanted, desk))


def _wishes(workspace: Workspace, memory: Memory, only: str, refresh: str) -> list[Wishes]:
    work = list(jobs(workspace))
    if workspace.whole:
        for stray in stray_roles(workspace.config.drafting, work):
            say(f"l10n: {CONFIG}: {stray}")
    known = memory.texts((job.locale, job.catalog) for job in work)
    how = policy(workspace, known, only, refresh)
    return [wishes(job, how) for job in work]


def _save(workspace: Workspace, memory: Memory, job: Job) -> None:
    """Write drafts and offers; what somebody saved while the engine worked stays as they did."""
    name = stem(job.document)
    before = workspace.catalog(name, job.locale)
    made = memory.offered(name, job.locale, job.catalog)
    if made is before:
        return
    asked = before.by_key() if before else {}
    drafted = made.by_key()

    def filled(now: Catalog | None) -> Catalog:
        if now is None or now is before:
            return made
        entries = tuple(
            replace(drafted[e.key], lead=e.lead) if not e.obsolete and asked.get(e.key) == e else e
            for e in now.entries
        )
        return replace(now, entries=entries)

    workspace.update(name, job.locale, filled)


def print_outcome(result: Outcome) -> None:
    """Drafts by locale and engine to stdout; each failure once to stderr."""
    by_locale: dict[Locale, Counter[str]] = {}
    for (engine, locale), units in result.drafted.items():
        by_locale.setdefault(locale, Counter())[engine] += units
    for locale, filled in by_locale.items():
        show(f"{locale}: " + ", ".join(f"{count(n, 'draft')} from {e}" for e, n in filled.items()))
    for locale, doubts in result.doubts.items():
        show(f"{locale}: {count(doubts, 'draft')} in doubt: see `# doubt:` in the PO files")
    for (role, locale), units in result.left.items():
        show(f"{locale}: {count(units, 'unit')} left to people ({role})")
    by_engine: dict[str, list[Problem]] = {}
    for problem in result.problems:
        by_engine.setdefault(problem.place, []).append(problem)
    for place, problems in by_engine.items():
        rest = sum(p.units for p in problems[_SHOWN:])
        more = [f"{count(rest, 'unit')} for other reasons"] if rest else []
        say(f"l10n: {place}: {'; '.join([p.what for p in problems[:_SHOWN]] + more)}")


def _print_why(workspace: Workspace, result: Outcome) -> None:
    """Where each unit stands that no engine could draft, and why: to stdout, without its text."""
    for document, locale, key, why in result.empty:
        name = stem(document)
        catalog = workspace.project.read_catalog(name, locale)  # its lines are others by now
        entry = catalog.by_key().get(key) if catalog else None
        place = workspace.project.catalog_name(name, locale)
        show(f"{place}:{entry.line if entry else 0}: {why}")
