"""`l10n check`: faults in accepted translations, in the source, and in what is put together."""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.cli.localize import add_dangling, outcomes, site_findings
from pipeline.cli.terminal import FAILED, OK, count, finding_line, report, say, show
from pipeline.cli.workspace import Workspace, open_workspace
from pipeline.formats.scalars import line_in_value
from pipeline.model import Document, Finding, Level, Value

SCHEMA = "l10n-check/1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("documents", nargs="*", metavar="DOC", help="only these documents")
    parser.add_argument(
        "-l", "--locale", action="append", metavar="LOCALE", help="only these locales"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print findings"
    )
    parser.add_argument("--all", action="store_true", help="also findings for information")


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    add_dangling(workspace)
    findings = [f for o in outcomes(workspace) for f in o.findings] + list(site_findings(workspace))
    if args.format == "json":
        show(as_json(workspace, findings))
    else:
        print_findings(findings, everything=args.all)
    return report(workspace.faults) or verdict(findings)


def verdict(findings: Iterable[Finding]) -> int:
    """Exit 1 when an error stands in an accepted translation."""
    return FAILED if any(f.level is Level.ERROR for f in findings) else OK


def print_findings(findings: Sequence[Finding], *, everything: bool = False) -> None:
    """Errors and warnings a line each, then the totals."""
    for finding in findings:
        if everything or finding.level is not Level.INFO:
            show(finding_line(finding))
    hidden = not everything and any(f.level is Level.INFO for f in findings)
    say(totals(findings) + " (shown by `l10n check --all`)" * hidden)


def totals(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning, 30 for information`."""
    levels = Counter(f.level for f in findings)
    errors, warnings = levels[Level.ERROR], levels[Level.WARNING]
    information = f"{levels[Level.INFO]:,} for information"
    return f"{count(errors, 'error')}, {count(warnings, 'warning')}, {information}"


def as_json(workspace: Workspace, findings: Sequence[Finding]) -> str:
    """The findings in the versioned form of docs/formats.md."""
    levels = Counter(f.level.value for f in findings)
    data = {
        "schema": SCHEMA,
        "findings": [_row(workspace, f) for f in findings],
        "faults": [
            {"path": f.path, "line": f.line, "message": f.message} for f in workspace.faults
        ],
        "totals": {x.value: levels[x.value] for x in Level},
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _row(workspace: Workspace, f: Finding) -> dict[str, object]:
    document = workspace.documents.get(f.document)
    return {
        "rule": f.rule,
        "level": f.level.value,
        "message": f.message,
        "document": f.document,
        "locale": f.locale,
        "msgctxt": f.key.context if f.key else None,
        "msgid": f.key.text if f.key else None,
        "msgstr": f.target,
        "po": {"path": f.path, "line": f.line} if f.path.endswith(".po") else None,
        "source": {
            "path": workspace.project.reference(f.document),
            "line": _source_line(document, f) if document else 1,
        },
        "span": list(f.span) if f.span else None,
    }


def _source_line(document: Document, finding: Finding) -> int:
    """The line of the unit in the source, inside a value too."""
    for part in document.parts:
        if isinstance(part, Value):
            for _, unit in part.inner.units():
                if unit.key == finding.key:
                    return line_in_value(document.data, part, unit.span.start)
            continue
        for unit in part.units:
            if unit.key == finding.key:
                return document.data.count(b"\n", 0, unit.span.start) + 1
    return 1
