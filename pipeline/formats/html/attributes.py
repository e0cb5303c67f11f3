"""Attributes of a tag, by position, and which of them a reader hears or sees.

What counts follows the list of translatable attributes in the HTML Standard (3.2.6.3) and, for
names read aloud, WAI-ARIA 1.2; of `meta` those that search engines and networks show.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType

from pipeline.formats.html.tokens import ATTRIBUTE, TEMPLATE, Token

Spans = Mapping[str, tuple[int, int]]
"""Attributes by lower-case name: where the value stands, without quotes; the first of a name."""

_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "alt": "image text",
        "title": "tooltip",
        "placeholder": "placeholder",
        "label": "label",
        "abbr": "short form",
        "aria-label": "label",
        "aria-description": "description",
        "aria-placeholder": "placeholder",
        "aria-roledescription": "label",
        "aria-valuetext": "label",
        "value": "button",
    }
)
_ONLY_ON: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "label": frozenset(("track", "option", "optgroup")),
        "abbr": frozenset(("th",)),
        "value": frozenset(("input",)),
    }
)
_IDENTIFIED = frozenset(("link", "script", "style"))
"""Elements whose `title` names a style sheet or feed."""
_BUTTONS = frozenset(("submit", "button", "reset"))
_META: Mapping[str, str] = MappingProxyType(
    {
        "description": "description",
        "og:title": "social title",
        "og:description": "social description",
        "og:image:alt": "image text",
        "twitter:title": "social title",
        "twitter:description": "social description",
        "twitter:image:alt": "image text",
    }
)
_URL = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|tel:)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Prose:
    """The value of an attribute that a reader hears or sees."""

    role: str
    start: int
    end: int


def read_attributes(data: bytes, tag: Token) -> Spans:
    """Where the values of a tag's attributes stand."""
    found: dict[str, tuple[int, int]] = {}
    for match in ATTRIBUTE.finditer(data, *tag.inner):
        group = match.lastgroup or ""
        span = match.span(group) if group != "name" else (match.end(), match.end())
        found.setdefault(match["name"].decode().lower(), span)
    return found


def values(data: bytes, spans: Spans, *names: str) -> Mapping[str, str]:
    """These attributes as they are written, those that there are."""
    return {name: data[a:b].decode() for name in names if name in spans for a, b in [spans[name]]}


def prose_attributes(data: bytes, name: str, spans: Spans) -> Iterator[Prose]:
    """The attributes of a tag that are prose, in the order in which they stand."""
    for attribute, (start, end) in spans.items():
        role = role_of(data, name, attribute, spans)
        if role and is_prose(TEMPLATE.sub(b"", data[start:end]).decode()):
            yield Prose(role, start, end)


def role_of(data: bytes, name: str, attribute: str, spans: Spans) -> str:
    """What an attribute is to a translator, empty when it is for machines."""
    if attribute == "content" and name == "meta":
        said = values(data, spans, "name", "property").values()
        return next((_META[x.lower()] for x in said if x.lower() in _META), "")
    if attribute not in _ROLES or name not in _ONLY_ON.get(attribute, (name,)):
        return ""
    if attribute == "value":
        kind = values(data, spans, "type").get("type", "").lower()
        return _ROLES[attribute] if kind in _BUTTONS else ""
    return "" if attribute == "title" and name in _IDENTIFIED else _ROLES[attribute]


def is_prose(text: str) -> bool:
    """Whether a text has words: a number, an address or a sign alone needs no translator."""
    if "&" in text:
        text = unescape(text)
    return any(map(str.isalpha, text)) and not _URL.fullmatch(text.strip())
