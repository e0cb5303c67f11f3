"""The stages composed: each function is one picklable job on values, for any executor.

Nothing here touches a file or calls out; `cli` reads what a job needs and writes what it made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline import publish
from pipeline.checks import check_catalog
from pipeline.config import Config
from pipeline.formats import po
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
from pipeline.parse import parse
from pipeline.reassemble import reassemble
from pipeline.segment import segment
from pipeline.sync import Changes, sync, wanted


def load(id: DocumentId, data: bytes, config: Config) -> Document:
    """Bytes to a document cut into units; raises SourceError."""
    return segment(parse(id, data, config.fields), config.segmentation)


def update(
    document: Document,
    catalog: Catalog | None,
    locale: Locale,
    config: Config,
    elsewhere: Mapping[Key, str],
) -> tuple[Catalog, Changes]:
    """The catalog of a document brought up to date; a missing one is begun."""
    reference = f"{config.source}/{document.id}"
    catalog = catalog or po.new_catalog(locale, config.site.name or "l10n")
    return sync(wanted(document), catalog, reference, elsewhere)


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
) -> Outcome:
    """Check, choose what may be shown, put the document together, judge the page."""
    found = check_catalog(catalog, document.id, locale, path)
    erroneous = {f.key for f in found if f.level is Level.ERROR and f.key}
    policy = config.policy_for(document.id, locale, preview=preview)
    texts = publish.texts(catalog, policy, erroneous)
    localized, broken = reassemble(document, texts, policy.fallback)
    kept = texts.keys() - {f.key for f in broken}
    verdict = publish.judge(document, catalog, localized, policy, kept)
    findings = (*for_people(found, catalog), *(replace(f, locale=locale) for f in broken))
    return Outcome(Rendition(document.id, locale, localized, verdict), findings)


def original(document: Document, locale: Locale) -> Rendition:
    """The English document as a rendition: always published, nothing marked."""
    localized, _ = reassemble(document, {})
    values = {path: replace(v, english=()) for path, v in localized.values.items()}
    plain = replace(localized, english=(), values=values)
    return Rendition(document.id, locale, plain, Verdict(publish=True))


def for_people(found: tuple[Finding, ...], catalog: Catalog) -> tuple[Finding, ...]:
    """Findings on texts nobody accepted are for information: they are not shown as accepted."""
    accepted = {e.key for e in catalog.entries if not e.obsolete and e.state.accepted}
    return tuple(
        f if f.key is None or f.key in accepted else replace(f, level=Level.INFO) for f in found
    )


def accepted_pairs(catalogs: Mapping[str, Catalog]) -> dict[Key, str]:
    """Texts accepted for a key anywhere in a locale, live or obsolete, where all agree."""
    found: dict[Key, set[str]] = {}
    for catalog in catalogs.values():
        for entry in catalog.entries:
            if entry.state.accepted and entry.plural is None:
                found.setdefault(entry.key, set()).add(entry.target)
    return {key: next(iter(targets)) for key, targets in found.items() if len(targets) == 1}


def memory(catalogs: Mapping[str, Catalog]) -> dict[str, str]:
    """Exact matches across contexts: the one text accepted for a source text in a locale."""
    found: dict[str, set[str]] = {}
    for catalog in catalogs.values():
        for entry in catalog.entries:
            if entry.state.accepted and entry.plural is None:
                found.setdefault(entry.key.text, set()).add(entry.target)
    return {text: next(iter(targets)) for text, targets in found.items() if len(targets) == 1}


def words_by_state(document: Document, catalog: Catalog | None) -> dict[State, int]:
    """Source words of a document by the state they are in."""
    entries = catalog.by_key() if catalog else {}
    counts = dict.fromkeys(State, 0)
    for key, count in publish.words(document).items():
        state = entries[key].state if key in entries else State.MISSING
        counts[state] += count
    return counts
