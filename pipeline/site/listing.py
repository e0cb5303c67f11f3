"""The pages that lead to others: home, sections, people."""

from collections.abc import Sequence

from pipeline.model import Locale
from pipeline.site.addresses import relative
from pipeline.site.clusters import HOME
from pipeline.site.edition import Edition
from pipeline.site.library import READING, SECTIONS, Record, in_section, stem
from pipeline.site.models import Card, Link, Listing, Person, Text


def list_section(edition: Edition, section: str, page: str) -> Listing:
    """The index of articles, or of questions."""
    here, elsewhere = _both(edition, section)
    return Listing(
        section_title(edition, section),
        _site_text(edition, f"sections.{section}.description"),
        _cards(edition, here, page),
        _cards(edition, elsewhere, page),
    )


def list_home(edition: Edition, page: str) -> Listing:
    """The home page: the magazine, its latest articles, its questions."""
    articles, others = _both(edition, "articles")
    questions, _ = _both(edition, "faqs")
    tagline = _site_text(edition, "tagline")
    return Listing(
        tagline or Text(edition.name),
        _site_text(edition, "description"),
        _cards(edition, articles, page),
        () if articles else _cards(edition, others, page),
        _cards(edition, questions, page),
        menu(edition, page)[1:],
    )


def show_person(edition: Edition, record: Record, page: str) -> Person:
    """The page of an author or reviewer."""
    name = stem(record.id)
    here, elsewhere = _both(edition, "")
    texts = [*here, *elsewhere]
    return Person(
        record.value("name") or name,
        edition.text(record, "role"),
        edition.prose(record, "bio", page),
        record.fields.get("team") is True,
        _cards(edition, [r for r in texts if name in r.names("author")], page),
        _cards(edition, [r for r in texts if name in r.names("reviewer")], page),
    )


def menu(edition: Edition, page: str) -> tuple[Link, ...]:
    """Home and the sections that exist in this locale."""
    found: list[Link] = []
    for section in ("", *SECTIONS):
        name = f"{section}/{HOME}" if section else HOME
        path = index_path(edition, name)
        if path:
            text = section_title(edition, section) if section else Text(edition.name)
            found.append(Link(text, {"href": relative(page, path)}, path == page))
    return tuple(found)


def index_path(edition: Edition, name: str) -> str | None:
    """Where an index stands in this locale, when it exists."""
    cluster = edition.clusters.get(name)
    versions = cluster.versions if cluster else ()
    return next((v.path for v in versions if v.locale == edition.locale), None)


def section_title(edition: Edition, section: str) -> Text:
    """What `site.yaml` calls the section, or else its folder."""
    return _site_text(edition, f"sections.{section}.title") or Text(section.capitalize())


def _site_text(edition: Edition, path: str) -> Text:
    site = edition.site()
    return edition.text(site, path) if site else Text("")


def _both(edition: Edition, section: str) -> tuple[list[Record], list[Record]]:
    """What can be linked in this locale, and what there is in English only; newest first."""

    def listed(locale: Locale) -> list[Record]:
        found = edition.library.every(READING, locale)
        linked = [r for r in found if r.rendition.verdict.linked]
        return [r for r in linked if not section or in_section(r, section)]

    here = listed(edition.locale)
    known = {r.id for r in here}
    source = edition.library.source
    return here, [r for r in listed(source) if r.id not in known and edition.locale != source]


def _cards(edition: Edition, records: Sequence[Record], page: str) -> tuple[Card, ...]:
    return tuple(edition.card(r, page) for r in records)
