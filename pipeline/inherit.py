"""Locale families: the catalog of an inheriting locale (`de_AT` from `de`) holds only differences.

Where it says nothing the parent's text stands, worth what it is worth there. A text of its own
stands while it may be shown by itself; a draft, or a text whose source has changed in its facts,
leaves the place to the parent's, which says no less than the English would
(docs/decisions/017-locale-families.md).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.model import Catalog, Document, Entry, Key, Locale, State
from pipeline.model.joined import Order, groups, states

_WORTH = (State.MISSING, State.MACHINE, State.DRAFT, State.STALE, State.TRANSLATED, State.APPROVED)


@dataclass(frozen=True, slots=True)
class Parent:
    """What a locale inherits from, for one document."""

    locale: Locale
    catalog: Catalog
    before: Catalog | None = None
    """The catalog before the sync of this run: it tells which units are new to the family."""


def inheritable(document: Document, parent: Locale) -> frozenset[Key]:
    """Units of a document for which the parent's text may stand.

    Not what each locale writes for itself: a crisis line of one country is wrong in another.
    """
    if not document.is_for(parent):
        return frozenset()
    return frozenset(u.key for _, u in document.for_locale(parent).units() if not u.key.adapted)


# ---- what a catalog holds


def renamed(own: Catalog, parent: Locale, locale: Locale) -> Catalog:
    """The catalog under its own locale: people begin it as a copy of the parent's file."""
    was, now = (f'"Language: {x}\\n"' for x in (parent, locale))
    return replace(own, header=own.header.replace(was, now)) if was in own.header else own


def known(own: Catalog, parent: Parent, keys: Collection[Key]) -> Catalog:
    """The catalog with an empty entry for each unit that the family has had before.

    Sync offers the text of an edited sentence to new units only; without these, every unit that
    has no text of its own here would look new.
    """
    before = (parent.before or parent.catalog).by_key()
    now = parent.catalog.by_key()
    live = own.by_key()
    edited = {k for k, e in now.items() if e.fuzzy and e.previous in live}
    blank = (Entry(k) for k in before if k in keys and k not in live and k not in edited)
    return replace(own, entries=(*own.entries, *blank))


def differences(own: Catalog, parent: Catalog, keys: Collection[Key], order: Order) -> Catalog:
    """The catalog without what says no more than the parent's; joined sentences stay whole."""
    theirs, live = parent.by_key(), own.by_key()
    kept = {k for k, e in live.items() if k not in keys or _differs(e, theirs.get(k))}
    for group in groups(live, order):
        if kept.intersection(group.keys):
            kept.update(group.keys)
    return replace(own, entries=tuple(e for e in own.entries if e.obsolete or e.key in kept))


def _differs(own: Entry, parent: Entry | None) -> bool:
    """Whether a person has made something of an entry that is not in the parent's as well."""
    if set(own.remarks) - set(parent.remarks if parent else ()) or own.plural:
        return True
    if own.state in (State.MISSING, State.MACHINE):
        return False
    if parent is None or own.target != parent.target:
        return True
    return _WORTH.index(own.state) > _WORTH.index(parent.state)


def review(own: Catalog, order: Order) -> int:
    """Source words that a person must look at here, and nowhere else in the family."""
    worth = states(own, order)
    return sum(len(k.text.split()) for k, state in worth.items() if not state.accepted)


# ---- what a reader sees


Shown = tuple[Catalog, Mapping[Key, str]]
"""A catalog, and what of it may be shown (`publish.texts`)."""


def fill(
    own: Shown, parent: Shown, keys: Collection[Key], order: Order
) -> tuple[Catalog, frozenset[Key]]:
    """The whole catalog of an inheriting locale, and the units whose entry is the parent's."""
    (catalog, shown), (_, theirs_shown) = own, parent
    mine, theirs = catalog.by_key(), parent[0].by_key()
    worth = states(catalog, order)
    entries: list[Entry] = []
    inherited: set[Key] = set()
    for run in _runs(mine, theirs, order):
        stands = all(k in shown and worth[k] is not State.MACHINE for k in run)
        no_better = any(k in mine for k in run) and not all(k in theirs_shown for k in run)
        if stands or no_better or not all(k in keys for k in run):
            entries += (mine[k] for k in run if k in mine)
        else:
            entries += (theirs[k] for k in run if k in theirs)
            inherited.update(run)
    return replace(catalog, entries=tuple(entries)), frozenset(inherited)


def _runs(
    mine: Mapping[Key, Entry], theirs: Mapping[Key, Entry], order: Order
) -> Iterator[list[Key]]:
    """The units in document order; sentences that either locale has joined go together."""
    members = {k for live in (mine, theirs) for g in groups(live, order) for k in g.keys[1:]}
    run: list[Key] = []
    for key in order:
        if run and key not in members:
            yield run
            run = []
        run.append(key)
    if run:
        yield run
