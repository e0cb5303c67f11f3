"""HTML documents on the site: whole pages of their authors, in a folder for each language.

They stay as they are, but for what their new place demands: relative addresses, the language of
the page, and the marks that a page with drafts or English passages must carry.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from pipeline.formats.html.attributes import Spans, read_attributes
from pipeline.formats.html.tokens import TEMPLATE, Kind, Token, tokenize
from pipeline.site import escape
from pipeline.site.places import Place

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|[#?]|\Z")
_NOINDEX = '<meta name="robots" content="noindex">'
_ADDRESSES = ("href", "src", "poster")
_Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a page says about itself beside its text."""

    lang: str
    """The language of a translated page; empty leaves what the document says."""
    dir: str
    indexable: bool
    banner: str
    """A notice to stand at the top of the body, empty for none."""


def adapt(text: str, place: Place, marks: Marks) -> str:
    """The document as it stands in the folder of a language."""
    data = text.encode()
    found = [t for t in tokenize(data, 0, len(data)) if t.kind is Kind.OPEN]
    edits = [e for t in found for e in _addresses(data, read_attributes(data, t), place)]
    html, head, body = (next((t for t in found if t.name == n), None) for n in _PARTS)
    if html and marks.lang:
        edits += _language(data, html, marks)
    start = (head or html or Token(Kind.OPEN, 0, _prologue(data))).end
    if not marks.indexable:
        edits.append((start, start, _NOINDEX))
    if marks.banner.strip():
        top = body.end if body else len(data)
        edits.append((top, top, marks.banner))
    return _edited(data, edits).decode()


_PARTS = ("html", "head", "body")


def _prologue(data: bytes) -> int:
    """Where the doctype and the comments around it end."""
    end = 0
    for token in tokenize(data, 0, len(data)):
        if token.kind is Kind.COMMENT:
            end = token.end
        elif token.kind is not Kind.TEXT or not data[token.start : token.end].isspace():
            break
    return end


def _addresses(data: bytes, spans: Spans, place: Place) -> Iterator[_Edit]:
    """Relative addresses, as they lead from the page."""
    for name in _ADDRESSES:
        start, end = spans.get(name, (0, 0))
        raw = data[start:end]
        url = unescape(raw.decode()).strip()
        if TEMPLATE.search(raw) or _ELSEWHERE.match(url):
            continue
        lead: Callable[[str], Mapping[str, str]] = place.link if name == "href" else place.image
        led = lead(url).get("href" if name == "href" else "src", url)
        if led != url:
            yield start, end, escape.value(led)


def _language(data: bytes, html: Token, marks: Marks) -> Iterator[_Edit]:
    spans, at = read_attributes(data, html), html.inner[0]
    for name, value in (("lang", marks.lang), ("dir", marks.dir)):
        start, end = spans.get(name, (0, 0))
        if end > start:
            yield start, end, value
        elif name == "lang" or value == "rtl":
            yield at, at, f' {name}="{value}"'  # the first of a name holds


def _edited(data: bytes, edits: list[_Edit]) -> bytes:
    out, at = bytearray(), 0
    for start, end, new in sorted(edits, key=lambda e: e[:2]):
        out += data[at:start] + new.encode()
        at = end
    return bytes(out + data[at:])
