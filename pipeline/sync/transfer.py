"""A change of markup made in a translation, where it is certain what it means there.

Each change of the source finds its place in the translation or there is none, and then the whole
transfer is refused: nobody looks at the result before a reader does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.sync.layout import CODE, Layout, Mark

_END = re.compile(r"[\s.,;:!?…]*\Z")
_NAME = re.compile(r"[A-Z0-9@#/_.]")
"""What a name has and an ordinary word in the middle of a sentence has not."""


@dataclass(frozen=True, slots=True)
class Change:
    """One mark that is gone, new, or another one around the same words."""

    old: Mark | None
    new: Mark | None


class Uncertain(Exception):  # noqa: N818 - an answer, not a fault
    """The change has no certain place in the translation."""


def changes(old: Layout, new: Layout) -> list[Change]:
    """How the markup of two texts with the same words differs; raises Uncertain.

    What stays must stay in its order: `a` and `b` between the same two words may change places.
    """
    gone, come = _without(old.marks, new.marks), _without(new.marks, old.marks)
    if [m.what for m in old.marks if m not in gone] != [m.what for m in new.marks if m not in come]:
        raise Uncertain
    found: list[Change] = []
    for mark in gone:
        same = [m for m in come if (m.start, m.end, m.atom) == (mark.start, mark.end, mark.atom)]
        # the same kind first: a link keeps being a link when emphasis around it goes
        same.sort(key=lambda m: (m.kind != mark.kind, m.first))
        taken = same[0] if same else None
        if taken:
            come.remove(taken)
        found.append(Change(mark, taken))
    return found + [Change(None, m) for m in come]


def _without(marks: Sequence[Mark], others: Sequence[Mark]) -> list[Mark]:
    """The marks that the other text has not at the same words."""
    left = [(m.what, m.start, m.end) for m in others]
    kept: list[Mark] = []
    for mark in marks:
        name = (mark.what, mark.start, mark.end)
        if name in left:
            left.remove(name)
        else:
            kept.append(mark)
    return kept


def transfer(old: Layout, new: Layout, target: Layout) -> str:
    """The translation with the source's changes of markup; raises Uncertain."""
    raws: list[str] = list(target.raws)
    made = changes(old, new)
    if any(m and m.kind == CODE for c in made for m in (c.old, c.new)):
        raise Uncertain  # a reader reads it
    for change in made:
        if change.old:
            places = _places(change.old, made, old, target)
            for place in places:
                _replace(raws, place, change.old, change.new, new)
    text = "".join(raws)
    for change in made:
        if change.new and not change.old:
            text = _add(text, change.new, new, target)
    return text


def _places(mark: Mark, made: Sequence[Change], old: Layout, target: Layout) -> Sequence[Mark]:
    """Where the translation has a mark of the source; raises Uncertain."""
    there = [
        m for m in target.marks if (m.kind, m.value, m.atom) == (mark.kind, mark.value, mark.atom)
    ]
    here = [m for m in old.marks if m.what == mark.what]
    if len(there) != len(here):
        raise Uncertain
    ways = {(c.new.what if c.new else None) for c in made if c.old in here}
    touched = sum(c.old in here for c in made)
    if touched == len(here) and len(ways) == 1:
        return there if mark is here[0] else ()
    alike = [m for m in there if not m.atom and target.inner(m) == old.inner(mark)]
    if len(alike) != 1:
        raise Uncertain
    return alike


def _replace(raws: list[str], place: Mark, old: Mark, by: Mark | None, new: Layout) -> None:
    """Write another construct around the same words, or none."""
    if by and by.read:  # an alt text or title is translated: only the destination changes
        raws[place.last] = _retargeted(raws[place.last], old, by)
        return
    raws[place.first] = new.raws[by.first] if by else ""
    if place.atom:
        if not by:
            _close_up(raws, place.first)
    else:
        raws[place.last] = new.raws[by.last] if by else ""


def _retargeted(raw: str, old: Mark, by: Mark) -> str:
    """A link or image with another destination and all else as it is; raises Uncertain."""
    same = old.kind == by.kind and old.read == by.read and old.kind in ("link", "image")
    if not same or raw.count(old.value) != 1:
        raise Uncertain
    return raw.replace(old.value, by.value)


def _close_up(raws: list[str], at: int) -> None:
    """Take one of the two spaces around what is gone."""
    before, after = "".join(raws[:at]), "".join(raws[at + 1 :])
    if before[-1:] in ("", " ") and after.startswith(" "):
        follower = next(i for i in range(at + 1, len(raws)) if raws[i])
        raws[follower] = raws[follower][1:]
    elif not after and before.endswith(" "):
        leader = next(i for i in reversed(range(at)) if raws[i])
        raws[leader] = raws[leader][:-1]


def _add(text: str, mark: Mark, new: Layout, target: Layout) -> str:
    """Put a construct in that the source has got; raises Uncertain.

    Only around a name that stands in the translation too, or behind its last word: emphasis on a
    word, or a link on a phrase, has no certain place in another language.
    """
    if mark.read:
        raise Uncertain
    if mark.atom:
        return _append(text, mark, new)
    inner = new.inner(mark)
    found = [m.start() for m in re.finditer(rf"(?<![\w-]){re.escape(inner)}(?![\w-])", text)]
    if not _NAME.search(inner) or len(found) != 1 or inner not in "\0".join(target.raws):
        raise Uncertain
    at = found[0]
    named = f"{new.raws[mark.first]}{inner}{new.raws[mark.last]}"
    return f"{text[:at]}{named}{text[at + len(inner) :]}"


def _append(text: str, mark: Mark, new: Layout) -> str:
    """An atom behind the last word, before or behind the end mark as in the source."""
    before, after = "".join(new.raws[: mark.first]), "".join(new.raws[mark.first + 1 :])
    if mark.start < len(new.words) or not _END.fullmatch(after) or not text.endswith(after):
        raise Uncertain
    body = text[: len(text) - len(after)]
    gap = " " if before.endswith(" ") else ""
    return f"{body}{gap}{new.raws[mark.first]}{after}"
