"""Catalogs brought up to date, and what those of a locale have to do with each other."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from pipeline import inherit
from pipeline.config import Config
from pipeline.formats import po
from pipeline.inherit import Parent
from pipeline.model import Catalog, Document, Entry, Key, Locale, State
from pipeline.model.joined import standalone
from pipeline.resegment import Regrouped, resegment
from pipeline.segment import sentences
from pipeline.sync import Around, Changes, Wanted, sync, wanted

T = TypeVar("T", Key, str)


def regroup(document: Document, catalog: Catalog, locale: Locale) -> Regrouped:
    """The catalog for units that are cut differently now: goes before all syncs of a locale."""
    language = locale.partition("_")[0]
    return resegment(
        document.for_locale(locale), catalog, locale, lambda text: sentences(text, language)
    )


def update(
    document: Document,
    catalog: Catalog | None,
    locale: Locale,
    config: Config,
    around: Around,
    *,
    parent: Parent | None = None,
    units: Sequence[Wanted] | None = None,
) -> tuple[Catalog, Changes]:
    """The catalog of a document brought up to date; a missing one is begun.

    With a parent it holds only differences from the parent's. `units` are those of the document
    for this locale, if they are known already.
    """
    inherited = inherit.inheritable(document, parent.locale) if parent else frozenset()
    if units is None:
        units = wanted(document.for_locale(locale))
    reference = f"{config.source}/{document.id}"
    begun = po.new_catalog(locale, config.site.name or "l10n")
    if catalog is None:
        catalog = begun
    elif not catalog.header and not catalog.entries:  # an empty file, or only a person's remarks
        catalog = replace(begun, trailer=catalog.trailer)
    if parent is None:
        return sync(units, catalog, reference, around, locale)
    catalog = inherit.renamed(catalog, parent.locale, locale)
    return update_differences(
        units, catalog, reference, around, locale, parent=parent, inherited=inherited
    )


def update_differences(
    units: Sequence[Wanted],
    catalog: Catalog,
    reference: str,
    around: Around,
    locale: Locale,
    *,
    parent: Parent,
    inherited: Collection[Key],
) -> tuple[Catalog, Changes]:
    """The catalog of an inheriting locale brought up to date; `new` counts what stays in it."""
    known = inherit.known(catalog, parent, inherited)
    made, changes = sync(units, known, reference, around, locale)
    places = {w.key: w.place for w in units}
    made = inherit.differences(made, parent.catalog, inherited, places)
    old = catalog.by_key()
    new = sum(k not in old and e.state is State.MISSING for k, e in made.by_key().items())
    return made, replace(changes, new=new, review=inherit.review(made, places))


def accepted_pairs(catalogs: Iterable[Catalog]) -> Iterator[tuple[Key, str]]:
    """Every pair that a person accepted in a locale, in live, obsolete and stale entries.

    Joined sentences are left out, the head too: its text says more than its source.
    """
    for catalog in catalogs:
        for entry in standalone(catalog):
            if entry.plural is not None:
                continue
            if entry.state.accepted:
                yield entry.key, entry.target
            elif entry.state is State.STALE and entry.previous:
                yield entry.previous, entry.target


def agreed(catalogs: Iterable[Catalog]) -> dict[Key, str]:
    """Texts accepted for a key anywhere in a locale, where all agree: sync copies these."""
    return _unambiguous(accepted_pairs(catalogs))


def lost(
    documents: Mapping[str, Document], catalogs: Mapping[str, Catalog], locale: Locale
) -> dict[str, tuple[Entry, ...]]:
    """By catalog: the live entries whose source is no longer in its document.

    `documents` are all of the project by the name of their catalog; one that is gone has lost
    everything. Joined sentences are left out: they mean something in their own place alone.
    """
    found: dict[str, tuple[Entry, ...]] = {}
    for name, catalog in sorted(catalogs.items()):
        document = documents.get(name)
        units = document.for_locale(locale).units() if document else ()
        keys = {unit.key for _, unit in units}
        gone = tuple(e for e in standalone(catalog) if not e.obsolete and e.key not in keys)
        if gone:
            found[name] = gone
    return found


def around(name: str, accepted: Mapping[Key, str], lost: Mapping[str, Sequence[Entry]]) -> Around:
    """What the other catalogs of the locale hold for the catalog of a document."""
    others = (entries for other, entries in lost.items() if other != name)
    return Around(accepted, tuple(chain.from_iterable(others)))


def memory(catalogs: Iterable[Catalog]) -> dict[str, str]:
    """Texts accepted for a source text in any context, where all agree."""
    pairs = accepted_pairs(catalogs)
    return _unambiguous((key.text, target) for key, target in pairs if not key.adapted)


def _unambiguous(pairs: Iterable[tuple[T, str]]) -> dict[T, str]:
    found: dict[T, set[str]] = {}
    for key, target in pairs:
        found.setdefault(key, set()).add(target)
    return {key: next(iter(targets)) for key, targets in found.items() if len(targets) == 1}
