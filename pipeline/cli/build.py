"""`l10n build`: localized pages from the catalogs as they are; it never syncs."""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline import flow
from pipeline.cli.localize import add_dangling, locales_with_source, messages, outcomes
from pipeline.cli.terminal import FAILED, OK, Usage, count, report, say, show
from pipeline.cli.workspace import Workspace, open_workspace
from pipeline.disk import files
from pipeline.model import Rendition

SCHEMA = "l10n-manifest/1"
MANIFEST = "manifest.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "-l",
        "--locale",
        action="append",
        metavar="LOCALE",
        help="only these locales (of Markdown trees: a website always holds all)",
    )
    parser.add_argument(
        "--to", default="html", metavar="FORMAT[,…]", help=f"{' or '.join(WRITERS)} (default html)"
    )
    parser.add_argument("-o", dest="output", metavar="DIR", help="where to, instead of `output:`")
    parser.add_argument(
        "--preview", action="store_true", help="show everything there is, marked and not indexed"
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 when a page was withheld")


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    formats = args.to.split(",")
    for name in formats:
        if name not in WRITERS:
            raise Usage(f"no format {name}: it can be {', '.join(WRITERS)}")
    folder = output_folder(workspace, args.output)
    add_dangling(workspace)
    locales = workspace.config.locales if "html" in formats else workspace.locales
    made = [o.rendition for o in outcomes(workspace, locales, preview=args.preview)]
    changed = write(workspace, made, formats, folder)
    show(f"{folder}: {count(len(changed), 'file')} changed")
    withheld = print_withheld(made)
    return report(workspace.faults) or (FAILED if args.strict and withheld else OK)


def output_folder(workspace: Workspace, name: str | None = None) -> Path:
    """Where the pages go: never into, or around, what people write. Raises Usage."""
    root, config = workspace.project.root, workspace.config
    folder = Path(name) if name else root / config.output
    there = folder.resolve()
    kept = [(root / x).resolve() for x in (config.source, config.catalogs, config.overrides)]
    if any(there.is_relative_to(x) for x in kept) or root.resolve().is_relative_to(there):
        raise Usage(f"pages cannot be written to {folder}: name a folder of their own")
    if folder.exists() and not folder.is_dir():
        raise Usage(f"pages cannot be written to {folder}: it is a file")
    return folder


def print_withheld(made: Sequence[Rendition]) -> int:
    """The pages that are not built, by locale and reason; how many there are."""
    withheld: dict[tuple[str, str], list[str]] = {}
    for r in made:
        if not r.verdict.publish:
            withheld.setdefault((r.locale, r.verdict.reasons[0]), []).append(r.id)
    for (locale, reason), ids in withheld.items():
        say(f"l10n: {locale}: withheld because {reason}: {', '.join(ids)}")
    return sum(map(len, withheld.values()))


def write(
    workspace: Workspace, made: Sequence[Rendition], formats: Sequence[str], folder: Path
) -> list[str]:
    """Write the pages of all formats and the manifest; the paths that changed."""
    pages: dict[str, bytes] = {}
    for name in formats:
        prefix = f"{name}/" if len(formats) > 1 else ""
        pages |= {prefix + path: data for path, data in WRITERS[name](workspace, made)}
    old = _owned(folder)
    kept = {p for p in old if _left_alone(p, workspace, formats)}
    pages[MANIFEST] = manifest(made, sorted(pages.keys() | kept))
    try:
        return files.write_tree(folder, pages, old - kept | {MANIFEST})
    except FileExistsError as error:
        raise Usage(
            f"{folder} holds files that l10n did not write: {error}; move them away"
        ) from None


def _owned(folder: Path) -> frozenset[str]:
    """The files of an earlier build, by its manifest; raises Usage for somebody else's."""
    data = files.read(folder / MANIFEST)
    if data is None:
        return frozenset()
    try:
        names = [str(name) for name in json.loads(data)["files"]]
    except (ValueError, TypeError, KeyError):
        raise Usage(f"{folder / MANIFEST} is not of l10n: name a folder of their own") from None
    # a manifest may have been edited: only what lies inside the folder can be ours
    return frozenset(n for n in names if ".." not in n.split("/") and not Path(n).is_absolute())


def _left_alone(path: str, workspace: Workspace, formats: Sequence[str]) -> bool:
    """Whether a file of an earlier build belongs to a locale that this build leaves out.

    A website always holds all locales, because its pages link to each other.
    """
    left_out = set(workspace.config.locales) - set(workspace.locales)
    parts = path.split("/")
    if len(formats) > 1:
        return parts[0] == "markdown" and parts[1] in left_out
    return formats == ["markdown"] and parts[0] in left_out


def manifest(made: Sequence[Rendition], paths: Sequence[str]) -> bytes:
    """What was built and why it looks as it does (docs/formats.md)."""
    rows = [
        {
            "document": r.id,
            "locale": r.locale,
            "publish": r.verdict.publish,
            "linked": r.verdict.linked,
            "indexable": r.verdict.indexable,
            "machine": r.verdict.machine,
            "reasons": list(r.verdict.reasons),
            "words": {state.value: n for state, n in r.verdict.words.items()},
        }
        for r in made
    ]
    text = json.dumps(
        {"schema": SCHEMA, "files": list(paths), "pages": rows}, ensure_ascii=False, indent=1
    )
    return text.encode() + b"\n"


def _markdown(workspace: Workspace, made: Sequence[Rendition]) -> Iterator[tuple[str, bytes]]:
    """A tree for each locale, in the source's own formats, with its assets."""
    for r in made:
        if r.verdict.publish and r.locale in workspace.locales:
            yield f"{r.locale}/{r.id}", r.localized.data
    own = {locale: workspace.overrides.assets(locale) for locale in workspace.locales}
    shown = {(r.id, r.locale) for r in made}
    for document in workspace.documents.values():
        for locale in workspace.locales if document.skip else ():
            if (document.id, locale) not in shown:
                yield f"{locale}/{document.id}", document.data
    for path, data in workspace.project.assets():
        for locale in workspace.locales:
            yield f"{locale}/{path}", own[locale].get(path, data)


def _html(workspace: Workspace, made: Sequence[Rendition]) -> Iterator[tuple[str, bytes]]:
    """The website, English included."""
    from pipeline.site import Settings, build_site

    config = workspace.config
    english = [flow.original(d, config.source_locale) for d in workspace.documents.values()]
    site = Settings(
        config.site.base_url, config.site.name, config.source_locale, locales_with_source(workspace)
    )
    own = {locale: workspace.overrides.assets(locale) for locale in config.locales}
    assets = dict(workspace.project.assets())
    return build_site([*english, *made], site, messages(workspace), assets, own)


Writer = Callable[[Workspace, Sequence[Rendition]], Iterator[tuple[str, bytes]]]

WRITERS: Mapping[str, Writer] = {"html": _html, "markdown": _markdown}
