"""Reads PO text line by line: what does not fit is an error with its line, never a guess.

The grammar is GNU gettext's (manual, "The Format of PO Files"; `po-gram.y`), less what could not be
written back as it was meant: comments inside an entry, keywords in another order, plural forms with
gaps. What stands after a second `domain` line belongs to other programs and is kept as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.formats.po.strings import unquote
from pipeline.model import Catalog, CatalogError, Entry, Key

_FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,3})\])?[ \t]*("|$)')
_DOMAIN = re.compile(r'domain[ \t]*"[^"\\]*"')
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")
_RANKS = {"#msgctxt": 0, "#msgid": 1, "#msgid_plural": 2, "msgctxt": 3, "msgid": 4,
          "msgid_plural": 5, "msgstr": 6}  # fmt: skip
BLANK = " \t\r\n"
"""White space of a line's ends; everything else that Unicode calls so is text."""


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
class _Draft:
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
        return "msgstr" in self.fields

    @property
    def begun(self) -> bool:
        """Whether a keyword of the entry itself has been read."""
        return any(not f.startswith("#") for f in self.fields)


class Reader:
    """Reads one file; every line belongs to exactly one entry, the header or the trailer."""

    def __init__(self, path: str, charset: str) -> None:
        """`charset` is what numeric escapes are written in."""
        self.path, self.charset = path, charset
        self.line = 0
        self.entries: list[Entry] = []
        self.faults: list[CatalogError] = []
        self._now = _Draft()
        self._lost = False
        """After a fault, up to the next blank line."""
        self._preface = ""
        """What stands above the header: a `domain` line."""
        self._foreign: list[str] = []
        """The text of further domains."""

    @property
    def idle(self) -> bool:
        """Whether the next line begins something new, so that others may read it."""
        return not (self._now.lead or self._now.lines or self._foreign or self._lost)

    def feed(self, text: str) -> None:
        """Read whole lines; faults are collected, and reading goes on after a blank line."""
        for raw in _lines(text):
            self.line += 1
            if self._foreign:
                self._foreign.append(raw)
            line = raw.strip(BLANK)
            if self._lost and line:
                continue
            self._lost = False
            try:
                self._read_line(raw, line)
            except CatalogError as fault:
                self.faults.append(fault)
                self._now, self._lost = _Draft(), True

    def end_chunk(self) -> None:
        """A blank line or the end of the file follows."""
        self._lost = False
        self._end_entry()

    def _end_entry(self) -> None:
        if self._now.complete:
            if not self._foreign:
                self.entries.append(self._entry(self._now))
            self._now = _Draft()

    def catalog(self, charset: str, newline: str) -> Catalog:
        """What was read; raises the first CatalogError, with all others in it."""
        self._end_entry()
        last = self._now
        if last.fields:
            message = "the file ends inside an entry: restore it from git"
            self.faults.append(self._fail(message, last.line or self.line))
        header, entries = self._split_header()
        self.faults += self._misplaced(entries)
        if self.faults:
            first, *others = sorted(self.faults, key=lambda f: f.line)
            first.others = tuple(others)
            raise first
        trailer = "".join(self._foreign or last.lead + last.lines)
        return Catalog(header, tuple(entries), trailer, charset, newline)

    def _fail(self, message: str, line: int = 0) -> CatalogError:
        return CatalogError(self.path, message, line or self.line)

    def _read_line(self, raw: str, line: str) -> None:
        if not line:
            self._end_entry()
            (self._now.lines or self._now.lead).append(raw)
        elif line.startswith("#~"):
            self._read_obsolete(raw, line[2:].lstrip(BLANK))
        elif line.startswith("#|"):
            self._read_previous(raw, line[2:].lstrip(BLANK), obsolete=False)
        elif line.startswith("#"):
            self._read_comment(raw, line)
        elif line.startswith('"'):
            self._go_on(raw, line, obsolete=False, old=False)
        elif _DOMAIN.fullmatch(line):
            self._change_domain(raw)
        else:
            self._read_field(raw, line, obsolete=False)

    def _change_domain(self, raw: str) -> None:
        self._end_entry()
        now = self._now
        if now.fields:
            raise self._fail("a domain line inside an entry: move it above")
        above = "".join((*now.lead, *now.lines, raw))
        if self.entries and not self._foreign:
            self._foreign.append(above)
        elif not self._foreign:
            self._preface += above
        self._now = _Draft()

    def _read_obsolete(self, raw: str, rest: str) -> None:
        if rest.startswith("|"):
            self._read_previous(raw, rest[1:].lstrip(BLANK), obsolete=True)
        elif rest.startswith('"'):
            self._go_on(raw, rest, obsolete=True, old=False)
        elif rest:
            self._read_field(raw, rest, obsolete=True)
        else:
            self._now.lines.append(raw)

    def _read_comment(self, raw: str, line: str) -> None:
        self._end_entry()
        now, sign = self._now, line[1:2]
        if now.begun:
            raise self._fail("a comment inside an entry: move it above the msgid")
        now.lines.append(raw)
        body = line[2:].strip(BLANK)
        if sign == ".":
            now.notes.append(body)
        elif sign == ":":
            now.references.append(body)
        elif sign in (",", "="):
            names = (f.strip(BLANK) for f in body.split(","))
            now.flags += [f if sign == "," or f == "fuzzy" else f"={f}" for f in names if f]
        else:
            now.comments.append(line[1:].removeprefix(" "))

    def _read_previous(self, raw: str, line: str, *, obsolete: bool) -> None:
        if line.startswith('"'):
            self._go_on(raw, line, obsolete=obsolete, old=True)
            return
        self._end_entry()
        self._now.obsolete = self._now.obsolete or obsolete
        self._set_field(raw, line, "#")

    def _read_field(self, raw: str, line: str, *, obsolete: bool) -> None:
        if line.startswith(("msgctxt", "msgid")):
            self._end_entry()
        if self._now.obsolete != obsolete and (self._now.begun or self._now.obsolete):
            raise self._fail("one entry with and without #~: use it in all lines or in none")
        self._now.obsolete = obsolete
        self._set_field(raw, line, "")

    def _set_field(self, raw: str, line: str, prefix: str) -> None:
        match = _FIELD.match(line)
        if not match:
            if _CONFLICT.match(line):
                raise self._fail("a merge conflict: resolve it first")
            message = "neither a comment, a keyword nor a quoted text: mend or delete the line"
            raise self._fail(message)
        now, name = self._now, prefix + match[1]
        self._refuse_order(name, match[2])
        text = self._string(line[match.start(3) :]) if match[3] else ""
        if match[2]:
            now.forms[int(match[2])] = text
        now.fields[name] = text
        now.last = name
        now.lines.append(raw)
        if name == "msgid":
            now.line = self.line

    def _refuse_order(self, name: str, form: str | None) -> None:
        """Refuse a keyword that cannot stand here: twice, too late, or without its partner."""
        fields, shown = self._now.fields, name.lstrip("#") + (f"[{form}]" if form else "")
        if name not in _RANKS:
            raise self._fail("a previous msgstr: #| has msgctxt, msgid and msgid_plural only")
        if form is not None and name != "msgstr":
            raise self._fail(f"{shown} is no keyword: only msgstr has forms")
        if (int(form) in self._now.forms) if form else (name in fields):
            raise self._fail(f"a second {shown} in one entry: a msgstr or a blank line is missing")
        if name in ("msgid_plural", "msgstr") and "msgid" not in fields:
            raise self._fail(f"a {shown} without msgid: restore the file from git")
        if name == "msgstr" and (form is None) == ("msgid_plural" in fields):
            wanted = "msgstr" if form else "msgstr[0]"
            raise self._fail(f"{shown} here: {wanted} belongs to this msgid")
        if any(_RANKS[f] > _RANKS[name] for f in fields):
            raise self._fail(f"{shown} stands too late in its entry: msgctxt, msgid, msgstr")

    def _go_on(self, raw: str, line: str, *, obsolete: bool, old: bool) -> None:
        now = self._now
        if not now.last or now.last.startswith("#") != old or now.obsolete != obsolete:
            raise self._fail("a quoted text that belongs to no keyword: mend or delete the line")
        text = self._string(line)
        now.fields[now.last] += text
        if now.last == "msgstr" and now.forms:
            now.forms[next(reversed(now.forms))] += text
        now.lines.append(raw)

    def _string(self, line: str) -> str:
        try:
            return unquote(line, self.charset)
        except ValueError as error:
            raise self._fail(str(error)) from None

    def _entry(self, draft: _Draft) -> Entry:
        get = draft.fields.get
        key = Key(draft.fields["msgid"], get("msgctxt"))
        old, plural = get("#msgid"), get("msgid_plural")
        if draft.forms and sorted(draft.forms) != list(range(len(draft.forms))):
            message = "msgstr[0], msgstr[1] and so on with a gap: restore the file from git"
            self.faults.append(self._fail(message, draft.line))
        forms = tuple(draft.forms[n] for n in sorted(draft.forms))
        target = forms[0] if forms else draft.fields["msgstr"]
        comments = tuple(draft.comments)
        return Entry(
            key,
            target,
            "fuzzy" in draft.flags,
            tuple(f for f in draft.flags if f != "fuzzy"),
            comments,
            tuple(draft.notes),
            tuple(draft.references),
            None if old is None else previous(Key(old, get("#msgctxt")), key, target, comments),
            None if plural is None else (plural, forms),
            draft.obsolete,
            "".join(draft.lines),
            "".join(draft.lead),
            draft.line,
        )

    def _split_header(self) -> tuple[str, list[Entry]]:
        first = self.entries[0] if self.entries else None
        if first and not first.obsolete and first.key == Key(""):
            return f"{self._preface}{first.lead}{first.raw}", self.entries[1:]
        return self._preface, self.entries

    def _misplaced(self, entries: list[Entry]) -> Iterator[CatalogError]:
        """Faults between entries: a second header, and the same msgid twice."""
        texts = {e.key.text for e in entries}
        if len(texts) == len(entries) and "" not in texts:
            return  # the usual case, for a quarter of the time
        seen: dict[Key, int] = {}
        for entry in entries:
            if entry.obsolete:
                continue
            if not entry.key.text and entry.key.context is None:
                message = "an empty msgid is the header: it stands once, at the top"
                yield self._fail(message, entry.line)
            elif seen.setdefault(entry.key, entry.line) != entry.line:
                message = f"the same msgid as in line {seen[entry.key]}: delete one of them"
                yield self._fail(message, entry.line)


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; only LF ends a line, whatever else Unicode calls a separator."""
    at = 0
    while (end := text.find("\n", at) + 1) > 0:
        yield text[at:end]
        at = end
    if at < len(text):
        yield text[at:]
