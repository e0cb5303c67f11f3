"""The stages composed: each function is one picklable job on values, for any executor.

Nothing here touches a file or calls out; `cli` reads what a job needs and writes what it made.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from pipeline import adopt, inherit, overrides, publish
from pipeline.checks import check_catalog, check_entry
from pipeline.config import Config
from pipeline.formats import po
from pipeline.formats.settings import unknown_locale
from pipeline.inherit import Parent
from pipeline.model import (
    Catalog,
    Document,
    DocumentId,
    Entry,
    Finding,
    Key,
    Level,
    Locale,
    Rendition,
    State,
    Verdict,
)
from pipeline.model.joined import NO_ORDER, Order, order, standalone, states
from pipeline.overrides import Override
from pipeline.parse import parse
from pipeline.reassemble import reassemble
from pipeline.resegment import Disagreement, Regrouped, resegment
from pipeline.segment import segment, sentences
from pipeline.sync import Around, Changes, Wanted, sync, wanted


def load(id: DocumentId, data: bytes, config: Config) -> Document:
    """Bytes to a document cut into units; raises SourceError."""
    document = parse(id, data, config.fields)
    if fault := unknown_locale(document, config.locales):
        raise fault
    return segment(document, document.segmentation or config.segmentation)


def load_old(path: str, data: bytes, today: Document, config: Config, locale: Locale) -> Document:
    """An old translated page, cut as today's document is; raises SourceError."""
    old = parse(DocumentId(path), data, config.fields)
    mode = today.segmentation or config.segmentation
    return segment(old, mode, locale.partition("_")[0]).for_locale(locale)


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document in one locale: how it looks, and what was found on the way."""

    rendition: Rendition
    findings: tuple[Finding, ...]


def localize(
    document: Document,
    catalog: Catalog,
    locale: Locale,
    config: Config,
    path: str,
    *,
    preview: bool,
    override: Override | None = None,
    parent: Parent | None = None,
) -> Outcome:
    """Check, choose what may be shown, put the document together, judge the page.

    An override stands for all of that; one that must not be shown is a finding and a reason. What
    is found in texts of the parent is the parent's to mend, and told there.
    """
    if override and override.document:
        return _overridden(document, override.document, locale, config, preview=preview)
    whole = document.for_locale(locale)
    places = order(whole)
    found = check_catalog(catalog, document.id, locale, path, places)
    erroneous = _erroneous(found)
    policy = config.policy_for(document, locale, preview=preview)
    findings = list(for_people(found, catalog, places))
    inherited: frozenset[Key] = frozenset()
    if parent:
        keys = inherit.inheritable(document, parent.locale)
        theirs = _erroneous(check_catalog(parent.catalog, document.id, parent.locale, "", places))
        catalog, inherited = inherit.fill(
            (catalog, publish.texts(catalog, policy, erroneous, places)),
            (parent.catalog, publish.texts(parent.catalog, policy, theirs, places)),
            keys,
            places,
        )
        erroneous = (erroneous - inherited) | (theirs & inherited)
    texts = publish.texts(catalog, policy, erroneous, places)
    document = publish.adapted(whole, texts)
    localized, broken = reassemble(document, texts, policy.fallback)
    verdict = publish.judge(document, catalog, localized, policy, publish.unwritten(whole, texts))
    verdict = replace(verdict, inherited=publish.words_by_state(document, catalog, inherited))
    findings += (replace(f, locale=locale) for f in broken if f.key not in inherited)
    if override:
        verdict = overrides.reject(verdict, override)
        findings += [overrides.finding(document.id, override, locale)] if override.advice else []
    return Outcome(Rendition(document.id, locale, localized, verdict), tuple(findings))


def _erroneous(found: Iterable[Finding]) -> frozenset[Key]:
    """The units with an error."""
    return frozenset(f.key for f in found if f.level is Level.ERROR and f.key)


def _overridden(
    document: Document, override: Document, locale: Locale, config: Config, *, preview: bool
) -> Outcome:
    """The override as it stands, whatever the catalog says."""
    policy = config.policy_for(document, locale, preview=preview)
    verdict = overrides.accept(document.for_locale(locale), policy)
    return Outcome(replace(original(override, locale), verdict=verdict), ())


def original(document: Document, locale: Locale) -> Rendition:
    """The English document as a rendition: always published, nothing marked."""
    localized, _ = reassemble(document.for_locale(locale), {})
    values = {path: replace(v, english=()) for path, v in localized.values.items()}
    plain = replace(localized, english=(), values=values)
    return Rendition(document.id, locale, plain, Verdict(publish=True))


def for_people(
    found: tuple[Finding, ...], catalog: Catalog, order: Order = NO_ORDER
) -> tuple[Finding, ...]:
    """Findings on texts nobody accepted are for information: they are not shown as accepted.

    What a joined text lacks counts once the whole group is accepted; why a `~` does not count
    counts at once.
    """
    worth = states(catalog, order)
    accepted = {
        key
        for key, e in catalog.by_key().items()
        if e.state.accepted and (e.joined or worth[key].accepted)
    }
    return tuple(
        f if f.key is None or f.key in accepted else replace(f, level=Level.INFO) for f in found
    )


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


@dataclass(frozen=True, slots=True)
class OldPage:
    """A document and an old translation of it."""

    document: Document
    old: Document
    name: str
    """Of the old page, as it goes into `# import:`."""
    catalog: Catalog
    """Up to date with the document."""


def adopt_pages(
    pages: Sequence[OldPage], locale: Locale, known: Mapping[str, str], *, accept: bool
) -> Iterator[tuple[adopt.Alignment, adopt.Adopted]]:
    """What the old pages of a locale give to its catalogs, in the order of the pages.

    All are aligned together, since each teaches words for the others; `known` are accepted texts.
    """
    today = [p.document.for_locale(locale) for p in pages]
    ours = [adopt.passages(d) for d in today]
    theirs = [adopt.passages(p.old) for p in pages]
    found = adopt.align(list(map(adopt.Pages, ours, theirs)), locale, known.items())
    for page, document, old, alignment in zip(pages, today, theirs, found, strict=True):
        job = adopt.Job(document, old, alignment, page.catalog, page.name)
        sound = (lambda entry: not check_entry(entry, locale)) if accept else None
        yield alignment, adopt.enter(job, locale, sound)


@dataclass(frozen=True, slots=True)
class Imported:
    """What a catalog of another tool gave to one of ours."""

    catalog: Catalog
    blocks: int
    """How many blocks of the document it has a translation of."""
    texts: Mapping[Key, Entry]
    """The entries that are new or changed."""
    used: frozenset[int]
    """The foreign entries that belong to the document, by place."""
    disagreements: tuple[Disagreement, ...]


def import_foreign(
    place: tuple[DocumentId, bytes],
    catalog: Catalog,
    other: tuple[str, Catalog],
    locale: Locale,
    config: Config,
) -> Imported:
    """Translations of whole blocks, by po4a, mdpo or translate-toolkit, cut into our sentences.

    `place` is the document as it stands on disk, `catalog` is up to date with it, `other` the
    foreign one with its name. Raises SourceError.
    """
    id, data = place
    name, foreign = other
    document = load(id, data, config).for_locale(locale)
    blocks = parse(id, data, config.fields).for_locale(locale)
    matched = adopt.match(blocks, foreign)
    regrouped = regroup(document, adopt.put(catalog, matched), locale)
    units = frozenset(unit.key for _, unit in document.units())
    made = adopt.recorded(regrouped.catalog, catalog, units, name)
    settled, _ = update(document, made, locale, config, Around())
    before = catalog.by_key()
    texts = {k: e for k, e in settled.by_key().items() if e.target != before[k].target}
    return Imported(settled, len(matched.entries), texts, matched.used, regrouped.disagreements)


T = TypeVar("T", Key, str)


def _unambiguous(pairs: Iterable[tuple[T, str]]) -> dict[T, str]:
    found: dict[T, set[str]] = {}
    for key, target in pairs:
        found.setdefault(key, set()).add(target)
    return {key: next(iter(targets)) for key, targets in found.items() if len(targets) == 1}
