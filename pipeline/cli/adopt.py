"""`l10n adopt`: old translated pages -> PO entries, and a page that shows both sides."""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pipeline import flow
from pipeline.adopt import Adopted, Alignment, Outcome
from pipeline.adopt.report import page
from pipeline.cli.sync import sync_all
from pipeline.cli.terminal import Usage, count, progress, report, show
from pipeline.cli.workspace import Workspace, open_from, stem
from pipeline.disk import files
from pipeline.disk.pages import read_page
from pipeline.disk.project import Project
from pipeline.flow import OldPage
from pipeline.model import DocumentId, Locale, SourceError

_REPORTS = ".l10n/adopt"
"""Where the side-by-side pages go unless `-o` names a folder."""
_TWO = 2
"""SOURCE and OLD."""
_EPILOG = """\
SOURCE may be a pattern, and OLD may hold {path} (articles/sleep.md), {stem} (articles/sleep),
{name} (sleep) and {locale}: l10n adopt -l de,fr 'articles/*.md' 'old/{locale}/{stem}.html'
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "pages",
        nargs=_TWO,
        metavar="SOURCE OLD",
        help="a document or pattern and its old translation (.md, .mdx, .html, .yaml, .docx)",
    )
    parser.add_argument(
        "-l", "--locale", action="append", metavar="LOCALE", required=True, help="its locale"
    )
    parser.add_argument(
        "--accept",
        action="store_true",
        help="accept pairs that nothing speaks against; otherwise all are drafts",
    )
    parser.add_argument("-o", "--output", metavar="DIR", help="where the side-by-side pages go")
    parser.add_argument(
        "--dry-run", action="store_true", help="write no catalog, and pages only with -o"
    )


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    project = open_from(args)
    locales = [name for group in args.locale for name in group.split(",")]
    ids = _select(project, args.pages[0])
    workspace = Workspace(project, ids, locales)
    _refuse(args.pages[1], ids, workspace.locales)
    sync_all(workspace, write=False)
    for locale in workspace.locales:
        _adopt(workspace, locale, args)
    return report(workspace.faults)


def _select(project: Project, pattern: str) -> list[str]:
    """The documents that SOURCE names: one, or all that a pattern takes."""
    if "*" not in pattern:
        return [pattern]
    found = [id for id in project.documents() if project.config.matches(pattern, [id])]
    if not found:
        raise Usage(f"no document matches {pattern}")
    return list(found)


def _refuse(old: str, ids: list[str], locales: tuple[Locale, ...]) -> None:
    """One old page cannot be the translation of several documents or into several languages."""
    if len(ids) > 1 and not any(name in old for name in ("{path}", "{stem}", "{name}")):
        raise Usage(f"{len(ids)} documents, one old page: write {{path}} or {{stem}} into {old}")
    if len(locales) > 1 and "{locale}" not in old:
        raise Usage(f"{len(locales)} locales, one old page: write {{locale}} into {old}")


def _place(pattern: str, id: DocumentId, locale: Locale) -> Path:
    path = PurePosixPath(id)
    values = {"path": id, "stem": str(path.with_suffix("")), "name": path.stem, "locale": locale}
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return Path(pattern)


def _adopt(workspace: Workspace, locale: Locale, args: argparse.Namespace) -> None:
    for id in sorted(workspace.documents.keys() - workspace.documents_for(locale).keys()):
        show(f"{locale}: {id}: not translated into this locale")
    pages = list(_pages(workspace, locale, args.pages[1], many="*" in args.pages[0]))
    known = flow.memory(workspace.catalogs(locale).values())
    totals: Counter[str] = Counter()
    reports = _reports(workspace, args)
    with progress(f"adopt {locale}", len(pages)) as advance:
        glossary = workspace.glossary
        found = flow.adopt_pages(pages, locale, known, accept=args.accept, glossary=glossary)
        for one, (alignment, adopted) in zip(pages, found, strict=True):
            if not args.dry_run:
                workspace.save(stem(one.document.id), locale, adopted.catalog)
            shown = page((one.document.id, one.name), locale, alignment, adopted)
            path = reports / locale / f"{stem(one.document.id)}.html" if reports else None
            if path:
                files.write(path, shown)
            totals += _print(one, locale, alignment, adopted, path)
            advance()
    if len(pages) > 1:
        show(f"{locale}: {count(len(pages), 'page')}: {_sums(totals)}")


def _pages(workspace: Workspace, locale: Locale, pattern: str, *, many: bool) -> Iterator[OldPage]:
    """The documents with their old pages; what cannot be read is a fault.

    Of `many` documents some have none: that is said and is no fault.
    """
    for id, document in workspace.documents_for(locale).items():
        path = _place(pattern, id, locale)
        catalog = workspace.catalog(stem(id), locale)
        try:
            found = read_page(path)
            old = flow.load_old(*found, document, workspace.config, locale) if found else None
        except SourceError as error:
            workspace.faults.append(error)
            continue
        if old is None and many:
            show(f"{locale}: {id}: no old page {path.as_posix()}")
        elif old is None:
            workspace.faults.append(SourceError(path.as_posix(), "there is no such page"))
        elif catalog is not None:
            yield OldPage(document, old, path.as_posix(), catalog)


def _reports(workspace: Workspace, args: argparse.Namespace) -> Path | None:
    """The folder of the side-by-side pages; none in a dry run without `-o`."""
    if args.output:
        return Path(args.output)
    return None if args.dry_run else workspace.project.root / _REPORTS


def _print(
    one: OldPage, locale: Locale, alignment: Alignment, adopted: Adopted, path: Path | None
) -> Counter[str]:
    here, there = map(len, alignment.left)
    sums = Counter({"pair": len(adopted.rows), "here": here, "there": there})
    sums.update({o.name: adopted.count(o) for o in Outcome})
    where = f"; see {path.as_posix()}" if path else ""
    show(f"{locale}: {one.document.id}: {_sums(sums)}{where}")
    return sums


def _sums(sums: Counter[str]) -> str:
    parts = [
        f"{sums[o.name]:,} {word}"
        for o, word in (
            (Outcome.ACCEPTED, "accepted"),
            (Outcome.DRAFT, "drafts"),
            (Outcome.KEPT, "with a text already"),
            (Outcome.REPEATED, "repeated"),
            (Outcome.APART, "not to be joined"),
        )
        if sums[o.name]
    ]
    what = f" ({', '.join(parts)})" if parts else ""
    return (
        f"{count(sums['pair'], 'pair')}{what}; "
        f"left over: {sums['here']:,} here, {sums['there']:,} in the old page"
    )
