"""`l10n tm`: what the translation memory holds for a text, how much it holds, and made anew."""

import argparse

from pipeline.cli.memory import Memory, open_memory
from pipeline.cli.terminal import count, report, show
from pipeline.cli.workspace import Workspace, open_workspace
from pipeline.memory import describe

_BEST = 5
"""So many matches of a text are shown for each locale."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    lookup = actions.add_parser("lookup", help="the best matches of a text, with their difference")
    lookup.add_argument("text", metavar="TEXT", help="a source text")
    stats = actions.add_parser("stats", help="how much it holds")
    rebuild = actions.add_parser("rebuild", help="read all catalogs and TMX files again")
    for action in (lookup, stats, rebuild):
        action.add_argument(
            "-l", "--locale", action="append", metavar="LOCALE", help="only these locales"
        )


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    with open_memory(workspace) as memory:
        if args.action == "lookup":
            look_up(workspace, memory, " ".join(args.text.split()))
        else:
            if args.action == "rebuild":
                memory.rebuild()
            print_stats(workspace, memory)
    return report(workspace.faults)


def look_up(workspace: Workspace, memory: Memory, text: str) -> None:
    """The best matches for each locale, as they would stand in a note, with their places."""
    for locale in workspace.locales:
        found = memory.matches(text, locale)[:_BEST]
        for match in found:
            place = "" if match.exact else f" ({match.pair.place})"
            show(f"{locale}: {describe(match)}{place}")
        if not found:
            show(f"{locale}: no match")


def print_stats(workspace: Workspace, memory: Memory) -> None:
    """Pairs and source texts of each locale, and where all of it is kept."""
    known = {h.locale: h for h in memory.holdings()}
    for locale in workspace.locales:
        held = known.get(locale)
        if held is None:
            show(f"{locale}: nothing")
            continue
        imported = f", {held.imported:,} of them imported" if held.imported else ""
        show(f"{locale}: {count(held.pairs, 'pair')} of {count(held.sources, 'text')}{imported}")
    show(f"in {memory.place}")
