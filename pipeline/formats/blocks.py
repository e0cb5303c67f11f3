"""Markdown bytes to blocks: one pass over pulldown-cmark's events, which carry byte ranges.

Inline events between two block boundaries form a run; what encloses the run gives its form and
role. A line of a paragraph that holds nothing but an image is no prose: its alt text and title
become blocks of their own, and a wholly emphasized line below it is its caption.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pyromark

from pipeline.formats import html
from pipeline.formats.dialect import OPTIONS
from pipeline.formats.runs import Run, read_unit, trim
from pipeline.model import Block, Form, Span, Unit

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
_TITLE = re.compile(
    rb"""[ \t\r\n](?:"(?P<d>.*)"|'(?P<s>.*)'|\((?P<p>.*)\))[ \t\r\n>]*\)\Z""", re.DOTALL
)
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_BACKSLASH = ord("\\")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+|[\w.+-]+@[\w-]+\.[\w.]+", re.IGNORECASE)


@dataclass(slots=True)
class _Item:
    """A top-level inline item of the run being read."""

    name: str
    start: int
    end: int
    title: str = ""
    inner: list[tuple[int, int]] = field(default_factory=list)
    """Visible ranges inside it."""


class _Reader:
    """Collects blocks while events go by; lives for one document."""

    def __init__(self, data: bytes, base: int) -> None:
        self.data, self.base = data, base
        self.blocks: list[Block] = []
        self.stack: list[tuple[str, Any]] = []
        self.section = ""
        self.question_level = 0  # headings of this level below a {.faq} section are questions
        self.items: list[_Item] = []
        self.hard: list[tuple[int, int]] = []
        self.depth = 0
        self.autolink = False
        self.prose = False
        self.html: list[tuple[int, int]] = []

    # ---- runs

    def add(self, name: str, start: int, end: int, title: str = "") -> None:
        """A top-level inline item begins the run or goes on with it."""
        free = not self.items or self.items[-1].end < start
        if start and self.data[start - 1] == _BACKSLASH and free:  # it escapes what follows
            start -= 1
        self.items.append(_Item(name, start, end, title))

    def see(self, text: str, start: int, end: int) -> None:
        """Note visible text inside the current item."""
        self.items[-1].inner.append((start, end))
        if not self.autolink and not self.prose:
            self.prose = any(map(str.isalnum, text))

    def flush(self) -> None:
        """A block boundary ends the run."""
        if self.items:
            items, self.items = self.items, []
            prose, self.prose = self.prose, False
            hard, self.hard = self.hard, []
            if prose:
                self.blocks += self.read_lines(items, hard)

    def read_lines(self, items: list[_Item], hard: list[tuple[int, int]]) -> Iterator[Block]:
        """Blocks of one run: lines that are images are cut out of the prose."""
        if not any(i.name == "Image" for i in items):
            yield from self.read_prose(items, hard, self.role())
            return
        lines: list[list[_Item]] = [[]]
        for item in items:
            if item.name in ("SoftBreak", "HardBreak"):
                lines.append([])
            lines[-1].append(item)
        role = self.role()
        prose: list[_Item] = []
        for line in lines:
            shown = [i for i in line if i.name not in ("SoftBreak", "HardBreak")]
            if all(i.name == "Image" or self.blank(i) for i in shown):
                yield from self.read_prose(prose, hard, role)
                prose = []
                for image in shown:
                    if image.name == "Image":
                        yield from self.read_image(image)
                role = "caption"
            else:
                if role == "caption" and {i.name for i in shown} != {"Emphasis"}:
                    role = self.role()
                prose += line if prose else shown
        yield from self.read_prose(prose, hard, role)

    def blank(self, item: _Item) -> bool:
        return item.name == "Text" and not self.data[item.start : item.end].strip()

    def read_prose(
        self, items: list[_Item], hard: list[tuple[int, int]], role: str
    ) -> Iterator[Block]:
        """One block; a hard break at top level ends a unit."""
        parts: list[list[_Item]] = [[]]
        for item in items:
            if item.name == "HardBreak":
                parts.append([])
            else:
                parts[-1].append(item)
        units = [u for p in parts if p and (u := self.read_part(p, hard))]
        if units:
            span = Span(units[0].span.start, units[-1].span.end)
            yield Block(span, self.form(), role, self.section, tuple(units))

    def read_part(self, items: list[_Item], hard: list[tuple[int, int]]) -> Unit | None:
        visible = [r for i in items for r in i.inner]
        closed = self.closed(items)
        run = Run(items[0].start, items[-1].end, visible, closed, hard, self.quotes())
        unit = read_unit(self.data, run)
        if unit is None or _URL.fullmatch(unit.key.text):
            return None
        return unit

    def closed(self, items: list[_Item]) -> list[tuple[int, int]]:
        """Ranges where no sentence ends: constructs, and all between an HTML tag and its end."""
        ranges: list[tuple[int, int]] = []
        tags: list[tuple[bytes, int]] = []
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

    def read_image(self, image: _Item) -> Iterator[Block]:
        """Alt text and title of an image that has its line to itself."""
        if not image.inner:
            return
        inner = image.inner
        start = inner[0][0] - (self.data[inner[0][0] - 1] == _BACKSLASH)
        end = inner[-1][1]
        run = Run(start, end, inner, (), (), self.quotes())
        if unit := read_unit(self.data, run):
            yield Block(unit.span, Form.ALT, "image text", self.section, (unit,))
        if image.title and (match := _TITLE.search(self.data[end : image.end])):
            group = next(g for g in "dsp" if match[g] is not None)
            a, b = trim(self.data, end + match.start(group), end + match.end(group))
            unit = read_unit(self.data, Run(a, b, ((a, b),), (), (), self.quotes()))
            if unit:
                yield Block(unit.span, Form.LINK_TITLE, "image title", self.section, (unit,))

    # ---- what encloses the run

    def quotes(self) -> int:
        return sum(name == "BlockQuote" for name, _ in self.stack)

    def form(self) -> Form:
        return _FORMS.get(self.stack[-1][0], Form.PARAGRAPH) if self.stack else Form.PARAGRAPH

    def role(self) -> str:
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
        elif name == "Heading":
            level = int(value["level"][1])
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
            self.blocks += html.read_blocks(self.data, self.html, self.section, self.quotes())
        elif name == "Heading":
            self.section = self.blocks[-1].units[0].key.text if len(self.blocks) > before else ""
        self.stack.pop()

    def leaf(self, event: Any, start: int, end: int) -> None:
        name = event if isinstance(event, str) else next(iter(event))
        if name in ("Rule", "TaskListMarker"):
            self.flush()
            return
        if name == "Html":
            self.html.append((start, end))
            return
        if self.stack and self.stack[-1][0] in ("CodeBlock", "MetadataBlock"):
            return
        if not self.depth:
            self.add(name, start, end)
        elif name == "HardBreak":
            self.hard.append((start, end))
        if name == "Text":
            self.see(event["Text"], start, end)
        elif name == "Code":
            self.items[-1].inner.append((start, end))

    def read(self, text: str) -> list[Block]:
        for event, where in pyromark.events_with_range(text, options=OPTIONS):
            start, end = where["start"] + self.base, where["end"] + self.base
            if isinstance(event, dict) and "Start" in event:
                self.start(event["Start"], start, end)
            elif isinstance(event, dict) and "End" in event:
                self.end(event["End"])
            else:
                self.leaf(event, start, end)
        self.flush()
        return self.blocks


def read_blocks(data: bytes, base: int = 0) -> list[Block]:
    """Blocks of the Markdown in `data[base:]`, spans in `data`; one unit per run, not yet cut."""
    return sorted(_Reader(data, base).read(data[base:].decode()), key=lambda b: b.span.start)


def share_title(blocks: list[Block], title: str) -> list[Block]:
    """An H1 equal to the front-matter title has that title's identity: one unit, not two."""
    return [
        replace(b, units=tuple(replace(u, key=replace(u.key, context="title")) for u in b.units))
        if b.role == "heading 1" and [u.key.text for u in b.units] == [title]
        else b
        for b in blocks
    ]
