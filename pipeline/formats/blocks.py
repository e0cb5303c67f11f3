"""Markdown bytes to blocks: one pass over pulldown-cmark's events, which carry byte ranges.

Inline events between two block boundaries form a run; what encloses the run gives its form and
role. What the parser does not know is hidden from it by `mask`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyromark

from pipeline.formats import controls, html
from pipeline.formats.arguments import read_arguments
from pipeline.formats.definitions import read_titles
from pipeline.formats.dialect import OPTIONS
from pipeline.formats.fields import Fields
from pipeline.formats.mask import Island, Kind, mask
from pipeline.formats.prose import BACKSLASH, Item, Prose, Surroundings
from pipeline.formats.quiet import marked_quiet, outside
from pipeline.model import Block, Form, Region, Syntax

_INLINE_TAGS = frozenset(
    ("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript", "Link", "Image")
)
_ROLES = {
    "Item": "list item",
    "BlockQuote": "quote",
    "FootnoteDefinition": "footnote",
    "TableHead": "table head",
    "TableRow": "table cell",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "definition",
}
_FORMS = {"TableCell": Form.CELL, "Heading": Form.LINE, "DefinitionListTitle": Form.LINE}


@dataclass(frozen=True, slots=True)
class Body:
    """What a Markdown text holds."""

    blocks: tuple[Block, ...]
    regions: tuple[Region, ...]
    faults: tuple[tuple[int, str], ...]


class _Reader:
    """Collects blocks while events go by; lives for one document."""

    def __init__(self, data: bytes, base: int, syntax: Syntax, fields: Fields) -> None:
        self.data, self.fields = data, fields
        self.masked = mask(data, base, syntax, fields.opaque)
        self.prose_of = Prose(data, self.masked, _paired(self.masked.islands))
        self.blocks: list[Block] = []
        self.stack: list[tuple[str, Any]] = []
        self.section = ""
        self.role_of_title = ""
        self.question_level = 0  # headings of this level below a {.faq} section are questions
        self.items: list[Item] = []
        self.hard: list[tuple[int, int]] = []
        self.depth = 0
        self.autolink = False
        self.prose = False
        self.html: list[tuple[int, int]] = []
        self.comments: list[tuple[int, int]] = []
        self.elements: list[tuple[int, int]] = []
        self.quiet: list[tuple[int, int]] = []
        """Ranges of `{translate="no"}`."""

    # ---- runs

    def add(self, name: str, start: int, end: int, title: str = "") -> None:
        """A top-level inline item begins the run or goes on with it."""
        free = not self.items or self.items[-1].end < start
        if start and self.data[start - 1] == BACKSLASH and free:  # it escapes what follows
            start -= 1
        self.items.append(Item(name, start, end, title))

    def see(self, text: str, start: int, end: int) -> None:
        """Note visible text inside the current item; islands are no text."""
        inner = self.items[-1].inner
        for island in self.masked.within(start, end) if self.masked.islands else ():
            if island.start > start:
                inner.append((start, island.start))
            start = max(start, island.end)
        if start < end:
            inner.append((start, end))
        if not self.autolink and not self.prose:
            self.prose = any(map(str.isalnum, text))

    def flush(self) -> None:
        """A block boundary ends the run."""
        if self.items:
            items, self.items = self.items, []
            prose, self.prose = self.prose, False
            hard, self.hard = self.hard, []
            around = Surroundings(self.form(), self.role(), self.section, self.quotes())
            if prose:
                self.blocks += self.prose_of.blocks(items, hard, around)
            else:
                self.blocks += self.prose_of.attributes(items, around)

    # ---- what encloses the run

    def quotes(self) -> int:
        return sum(name == "BlockQuote" for name, _ in self.stack)

    def form(self) -> Form:
        return _FORMS.get(self.stack[-1][0], Form.PARAGRAPH) if self.stack else Form.PARAGRAPH

    def role(self) -> str:
        if self.role_of_title:
            return self.role_of_title
        for name, value in reversed(self.stack):
            if name == "Heading":
                level = int(value["level"][1])
                return "question" if level == self.question_level else f"heading {level}"
            if name == "BlockQuote" and value:
                return str(value).lower()
            if name in _ROLES:
                return _ROLES[name]
        return "paragraph"

    # ---- events

    def start(self, tag: Any, start: int, end: int) -> None:
        value: Any
        name, value = next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)
        if name in _INLINE_TAGS:
            if not self.depth:
                self.add(name, start, end, value["title"] if value and "title" in value else "")
            self.depth += 1
            if name == "Link" and value["link_type"] in ("Autolink", "Email"):
                self.autolink = True
            return
        self.flush()
        self.stack.append((name, value))
        if name == "HtmlBlock":
            self.html = []
            self.comments.append((start, end))
        else:
            self.elements.append((start, end))
        if name == "Heading":
            self.heading(value, start, end)

    def heading(self, value: Any, start: int, end: int) -> None:
        self.role_of_title = self.masked.titles.get(start, "")
        level = int(value["level"][1])
        if ("translate", "no") in ((k, (v or "").strip("\"'")) for k, v in value["attrs"]):
            self.quiet.append((start, end))
        if self.role_of_title:
            return
        if "faq" in value["classes"]:
            self.question_level = level + 1
        elif level < self.question_level:
            self.question_level = 0

    def end(self, tag: Any) -> None:
        name = next(iter(tag)) if isinstance(tag, dict) else tag
        if name in _INLINE_TAGS:
            self.depth -= 1
            if name == "Link":
                self.autolink = False
            return
        before = len(self.blocks)
        self.flush()
        if name == "HtmlBlock":
            if self.html:
                self.blocks += html.read_blocks(self.data, self.html, self.section, self.quotes())
        elif name == "Heading" and not self.role_of_title:
            self.section = self.blocks[-1].units[0].key.text if len(self.blocks) > before else ""
        self.role_of_title = ""
        self.stack.pop()

    def leaf(self, name: str, value: Any, start: int, end: int) -> None:
        if name in ("Rule", "TaskListMarker"):
            self.flush()
            return
        if name == "Html":
            if not self.masked.hides(start):
                self.html.append((start, end))
            return
        if self.stack and self.stack[-1][0] in ("CodeBlock", "MetadataBlock"):
            return
        if not self.depth:
            self.add(name, start, end)
        elif name == "HardBreak":
            self.hard.append((start, end))
        if name == "Text":
            self.see(value, start, end)
        elif name == "Code":
            self.items[-1].inner.append((start, end))
        elif name == "InlineHtml":
            self.comments.append((start, end))

    def read(self) -> Body:
        moved, base = bool(self.masked.cuts), self.masked.base
        for event, where in pyromark.events_with_range(self.masked.text, options=OPTIONS):
            start, end = where["start"] + base, where["end"] + base
            if moved:
                start = self.masked.place(where["start"])
                end = self.masked.place(where["end"], end=True)
            name, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
            if name == "Start":
                self.start(value, start, end)
            elif name == "End":
                self.end(value)
            else:
                self.leaf(name, value, start, end)
        self.flush()
        return self.controlled()

    # ---- what is not in the events

    def controlled(self) -> Body:
        """All blocks in order, as the author's controls want them."""
        self.blocks += read_titles(self.data, self.masked)
        self.blocks.sort(key=lambda b: b.span.start)
        self.blocks += read_arguments(self.data, self.loose(), self.fields)
        self.blocks.sort(key=lambda b: b.span.start)
        self.quiet += marked_quiet(self.data, self.masked.islands, self.elements)
        blocks = outside(self.blocks, self.quiet) if self.quiet else self.blocks
        found = list(controls.find(self.data, self.comments))
        done = controls.apply(self.data, found, blocks, self.elements)
        return Body(tuple(done.blocks), tuple(done.regions), tuple(done.faults))

    def loose(self) -> list[Island]:
        """Islands that stand in no unit: their arguments are units of their own."""
        if not self.masked.islands:
            return []
        spans = iter([(u.span.start, u.span.end) for b in self.blocks for u in b.units])
        start, end = next(spans, (len(self.data), len(self.data)))
        found = []
        for island in self.masked.islands:
            while end <= island.start and start < len(self.data):
                start, end = next(spans, (len(self.data), len(self.data)))
            if island.end <= start:
                found.append(island)
        return found


def _paired(islands: Sequence[Island]) -> frozenset[str]:
    names = {i.name for i in islands if i.kind is Kind.SHORTCODE}
    closing = {n[1:] for n in names if n.startswith("/")}
    ends = {n for n in names if f"end{n}" in names}
    return frozenset(closing | ends | {f"end{n}" for n in ends})


def read_body(
    data: bytes, base: int = 0, syntax: Syntax = Syntax.MARKDOWN, fields: Fields | None = None
) -> Body:
    """The Markdown in `data[base:]`, spans in `data`; one unit for each run, not yet cut."""
    return _Reader(data, base, syntax, fields or Fields(())).read()


def share_title(blocks: Iterable[Block], title: str) -> list[Block]:
    """An H1 equal to the front-matter title has that title's identity: one unit, not two."""
    return [
        replace(b, units=tuple(replace(u, key=replace(u.key, context="title")) for u in b.units))
        if b.role == "heading 1" and [u.key.text for u in b.units] == [title]
        else b
        for b in blocks
    ]
