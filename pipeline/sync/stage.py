"""One catalog for the units of one document."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.memory import offers, reviewed
from pipeline.model import Catalog, Entry, Key, State
from pipeline.model.joined import Order, states
from pipeline.model.rejoin import rejoin
from pipeline.sync.changes import COPIED, KEPT, MOVED, NEW, REVIVED, STALE, Changes
from pipeline.sync.doubles import fold
from pipeline.sync.offers import Offers, accepted, arrived
from pipeline.sync.pool import Pool, agreeing, by_person
from pipeline.sync.suggest import SUGGESTION, suggestion
from pipeline.sync.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Around:
    """What other catalogs of the locale hold for a document."""

    accepted: Mapping[Key, str] = field(default_factory=dict)
    """Texts accepted for the identical key, where they agree: copied, still translated."""
    lost: Sequence[Entry] = ()
    """Entries whose source has left their own document: they move here with all they have."""


NOTHING = Around()


def sync(
    units: Sequence[Wanted],
    catalog: Catalog,
    reference: str,
    around: Around = NOTHING,
    locale: str = "",
) -> tuple[Catalog, Changes]:
    """The catalog for these units, and what changed.

    `reference` goes into `#:`; the locale writes the numbers of a suggestion.
    """
    keys = {w.key for w in units}
    pool = Pool(catalog, keys, agreeing(around.lost))
    orphans = [e for e in pool.live.values() if e.key not in keys]
    homeless = [w.key for w in units if not pool.settles(w.key) and w.key not in around.accepted]
    told = {w.key for w in units if w.told}
    offers = Offers(catalog, homeless, orphans, around.lost, locale, told)
    hows: list[str] = []
    entries: list[Entry] = []
    run: list[Entry] = []
    for w in units:
        if w.place.refusal or not entries[-1].joined:
            run = [] if w.place.refusal else entries[-1:]
        entry, how = _entry(w.key, pool, offers, around.accepted, run)
        run.append(entry)
        hows.append(how)
        before = pool.live.get(w.key)
        entries.append(_annotate(entry, w.notes, (reference,), locale, before))
    pool.used.update(offers.used)
    left = [o for o in orphans if id(o) not in pool.used and _worth_keeping(o)]
    left = [_retire(o) for o in (*left, *offers.replaced)]
    kept_gone = [e for e in catalog.entries if e.obsolete and id(e) not in pool.used]
    places: Order = {w.key: w.place for w in units}
    settled = fold(rejoin((*entries, *kept_gone, *left), catalog, places))
    made = replace(catalog, entries=settled)
    worth = states(made, places)
    review = sum(len(w.key.text.split()) for w in units if not worth[w.key].accepted)
    changes = Changes(**_counts(entries, settled, hows), obsolete=len(left), review=review)
    return made, changes


def _counts(found: Sequence[Entry], settled: Sequence[Entry], hows: Sequence[str]) -> Counter[str]:
    """Units by what became of them; one that went stale with its group counts as stale."""
    return Counter(
        STALE if a is not b and a.state.accepted and not b.state.accepted else how
        for a, b, how in zip(found, settled, hows, strict=False)
    )


def _entry(  # noqa: PLR0911 - one line for each way in which a key finds its text
    key: Key,
    pool: Pool,
    offers: Offers,
    copies: Mapping[Key, str],
    run: Sequence[Entry],
) -> tuple[Entry, str]:
    """The entry for a wanted key, and which column of the report it counts in.

    `run` is the text before it in its block, with every `~` since.
    """
    live = pool.live.get(key)
    if live is not None and (by_person(live) or live.plural):
        return live, KEPT
    if (back := _back(key, pool, offers, run)) is not None:
        return _with_remarks(back, live), REVIVED
    moved = pool.moved.get(key)
    if moved is not None and by_person(moved):
        return _with_remarks(arrived(moved), live), MOVED
    if key in copies:
        return _with_remarks(Entry(key, copies[key]), live), COPIED
    if live is not None:
        return live, KEPT
    if key in offers.pairs:
        return offers.carried(key)
    if moved is not None:
        return arrived(moved), MOVED
    if key in pool.gone:
        return pool.take(pool.gone[key][-1]).emptied(), NEW
    return Entry(key), NEW


def _back(key: Key, pool: Pool, offers: Offers, run: Sequence[Entry]) -> Entry | None:
    """A text of this catalog that belonged to the key before."""
    if (gone := pool.revivable(key)) is not None:
        return pool.take(gone)
    if key in pool.returning:
        back = pool.take(pool.returning[key][-1])
        return accepted(back, key, back.target)
    if key not in offers.pairs and (sign := pool.sign(key, run)) is not None:
        return pool.take(sign)
    return None


def _with_remarks(entry: Entry, live: Entry | None) -> Entry:
    """A person's remarks on the entry that this one replaces come along."""
    remarks = live.remarks if live else ()
    return replace(entry, comments=remarks + entry.comments) if remarks else entry


def _worth_keeping(entry: Entry) -> bool:
    """Untouched drafts can be made again; a person's text or remark cannot."""
    return by_person(entry) or bool(entry.remarks) or bool(entry.plural and any(entry.plural[1]))


def _retire(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, notes=(), references=(), raw=None)


def _annotate(
    entry: Entry,
    notes: tuple[str, ...],
    references: tuple[str, ...],
    locale: str,
    before: Entry | None,
) -> Entry:
    """Regenerate `#.` and `#:`; an entry that already has them keeps its bytes.

    What a memory has offered for the same source stays until a person has accepted a text.
    """
    if entry.state is State.STALE and (text := suggestion(entry, locale)):
        notes += (f"{SUGGESTION}{text}",)
    if before is not None and not entry.state.accepted:
        notes += offers(before.notes)
    entry = reviewed(entry)
    had = entry.notes
    if entry.state.accepted:  # the translator's save must not make the file outdated
        had = tuple(n for n in had if not n.startswith(SUGGESTION))
    if had == notes and entry.references == references:
        return entry
    return replace(entry, notes=notes, references=references, raw=None)
