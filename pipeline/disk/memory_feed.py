"""What files hold goes into the tables of a memory: only what comes or goes is written."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from pipeline.disk.memory_db import Database
from pipeline.disk.synced import text_hash
from pipeline.memory import tokens
from pipeline.model import Key, Locale

CATALOG, TMX = "catalog", "tmx"
"""The kinds of files."""
_AT_ONCE = 500
"""So many values in one statement: SQLite may be built to take 999."""


WHERE = "where project = ? and kind = ? and locale = ? and name = ?"


class Place(NamedTuple):
    """A file with pairs of a locale."""

    kind: str
    locale: Locale
    name: str
    """A catalog without suffix, or the path of a TMX file."""


@dataclass(frozen=True, slots=True)
class Fed:
    """A file as it is now."""

    place: Place
    digest: str | None
    """None when it is gone."""
    pairs: frozenset[tuple[Key, str]] = frozenset()
    """What it says is accepted."""


Row = tuple[int, int, Key, str]
"""The ids of pair and text, and what the pair says."""


class Feed:
    """One transaction's work."""

    def __init__(self, db: Database, project: str) -> None:
        self.db, self.project = db, project
        self.touched: set[str] = set()
        """Locales whose pairs have changed."""
        self.left: set[int] = set()
        """Texts that have lost a pair."""

    def take(self, files: Sequence[Fed]) -> None:
        """Make the tables hold what the files do."""
        coming: list[tuple[int, Locale, Key, str]] = []
        gone: list[tuple[int]] = []
        closed: list[tuple[int]] = []
        for file in files:
            id = self._file(file)
            if file.digest is None:
                closed.append((id,))
            wanted = {p for p in file.pairs if _able(*p)}
            held = {(key, target): (pair, tm) for pair, tm, key, target in self._held(id)}
            out = held.keys() - wanted
            gone += [(held[pair][0],) for pair in out]
            self.left |= {held[pair][1] for pair in out}
            come = wanted - held.keys()
            coming += [(id, file.place.locale, *pair) for pair in sorted(come, key=_by_text)]
            if out or come:
                self.touched.add(file.place.locale)
            self.db.rows("update file set digest = ? where id = ?", (file.digest, id))
        self.db.many("delete from pair where id = ?", gone)
        self.db.many(
            "delete from file where id = ?", closed
        )  # sooner its number would be another's
        self._insert(coming)
        self._drop_texts()
        turn = "insert into turn values (?, 1) on conflict (locale) do update set n = turn.n + 1"
        self.db.many(turn, [(locale,) for locale in sorted(self.touched)])

    def _file(self, file: Fed) -> int:
        where = (self.project, *file.place)
        insert = "insert into file (project, kind, locale, name) values (?, ?, ?, ?)"
        self.db.rows(f"{insert} on conflict do nothing", where)
        return int(self.db.rows(f"select id from file {WHERE}", where)[0][0])

    def _held(self, file: int) -> Iterator[Row]:
        query = (
            "select pair.id, tm.id, src, context, target from pair"
            " join tm on tm.id = pair.tm where file = ?"
        )
        for pair, tm, text, context, target in self.db.rows(query, (file,)):
            yield pair, tm, Key(text, context), target

    def _insert(self, coming: Sequence[tuple[int, Locale, Key, str]]) -> None:
        ids = self._ids({key.text for _, _, key, _ in coming})
        rows = [
            (ids[key.text], locale, file, key.context, target)
            for file, locale, key, target in coming
            if key.text in ids
        ]
        self.db.load("pair", "tm, locale, file, context, target", rows)

    def _ids(self, texts: Collection[str]) -> Mapping[str, int]:
        """The ids of texts; new ones are entered, with their words.

        A text whose hash another one has already is left out: of 10^9 texts that happens to one
        pair in forty.
        """
        by_hash = {text_hash(text): text for text in sorted(texts)}
        found = self._known(by_hash)
        new = [h for h in by_hash if h not in found]
        rows = [(h, len(by_hash[h]), by_hash[h]) for h in new]
        self.db.load("tm", "hash, size, src", rows)
        made = self._known(new)
        self._add_words(dict(made.values()))
        found = {**found, **made}
        return {text: id for id, text in found.values()}

    def _known(self, hashes: Iterable[int]) -> dict[int, tuple[int, str]]:
        found: dict[int, tuple[int, str]] = {}
        for some in _some(hashes):
            query = f"select hash, id, src from tm where hash in ({','.join('?' * len(some))})"
            found |= {h: (id, text) for h, id, text in self.db.rows(query, some)}
        return found

    def _add_words(self, texts: Mapping[int, str]) -> None:
        rows = sorted((t, id) for id, text in texts.items() for t in tokens(text))
        self.db.load("tok", "t, id", rows)
        self._count(Counter(t for t, _ in rows))

    def _drop_texts(self) -> None:
        """Texts that nobody has accepted anything for any more."""
        left: dict[int, str] = {}
        for some in _some(sorted(self.left)):
            signs = ",".join("?" * len(some))
            unused = "not exists (select 1 from pair where pair.tm = tm.id)"
            query = f"select id, src from tm where id in ({signs}) and {unused}"
            left |= dict(self.db.rows(query, some))
        words = sorted((t, id) for id, text in left.items() for t in tokens(text))
        self.db.many("delete from tok where t = ? and id = ?", words)
        self._count(Counter({t: -n for t, n in Counter(t for t, _ in words).items()}))
        self.db.many("delete from tm where id = ?", [(id,) for id in left])
        self.db.many("delete from df where t = ? and n = 0", sorted({(t,) for t, _ in words}))

    def _count(self, words: Mapping[int, int]) -> None:
        insert = "insert into df values (?, ?) on conflict (t) do update set n = df.n + excluded.n"
        self.db.many(insert, sorted(words.items()))


def _able(key: Key, target: str) -> bool:
    """A locale's own text is no translation; PostgreSQL holds no NUL."""
    return bool(target) and not key.adapted and "\0" not in f"{key.text}{key.context}{target}"


def _by_text(pair: tuple[Key, str]) -> tuple[str, str, str]:
    return pair[0].text, pair[0].context or "", pair[1]


def _some(values: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
