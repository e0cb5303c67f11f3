"""Stage 3: a catalog is brought up to date with the units of its document.

Kept where the key stands, revived where it returns, stale (with what it was accepted for) where
an accepted text's source was edited, new otherwise; what lost its source becomes obsolete.
A person's text is never overwritten and never dropped. Sync is idempotent: a second run gives
the very same catalog.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import Indel

from pipeline.model import Catalog, Document, Entry, Key, State

CUTOFF = 0.6
"""Least similarity at which a text is offered for an edited source: msgmerge's threshold, and
within one document the measured balance of finds and false offers."""
_SHORT = 3
"""A unit of so many words or fewer says little: its neighbours are shown beside it."""
_RECORDS = ("mt:", "accepted:", "approved:", "joined:", "import:", "check-ok:")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit that a catalog must have: its identity and what the translator is told."""

    key: Key
    notes: tuple[str, ...]


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


def wanted(document: Document) -> tuple[Wanted, ...]:
    """The units of a document, each key once, in document order."""
    units = list(document.units())
    rows: dict[Key, Wanted] = {}
    for i, (block, unit) in enumerate(units):
        if unit.key in rows:
            continue
        place = f"{block.role} · {block.section}" if block.section else block.role
        notes = [place, *([block.note] if block.note else [])]
        if len(unit.key.text.split()) <= _SHORT:
            near = units[i + 1 : i + 2] or units[i - 1 : i]
            notes += [
                f"next: {u.key.text}" if units[i + 1 :] else f"after: {u.key.text}" for _, u in near
            ]
        rows[unit.key] = Wanted(unit.key, tuple(notes))
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
    live = catalog.by_key()
    gone = {e.key: e for e in catalog.entries if e.obsolete}
    keys = {w.key for w in units}
    orphans = [e for k, e in live.items() if k not in keys]
    unmatched = [w.key for w in units if w.key not in live and not _restorable(gone.get(w.key))]
    offers = _pair(unmatched, [o for o in orphans if _human(o) and not o.plural])
    elsewhere = elsewhere or {}
    counts = dict.fromkeys(("kept", "copied", "revived", "stale", "new"), 0)
    entries: list[Entry] = []
    for w in units:
        entry, how = _entry(w.key, live, gone, offers, elsewhere)
        counts[how] += 1
        entries.append(_annotate(entry, w.notes, (reference,)))
    used = {o.key for o in offers.values()} | keys
    left = [_retire(o) for o in orphans if o.key not in used and _worth_keeping(o)]
    kept_gone = [e for e in catalog.entries if e.obsolete and e.key not in keys]
    review = sum(len(e.key.text.split()) for e in entries if not e.state.accepted)
    changes = Changes(**counts, obsolete=len(left), review=review)
    return replace(catalog, entries=(*entries, *kept_gone, *left)), changes


def _entry(
    key: Key,
    live: Mapping[Key, Entry],
    gone: Mapping[Key, Entry],
    offers: Mapping[Key, Entry],
    elsewhere: Mapping[Key, str],
) -> tuple[Entry, str]:
    """The entry for a wanted key, and which column of the report it counts in."""
    if key in live:
        entry = live[key]
        if entry.state is State.MISSING and key in elsewhere:
            return replace(entry.emptied(), target=elsewhere[key]), "copied"
        return _settled(entry), "kept"
    if _restorable(gone.get(key)):
        return _settled(replace(gone[key], obsolete=False, raw=None)), "revived"
    if key in elsewhere:
        return Entry(key, elsewhere[key]), "copied"
    if key in offers:
        carried = _carry(offers[key], key)
        return carried, "revived" if carried.state.accepted else "stale"
    return Entry(key), "new"


def _restorable(entry: Entry | None) -> bool:
    return entry is not None and entry.state is not State.MISSING


def _settled(entry: Entry) -> Entry:
    """A draft that a tool's merge moved to another source is emptied when no person wrote it.

    msgmerge carries a machine draft to an edited source with the old `# mt:` line: the line's
    hash fits the previous msgid, so the text is still untouched machine text.
    """
    old = entry.previous
    if entry.state is State.DRAFT and old and entry.record("mt")[-1:] == [old.digest(entry.target)]:
        return entry.emptied()
    return entry


def _carry(old: Entry, key: Key) -> Entry:
    """The text of an edited source, marked for review.

    The record of what it was accepted for is written once and kept by later syncs, so that an
    edit is always judged between the accepted text and today's source. If that very source has
    returned, the text is translated again.
    """
    state = old.state
    moved = replace(old, key=key, raw=None)
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
        scored += [(-1.0, i, j) for j, o in enumerate(orphans) if o.previous == key]
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
    return _human(entry) or any(not c.startswith(_RECORDS) for c in entry.comments)


def _retire(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, notes=(), references=(), raw=None)


def _annotate(entry: Entry, notes: tuple[str, ...], references: tuple[str, ...]) -> Entry:
    """Regenerate `#.` and `#:`; an entry that already has them keeps its bytes."""
    if entry.notes == notes and entry.references == references:
        return entry
    return replace(entry, notes=notes, references=references, raw=None)
