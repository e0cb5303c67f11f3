"""The versions of each page, worked out once: head, language switcher and sitemap all read them.

A page that may not be indexed stands in no cluster; every member of a cluster names all members
and itself, otherwise search engines ignore it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.model import DocumentId, Locale
from pipeline.site.addresses import page_path
from pipeline.site.library import (
    READING,
    SECTIONS,
    SITE,
    Library,
    Record,
    in_section,
    page_name,
)
from pipeline.site.wording import as_date, tag

HOME = "index.html"
CHOOSER = "index.html"
"""The page above all locales: the `x-default` of the home pages."""


@dataclass(frozen=True, slots=True)
class Version:
    """One page in one locale."""

    locale: Locale
    path: str
    indexable: bool
    changed: str
    """ISO day of the last change of its text, empty when unknown."""


@dataclass(frozen=True, slots=True)
class LinkSet:
    """What one page says about where it is and which versions it has."""

    canonical: str
    indexable: bool
    alternates: tuple[tuple[str, str], ...]
    """`hreflang` and absolute address, `x-default` last; empty when not indexable."""
    versions: tuple[Version, ...]
    """All published versions, for the language switcher."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """All published versions of a page, the source language first."""

    versions: tuple[Version, ...]
    default: str | None
    """Path of the page for everybody else."""

    def at(self, locale: Locale, base_url: str) -> LinkSet:
        """The link set of one version."""
        own = next(v for v in self.versions if v.locale == locale)
        listed = self.alternates(base_url) if own.indexable else ()
        return LinkSet(absolute(base_url, own.path), own.indexable, listed, self.versions)

    def alternates(self, base_url: str) -> tuple[tuple[str, str], ...]:
        """Every indexable version, and the default."""
        listed = [v for v in self.versions if v.indexable]
        members = [(tag(v.locale), absolute(base_url, v.path)) for v in listed]
        default = [("x-default", absolute(base_url, self.default))] if self.default else []
        return (*members, *default)


def absolute(base_url: str, path: str) -> str:
    """An address for other machines."""
    return f"{base_url.rstrip('/')}/{quote(path)}"


def plan(library: Library, locales: Sequence[Locale]) -> Mapping[str, Cluster]:
    """Every page that will exist, by its name inside a locale's folder, in order of names."""
    found: dict[str, Cluster] = {}
    for name, id in library.pages.items():
        records = [r for locale in locales if (r := library.get(id, locale))]
        found[name] = _cluster(library, [_version(r) for r in records])
    for section in ("", *SECTIONS):
        name = f"{section}/{HOME}" if section else HOME
        versions = [v for x in locales if (v := _index(library, x, section, name))]
        found.setdefault(name, _cluster(library, versions, None if section else CHOOSER))
    return {name: found[name] for name in sorted(found) if found[name].versions}


def _cluster(library: Library, versions: list[Version], default: str | None = None) -> Cluster:
    english = next((v.path for v in versions if v.locale == library.source and v.indexable), None)
    return Cluster(tuple(versions), default or english)


def _version(record: Record) -> Version:
    path = page_path(record.locale, page_name(record.id))
    return Version(record.locale, path, record.rendition.verdict.indexable, changed(record))


def _index(library: Library, locale: Locale, section: str, name: str) -> Version | None:
    """An index exists where there is something to list, and is indexed where that is."""
    listed = library.every(READING, locale)
    if section:
        listed = [r for r in listed if in_section(r, section)]
    if not listed:
        return None
    site = library.records.get((library.singles.get(SITE, DocumentId("")), locale))
    own = site.rendition.verdict if site else None
    indexable = any(r.rendition.verdict.indexable for r in listed)
    if own and own.publish:
        indexable = indexable and own.indexable
    return Version(locale, page_path(locale, name), indexable, max(map(changed, listed)))


def changed(record: Record) -> str:
    """ISO day of the last change that its author dates."""
    day = as_date(record.fields.get("updated")) or as_date(record.fields.get("date"))
    return day.isoformat() if day else ""
