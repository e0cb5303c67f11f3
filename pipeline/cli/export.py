"""`l10n export`: catalogs go out in one file, for a translator, a CAT tool or a memory."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import flow
from pipeline.cli.import_ import TEMPLATES, answer_to, is_xml, need_extra, read_file
from pipeline.cli.terminal import Usage, count, report, say, show
from pipeline.cli.workspace import Workspace, open_workspace, stem
from pipeline.disk import files
from pipeline.disk.project import SITE_CATALOG
from pipeline.disk.shipped import interface_units
from pipeline.interchange import Described, Row, described, open_rows, rows, template, work
from pipeline.model import Locale, PipelineError
from pipeline.model.joined import NO_ORDER, Order, order


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("documents", nargs="*", metavar="DOC", help="only these documents")
    parser.add_argument(
        "-l", "--locale", action="append", metavar="LOCALE", help="the locale (not for pot)"
    )
    parser.add_argument(
        "--todo", metavar="FILE", help="a PO file of all that waits for a translator"
    )
    parser.add_argument("--format", choices=FORMATS, help="everything in this format")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write the format")
    parser.add_argument(
        "-f", "--force", action="store_true", help="overwrite a file whatever it holds"
    )


@dataclass(frozen=True, slots=True)
class Export:
    """A file to be written."""

    data: bytes
    units: int
    impossible: int = 0
    """Units that the format cannot hold."""


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    kind, path = _target(args)
    workspace = open_workspace(args)
    if kind not in ("todo", "po", "pot"):
        need_extra()
    if not args.force:
        _refuse_to_lose(workspace, path)
    if kind == "pot":
        made = _template(workspace)
    else:
        made = MAKERS[kind](workspace, _one_locale(workspace))
    files.write(Path(path), made.data)
    show(f"{path}: {count(made.units, 'unit')}")
    if made.impossible:
        say(f"l10n: {path}: {count(made.impossible, 'unit')} left out: control characters")
    return report(workspace.faults)


def _target(args: argparse.Namespace) -> tuple[str, str]:
    """Kind and path of the file."""
    if args.todo and not args.format and not args.output:
        return "todo", args.todo
    if args.format and args.output and not args.todo:
        return args.format, args.output
    raise Usage("give either --todo FILE, or --format FORMAT and -o FILE")


def _one_locale(workspace: Workspace) -> Locale:
    if len(workspace.locales) != 1:
        raise Usage(f"name one locale: -l {', or -l '.join(workspace.locales)}")
    return workspace.locales[0]


def _refuse_to_lose(workspace: Workspace, path: str) -> None:
    """An export replaces only an export whose texts are in the catalogs; raises Usage."""
    data = read_file(path)
    if data is None:
        return
    try:
        if not is_ours(data, path):
            raise Usage(f"{path}: not an export of l10n: take another name, or --force")
        if holds_nothing(data, path):
            return
        answer = answer_to(workspace, data, path)
    except PipelineError as error:
        raise Usage(f"{error}; to overwrite it all the same: --force") from None
    if answer.returned.catalogs or answer.refused:
        message = "it holds texts that are not in the catalogs"
        raise Usage(f"{path}: {message}: `l10n import {path}` first, or --force")


def is_ours(data: bytes, path: str) -> bool:
    """Whether `l10n export` made a file; raises PipelineError or Usage."""
    if not is_xml(data):
        return work.is_ours(data, path)
    need_extra()
    from pipeline.interchange import tmx, tree, xliff

    top = tree.parse(data, path)
    return tmx.is_ours(top) or xliff.is_ours(top)


def holds_nothing(data: bytes, path: str) -> bool:
    """Whether a file of ours has no text of a translator: nobody writes into a memory."""
    if not is_xml(data):
        return work.is_blank(data, path)
    from pipeline.interchange import tree

    return tree.name(tree.parse(data, path)) == "tmx"


def all_rows(workspace: Workspace, locale: Locale) -> Iterator[Row]:
    """Every unit of the selected documents in a locale, then the interface strings."""
    for id, document in workspace.documents_for(locale).items():
        if not workspace.overrides.stands(document, locale):
            local = document.for_locale(locale)
            reference = workspace.project.reference(id)
            units = described(local)
            yield from _rows(workspace, locale, stem(id), units, reference, order=order(local))
    if workspace.whole:
        yield from _rows(workspace, locale, SITE_CATALOG, _interface(), TEMPLATES)


def _rows(
    workspace: Workspace,
    locale: Locale,
    name: str,
    units: Sequence[Described],
    reference: str,
    *,
    order: Order = NO_ORDER,
) -> tuple[Row, ...]:
    catalog = workspace.catalog(name, locale)
    live = catalog.by_key() if catalog else {}
    lacking = sum(u.key not in live for u in units)
    if lacking and workspace.readable(name, locale):
        place = workspace.project.catalog_name(name, locale)
        say(f"l10n: {place}: it lacks {count(lacking, 'unit')} of {reference}: run `l10n sync`")
    return rows(units, catalog, reference, name, order) if catalog else ()


def _interface() -> tuple[Described, ...]:
    return tuple(Described(key, notes) for key, notes in interface_units())


def _todo(workspace: Workspace, locale: Locale) -> Export:
    """What waits for a translator."""
    return _po(workspace, locale, "todo", open_rows(all_rows(workspace, locale)))


def _po(workspace: Workspace, locale: Locale, kind: str, found: Sequence[Row]) -> Export:
    data = work.write(found, locale, workspace.config.site.name, kind)
    return Export(data, len({r.key for r in found}))


def _whole(workspace: Workspace, locale: Locale) -> Export:
    return _po(workspace, locale, "po", tuple(all_rows(workspace, locale)))


def _template(workspace: Workspace) -> Export:
    found: list[Row] = []
    for id, document in workspace.documents.items():
        if not document.skip:
            found += template(described(document), workspace.project.reference(id))
    if workspace.whole:
        found += template(_interface(), TEMPLATES)
    data = work.write_template(found, workspace.config.site.name)
    return Export(data, len({r.key for r in found}))


def _xliff(version: str) -> Callable[[Workspace, Locale], Export]:
    def export(workspace: Workspace, locale: Locale) -> Export:
        from pipeline.interchange import xliff

        found = tuple(all_rows(workspace, locale))
        source = workspace.config.source_locale
        data, impossible = xliff.write(found, source, locale, version)
        return Export(data, len(found) - impossible, impossible)

    return export


def _tmx(workspace: Workspace, locale: Locale) -> Export:
    from pipeline.interchange import tmx

    documents = {stem(id): workspace.project.reference(id) for id in workspace.documents}
    pairs = [
        tmx.Pair(key, target, documents.get(name, name))
        for name, catalog in workspace.catalogs(locale).items()
        if workspace.whole or name in documents
        for key, target in flow.accepted_pairs([catalog])
        if not key.adapted
    ]
    data, impossible = tmx.write(pairs, workspace.config.source_locale, locale)
    return Export(data, len({(p.key, p.target) for p in pairs}) - impossible, impossible)


FORMATS = ("pot", "po", "tmx", "xliff", "xliff2")
MAKERS: dict[str, Callable[[Workspace, Locale], Export]] = {
    "todo": _todo,
    "po": _whole,
    "tmx": _tmx,
    "xliff": _xliff("1"),
    "xliff2": _xliff("2"),
}
"""What is made for one locale; a template is in none."""
