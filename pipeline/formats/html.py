"""Prose in raw HTML: text between block tags, and attributes that a reader hears or sees.

The standard library's tokenizer gives exact positions and the start tag as written, so nothing
is re-serialized. Inline elements stay inside the unit.
"""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from pipeline.formats.runs import Run, read_unit
from pipeline.model import Block, Form

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "dfn",
        "del",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_OPAQUE = frozenset(("script", "style", "pre", "code", "textarea", "svg", "math"))
_ATTRIBUTES = {"alt": "image text", "title": "title", "aria-label": "label"}
_ROLES = {"figcaption": "caption", "summary": "summary", "td": "table cell", "th": "table head"}
_ATTRIBUTE = re.compile(
    r"""\s(alt|title|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)


class _Tokens(HTMLParser):
    """Records prose ranges as (role, form, start, end) in characters of the fed text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, Form, int, int]] = []
        self.lines = [0]
        for line in text.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.stack: list[str] = []
        self.silent = 0
        self.begin = self.last = -1
        self.prose = False
        self.feed(text)
        self.close()
        self.flush(len(text))

    def at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def flush(self, end: int) -> None:
        if self.begin >= 0 and self.prose:
            role = next((_ROLES[t] for t in reversed(self.stack) if t in _ROLES), "html")
            self.found.append((role, Form.HTML, self.begin, end))
        self.begin, self.prose = -1, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at, raw = self.at(), self.get_starttag_text() or ""
        quiet = tag in _OPAQUE or ("translate", "no") in attrs
        if tag not in _INLINE or (quiet and self.begin < 0):
            self.flush(at)
        elif self.begin < 0:
            self.begin = at
        if not self.silent:
            for match in _ATTRIBUTE.finditer(raw):
                group = 2 if match[2] is not None else 3
                if tag not in _INLINE and any(map(str.isalnum, match[group])):
                    span = at + match.start(group), at + match.end(group)
                    self.found.append((_ATTRIBUTES[match[1].lower()], Form.ATTRIBUTE, *span))
        if tag not in (
            "img",
            "br",
            "hr",
            "input",
            "wbr",
            "meta",
            "link",
            "source",
        ) and not raw.endswith("/>"):
            self.stack.append(tag)
            self.silent += quiet or self.silent > 0

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.flush(self.at())
        if tag in self.stack:
            while self.stack and self.stack.pop() != tag:
                self.silent = max(self.silent - 1, 0)
            self.silent = max(self.silent - 1, 0)

    def handle_data(self, data: str) -> None:
        if self.silent and self.begin < 0:
            return
        if self.begin < 0 and data.strip():
            self.begin = self.at() + len(data) - len(data.lstrip())
        if not self.silent and any(map(str.isalnum, data)):
            self.prose = True

    def handle_entityref(self, name: str) -> None:  # noqa: ARG002 - the base class's signature
        if self.begin < 0 and not self.silent:
            self.begin = self.at()

    handle_charref = handle_entityref

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - the base class's signature
        self.flush(self.at())


def read_blocks(
    data: bytes, lines: Sequence[tuple[int, int]], section: str, quotes: int
) -> Iterator[Block]:
    """Blocks of one HTML block, given the byte ranges of its lines without container prefix."""
    chunks = [data[a:b].decode() for a, b in lines]
    starts, total = [], 0
    for chunk in chunks:
        starts.append(total)
        total += len(chunk)

    def to_bytes(index: int, *, end: bool) -> int:
        line = max(
            i for i, s in enumerate(starts) if s < index or (s == index and not end) or i == 0
        )
        return lines[line][0] + len(chunks[line][: index - starts[line]].encode())

    for role, form, a, b in sorted(_Tokens("".join(chunks)).found, key=lambda f: f[2]):
        start, end = to_bytes(a, end=False), to_bytes(b, end=True)
        unit = read_unit(data, Run(start, end, ((start, end),), (), (), quotes))
        if unit:
            yield Block(unit.span, form, role, section, (unit,))
