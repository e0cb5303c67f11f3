"""The nouns of the pipeline: frozen values that every stage shares.

A document is a partition of its bytes (DESIGN 4): skeleton plus units add up to the source.
A catalog is a list of PO entries whose states are derived from what the file holds (DESIGN 5).
"""

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import NewType, Protocol

Locale = NewType("Locale", str)
"""A locale name as configured (`de`, `de_AT`), known to Babel. Made by `config` only."""

DocumentId = NewType("DocumentId", str)
"""The path of a document relative to the source folder, with `/` (`articles/sleep.md`)."""


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open byte range `[start, end)`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse ranges that cannot exist."""
        if not 0 <= self.start <= self.end:
            msg = f"not a span: {self.start}..{self.end}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Key:
    """The identity of a unit: gettext's own (msgctxt, msgid)."""

    text: str
    """The msgid: what the translator reads, never with outer white space or a line break."""
    context: str | None = None
    """The msgctxt: a `fields:` path with `[*]` for indexes, or what an author set."""

    def digest(self, translation: str) -> str:
        """First 12 hex digits of sha256 of msgctxt, msgid, msgstr joined by NUL (DESIGN 5)."""
        joined = "\0".join((self.context or "", self.text, translation))
        return sha256(joined.encode()).hexdigest()[:12]


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
    note: str = ""
    """What the author says to the translator."""

    def __post_init__(self) -> None:
        """Units lie inside the block, in order, without overlap."""
        at = self.span.start
        for unit in self.units:
            if unit.span.start < at or unit.span.end > self.span.end:
                msg = f"unit {unit.span} is out of order in {self.span}"
                raise ValueError(msg)
            at = unit.span.end


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML scalar that holds prose: a document of its own, in its own scalar style."""

    span: Span
    path: str
    """Where it stands: `questions[3].answer`."""
    style: str
    """`'`, `"`, `|`, `>` or `` for a plain scalar."""
    indent: int
    """Columns of indentation of the lines of a block scalar."""
    inner: "Document"


@dataclass(frozen=True, slots=True)
class Document:
    """Source bytes and the prose in them, by position."""

    id: DocumentId
    data: bytes
    parts: tuple[Block | Value, ...]
    markdown: int | None = None
    """Where the Markdown body begins; None when the document is not Markdown."""

    def __post_init__(self) -> None:
        """Parts lie inside the data, in order, without overlap."""
        at = 0
        for part in self.parts:
            if part.span.start < at or part.span.end > len(self.data):
                msg = f"{self.id}: part {part.span} is out of order"
                raise ValueError(msg)
            at = part.span.end

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


class State(enum.Enum):
    """What an entry is worth (DESIGN 5). Derived by `Entry.state`, never stored."""

    MISSING = "missing"
    MACHINE = "machine"
    STALE = "stale"
    DRAFT = "draft"
    TRANSLATED = "translated"
    APPROVED = "approved"

    @property
    def accepted(self) -> bool:
        """A person has accepted the text for today's source."""
        return self in (State.TRANSLATED, State.APPROVED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a PO file."""

    key: Key
    target: str = ""
    """The msgstr."""
    fuzzy: bool = False
    flags: tuple[str, ...] = ()
    """Flags other than `fuzzy`, as the file has them."""
    comments: tuple[str, ...] = ()
    """`# ` lines without the sign: people's, and our `mt:`, `accepted:`, `approved:` records."""
    notes: tuple[str, ...] = ()
    """`#.` lines: role and place, regenerated at each sync."""
    references: tuple[str, ...] = ()
    previous: Key | None = None
    """`#| msgid` (and `#| msgctxt`): what the text was accepted for."""
    plural: tuple[str, tuple[str, ...]] | None = None
    """msgid_plural and all msgstr[n]: carried through, never made by us."""
    obsolete: bool = False
    raw: str | None = field(default=None, compare=False, repr=False)
    """The entry as it stands in the file, None when it has to be rendered."""
    lead: str = field(default="\n", compare=False, repr=False)
    """The blank lines before it."""
    line: int = field(default=0, compare=False)
    """Line of the msgid in the file, from 1; 0 for a new entry."""

    def record(self, name: str) -> list[str]:
        """The words of the last comment line `name: …`, empty when there is none."""
        start = f"{name}:"
        for comment in reversed(self.comments):
            if comment.startswith(start):
                return comment[len(start) :].split()
        return []

    @property
    def state(self) -> State:
        """Derived from what the file holds; the hashes decide, not the tools' marks."""
        if not self.target.strip():
            return State.MISSING
        if not self.fuzzy:
            approved = self.record("approved")
            if approved[:1] == [self.key.digest(self.target)]:
                return State.APPROVED
            return State.TRANSLATED
        if self.record("mt")[-1:] == [self.key.digest(self.target)]:
            return State.MACHINE
        accepted = self.record("accepted")
        if self.previous and accepted[:1] == [self.previous.digest(self.target)]:
            return State.STALE
        return State.DRAFT

    def with_record(self, name: str, value: str | None) -> "Entry":
        """Replace (or, with None, remove) the comment line `name: …`; the raw text is dropped."""
        if value is None and not self.record(name):
            return self
        kept = tuple(c for c in self.comments if not c.startswith(f"{name}:"))
        added = () if value is None else (f"{name}: {value}",)
        return replace(self, comments=kept + added, raw=None)

    def drafted(self, text: str, engine: str) -> "Entry":
        """The entry with a machine draft in it: fuzzy, with its origin and hash."""
        filled = replace(self, target=text, fuzzy=True, previous=None, raw=None)
        return filled.with_record("accepted", None).with_record(
            "mt", f"{engine} {self.key.digest(text)}"
        )

    def emptied(self) -> "Entry":
        """The entry without text, ready for a new draft."""
        bare = replace(self, target="", fuzzy=False, previous=None, raw=None)
        return bare.with_record("mt", None).with_record("accepted", None)


@dataclass(frozen=True, slots=True)
class Catalog:
    """One PO file: a header and entries in file order, obsolete ones included."""

    header: str
    """The header entry with all that stands before it, as in the file."""
    entries: tuple[Entry, ...] = ()
    trailer: str = ""
    """What stands after the last entry: comments, blank lines."""
    charset: str = "utf-8"
    """The file's encoding: `utf-8-sig` where it begins with a byte order mark."""
    newline: str = "\n"

    def by_key(self) -> dict[Key, Entry]:
        """Live entries by identity."""
        return {e.key: e for e in self.entries if not e.obsolete}


@dataclass(frozen=True, slots=True)
class Localized:
    """A document put together in one locale."""

    data: bytes
    english: tuple[Span, ...] = ()
    """Blocks that stand in the source language: byte ranges of `data`, in order."""
    values: Mapping[str, "Localized"] = field(default_factory=dict)
    """YAML values that hold prose, by path (`questions[3].answer`), decoded."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether and how one document appears in one locale (DESIGN 9)."""

    publish: bool
    """A page is built."""
    linked: bool = True
    """Enough of it is translated to be linked from other pages."""
    indexable: bool = True
    """It may stand in hreflang, sitemap and feeds; otherwise it is `noindex`."""
    machine: bool = False
    """Machine drafts are shown: the page carries a notice."""
    approved: bool = False
    """Every unit has its second signature in this locale."""
    reasons: tuple[str, ...] = ()
    """Why it is not all of that, for people."""
    words: Mapping[State, int] = field(default_factory=dict)
    """Source words by state."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One document in one locale, ready to become a page."""

    id: DocumentId
    locale: Locale
    localized: Localized
    verdict: Verdict


class Level(enum.Enum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in content: a value, not an exception."""

    rule: str
    level: Level
    message: str
    document: DocumentId
    locale: Locale | None = None
    key: Key | None = None
    target: str = ""
    path: str = ""
    """File to open: the PO file for a unit, the source for a document."""
    line: int = 0
    span: tuple[int, int] | None = None
    """Character range in the translation."""


class PipelineError(Exception):
    """What stops one job, in words a user can act on: `path:line: message`."""

    def __init__(self, path: str, message: str, line: int = 0) -> None:
        """Keep the parts: `path` relative to the project, `line` from 1 or 0 when unknown."""
        super().__init__(path, message, line)
        self.path, self.message, self.line = path, message, line

    def __str__(self) -> str:
        """One line for the terminal."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


class SourceError(PipelineError):
    """A source document that cannot be read."""


class CatalogError(PipelineError):
    """A PO file that cannot be read without loss."""


class ConfigError(PipelineError):
    """A setting in l10n.yaml that cannot be."""


class EngineError(Exception):
    """An engine that could not answer; `fatal` when it will not answer in this run either."""

    def __init__(self, engine: str, reason: str, *, fatal: bool = True) -> None:
        """Name the engine and say why, without the text sent and without keys."""
        super().__init__(engine, reason)
        self.engine, self.reason, self.fatal = engine, reason, fatal

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.engine}: {self.reason}"


class Markup(enum.Enum):
    """How protected pieces travel to an engine and back."""

    SUPERBLANK = "superblank"
    """Apertium: `[...]`, kept in place by every stage."""
    TOKEN = "token"  # noqa: S105 - a kind of markup, not a secret
    """Spaced words such as `__O1__`, for engines that know plain text only."""


class Engine(Protocol):
    """Something that drafts translations. Implementations live in `engines`."""

    name: str
    """As written in `engines:` and in `# mt:`."""
    markup: Markup

    def supports(self, locale: Locale) -> bool:
        """Whether English into this locale can be had; asked before any request."""
        ...

    def translate(self, texts: Sequence[str], locale: Locale) -> list[str]:
        """Encoded texts to raw answers, same order and count; raises EngineError."""
        ...
