"""Puts the pages in order and fills the templates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Template

from pipeline.model import Locale, Rendition
from pipeline.site import jsonld
from pipeline.site.addresses import Asset, page_path, read_size
from pipeline.site.clusters import CHOOSER, HOME, Cluster, absolute, plan
from pipeline.site.edition import Edition
from pipeline.site.library import ARTICLE, FAQ, HTML, PERSON, Record, collect
from pipeline.site.listing import list_home, list_section, show_person
from pipeline.site.messages import ENVIRONMENT
from pipeline.site.models import Day, Front, Reading, Shell
from pipeline.site.reading import read_article, read_questions
from pipeline.site.shell import About, surround
from pipeline.site.standalone import Marks, adapt
from pipeline.site.wording import direction, speak, tag


@dataclass(frozen=True, slots=True)
class Magazine:
    """The settings of a build."""

    base_url: str
    name: str
    source: Locale
    locales: tuple[Locale, ...]
    messages: Mapping[Locale, Mapping[str, str]]


@lru_cache
def _template(name: str) -> Template:
    return ENVIRONMENT.get_template(name)


def write(
    magazine: Magazine,
    renditions: Sequence[Rendition],
    assets: Mapping[str, bytes],
    own: Mapping[Locale, Mapping[str, bytes]],
) -> Iterator[tuple[str, bytes]]:
    """All files: the pages of each locale, what stands above them, and the assets."""
    locales = tuple(dict.fromkeys((magazine.source, *magazine.locales)))
    library = collect(renditions, magazine.source)
    clusters = plan(library, locales)
    shared = {p: Asset(p, read_size(p, d)) for p, d in assets.items()}
    for locale in locales:
        mine = {page_path(locale, p): (p, d) for p, d in own.get(locale, {}).items()}
        placed = shared | {p: Asset(path, read_size(p, d)) for path, (p, d) in mine.items()}
        yield from ((path, data) for path, (_, data) in sorted(mine.items()))
        voice = speak(locale, magazine.source, magazine.messages.get(locale, {}))
        edition = Edition(
            library, clusters, placed, locales, magazine.base_url, magazine.name,
            locale, voice, voice.labels(),
        )  # fmt: skip
        for name, cluster in clusters.items():
            version = next((v for v in cluster.versions if v.locale == locale), None)
            if version:
                yield version.path, _page(edition, name, version.path).encode()
    yield from _above(magazine, clusters, assets)
    yield from sorted(assets.items())


def _page(edition: Edition, name: str, path: str) -> str:
    """One page: that of a document, or an index."""
    id = edition.library.pages.get(name)
    record = edition.library.get(id, edition.locale) if id else None
    if record:
        return _WRITERS[record.kind](edition, record, name, path)
    section = name.rpartition("/")[0]
    return _section(edition, section, name, path) if section else _home(edition, name, path)


def _article(edition: Edition, record: Record, name: str, path: str) -> str:
    return _reading(edition, record, name, read_article(edition, record, path), "article.html")


def _questions(edition: Edition, record: Record, name: str, path: str) -> str:
    return _reading(edition, record, name, read_questions(edition, record, path), "faq.html")


def _reading(edition: Edition, record: Record, name: str, page: Reading, template: str) -> str:
    dates = {
        "published_time": _iso(page.credits.published),
        "modified_time": _iso(page.credits.updated),
        "section": page.category.value,
    }
    about = About(page.title.value, page.description.value, "article", page.image, dates, record)
    shell = surround(edition, name, about)
    return _fill(template, shell, page, jsonld.reading(edition, shell, page))


def _iso(day: Day | None) -> str:
    return day.iso if day else ""


def _person(edition: Edition, record: Record, name: str, path: str) -> str:
    page = show_person(edition, record, path)
    shell = surround(edition, name, About(page.name, page.role.value, "profile", record=record))
    return _fill("person.html", shell, page, jsonld.person(edition, shell, page))


def _standalone(edition: Edition, record: Record, name: str, path: str) -> str:
    """An HTML document is a page already; English stays as its author wrote it."""
    shell = surround(edition, name, About(edition.title(record).value, "", record=record))
    translated = edition.locale != edition.library.source
    marks = Marks(
        tag(edition.locale) if translated else "",
        direction(edition.locale),
        indexable=shell.links.indexable,
        banner=_template("banner.html").render(shell=shell) if translated else "",
    )
    return adapt(record.text, edition.place(record, path), marks)


def _section(edition: Edition, section: str, name: str, path: str) -> str:
    page = list_section(edition, section, path)
    about = About(page.title.value, page.description.value, section=section)
    shell = surround(edition, name, about)
    return _fill("section.html", shell, page, jsonld.listing(edition, shell))


def _home(edition: Edition, name: str, path: str) -> str:
    page = list_home(edition, path)
    shell = surround(edition, name, About(edition.name, page.description.value))
    return _fill("home.html", shell, page, jsonld.listing(edition, shell))


_WRITERS: dict[str, Callable[[Edition, Record, str, str], str]] = {
    ARTICLE: _article,
    FAQ: _questions,
    PERSON: _person,
    HTML: _standalone,
}


def _fill(name: str, shell: Shell, page: object, graph: list[dict[str, Any]]) -> str:
    return _template(name).render(shell=shell, page=page, graph=jsonld.script(graph))


def _above(
    magazine: Magazine, clusters: Mapping[str, Cluster], assets: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """What stands above the locales: language chooser, 404, sitemap, robots."""
    home = clusters.get(HOME)
    fronts = [
        Front(speak(v.locale, magazine.source, magazine.messages.get(v.locale, {})), v.path)
        for v in (home.versions if home else ())
    ]
    given = {
        "name": magazine.name,
        "source": tag(magazine.source),
        "fronts": fronts,
        "base_url": magazine.base_url.rstrip("/"),
        "canonical": absolute(magazine.base_url, CHOOSER),
        "alternates": home.alternates(magazine.base_url) if home else (),
        "clusters": clusters.values(),
        "address": lambda path: absolute(magazine.base_url, path),
        "style": assets["style.css"].decode(),
    }
    for path, template in _ABOVE:
        yield path, _template(template).render(given).encode()


_ABOVE = (
    (CHOOSER, "languages.html"),
    ("404.html", "404.html"),
    ("sitemap.xml", "sitemap.xml"),
    ("robots.txt", "robots.txt"),
)
