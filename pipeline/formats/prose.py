"""One run of inline Markdown -> blocks.

A line of a paragraph that holds nothing but an image is no prose: its alt text and title become
blocks of their own, and a wholly emphasized line below it is its caption.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.formats import html
from pipeline.formats.mask import Kind, Masked
from pipeline.formats.runs import Run, read_unit, trim
from pipeline.model import Block, Form, Span, Unit

_TITLE = re.compile(
    rb"""[ \t\r\n](?:"(?P<d>.*)"|'(?P<s>.*)'|\((?P<p>.*)\))[ \t\r\n>]*\)\Z""", re.DOTALL
)
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
URL = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+", re.IGNORECASE)
"""A text that is only an address is nobody's to translate."""
BACKSLASH = ord("\\")


@dataclass(slots=True)
class Item:
    """A top-level inline item of a run."""

    name: str
    start: int
    end: int
    title: str = ""
    inner: list[tuple[int, int]] = field(default_factory=list)
    """Visible ranges inside it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What encloses a run."""

    form: Form
    role: str
    section: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Prose:
    """Reads the runs of one document."""

    data: bytes
    masked: Masked
    paired: frozenset[str]
    """Names of shortcodes that have an end: at the edge of a run they are around it."""

    def blocks(
        self, items: list[Item], hard: list[tuple[int, int]], around: Surroundings
    ) -> Iterator[Block]:
        """Blocks of one run: lines that are images are cut out of the prose."""
        if not any(i.name == "Image" for i in items):
            yield from self._prose(items, hard, around, around.role)
            return
        lines: list[list[Item]] = [[]]
        for item in items:
            if item.name in ("SoftBreak", "HardBreak"):
                lines.append([])
            lines[-1].append(item)
        role = around.role
        prose: list[Item] = []
        for line in lines:
            shown = [i for i in line if i.name not in ("SoftBreak", "HardBreak")]
            if all(i.name == "Image" or self._blank(i) for i in shown):
                yield from self._prose(prose, hard, around, role)
                prose = []
                for image in shown:
                    if image.name == "Image":
                        yield from self._image(image, around)
                role = "caption"
            else:
                if role == "caption" and {i.name for i in shown} != {"Emphasis"}:
                    role = around.role
                prose += line if prose else shown
        yield from self._prose(prose, hard, around, role)

    def _blank(self, item: Item) -> bool:
        return item.name == "Text" and not self.data[item.start : item.end].strip()

    def _prose(
        self, items: list[Item], hard: list[tuple[int, int]], around: Surroundings, role: str
    ) -> Iterator[Block]:
        """One block; a hard break at top level ends a unit."""
        parts: list[list[Item]] = [[]]
        for item in items:
            if item.name == "HardBreak":
                parts.append([])
            else:
                parts[-1].append(item)
        units = [u for p in parts if p and (u := self._unit(p, hard, around.quotes))]
        if units:
            span = Span(units[0].span.start, units[-1].span.end)
            yield Block(span, around.form, role, around.section, tuple(units))

    def _unit(self, items: list[Item], hard: list[tuple[int, int]], quotes: int) -> Unit | None:
        visible = [r for i in items for r in i.inner]
        items = self._without_comments(items)
        if not items:
            return None
        start, end = self._inside(items[0].start, items[-1].end)
        closed = self._closed(items)
        unit = read_unit(self.data, Run(start, end, visible, closed, hard, quotes))
        if unit is None or URL.fullmatch(unit.key.text):
            return None
        return unit

    def _without_comments(self, items: list[Item]) -> list[Item]:
        """Comments at either end of a run are around it, not in it."""
        first, last = 0, len(items)
        while first < last and self._is_around(items[first]):
            first += 1
        while last > first and self._is_around(items[last - 1]):
            last -= 1
        return items[first:last]

    def _is_around(self, item: Item) -> bool:
        if item.name == "InlineHtml":
            return self.data.startswith(b"<!--", item.start)
        return item.name == "SoftBreak" or self._blank(item)

    def _inside(self, start: int, end: int) -> tuple[int, int]:
        """The run without attribute lists and paired shortcodes at its ends."""
        start, end = trim(self.data, start, end)
        islands = self.masked.within(start, end) if self.masked.islands else ()
        edges = [i for i in islands if i.kind in _EDGES or i.name.removeprefix("/") in self.paired]
        for island in edges:
            if island.start == start:
                start, _ = trim(self.data, island.end, end)
        for island in reversed(edges):
            if island.end == end and end > start:
                _, end = trim(self.data, start, island.start)
        return start, max(start, end)

    def _closed(self, items: Sequence[Item]) -> list[tuple[int, int]]:
        """Ranges where no sentence ends: constructs, and all between an HTML tag and its end."""
        ranges: list[tuple[int, int]] = []
        tags: list[tuple[bytes, int]] = []
        if items and self.masked.islands:
            within = self.masked.within(items[0].start, items[-1].end)
            ranges += ((i.start, i.end) for i in within)
        for item in items:
            if item.name in ("Text", "SoftBreak"):
                continue
            ranges.append((item.start, item.end))
            match = _TAG.match(self.data, item.start) if item.name == "InlineHtml" else None
            if match and not match[1]:
                tags.append((match[2], item.start))
            elif match:
                opened = [start for name, start in tags if name == match[2]]
                ranges += [(start, item.end) for start in opened[-1:]]
        return ranges

    def _image(self, image: Item, around: Surroundings) -> Iterator[Block]:
        """Alt text and title of an image that has its line to itself."""
        if not image.inner:
            return
        data, inner, quotes = self.data, image.inner, around.quotes
        start = inner[0][0] - (data[inner[0][0] - 1] == BACKSLASH)
        end = inner[-1][1]
        if unit := read_unit(data, Run(start, end, inner, (), (), quotes)):
            yield Block(unit.span, Form.ALT, "image text", around.section, (unit,))
        if image.title and (match := _TITLE.search(data[end : image.end])):
            group = next(g for g in "dsp" if match[g] is not None)
            a, b = trim(data, end + match.start(group), end + match.end(group))
            unit = read_unit(data, Run(a, b, ((a, b),), (), (), quotes))
            if unit:
                yield Block(unit.span, Form.LINK_TITLE, "image title", around.section, (unit,))

    def attributes(self, items: Sequence[Item], around: Surroundings) -> Iterator[Block]:
        """What readers see or hear of tags in a run that holds no prose."""
        tags = [i for i in items if i.name == "InlineHtml"]
        if tags:
            start, end = tags[0].start, tags[-1].end
            yield from html.tag_blocks(self.data, start, end, around.section, around.quotes)


_EDGES = frozenset((Kind.ATTRIBUTES, Kind.FENCE, Kind.OPAQUE))
