"""The rule on `~`: it counts, or says why not and what to do."""

from collections.abc import Iterator, Mapping

from pipeline.checks.subject import Fault
from pipeline.model import Entry, Key, Level, State
from pipeline.model.joined import FIRST, Group, Order, name, pair

_ALONE = "~ has no translation before it to belong to: write the translation here"
_NO_TEXT = "~ points at the sentence before, which has no translation: write both there"
_UNACCEPTED = "~ counts once the sentence before is accepted: correct it and clear its fuzzy mark"
_UNRECORDED = "~ is not joined to the sentence before yet: run `l10n sync`"
_CHANGED = "the text that ~ belongs to has changed: run `l10n sync`, look at both, confirm ~"


def joined(entry: Entry, group: Group | None, order: Order) -> Iterator[Fault]:
    """What is wrong with a `~`; `group` is the one it stands in."""
    refusal = order.get(entry.key, FIRST).refusal
    message = refusal.value if refusal else _against(entry, group)
    if message:
        yield Fault("joined", Level.ERROR, message)


def _against(entry: Entry, group: Group | None) -> str:
    if group is None:
        return _ALONE
    if group.head.state is State.MISSING:
        return _NO_TEXT
    if entry.fuzzy:
        return ""
    if not group.head.state.accepted:
        return _UNACCEPTED
    if not name(entry):
        return _UNRECORDED
    return "" if name(entry) == pair(group.head) else _CHANGED


def by_key(found: tuple[Group, ...]) -> Mapping[Key, Group]:
    """Each group by all of its keys."""
    return {key: group for group in found for key in group.keys}
