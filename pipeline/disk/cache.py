"""What earlier runs found out about a project, so that an unchanged one costs a stat per file.

A cache, never a second truth: it is one SQLite file in the private folder and may be deleted at any
time. What is in it was made by this very program with these very settings; otherwise it is begun
anew. Here: which content a file has (by its stat), and what a command said of contents;
`disk/synced.py` keeps what a sync made of them (docs/decisions/019).
"""

import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pipeline
from pipeline.disk import files

AREAS = ("document", "catalog", "override", "asset", "page", "glossary")
"""The files of a project by what they are to us."""
SYNC = AREAS[:3]
"""Those that a sync has to do with."""
_NAME = "cache.sqlite"
_SCHEMA = """
begin;
create table if not exists about (made_by text, layout text);
create table if not exists file (
  area text, path text, mtime int, ctime int, size int, inode int, digest text,
  primary key (area, path)) without rowid;
create table if not exists said (
  command text primary key, state text, answer text) without rowid;
create table if not exists source (
  id text primary key, digest text, locales text, keys blob) without rowid;
create table if not exists unit (
  key int, name text, primary key (key, name)) without rowid;
create table if not exists catalog (
  locale text, name text, digest text, source text, kept int, review int, pairs blob,
  primary key (locale, name)) without rowid;
create table if not exists pair (
  locale text, key int, target int, name text,
  primary key (locale, key, target, name)) without rowid;
commit;
"""
_PAGES = "pragma cache_size = -65536; pragma synchronous = normal;"


class Layout(NamedTuple):
    """Where a project has its files: what has to be known of the settings to look at them."""

    source: str
    catalogs: str
    overrides: str
    output: str
    documents: tuple[str, ...]
    """Regular expressions: which files of the source folder are documents."""
    glossary: str


class Sight(NamedTuple):
    """The files of a project at one moment, each with the digest of its content."""

    digests: Mapping[str, Mapping[str, str | None]]
    """By area and path relative to its folder; None for a file that cannot be read."""
    leftovers: tuple[str, ...] = ()
    """Files that a killed run left half written."""

    @property
    def state(self) -> str:
        """A digest of all of it."""
        whole = sha256()
        for area, found in sorted(self.digests.items()):
            lines = (f"{area}\0{path}\0{digest}\n" for path, digest in sorted(found.items()))
            whole.update("".join(lines).encode("utf-8", "surrogateescape"))
        return whole.hexdigest()


class Cache:
    """The cache of one project, open."""

    def __init__(self, root: Path, config: Path, db: sqlite3.Connection) -> None:
        """`config` is the settings file; `root`, its folder, is where paths begin."""
        self.root, self.db = root, db
        self.sight: Sight | None = None
        """The files as they were when they were last looked at."""
        self._kept = time.monotonic()
        self.command = ""
        """The command that this cache was opened for."""
        self.idle = False
        """Whether a sync found nothing to do, and would say the same again."""
        self._made_by = f"{_program()} {config.name} {files.digest(files.read(config))}"
        db.executescript(_PAGES + _SCHEMA)
        found = db.execute("select made_by, layout from about").fetchone() or ("", "")
        self.valid = found[0] == self._made_by
        self.layout = _layout(found[1]) if self.valid else None

    @classmethod
    def open(cls, root: Path, config: Path) -> "Cache":
        """The cache on disk, begun anew when it is another program's or damaged.

        Whoever opens it holds the lock. Raises sqlite3.Error or OSError where none can be kept.
        """
        path = files.private(root) / _NAME
        for attempt in (1, 2):
            try:
                cache = cls(root, config, sqlite3.connect(path))
            except sqlite3.DatabaseError:
                if attempt == 2:  # noqa: PLR2004 - not the fault of what stood there
                    raise
            else:
                if cache.valid or attempt == 2:  # noqa: PLR2004
                    return cache
                cache.db.close()
            discard(root)
        raise AssertionError

    @classmethod
    def copy(cls, root: Path, config: Path) -> "Cache":
        """The cache in memory: what is written to it is forgotten, and nothing need be there."""
        db = sqlite3.connect(":memory:")
        path = root / files.PRIVATE / _NAME
        if path.is_file():
            try:
                with closing(
                    sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
                ) as old:
                    old.backup(db)
                cache = cls(root, config, db)
                if cache.valid:
                    return cache
            except sqlite3.Error:
                pass
            db = sqlite3.connect(":memory:")
        return cls(root, config, db)

    def describe(self, layout: Layout) -> None:
        """Say where the files are, which the settings tell."""
        if self.layout != layout:
            self.layout = layout
            self.db.execute("delete from about")
            row = (self._made_by, json.dumps(layout._asdict()))
            self.db.execute("insert into about values (?, ?)", row)

    def commit(self, every: float = 0) -> None:
        """Keep what was written so far; PO files have been renamed into place before.

        With `every`, not sooner than so many seconds after the last time: the disk is slow.
        """
        if time.monotonic() - self._kept >= every:
            self.db.commit()
            self._kept = time.monotonic()

    # ---- the content of files

    def look(self, areas: Iterable[str]) -> Sight:
        """The files of these areas as they are now; only those are read whose stat is news."""
        assert self.layout is not None
        leftovers: list[str] = []
        found = self._stats(self.layout, areas, leftovers)
        self.sight = Sight({a: self._digests(a, found[a]) for a in areas}, tuple(leftovers))
        return self.sight

    def digests(self, area: str) -> Mapping[str, str | None]:
        """The files of one area as they are now, by path."""
        assert self.layout is not None
        return self._digests(area, self._stats(self.layout, (area,), [])[area])

    def _stats(
        self, layout: Layout, areas: Iterable[str], leftovers: list[str]
    ) -> dict[str, dict[str, os.stat_result | None]]:
        patterns = "|".join(f"(?:{p})" for p in layout.documents) or r"\b\B"
        is_document = re.compile(patterns).fullmatch
        source = files.stats(self.root / layout.source)
        found = {"document": {p: s for p, s in source.items() if is_document(p)}}
        if "asset" in areas:
            found["asset"] = {p: s for p, s in source.items() if p not in found["document"]}
        catalogs = files.stats(self.root / layout.catalogs, leftovers)
        found["catalog"] = {p: s for p, s in catalogs.items() if p.endswith(".po")}
        found["override"] = files.stats(self.root / layout.overrides, leftovers)
        if "page" in areas:
            found["page"] = files.stats(self.root / layout.output)
        if "glossary" in areas:
            found["glossary"] = files.stat_of(self.root, layout.glossary)
        return found

    def _digests(
        self, area: str, found: Mapping[str, os.stat_result | None]
    ) -> dict[str, str | None]:
        query = (
            "select path, digest, mtime, ctime, size, inode from file where area = ? order by path"
        )
        digests: dict[str, str | None] = {}
        stale: list[tuple[str, str]] = []
        for path, digest, mtime, ctime, size, inode in self.db.execute(query, (area,)):
            stat = found.get(path)
            if stat is not None and files.mark(stat) == (mtime, ctime, size, inode):
                digests[path] = digest
            else:
                stale.append((area, path))
        self.db.executemany("delete from file where area = ? and path = ?", stale)
        news: list[tuple[object, ...]] = []
        folder = self._folder(area)
        for path in sorted(found.keys() - digests.keys()):
            digests[path], mark = files.examine(f"{folder}/{path}")
            if mark:
                news.append((area, path, *mark, digests[path]))
        self.db.executemany("insert into file values (?, ?, ?, ?, ?, ?, ?)", news)
        return digests

    def _folder(self, area: str) -> Path:
        assert self.layout is not None
        folders = {
            "catalog": self.layout.catalogs,
            "override": self.layout.overrides,
            "page": self.layout.output,
            "glossary": "",
        }
        return self.root / folders.get(area, self.layout.source)

    # ---- what commands said

    def answer(self, command: str, state: str) -> str | None:
        """What a command said when the files were these."""
        query = "select answer from said where command = ? and state = ?"
        found = self.db.execute(query, (command, state)).fetchone()
        return None if found is None else str(found[0])

    def keep(self, command: str, state: str, answer: str) -> None:
        """Remember what a command that did nothing says of these files."""
        row = (command, state, answer)
        self.db.execute("insert or replace into said values (?, ?, ?)", row)


def discard(root: Path) -> None:
    """Remove the cache of a project; its journal first, which must never meet another file."""
    for suffix in ("-journal", ""):
        (root / files.PRIVATE / f"{_NAME}{suffix}").unlink(missing_ok=True)


def _layout(text: str) -> Layout:
    values = json.loads(text)
    return Layout(**(values | {"documents": tuple(values["documents"])}))


def _program() -> str:
    """A digest that changes with the version of this program, its own files, and its libraries."""
    own = files.stats(Path(pipeline.__file__).parent)
    parts = [f"{p} {s.st_mtime_ns} {s.st_size}" for p, s in own.items() if s and p[-4:] != ".pyc"]
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder):  # noqa: PTH112 - a str of sys.path
            parts += (n for n in os.listdir(folder) if n.endswith(".dist-info"))  # noqa: PTH208
    text = "\n".join([pipeline.__version__, sys.version, *sorted(parts)])
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
