"""One entry for a key: GNU gettext refuses a file with two, obsolete ones included."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Entry, Key
from pipeline.sync.pool import by_person


def fold(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries without obsolete ones of a key that stands there already.

    A person's other text for it is told in a comment of the entry that stays, as merging does.
    """
    home: dict[Key, int] = {}
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda e: e.obsolete):
        at = home.get(entry.key) if entry.obsolete else None
        if at is None:
            home[entry.key] = len(kept)
            kept.append(entry)
        else:
            kept[at] = _with(kept[at], entry)
    return tuple(kept)


def _with(entry: Entry, other: Entry) -> Entry:
    """An entry that remembers another of its key."""
    lines = list(other.remarks)
    texts = other.plural[1] if other.plural else (other.target,)
    text = " | ".join(" ".join(t.split()) for t in texts)
    if by_person(other) and not other.joined and other.target != entry.target:
        lines.append(f"obsolete: {text}")
    new = tuple(x for x in lines if x not in entry.comments)
    return replace(entry, comments=entry.comments + new, raw=None) if new else entry
