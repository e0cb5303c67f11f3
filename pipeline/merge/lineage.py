"""Which entries of two branches are one: an entry is followed through renames and retirements.

A sync gives an edited source a new key and keeps the text, so the key alone loses the trail just
where a translator's work and an editor's edit meet.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from pipeline.model import Entry, Key, State

CUTOFF = 0.6
"""Least similarity of the sources at which an entry without a trail is taken for the edited one:
that at which sync would have carried its text."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in the base and in both branches, None where it is not; and where it stands."""

    base: Entry | None = None
    ours: Entry | None = None
    theirs: Entry | None = None
    base_place: int | None = None
    our_place: int | None = None
    their_place: int | None = None

    @property
    def forked(self) -> bool:
        """It became different sentences in the two branches: two entries from now on."""
        b, o, t = self.base, self.ours, self.theirs
        return bool(b and o and t and o.key != t.key and b.key not in (o.key, t.key))


def rows(base: Sequence[Entry], ours: Sequence[Entry], theirs: Sequence[Entry]) -> list[Row]:
    """Every entry of the three files in exactly one row."""
    in_ours = _follow(base, ours)
    in_theirs = _follow(base, theirs)
    kept: list[Row] = []
    new: list[Row] = []
    for i, b in enumerate(base):
        o, t = in_ours.get(i), in_theirs.get(i)
        row = Row(b, _at(ours, o), _at(theirs, t), i, o, t)
        if row.forked:
            new += Row(ours=row.ours, our_place=o), Row(theirs=row.theirs, their_place=t)
        else:
            kept.append(row)
    new_ours = sorted(set(range(len(ours))) - set(in_ours.values()))
    new_theirs = sorted(set(range(len(theirs))) - set(in_theirs.values()))
    new += _added(ours, theirs, new_ours, new_theirs)
    return kept + new


def _at(entries: Sequence[Entry], place: int | None) -> Entry | None:
    return None if place is None else entries[place]


def _added(
    ours: Sequence[Entry], theirs: Sequence[Entry], new_ours: list[int], new_theirs: list[int]
) -> list[Row]:
    """Rows of what the base does not have; what both branches added under one key is one."""
    pairs = _by_labels([ours[i] for i in new_ours], [theirs[i] for i in new_theirs], _SAME_KEY)
    found = [
        Row(
            ours=ours[i],
            our_place=i,
            theirs=_at(theirs, new_theirs[pairs[n]] if n in pairs else None),
            their_place=new_theirs[pairs[n]] if n in pairs else None,
        )
        for n, i in enumerate(new_ours)
    ]
    left = set(range(len(new_theirs))) - set(pairs.values())
    return found + [
        Row(theirs=theirs[new_theirs[n]], their_place=new_theirs[n]) for n in sorted(left)
    ]


def _follow(base: Sequence[Entry], side: Sequence[Entry]) -> dict[int, int]:
    """Places in the base -> places in a branch."""
    pairs = _by_labels(base, side, (*_SAME_KEY, *_RENAMED))
    return pairs | _edited(base, side, pairs)


def _edited(
    base: Sequence[Entry], side: Sequence[Entry], pairs: Mapping[int, int]
) -> dict[int, int]:
    """Live entries that left no trail, such as one without a text: the most similar first."""
    taken = set(pairs.values())
    lost = [i for i, e in enumerate(base) if i not in pairs and not e.obsolete]
    new = [i for i, e in enumerate(side) if i not in taken and not e.obsolete]
    texts = [side[j].key.text for j in new]
    scored = [
        (-score, i, new[n])
        for i in lost
        for _, score, n in process.extract(
            base[i].key.text, texts, scorer=Indel.normalized_similarity, score_cutoff=CUTOFF
        )
    ]
    found: dict[int, int] = {}
    for _, i, j in sorted(scored):
        if i not in found and j not in found.values():
            found[i] = j
    return found


Label = Callable[[Entry], Hashable | None]
"""What an entry is known by; None when it has nothing of the kind."""


def _by_labels(
    base: Sequence[Entry], side: Sequence[Entry], labels: Sequence[tuple[Label, Label]]
) -> dict[int, int]:
    """Pair by one label after another, in file order where several have the same."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for of_base, of_side in labels:
        waiting: dict[Hashable, list[int]] = {}
        for j, entry in enumerate(side):
            if j not in taken and (label := of_side(entry)) is not None:
                waiting.setdefault(label, []).append(j)
        for i, entry in enumerate(base):
            if i not in pairs and (same := waiting.get(of_base(entry))):
                pairs[i] = same.pop(0)
                taken.add(pairs[i])
    return pairs


def _human(entry: Entry) -> bool:
    """Whether a text of a person is in it that says its own sentence."""
    return entry.state not in (State.MISSING, State.MACHINE) and not entry.joined


def _accepted_for(entry: Entry) -> Key:
    return entry.previous if entry.fuzzy and entry.previous else entry.key


def _live(entry: Entry) -> Hashable | None:
    return None if entry.obsolete else entry.key


def _key_and_text(entry: Entry) -> Hashable:
    return entry.key, entry.target


def _key(entry: Entry) -> Hashable:
    return entry.key


def _accepted_pair(entry: Entry) -> Hashable | None:
    return (_accepted_for(entry), entry.target) if _human(entry) else None


def _text(entry: Entry) -> Hashable | None:
    return entry.target if _human(entry) else None


def _old_source(entry: Entry) -> Hashable | None:
    return entry.previous


_SAME_KEY = ((_live, _live), (_key_and_text, _key_and_text), (_key, _key))
"""The same key: live in both, else with the same text, else as they come."""
_RENAMED = (
    (_accepted_pair, _accepted_pair),
    (_text, _text),
    (_key, _old_source),
)
"""Another key: accepted for the same source, carried along with its words, or a text that a person
has written over the one that `#|` speaks of."""
