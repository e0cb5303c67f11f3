"""One catalog checked: findings with their place, sentences said together judged as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.entry import check_entry, check_texts, waived
from pipeline.checks.subject import Fault
from pipeline.model import Catalog, DocumentId, Entry, Finding, Locale, State

_JOINED = "~"
"""The translation of a sentence that is said in the one before it (DESIGN 4)."""


@dataclass(frozen=True, slots=True)
class _Group:
    """An entry and those whose text it says with its own."""

    head: Entry
    joined: tuple[Entry, ...] = ()


def check_catalog(
    catalog: Catalog, document: DocumentId, locale: Locale, path: str
) -> tuple[Finding, ...]:
    """Findings on every live entry without plurals that holds text, in file order.

    `path` is that of the PO file, for the reader of the findings. Drafts are checked like accepted
    texts; what a finding on them is worth is the caller's to say.
    """
    return tuple(
        Finding(
            f.rule, f.level, f.message, document, locale, group.head.key, group.head.target,
            path, group.head.line, f.span,
        )
        for group in _groups(catalog.entries)
        for f in _faults(group, locale)
    )  # fmt: skip


def _faults(group: _Group, locale: Locale) -> tuple[Fault, ...]:
    if not group.joined:
        return check_entry(group.head, locale)
    source = " ".join(e.key.text for e in (group.head, *group.joined))
    return check_texts(source, group.head.target, locale, waived(group.head))


def _groups(entries: Sequence[Entry]) -> Iterator[_Group]:
    """Entries that hold text; one that says `~` goes with its sentence before.

    The record `joined: H` names the pair before; until sync has written it, that is the entry
    before in the file.
    """
    live = [e for e in entries if not e.obsolete and e.plural is None]
    heads = [e for e in live if e.state is not State.MISSING]
    members: dict[int, list[Entry]] = {id(e): [] for e in heads}
    by_digest = {e.key.digest(e.target): e for e in heads} if _any_joined(heads) else {}
    owner: dict[int, Entry] = {}
    previous: Entry | None = None
    for entry in heads:
        if entry.target.strip() == _JOINED:
            before = by_digest.get("".join(entry.record("joined")[:1])) or previous
            head = owner.get(id(before), before)
            if head is not None and head is not entry:
                owner[id(entry)] = head
                members[id(head)].append(entry)
        previous = entry
    for entry in heads:
        if id(entry) not in owner:
            yield _Group(entry, tuple(members[id(entry)]))


def _any_joined(entries: Sequence[Entry]) -> bool:
    return any(e.target.strip() == _JOINED for e in entries)
