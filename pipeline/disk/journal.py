"""What was sent to engines and what they answered: so that no crash and no rerun pays twice.

One SQLite file in the private folder. A request stands in it before it is sent, its raw answers
before anything is done with them, so that a better decoder runs again for free. Deleting it loses
no text of a catalog, only what was paid for texts that are still missing.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.disk import files
from pipeline.model import EngineError, Locale, Trouble

NAME = "journal.sqlite"
_SCHEMA = """
create table if not exists answer (
  key text primary key, engine text, locale text, characters int, alone int, answer text
) without rowid;
"""
"""A row without `answer` is a request under way, or one that a crash interrupted."""
_AT_ONCE = 500
_OF_THE_SYSTEM = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    )
)
"""What is no damage of the file."""


class Journal:
    """The journal of one project, open. Whoever writes to it holds the project's lock."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take an open database, and forget what a crash left under way."""
        self._db = db
        db.executescript("pragma journal_mode = wal; pragma synchronous = full;" + _SCHEMA)
        if db.execute("pragma quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError
        query = "select count(*), coalesce(sum(characters), 0) from answer where answer is null"
        self.interrupted: tuple[int, int] = db.execute(query).fetchone()
        """Texts and characters that were under way when an earlier run was killed: the service may
        have billed them, and nobody has the answers."""
        self._write("delete from answer where answer is null", [()])

    @classmethod
    def open(cls, root: Path) -> "Journal":
        """The journal on disk; a damaged one is put aside. Raises EngineError, OSError."""
        path = files.private(root) / NAME
        with _told():
            try:
                return _opened(path)
            except sqlite3.DatabaseError as error:
                if _code(error) in _OF_THE_SYSTEM:
                    raise
            for suffix in ("-wal", "-shm", ""):  # which must never meet another database
                part = path.with_name(NAME + suffix)
                if part.exists():
                    part.replace(path.with_name(f"{NAME}.damaged{suffix}"))
            return _opened(path)

    @classmethod
    def copy(cls, root: Path) -> "Journal":
        """The journal in memory: what a dry run looks at, and leaves as it is."""
        path = root / files.PRIVATE / NAME
        if path.is_file():
            db = sqlite3.connect(":memory:")
            try:
                with closing(
                    sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
                ) as old:
                    old.backup(db)
                return cls(db)
            except sqlite3.DatabaseError:  # a run begins it anew
                db.close()
        return cls(sqlite3.connect(":memory:"))

    def answers(self, keys: Sequence[str]) -> Mapping[str, tuple[str, bool]]:
        """Raw answers that are known, and whether each came alone in its request."""
        found: dict[str, tuple[str, bool]] = {}
        for at in range(0, len(keys), _AT_ONCE):
            some = keys[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"select key, answer, alone from answer where key in ({marks})"  # noqa: S608
            rows = self._db.execute(query, some)
            found |= {key: (text, bool(alone)) for key, text, alone in rows if text is not None}
        return found

    def sending(self, rows: Sequence[tuple[str, str, Locale, int]]) -> None:
        """Keys, engine, locale and characters of a request; on disk when this returns."""
        self._write("insert or replace into answer values (?, ?, ?, ?, 0, null)", rows)

    def answered(self, answers: Mapping[str, tuple[str, bool]]) -> None:
        """Raw answers, and whether each came alone; on disk when this returns."""
        rows = [(text, alone, key) for key, (text, alone) in answers.items()]
        self._write("update answer set answer = ?, alone = ? where key = ?", rows)

    def dropped(self, keys: Sequence[str]) -> None:
        """Forget what was sent and has brought no answer."""
        self._write("delete from answer where key = ?", [(key,) for key in keys])

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        with _told(), self._db:
            self._db.executemany(statement, rows)


def _opened(path: Path) -> Journal:
    db = sqlite3.connect(path)
    try:
        return Journal(db)
    except BaseException:
        db.close()
        raise


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 for an error that is not SQLite's."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


@contextmanager
def _told() -> Iterator[None]:
    """What SQLite cannot do, in one line, without what was to be written."""
    try:
        yield
    except sqlite3.Error as error:
        reason = f"{files.PRIVATE}/{NAME} cannot be kept: {error}"
        raise EngineError("journal", reason, Trouble.DOWN) from None
