"""Addresses: relative from page to page, and from what an author wrote to where it leads.

Everything inside the site is linked relatively, so the output works under any base path and from
disk. Only what other machines read (canonical, alternates, sitemap, JSON-LD) is absolute.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from pipeline.model import DocumentId, Locale
from pipeline.site.library import PAGES, Library, Record, page_name
from pipeline.site.wording import tag

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_VIEWBOX = re.compile(rb"""viewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)""")


def relative(page: str, target: str) -> str:
    """The way from one page to another, both relative to the output: `../faqs/x.html`."""
    here, there = page.split("/")[:-1], target.split("/")
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    return "/".join([".."] * (len(here) - same) + there[same:])


def join(document: str, path: str) -> str | None:
    """A path as written in a document, relative to the source; None when it leads outside.

    A leading slash means the source folder itself.
    """
    steps = [] if path.startswith("/") else document.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def page_path(locale: Locale, name: str) -> str:
    """Where a page stands in the output: `de-AT/articles/sleep.html`."""
    return f"{tag(locale)}/{name}"


@dataclass(frozen=True, slots=True)
class Asset:
    """An image or other file as a locale's pages see it."""

    path: str
    """Where it stands in the output."""
    size: tuple[int, int] | None = None
    """Width and height where that is known."""


def read_size(name: str, data: bytes) -> tuple[int, int] | None:
    """Width and height of an SVG by its viewBox, so that the page keeps the room free."""
    match = _VIEWBOX.search(data[:2000]) if name.endswith(".svg") else None
    return (round(float(match[1])), round(float(match[2]))) if match else None


@dataclass(frozen=True, slots=True)
class Linker:
    """Resolves what one document says, on one page."""

    library: Library
    assets: Mapping[str, Asset]
    """By path relative to the source."""
    document: DocumentId
    locale: Locale
    page: str
    prefix: str = ""
    """Before the document's own anchors, where another page shows it."""

    def link(self, url: str) -> dict[str, str]:
        """Attributes of a link; none when the document it names is not published."""
        if url.startswith("#"):
            return {"href": f"#{self.prefix}{url[1:]}"}
        if _ELSEWHERE.match(url):
            return {"href": url}
        path, query, fragment = _split(url)
        target = join(self.document, unquote(path))
        if target is None:
            return {"href": url}
        if target in self.library.ids:
            record = self.library.linked(DocumentId(target), self.locale)
            return to_record(record, self.locale, self.page, fragment)
        return {"href": relative(self.page, self._placed(target)) + query + fragment}

    def image(self, url: str) -> dict[str, str]:
        """`src` of an image, with its size where that is known."""
        target = None if _ELSEWHERE.match(url) else join(self.document, unquote(_split(url)[0]))
        if target is None:
            return {"src": url}
        asset = self.assets.get(target)
        size = asset.size if asset else None
        known = {"width": str(size[0]), "height": str(size[1])} if size else {}
        return {"src": relative(self.page, self._placed(target)), **known}

    def _placed(self, target: str) -> str:
        """The address of a file of the source in the output."""
        asset = self.assets.get(target)
        return quote(asset.path if asset else target)


def _split(url: str) -> tuple[str, str, str]:
    match = _PARTS.fullmatch(url)
    return (match[1], match[2] or "", match[3] or "") if match else (url, "", "")


def to_record(
    record: Record | None, locale: Locale, page: str, fragment: str = ""
) -> dict[str, str]:
    """Attributes of a link to a document's page, which says so when that is in English."""
    if record is None or record.kind not in PAGES:
        return {}
    href = relative(page, page_path(record.locale, page_name(record.id))) + fragment
    return {"href": href} | ({"hreflang": tag(record.locale)} if record.locale != locale else {})
