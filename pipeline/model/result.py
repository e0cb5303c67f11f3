"""What the stages make of documents and catalogs."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.catalog import State
from pipeline.model.names import DocumentId, Key, Locale, Span


@dataclass(frozen=True, slots=True)
class Localized:
    """A document put together in one locale."""

    data: bytes
    english: tuple[Span, ...] = ()
    """Blocks that stand in the source language: byte ranges of `data`, in order."""
    values: Mapping[str, "Localized"] = field(default_factory=dict)
    """YAML values that hold prose, by path (`questions[3].answer`), decoded."""
    shown: frozenset[Key] = frozenset()
    """Units whose translation stands in it, those of its values included."""


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
    inherited: Mapping[State, int] = field(default_factory=dict)
    """Those of them that the parent locale has the entry of."""


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
