"""What a sync costs in a whole project, as ratios that hold on any machine.

`make bench-projects` prints a table for 100 documents of 7 kB, `SIZE=1000` for as many: a first
sync beside po4a's (where that is installed), a sync of nothing beside a bare look at the same
files, one edit in a large project beside the same in a small one. Processor time of the processes
with their children, the least of a few rounds. It measures and never fails.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from benchmarks.articles import article
from benchmarks.documents import Row

_LENGTH = 7_000
_LOCALES = (
    "de", "es", "fr", "it", "pt", "ca", "nl", "pl", "sv", "da", "fi", "nb",
    "cs", "sk", "hu", "ro", "bg", "el", "tr", "uk", "ru", "ja", "zh", "ko",
)  # fmt: skip
_FEW, _SMALL = 4, 10
_QUIET = 2.5
"""Seconds after which a file that was written is known by its stat."""
_PEER = 50
"""So many documents are enough for po4a, which grows faster than they do."""
_EMPTY = re.compile(rb'^msgid (".+")\nmsgstr ""$', re.MULTILINE)
_SCAN = """
import os, sys
def scan(folder):
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            scan(entry.path)
        else:
            entry.stat()
for folder in sys.argv[1:]:
    scan(folder)
"""


def cost(*command: str | Path, rounds: int = 1, cwd: Path | None = None) -> float:
    """Least processor time of a command, in seconds; raises RuntimeError when it fails."""
    least = float("inf")
    for _ in range(rounds):
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{command}: exit code {process.returncode}")
        least = min(least, used.ru_utime + used.ru_stime)
    return least


class Project:
    """A project with so many documents and locales."""

    def __init__(self, root: Path, size: int, locales: int) -> None:
        self.root, self.size, self.locales = root, size, _LOCALES[:locales]
        (root / "source/articles").mkdir(parents=True)
        names = ", ".join(self.locales)
        (root / "l10n.yaml").write_text(f"locales: [{names}]\nsite: {{name: Bench}}\n")
        for i in range(size):
            self._path(i).write_bytes(article(i, _LENGTH))

    def _path(self, i: int) -> Path:
        return self.root / f"source/articles/{i}.md"

    def sync(self, rounds: int = 1) -> float:
        """What `l10n sync` costs."""
        program = "from pipeline.cli.main import main; raise SystemExit(main())"
        return cost(sys.executable, "-c", program, "-C", self.root, "sync", rounds=rounds)

    def first(self) -> float:
        """What the first sync costs."""
        for name in ("locales", ".l10n"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        return self.sync()

    def translate(self) -> None:
        """People accept a text for every unit; then nothing happens for a while."""
        for path in (self.root / "locales").rglob("*.po"):
            path.write_bytes(_EMPTY.sub(rb"msgid \1\nmsgstr \1", path.read_bytes()))
        self.sync()
        self.settle()

    def settle(self) -> None:
        """Until all files are known by their stat."""
        time.sleep(_QUIET)
        self.sync()
        self.sync()

    def edit(self, count: int = 1, rounds: int = 1) -> float:
        """What it costs that a sentence comes to so many documents, one each."""
        least = float("inf")
        for r in range(rounds):
            for i in range(count):
                with self._path(i).open("ab") as file:
                    file.write(f"\nOne more sentence, number {r} of {count}.\n".encode())
            least = min(least, self.sync())
        self.settle()
        return least

    def look(self) -> float:
        """What a bare look at its files costs, interpreter included."""
        folders = [self.root / "source", self.root / "locales"]
        return cost(sys.executable, "-c", _SCAN, *folders, rounds=5)


def po4a(root: Path, size: int) -> float:
    """What po4a needs for the catalogs of as many documents, one for each document and locale."""
    (root / "source").mkdir(parents=True)
    for name in ("po", "pot"):
        (root / name).mkdir()
    rows = [
        f"[po4a_langs] {' '.join(_LOCALES[:_FEW])}",
        "[po4a_paths] pot/$master.pot $lang:po/$lang/$master.po",
    ]
    for i in range(size):
        (root / f"source/{i}.md").write_bytes(article(i, _LENGTH))
        out = f"$lang:out/$lang/{i}.md"
        rows.append(f'[type: text] source/{i}.md {out} opt:"-o markdown" master:file=m{i}')
    (root / "po4a.cfg").write_text("\n".join(rows) + "\n")
    return cost("po4a", "--no-translations", "po4a.cfg", cwd=root)


def start() -> list[Row]:
    """What it costs to begin."""
    version = "from pipeline.cli.main import main; main(['--version'])"
    nothing = cost(sys.executable, "-c", "pass", rounds=10)
    ours = cost(sys.executable, "-c", version, rounds=10)
    return [
        Row("l10n --version more than an interpreter", (ours - nothing) * 1000, 60, "{:.0f} ms")
    ]


def first(folder: Path, size: int) -> Iterator[Row]:
    """The first sync of a project, in few locales and in many."""
    few = Project(folder / "few", size, _FEW)
    many = Project(folder / "many", size, len(_LOCALES))
    begin = Project(folder / "none", 1, 1).first()
    small, large = few.first() - begin, many.first() - begin
    yield Row(
        f"first sync, a catalog of {len(_LOCALES)} locales beside {_FEW}",
        (large / len(_LOCALES)) / (small / _FEW),
        1,
    )
    each = large / size / len(_LOCALES) * 1000
    yield Row("first sync, a document in a locale", each, 0.8, "{:.2f} ms")
    if shutil.which("po4a"):
        count = min(size, _PEER)
        theirs = po4a(folder / "po4a", count) / count
        whole = (small + begin) / size
        yield Row(f"first sync in {_FEW} locales beside po4a's", whole / theirs, 1 / 5, "{:.3f} ×")


def later(folder: Path, size: int) -> Iterator[Row]:
    """A large project that is translated."""
    large = Project(folder / "large", size, len(_LOCALES))
    small = Project(folder / "small", _SMALL, len(_LOCALES))
    for project in (small, large):
        project.first()
        project.translate()
    files = size * len(_LOCALES) + size
    bare, ours = large.look(), large.sync(rounds=5)
    print(f"{files:,} files: a bare look {bare * 1000:.0f} ms, a sync {ours * 1000:.0f} ms")
    yield Row("a sync of nothing beside a bare look", ours / bare, 3)
    one, same = large.edit(rounds=3), small.edit(rounds=3)
    print(f"one edit {one * 1000:.0f} ms, in {_SMALL} documents {same * 1000:.0f} ms")
    yield Row(f"one edit in {size:,} documents beside {_SMALL}", one / same, 2)
    ten = small.edit(_SMALL)
    each = (ten - same) / (_SMALL - 1) / len(_LOCALES) * 1000
    yield Row("an edit, a document in a locale", each, 0.8, "{:.2f} ms")


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description="What a sync costs in a whole project.")
    parser.add_argument("--size", type=int, default=100, help="how many documents (default 100)")
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as name:
        for rows in (start(), first(Path(name), size), later(Path(name), size)):
            for row in rows:
                print(row, flush=True)


if __name__ == "__main__":
    main()
