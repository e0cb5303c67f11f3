"""The prose of a stretch of HTML, by position: one pass over its tokens."""

import re
from dataclasses import dataclass, field

from pipeline.formats.html.attributes import (
    Prose,
    Spans,
    is_prose,
    prose_attributes,
    read_attributes,
    values,
)
from pipeline.formats.html.elements import INLINE, Elements, translate_mode
from pipeline.formats.html.runs import Item, Piece, cut_run
from pipeline.formats.html.tokens import Kind, Token, tokenize

_HEADING = "heading"
_STATEMENT = re.compile(rb"\{[%#]|<%(?!=)|<\?(?!=)")
_CONTROL = re.compile(rb"<!--\s*l10n:")
_SPACE = " \t\n\f\r"
_DATA_TYPE = "application/ld+json"


@dataclass(slots=True)
class Found:
    """What a stretch of HTML holds for translators."""

    pieces: list[tuple[Piece, bool]] = field(default_factory=list)
    """In document order, each with whether it heads what follows."""
    data_scripts: list[tuple[int, int]] = field(default_factory=list)
    """Contents of `<script type="application/ld+json">`."""
    comments: list[tuple[int, int]] = field(default_factory=list)
    elements: list[tuple[int, int]] = field(default_factory=list)
    """Of the block elements, outermost first."""


def find_prose(data: bytes, start: int, end: int) -> Found:
    """The prose of `data[start:end]`; raises nothing, whatever the bytes are."""
    return _Reader(data, start, end).read()


class _Reader:
    """Collects runs while tokens go by; lives for one stretch."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self.data, self.start, self.end = data, start, end
        self.elements = Elements()
        self.items: list[Item] = []
        self.role = ""
        self.found = Found()
        self.is_data = False  # the element just opened is a script of structured data

    def read(self) -> Found:
        for token in tokenize(self.data, self.start, self.end):
            _STEPS[token.kind](self, token)
        self.flush()
        self.elements.end_all(self.end)
        self.found.elements = self.elements.ranges
        self.found.pieces.sort(key=lambda p: p[0].start)
        return self.found

    def flush(self) -> None:
        """A block boundary ends the run."""
        if self.items:
            items, self.items = self.items, []
            for piece in cut_run(items, self.role):
                head = not piece.attribute and piece.role.startswith(_HEADING)
                self.found.pieces.append((piece, head))

    def add(self, item: Item) -> None:
        if not self.items:
            self.role = self.elements.role
        self.items.append(item)

    # ---- tokens

    def text(self, token: Token) -> None:
        text = self.data[token.start : token.end].decode()
        words = text.strip(_SPACE)
        before, _, after = text.partition(words) if words else (text, "", text)
        edges = "\n" in before or "\r" in before, "\n" in after or "\r" in after
        if not words or self.leaves_out():
            self.add(Item(token, edges=edges))
            return
        prose = self.elements.translated and is_prose(words)
        self.add(
            Item(token, prose, substance=True, joins=any(map(str.isalnum, words)), edges=edges)
        )

    def leaves_out(self) -> bool:
        """Whether a text is of no use even beside one that is translated."""
        return self.elements.untouched and not self.elements.translated

    def raw(self, token: Token) -> None:
        if token.name == "title":
            self.text(token)
        elif self.is_data:
            self.found.data_scripts.append((token.start, token.end))

    def open(self, token: Token) -> None:
        if token.name not in INLINE:
            self.flush()
        self.elements.make_room(token.name, token.start)
        spans: Spans = {}
        attributes: tuple[Prose, ...] = ()
        translate = self.elements.mode
        if token.inner[1] > token.inner[0]:
            spans = read_attributes(self.data, token)
            attributes, translate = self.attributes(token, spans)
        if token.name in INLINE:
            self.add(Item(token, attributes=attributes))
            self.elements.start(token.name, token[1:3], translate=translate)
            return
        self.elements.start(token.name, token[1:3], translate=translate)
        kind = values(self.data, spans, "type").get("type", "").strip().lower()
        self.is_data = token.name == "script" and kind == _DATA_TYPE
        self.found.pieces += (
            (Piece(p.role, p.start, p.end, attribute=True), False) for p in attributes
        )

    def attributes(self, token: Token, spans: Spans) -> tuple[tuple[Prose, ...], bool]:
        """The prose attributes of a tag, and the translation mode of its element."""
        said = values(self.data, spans, "translate", "class")
        translate = translate_mode(said, self.elements.mode)
        if not spans or not translate or self.elements.opaque:
            return (), translate
        return tuple(prose_attributes(self.data, token.name, spans)), translate

    def close(self, token: Token) -> None:
        if token.name in INLINE:
            self.add(Item(token))
        else:
            self.flush()
        self.elements.end(token.name, token.end)

    def comment(self, token: Token) -> None:
        """A comment may stand in a sentence; one that speaks to the pipeline stands between."""
        self.found.comments.append((token.start, token.end))
        if _CONTROL.match(self.data, token.start):
            self.flush()
        else:
            self.add(Item(token))

    def template(self, token: Token) -> None:
        """A statement on a line of its own stands between blocks, another one in a sentence."""
        statement = _STATEMENT.match(self.data, token.start)
        if statement and self.stands_alone(token):
            self.flush()
        else:
            note = statement is not None and statement[0] == b"{#"
            self.add(Item(token, substance=not note, joins=statement is None))

    def stands_alone(self, token: Token) -> bool:
        before, after = token.start, token.end
        while before > self.start and self.data[before - 1] in b" \t":
            before -= 1
        while after < self.end and self.data[after] in b" \t\r":
            after += 1
        begins = before == self.start or self.data[before - 1] in b"\r\n"
        return begins and (after == self.end or self.data[after] in b"\n")

    def foreign(self, token: Token) -> None:
        attributes, _ = self.attributes(token, read_attributes(self.data, token))
        formula = token.name == "math"
        self.add(Item(token, substance=formula, joins=formula, attributes=attributes))


_STEPS = {
    Kind.TEXT: _Reader.text,
    Kind.RAW: _Reader.raw,
    Kind.OPEN: _Reader.open,
    Kind.CLOSE: _Reader.close,
    Kind.COMMENT: _Reader.comment,
    Kind.TEMPLATE: _Reader.template,
    Kind.FOREIGN: _Reader.foreign,
}
