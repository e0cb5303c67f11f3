"""Reading folders and writing files: atomically, and only what has changed."""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_PREFIX = ".l10n-"
"""Of files being written; what a killed run left behind is removed by a later one."""
_AN_HOUR = 3600
_RACY = 2_000_000_000
"""Nanoseconds within which two writes may leave the same times."""
CONFIG = "l10n.yaml"
PRIVATE = ".l10n"
"""The folder beside `l10n.yaml` that belongs to this program; git never sees it."""


class FileChanged(Exception):  # noqa: N818 - it is news, which the caller can deal with
    """A file is no longer what was read from it: somebody has saved it meanwhile."""


def private(root: Path) -> Path:
    """The folder for what may be deleted at any time, made when it is not there."""
    folder = root / PRIVATE
    if not folder.is_dir():
        folder.mkdir()
    write(folder / ".gitignore", b"*\n")
    return folder


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


Mark = tuple[int, int, int, int]
"""What changes in a stat when somebody writes a file: times, size, and the file itself."""


def stats(top: Path, leftovers: list[str] | None = None) -> dict[str, os.stat_result | None]:
    """The files that `names` gives, in any order, with their stat; None where a link leads nowhere.

    Paths of files that were being written when a run was killed go to `leftovers`.
    """
    found: dict[str, os.stat_result | None] = {}
    folders = [("", str(top))]
    while folders:
        base, folder = folders.pop()
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError:  # as for `names`: a folder that is not there, or not ours to see
            continue
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                if leftovers is not None and name.startswith(_PREFIX):
                    leftovers.append(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                folders.append((f"{base}{name}/", entry.path))
            elif entry.is_file():
                try:
                    found[base + name] = entry.stat()
                except FileNotFoundError:  # gone since
                    continue
            elif entry.is_symlink() and not entry.is_dir():
                found[base + name] = None
    return found


def stat_of(top: Path, name: str) -> dict[str, os.stat_result | None]:
    """The same of one file; nothing where there is none."""
    try:
        return {name: (top / name).stat()}
    except OSError:
        return {}


def mark(stat: os.stat_result) -> Mark:
    """What to compare of a stat."""
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def examine(path: str) -> tuple[str | None, Mark | None]:
    """The digest of a file, None if it cannot be read; and its mark, if that can be relied on.

    A file that was written within the last two seconds may be written again without a change of
    its times: some file systems count in whole seconds.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - 24,000 times in a row
            before = os.fstat(file.fileno())
            found = digest(file.readall())
            after = os.fstat(file.fileno())
    except OSError:
        return None, None
    quiet = time.time_ns() - max(after.st_mtime_ns, after.st_ctime_ns) > _RACY
    return found, mark(after) if quiet and mark(before) == mark(after) else None


def read(path: Path) -> bytes | None:
    """The bytes of a file, None when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def digest(data: bytes | None) -> str | None:
    """What a content is recognised by; None stands for no file."""
    return None if data is None else sha256(data).hexdigest()


def write(path: Path, data: bytes) -> bool:
    """Write a whole file and say whether that was necessary.

    The data goes into a temporary file beside it and takes the name in one step, so that a
    process killed at any moment leaves the old file or the new one.
    """
    there = read(path)
    if there == data:
        return False
    _put(path, data)
    return True


def rewrite(path: Path, data: bytes | None, seen: str | None) -> bool:
    """Write, like `write`, what was made from a content with the digest `seen`; None removes it.

    Raises FileChanged, and does nothing, when something else stands there now.
    """
    if digest(data) == seen:
        return False
    if data is None:
        _expect(path, seen)
        path.unlink()
    else:
        _put(path, data, seen, checked=True)
    return True


def _put(path: Path, data: bytes, seen: str | None = None, *, checked: bool = False) -> None:
    if path.is_symlink():
        path = path.resolve()  # behind a link stands the file that others share
    temporary = f"{path.parent}/{_PREFIX}{os.getpid()}"
    try:
        _create(temporary, data, path)
        if checked:  # as late as can be
            _expect(path, seen)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _expect(path: Path, seen: str | None) -> None:
    if digest(read(path)) != seen:
        raise FileChanged(path)


def _create(temporary: str, data: bytes, like: Path) -> None:
    """Write a file that has the rights of another; where there is none, all may read it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(temporary, flags, 0o644)
    except FileNotFoundError:
        like.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(temporary, flags, 0o644)
    with os.fdopen(handle, "wb", buffering=0) as file:
        file.write(data)
    try:
        rights = stat.S_IMODE(like.stat().st_mode)
    except FileNotFoundError:
        return
    if rights != 0o644:  # noqa: PLR2004 - as above
        Path(temporary).chmod(rights & 0o777)


def sweep(leftovers: Iterable[str]) -> None:
    """Remove what a killed run left half written: files so old that no run still writes them."""
    for path in map(Path, leftovers):
        with suppress(FileNotFoundError):  # the other run has finished it
            if time.time() - path.stat().st_mtime > _AN_HOUR:
                path.unlink()


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
