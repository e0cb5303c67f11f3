"""Raw HTML in Markdown: addresses rewritten, English text marked, and all of it made harmless.

The finished fragment of a document passes an allow-list once, as a whole, because a raw element
may open in one event and close in another. What leaves is well formed and holds no script,
handler, form, style or `javascript:` address, whoever wrote it.
"""

import re
from collections.abc import Mapping
from html import unescape

import nh3

from pipeline.model import Span
from pipeline.site import escape
from pipeline.site.places import Place

_TAG = re.compile(
    r"""<(img|a)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*/?>""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Noncharacters that fence English text while tags are looked for; no document may hold them."""
_IN_TAG = re.compile(rf"""<([a-zA-Z][^<>{_BEGIN}]*){_BEGIN}([^<>{_END}]*){_END}([^<>]*)>""")
_ALL_OF_IT = re.compile(rf"<([a-zA-Z][^<>]*)>(\s*){_BEGIN}([^{_END}]*){_END}(\s*</)")
_PART_OF_IT = re.compile(rf"{_BEGIN}([^{_END}]*){_END}")

_TAGS = frozenset(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl "  # noqa: SIM905 - one to a line would fill the page
    "dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s "
    "samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul "
    "var wbr".split()
)
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title", "translate", "aria-hidden"},
    "a": {"href", "hreflang", "aria-label"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "del": {"datetime"},
    "details": {"open"},
    "div": {"aria-label"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "section": {"aria-label"},
    "span": {"aria-label"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
}
_VALUES = {
    "a": {"role": {"doc-noteref", "doc-backlink"}},
    "aside": {"role": {"note"}},
    "div": {"role": {"region"}, "tabindex": {"0"}},
    "section": {"role": {"doc-endnotes"}},
    "span": {"role": {"img"}},
}
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags={"script", "style", "iframe", "noscript", "template", "title", "svg"},
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_TEXT = nh3.Cleaner(tags=set(), attributes={})


def sanitize(html: str) -> str:
    """A well-formed fragment that can do nothing but be read."""
    return _CLEANER.clean(html)


def plain(html: str) -> str:
    """The words of a fragment, white space folded: for JSON-LD and for counting."""
    return " ".join(unescape(_TEXT.clean(html)).split())


def inline(html: str, place: Place) -> str:
    """One raw tag inside a paragraph, its address rewritten."""
    return _TAG.sub(lambda m: _rewritten(m, place), html)


def block(lines: list[tuple[str, int, int]], english: tuple[Span, ...], place: Place) -> str:
    """An HTML block from its lines with their byte ranges, English passages marked."""
    html = "".join(_fenced(text, a, b, english) for text, a, b in lines)
    if _BEGIN in html:
        html = _IN_TAG.sub(rf"<\1\2\3{place.mark}>", html)
        html = _ALL_OF_IT.sub(rf"<\1{place.mark}>\2\3\4", html)
        html = _PART_OF_IT.sub(rf"<span{place.mark}>\1</span>", html)
    return inline(html, place)


def _fenced(text: str, start: int, end: int, english: tuple[Span, ...]) -> str:
    """The line with fences around its English ranges; a passage of two lines has two pairs."""
    text = text.replace(_BEGIN, "").replace(_END, "")
    data, parts, at = text.encode(), [], 0
    for span in english:
        a, b = max(span.start - start, 0), min(span.end - start, len(data))
        if a < b and span.start < end and at <= a:
            inner = data[a:b].decode(errors="ignore")
            parts += [data[at:a].decode(errors="ignore"), _BEGIN, inner.rstrip("\n"), _END]
            parts.append(inner[len(inner.rstrip("\n")) :])
            at = b
    return "".join((*parts, data[at:].decode(errors="ignore")))


def _rewritten(match: re.Match[str], place: Place) -> str:
    """`<img>` and `<a>` with addresses that hold from this page."""
    values: dict[str, str] = {}
    for name, raw in _ATTRIBUTE.findall(match[2]):
        quoted = raw[:1] in ("'", '"')
        values.setdefault(name.lower(), unescape(raw[1:-1] if quoted else raw))
    if match[1].lower() == "img":
        values |= {"loading": "lazy"} | place.image(values.pop("src", ""))
    elif "href" in values:
        values |= place.link(values.pop("href"))
    return f"<{match[1].lower()}{attributes(values)}>"


def attributes(values: Mapping[str, str]) -> str:
    """Attributes as they stand in a tag, addresses percent-encoded."""
    written = {"href": escape.address, "src": escape.address}
    return "".join(f' {n}="{written.get(n, escape.value)(v)}"' for n, v in values.items())
