"""Names and positions."""

from dataclasses import dataclass
from hashlib import sha256
from typing import NewType

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

    def __contains__(self, other: "Span") -> bool:
        """Whether another range lies within this one."""
        return self.start <= other.start and other.end <= self.end


ADAPT = "adapt"
"""The msgctxt of a text that each locale writes for itself: `<!-- l10n:adapt -->`."""


@dataclass(frozen=True, slots=True)
class Key:
    """The identity of a unit: gettext's own (msgctxt, msgid)."""

    text: str
    """The msgid: what the translator reads, never with outer white space or a line break."""
    context: str | None = None
    """The msgctxt: a `fields:` path with `[*]` for indexes, or what an author set."""

    @property
    def adapted(self) -> bool:
        """Each locale writes it for itself: never drafted, its numbers are its own."""
        return self.context == ADAPT

    def digest(self, translation: str) -> str:
        """First 12 hex digits of sha256 of msgctxt, msgid, msgstr joined by NUL (DESIGN 5)."""
        joined = "\0".join((self.context or "", self.text, translation))
        return sha256(joined.encode()).hexdigest()[:12]
