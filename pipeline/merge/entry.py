"""One entry of two branches: source and place by sync, text by people, each three-way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.merge.text import Text, merge_texts, text_of
from pipeline.merge.three import three, three_lines
from pipeline.model import Entry, Key, State


@dataclass(frozen=True, slots=True)
class Found:
    """What became of an entry: None where it is gone."""

    entry: Entry | None
    conflict: bool = False
    """Both branches gave it a text; an obsolete one needs nobody to choose."""


def merge_entry(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Found:
    """The entry with the changes of both branches; None stands for an entry that is not there."""
    if ours is None or theirs is None:
        one = ours or theirs
        return Found(_removed_beside(base, one) if base and one else one)
    if ours == theirs:
        return Found(_bytes(base, ours, theirs))
    if base in (ours, theirs):
        return Found(theirs if ours == base else ours)
    return _both_changed(base, ours, theirs)


def _bytes(base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
    """Equal entries, perhaps written differently."""
    old, one, other = ((e.raw or "", e.lead) if e else ("", "") for e in (base, ours, theirs))
    return ours if three(old, one, other, max) == one else theirs


def _removed_beside(base: Entry, one: Entry) -> Entry | None:
    """The other branch has removed the entry that this one has; work on it is not lost."""
    if one == base:
        return None
    if not one.obsolete and (base.obsolete or base.key != one.key):
        return one  # its source has been edited or has returned: a sync will tell
    return retired(one) if _worth_keeping(one) and _worked_on(base, one) else None


def _worked_on(base: Entry, one: Entry) -> bool:
    marks = (text_of(one), one.remarks, one.flags, one.obsolete)
    return marks != (text_of(base), base.remarks, base.flags, base.obsolete)


def _worth_keeping(entry: Entry) -> bool:
    """Untouched drafts can be made again; a person's text or remark cannot."""
    return _human(entry) or bool(entry.remarks) or bool(entry.plural and any(entry.plural[1]))


def _human(entry: Entry) -> bool:
    return entry.state not in (State.MISSING, State.MACHINE)


def retired(entry: Entry) -> Entry:
    """The entry without a source: at the end of the file."""
    if entry.obsolete:
        return entry
    return replace(entry, obsolete=True, notes=(), references=(), raw=None)


def _both_changed(base: Entry | None, ours: Entry, theirs: Entry) -> Found:
    """Every part by itself, as if a sync had given all three the new source first."""
    key = theirs.key if base and ours.key == base.key else ours.key
    old, one, other = (carried(e, key) for e in (base or Entry(ours.key), ours, theirs))
    text, texts = merge_texts(old, one, other)
    obsolete = ours.obsolete and theirs.obsolete
    if base is not None:
        obsolete = three(base.obsolete, ours.obsolete, theirs.obsolete, max)
    remarks = _remarks(three_lines(old.remarks, ours.remarks, theirs.remarks), texts)
    entry = Entry(
        key=key,
        target=text.target,
        fuzzy=text.fuzzy,
        flags=three_lines(old.flags, ours.flags, theirs.flags),
        comments=remarks + text.records,
        notes=() if obsolete else three(old.notes, ours.notes, theirs.notes, max),
        references=()
        if obsolete
        else three(old.references, ours.references, theirs.references, max),
        previous=text.previous,
        plural=text.plural,
        obsolete=obsolete,
        lead=three(old.lead, ours.lead, theirs.lead, max),
    )
    same = next((e for e in (ours, theirs) if e == entry), entry)
    return Found(same, bool(texts))


def _remarks(remarks: Sequence[str], texts: Sequence[Text]) -> tuple[str, ...]:
    """People's remarks, and the texts of a conflict, each in one line."""
    lines = [f"conflict: {text.one_line}" for text in texts]
    return (*remarks, *(line for line in lines if line not in remarks))


def folded(home: Entry, obsolete: Entry) -> Entry:
    """An entry with the text of an obsolete one of its key, which cannot stand beside it.

    A live text of a person stays what it is worth, and the other is told in a comment.
    """
    if home.obsolete or not _human(home):
        back = replace(obsolete, obsolete=home.obsolete, raw=None)
        return merge_entry(None, home, back).entry or home
    text = text_of(obsolete)
    lines = [*obsolete.remarks]
    if _human(obsolete) and text.wording != text_of(home).wording:
        lines.append(f"obsolete: {text.one_line}")
    new = [x for x in lines if x not in home.comments]
    return replace(home, comments=(*home.comments, *new), raw=None) if new else home


def carried(entry: Entry, key: Key) -> Entry:
    """The entry as a sync carries it to an edited source.

    What was accepted is stale, with the record of what it was accepted for; what a machine wrote
    is made again.
    """
    if entry.key == key:
        return entry
    moved = replace(entry, key=key, raw=None)
    if entry.state in (State.MISSING, State.MACHINE):
        return moved.emptied()
    if entry.joined:
        return replace(moved, fuzzy=True, previous=entry.key)
    if entry.state.accepted and entry.key.text != key.text:
        stale = replace(moved, fuzzy=True, previous=entry.key)
        return stale.with_record("accepted", entry.key.digest(entry.target))
    if entry.state is State.STALE and entry.previous == key:
        return replace(moved, fuzzy=False, previous=None).with_record("accepted", None)
    return moved
