"""What HTML elements are to a translator, and which of them are open at a place.

Only as much of the tree builder of the HTML Standard (13.2.6) as tells whose text it is: implied
end tags of paragraphs, list items, table parts and options; end tags without a start tag; void
elements. Every step is amortized over the tags, so that broken nesting stays linear.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


INLINE = _names(
    "a abbr acronym b bdi bdo big br button cite code data del dfn em font i img input ins kbd "
    "label mark math meter nobr output picture progress q rb rp rt rtc ruby s samp small source "
    "span strike strong sub sup svg time tt u var wbr"
)
"""Elements that stand inside a sentence: they stay in the unit. All others end it."""
VOID = _names("area base br col embed hr img input link meta param source track wbr")
OPAQUE = _names("script style template textarea iframe xmp noembed noframes pre code")
"""Elements whose content nobody translates (`svg` and `math` are tokens of their own)."""
CONTROLS = _names("a button label input img picture source")
"""Inline elements that often stand in a row: each is a unit of its own where no text joins them."""
UNWRAPPED = _names("button label span font")
"""Inline elements whose tags say nothing to a translator when they hold the whole text."""

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "title": "title",
        "p": "paragraph",
        "li": "list item",
        "blockquote": "quote",
        "td": "table cell",
        "th": "table head",
        "caption": "caption",
        "figcaption": "caption",
        "summary": "summary",
        "legend": "legend",
        "dt": "term",
        "dd": "definition",
        "option": "option",
        "button": "button",
        "label": "label",
        **{f"h{level}": f"heading {level}" for level in range(1, 7)},
    }
)
DEFAULT_ROLE = "text"

_CLOSE_P = _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary "
    "table ul li dd dt"
)
_PARTS = _names("tr td th")
_IMPLIED: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset(("p",)) for name in _CLOSE_P}
    | {
        "li": _names("p li"),
        "dt": _names("p dt dd"),
        "dd": _names("p dt dd"),
        "td": _names("p td th"),
        "th": _names("p td th"),
        "tr": _names("p tr td th caption colgroup"),
        "tbody": _PARTS | _names("p thead tbody tfoot caption colgroup"),
        "thead": _PARTS | _names("p thead tbody tfoot caption colgroup"),
        "tfoot": _PARTS | _names("p thead tbody tfoot caption colgroup"),
        "option": _names("option"),
        "optgroup": _names("option optgroup"),
        "body": _names("head"),
    }
)
"""Start tag -> open elements that it ends when they are the innermost block."""

_NOTRANSLATE = re.compile(r"(?:^|[ \t\n\f\r])notranslate(?:$|[ \t\n\f\r])")


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    translate: bool
    """The translation mode of its content (HTML Standard 3.2.6.3)."""
    opaque: bool
    """It, or something around it, holds what nobody translates."""
    role: str
    """What text in it is: `table cell` also in a paragraph of the cell."""
    number: int
    """Which of the blocks it is; of no meaning for an inline element."""


def translate_mode(values: Mapping[str, str], inherited: bool) -> bool:  # noqa: FBT001 - the mode itself
    """Whether an element with these attributes is translated."""
    said = values["translate"].lower() if "translate" in values else None
    if said == "no" or _NOTRANSLATE.search(values.get("class", "")):
        return False
    return True if said in ("yes", "") else inherited


class Elements:
    """The elements open at a place, innermost last."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int]] = []
        """Where each block element begins and ends, outermost first; -1 while it is open."""
        self._open: list[_Element] = []
        self._blocks: list[int] = []  # where blocks stand in `_open`
        self._places: defaultdict[str, list[int]] = defaultdict(list)

    @property
    def translated(self) -> bool:
        """Whether text here is for translators."""
        return not self._open or (self._open[-1].translate and not self._open[-1].opaque)

    @property
    def untouched(self) -> bool:
        """Whether the innermost block as a whole is not translated."""
        return bool(self._blocks) and not self._open[self._blocks[-1]].translate

    @property
    def mode(self) -> bool:
        """The translation mode that an element here inherits."""
        return not self._open or self._open[-1].translate

    @property
    def opaque(self) -> bool:
        """Whether all that stands here is left alone."""
        return bool(self._open) and self._open[-1].opaque

    @property
    def role(self) -> str:
        """What text is here."""
        return self._open[-1].role if self._open else DEFAULT_ROLE

    def make_room(self, name: str, at: int) -> None:
        """What is open ends where a start tag of this name implies it."""
        ended = _IMPLIED.get(name, frozenset())
        while self._blocks and self._open[self._blocks[-1]].name in ended:
            self._cut(self._blocks[-1], at)

    def start(self, name: str, tag: tuple[int, int], *, translate: bool) -> None:
        """A start tag for which there is room opens its element, unless that is void."""
        if name not in INLINE:
            self.ranges.append((tag[0], tag[1] if name in VOID else -1))
        if name in VOID:
            return
        if name not in INLINE:
            self._blocks.append(len(self._open))
        self._places[name].append(len(self._open))
        role = ROLES.get(name, self.role)
        if name == "p" and self.role != DEFAULT_ROLE:
            role = self.role
        opaque = self.opaque or name in OPAQUE
        self._open.append(_Element(name, translate, opaque, role, len(self.ranges) - 1))

    def end(self, name: str, at: int) -> None:
        """An end tag: it ends its element and all inside; without such an element it is nothing."""
        places = self._places[name]
        block = self._blocks[-1] if self._blocks else -1
        if places and (name not in INLINE or places[-1] > block):
            self._cut(places[-1], at)

    def end_all(self, at: int) -> None:
        """The end of what is read."""
        self._cut(0, at)

    def _cut(self, place: int, at: int) -> None:
        for element in reversed(self._open[place:]):
            self._places[element.name].pop()
            if element.name not in INLINE:
                self.ranges[element.number] = self.ranges[element.number][0], at
        del self._open[place:]
        while self._blocks and self._blocks[-1] >= place:
            self._blocks.pop()
