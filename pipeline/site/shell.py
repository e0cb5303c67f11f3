"""What stands around every page: head, header, language switcher, breadcrumbs, notices, footer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.core import get_global

from pipeline.model import Locale
from pipeline.site.addresses import relative
from pipeline.site.clusters import HOME, LinkSet, absolute
from pipeline.site.edition import Edition
from pipeline.site.library import Record, in_section
from pipeline.site.listing import index_path, menu, section_title
from pipeline.site.models import Image, Language, Link, Prose, Shell, Text
from pipeline.site.wording import autonym, direction, parse_locale, tag


@dataclass(frozen=True, slots=True)
class About:
    """What a page tells its shell."""

    title: str
    description: str
    kind: str = "website"
    """Open Graph's type."""
    image: Image | None = None
    dates: Mapping[str, str] | None = None
    record: Record | None = None
    """The document that the page shows."""
    section: str = ""
    """Where the page stands: `articles`, `faqs`, or nowhere."""


def surround(edition: Edition, name: str, about: About) -> Shell:
    """The shell of one page; `name` is its place inside the locale's folder."""
    links = edition.clusters[name].at(edition.locale, edition.base_url)
    path = next(v.path for v in links.versions if v.locale == edition.locale)
    site = edition.site()
    source = next((v for v in links.versions if v.locale == edition.library.source), None)
    record = about.record or site
    home = index_path(edition, HOME) or path
    title = about.title if about.title == edition.name else f"{about.title} \u00b7 {edition.name}"
    return Shell(
        voice=edition.voice,
        tag=tag(edition.locale),
        dir=direction(edition.locale),
        title=title,
        name=edition.name,
        description=about.description,
        path=path,
        style=relative(path, "style.css"),
        links=links,
        home=relative(path, home),
        menu=menu(edition, path),
        languages=tuple(_languages(links, path, edition.locale)),
        crumbs=_crumbs(edition, about, path, home),
        og=tuple(_open_graph(edition, links, about)),
        tagline=edition.text(site, "tagline") if site else Text(""),
        notice=edition.prose(site, "notice", path) if site else Prose(),
        machine=_own(record, edition) and bool(record and record.rendition.verdict.machine),
        english=bool(edition.voice.mark) and bool(about.record and about.record.has_english()),
        original=_original(relative(path, source.path), source.locale) if source else {},
    )


def _own(record: Record | None, edition: Edition) -> bool:
    return record is not None and record.locale == edition.locale


def _original(href: str, locale: Locale) -> dict[str, str]:
    return {"href": href, "hreflang": tag(locale)}


def _languages(links: LinkSet, path: str, current: Locale) -> Sequence[Language]:
    """The page's versions by their own names."""
    return [
        Language(
            autonym(v.locale),
            tag(v.locale),
            direction(v.locale),
            relative(path, v.path),
            v.locale == current,
        )
        for v in links.versions
    ]


def _crumbs(edition: Edition, about: About, path: str, home: str) -> tuple[Link, ...]:
    crumbs = [Link(Text(edition.name), {"href": relative(path, home)}, path == home)]
    section = about.section
    if about.record and not section:
        section = next((s for s in ("articles", "faqs") if in_section(about.record, s)), "")
    index = index_path(edition, f"{section}/{HOME}") if section else None
    if index:
        title = section_title(edition, section)
        crumbs.append(Link(title, {"href": relative(path, index)}, path == index))
    if path not in (home, index):
        crumbs.append(Link(Text(about.title), {"href": relative(path, path)}, current=True))
    return tuple(crumbs)


def _open_graph(edition: Edition, links: LinkSet, about: About) -> list[tuple[str, str]]:
    """Open Graph properties; its locales are written `ll_TT`."""
    rows = [
        ("og:type", about.kind),
        ("og:title", about.title),
        ("og:description", about.description),
        ("og:url", links.canonical),
        ("og:site_name", edition.name),
        ("og:locale", _territorial(edition.locale)),
    ]
    others = (v.locale for v in links.versions if v.indexable and v.locale != edition.locale)
    rows += [("og:locale:alternate", _territorial(x)) for x in others if links.indexable]
    if about.image:
        rows.append(("og:image", absolute(edition.base_url, about.image.path)))
        rows.append(("og:image:alt", about.image.alt.value))
    rows += [(f"article:{name}", value) for name, value in (about.dates or {}).items()]
    return [(name, value) for name, value in rows if value]


def _territorial(locale: Locale) -> str:
    """`de` is `de_DE`: the likely territory, from CLDR's likely subtags."""
    own = parse_locale(locale)
    likely: str = get_global("likely_subtags").get(str(own.language), "")
    territory = own.territory or likely.rpartition("_")[2]
    return f"{own.language}_{territory}" if territory else own.language
