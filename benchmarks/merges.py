"""A translator's branch against an editor's branch, in real git repositories.

`make merges` runs 200 random trials and prints, for each kind of edit, in how many git alone finds
a conflict in the PO file and in how many it does with `l10n merge-driver`, and what was lost. Both
branches edit the document and sync, in different places; the translator works on units that the
editor does not touch. It measures and never fails; `tests/test_merge_git.py` holds a few trials to
their result.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from shutil import which
from subprocess import CompletedProcess, run
from tempfile import TemporaryDirectory

from benchmarks.articles import article
from pipeline.config import Config
from pipeline.disk import git
from pipeline.flow import load, update
from pipeline.formats import po
from pipeline.model import Catalog, DocumentId, Entry, Key, Locale, State
from pipeline.sync import Around

KINDS = ("edit", "insert", "delete", "move", "mixed")
_TRIALS = 200
_ROOT = Path(__file__).parent.parent
_PO, _MD = "locales/de/x.po", "source/x.md"
_LOCALE, _CONFIG = Locale("de"), Config(locales=(Locale("de"),))
_NEW = ("Nobody has measured this in spring.", "It is quiet there.", "Ask again in 3 weeks.")
_SIZE, _WORK = 6_000, 8
"""Bytes of a document (about 60 units), and units that a translator does in a branch."""


class Repository:
    """A repository of one document and its German catalog."""

    def __init__(self, folder: Path) -> None:
        """Begin it, with the driver as `l10n init --git` registers it."""
        self.folder = folder
        self.env = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PYTHONPATH": str(_ROOT),
            **{f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in _NAMED},
        }
        self.git("init", "-q", "-b", "main")
        git.register(folder)
        (folder / ".git/info").mkdir(exist_ok=True)

    def git(self, *words: str, fine: bool = True) -> CompletedProcess[str]:
        """One command of git; with `fine` a failure is a fault of the trial."""
        command = [which("git") or "git", *words]
        done = run(  # noqa: S603
            command, cwd=self.folder, env=self.env, capture_output=True, text=True, check=False
        )
        if fine and done.returncode:
            raise RuntimeError(f"{words}: {done.stdout}{done.stderr}")
        return done

    def commit(self, branch: str, files: dict[str, bytes]) -> None:
        """A commit on a branch; a new one begins where we are."""
        self.git("checkout", "-q", "-B", branch)
        for name, data in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", branch)

    def merge(self, ours: str, theirs: str, *, driver: bool) -> tuple[list[str], bytes, str]:
        """Unmerged files, the catalog as it lies there, and what was said; then all is undone."""
        attributes = "*.po merge=l10n\n" if driver else ""
        (self.folder / ".git/info/attributes").write_text(attributes, encoding="utf-8")
        self.git("checkout", "-q", ours)
        said = self.git("merge", "--no-commit", "--no-ff", theirs, fine=False).stderr
        unmerged = self.git("diff", "--name-only", "--diff-filter=U").stdout.split()
        data = (self.folder / _PO).read_bytes()
        self.git("reset", "-q", "--hard")
        return unmerged, data, said


_NAMED = ("NAME", "EMAIL")
_STOP = re.compile(r"(?<=\.) (?=[A-Z])")
Paragraphs = list[list[str]]
"""A document as its blocks, each a list of lines: sentences in prose, else lines as they are."""


def paragraphs(data: bytes) -> Paragraphs:
    """A document cut at blank lines, a sentence a line: so git merges the sources as well."""
    blocks = data.decode().strip().split("\n\n")
    return [_STOP.split(b.replace("\n", " ")) if _prose(b) else b.split("\n") for b in blocks]


def _prose(block: str) -> bool:
    return block[:1].isalpha()


def text(blocks: Paragraphs) -> bytes:
    """The document of its blocks."""
    return ("\n\n".join("\n".join(b) for b in blocks if b) + "\n").encode()


def edit(random: Random, kind: str, blocks: Paragraphs, at: int) -> Paragraphs:
    """One change of one kind to the block at a place, which is prose."""
    blocks = [list(b) for b in blocks]
    line = random.randrange(len(blocks[at]))
    if kind == "edit":
        blocks[at][line] = blocks[at][line].replace(" ", " then ", 1)
    elif kind == "insert":
        blocks[at].insert(line, random.choice(_NEW))
    elif kind == "delete":
        blocks[at] = [x for i, x in enumerate(blocks[at]) if i != line and random.random() < 0.8]  # noqa: PLR2004
    else:
        moved = blocks.pop(at)
        blocks.insert(random.randrange(1, len(blocks)), moved)
    return blocks


def synced(blocks: Paragraphs, catalog: Catalog | None) -> Catalog:
    """A sync of the document."""
    document = load(DocumentId("x.md"), text(blocks), _CONFIG)
    made, _ = update(document, catalog, _LOCALE, _CONFIG, Around())
    return po.read(po.write(made), _PO)


def translated(entry: Entry, words: str) -> Entry:
    """A person's translation."""
    new = replace(entry, target=f"{words} {entry.key.text}", fuzzy=False, previous=None, raw=None)
    return new.with_record("accepted", None)


def begun(random: Random, blocks: Paragraphs) -> tuple[Catalog, Paragraphs]:
    """A catalog as it is after some months: translated, drafted, missing and stale units."""
    catalog = synced(blocks, None)
    entries = [
        translated(e, "Ja") if chance < 0.7 else e.drafted("M", "x") if chance < 0.85 else e  # noqa: PLR2004
        for e in catalog.entries
        for chance in (random.random(),)
    ]
    at = random.choice(prose(blocks))
    blocks = edit(random, "edit", blocks, at)
    return synced(blocks, replace(catalog, entries=tuple(entries))), blocks


def prose(blocks: Paragraphs) -> list[int]:
    """Places of the paragraphs."""
    return [i for i, b in enumerate(blocks) if _prose("\n".join(b)) and i]


def worked(random: Random, catalog: Catalog, allowed: Iterable[Key]) -> Catalog:
    """A translator's week: texts written, corrected, drafted, signed and remarked on."""
    keys = sorted(allowed, key=lambda k: (k.text, k.context or ""))
    chosen = set(random.sample(keys, min(_WORK, len(keys))))
    entries = []
    for e in catalog.entries:
        deed = random.random() if e.key in chosen and not e.obsolete else 1
        if deed < 0.7:  # noqa: PLR2004
            entries.append(translated(e, "Neu"))
        elif deed < 0.8 and e.state.accepted:  # noqa: PLR2004
            entries.append(e.with_record("approved", f"{e.key.digest(e.target)} 2026-01-02 A"))
        elif deed < 1:
            entries.append(
                replace(e, target=f"Entwurf {e.key.text}", fuzzy=True, comments=("?",), raw=None)
            )
        else:
            entries.append(e)
    return replace(catalog, entries=tuple(entries))


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one pair of branches."""

    kind: str
    plain: bool
    """Git alone leaves the catalog unmerged."""
    driven: bool
    """With the driver as well."""
    lost: int
    """Texts of people that are not in the merged file."""
    unequal: bool
    """Another file with the branches exchanged."""
    source: bool
    """The documents themselves are in conflict."""
    left: int
    """Entries that the next sync changes."""
    merged: bytes = b""


def trial(seed: int, kind: str, folder: Path) -> Trial:
    """One pair of branches, by its number."""
    random = Random(seed)
    repository = Repository(folder)
    base, blocks = begun(random, paragraphs(article(seed, _SIZE)))
    repository.commit("main", {_PO: po.write(base), _MD: text(blocks)})

    places = prose(blocks)
    random.shuffle(places)
    kinds = [random.choice(KINDS[:4]) if kind == "mixed" else kind for _ in range(3)]
    edits = sorted(zip(places, kinds[: random.randint(1, 3)], strict=False), reverse=True)
    after = blocks
    for at, what in edits:
        after = edit(random, what, after, at)
    theirs = synced(after, base)
    touched = {key for at, _ in edits for key in _keys(blocks[at])}
    here = blocks
    if kind == "mixed" and (mine := _far_from(places, [at for at, _ in edits])):
        here = edit(random, "edit", blocks, mine)
        touched |= _keys(blocks[mine])
    allowed = [e.key for e in base.entries if not e.obsolete and e.key.text not in touched]
    ours = synced(here, worked(random, base, allowed))

    repository.commit("translator", {_PO: po.write(ours), _MD: text(here)})
    repository.git("checkout", "-q", "main")
    repository.commit("editor", {_PO: po.write(theirs), _MD: text(after)})
    plain, _, _ = repository.merge("translator", "editor", driver=False)
    driven, data, _ = repository.merge("translator", "editor", driver=True)
    _, other, _ = repository.merge("editor", "translator", driver=True)
    merged = po.read(data, _PO)
    source = _MD in plain
    again = merged if source else synced(_merged_source(repository), merged)
    return Trial(
        kind,
        plain=_PO in plain,
        driven=_PO in driven,
        lost=len(_expected(base, ours, theirs) - _texts(merged)),
        unequal=data != other,
        source=source,
        left=len({*again.entries} ^ {*merged.entries}),
        merged=data,
    )


def _merged_source(repository: Repository) -> Paragraphs:
    repository.git("checkout", "-q", "translator")
    repository.git("merge", "-q", "--no-ff", "-m", "both", "editor")
    data = (repository.folder / _MD).read_bytes()
    return [b.split("\n") for b in data.decode().strip().split("\n\n")]


def _keys(block: Sequence[str]) -> set[str]:
    return {line.strip() for line in block}


def _far_from(places: Sequence[int], edited: Sequence[int]) -> int | None:
    """A paragraph with others between it and every edited one."""
    return next((p for p in places if all(abs(p - e) > 2 for e in edited)), None)  # noqa: PLR2004


def _texts(catalog: Catalog) -> set[str]:
    left = (State.MISSING, State.MACHINE)
    return {e.target for e in catalog.entries if e.state not in left}


def _expected(base: Catalog, ours: Catalog, theirs: Catalog) -> set[str]:
    old, one, other = _texts(base), _texts(ours), _texts(theirs)
    return (one - old) | (other - old) | (one & other)


def trials(count: int, first: int = 0) -> Iterator[Trial]:
    """So many trials, the kinds in turn."""
    for n in range(first, first + count):
        with TemporaryDirectory() as folder:
            yield trial(n, KINDS[n % len(KINDS)], Path(folder))


def main(count: int) -> None:
    """Print the table."""
    found = []
    for one in trials(count):
        found.append(one)
        if sys.stderr.isatty():
            print(f"\r{len(found)}/{count}", end="", file=sys.stderr)
    columns: dict[str, Callable[[Trial], bool]] = {
        "git alone": lambda t: t.plain,
        "driver": lambda t: t.driven,
        "lost": lambda t: t.lost > 0,
        "unequal": lambda t: t.unequal,
        "sync after": lambda t: t.left > 0,
        "source": lambda t: t.source,
    }
    print(f"{'kind':8}{'trials':>8}" + "".join(f"{name:>12}" for name in columns))
    times = Counter(t.kind for t in found)
    for kind in (*KINDS, "all"):
        rows = [t for t in found if kind in (t.kind, "all")]
        cells = (sum(map(test, rows)) for test in columns.values())
        print(f"{kind:8}{times[kind] or count:>8}" + "".join(f"{n:>12}" for n in cells))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else _TRIALS)
