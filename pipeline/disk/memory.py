"""The translation memory on disk: fed file by file, searched by rare words.

A cache: what is in it was read from catalogs and from the TMX files that l10n.yaml names, and it
may be deleted at any time (docs/decisions/023-memory.md). A file that has the digest with which
it was read is not read again; of one that has changed only what comes or goes is written.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.disk.memory_db import Database
from pipeline.disk.memory_feed import CATALOG, WHERE, Fed, Feed, Place
from pipeline.disk.synced import text_hash
from pipeline.memory import CUTOFF, Pair, closest, rarest, spaceless, tokens
from pipeline.model import Key, Locale

SMALL = 10_000
"""With so many texts or fewer in a locale all are compared: measured, that is faster then."""
_SHORT = 4
"""A text of fewer words has none to search by: those about as long are compared."""
_CANDIDATES, _LOOKED_AT = 100, 1000
"""Texts that share most rare words: so many are compared (half as many lost 3 % of the best matches
among texts that are much alike), of so many at most that the locale may not have."""
_FOR_THEM = "and exists (select 1 from pair where pair.tm = tm.id and pair.locale = ?)"


@dataclass(frozen=True, slots=True)
class Holding:
    """What a memory holds for a locale."""

    locale: str
    pairs: int
    sources: int
    imported: int
    """Pairs of imported memories, and of other projects."""


class Store:
    """A memory, open. `project` is the name by which a shared one knows this project."""

    def __init__(self, db: Database, project: str) -> None:
        self.db, self.project = db, project
        self._total = -1
        self._small: dict[str, bool] = {}
        self._all: dict[str, tuple[list[int], list[str]]] = {}

    # ---- what is in it

    def files(self) -> dict[Place, str]:
        """The files of this project that were read, with the digest of what was read."""
        query = "select kind, locale, name, digest from file where project = ?"
        rows = self.db.rows(query, (self.project,))
        return {Place(kind, locale, name): digest for kind, locale, name, digest in rows}

    def feed(self, files: Iterable[Fed]) -> None:
        """Take in what files hold now; one without digest is gone.

        In parts, each of which is kept as a whole: a feed that was killed goes on where it was.
        """
        for some in _parts(files):
            with self.db.writing():
                Feed(self.db, self.project).take(some)
            self._total = -1
            self._small, self._all = {}, {}

    def turn(self, locale: Locale) -> int:
        """How often the pairs of a locale have changed."""
        rows = self.db.rows("select n from turn where locale = ?", (locale,))
        return rows[0][0] if rows else 0

    def quiet(self, name: str, locale: Locale) -> str:
        """What was noted with `hush` of a catalog; empty for nothing."""
        query = f"select quiet from file {WHERE}"
        rows = self.db.rows(query, (self.project, CATALOG, locale, name))
        return (rows[0][0] or "") if rows else ""

    def hush(self, name: str, locale: Locale, state: str) -> None:
        """Note in which state of catalog and memory the offers of a catalog are as they should."""
        values = (state, self.project, CATALOG, locale, name)
        self.db.rows(f"update file set quiet = ? {WHERE}", values)

    def holdings(self) -> list[Holding]:
        """What there is for each locale."""
        own = "sum(case when file.project = ? and file.kind = ? then 0 else 1 end)"
        query = (
            f"select pair.locale, count(*), count(distinct tm), {own} from pair"
            " join file on file.id = pair.file group by pair.locale order by pair.locale"
        )
        return [Holding(*map(_plain, row)) for row in self.db.rows(query, (self.project, CATALOG))]

    # ---- what is like a text

    def exact(self, text: str, locale: Locale) -> list[Pair]:
        """All pairs whose source is this very text."""
        return [p for p in self._pairs("tm.hash = ?", (text_hash(text),), locale)
                if p.key.text == text]  # fmt: skip

    def near(self, text: str, locale: Locale) -> list[Pair]:
        """The pairs of the most similar sources, the identical one among them."""
        ids, texts = self.candidates(text, locale)
        best = [ids[index] for index, _ in closest(text, texts)]
        return self._pairs(f"tm.id in ({_signs(best)})", best, locale) if best else []

    def candidates(self, text: str, locale: Locale) -> tuple[list[int], list[str]]:
        """The sources of a locale among which a similar one is, with their ids."""
        if self._is_small(locale):
            return self._whole(locale)
        words = tokens(text)
        if len(words) >= _SHORT and not spaceless(text):
            rare = rarest(self._frequencies(words), self._texts())
            if rare:
                return self._sharing(rare, locale)
        return self._as_long(text, locale)

    def _frequencies(self, words: Collection[int]) -> Mapping[int, int]:
        return dict(self.db.rows(f"select t, n from df where t in ({_signs(words)})", list(words)))

    def _texts(self) -> int:
        if self._total < 0:
            self._total = self.db.rows("select count(*) from tm")[0][0]
        return self._total

    def _is_small(self, locale: Locale) -> bool:
        if locale not in self._small:
            some = "select distinct tm from pair where locale = ? limit ?"
            count = self.db.rows(f"select count(*) from ({some}) as few", (locale, SMALL + 1))
            self._small[locale] = count[0][0] <= SMALL
        return self._small[locale]

    def _whole(self, locale: Locale) -> tuple[list[int], list[str]]:
        """All sources of a small locale, fetched once."""
        if locale not in self._all:
            of_locale = "select distinct tm from pair where locale = ?"
            query = f"select id, src from tm where id in ({of_locale}) order by id"
            self._all[locale] = _columns(self.db.rows(query, (locale,)))
        return self._all[locale]

    def _sharing(self, rare: Sequence[int], locale: Locale) -> tuple[list[int], list[str]]:
        """Those that share most of these words."""
        query = (
            f"select id from tok where t in ({_signs(rare)})"
            f" group by id order by count(*) desc, id limit {_LOOKED_AT}"
        )
        ids = [id for (id,) in self.db.rows(query, rare)]
        found: list[tuple[Any, ...]] = []
        for some in (ids[:_CANDIDATES], ids[_CANDIDATES:]):
            if some and len(found) < _CANDIDATES:
                these = f"select id, src from tm where id in ({_signs(some)}) {_FOR_THEM}"
                found += self.db.rows(these, (*some, locale))
        rank = {id: i for i, id in enumerate(ids)}
        found.sort(key=lambda row: rank[row[0]])
        return _columns(found[:_CANDIDATES])

    def _as_long(self, text: str, locale: Locale) -> tuple[list[int], list[str]]:
        """Those that can be similar by their length."""
        query = f"select id, src from tm where size between ? and ? {_FOR_THEM} order by id"
        bounds = int(len(text) * CUTOFF), int(len(text) / CUTOFF) + 1
        return _columns(self.db.rows(query, (*bounds, locale)))

    def _pairs(self, which: str, values: Sequence[Any], locale: Locale) -> list[Pair]:
        query = (
            "select src, context, target, name, project, kind from tm"
            " join pair on pair.tm = tm.id join file on file.id = pair.file"
            f" where {which} and pair.locale = ?"
        )
        rows = self.db.rows(query, (*values, locale))
        own = (self.project, CATALOG)
        return [
            Pair(Key(text, context), target, name, own=(project, kind) == own)
            for text, context, target, name, project, kind in rows
        ]


def _columns(rows: Iterable[tuple[Any, ...]]) -> tuple[list[int], list[str]]:
    ids: list[int] = []
    texts: list[str] = []
    for id, text in rows:
        ids.append(id)
        texts.append(text)
    return ids, texts


def _plain(value: Any) -> Any:
    """PostgreSQL's sums are decimals."""
    return value if isinstance(value, str) else int(value)


def _signs(values: Collection[object]) -> str:
    return ",".join("?" * len(values))


_PART = 50_000
"""So many pairs are written at once."""


def _parts(files: Iterable[Fed]) -> Iterator[list[Fed]]:
    part: list[Fed] = []
    size = 0
    for file in files:
        part.append(file)
        size += len(file.pairs)
        if size >= _PART:
            yield part
            part, size = [], 0
    if part:
        yield part
