"""An entry while its lines go by: what may follow in it, and the Entry that it becomes."""

from dataclasses import dataclass, field

from pipeline.model import Entry, Key

_RANKS = {"#msgctxt": 0, "#msgid": 1, "#msgid_plural": 2, "msgctxt": 3, "msgid": 4,
          "msgid_plural": 5, "msgstr": 6}  # fmt: skip


def previous(old: Key, key: Key, target: str, comments: tuple[str, ...]) -> Key:
    """What `#|` stands for: without its context line either the same context, or none.

    Tools leave the line out when the context is unchanged; our record of what was accepted
    tells the other case.
    """
    if old.context is not None or key.context is None:
        return old
    hash = old.digest(target)
    records = (f"accepted: {hash}", f"joined: {hash}")
    return old if any(c in records for c in comments) else Key(old.text, key.context)


@dataclass(slots=True)
class Draft:
    """An entry while its lines go by."""

    lead: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False
    line: int = 0
    last: str = ""
    """The field that a continuation line goes on with."""

    @property
    def complete(self) -> bool:
        """Whether the entry may end here."""
        return "msgstr" in self.fields

    @property
    def begun(self) -> bool:
        """Whether a keyword of the entry itself has been read."""
        return any(not f.startswith("#") for f in self.fields)

    @property
    def gap(self) -> bool:
        """Whether a plural form is missing between others."""
        return sorted(self.forms) != list(range(len(self.forms)))

    def wrong(self, name: str, form: int | None) -> str:  # noqa: PLR0911 - a line for each cause
        """Why a keyword cannot stand here (twice, too late, without its partner), or nothing."""
        fields, shown = self.fields, name.lstrip("#") + ("" if form is None else f"[{form}]")
        if name not in _RANKS:
            return "a previous msgstr: #| has msgctxt, msgid and msgid_plural only"
        if form is not None and name != "msgstr":
            return f"{shown} is no keyword: only msgstr has forms"
        if name in fields if form is None else form in self.forms:
            return f"a second {shown} in one entry: a msgstr or a blank line is missing"
        if name in ("msgid_plural", "msgstr") and "msgid" not in fields:
            return f"a {shown} without msgid: restore the file from git"
        if name == "msgstr" and (form is None) == ("msgid_plural" in fields):
            wanted = "msgstr[0]" if form is None else "msgstr"
            return f"{shown} here: {wanted} belongs to this msgid"
        if any(_RANKS[f] > _RANKS[name] for f in fields):
            return f"{shown} stands too late in its entry: msgctxt, msgid, msgstr"
        return ""

    def begin(self, name: str, form: int | None, text: str) -> None:
        """A keyword with its first text."""
        self.fields[name] = text
        self.last = name
        if form is not None:
            self.forms[form] = text

    def go_on(self, text: str) -> None:
        """A further text of the last keyword."""
        self.fields[self.last] += text
        if self.last == "msgstr" and self.forms:
            self.forms[next(reversed(self.forms))] += text

    def entry(self) -> Entry:
        """What was read; `msgid` and `msgstr` are there."""
        get = self.fields.get
        key = Key(self.fields["msgid"], get("msgctxt"))
        old, plural = get("#msgid"), get("msgid_plural")
        forms = tuple(self.forms[n] for n in sorted(self.forms))
        target = forms[0] if forms else self.fields["msgstr"]
        comments = tuple(self.comments)
        return Entry(
            key,
            target,
            "fuzzy" in self.flags,
            tuple(f for f in self.flags if f != "fuzzy"),
            comments,
            tuple(self.notes),
            tuple(self.references),
            None if old is None else previous(Key(old, get("#msgctxt")), key, target, comments),
            None if plural is None else (plural, forms),
            self.obsolete,
            "".join(self.lines),
            "".join(self.lead),
            self.line,
        )
