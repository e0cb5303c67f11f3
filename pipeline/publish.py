"""What may be shown: a policy on states, unit by unit and page by page (DESIGN 9).

Nothing here reads a file or renders a page: it answers what a unit shows and what becomes of a
document, with the reason for every verdict.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.meaning import changed_facts
from pipeline.model import (
    Block,
    Catalog,
    Document,
    Entry,
    Key,
    Localized,
    Region,
    State,
    Value,
    Verdict,
)
from pipeline.model.joined import NO_ORDER, Group, Order, groups, order, states

_RANK = {State.TRANSLATED: 1, State.APPROVED: 2}


@dataclass(frozen=True, slots=True)
class Policy:
    """The `publish:` settings as they stand for one document in one locale."""

    machine: str = "source"
    """`source` (English instead), `notice` (shown and marked) or `omit` (no page)."""
    stale: str = "keep"
    """`keep` (the last accepted text, unless a number, unit or negation changed) or `source`."""
    errors: str = "source"
    """`source` (English instead of a unit with an unwaived error) or `show`."""
    fallback: str = "block"
    """`block` (a missing sentence shows its block in English) or `sentence`."""
    min_translated: float = 0.8
    """Share of words below which the page is neither linked nor indexed."""
    require: str = ""
    """The state every unit must have reached for the page to be built, empty for any."""
    preview: bool = False
    """Show everything there is, marked and not indexed."""


def refusal(entry: Entry, policy: Policy, erroneous: Collection[Key] = ()) -> str:
    """Why the text of an entry may not be shown; empty when it may."""
    state = entry.state
    if entry.joined:
        return "it holds no text"
    if policy.preview and state is not State.MISSING:
        return ""
    if entry.key in erroneous and policy.errors == "source":
        return "a check found an error"
    if state is State.STALE:
        return _against_stale(entry, policy)
    if state is State.MACHINE and policy.machine == "notice":
        return "its meaning is in doubt" if entry.record("doubt") else ""
    return _REFUSED.get(state, "")


_REFUSED = {
    State.MISSING: "not translated",
    State.DRAFT: "a draft nobody accepted",
    State.MACHINE: "a machine draft nobody accepted",
}


def _against_stale(entry: Entry, policy: Policy) -> str:
    """The last accepted text stays while the meaning that matters most is unchanged."""
    if policy.stale != "keep" or entry.previous is None:
        return "accepted for an earlier source"
    changed = changed_facts(entry.previous.text, entry.key.text)
    return f"the source's {' and '.join(changed)} changed" if changed else ""


def texts(
    catalog: Catalog, policy: Policy, erroneous: Collection[Key] = (), order: Order = NO_ORDER
) -> dict[Key, str]:
    """What may be shown, by key; an empty text where the unit before says it.

    A group of joined sentences is shown as one or not at all.
    """
    live = catalog.by_key()
    shown = {k: e.target for k, e in live.items() if not refusal(e, policy, erroneous)}
    for group in groups(live, order):
        for key in group.keys:
            shown.pop(key, None)
        if not _refused_as_one(group, policy, erroneous):
            shown |= dict.fromkeys(group.keys, "") | {group.head.key: group.head.target}
    return shown


def _refused_as_one(group: Group, policy: Policy, erroneous: Collection[Key]) -> bool:
    """Whether a group stays English: also in a preview where nobody has said what is joined."""
    whole = group.entry
    if whole.state is State.DRAFT or not whole.target.strip():
        return True
    wrong = policy.errors == "source" and any(k in erroneous for k in group.keys)
    return (wrong and not policy.preview) or bool(refusal(whole, policy))


def adapted(document: Document, texts: Mapping[Key, str]) -> Document:
    """The document without the blocks that the locale should write for itself and has not."""
    lacking = [r for r in document.regions if not r.locales and not _written(document, r, texts)]
    return document.without(lacking, lambda inner: adapted(inner, texts))


def unwritten(document: Document, texts: Mapping[Key, str]) -> int:
    """How many blocks the locale must write for itself (`adapt required`) and has not."""
    own = sum(r.required and not _written(document, r, texts) for r in document.regions)
    return own + sum(unwritten(p.inner, texts) for p in document.parts if isinstance(p, Value))


def _written(document: Document, region: Region, texts: Mapping[Key, str]) -> bool:
    inside = (p for p in document.parts if region.span.start <= p.span.start < region.span.end)
    return all(u.key in texts for p in inside if isinstance(p, Block) for u in p.units)


def words(document: Document) -> Mapping[Key, int]:
    """Source words by key, counted as often as the unit occurs."""
    counted: Counter[Key] = Counter()
    for _, unit in document.units():
        counted[unit.key] += len(unit.key.text.split())
    return counted


def words_by_state(document: Document, catalog: Catalog, keys: Collection[Key]) -> Counter[State]:
    """Source words of some units of a document by what their entries are worth."""
    known = states(catalog, order(document))
    by_state: Counter[State] = Counter()
    for key in words(document):
        if key in keys:  # a repeated sentence is translated once
            by_state[known.get(key, State.MISSING)] += len(key.text.split())
    return by_state


def judge(
    document: Document,
    catalog: Catalog,
    localized: Localized,
    policy: Policy,
    unwritten: int = 0,
) -> Verdict:
    """What becomes of a document in a locale, given what was put together of it.

    `unwritten` blocks must be written by the locale for itself and are not.
    """
    shown = localized.shown
    counts = words(document)
    known = states(catalog, order(document))
    worth = {k: known.get(k, State.MISSING) for k in counts}
    by_state = words_by_state(document, catalog, counts)
    total = sum(counts.values())
    share = sum(c for k, c in counts.items() if k in shown) / total if total else 1.0
    machine = any(worth[k] is State.MACHINE for k in shown)
    against = _against_publishing(document, worth, localized, policy)
    if unwritten and not policy.preview:
        against.append(f"{unwritten} required texts of its own are missing: write them in the PO")
    reasons = [*against, *_against_index(share, policy, machine=machine)]
    if not total:
        reasons.append("it holds no text")
    enough = share >= policy.min_translated or policy.preview
    return Verdict(
        publish=not against,
        linked=not against and enough,
        indexable=not reasons and not policy.preview,
        machine=machine,
        approved=bool(worth) and all(s is State.APPROVED for s in worth.values()),
        reasons=tuple(reasons),
        words=by_state,
    )


def _against_publishing(
    document: Document, states: Mapping[Key, State], localized: Localized, policy: Policy
) -> list[str]:
    if policy.preview:
        return []
    reasons = []
    if not _title(document) <= localized.shown:
        reasons.append("the title is not translated")
    if policy.require:
        wanted = _RANK[State(policy.require)]
        short = sum(_RANK.get(s, 0) < wanted for s in states.values())
        if short:
            reasons.append(f"{short} of {len(states)} units are not {policy.require}")
    if policy.machine == "omit" and State.MACHINE in states.values():
        reasons.append("it holds machine drafts")
    return reasons


_TITLES = ("title", "heading 1")
"""Roles of blocks: the `<title>` of an HTML document, and what heads any other."""


def _title(document: Document) -> frozenset[Key]:
    """The units of the title: of the field or element, or else of a first-level heading."""
    for part in document.parts:
        is_title = part.path == "title" if isinstance(part, Value) else part.role in _TITLES
        if is_title:
            blocks = part.inner.blocks() if isinstance(part, Value) else [part]
            return frozenset(u.key for b in blocks for u in b.units)
    return frozenset()


def _against_index(share: float, policy: Policy, *, machine: bool) -> list[str]:
    reasons = []
    if share < policy.min_translated:
        reasons.append(
            f"{share:.0%} of the words are translated, {policy.min_translated:.0%} are needed"
        )
    if machine:
        reasons.append("it shows machine drafts")
    return reasons
