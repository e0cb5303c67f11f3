"""The state of one pass over a text: where it is, and what has been found."""

import re

from pipeline.formats.mask.islands import Island, Kind

PREFIX = re.compile(rb"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)*[ \t>]*")
"""Container prefixes and list markers: what may stand before an island that begins its line."""
_BLANK_LINE = re.compile(rb"\n[ \t>]*\r?\n")


class Scan:
    """The pass; lives for one text."""

    def __init__(self, data: bytes, base: int, opaque: frozenset[str], *, mdx: bool) -> None:
        """Begin at `base`; `opaque` are the names of pairs that hold code."""
        self.data, self.base, self.opaque, self.mdx = data, base, opaque, mdx
        self.line = base
        """Where the current line begins."""
        self.paragraph_end = base
        """Where the current paragraph ends, as far as it is known."""
        self.found: list[Island] = []
        self.titles: dict[int, str] = {}
        """Heading signs of our own making, and the role of what they head."""
        self.unclosed: dict[bytes, int] = {}
        """Openings that are known to have no end before a place: each is searched for once."""

    def add(
        self,
        start: int,
        end: int,
        kind: Kind,
        name: str = "",
        fill: bytes = b"",
        *,
        readable: bool = False,
    ) -> int:
        """Note an island; returns its end."""
        self.found.append(Island(start, end, kind, name, fill, readable=readable))
        return end

    def come_to(self, at: int) -> None:
        """Go on to a place further down."""
        self.line = max(self.data.rfind(b"\n", self.line, at) + 1, self.line)

    def end_of_paragraph(self, at: int) -> int:
        """The next blank line, looked for once for each paragraph."""
        if self.paragraph_end <= at:
            blank = _BLANK_LINE.search(self.data, at)
            self.paragraph_end = blank.start() if blank else len(self.data)
        return self.paragraph_end

    def begins_line(self, at: int) -> bool:
        """Only container prefixes and list markers stand before it."""
        return PREFIX.fullmatch(self.data, self.line, at) is not None

    def find_end(self, mark: bytes, at: int, end: int) -> int:
        """Where `mark` stands next before `end`, or -1; a failed search is not made twice."""
        if self.unclosed.get(mark, -1) >= end:
            return -1
        found = self.data.find(mark, at, end)
        if found < 0:
            self.unclosed[mark] = end
        return found
