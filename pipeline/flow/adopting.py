"""Translations that were made elsewhere: old pages, and catalogs of other tools."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline import adopt
from pipeline.checks import check_entry
from pipeline.config import Config
from pipeline.flow.catalogs import regroup, update
from pipeline.flow.documents import load
from pipeline.glossary import EMPTY, Glossary
from pipeline.model import Catalog, Document, DocumentId, Entry, Key, Locale
from pipeline.parse import parse
from pipeline.resegment import Disagreement
from pipeline.sync import Around


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
    pages: Sequence[OldPage],
    locale: Locale,
    known: Mapping[str, str],
    *,
    accept: bool,
    glossary: Glossary = EMPTY,
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
        sound = (lambda entry: not check_entry(entry, locale, glossary)) if accept else None
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
