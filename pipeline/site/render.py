"""Markdown to HTML, event by event, because each element must know where it comes from.

`pyromark.html()` renders the same events and is the oracle of the tests; what differs is listed
here and nowhere else: `lang` on English passages, heading ids of the English document, addresses,
figures, scrollable tables, footnotes as endnotes, admonitions, task signs. Byte ranges of the
events tell which element an English span falls into.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyromark

from pipeline.formats.dialect import OPTIONS
from pipeline.model import Span
from pipeline.site import escape, raw
from pipeline.site.inline import INLINE_TAGS, Footnotes, Inline
from pipeline.site.places import Place
from pipeline.site.runs import Figure, figure, figures, is_english, join

_ALIGN = {"Center": ' class="center"', "Right": ' class="end"'}


@dataclass(frozen=True, slots=True)
class Shown:
    """A heading as it was rendered."""

    level: int
    id: str
    text: str
    english: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document as HTML, safe to put into a page."""

    body: str
    notes: str
    """The items of the footnote list, empty when there are none."""
    headings: tuple[Shown, ...]


@dataclass(slots=True)
class _Frame:
    """A block that has begun; `at` is where its start tag stands in the output."""

    tag: str
    value: Any
    at: int
    alone: bool = True
    """Nothing but one run stands in it so far."""


def render(
    text: str,
    place: Place,
    english: Sequence[Span] = (),
    ids: Sequence[str] = (),
    skip_title: bool = False,
) -> Rendered:
    """HTML of a Markdown text without front matter.

    `english`: byte ranges of `text` that stand in the source language; `ids`: the English
    document's heading ids, in order; `skip_title`: the first heading repeats the page's title.
    """
    writer = _Writer(place, tuple(english), ids, skip_title=skip_title)
    event: Any
    for event, span in pyromark.events_with_range(text, options=OPTIONS):
        ((name, value),) = event.items() if isinstance(event, dict) else ((event, None),)
        writer.feed(name, value, span["start"], span["end"])
    return Rendered(
        raw.sanitize("".join(writer.out)), raw.sanitize(writer.endnotes()), tuple(writer.headings)
    )


class _Writer:
    """Writes blocks while events go by; lives for one document."""

    def __init__(
        self, place: Place, english: tuple[Span, ...], ids: Sequence[str], *, skip_title: bool
    ) -> None:
        self.place, self.ids, self.skip_title = place, ids, skip_title
        self.notes = Footnotes()
        self.inline = Inline(place, english, self.notes)
        self.out: list[str] = []
        self.outer: list[list[str]] = []
        self.stack: list[_Frame] = []
        self.headings: list[Shown] = []
        self.count = 0
        self.definitions: dict[str, str] = {}
        self.html: list[tuple[str, int, int]] = []
        self.alignment: Sequence[str] = ()
        self.cell = 0

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
        frame = _Frame(tag, value, len(self.out))
        self.stack.append(frame)
        if tag in _BEGIN:
            _BEGIN[tag](self, frame)

    def finish(self, tag: str) -> None:
        """A block ends."""
        frame = self.stack[-1]
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

    def open_tag(self, frame: _Frame) -> None:
        """A block whose start tag says nothing but its name."""
        self.fresh(_OPEN[frame.tag])
        frame.at = len(self.out) - 1

    def close_tag(self, frame: _Frame) -> None:
        """The end of such a block."""
        self.flush(alone=True)
        self.out.append(_CLOSE[frame.tag])

    def paragraph(self, _: _Frame) -> None:
        """A paragraph, or the figures and paragraphs that it holds."""
        pieces, _words = self.inline.take()
        for part in figures(pieces):
            if isinstance(part, Figure):
                self.fresh(figure(part, self.place.mark))
            else:
                attribute, html = join(part, self.place.mark, alone=True)
                self.fresh(f"<p{attribute}>{html}</p>\n")

    def heading(self, frame: _Frame) -> None:
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

    def begin_list(self, frame: _Frame) -> None:
        """`<ul>`, or `<ol>` with its first number."""
        first = frame.value
        start = "" if first in (None, 1) else f' start="{first}"'
        self.fresh("<ul>\n" if first is None else f"<ol{start}>\n")

    def finish_list(self, frame: _Frame) -> None:
        """The end of either."""
        self.out.append("</ul>\n" if frame.value is None else "</ol>\n")

    def begin_quote(self, frame: _Frame) -> None:
        """A quotation, or an admonition with its title."""
        if frame.value is None:
            self.fresh("<blockquote>\n")
            return
        kind = str(frame.value).lower()
        title = (self.place.labels.alerts or {}).get(kind) or escape.body(str(frame.value))
        self.fresh(
            f'<aside class="admonition {kind}" role="note">\n'
            f'<p class="admonition-title">{title}</p>\n'
        )

    def finish_quote(self, frame: _Frame) -> None:
        """The end of either."""
        self.out.append("</blockquote>\n" if frame.value is None else "</aside>\n")

    def begin_code(self, frame: _Frame) -> None:
        """A code block with its language."""
        info = frame.value["Fenced"] if isinstance(frame.value, dict) else ""
        language = info.split(" ")[0]
        kind = f' class="language-{escape.value(language)}"' if language else ""
        self.fresh(f"<pre><code{kind}>")

    def begin_table(self, frame: _Frame) -> None:
        """A table in a region that can be scrolled with the keyboard too."""
        self.alignment = frame.value
        title = self.headings[-1].text if self.headings else self.place.title
        label = escape.value(self.place.labels.table % {"title": title})
        self.fresh(
            f'<div class="table" role="region" aria-label="{label}" tabindex="0">\n<table>'
        )

    def begin_row(self, frame: _Frame) -> None:
        """The head row, or a row of the body."""
        self.cell = 0
        self.out.append("<thead><tr>" if frame.tag == "TableHead" else "<tr>")

    def table_cell(self, _: _Frame) -> None:
        """One cell, aligned by its column."""
        pieces, _words = self.inline.take()
        attribute, html = join(pieces, self.place.mark, alone=True)
        align = self.alignment[self.cell] if self.cell < len(self.alignment) else "None"
        self.cell += 1
        tag = 'th scope="col"' if self.stack[-2].tag == "TableHead" else "td"
        self.out.append(f"<{tag}{_ALIGN.get(align, '')}{attribute}>{html}</{tag[:2]}>")

    def term(self, _: _Frame) -> None:
        """The term of a definition list."""
        pieces, _words = self.inline.take()
        attribute, html = join(pieces, self.place.mark, alone=True)
        self.fresh(f"<dt{attribute}>{html}</dt>\n")

    def begin_html(self, _: _Frame) -> None:
        """A block of raw HTML: its lines are collected."""
        self.html = []

    def finish_html(self, _: _Frame) -> None:
        """All lines are there: addresses and marks are set."""
        self.out.append(raw.block(self.html, self.inline.english, self.place))

    def begin_note(self, frame: _Frame) -> None:
        """A footnote is written apart from the text."""
        self.outer.append(self.out)
        self.out = []

    def finish_note(self, frame: _Frame) -> None:
        """The first definition of a name counts."""
        self.definitions.setdefault(frame.value, "".join(self.out))
        self.out = self.outer.pop()

    # ---- events outside blocks' borders

    def text(self, value: Any, start: int, end: int) -> None:
        """Text, which inside a code block is no prose."""
        if self.stack and self.stack[-1].tag == "CodeBlock":
            self.out.append(escape.body(value))
        else:
            self.inline.text(value, start, end)

    def rule(self, _: Any, _start: int, _end: int) -> None:
        """A thematic break."""
        self.flush(alone=False)
        if self.stack:
            self.stack[-1].alone = False
        self.fresh("<hr />\n")

    def endnotes(self) -> str:
        """The footnotes that were referred to, in the order of their numbers."""
        back, prefix = self.place.labels.back, self.place.prefix
        items: list[str] = []
        for name, number in self.notes.numbers.items():
            if name in self.definitions:
                label = escape.value(back % {"number": number})
                link = (
                    f' <a href="#{prefix}ref-{number}" role="doc-backlink" '
                    f'aria-label="{label}">\u21a9\ufe0e</a>'
                )
                html = self.definitions[name]
                tight, closed = html.removesuffix("</p>\n"), html.endswith("</p>\n")
                html = f"{tight}{link}</p>\n" if closed else f"{html}<p>{link}</p>\n"
                items.append(f'<li id="{prefix}note-{number}">\n{html}</li>\n')
        return "".join(items)


_OPEN = {"Item": "<li>", "DefinitionList": "<dl>\n", "DefinitionListDefinition": "<dd>"}
_CLOSE = {
    "Item": "</li>\n",
    "DefinitionList": "</dl>\n",
    "DefinitionListDefinition": "</dd>\n",
    "CodeBlock": "</code></pre>\n",
    "Table": "</tbody></table></div>\n",
    "TableHead": "</tr></thead><tbody>\n",
    "TableRow": "</tr>\n",
}
_BEGIN: dict[str, Callable[[_Writer, _Frame], None]] = {
    **dict.fromkeys(_OPEN, _Writer.open_tag),
    "List": _Writer.begin_list,
    "BlockQuote": _Writer.begin_quote,
    "CodeBlock": _Writer.begin_code,
    "Table": _Writer.begin_table,
    "TableHead": _Writer.begin_row,
    "TableRow": _Writer.begin_row,
    "HtmlBlock": _Writer.begin_html,
    "FootnoteDefinition": _Writer.begin_note,
}
_FINISH: dict[str, Callable[[_Writer, _Frame], None]] = {
    **dict.fromkeys(_CLOSE, _Writer.close_tag),
    "Paragraph": _Writer.paragraph,
    "Heading": _Writer.heading,
    "List": _Writer.finish_list,
    "BlockQuote": _Writer.finish_quote,
    "TableCell": _Writer.table_cell,
    "DefinitionListTitle": _Writer.term,
    "HtmlBlock": _Writer.finish_html,
    "FootnoteDefinition": _Writer.finish_note,
}
_EVENTS: dict[str, Callable[[_Writer, Any, int, int], None]] = {
    "Text": _Writer.text,
    "Rule": _Writer.rule,
    "Html": lambda w, v, a, b: w.html.append((v, a, b)),
    "InlineHtml": lambda w, v, a, b: w.inline.html(v, a, b),
    "Code": lambda w, v, a, b: w.inline.code(v, a, b),
    "SoftBreak": lambda w, v, a, b: w.inline.soft(v, a, b),
    "HardBreak": lambda w, v, a, b: w.inline.hard(v, a, b),
    "TaskListMarker": lambda w, v, a, b: w.inline.task(v, a, b),
    "FootnoteReference": lambda w, v, a, b: w.inline.note(v, a, b),
}
