"""What the last sync made of every catalog, and which catalogs have to do with each other.

A catalog need not be looked at again while it has the content that a sync left, its document has
the content that this sync read, and the locale agrees on the same texts for its units as then. The
last is known by pairs: whose accepted text for a key is which, as hashes. When what a locale
accepts for a key changes, the catalogs of documents with that unit are marked as not synced.
"""

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from pipeline.model import Key, Locale

_LEAST = "select target, name from pair where locale = ? and key = ? order by target, name limit 1"
_GREATEST = "select target from pair where locale = ? and key = ? order by target desc limit 1"
Pair = tuple[int, int]
"""Hashes of a key and of a text that is accepted for it."""


class Row(NamedTuple):
    """What is known of a catalog."""

    digest: str | None
    """Of the content that its pairs were taken from."""
    source: str
    """What it was last synced with; empty when that has to be done again."""
    kept: int = 0
    """Its units."""
    review: int = 0
    """Words of them that a person must look at."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document."""

    digest: str
    locales: tuple[str, ...]
    """Those it is translated into."""


def key_hash(key: Key) -> int:
    """A number for a key, the same in every run."""
    return text_hash(f"{key.text}\0{key.context}" if key.context is not None else key.text)


@lru_cache(1 << 14)
def text_hash(text: str) -> int:
    """A number for a text, the same in every run."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


class Synced:
    """The part of the cache that a sync reads and writes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    # ---- documents

    def sources(self) -> dict[str, Source]:
        """Every document that was cut before."""
        rows = self.db.execute("select id, digest, locales from source")
        return {id: Source(digest, tuple(locales.split())) for id, digest, locales in rows}

    def cut(self, id: str, name: str, source: Source, keys: Collection[int]) -> None:
        """A document has these units now; `name` is that of its catalogs."""
        self.drop(id, name)
        row = (id, source.digest, " ".join(source.locales), array("q", keys).tobytes())
        self.db.execute("insert into source values (?, ?, ?, ?)", row)
        self.db.executemany("insert or ignore into unit values (?, ?)", [(k, name) for k in keys])

    def drop(self, id: str, name: str) -> None:
        """A document is gone, or cannot be read."""
        found = self.db.execute("select keys from source where id = ?", (id,)).fetchone()
        if found:
            keys = [(k, name) for k in array("q", found[0])]
            self.db.executemany("delete from unit where key = ? and name = ?", keys)
            self.db.execute("delete from source where id = ?", (id,))

    # ---- catalogs

    def rows(self, locale: Locale) -> dict[str, Row]:
        """Every catalog of a locale that is known."""
        query = "select name, digest, source, kept, review from catalog where locale = ?"
        return {name: Row(*row) for name, *row in self.db.execute(query, (locale,))}

    def offer(
        self, locale: Locale, name: str, row: Row, pairs: Collection[Pair], *, alone: bool = False
    ) -> set[str]:
        """Keep what is known of a catalog now; the names of those that this concerns.

        `alone` says that none of the locale is marked as synced, so that it can concern none.
        """
        where = (locale, name)
        query = "select pairs from catalog where locale = ? and name = ?"
        found = self.db.execute(query, where).fetchone()
        old = _unpack(found[0]) if found else set()
        new = set(pairs)
        touched = {key for key, _ in old ^ new}
        before = {} if alone else self._ends(locale, touched)
        gone, come = [[(locale, *p, name) for p in some] for some in (old - new, new - old)]
        delete = "delete from pair where locale = ? and key = ? and target = ? and name = ?"
        self.db.executemany(delete, gone)
        self.db.executemany("insert into pair values (?, ?, ?, ?)", come)
        packed = array("q", [n for pair in sorted(new) for n in pair]).tobytes()
        values = (*where, row.digest, row.source, row.kept, row.review, packed)
        self.db.execute("insert or replace into catalog values (?, ?, ?, ?, ?, ?, ?)", values)
        after = {} if alone else self._ends(locale, touched)
        return self._with([k for k in touched if before.get(k) != after.get(k)])

    def forget(self, locale: Locale, name: str) -> set[str]:
        """A catalog is gone; the names of those that this concerns."""
        names = self.offer(locale, name, Row(None, ""), ())
        where = (locale, name)
        self.db.execute("delete from catalog where locale = ? and name = ?", where)
        return names - {name}

    def agreed(
        self, locale: Locale, keys: Iterable[int] | None = None
    ) -> Mapping[int, tuple[int, str]]:
        """Key to the one text that a locale accepts for it, with a catalog that holds it.

        Of these keys, or of all that the locale has.
        """
        start = "select key, target, min(name) from pair where locale = ?"
        end = " group by key having min(target) = max(target)"
        some = "" if keys is None else f" and key in ({','.join(map(str, keys))})"
        rows = self.db.execute(start + some + end, (locale,))
        return {key: (target, name) for key, target, name in rows}

    def reopen(self, locale: Locale, names: Iterable[str]) -> None:
        """Mark catalogs as not synced."""
        rows = [(locale, name) for name in names]
        self.db.executemany("update catalog set source = '' where locale = ? and name = ?", rows)

    def _ends(self, locale: Locale, keys: Iterable[int]) -> dict[int, tuple[int, int]]:
        """Key to the least and the greatest of its texts: one text where they are the same.

        Two steps into the index for a key, however many catalogs share it.
        """
        found: dict[int, tuple[int, int]] = {}
        for key in keys:
            first = self.db.execute(_LEAST, (locale, key)).fetchone()
            if first is not None:
                last = self.db.execute(_GREATEST, (locale, key)).fetchone()
                found[key] = (first[0], last[0])
        return found

    def _with(self, keys: Iterable[int]) -> set[str]:
        """Catalogs of the documents that have one of these units."""
        names: set[str] = set()
        for key in keys:
            names.update(
                n for (n,) in self.db.execute("select name from unit where key = ?", (key,))
            )
        return names


def _unpack(packed: bytes) -> set[Pair]:
    numbers = array("q", packed)
    return set(zip(numbers[::2], numbers[1::2], strict=True))
