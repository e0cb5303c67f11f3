"""Catalogs: PO entries, whose states are derived from what the file holds (DESIGN 5)."""

import enum
from dataclasses import dataclass, field, replace

from pipeline.model.names import Key

JOINED = "~"
"""A msgstr by which translators say "see the sentence before" (`model.joined`). It is no text: it
is never shown, copied or remembered."""

RECORDS = ("mt:", "doubt:", "accepted:", "approved:", "joined:", "check-ok:", "import:")
"""Beginnings of the `# ` comments that are ours; all others are a person's remarks."""
_OF_DRAFTS = ("mt:", "doubt:", "accepted:")
"""Those that a new draft leaves no truth in."""


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

    @property
    def joined(self) -> bool:
        """It holds no text: the sentence before says it. A source of `~` means itself."""
        return self.target.strip() == JOINED and self.key.text != JOINED

    def record(self, name: str) -> list[str]:
        """The words of the last comment line `name: …`, empty when there is none."""
        if not self.comments:
            return []
        start = f"{name}:"
        for comment in reversed(self.comments):
            if comment.startswith(start):
                return comment[len(start) :].split()
        return []

    @property
    def remarks(self) -> tuple[str, ...]:
        """The comments that a person wrote."""
        return tuple(c for c in self.comments if not c.startswith(RECORDS))

    @property
    def state(self) -> State:
        """Derived from what the file holds; the hashes decide, not the tools' marks."""
        if not self.target.strip():
            return State.MISSING
        if not self.fuzzy:
            approved = self.record("approved")
            if approved and approved[0] == self.key.digest(self.target):
                return State.APPROVED
            return State.TRANSLATED
        made = self.record("mt")
        if made and made[-1] == self.key.digest(self.target):
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
        kept = tuple(c for c in self.comments if not c.startswith(_OF_DRAFTS))
        made = f"mt: {engine} {self.key.digest(text)}"
        return replace(
            self, target=text, fuzzy=True, previous=None, raw=None, comments=(*kept, made)
        )

    def emptied(self) -> "Entry":
        """The entry without text, ready for a new draft."""
        kept = tuple(c for c in self.comments if not c.startswith(_OF_DRAFTS))
        return replace(self, target="", fuzzy=False, previous=None, raw=None, comments=kept)


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
