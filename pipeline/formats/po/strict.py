"""Reads PO text line by line: what does not fit is an error with its line, never a guess.

The grammar is GNU gettext's (manual, "The Format of PO Files"; `po-gram.y`), less what could not be
written back as it was meant: comments inside an entry, keywords in another order, plural forms with
gaps. What stands after a second `domain` line belongs to other programs and is kept as it is.
"""

import re
from collections.abc import Iterator

from pipeline.formats.po.draft import Draft
from pipeline.formats.po.strings import unquote
from pipeline.model import Catalog, CatalogError, Entry, Key

_FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,3})\])?[ \t]*("|$)')
_DOMAIN = re.compile(r'domain[ \t]*"[^"\\]*"')
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")
BLANK = " \t\r\n"
"""White space of a line's ends; everything else that Unicode calls so is text."""


class Reader:
    """Reads one file; every line belongs to exactly one entry, the header or the trailer."""

    def __init__(self, path: str, charset: str) -> None:
        """`charset` is what numeric escapes are written in."""
        self.path, self.charset = path, charset
        self.line = 0
        self.entries: list[Entry] = []
        self.faults: list[CatalogError] = []
        self._now = Draft()
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
                self._now, self._lost = Draft(), True

    def end_chunk(self) -> None:
        """A blank line or the end of the file follows."""
        self._lost = False
        self._end_entry()

    def _end_entry(self) -> None:
        if self._now.complete:
            if self._now.gap:
                message = "msgstr[0], msgstr[1] and so on with a gap: restore the file from git"
                self.faults.append(self._fail(message, self._now.line))
            if not self._foreign:
                self.entries.append(self._now.entry())
            self._now = Draft()

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
        self._now = Draft()

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
        form = int(match[2]) if match[2] else None
        if wrong := now.wrong(name, form):
            raise self._fail(wrong)
        now.begin(name, form, self._string(line[match.start(3) :]) if match[3] else "")
        now.lines.append(raw)
        if name == "msgid":
            now.line = self.line

    def _go_on(self, raw: str, line: str, *, obsolete: bool, old: bool) -> None:
        now = self._now
        if not now.last or now.last.startswith("#") != old or now.obsolete != obsolete:
            raise self._fail("a quoted text that belongs to no keyword: mend or delete the line")
        now.go_on(self._string(line))
        now.lines.append(raw)

    def _string(self, line: str) -> str:
        try:
            return unquote(line, self.charset)
        except ValueError as error:
            raise self._fail(str(error)) from None

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
