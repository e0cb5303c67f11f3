"""Blocks while their events go by: the state between a start tag and its end.

Tight text of a list item is a run like any other, but its element is already open; the mark of an
English run then goes back into that start tag.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model import Span
from pipeline.site import escape, raw
from pipeline.site.footnotes import Footnotes
from pipeline.site.inline import INLINE_TAGS, Inline
from pipeline.site.places import Place
from pipeline.site.runs import Figure, figure, figures, is_english, join
from pipeline.site.tables import Table
from pipeline.site.tags import TAGS


@dataclass(frozen=True, slots=True)
class Shown:
    """A heading as it was rendered."""

    level: int
    id: str
    text: str
    english: bool


@dataclass(slots=True)
class Frame:
    """A block that has begun; `at` is where its start tag stands in the output."""

    tag: str
    value: Any
    at: int
    close: str = ""
    """Its end tag, when that is all there is to its end."""
    alone: bool = True
    """Nothing but one run stands in it so far."""


class Writer:
    """Writes blocks while events go by; lives for one document."""

    def __init__(
        self, place: Place, english: tuple[Span, ...], ids: Sequence[str], *, skip_title: bool
    ) -> None:
        """Start with nothing written."""
        self.place, self.ids, self.skip_title = place, ids, skip_title
        self.notes = Footnotes(place)
        self.inline = Inline(place, english, self.notes)
        self.out: list[str] = []
        self.outer: list[list[str]] = []
        self.stack: list[Frame] = []
        self.headings: list[Shown] = []
        self.count = 0
        self.html: list[tuple[str, int, int]] = []
        self.table = Table()

    def feed(self, name: str, value: Any, start: int, end: int) -> None:
        """One event with its byte range."""
        if name in ("Start", "End"):
            ((tag, detail),) = value.items() if isinstance(value, dict) else ((value, None),)
            if tag in INLINE_TAGS:
                if name == "Start":
                    self.inline.open(tag, detail, start)
                else:
                    self.inline.close(tag, end)
            elif name == "Start":
                self.begin(tag, detail)
            else:
                self.finish(tag)
        else:
            _EVENTS[name](self, value, start, end)

    # ---- blocks

    def begin(self, tag: str, value: Any) -> None:
        """A block begins; tight text before it ends."""
        self.flush(alone=False)
        if self.stack:
            self.stack[-1].alone = False
        frame = Frame(tag, value, len(self.out))
        self.stack.append(frame)
        if tag in TAGS:
            opening, frame.close = TAGS[tag](value, self.place.labels)
            self.fresh(opening)
            frame.at = len(self.out) - 1
        elif tag in _BEGIN:
            _BEGIN[tag](self, frame)

    def finish(self, tag: str) -> None:
        """A block ends."""
        frame = self.stack[-1]
        if frame.close:
            self.flush(alone=True)
            self.out.append(frame.close)
        else:
            _FINISH[tag](self, frame)
        self.stack.pop()

    def fresh(self, text: str) -> None:
        """Write on a new line."""
        if self.out and not self.out[-1].endswith("\n"):
            self.out.append("\n")
        self.out.append(text)

    def flush(self, *, alone: bool) -> None:
        """Write the tight text of a list item or definition."""
        pieces, _ = self.inline.take()
        if not pieces:
            return
        frame = self.stack[-1]
        parts = figures(pieces)
        alone = alone and frame.alone and len(parts) == 1
        for part in parts:
            if isinstance(part, Figure):
                self.fresh(figure(part, self.place.mark))
            else:
                attribute, html = join(part, self.place.mark, alone=alone)
                self.out.append(html)
                if attribute:
                    self.out[frame.at] = self.out[frame.at].replace(">", f"{attribute}>", 1)

    def paragraph(self, _: Frame) -> None:
        """A paragraph, or the figures and paragraphs that it holds."""
        pieces, _words = self.inline.take()
        for part in figures(pieces):
            if isinstance(part, Figure):
                self.fresh(figure(part, self.place.mark))
            else:
                attribute, html = join(part, self.place.mark, alone=True)
                self.fresh(f"<p{attribute}>{html}</p>\n")

    def heading(self, frame: Frame) -> None:
        """A heading with the id of its English original."""
        pieces, words = self.inline.take()
        level, number = int(frame.value["level"][1:]), self.count
        self.count += 1
        if number == 0 and self.skip_title:
            return
        id = self.ids[number] if number < len(self.ids) else f"section-{number + 1}"
        attribute, html = join(pieces, self.place.mark, alone=True)
        self.headings.append(Shown(level, id, words.strip(), is_english(pieces)))
        kinds = escape.value(" ".join(frame.value["classes"]))
        kind = f' class="{kinds}"' if kinds else ""
        self.fresh(f'<h{level} id="{escape.value(id)}"{kind}{attribute}>{html}</h{level}>\n')

    def begin_table(self, frame: Frame) -> None:
        """A table, named after the heading it stands under."""
        title = self.headings[-1].text if self.headings else self.place.title
        self.fresh(self.table.begin(frame.value, self.place.labels.table % {"title": title}))
        frame.close = "</tbody></table></div>\n"

    def begin_row(self, frame: Frame) -> None:
        """The head row, or a row of the body."""
        self.out.append(self.table.row(frame.tag))
        frame.close = "</tr></thead><tbody>\n" if self.table.head else "</tr>\n"

    def table_cell(self, _: Frame) -> None:
        """One cell."""
        pieces, _words = self.inline.take()
        self.out.append(self.table.cell(*join(pieces, self.place.mark, alone=True)))

    def term(self, _: Frame) -> None:
        """The term of a definition list."""
        pieces, _words = self.inline.take()
        attribute, html = join(pieces, self.place.mark, alone=True)
        self.fresh(f"<dt{attribute}>{html}</dt>\n")

    def begin_html(self, _: Frame) -> None:
        """A block of raw HTML: its lines are collected."""
        self.html = []

    def finish_html(self, _: Frame) -> None:
        """All lines are there: addresses and marks are set."""
        self.out.append(raw.block(self.html, self.inline.english, self.place))

    def begin_note(self, _: Frame) -> None:
        """A footnote is written apart from the text."""
        self.outer.append(self.out)
        self.out = []

    def finish_note(self, frame: Frame) -> None:
        """It is kept for the end of the page."""
        self.notes.define(frame.value, "".join(self.out))
        self.out = self.outer.pop()

    # ---- events outside blocks' borders

    def text(self, value: Any, start: int, end: int) -> None:
        """Text, which inside code is no prose, and inside raw HTML is indentation."""
        around = self.stack[-1].tag if self.stack else ""
        if around == "CodeBlock":
            self.out.append(escape.body(value))
        elif around == "HtmlBlock":
            self.html.append((escape.body(value), start, end))
        else:
            self.inline.text(value, start, end)

    def rule(self, _: Any, _start: int, _end: int) -> None:
        """A thematic break."""
        self.flush(alone=False)
        if self.stack:
            self.stack[-1].alone = False
        self.fresh("<hr />\n")


_BEGIN: dict[str, Callable[[Writer, Frame], None]] = {
    "Table": Writer.begin_table,
    "TableHead": Writer.begin_row,
    "TableRow": Writer.begin_row,
    "HtmlBlock": Writer.begin_html,
    "FootnoteDefinition": Writer.begin_note,
}
_FINISH: dict[str, Callable[[Writer, Frame], None]] = {
    "Paragraph": Writer.paragraph,
    "Heading": Writer.heading,
    "TableCell": Writer.table_cell,
    "DefinitionListTitle": Writer.term,
    "HtmlBlock": Writer.finish_html,
    "FootnoteDefinition": Writer.finish_note,
}
_EVENTS: dict[str, Callable[[Writer, Any, int, int], None]] = {
    "Text": Writer.text,
    "Rule": Writer.rule,
    "Html": lambda w, v, a, b: w.html.append((v, a, b)),
    "InlineHtml": lambda w, v, a, b: w.inline.html(v, a, b),
    "Code": lambda w, v, a, b: w.inline.code(v, a, b),
    "SoftBreak": lambda w, v, a, b: w.inline.soft(v, a, b),
    "HardBreak": lambda w, v, a, b: w.inline.hard(v, a, b),
    "TaskListMarker": lambda w, v, a, b: w.inline.task(v, a, b),
    "FootnoteReference": lambda w, v, a, b: w.inline.note(v, a, b),
}
