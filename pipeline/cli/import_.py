"""`l10n import`: what a translator or a memory has made of an export goes into the catalogs."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.cli.drafting import jobs
from pipeline.cli.import_catalog import import_catalog
from pipeline.cli.terminal import FAILED, OK, Usage, count, report, say, show, start
from pipeline.cli.workspace import Workspace, open_workspace, stem
from pipeline.disk import files
from pipeline.disk.project import SITE_CATALOG
from pipeline.interchange import Conflict, Returned, put_back, work
from pipeline.model import Locale
from pipeline.pretranslate import Policy, Route, filled, wishes

TEMPLATES = "templates"
"""What `#:` says of the interface strings."""
_XML_BEGINS = (b"<", b"\xff\xfe", b"\xfe\xff")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE", help="a PO, XLIFF or TMX file")
    parser.add_argument(
        "-l",
        "--locale",
        action="append",
        metavar="LOCALE",
        help="only these of a memory; the locale of a catalog of po4a, mdpo or translate-toolkit",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing, say what would be done"
    )


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    data = read_file(args.file)
    if data is None:
        raise Usage(f"there is no file {args.file}")
    workspace = open_workspace(args)
    if is_xml(data) and is_memory(data, args.file):
        fill(workspace, data, args.file, write=not args.dry_run)
        return report(workspace.faults)
    if args.locale and not is_xml(data) and not work.is_ours(data, args.file):
        import_catalog(workspace, data, args.file, write=not args.dry_run)
        return report(workspace.faults)
    answer = answer_to(workspace, data, args.file)
    changed = sum(
        args.dry_run or workspace.save(name, answer.locale, catalog)
        for name, catalog in answer.returned.catalogs.items()
    )
    print_answer(workspace, answer, changed)
    return report(workspace.faults) or (FAILED if answer.refused else OK)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a translator's file comes to, before anything is written."""

    path: str
    locale: Locale
    returned: Returned
    unreadable: tuple[int, ...] = ()
    """Lines of units that cannot be read in full."""

    @property
    def refused(self) -> int:
        """How many texts were not put back."""
        return len(self.returned.conflicts) + len(self.unreadable)


def read_file(path: str) -> bytes | None:
    """The bytes of a file, None when there is none; raises Usage for a folder and its like."""
    try:
        return files.read(Path(path))
    except OSError as error:
        raise Usage(f"{path}: cannot be read: {error.strerror}") from None


def is_xml(data: bytes) -> bool:
    """Whether a file is XML rather than PO."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_XML_BEGINS)


def need_extra() -> None:
    """Raise Usage where XLIFF, TMX and TBX cannot be had."""
    try:
        import lxml.etree  # noqa: F401 - only whether it is there
    except ImportError:
        message = "XLIFF, TMX and TBX need an extra: pip install 'l10n-pipeline[interchange]'"
        raise Usage(message) from None


def is_memory(data: bytes, path: str) -> bool:
    """Whether an XML file is TMX; raises Usage for what is neither that nor XLIFF."""
    need_extra()
    from pipeline.interchange import tree

    kind = tree.name(tree.parse(data, path))
    if kind not in ("tmx", "xliff"):
        raise Usage(f"{path}: neither TMX nor XLIFF: it begins with <{kind}>")
    return kind == "tmx"


def answer_to(workspace: Workspace, data: bytes, path: str) -> Answer:
    """A work file or XLIFF held against today's catalogs; raises PipelineError or Usage."""
    if not is_xml(data):
        file = work.read(data, path)
        locale = _locale(workspace, file.locale, path)
        return Answer(path, locale, put_back(workspace.catalogs(locale), file.offers))
    need_extra()
    from pipeline.interchange import tree, xliff

    found = xliff.read(tree.parse(data, path), path)
    locale = _locale(workspace, found.language, path)
    names = {workspace.project.reference(id): stem(id) for id in workspace.ids}
    names[TEMPLATES] = SITE_CATALOG
    offers = [replace(o, catalog=names.get(o.catalog, o.catalog)) for o in found.offers]
    returned = put_back(workspace.catalogs(locale), offers)
    return Answer(path, locale, returned, found.unreadable)


def _locale(workspace: Workspace, name: str, path: str) -> Locale:
    wanted = name.replace("-", "_").lower()
    for locale in workspace.locales:
        if locale.lower() == wanted:
            return locale
    raise Usage(f"{path}: it is for {name}, which is not among {', '.join(workspace.locales)}")


def fill(workspace: Workspace, data: bytes, path: str, *, write: bool) -> None:
    """Missing units get the texts of a memory as machine drafts."""
    from pipeline.interchange import tmx, tree

    top, source = tree.parse(data, path), workspace.config.source_locale
    read = ((locale, tmx.read(top, source, locale)) for locale in workspace.locales)
    memory = {locale: pairs for locale, pairs in read if pairs}
    if not memory:
        raise Usage(f"{path}: no pairs of {source} and {' or '.join(workspace.locales)}")
    drafted = dict.fromkeys(memory, 0)
    policy = Policy(lambda *_: Route(), memory)
    for step in (filled(wishes(job, policy), {}) for job in jobs(workspace)):
        job, number = step.job, sum(step.drafted.values())
        if not number:
            continue
        name = SITE_CATALOG if job.document == SITE_CATALOG else stem(job.document)
        if write:
            workspace.save(name, job.locale, job.catalog)
        drafted[job.locale] += number
    for locale, number in drafted.items():
        show(f"{locale}: {count(number, 'draft')} from {count(len(memory[locale]), 'pair')}")


def print_answer(workspace: Workspace, answer: Answer, changed: int) -> None:
    """Numbers to stdout; every text that was not put back to stderr."""
    taken = answer.returned.taken
    accepted = sum(n for state, n in taken.items() if state.accepted)
    drafts = sum(taken.values()) - accepted
    parts = [f"{accepted:,} translated"] if accepted else []
    parts += [count(drafts, "draft")] if drafts else []
    refused = f"; {count(answer.refused, 'conflict')}" if answer.refused else ""
    done = ", ".join(parts) or "nothing new"
    show(f"{answer.locale}: {done}; {count(changed, 'file')} changed{refused}")
    for line in _refusals(workspace, answer):
        say(f"l10n: {line}")


def _refusals(workspace: Workspace, answer: Answer) -> Iterator[str]:
    said = [(c.offer.line, _reason(workspace, answer, c)) for c in answer.returned.conflicts]
    inline = "it has inline elements that l10n did not write: put plain text in their place"
    said += [(line, inline) for line in answer.unreadable]
    yield from (f"{answer.path}:{line}: {reason}" for line, reason in sorted(said))


def _reason(workspace: Workspace, answer: Answer, conflict: Conflict) -> str:
    source = start(conflict.offer.key.text)
    if conflict.altered:
        return f"{source}: not the source that went out: export it again"
    if not conflict.catalog:
        return f"{source}: no longer in the catalogs, the source has changed: export it again"
    place = workspace.project.catalog_name(conflict.catalog, answer.locale)
    there = start(conflict.target)
    return f"{source}: {place}:{conflict.line} has {there} since the export: choose there"
