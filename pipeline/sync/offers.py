"""What a text that lost its source is worth for the unit it is offered to."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.model import Catalog, Entry, Key, State
from pipeline.model.joined import standalone
from pipeline.sync.carry import carry
from pipeline.sync.changes import KEPT, STALE
from pipeline.sync.pairing import pair
from pipeline.sync.pool import agreeing, by_person


class Offers:
    """The texts that lost their source, paired with the units that have none."""

    def __init__(  # noqa: PLR0917 - one call
        self,
        catalog: Catalog,
        homeless: Sequence[Key],
        orphans: Sequence[Entry],
        elsewhere: Sequence[Entry],
        locale: str,
        told: Collection[Key],
    ) -> None:
        self.language, self.told = locale.partition("_")[0], told
        agreed, here = agreeing(elsewhere), set(homeless)
        sure = [e for e in elsewhere if e.key in agreed and e.key not in here]
        lost = [e for e in (*orphans, *sure) if by_person(e) and not e.plural]
        self.pairs = pair(homeless, lost)
        self.used = {id(e) for e in self.pairs.values()}
        self.alone = {id(e) for e in (*standalone(catalog), *elsewhere)} if self.pairs else set()
        """Their text says their own sentence and no other."""
        self.own = {id(e) for e in orphans}
        self.replaced: list[Entry] = []
        """Accepted texts that a rule has changed so that they cannot be had back by it."""

    def carried(self, key: Key) -> tuple[Entry, str]:
        """The text offered for a key, as what it may count for today's source."""
        old = self.pairs[key]
        was = _accepted_for(old)
        if was is None:
            return replace(arrived(old), key=key, lead=old.lead), STALE
        made = self._made(old, was, key)
        if made is None:
            stale = _stale(old, key, was)
            # of another document it may be another sentence: nobody sees it before a person has
            return stale if id(old) in self.own else stale.with_record("accepted", None), STALE
        target, how = made
        if id(old) in self.own and target != old.target:
            back = carry(key.text, was.text, target, self.language)
            if back is None or back[0] != old.target:
                self.replaced.append(accepted(old, was, old.target))
        return accepted(old, key, target), how

    def _made(self, old: Entry, was: Key, key: Key) -> tuple[str, str] | None:
        """The accepted text for a key, and by which rule; None where a person must look.

        The same sentence in another place, such as a heading become the title, is the same
        sentence; one that an author has told apart is not.
        """
        if old.joined or (was.context != key.context and key in self.told):
            return None
        if was.text == key.text:
            return old.target, KEPT
        return (
            carry(was.text, key.text, old.target, self.language) if id(old) in self.alone else None
        )


def arrived(entry: Entry) -> Entry:
    """An entry of another catalog: nothing of that file's spelling comes along."""
    return Entry(
        entry.key, entry.target, entry.fuzzy, entry.flags, entry.comments, previous=entry.previous
    )


def _accepted_for(entry: Entry) -> Key | None:
    """The source that a person accepted the text for; None for a draft."""
    if entry.state.accepted or entry.joined:
        return entry.key
    return entry.previous if entry.state is State.STALE else None


def _stale(old: Entry, key: Key, was: Key) -> Entry:
    """The text of an edited source, marked for review.

    The record of what it was accepted for is written once and kept by later syncs, so that an
    edit is always judged between the accepted text and today's source. That of a `~` is with the
    sentence that says it.
    """
    moved = replace(arrived(old), key=key, lead=old.lead, fuzzy=True, previous=was)
    return moved if old.joined else moved.with_record("accepted", was.digest(old.target))


def accepted(old: Entry, key: Key, target: str) -> Entry:
    """The text as one that is accepted for a source, with its origin."""
    moved = replace(arrived(old), key=key, lead=old.lead, target=target, fuzzy=False)
    settled = replace(moved, previous=None).with_record("accepted", None)
    engine, *hash = old.record("mt") or [""]
    if hash != [old.key.digest(old.target)]:
        return settled
    return settled.with_record("mt", f"{engine} {key.digest(target)}")
