"""One command at a time writes a project.

The lock is one of the operating system on a file in the private folder: it ends with the process
that holds it, however that ends, so that no stale lock can be left behind. The file itself stays;
it holds the number of the last process that had the lock, for the message of one that waits.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.disk import files

_NAME = "lock"
_FAR = 1 << 20
"""Where Windows locks a byte, behind the number that others must be able to read."""


@contextmanager
def locked(root: Path, wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a project; `wait` is told the number of the process that has it.

    Raises OSError where the private folder cannot be made or the file system knows no locks.
    """
    handle = os.open(files.private(root) / _NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _take(handle, patient=False):
            wait(os.read(handle, 20).decode("ascii", "replace").strip())
            _take(handle, patient=True)
        os.lseek(handle, 0, os.SEEK_SET)
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int, *, patient: bool) -> bool:
        """Lock one byte; patience is ten attempts in ten seconds, again and again."""
        os.lseek(handle, _FAR, os.SEEK_SET)
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK if patient else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not patient:
                    return False
            else:
                return True

else:
    import fcntl

    def _take(handle: int, *, patient: bool) -> bool:
        """Lock the file; says whether that was possible at once."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if patient else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
