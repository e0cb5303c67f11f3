"""The text of an entry with everything that says what it is worth: these travel together."""

from dataclasses import dataclass, replace
from operator import attrgetter

from pipeline.merge.three import three, three_lines
from pipeline.model import Entry, Key, State
from pipeline.model.catalog import JOINED, RECORDS


@dataclass(frozen=True, slots=True)
class Text:
    """What a person or a machine wrote, and the marks and records that belong to it."""

    target: str
    fuzzy: bool
    previous: Key | None
    plural: tuple[str, tuple[str, ...]] | None
    records: tuple[str, ...]
    state: State

    @property
    def wording(self) -> tuple[str, ...]:
        """The msgstr, or all of them."""
        return self.plural[1] if self.plural else (self.target,)

    @property
    def joined(self) -> bool:
        """It stands for the sentence before."""
        return self.target.strip() == JOINED

    @property
    def one_line(self) -> str:
        """For a comment: line breaks escaped as in C, plural forms with a bar between."""
        text = " | ".join(self.wording)
        for sign, name in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r")):
            text = text.replace(sign, name) if "\n" in text or "\r" in text else text
        return text

    def doubted(self) -> "Text":
        """The text as a draft: nothing says any more that anybody accepted it."""
        return replace(self, fuzzy=True, records=(), state=State.DRAFT)


def text_of(entry: Entry) -> Text:
    """The part of an entry that people and machines write."""
    records = tuple(c for c in entry.comments if c.startswith(RECORDS))
    worth = entry.state
    return Text(entry.target, entry.fuzzy, entry.previous, entry.plural, records, worth)


def merge_texts(base: Entry, ours: Entry, theirs: Entry) -> tuple[Text, tuple[Text, ...]]:
    """The text of both branches, and the two texts where there is a conflict between people."""
    old, one, other = text_of(base), text_of(ours), text_of(theirs)
    if other in (one, old):
        return one, ()
    if one == old:
        return other, ()
    if one.wording == other.wording:
        return _same_wording(old, one, other), ()
    return _two_wordings(old, *sorted((one, other), key=_preference))


def _two_wordings(old: Text, first: Text, second: Text) -> tuple[Text, tuple[Text, ...]]:
    """Different words in both branches, neither those of the base with the marks of the base."""
    if _nothing_of_a_person(second):
        return first, ()
    for marked, changed in ((first, second), (second, first)):
        if marked.wording == old.wording:
            if marked.joined or marked.fuzzy == old.fuzzy:
                return changed, ()  # a signature or `~` does not outlive a new text
            if marked.fuzzy:  # in doubt, and there is a new text
                return replace(changed.doubted(), previous=marked.previous), ()
    previous = first.previous or second.previous
    return replace(first.doubted(), previous=previous), (first, second)


def _same_wording(old: Text, one: Text, other: Text) -> Text:
    """Equal words: marks and records each by themselves."""
    previous = three(old.previous, one.previous, other.previous, _known)
    fuzzy = three(old.fuzzy, one.fuzzy, other.fuzzy, max)
    records = three_lines(old.records, one.records, other.records)
    return replace(one, previous=previous, fuzzy=fuzzy, records=records)


def _known(one: Key | None, other: Key | None) -> Key | None:
    keys = sorted((k for k in (one, other) if k), key=attrgetter("text"))
    return keys[0] if keys else None


def _nothing_of_a_person(text: Text) -> bool:
    return text.state in (State.MISSING, State.MACHINE)


def _preference(text: Text) -> tuple[object, ...]:
    """What stands first of two texts, whichever branch it comes from: what is worth more."""
    return (
        _nothing_of_a_person(text),
        text.state is State.MISSING,
        text.joined,
        not text.state.accepted,
        text.wording,
        text.records,
    )
