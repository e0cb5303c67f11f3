"""Git as far as the pipeline knows it: is there a repository, and has it our merge driver."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.disk import files

DRIVER = "l10n"
"""The name of the merge driver, in `.gitattributes` and in the settings of a clone."""
_LINE = b"*.po merge=l10n\n"


def is_repository(folder: Path) -> bool:
    """Whether git is there and the folder is in one of its work trees."""
    return (
        shutil.which("git") is not None
        and _git(folder, "rev-parse", "--is-inside-work-tree") == "true"
    )


def attribute(catalogs: Path) -> bool:
    """Have git merge the PO files below a folder with the driver; says whether that was new."""
    catalogs.mkdir(parents=True, exist_ok=True)
    if _git(catalogs, "check-attr", "merge", "--", "any.po").endswith(f": {DRIVER}"):
        return False
    path = catalogs / ".gitattributes"
    there = files.read(path) or b""
    end = b"\n" if there and not there.endswith(b"\n") else b""
    return files.write(path, there + end + _LINE)


def register(folder: Path) -> None:
    """Tell the clone how to run the driver; raises OSError when git refuses.

    By the path of this interpreter, as the program is seldom on the path of a person's git.
    Outside this clone nothing changes: git copies no settings.
    """
    python = shlex.quote(sys.executable).replace("%", "%%")
    wanted = {
        f"merge.{DRIVER}.name": "PO files entry by entry",
        f"merge.{DRIVER}.driver": f"{python} -P -m pipeline merge-driver %O %A %B %P",
    }
    new = {k: v for k, v in wanted.items() if _git(folder, "config", "--local", k) != v}
    for name, value in new.items():
        done = _run(folder, "config", "--local", name, value)
        if done.returncode:
            raise OSError(done.returncode, done.stderr.strip(), "git config")


def _git(folder: Path, *words: str) -> str:
    """What git answers, without the line end; nothing when it fails."""
    done = _run(folder, *words)
    return done.stdout.strip() if done.returncode == 0 else ""


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
