"""Documents: source bytes and the prose in them, by position (DESIGN 4)."""

import enum
import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model.names import DocumentId, Key, Span


class Syntax(enum.Enum):
    """How the body of a document is read."""

    MARKDOWN = "markdown"
    MDX = "mdx"
    """Markdown with JSX components: no indented code, no HTML blocks."""
    HTML = "html"
    DATA = "data"
    """No body of its own: values only."""


class Form(enum.Enum):
    """What surrounds a block, which decides how a translation is written back into it."""

    PARAGRAPH = "paragraph"
    """Lines of Markdown: may be filled anew, must not begin like another block."""
    LINE = "line"
    """One line of Markdown behind a marker: headings, definition titles."""
    CELL = "cell"
    """A table cell: one line, pipes escaped."""
    ALT = "alt"
    """Between the brackets of an image."""
    LINK_TITLE = "link title"
    """Between the quotes of a link or image title."""
    HTML = "html"
    """Text between HTML tags."""
    ATTRIBUTE = "attribute"
    """A quoted HTML attribute value."""
    PLAIN = "plain"
    """Text without markup: YAML values."""
    ARGUMENT = "argument"
    """A quoted value of a shortcode or component: `alt="…"`; no line break, no such quote."""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a unit: one space (soft) or `<br>` (hard) in the msgid."""

    at: int
    """Index into the unit's text of the space, or of the `<` of `<br>`."""
    raw: str
    """What stands in the document: line end, prefix of the container, indentation."""
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation unit: a sentence, or a whole block."""

    key: Key
    span: Span
    breaks: tuple[Break, ...] = ()
    visible: tuple[tuple[int, int], ...] = ()
    """Character ranges of the text that a reader sees; empty when that is all of it."""
    closed: tuple[tuple[int, int], ...] = ()
    """Character ranges of inline constructs: no sentence ends inside one."""


@dataclass(frozen=True, slots=True)
class Block:
    """One run of prose: a paragraph, heading, table cell, caption, alt text, field value."""

    span: Span
    form: Form
    role: str
    """What it is, for the translator: `paragraph`, `heading 2`, `table cell`."""
    section: str
    """The heading it stands under, empty before the first."""
    units: tuple[Unit, ...]
    """In order, inside `span`; the bytes between them are skeleton."""
    notes: tuple[str, ...] = ()
    """What the author tells the translator: `<!-- l10n:note … -->`."""

    def __post_init__(self) -> None:
        """Units lie inside the block, in order, without overlap."""
        at = self.span.start
        for unit in self.units:
            if unit.span.start < at or unit.span.end > self.span.end:
                msg = f"unit {unit.span} is out of order in {self.span}"
                raise ValueError(msg)
            at = unit.span.end


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a document that not every locale has."""

    span: Span
    locales: tuple[str, ...] = ()
    """`<!-- l10n:only … -->`: the only locales that have it. Empty for `<!-- l10n:adapt -->`: a
    locale has it where it has a text of its own."""
    required: bool = False
    """`<!-- l10n:adapt required -->`: without a text of its own the page is withheld."""


@dataclass(frozen=True, slots=True)
class Value:
    """A text of YAML, TOML or JSON that is prose: a document of its own, in its own style."""

    span: Span
    path: str
    """Where it stands: `questions[3].answer`."""
    style: str
    """YAML's `'`, `"`, `|`, `>`, or `` and `[` for plain text outside and inside brackets; `json`;
    `toml` with the quotes."""
    indent: int
    """Columns of indentation of the lines of a block scalar."""
    inner: "Document"


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """In order, without those that lie in another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span not in kept[-1]:
            kept.append(span)
    return kept


@dataclass(frozen=True, slots=True)
class Document:
    """Source bytes and the prose in them, by position."""

    id: DocumentId
    data: bytes
    parts: tuple[Block | Value, ...]
    body: int = 0
    """Where the body begins, behind front matter and byte order mark."""
    syntax: Syntax = Syntax.MARKDOWN
    content_class: str = ""
    """`class:` of its front matter, which wins over the paths of `classes:`."""
    regions: tuple[Region, ...] = ()
    """In order, whole parts inside or outside, without overlap."""
    omitted: tuple[Span, ...] = ()
    """Bytes that this version of the document leaves out; no part lies in them."""
    faults: tuple[tuple[int, str], ...] = ()
    """(line from 1, what to do) of the author's controls that cannot be understood."""
    segmentation: str = ""
    """`l10n: {segmentation: …}` of its front matter, which wins over the project's."""
    locales: tuple[str, ...] | None = None
    """`l10n: {locales: …}`: the only locales it is translated into; None for all."""
    skip: bool = False
    """`l10n: {skip: true}`: it is nobody's to translate; copied as it is."""
    conflict: int = 0
    """The line of a merge conflict that nobody has resolved: no page may be made of it."""

    def __post_init__(self) -> None:
        """Parts lie inside the data, in order, without overlap."""
        at = 0
        for part in self.parts:
            if part.span.start < at or part.span.end > len(self.data):
                msg = f"{self.id}: part {part.span} is out of order"
                raise ValueError(msg)
            at = part.span.end

    def for_locale(self, locale: str) -> "Document":
        """The document as a locale has it: without what is only for others."""
        other = [r for r in self.regions if r.locales and locale not in r.locales]
        return self.without(other, lambda inner: inner.for_locale(locale))

    def without(
        self, regions: Iterable[Region], inside: "Callable[[Document], Document] | None" = None
    ) -> "Document":
        """The document without some of its regions; `inside` does the same to its values."""
        gone = _outermost({*self.omitted, *(r.span for r in regions)})
        parts: list[Block | Value] = []
        for part in self.parts:
            if isinstance(part, Value) and inside:
                inner = inside(part.inner)
                parts.append(part if inner == part.inner else replace(part, inner=inner))
            elif not any(s.start <= part.span.start < s.end for s in gone):
                parts.append(part)
        if not gone and all(map(operator.is_, parts, self.parts)):
            return self
        left = tuple(r for r in self.regions if not any(r.span in s for s in gone))
        return replace(self, parts=tuple(parts), regions=left, omitted=tuple(gone))

    def is_for(self, locale: str) -> bool:
        """Whether it is translated into a locale."""
        return not self.skip and (self.locales is None or locale in self.locales)

    def blocks(self) -> Iterator[Block]:
        """All blocks in document order, those inside values included."""
        for part in self.parts:
            if isinstance(part, Block):
                yield part
            else:
                yield from part.inner.blocks()

    def units(self) -> Iterator[tuple[Block, Unit]]:
        """All units in document order, each with its block."""
        for block in self.blocks():
            for unit in block.units:
                yield block, unit
