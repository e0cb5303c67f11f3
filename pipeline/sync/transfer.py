"""An edit of markup made in a translation, where it is certain what it means there.

Each edit of the source finds its place in the translation or there is none, and then the whole
transfer is refused: nobody looks at the result before a reader does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.sync.layout import CODE, Layout, Mark

_END = re.compile(r"[\s.,;:!?…]*\Z")
_NAME = re.compile(r"(?=.*[^\W\d_])(?:.*[A-Z].*[A-Z]|.*[@#_]|.*\w\.\w|.*[^\W\d_].*\d)", re.DOTALL)
"""What a name has and an ordinary word has not: two capitals, a sign or a digit inside."""
_CLOSES = re.compile(r" (?=[.,;:!?)\]…])")


@dataclass(frozen=True, slots=True)
class Edit:
    """One mark that is gone, new, or another one around the same words."""

    old: Mark | None
    new: Mark | None


class Uncertain(Exception):  # noqa: N818 - an answer, not a fault
    """The edit has no certain place in the translation."""


def edits(old: Layout, new: Layout) -> list[Edit]:
    """How the markup of two texts with the same words differs; raises Uncertain.

    What stays must stay in its order: `a` and `b` between the same two words may change places.
    """
    gone, come = _without(old.marks, new.marks), _without(new.marks, old.marks)
    if [m.what for m in old.marks if m not in gone] != [m.what for m in new.marks if m not in come]:
        raise Uncertain
    found: list[Edit] = []
    for mark in gone:
        same = [m for m in come if (m.start, m.end, m.atom) == (mark.start, mark.end, mark.atom)]
        # the same kind first: a link keeps being a link when emphasis around it goes
        same.sort(key=lambda m: (m.kind != mark.kind, m.first))
        if same:
            come.remove(same[0])
        found.append(Edit(mark, same[0] if same else None))
    found += [Edit(None, m) for m in come]
    if any(_unclear(edit, old, new) for edit in found):
        raise Uncertain
    return found


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


def _unclear(edit: Edit, old: Layout, new: Layout) -> bool:
    """Whether a reader reads what changed, or several things stand where it did."""
    marks = [m for m in (edit.old, edit.new) if m]
    atoms = [m for m in marks if m.atom]
    return any(m.kind == CODE for m in marks) or any(
        text.crowded(m.start) for m in atoms for text in (old, new)
    )


def transfer(old: Layout, new: Layout, target: Layout) -> str:
    """The translation with the source's edits of markup; raises Uncertain."""
    raws: list[str] = list(target.raws)
    made = edits(old, new)
    for edit in made:
        for place in _places(edit.old, made, old, target) if edit.old else ():
            assert edit.old
            _replace(raws, place, edit.old, edit.new, new)
    text = "".join(raws)
    for edit in made:
        if edit.new and not edit.old:
            text = _add(text, edit.new, new, target)
    return text


def _places(mark: Mark, made: Sequence[Edit], old: Layout, target: Layout) -> Sequence[Mark]:
    """Where the translation has a mark of the source; raises Uncertain.

    All of them where all of the same kind are edited alike (once: none for the others), else the
    one around the same name.
    """
    sort = (mark.kind, mark.value, mark.atom)
    there = [m for m in target.marks if (m.kind, m.value, m.atom) == sort]
    here = [m for m in old.marks if m.what == mark.what]
    if len(there) != len(here):
        raise Uncertain
    mine = [e for e in made if e.old in here]
    if len(mine) == len(here) and len({e.new and e.new.what for e in mine}) == 1:
        return there if mark is here[0] else ()
    inner = old.inner(mark)
    alike = [m for m in there if not m.atom and target.inner(m) == inner]
    if len(alike) != 1 or not _NAME.match(inner):
        raise Uncertain
    return alike


def _replace(raws: list[str], place: Mark, old: Mark, by: Mark | None, new: Layout) -> None:
    """Write another construct around the same words, or none."""
    if by and by.prose:  # an alt text or title is translated: only the destination changes
        raws[place.last] = _retargeted(raws[place.last], old, by)
        return
    raws[place.first] = new.raws[by.first] if by else ""
    if not place.atom:
        raws[place.last] = new.raws[by.last] if by else ""
    elif not by:
        _close_up(raws, place.first)


def _retargeted(raw: str, old: Mark, by: Mark) -> str:
    """A link or image with another destination and all else as it is; raises Uncertain."""
    same = old.kind == by.kind and old.prose == by.prose and old.kind in ("link", "image")
    if not same or raw.count(old.value) != 1:
        raise Uncertain
    return raw.replace(old.value, by.value)


def _close_up(raws: list[str], at: int) -> None:
    """Take one of the two spaces around what is gone, or the one before an end mark."""
    before, after = "".join(raws[:at]), "".join(raws[at + 1 :])
    if before[-1:] in ("", " ") and after.startswith(" "):
        follower = next(i for i in range(at + 1, len(raws)) if raws[i])
        raws[follower] = raws[follower][1:]
    elif before.endswith(" ") and (not after or _CLOSES.match(f" {after}")):
        leader = next(i for i in reversed(range(at)) if raws[i])
        raws[leader] = raws[leader][:-1]


def _add(text: str, mark: Mark, new: Layout, target: Layout) -> str:
    """Put a construct in that the source has got; raises Uncertain.

    Only around a name that stands in the translation too, or a footnote mark behind the last word:
    emphasis on a word, or a link on a phrase, has no certain place in another language.
    """
    if mark.prose:
        raise Uncertain
    if mark.atom:
        return _append(text, mark, new)
    inner = new.inner(mark)
    whole = re.compile(rf"(?<![\w-]){re.escape(inner)}(?![\w-])")
    found = [m.start() for m in whole.finditer(text)]
    once = len(found) == 1 and len(whole.findall("".join(new.raws))) == 1
    if not once or not _NAME.match(inner) or inner not in "\0".join(target.raws):
        raise Uncertain
    at = found[0]
    named = f"{new.raws[mark.first]}{inner}{new.raws[mark.last]}"
    return f"{text[:at]}{named}{text[at + len(inner) :]}"


def _append(text: str, mark: Mark, new: Layout) -> str:
    """A footnote mark behind the last word, before or behind the end mark as in the source."""
    before, after = "".join(new.raws[: mark.first]), "".join(new.raws[mark.first + 1 :])
    last = mark.kind == "footnote" and mark.start == len(new.words) and _END.fullmatch(after)
    if not last or not text.endswith(after):
        raise Uncertain
    body = text[: len(text) - len(after)]
    gap = " " if before.endswith(" ") else ""
    return f"{body}{gap}{new.raws[mark.first]}{after}"
