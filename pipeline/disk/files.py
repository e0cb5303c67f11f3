"""Reading folders and writing files: atomically, and only what has changed."""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

_PREFIX = ".l10n-"
"""Of files being written; what a killed run left behind is removed by a later one."""
_AN_HOUR = 3600


def names(folder: Path) -> Iterator[str]:
    """All files below a folder as relative paths with `/`, sorted; hidden ones are left out."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        base = Path(parent).relative_to(folder).as_posix()
        shown = (f for f in files if not f.startswith(".") and _is_file(f"{parent}/{f}"))
        found += [f if base == "." else f"{base}/{f}" for f in shown]
    yield from sorted(found)


def _is_file(path: str) -> bool:
    """A regular file, or a link, which tells of itself when it leads nowhere; no pipe or device."""
    return os.path.isfile(path) or os.path.islink(path)  # noqa: PTH113, PTH114 - one call each


def read(path: Path) -> bytes | None:
    """The bytes of a file, None when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write(path: Path, data: bytes) -> bool:
    """Write a whole file and say whether that was necessary.

    The data goes into a temporary file beside it and takes the name in one step, so that a
    process killed at any moment leaves the old file or the new one.
    """
    path = path.resolve()  # behind a link stands the file that others share
    if read(path) == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=_PREFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        there = Path(temporary)
        there.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        there.replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def sweep(folder: Path) -> None:
    """Remove what a killed run left half written: files so old that no run still writes them."""
    for leftover in folder.rglob(f"{_PREFIX}*"):
        if time.time() - leftover.stat().st_mtime > _AN_HOUR:
            leftover.unlink(missing_ok=True)


def write_tree(folder: Path, files: Mapping[str, bytes], owned: frozenset[str]) -> list[str]:
    """Make a folder hold these files; returns the paths written or removed.

    `owned` are the files of an earlier build: those no longer wanted are removed. Anything else
    that stands in the way is not ours and is never overwritten: FileExistsError names it.
    """
    strangers = [p for p, data in files.items() if p not in owned and _differs(folder / p, data)]
    if strangers:
        raise FileExistsError(", ".join(strangers))
    changed = [path for path, data in files.items() if write(folder / path, data)]
    for path in sorted(owned - files.keys()):
        if (folder / path).is_file():
            (folder / path).unlink()
            changed.append(path)
            _drop_empty(folder, (folder / path).parent)
    return changed


def _differs(path: Path, data: bytes) -> bool:
    there = read(path)
    return there is not None and there != data


def _drop_empty(top: Path, folder: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
