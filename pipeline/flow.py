"""The stages composed: each function is one picklable job on values, for any executor.

Nothing here touches a file or calls out; `cli` reads what a job needs and writes what it made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline import overrides, publish
from pipeline.checks import check_catalog
from pipeline.config import Config
from pipeline.formats import po
from pipeline.formats.settings import unknown_locale
from pipeline.model import (
    Catalog,
    Document,
    DocumentId,
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
from pipeline.resegment import Regrouped, resegment
from pipeline.segment import segment, sentences
from pipeline.sync import Changes, Wanted, sync, wanted


def load(id: DocumentId, data: bytes, config: Config) -> Document:
    """Bytes to a document cut into units; raises SourceError."""
    document = parse(id, data, config.fields)
    if fault := unknown_locale(document, config.locales):
        raise fault
    return segment(document, document.segmentation or config.segmentation)


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
    elsewhere: Mapping[Key, str],
    *,
    units: Sequence[Wanted] | None = None,
) -> tuple[Catalog, Changes]:
    """The catalog of a document brought up to date; a missing one is begun.

    `units` are those of the document for this locale, if they are known already.
    """
    if units is None:
        units = wanted(document.for_locale(locale))
    reference = f"{config.source}/{document.id}"
    begun = po.new_catalog(locale, config.site.name or "l10n")
    if catalog is None:
        catalog = begun
    elif not catalog.header and not catalog.entries:  # an empty file, or only a person's remarks
        catalog = replace(begun, trailer=catalog.trailer)
    return sync(units, catalog, reference, elsewhere)


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
) -> Outcome:
    """Check, choose what may be shown, put the document together, judge the page.

    An override stands for all of that; one that must not be shown is a finding and a reason.
    """
    if override and override.document:
        return _overridden(document, override.document, locale, config, preview=preview)
    whole = document.for_locale(locale)
    places = order(whole)
    found = check_catalog(catalog, document.id, locale, path, places)
    erroneous = {f.key for f in found if f.level is Level.ERROR and f.key}
    policy = config.policy_for(document, locale, preview=preview)
    texts = publish.texts(catalog, policy, erroneous, places)
    document = publish.adapted(whole, texts)
    localized, broken = reassemble(document, texts, policy.fallback)
    verdict = publish.judge(document, catalog, localized, policy, publish.unwritten(whole, texts))
    findings = [*for_people(found, catalog, places), *(replace(f, locale=locale) for f in broken)]
    if override:
        verdict = overrides.reject(verdict, override)
        findings += [overrides.finding(document.id, override, locale)] if override.advice else []
    return Outcome(Rendition(document.id, locale, localized, verdict), tuple(findings))


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


def memory(catalogs: Iterable[Catalog]) -> dict[str, str]:
    """Texts accepted for a source text in any context, where all agree."""
    pairs = accepted_pairs(catalogs)
    return _unambiguous((key.text, target) for key, target in pairs if not key.adapted)


T = TypeVar("T", Key, str)


def _unambiguous(pairs: Iterable[tuple[T, str]]) -> dict[T, str]:
    found: dict[T, set[str]] = {}
    for key, target in pairs:
        found.setdefault(key, set()).add(target)
    return {key: next(iter(targets)) for key, targets in found.items() if len(targets) == 1}
