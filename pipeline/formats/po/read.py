"""Splits a PO file strictly: what does not fit is an error with its line, never a guess."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model import Catalog, CatalogError, Entry, Key

_CHARSET = re.compile(rb"charset=([\w.:-]+)", re.IGNORECASE)
_FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s*("|$)')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"((?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})+)|\\(.)")
_NUMBER = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))")
_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\",
    "a": "\a", "b": "\b", "f": "\f", "v": "\v", "'": "'", "?": "?",
}  # fmt: skip


def read(data: bytes, path: str) -> Catalog:
    """A catalog; raises CatalogError with the line for anything that would not survive."""
    text, charset = _decode(data, path)
    return _Reader(path).read(text, charset)


def _decode(data: bytes, path: str) -> tuple[str, str]:
    if data.startswith(codecs.BOM_UTF8):
        charset = "utf-8-sig"
    else:
        match = _CHARSET.search(data[:4096])
        charset = match[1].decode("ascii").lower() if match else "utf-8"
        charset = "utf-8" if charset == "charset" else charset
    try:
        text = data.decode(charset)
    except LookupError:
        raise CatalogError(path, f"unknown charset {charset}: save the file as UTF-8", 1) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        msg = f"not {charset} (byte 0x{data[error.start]:02x}): save the file as UTF-8"
        raise CatalogError(path, msg, line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise CatalogError(path, "holds a NUL byte: restore the file from git", line)
    return text, charset


@dataclass(slots=True)
class _Draft:
    """An entry while its lines go by."""

    lead: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
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
        return "msgstr" in self.fields or "msgstr[0]" in self.fields


class _Reader:
    """Splits one file; every line belongs to exactly one entry, the header or the trailer."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.charset = "utf-8"
        self.line = 0
        self.drafts: list[_Draft] = []
        self.now = _Draft()

    def fail(self, message: str, line: int = 0) -> CatalogError:
        return CatalogError(self.path, message, line or self.line)

    def read(self, text: str, charset: str) -> Catalog:
        self.charset = charset.removesuffix("-sig")
        for self.line, raw in enumerate(_lines(text), 1):
            self.read_line(raw)
        self.line += 1
        last = self.now
        if last.complete:
            self.finish()
            last = _Draft()
        elif last.fields:
            raise self.fail("the file ends inside an entry: restore it from git", last.line)
        newline = "\r\n" if "\r\n" in text[:2000] else "\n"
        header, drafts = self.split_header()
        entries = tuple(map(self.entry, drafts))
        self.refuse_duplicates(entries)
        return Catalog(header, entries, "".join(last.lead + last.lines), charset, newline)

    def read_line(self, raw: str) -> None:
        line = raw.strip(" \t\r\n")
        if not line:
            (
                self.now.lines if self.now.lines and not self.now.complete else self.next_lead()
            ).append(raw)
            return
        if line.startswith("#~"):
            self.read_obsolete(raw, line)
        elif line.startswith("#"):
            self.read_comment(raw, line)
        elif line.startswith('"'):
            self.go_on(raw, line)
        else:
            self.read_field(raw, line, obsolete=False)

    def next_lead(self) -> list[str]:
        if self.now.complete:
            self.finish()
        return self.now.lead

    def finish(self) -> None:
        self.drafts.append(self.now)
        self.now = _Draft()

    def read_obsolete(self, raw: str, line: str) -> None:
        rest = line[2:].lstrip()
        if rest.startswith("|"):
            self.read_previous(raw, rest[1:].strip(), obsolete=True)
        elif rest.startswith('"'):
            self.go_on(raw, rest)
        elif rest:
            self.read_field(raw, rest, obsolete=True)
        else:
            self.now.lines.append(raw)

    def read_comment(self, raw: str, line: str) -> None:
        if line.startswith("#|"):
            self.read_previous(raw, line[2:].strip(), obsolete=False)
            return
        if self.now.complete:
            self.finish()
        elif self.now.fields and any(not f.startswith("#") for f in self.now.fields):
            raise self.fail("a comment inside an entry: move it above the msgid")
        now, sign = self.now, line[1:2]
        now.lines.append(raw)
        body = line[2:].strip() if sign in (".", ":", ",", "=") else line[1:].removeprefix(" ")
        if sign == ".":
            now.notes.append(body)
        elif sign == ":":
            now.references.append(body)
        elif sign in (",", "="):
            now.flags += [f.strip() for f in body.split(",") if f.strip()]
        else:
            now.comments.append(body)

    def read_previous(self, raw: str, line: str, *, obsolete: bool) -> None:
        if line.startswith('"'):
            self.go_on(raw, line)
            return
        if self.now.complete:
            self.finish()
        self.now.obsolete = self.now.obsolete or obsolete
        self.set_field(raw, line, "#")

    def read_field(self, raw: str, line: str, *, obsolete: bool) -> None:
        if line.startswith(("msgctxt", "msgid")) and self.now.complete:
            self.finish()
        self.now.obsolete = self.now.obsolete or obsolete
        self.set_field(raw, line, "")

    def set_field(self, raw: str, line: str, prefix: str) -> None:
        match = _FIELD.match(line)
        if not match or match[3] != '"':
            if re.match(r"<{7}|={7}|>{7}|\|{7}", line):
                raise self.fail("a merge conflict: resolve it first")
            raise self.fail("neither a comment, a keyword nor a quoted text")
        name = prefix + match[1] + (f"[{match[2]}]" if match[2] else "")
        if name in self.now.fields:
            raise self.fail(f"a second {name.lstrip('#')} in one entry")
        self.now.fields[name] = self.string(line[match.start(3) :])
        self.now.last = name
        self.now.lines.append(raw)
        if name == "msgid":
            self.now.line = self.line
        elif name.startswith("msgstr") and "msgid" not in self.now.fields:
            raise self.fail("a msgstr without msgid")

    def go_on(self, raw: str, line: str) -> None:
        if not self.now.last:
            raise self.fail("a quoted text that belongs to no keyword")
        self.now.fields[self.now.last] += self.string(line)
        self.now.lines.append(raw)

    def string(self, line: str) -> str:
        match = _STRING.fullmatch(line)
        if not match:
            raise self.fail('a text that does not begin and end with one "')
        return _ESCAPE.sub(self.unescape, match[1]) if "\\" in match[1] else match[1]

    def unescape(self, match: re.Match[str]) -> str:
        """One escape; a run of octal or hex escapes is the bytes of a text (GNU gettext)."""
        if match[1]:
            numbers = _NUMBER.findall(match[1])
            try:
                return bytes(int(x, 16) if x else int(o, 8) for x, o in numbers).decode(
                    self.charset
                )
            except ValueError:
                raise self.fail(f"{match[1]} is no text in {self.charset}") from None
        if match[2] not in _ESCAPES:
            raise self.fail(f"\\{match[2]} is no escape in a PO file")
        return _ESCAPES[match[2]]

    def split_header(self) -> tuple[str, list[_Draft]]:
        first = self.drafts[0] if self.drafts else None
        if (
            first
            and not first.obsolete
            and first.fields.get("msgid") == ""
            and "msgctxt" not in first.fields
        ):
            return "".join(first.lead + first.lines), self.drafts[1:]
        return "", self.drafts

    def entry(self, draft: _Draft) -> Entry:
        get = draft.fields.get
        key = Key(draft.fields["msgid"], get("msgctxt"))
        old, plural = get("#msgid"), get("msgid_plural")
        named = {k: v for k, v in draft.fields.items() if k.startswith("msgstr[")}
        forms = tuple(named[k] for k in sorted(named, key=lambda k: int(k[7:-1])))
        return Entry(
            key,
            get("msgstr", forms[0] if forms else ""),
            "fuzzy" in draft.flags,
            tuple(f for f in draft.flags if f != "fuzzy"),
            tuple(draft.comments),
            tuple(draft.notes),
            tuple(draft.references),
            None if old is None else self.previous(draft, Key(old, get("#msgctxt")), key),
            None if plural is None else (plural, forms),
            draft.obsolete,
            "".join(draft.lines),
            "".join(draft.lead),
            draft.line,
        )

    def previous(self, draft: _Draft, old: Key, key: Key) -> Key:
        """What `#|` stands for: without its context line either the same context, or none.

        Tools leave the line out when the context is unchanged; our record of what was accepted
        tells the other case.
        """
        if old.context is not None or key.context is None:
            return old
        hash = old.digest(draft.fields.get("msgstr", ""))
        records = {f"accepted: {hash}", f"joined: {hash}"}
        return old if records & set(draft.comments) else Key(old.text, key.context)

    def refuse_duplicates(self, entries: tuple[Entry, ...]) -> None:
        seen: dict[Key, int] = {}
        for entry in entries:
            if not entry.obsolete and seen.setdefault(entry.key, entry.line) != entry.line:
                msg = f"the same msgid as in line {seen[entry.key]}: delete one of them"
                raise self.fail(msg, entry.line)


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; only LF ends a line, whatever else Unicode calls a separator."""
    at = 0
    while (end := text.find("\n", at) + 1) > 0:
        yield text[at:end]
        at = end
    if at < len(text):
        yield text[at:]
