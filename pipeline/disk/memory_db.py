"""The two databases that a translation memory may live in, with one schema and one dialect.

SQLite, in a file that may be deleted at any time, and PostgreSQL, which a team shares. Both take
the same statements, with `?` for a value; what differs between them is here and nowhere else.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from pipeline.disk import files
from pipeline.model import EngineError, Trouble

VERSION = 1
"""Of the schema: a memory of another one is begun anew."""
_NAME = "memory.sqlite"
_ORIGIN = "memory"
_TABLES = (
    """create table if not exists file (
  id {number}, project text, kind text, locale text, name text, digest text, quiet text,
  unique (project, kind, locale, name))""",
    "create table if not exists tm (id {number}, hash bigint unique, size int, src text)",
    "create index if not exists tm_size on tm (size)",
    """create table if not exists pair (
  id {number}, tm bigint, locale text, file bigint, context text, target text)""",
    "create index if not exists pair_tm on pair (locale, tm)",
    "create index if not exists pair_any on pair (tm)",
    "create index if not exists pair_file on pair (file)",
    "create table if not exists tok (t bigint, id bigint, primary key (t, id)) {keyed}",
    "create table if not exists df (t bigint primary key, n bigint) {keyed}",
    "create table if not exists turn (locale text primary key, n bigint) {keyed}",
)
"""`tm` holds every source text once, `tok` its words, `df` in how many texts a word stands, `pair`
what was accepted for it in which file, `turn` how often the pairs of a locale have changed."""
_LOCK = 0x6C31306E
"""The number by which writers of a PostgreSQL memory wait for each other."""

Values = Sequence[Any]


class Damaged(Exception):  # noqa: N818 - it is news, which the caller can deal with
    """The file is no memory: it may be deleted, and is begun anew."""


class Database(Protocol):
    """Where a memory is kept."""

    place: str
    """For people; without a password."""

    def rows(self, statement: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """What a query gives."""
        ...

    def many(self, statement: str, values: Sequence[Values]) -> None:
        """The same statement for each of these."""
        ...

    def load(self, table: str, columns: str, rows: Sequence[Values]) -> None:
        """New rows of a table, as fast as can be."""
        ...

    def writing(self) -> Any:
        """A context in which all that is written is kept, or none of it; one writer at a time."""
        ...

    def trial(self) -> None:
        """From here on all that is written is forgotten at the end."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...


class Sqlite:
    """A memory in one file of the private folder, or for this process alone."""

    def __init__(self, root: Path | None) -> None:
        """Open it, begun anew when it is of another schema; raises Damaged, OSError."""
        self.place = f"{files.PRIVATE}/{_NAME}"
        path = files.private(root) / _NAME if root else ":memory:"
        self._trial = False
        with self._told():
            # one connection serves threads: SQLite takes their calls one after the other
            self.db = sqlite3.connect(
                path, timeout=600, isolation_level=None, check_same_thread=False
            )
            self.db.execute("pragma cache_size = -65536")
            self.db.execute("pragma synchronous = off")  # what a power cut damages is begun anew
            found = self.db.execute("pragma user_version").fetchone()[0]
        if found not in (0, VERSION):
            self.db.close()
            raise Damaged
        if found == 0:
            self._begin()

    def _begin(self) -> None:
        with self.writing():
            for table in _TABLES:
                self.rows(table.format(number="integer primary key", keyed="without rowid"))
            self.rows(f"pragma user_version = {VERSION}")

    def rows(self, statement: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """What a query gives; raises Damaged."""
        with self._told():
            return self.db.execute(statement, values).fetchall()

    def many(self, statement: str, values: Sequence[Values]) -> None:
        """The same statement for each of these; raises Damaged."""
        with self._told():
            self.db.executemany(statement, values)

    def load(self, table: str, columns: str, rows: Sequence[Values]) -> None:
        """New rows of a table; raises Damaged."""
        signs = ",".join("?" * len(columns.split(",")))
        self.many(f"insert into {table} ({columns}) values ({signs})", rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction; raises Damaged."""
        if self._trial:
            yield
            return
        self.rows("begin immediate")
        try:
            yield
        except BaseException:
            with suppress(Damaged):
                self.rows("rollback")
            raise
        self.rows("commit")

    def trial(self) -> None:
        """A transaction that is never committed; raises Damaged."""
        self.rows("begin immediate")
        self._trial = True

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
                reason = f"{self.place} cannot be written: {error}"
                raise EngineError(_ORIGIN, reason, Trouble.DOWN) from None
            raise Damaged from None
        except sqlite3.DatabaseError:
            raise Damaged from None

    def close(self) -> None:
        """End the connection."""
        self.db.close()


def exists(root: Path) -> bool:
    """Whether a project has an SQLite memory."""
    return (root / files.PRIVATE / _NAME).is_file()


def discard(root: Path) -> None:
    """Remove the SQLite memory of a project; its journal first, which must never meet another."""
    for suffix in ("-journal", ""):
        (root / files.PRIVATE / f"{_NAME}{suffix}").unlink(missing_ok=True)


def _led_elsewhere(parts: Mapping[str, Any]) -> bool:
    """Whether libpq would go to a machine that the address does not name, and nobody is told of."""
    if "service" in parts or any(map(os.environ.get, ("PGHOSTADDR", "PGSERVICE"))):
        return True
    return bool(os.environ.get("PGHOST")) and not parts.get("host") and not parts.get("hostaddr")


class Postgresql:
    """A memory that a team shares. Only libpq knows the password, from PGPASSWORD or ~/.pgpass."""

    def __init__(self, address: str) -> None:
        """Open it, in a schema of its own; raises EngineError, which never holds a password."""
        try:
            import psycopg
        except ImportError:
            reason = "PostgreSQL needs an extra: pip install 'l10n-pipeline[postgresql]'"
            raise EngineError(_ORIGIN, reason, Trouble.CLOSED) from None
        self._error, self._trial = psycopg.Error, False
        try:
            parts = psycopg.conninfo.conninfo_to_dict(address)
        except psycopg.Error:
            reason = "what l10n.yaml names is no address of a PostgreSQL database"
            raise EngineError(_ORIGIN, reason, Trouble.CLOSED) from None
        if _led_elsewhere(parts):
            reason = "name the host in l10n.yaml: PGHOST, PGHOSTADDR and services are not followed"
            raise EngineError(_ORIGIN, reason, Trouble.CLOSED)
        self.place = f"PostgreSQL {parts.get('dbname') or ''} at {parts.get('host') or 'localhost'}"
        with self._told():
            self.db = psycopg.connect(
                address, autocommit=True, connect_timeout=10, application_name="l10n"
            )
        try:
            self._begin(f"l10n_memory_{VERSION}")
        except EngineError:
            self.db.close()
            raise

    def _begin(self, schema: str) -> None:
        """Work in a schema of that name, made when it is not there."""
        self.rows(f"set search_path to {schema}")
        if self.rows("select to_regclass('turn')") != [(None,)]:
            return
        with self.writing():
            self.rows(f"create schema if not exists {schema}")
            for table in _TABLES:
                number = "bigint generated always as identity primary key"
                self.rows(table.format(number=number, keyed=""))

    def rows(self, statement: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """What a query gives; raises EngineError."""
        with self._told():
            # the statements are this program's own; what comes from outside is a value
            cursor = self.db.execute(statement.replace("?", "%s").encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def many(self, statement: str, values: Sequence[Values]) -> None:
        """The same statement for each of these; raises EngineError."""
        with self._told(), self.db.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s").encode(), values)

    def load(self, table: str, columns: str, rows: Sequence[Values]) -> None:
        """New rows of a table, copied; raises EngineError."""
        statement = f"copy {table} ({columns}) from stdin".encode()
        with self._told(), self.db.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction, after those of others; raises EngineError."""
        if self._trial:
            yield
            return
        with self._told(), self.db.transaction():
            self.rows(f"select pg_advisory_xact_lock({_LOCK})")
            yield

    def trial(self) -> None:
        """A transaction that is never committed; raises EngineError."""
        self.rows("begin")
        self._trial = True

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            # what the server says first holds no text, details may; libpq tells no password
            reason = " ".join((error.diag.message_primary or str(error)).split())
            raise EngineError(_ORIGIN, f"{self.place}: {reason}", Trouble.DOWN) from None

    def close(self) -> None:
        """End the connection."""
        self.db.close()
