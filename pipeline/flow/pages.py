"""A document and its catalog to a localized page, with what was found on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline import inherit, overrides, publish
from pipeline.checks import check_catalog
from pipeline.config import Config
from pipeline.flow.gate import keeps_out
from pipeline.glossary import EMPTY, Glossary
from pipeline.inherit import Parent
from pipeline.model import (
    Catalog,
    Document,
    Finding,
    Key,
    Level,
    Locale,
    Rendition,
    State,
    Verdict,
)
from pipeline.model.joined import NO_ORDER, Order, order, states
from pipeline.overrides import Override
from pipeline.reassemble import reassemble


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
    glossary: Glossary = EMPTY,
) -> Outcome:
    """Check, choose what may be shown, put the document together, judge the page.

    An override stands for all of that; one that must not be shown is a finding and a reason. What
    is found in texts of the parent is the parent's to mend, and told there.
    """
    if override and override.document:
        return _overridden(document, override.document, locale, config, preview=preview)
    whole = document.for_locale(locale)
    places = order(whole)
    found = check_catalog(catalog, document.id, locale, path, places, glossary=glossary)
    erroneous = _erroneous(found, catalog)
    policy = config.policy_for(document, locale, preview=preview)
    findings = list(for_people(found, catalog, places))
    inherited: frozenset[Key] = frozenset()
    if parent:
        keys = inherit.inheritable(document, parent.locale)
        of_parent = check_catalog(
            parent.catalog, document.id, parent.locale, "", places, glossary=glossary
        )
        theirs = _erroneous(of_parent, parent.catalog)
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


def _erroneous(found: Iterable[Finding], catalog: Catalog) -> frozenset[Key]:
    """The units with an error, and the machine drafts that no gate would let in."""
    drafts = {key for key, e in catalog.by_key().items() if e.state is State.MACHINE}
    return frozenset(
        f.key
        for f in found
        if f.key and (f.level is Level.ERROR or (f.key in drafts and keeps_out(f.rule, f.level)))
    )


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
