"""Reads the entries that tools write, a whole one at a time; all else goes to the strict reader.

One regular expression finds an entry between blank lines. What it does not match, and every text
with other than the usual escapes, is read line by line by `strict.Reader`, with equal results: a
law of the tests. What makes it fast was measured piece by piece; `make bench` prints the sum.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.formats.po.draft import previous
from pipeline.formats.po.strict import BLANK, Reader
from pipeline.formats.po.strings import unescape_plain
from pipeline.model import Entry, Key

_Row = tuple[str, ...]
_ROW = re.compile(
    r"""
    ( \n*+ )
    (?: (
            ( (?: \#\ .*\n )*+ )            # comments
            ( (?: \#\.\ .*\n )*+ )          # notes
            ( (?: \#\ .*\n )*+ )            # comments, where polib writes them
            ( (?: \#:\ .*\n )*+ )           # references
            ( (?: \#,\ .*\n )?+ )           # flags
            ( (?: \#\|\ .*\n )*+ )          # the previous msgid
            ( msgctxt\ ".*"\n )?
            msgid\ "(.*)"\n ( (?: ".+\n )*+ )
            msgstr\ "(.*)"\n ( (?: ".+\n )*+ )
        ) (?! . )                         # an entry,
      | ( (?: .+\n? )++ )                # or lines up to the next blank one,
      | \Z                               # or the end
    )
    """,
    re.VERBOSE,
)
"""Nothing that is repeated possessively has to give back: Python 3.11.0 to 3.11.4 would not."""
_PREVIOUS = re.compile(r'(msgctxt ".*"\n)?msgid "(.*)"\n((?:".+\n)*)')
_OBSOLETE = re.compile(r'(?:#[ .:,|] .*\n)*+(?:#~\|? (?:msg|").*\n)++')

_END = '"\n'


class _Entry:
    """An Entry while it is filled: the fields of a frozen one take three times as long to set."""

    __slots__ = Entry.__slots__


class _Key:
    """A Key while it is filled."""

    __slots__ = Key.__slots__


def feed(text: str, reader: Reader) -> None:
    """Read a whole file into the reader."""
    crlf = "\r" in text and text.count("\r\n") == text.count("\n")
    body = text.replace("\r\n", "\n") if crlf else text
    with _no_collection():
        _read(body, _Rest(reader, crlf=crlf, odd="\r" in body))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Entries hold no cycles: to look for them takes a third of the time of 100,000 entries."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Rest:
    """All that is not an entry as most are, and what was read of it."""

    def __init__(self, reader: Reader, *, crlf: bool, odd: bool) -> None:
        """`crlf`: the text has lost a carriage return before each LF; `odd`: it has others."""
        self.reader, self.crlf, self.odd = reader, crlf, odd
        self.said: dict[str, tuple[str, ...]] = {"": ()}
        """What runs of comment lines say: neighbours have the same notes and references."""
        self.flags: dict[str, tuple[bool, tuple[str, ...]]] = {"": (False, ())}

    def strictly(self, text: str, line: int) -> None:
        """Leave a piece of the file, which begins after a line, to the strict reader."""
        self.reader.line = line
        self.reader.feed(self.original(text))
        self.reader.end_chunk()

    def original(self, text: str) -> str:
        """A piece of the file as it stands there."""
        return text.replace("\n", "\r\n") if self.crlf else text

    def words(self, lines: str, sign: int) -> tuple[str, ...]:
        """What comment lines say after a sign of so many characters; kept for the next."""
        said = tuple([x[sign:].strip(BLANK) for x in lines.split("\n")[:-1]])
        self.said[lines] = said
        return said

    def flagged(self, line: str) -> tuple[bool, tuple[str, ...]]:
        """Whether a `#,` line says `fuzzy`, and what else; kept for the next."""
        flags = [f for x in line[2:].split(",") if (f := x.strip(BLANK))]
        found = "fuzzy" in flags, tuple(f for f in flags if f != "fuzzy")
        self.flags[line] = found
        return found


def _read(body: str, rest: _Rest) -> None:  # noqa: C901, PLR0912, PLR0915 - as the docstring says
    """Read entry by entry: one long loop, because a call per entry is a tenth of all time."""
    add, said_of, flags_of = rest.reader.entries.append, rest.said, rest.flags
    line, idle, odd, crlf = 0, True, rest.odd, rest.crlf
    for found in _ROW.finditer(body):
        (
            lead, raw, comments, notes, below, references, flags, old, context,
            text, more, target, further, other,
        ) = found.groups("")  # fmt: skip
        obsolete = False
        if other and (live := _live(other)):
            (
                _, _, comments, notes, below, references, flags, old, context,
                text, more, target, further, _,
            ) = live  # fmt: skip
            raw, obsolete = other, True
        lines = 0
        joined = text
        if more:
            joined = text + more[1:-2].replace('"\n"', "")
            lines = (len(text) + len(more) - len(joined)) // 3  # each has lost two quotes and a LF
        whole: str | None = joined
        if "\\" in joined or '"' in joined or (more and more[-2:] != _END):
            whole = _text(text, more)
        joined = target
        if further:
            joined = target + further[1:-2].replace('"\n"', "")
            lines += (len(target) + len(further) - len(joined)) // 3
        translation: str | None = joined
        if "\\" in joined or '"' in joined or (further and further[-2:] != _END):
            translation = _text(target, further)
        name = _text(context[9:-2]) if context else None
        was = _previous(old) if old else None
        if (
            whole is None or translation is None or (name is None and context)
            or (was is None and old) or not raw or not idle or (odd and "\r" in raw)
        ):  # fmt: skip
            rest.strictly(lead + (raw or other), line)
            line, idle = rest.reader.line, rest.reader.idle
            continue
        key: Any = _Key()
        key.text = whole
        key.context = name
        key.__class__ = Key
        entry: Any = _Entry()
        entry.key = key
        entry.target = translation
        entry.plural = None
        entry.obsolete = obsolete
        entry.raw = rest.original(raw) if crlf else raw
        entry.lead = rest.original(lead) if crlf else lead
        line += len(lead) + 1
        if (said := said_of.get(notes)) is None:
            said = rest.words(notes, 2)
        entry.notes = said
        line += len(said)
        if (said := said_of.get(references)) is None:
            said = rest.words(references, 2)
        entry.references = said
        line += len(said)
        said = ()
        if comments or below:
            said = tuple([x.rstrip(BLANK) for x in (comments + below)[2:-1].split("\n# ")])
            line += len(said)
        entry.comments = said
        if flags:
            line += 1
        if (flagged := flags_of.get(flags)) is None:
            flagged = rest.flagged(flags)
        entry.fuzzy, entry.flags = flagged
        if was:
            was = previous(was, key, translation, said)
            line += old.count("\n")
        entry.previous = was
        if context:
            line += 1
        entry.line = line
        line += lines + 1
        entry.__class__ = Entry
        add(entry)


def _live(lines: str) -> _Row | None:
    """The parts of an obsolete entry, read as if it were live."""
    if not _OBSOLETE.fullmatch(lines):
        return None
    found = _ROW.fullmatch(f"\n{lines}".replace("\n#~ ", "\n").replace("\n#~| ", "\n#| "))
    return found.groups("") if found and found[2] else None


def _previous(lines: str) -> Key | None:
    """What `#|` lines say; None where only the strict reader can tell."""
    found = _PREVIOUS.fullmatch(f"\n{lines}".replace("\n#| ", "\n")[1:])
    if found is None:
        return None
    context, first, more = found.groups("")
    text, name = _text(first, more), _text(context[9:-2])
    return None if text is None or name is None else Key(text, name if context else None)


def _text(first: str, more: str = "") -> str | None:
    r"""A text that may hold escapes; None where only the strict reader can tell.

    So it is where a line seems to end in `\"`, or in no quote at all.
    """
    if more:
        if more[-2:] != _END or first[-1:] == "\\" or '\\"\n' in more:
            return None
        first += more[1:-2].replace('"\n"', "")
    return unescape_plain(first) if "\\" in first or '"' in first else first
