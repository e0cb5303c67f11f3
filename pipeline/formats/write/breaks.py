"""Line ends: a unit is one line, its document may be wrapped.

A translation with as many white-space gaps as the source takes over the source's own line ends;
otherwise a hard-wrapped paragraph is filled anew to its own width. No line begins with what would
begin another block, and none ends inside a tag, a destination or a template.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from pipeline.formats.inline.parts import Text
from pipeline.formats.inline.scan import scan
from pipeline.formats.runs import HARD
from pipeline.formats.write.starts import ends_in_backslash, escape_start, marker
from pipeline.model import Block, Form, Unit

_GAP = re.compile(r"[ \t]+")
_SPACED_MARKUP = re.compile(r"[`\[<{]")
"""Without any of these no construct has white space of its own."""
_PREFIX = " \t>"


class Layout:
    """How the lines of one block are set."""

    def __init__(self, data: bytes, block: Block) -> None:
        self.data, self.block = data, block

    def put_breaks(self, unit: Unit, text: str) -> str:
        """The written text with line ends, as the source has them or filled to its width."""
        soft = {b.at: b.raw for b in unit.breaks if not b.hard}
        old = [m.start() for m in _GAP.finditer(unit.key.text)]
        gaps = list(_GAP.finditer(text))
        if len(gaps) == len(old):
            raws = {i: soft[at] for i, at in enumerate(old) if at in soft}
            text = _reuse(text, gaps, raws, unit) if raws else text
        elif self.line_end:
            text = self.fill(text, gaps, unit)
        return _hard_breaks(text, unit)

    @cached_property
    def line_end(self) -> str:
        """The soft break of a hard-wrapped block, prefix included; empty when it is on one line."""
        if self.block.form not in (Form.PARAGRAPH, Form.HTML, Form.PLAIN):
            return ""
        for unit in self.block.units:
            for b in unit.breaks:
                if not b.hard:
                    return b.raw.lstrip(" \t")
        for left, right in zip(self.block.units, self.block.units[1:], strict=False):
            between = self.data[left.span.end : right.span.start].decode()
            hard = "\\" in between or "  \n" in between
            if between.count("\n") == 1 and not hard:
                return between.lstrip(" \t")
        return ""

    @cached_property
    def width(self) -> int:
        """Characters of the block's longest line, container prefix left out."""
        lines = self.data[self.block.span.start : self.block.span.end].decode().splitlines()
        return max(len(line.lstrip(_PREFIX)) for line in lines)

    def column(self, unit: Unit) -> int:
        """How far into its line the unit began in the source, looked up no further than needed."""
        at = unit.span.start
        floor = max(at - 4 * self.width - 256, 0)
        line = self.data[floor:at].rpartition(b"\n")[2].rpartition(b"\r")[2]
        return len(line.decode(errors="ignore").lstrip(_PREFIX))

    def fill(self, text: str, gaps: list[re.Match[str]], unit: Unit) -> str:
        """Lines of at most the block's width, as far as they may be broken."""
        closed = _closed_gaps(text)
        lines: list[list[str]] = [[]]
        room, at = self.width - self.column(unit), 0
        for gap in [*(g for g in gaps if g.start() not in closed), None]:
            word = text[at : gap.start() if gap else len(text)]
            line = lines[-1]
            if line and len(word) >= room and _may_break(line[-1], text, at):
                lines.append([word])
                room = self.width - len(word)
            else:
                room -= len(word) + (1 if line else 0)
                line.append(word)
            at = gap.end() if gap else at
        return self.line_end.join(map(" ".join, lines))


def _may_break(before: str, text: str, at: int) -> bool:
    """Whether a line may end with the word `before` and the next begin with `text[at:]`."""
    return not marker(text, at) and not ends_in_backslash(before)


def _reuse(text: str, gaps: list[re.Match[str]], raws: Mapping[int, str], unit: Unit) -> str:
    """The source's own line breaks at the same gaps, except where none may stand."""
    source = unit.key.text
    began = {marker(source, b.at + 1) for b in unit.breaks} | {""}
    closed, allowed = _closed_gaps(text), _closed_gaps(source)
    broken = {allowed[b.at] for b in unit.breaks if b.at in allowed}
    out: list[str] = []
    at = 0
    for index, gap in enumerate(gaps):
        if index not in raws or gap[0] != " " or marker(text, gap.end()) not in began:
            continue
        inside = closed.get(gap.start())
        if inside in broken or (inside is None and not ends_in_backslash(text[at : gap.start()])):
            out += text[at : gap.start()], raws[index]
            at = gap.end()
    return "".join([*out, text[at:]])


def _closed_gaps(text: str) -> dict[int, tuple[str, int]]:
    """Gaps inside code, tags, destinations and templates: (the construct, offset in it)."""
    return dict(_walk_closed(text)) if _SPACED_MARKUP.search(text) else {}


def _walk_closed(text: str) -> Iterator[tuple[int, tuple[str, int]]]:
    at = 0
    for piece in scan(text):
        if not isinstance(piece, Text):
            for gap in _GAP.finditer(piece.raw):
                yield at + gap.start(), (piece.raw, gap.start())
        at += len(piece.raw)


def _hard_breaks(text: str, unit: Unit) -> str:
    """Each `<br>` that was a hard break in the source becomes one again, if none is missing."""
    raws = {b.at: b.raw for b in unit.breaks if b.hard}
    parts = text.split(HARD)
    signs = [m.start() for m in re.finditer(re.escape(HARD), unit.key.text)]
    if not raws or len(signs) != len(parts) - 1:
        return text
    out = [parts[0]]
    for sign, part in zip(signs, parts[1:], strict=True):
        raw = raws.get(sign, HARD)
        source = unit.key.text[sign + len(HARD) :]
        out += raw, part if raw == HARD else escape_start(part.lstrip(" \t"), source)
    return "".join(out)
