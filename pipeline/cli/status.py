"""`l10n status`: per document and locale, the words by state and what becomes of the page."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.cli.localize import outcomes
from pipeline.cli.terminal import FAILED, OK, Usage, report, say, show
from pipeline.cli.workspace import Workspace, open_workspace
from pipeline.model import Locale, Rendition, State

if TYPE_CHECKING:
    from rich.table import Table

SCHEMA = "l10n-status/1"
_ALL = 100
_COLUMNS = (
    State.APPROVED,
    State.TRANSLATED,
    State.MACHINE,
    State.STALE,
    State.DRAFT,
    State.MISSING,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("documents", nargs="*", metavar="DOC", help="only these documents")
    parser.add_argument(
        "-l", "--locale", action="append", metavar="LOCALE", help="only these locales"
    )
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="how to print it"
    )
    parser.add_argument(
        "--fail-under", action="append", default=[], metavar="LOCALE=PERCENT",
        help="exit 1 when fewer words are accepted; PERCENT alone is for every locale",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    gates = [g for text in args.fail_under for g in _gates(text, workspace)]
    made = [o.rendition for o in outcomes(workspace)]
    if args.format == "json":
        show(as_json(workspace, made))
    else:
        show(tables(workspace, made))
    return report(workspace.faults) or _judge(gates, made)


def accepted_share(made: Sequence[Rendition]) -> float:
    """Share of source words that a person has accepted for today's source."""
    counts = _sum(made)
    total = sum(counts.values())
    return (counts[State.TRANSLATED] + counts[State.APPROVED]) / total if total else 1.0


def _sum(made: Sequence[Rendition]) -> Counter[State]:
    counts: Counter[State] = Counter()
    for r in made:
        counts.update(r.verdict.words)
    return counts


def _gates(text: str, workspace: Workspace) -> list[tuple[Locale, float]]:
    locale, _, percent = text.rpartition("=")
    try:
        value = float(percent.rstrip("%"))
    except ValueError:
        value = -1
    if not 0 <= value <= _ALL:
        raise Usage(f"--fail-under takes for example de=95, not {text}")
    if locale and locale not in workspace.config.locales:
        raise Usage(f"--fail-under: no locale {locale} in l10n.yaml")
    return [(x, value) for x in workspace.locales if not locale or x == locale]


def _judge(gates: Sequence[tuple[Locale, float]], made: Sequence[Rendition]) -> int:
    status = OK
    for locale, percent in gates:
        share = accepted_share([r for r in made if r.locale == locale]) * 100
        if share < percent:
            say(f"l10n: {locale}: {share:.1f} % of the words are accepted, {percent:g} % required")
            status = FAILED
    return status


def as_json(workspace: Workspace, made: Sequence[Rendition]) -> str:
    """The status in the versioned form of docs/formats.md."""
    documents = [
        {
            "document": r.id,
            "locale": r.locale,
            "words": {s.value: r.verdict.words.get(s, 0) for s in State},
            "inherited": sum(r.verdict.inherited.values()),
            "publish": r.verdict.publish,
            "linked": r.verdict.linked,
            "indexable": r.verdict.indexable,
            "reasons": list(r.verdict.reasons),
        }
        for r in made
    ]
    totals = {
        locale: {s.value: _sum([r for r in made if r.locale == locale])[s] for s in State}
        for locale in workspace.locales
    }
    data = {"schema": SCHEMA, "documents": documents, "totals": totals}
    return json.dumps(data, ensure_ascii=False, indent=2)


def tables(workspace: Workspace, made: Sequence[Rendition]) -> str:
    """Accepted words of each document, then all words by state, in every locale.

    As wide as it has to be in a pipe, and without colour there.
    """
    from rich.console import Console

    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else 200, highlight=False, force_terminal=terminal)
    with console.capture() as captured:
        console.print(_documents(workspace, made))
        console.print(_KEY, style="dim italic")  # a caption is no wider than its table
        console.print(_totals(workspace, made))
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def _documents(workspace: Workspace, made: Sequence[Rendition]) -> "Table":
    from rich.table import Table

    table = Table(title="Words accepted", title_justify="left")
    table.add_column("document")
    for locale in workspace.locales:
        table.add_column(locale, justify="right")
    cells = {(r.id, r.locale): _cell(r) for r in made}
    for id in workspace.documents:
        table.add_row(id, *(cells.get((id, x), "–") for x in workspace.locales))
    return table


_KEY = (
    "✓ all accepted  ~ machine drafts shown  ! stale  · below the share to be linked  × withheld  "
    "– not for this language"
)


def _cell(rendition: Rendition) -> str:
    verdict = rendition.verdict
    share = accepted_share([rendition])
    stale = verdict.words.get(State.STALE, 0)
    if not verdict.publish:
        sign, colour = "×", "red"
    elif stale:
        sign, colour = "!", "red"
    elif verdict.machine:
        sign, colour = "~", "yellow"
    elif not verdict.linked:
        sign, colour = "·", "cyan"
    else:
        sign, colour = ("✓", "green") if share == 1 else (" ", "green")
    return f"[{colour}]{share:.0%} {sign}[/]"


def _totals(workspace: Workspace, made: Sequence[Rendition]) -> "Table":
    from rich.table import Table

    table = Table(title="Words by state", title_justify="left")
    table.add_column("locale")
    for name in (*(s.value for s in _COLUMNS), "to review", "pages", "indexed"):
        table.add_column(name, justify="right")
    for locale in workspace.locales:
        mine = [r for r in made if r.locale == locale]
        counts = _sum(mine)
        inherited: Counter[State] = Counter()
        for r in mine:
            inherited.update(r.verdict.inherited)
        review = sum(n - inherited[s] for s, n in counts.items() if not s.accepted)
        built = sum(r.verdict.publish for r in mine)
        indexed = sum(r.verdict.publish and r.verdict.indexable for r in mine)
        numbers = [*(counts[s] for s in _COLUMNS), review, built, indexed]
        table.add_row(locale, *(f"{n:,}" for n in numbers))
    return table
