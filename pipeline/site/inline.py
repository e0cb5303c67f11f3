"""Inline events to pieces of HTML, with byte ranges deciding which of them stand in English."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from pipeline.model import Span
from pipeline.site import escape, raw
from pipeline.site.footnotes import Footnotes
from pipeline.site.places import Place
from pipeline.site.runs import Piece

_TAGS = {
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "del",
    "Superscript": "sup",
    "Subscript": "sub",
    "Link": "a",
}
INLINE_TAGS = frozenset((*_TAGS, "Image"))
_CHECKBOX = {True: "\u2611", False: "\u2610"}


@dataclass(slots=True)
class _Open:
    """An inline construct that has begun."""

    kind: str
    attributes: dict[str, str]
    start: int
    parts: list[str] = field(default_factory=list)


class Inline:
    """Collects the pieces of one run at a time; lives for one document."""

    def __init__(self, place: Place, english: tuple[Span, ...], notes: Footnotes) -> None:
        """Spans are byte ranges of the text that is rendered, in order."""
        self.place, self.notes = place, notes
        self.english = english
        self.ends = [s.end for s in english]
        self.pieces: list[Piece] = []
        self.words: list[str] = []
        self.stack: list[_Open] = []
        self.images = 0
        self.alt = 0
        self.alt_end = 0

    def take(self) -> tuple[list[Piece], str]:
        """The finished run and its plain words; the next one begins."""
        done = self.pieces, "".join(self.words)
        self.pieces, self.words = [], []
        return done

    def is_english(self, start: int, end: int) -> bool:
        """Whether an English span overlaps the range."""
        index = bisect_right(self.ends, start)
        return index < len(self.english) and self.english[index].start < end

    # ---- events: each takes the value and the byte range

    def text(self, text: str, start: int, end: int) -> None:
        """A stretch of text, cut where an English span begins or ends inside it."""
        self.words.append(text)
        if self.alt:
            self.alt_end = end
        if self.stack:
            self.stack[-1].parts.append(text if self.alt else escape.body(text))
        elif not self.english:
            self.pieces.append(Piece(escape.body(text), "Text"))
        else:
            for part, a, b in self._cut(text, start, end):
                english = self.is_english(a, b) if part.strip() else None
                self.pieces.append(Piece(escape.body(part), "Text", english))

    def _cut(self, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        data = text.encode()
        bounds = {x for s in self.english for x in (s.start, s.end) if start < x < end}
        if len(data) != end - start:  # an entity: what is shown is not what is written
            bounds = set()
        cuts = [start, *sorted(bounds), end]
        for a, b in pairwise(cuts):
            inside = data if not bounds else data[a - start : b - start]
            yield inside.decode(errors="replace"), a, b

    def code(self, text: str, start: int, end: int) -> None:
        """Inline code."""
        self.words.append(text)
        html = text if self.alt else f"<code>{escape.body(text)}</code>"
        self._add(html, "Code", start, end)

    def html(self, text: str, start: int, end: int) -> None:
        """One raw tag."""
        html = text if self.alt else raw.inline(text, self.place)
        self._add(html, "Html", start, end, neutral=True)

    def soft(self, _: object, start: int, end: int) -> None:
        """A line end that reads as a space."""
        self.words.append(" ")
        self._add(" " if self.alt else "\n", "SoftBreak", start, end, neutral=True)

    def hard(self, _: object, start: int, end: int) -> None:
        """A line break."""
        self.words.append(" ")
        self._add(" " if self.alt else "<br />\n", "HardBreak", start, end, neutral=True)

    def task(self, done: object, start: int, end: int) -> None:
        """The box of a task: a sign with a name, not a control nobody can use."""
        label = self.place.labels.done if done else self.place.labels.open
        html = (
            f'<span class="task" role="img" aria-label="{escape.value(label)}">'
            f"{_CHECKBOX[bool(done)]}</span> "
        )
        self._add(html, "Task", start, end, neutral=True)

    def note(self, name: str, start: int, end: int) -> None:
        """A reference to a footnote."""
        if self.alt:
            return
        self._add(self.notes.refer(name), "Note", start, end, neutral=True)

    def open(self, kind: str, value: Any, start: int) -> None:
        """An emphasis, a link or an image begins."""
        reads = {"Link": self._link, "Image": self._image}
        attributes = reads[kind](value) if kind in reads and not self.alt else {}
        self.stack.append(_Open(kind, attributes, start))
        self.alt_end = self.alt_end if self.alt else start + 1
        self.alt += kind == "Image"

    def close(self, kind: str, end: int) -> None:
        """It ends: a piece of its own, or a part of the construct around it."""
        done = self.stack.pop()
        self.alt -= kind == "Image"
        inner = "".join(done.parts)
        if self.alt:
            self._add(inner, kind, done.start, end)
        elif kind == "Image":
            title = done.attributes.get("title", "")
            rest = {"alt": inner, **done.attributes}
            html = f"<img{raw.attributes({'src': rest.pop('src'), **rest})} />"
            self._add(html, kind, done.start, self.alt_end)
            if not self.stack:
                about_title = self.is_english(self.alt_end, end)
                self.pieces[-1] = replace(
                    self.pieces[-1], inner=escape.body(title), inner_english=about_title
                )
        else:
            tag = _TAGS[kind]
            html = f"<{tag}{raw.attributes(done.attributes)}>{inner}</{tag}>"
            self._add(html, kind, done.start, end, inner=inner)

    def _link(self, link: Any) -> dict[str, str]:
        url = link["dest_url"]
        target = {"href": f"mailto:{url}"} if link["link_type"] == "Email" else self.place.link(url)
        return target | ({"title": link["title"]} if link["title"] else {})

    def _image(self, image: Any) -> dict[str, str]:
        self.images += 1
        lazy = {} if self.place.eager and self.images == 1 else {"loading": "lazy"}
        title = {"title": image["title"]} if image["title"] else {}
        return {**self.place.image(image["dest_url"]), **title, **lazy}

    def _add(
        self, html: str, kind: str, start: int, end: int, *, neutral: bool = False, inner: str = ""
    ) -> None:
        if self.stack:
            self.stack[-1].parts.append(html)
        else:
            english = None if neutral or not self.english else self.is_english(start, end)
            self.pieces.append(Piece(html, kind, english, inner))
