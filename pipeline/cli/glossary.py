"""`l10n glossary`: the terms of a project, and terms from other tools (docs/glossary.md)."""

import argparse
from pathlib import Path
from typing import Any

from pipeline.cli.import_ import is_xml, need_extra, read_file
from pipeline.cli.selection import select_locales
from pipeline.cli.terminal import FAILED, OK, Usage, count, say, show
from pipeline.cli.workspace import open_from
from pipeline.disk import files
from pipeline.disk.project import Project
from pipeline.glossary import Rendering, Term, enter
from pipeline.interchange import term_table
from pipeline.interchange.terms import Terms


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="print the terms, one a line")
    listing.add_argument("-l", "--locale", action="append", metavar="LOCALE", help="only these")
    entering = actions.add_parser("import", help="enter the terms of a TBX or CSV file")
    entering.add_argument("file", metavar="FILE", help="TBX (version 2 or 3) or CSV")
    entering.add_argument("-o", dest="output", metavar="FILE", help="instead of the project's")
    entering.add_argument(
        "--dry-run", action="store_true", help="write nothing, say what would be done"
    )


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    project = open_from(args)
    return {"list": _list, "import": _import}[args.action](project, args)


def _list(project: Project, args: argparse.Namespace) -> int:
    names = [name for group in args.locale or [] for name in group.split(",")]
    locales = select_locales(names, project.config)
    for term in project.read_glossary().terms:
        said = [
            f"{locale}: {'(as it is)' if term.kept(locale) else _said(rendering)}"
            for locale in locales
            if (rendering := term.rendering(locale)) or term.kept(locale)
        ]
        show("; ".join([_named(term), *said]))
    return OK


def _named(term: Term) -> str:
    return f"{term.text} ({term.part_of_speech})" if term.part_of_speech else term.text


def _said(rendering: Rendering | None) -> str:
    if rendering is None:
        return ""
    never = f" (not {', '.join(rendering.forbidden)})" if rendering.forbidden else ""
    return f"{', '.join(rendering.use) or '–'}{never}"


def _import(project: Project, args: argparse.Namespace) -> int:
    data = read_file(args.file)
    if data is None:
        raise Usage(f"there is no file {args.file}")
    name = args.output or str(project.root / project.glossary_name)
    terms = _terms(project, data, args.file)
    before = read_file(name)
    made = enter(before or b"", name, terms.offers, project.config.source_locale)
    if not args.dry_run and (made.added or made.extended):
        try:
            files.rewrite(Path(name), made.data, files.digest(before))
        except files.FileChanged:
            message = "was changed by somebody while this ran: run the command again"
            raise Usage(f"{name} {message}") from None
    left = f"; {count(terms.left_out, 'term')} left out: no text for this project's locales"
    show(
        f"{name}: {count(made.added, 'new term')}, {made.extended:,} extended"
        f"{left if terms.left_out else ''}"
    )
    for conflict in made.conflicts:
        say(f"l10n: {args.file}:{conflict.offer.line}: {conflict.message}: left as it is")
    return FAILED if made.conflicts else OK


def _terms(project: Project, data: bytes, path: str) -> Terms:
    """The terms of a file, which says itself what it is."""
    source, locales = project.config.source_locale, project.config.locales
    if not is_xml(data) or _is_table(data):
        return term_table.read(data, path, source, locales)
    need_extra()
    from pipeline.interchange import tbx, tree

    top: Any = tree.parse(data, path)
    return tbx.read(top, path, source, locales)


def _is_table(data: bytes) -> bool:
    """Spreadsheets write UTF-16 as XML tools do, but not with `<` in front."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) and data[2:4].strip(b"\0") != b"<"
