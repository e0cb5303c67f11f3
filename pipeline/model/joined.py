"""Joined sentences: a translator says several in the first one and `~` in the others (DESIGN 4).

A `~` counts only directly after its sentence in the same block, and only with `# joined: H`, where
H is the hash of the pair that holds the text, the head; every `~` of a chain names the head. What
holds is one: checked, shown, stale and counted together. When it goes stale, the head says in
`#| msgid` which sentences its text was accepted for, and `# joined: H` there is the hash of those
sentences with that text (docs/decisions/012-joined-sentences.md).
"""

import enum
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline.model.catalog import Catalog, Entry, State
from pipeline.model.document import Document
from pipeline.model.names import Key

RECORD = "joined"
REFUSED = "refused"
"""In the place of H: a `~` that is refused where it stands, and no edit makes it count."""


class Refusal(enum.Enum):
    """Why a unit cannot be `~`, and what to do."""

    FIRST = "~ has no sentence before it in its block: write the translation here"
    REPEATED = "~ is refused for a sentence that stands in several places: write the translation"
    AFTER_REPEATED = "~ is refused after a sentence that stands in several places: write both"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands: what `~` would belong to there, and why it is refused, if it is."""

    before: Key | None = None
    """The unit directly before it in the same block."""
    refusal: Refusal | None = Refusal.FIRST


FIRST = Place()
Order = Mapping[Key, Place]
"""The keys of a document in its order."""
NO_ORDER: Order = MappingProxyType({})
"""That of a catalog without a document: no `~` counts."""


def order(document: Document) -> Order:
    """Where `~` may stand: each key of the document with what is before it."""
    times = Counter(u.key for _, u in document.units())
    found: dict[Key, Place] = {}
    for block in document.blocks():
        before: Key | None = None
        for key in (u.key for u in block.units):
            if times[key] > 1:
                found[key] = Place(None, Refusal.REPEATED)
            elif before is None:
                found[key] = FIRST
            else:
                found[key] = Place(before, Refusal.AFTER_REPEATED if times[before] > 1 else None)
            before = key
    return found


def pair(entry: Entry) -> str:
    """The hash of an entry's two texts."""
    return entry.key.digest(entry.target)


def source(keys: Sequence[Key]) -> Key:
    """What a group says in English, as one text."""
    return Key(" ".join(k.text for k in keys), keys[0].context)


def name(entry: Entry) -> str:
    """The hash in its `joined:` record, empty when there is none."""
    return next(iter(entry.record(RECORD)), "")


def stale_as_one(head: Entry) -> bool:
    """Its text was accepted for itself and the sentences after it, as `#| msgid` has them."""
    was = head.previous
    return bool(head.fuzzy and was and name(head) == was.digest(head.target))


@dataclass(frozen=True, slots=True)
class Group:
    """An entry with a text, and every `~` directly after it."""

    head: Entry
    members: tuple[Entry, ...]
    refused: bool = False
    """A `~` may not stand there: the text still says more than its sentence."""

    @property
    def keys(self) -> tuple[Key, ...]:
        """In document order, the head first."""
        return tuple(e.key for e in (self.head, *self.members))

    @property
    def holds(self) -> bool:
        """A person accepted the text for all of it, and nothing has changed since."""
        of_head = pair(self.head)
        signs = all(not m.fuzzy and name(m) == of_head for m in self.members)
        return signs and self.head.state.accepted and not self.refused

    @property
    def entry(self) -> Entry:
        """The group as one entry, whose state is that of the group: a draft until it holds."""
        key = source(self.keys)
        whole = replace(self.head, key=key, raw=None)
        if stale_as_one(self.head) and not self.refused:
            return whole.with_record("accepted", name(self.head))
        if not self.holds:
            return replace(whole, fuzzy=True, previous=None)
        signed = all(e.state is State.APPROVED for e in (self.head, *self.members))
        return whole.with_record("approved", key.digest(whole.target)) if signed else whole


def groups(live: Mapping[Key, Entry], order: Order) -> tuple[Group, ...]:
    """Every `~` with the text it stands for, in document order, whether the group holds or not."""
    found: dict[Key, list[Entry]] = {}
    heads: dict[Key, Key] = {}
    for key, place in order.items():
        entry = live.get(key)
        if entry is None or not entry.joined or place.before is None:
            continue
        head = heads.get(place.before, place.before)
        if head in live and not live[head].joined:
            heads[key] = head
            found.setdefault(head, []).append(entry)
    return tuple(
        Group(live[head], tuple(members), any(order[m.key].refusal for m in members))
        for head, members in found.items()
    )


def states(catalog: Catalog, order: Order) -> dict[Key, State]:
    """What each live entry is worth: a group as one, any other `~` is a draft."""
    live = catalog.by_key()
    found = {key: State.DRAFT if e.joined else e.state for key, e in live.items()}
    for group in groups(live, order):
        if group.head.state is not State.MISSING:
            found |= dict.fromkeys(group.keys, group.entry.state)
    return found


def standalone(catalog: Catalog) -> Iterator[Entry]:
    """The entries whose text says their own sentence and no other: what may be remembered."""
    entries = catalog.entries
    named = {name(e) for e in entries if e.joined}
    if not named:  # no `~` at all, as in most files
        yield from entries
        return
    for i, entry in enumerate(entries):
        follower = entries[i + 1] if i + 1 < len(entries) else entry
        leads = follower.joined and follower.obsolete == entry.obsolete
        if not leads and not entry.joined and pair(entry) not in named:
            yield entry
