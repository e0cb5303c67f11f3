"""One catalog for the units of one document."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import Catalog, Entry, Key, State
from pipeline.model.joined import Order, standalone, states
from pipeline.model.rejoin import rejoin
from pipeline.sync.carry import carry
from pipeline.sync.changes import COPIED, KEPT, MOVED, NEW, REVIVED, STALE, Changes
from pipeline.sync.pairing import pair
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
    offers = _Offers(catalog, homeless, orphans, around.lost, locale)
    hows: list[str] = []
    entries: list[Entry] = []
    run: list[Entry] = []
    for w in units:
        if w.place.refusal or not entries[-1].joined:
            run = [] if w.place.refusal else entries[-1:]
        entry, how = _entry(w.key, pool, offers, around.accepted, run)
        run.append(entry)
        hows.append(how)
        entries.append(_annotate(entry, w.notes, (reference,), locale))
    pool.used.update(offers.used)
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
        STALE if a.state.accepted and not b.state.accepted else how
        for a, b, how in zip(found, settled, hows, strict=False)
    )


class _Offers:
    """The texts that lost their source, paired with the units that have none."""

    def __init__(
        self,
        catalog: Catalog,
        homeless: Sequence[Key],
        orphans: Sequence[Entry],
        elsewhere: Sequence[Entry],
        locale: str,
    ) -> None:
        self.language = locale.partition("_")[0]
        here = set(homeless)
        differing = [e for e in elsewhere if e.key not in here]  # for one key they decide nothing
        lost = [e for e in (*orphans, *differing) if by_person(e) and not e.plural]
        self.pairs = pair(homeless, lost)
        self.used = {id(e) for e in self.pairs.values()}
        self.alone = {id(e) for e in (*standalone(catalog), *elsewhere)} if self.pairs else set()
        """Their text says their own sentence and no other."""

    def carried(self, key: Key) -> tuple[Entry, str]:
        """The text offered for a key, as what it may count for today's source."""
        old = self.pairs[key]
        return _carry(old, key, self.language, alone=id(old) in self.alone)


def _entry(  # noqa: PLR0911 - one line for each way in which a key finds its text
    key: Key,
    pool: Pool,
    offers: _Offers,
    accepted: Mapping[Key, str],
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
        return _with_remarks(_arrived(moved), live), MOVED
    if key in accepted:
        return _with_remarks(Entry(key, accepted[key]), live), COPIED
    if live is not None:
        return live, KEPT
    if key in offers.pairs:
        return offers.carried(key)
    if moved is not None:
        return _arrived(moved), MOVED
    if key in pool.gone:
        return pool.take(pool.gone[key][-1]).emptied(), NEW
    return Entry(key), NEW


def _back(key: Key, pool: Pool, offers: _Offers, run: Sequence[Entry]) -> Entry | None:
    """A text of this catalog that belonged to the key before."""
    if (gone := pool.revivable(key)) is not None:
        return pool.take(gone)
    if key in pool.returning:
        return _carry(pool.take(pool.returning[key][-1]), key, "", alone=False)[0]
    if key not in offers.pairs and (sign := pool.sign(key, run)) is not None:
        return pool.take(sign)
    return None


def _arrived(entry: Entry) -> Entry:
    """An entry of another catalog: nothing of that file's spelling comes along."""
    return Entry(
        entry.key, entry.target, entry.fuzzy, entry.flags, entry.comments, previous=entry.previous
    )


def _with_remarks(entry: Entry, live: Entry | None) -> Entry:
    """A person's remarks on the entry that this one replaces come along."""
    remarks = live.remarks if live else ()
    return replace(entry, comments=remarks + entry.comments) if remarks else entry


def _carry(old: Entry, key: Key, language: str, *, alone: bool) -> tuple[Entry, str]:
    """The text of an edited source: still accepted where a rule says so, else for review.

    The record of what it was accepted for is written once and kept by later syncs, so that an
    edit is always judged between the accepted text and today's source. If that very source has
    returned, the text is translated again.
    """
    state = old.state
    moved = replace(_arrived(old), key=key, lead=old.lead)
    if old.joined:
        return replace(moved, fuzzy=True, previous=old.key), STALE  # its head says the text
    was = old.key if state.accepted else old.previous if state is State.STALE else None
    if was is None:
        return moved, STALE
    if was.text == key.text and (state.accepted or was == key):
        # the same sentence, perhaps in another context, such as a heading become the title
        return _accepted(moved, old, old.target), KEPT
    made = (
        carry(was.text, key.text, old.target, language)
        if alone and was.adapted == key.adapted
        else None
    )
    if made:
        return _accepted(moved, old, made[0]), made[1]
    if state.accepted:
        stale = replace(moved, fuzzy=True, previous=was)
        moved = stale.with_record("accepted", was.digest(old.target))
    return moved, STALE


def _accepted(entry: Entry, old: Entry, target: str) -> Entry:
    """The entry as translated, with the text that the rule made, and its origin."""
    settled = replace(entry, target=target, fuzzy=False, previous=None)
    settled = settled.with_record("accepted", None)
    engine, *hash = old.record("mt") or [""]
    if hash != [old.key.digest(old.target)]:
        return settled
    return settled.with_record("mt", f"{engine} {settled.key.digest(target)}")


def _worth_keeping(entry: Entry) -> bool:
    """Untouched drafts can be made again; a person's text or remark cannot."""
    return by_person(entry) or bool(entry.remarks) or bool(entry.plural and any(entry.plural[1]))


def _retire(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, notes=(), references=(), raw=None)


def _annotate(
    entry: Entry, notes: tuple[str, ...], references: tuple[str, ...], locale: str
) -> Entry:
    """Regenerate `#.` and `#:`; an entry that already has them keeps its bytes."""
    if entry.state is State.STALE and (text := suggestion(entry, locale)):
        notes += (f"{SUGGESTION}{text}",)
    if entry.notes == notes and entry.references == references:
        return entry
    return replace(entry, notes=notes, references=references, raw=None)
