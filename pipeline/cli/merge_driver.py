"""`l10n merge-driver`: git calls it to merge a PO file that two branches have changed.

`l10n init --git` registers it. The exit code is git's: 0 merged, 1 a conflict, and anything higher
when a version cannot be read, so that git leaves the file as it is in one's own branch, unmerged.
"""

import argparse
from pathlib import Path

from pipeline.cli.terminal import BAD_INPUT, FAILED, OK, report, say, start
from pipeline.disk import files
from pipeline.formats import po
from pipeline.merge import merge
from pipeline.model import Catalog, CatalogError

_VERSIONS = ("base", "ours", "theirs")
_SHOWN = 60
"""So many characters of a unit name it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The files, in git's order."""
    for name, what in zip(
        _VERSIONS, ("%%O", "%%A; the result is written there", "%%B"), strict=True
    ):
        parser.add_argument(name, help=f"a version: {what}")
    parser.add_argument("path", help="the name of the file in the repository: %%P")


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    versions: list[Catalog] = []
    faults: list[CatalogError] = []
    for name in _VERSIONS:
        try:
            versions.append(po.read(Path(getattr(args, name)).read_bytes(), args.path))
        except CatalogError as error:
            message = f"{error.message} (in the version of {name})"
            faults.append(CatalogError(error.path, message, error.line))
    if faults:
        report(faults)
        say(f"l10n: {args.path}: not merged, it is as in your branch; for the other version:")
        say(f"l10n:   git show :3:{args.path}")
        return BAD_INPUT
    merged = merge(*versions)
    data = _bytes(merged.catalog, args.path)
    written = po.read(data, args.path)
    if written.entries != merged.catalog.entries:
        raise CatalogError(args.path, "a merge would lose something of it: merge it by hand")
    files.write(Path(args.ours), data)
    for entry in written.entries:
        if entry.key in merged.conflicts and not entry.obsolete:
            text = start(entry.key.text, _SHOWN)
            say(f"l10n: {args.path}:{entry.line}: both branches translated {text}: choose one")
    return FAILED if merged.conflicts else OK


def _bytes(catalog: Catalog, path: str) -> bytes:
    """The merged file; raises CatalogError when its charset cannot hold what the other has."""
    try:
        return po.write(catalog)
    except UnicodeEncodeError:
        message = f"{catalog.charset} cannot hold both branches: save the file as UTF-8 in yours"
        raise CatalogError(path, message) from None
