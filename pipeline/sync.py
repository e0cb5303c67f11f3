"""Stage 3: a catalog is brought up to date with the units of its document.

Kept where the key stands, revived where it returns, stale (with what it was accepted for) where
an accepted text's source was edited, new otherwise; what lost its source becomes obsolete.
A person's text is never overwritten and never dropped. Sync is idempotent: a second run gives
the very same catalog.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import Indel

from pipeline.model import Catalog, Document, Entry, Key, State
from pipeline.model.joined import FIRST, Order, Place, order, states
from pipeline.model.rejoin import rejoin, returns

CUTOFF = 0.6
"""Least similarity at which a text is offered for an edited source: msgmerge's threshold, and
within one document the measured balance of finds and false offers."""
_SHORT = 3
"""A unit of so many words or fewer says little: its neighbours are shown beside it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit that a catalog must have: its identity and what the translator is told."""

    key: Key
    notes: tuple[str, ...]
    place: Place = FIRST
    """What `~` would belong to here."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a sync did, in units; `review` counts source words that a person must look at."""

    kept: int = 0
    copied: int = 0
    revived: int = 0
    stale: int = 0
    new: int = 0
    obsolete: int = 0
    review: int = 0
    regrouped: int = 0
    """Units that were cut differently before and have got their texts from these."""


def wanted(document: Document) -> tuple[Wanted, ...]:
    """The units of a document, each key once, in document order."""
    units = list(document.units())
    places = order(document)
    rows: dict[Key, Wanted] = {}
    for i, (block, unit) in enumerate(units):
        if unit.key in rows:
            continue
        place = f"{block.role} · {block.section}" if block.section else block.role
        notes = [place, *(f"note: {note}" for note in block.notes)]
        if len(unit.key.text.split()) <= _SHORT:
            near = units[i + 1 : i + 2] or units[i - 1 : i]
            notes += [
                f"next: {u.key.text}" if units[i + 1 :] else f"after: {u.key.text}" for _, u in near
            ]
        rows[unit.key] = Wanted(unit.key, tuple(notes), places[unit.key])
    return tuple(rows.values())


def sync(
    units: Sequence[Wanted],
    catalog: Catalog,
    reference: str,
    elsewhere: Mapping[Key, str] | None = None,
) -> tuple[Catalog, Changes]:
    """The catalog for these units, and what changed.

    `reference` goes into `#:`. `elsewhere` holds texts accepted for the identical key in other
    catalogs of the locale, where they agree: these are copied, still translated (DESIGN 6).
    """
    elsewhere = elsewhere or {}
    keys = {w.key for w in units}
    pool = _Pool(catalog, keys)
    orphans = [e for e in pool.live.values() if e.key not in keys]
    lost = [o for o in orphans if _human(o) and not o.plural]
    homeless = [w.key for w in units if not pool.settles(w.key) and w.key not in elsewhere]
    offers = _pair(homeless, lost)
    hows: list[str] = []
    entries: list[Entry] = []
    run: list[Entry] = []
    for w in units:
        if w.place.refusal or not entries[-1].joined:
            run = [] if w.place.refusal else entries[-1:]
        entry, how = _entry(w.key, pool, offers, elsewhere, run)
        run.append(entry)
        hows.append(how)
        entries.append(_annotate(entry, w.notes, (reference,)))
    pool.used.update(id(o) for o in offers.values())
    left = [_retire(o) for o in orphans if id(o) not in pool.used and _worth_keeping(o)]
    kept_gone = [e for e in catalog.entries if e.obsolete and id(e) not in pool.used]
    places: Order = {w.key: w.place for w in units}
    settled = rejoin((*entries, *kept_gone, *left), catalog, places)
    made = replace(catalog, entries=settled)
    worth = states(made, places)
    review = sum(len(w.key.text.split()) for w in units if not worth[w.key].accepted)
    changes = Changes(**_counts(entries, settled, hows), obsolete=len(left), review=review)
    return made, changes


def _counts(found: Sequence[Entry], settled: Sequence[Entry], hows: Sequence[str]) -> Counter[str]:
    """Units by what became of them; one that went stale with its group counts as stale."""
    return Counter(
        "stale" if a.state.accepted and not b.state.accepted else how
        for a, b, how in zip(found, settled, hows, strict=False)
    )


class _Pool:
    """What a catalog holds for a key: its live entry, and obsolete ones that may come back."""

    def __init__(self, catalog: Catalog, keys: Collection[Key]) -> None:
        self.live = catalog.by_key()
        self.gone: dict[Key, list[Entry]] = {}
        self.returning: dict[Key, list[Entry]] = {}
        """Texts accepted for a key before its source was edited, and not in use now."""
        self.used: set[int] = set()
        for entry in catalog.entries:
            if entry.obsolete:
                self.gone.setdefault(entry.key, []).append(entry)
            if entry.state is State.STALE and entry.previous and entry.key not in keys:
                self.returning.setdefault(entry.previous, []).append(entry)

    def revivable(self, key: Key) -> Entry | None:
        """The best obsolete entry of a key: accepted before drafted, the first of equals."""
        human = [e for e in self.gone.get(key, ()) if _human(e) and not e.joined]
        return max(human, key=lambda e: e.state.accepted, default=None)

    def sign(self, key: Key, run: Sequence[Entry]) -> Entry | None:
        """The obsolete `~` of a key, if it comes back behind the text it belonged to."""
        signs = (e for e in self.gone.get(key, ()) if e.joined)
        return next((e for e in signs if returns(e, run)), None)

    def settles(self, key: Key) -> bool:
        """Whether nothing has to be looked for: a person's text for the key is here."""
        live = self.live.get(key)
        return live is not None or self.revivable(key) is not None or key in self.returning

    def take(self, entry: Entry) -> Entry:
        """Bring an obsolete entry back; it no longer stands among the obsolete ones."""
        self.used.add(id(entry))
        return replace(entry, obsolete=False, raw=None)


def _entry(  # noqa: PLR0911 - one line for each way in which a key finds its text
    key: Key,
    pool: _Pool,
    offers: Mapping[Key, Entry],
    elsewhere: Mapping[Key, str],
    run: Sequence[Entry],
) -> tuple[Entry, str]:
    """The entry for a wanted key, and which column of the report it counts in.

    `run` is the text before it in its block, with every `~` since.
    """
    live = pool.live.get(key)
    if live is not None and (_human(live) or live.plural):
        return live, "kept"
    if (back := pool.revivable(key)) is not None:
        return _with_remarks(pool.take(back), live), "revived"
    if key in pool.returning:
        return _with_remarks(_carry(pool.take(pool.returning[key][-1]), key), live), "revived"
    if key not in offers and (sign := pool.sign(key, run)) is not None:
        return _with_remarks(pool.take(sign), live), "revived"
    if key in elsewhere:
        return _with_remarks(Entry(key, elsewhere[key]), live), "copied"
    if live is not None:
        return live, "kept"
    if key in offers:
        carried = _carry(offers[key], key)
        return carried, "kept" if carried.state.accepted else "stale"
    if key in pool.gone:
        return pool.take(pool.gone[key][-1]).emptied(), "new"
    return Entry(key), "new"


def _with_remarks(entry: Entry, live: Entry | None) -> Entry:
    """A person's remarks on the entry that this one replaces come along."""
    remarks = live.remarks if live else ()
    return replace(entry, comments=remarks + entry.comments) if remarks else entry


def _carry(old: Entry, key: Key) -> Entry:
    """The text of an edited source, marked for review.

    The record of what it was accepted for is written once and kept by later syncs, so that an
    edit is always judged between the accepted text and today's source. If that very source has
    returned, the text is translated again.
    """
    state = old.state
    moved = replace(old, key=key, raw=None)
    if old.joined:
        return replace(moved, fuzzy=True, previous=old.key)  # what it stood for is with its head
    if state.accepted and old.key.text == key.text:
        return moved  # the same sentence in another context, such as a heading become the title
    if state.accepted:
        record = old.key.digest(old.target)
        stale = replace(moved, fuzzy=True, previous=old.key)
        return stale.with_record("accepted", record)
    if state is State.STALE and old.previous == key:
        return replace(moved, fuzzy=False, previous=None).with_record("accepted", None)
    return moved


def _pair(keys: Sequence[Key], orphans: Sequence[Entry]) -> dict[Key, Entry]:
    """Best pairs first, each old entry used once; only entries that lost their source count."""
    if not keys or not orphans:
        return {}
    texts = [o.key.text for o in orphans]
    scored: list[tuple[float, int, int]] = []
    for i, key in enumerate(keys):
        found = process.extract(
            key.text, texts, scorer=Indel.normalized_similarity, score_cutoff=CUTOFF, limit=5
        )
        scored += [(-_score(key, orphans[j], s), i, j) for _, s, j in found]
    pairs: dict[Key, Entry] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if keys[i] not in pairs and j not in taken:
            pairs[keys[i]] = orphans[j]
            taken.add(j)
    return pairs


def _score(key: Key, old: Entry, similarity: float) -> float:
    """The same context is worth a little, as in msgmerge: it only decides between equals."""
    return similarity + (1e-5 if key.context == old.key.context else 0)


def _human(entry: Entry) -> bool:
    """Whether a person's text is in it."""
    return entry.state not in (State.MISSING, State.MACHINE)


def _worth_keeping(entry: Entry) -> bool:
    """Untouched drafts can be made again; a person's text or remark cannot."""
    return _human(entry) or bool(entry.remarks) or bool(entry.plural and any(entry.plural[1]))


def _retire(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, notes=(), references=(), raw=None)


def _annotate(entry: Entry, notes: tuple[str, ...], references: tuple[str, ...]) -> Entry:
    """Regenerate `#.` and `#:`; an entry that already has them keeps its bytes."""
    if entry.notes == notes and entry.references == references:
        return entry
    return replace(entry, notes=notes, references=references, raw=None)
