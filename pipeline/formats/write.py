"""A translation goes back into the bytes where its unit stood.

Line breaks: a translation with as many white-space gaps as the source reuses the source's gaps;
otherwise a hard-wrapped paragraph is filled anew to its own width. Text that would turn into
markup where it stands is escaped; what still changes the structure is found by `shape`.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.formats.runs import HARD
from pipeline.model import Block, Form, Unit

_GAP = re.compile(r"[ \t]+")
_MARKER = re.compile(
    r"""
    (?P<number>\d{1,9})(?P<dot>[.)])(?=[ \t]|$)     # 1986. Jahr
    | [-+*](?=[ \t]|$) | \#{1,6}(?=[ \t]|$) | >     # - nein, # no, > zit
    | ``` | ~~~ | :::? | \[[^\]]+\]:                # fence, directive, definition
    | (?:=+|-+|(?:[-_*][ \t]*){3,})$                # setext underline, rule
    | \|                                            # a table row
    """,
    re.VERBOSE,
)
_INTRAWORD_STAR = re.compile(r"(?<=\w)(?<![*\\])\*(?!\*)(?=\w)")
_CODE = re.compile(r"(`+)(?:.*?)\1")
_BARE_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")


def write_unit(data: bytes, block: Block, unit: Unit, text: str) -> str:
    """The document text for a translation of `unit`; `text` has no line break in it."""
    source = unit.key.text
    if _INTRAWORD_STAR.search(text) and not _INTRAWORD_STAR.search(source):
        text = _outside_code(text, lambda part: _INTRAWORD_STAR.sub(r"\\*", part))
    text = _WRITERS[block.form](data, block, unit, text)
    return _put_breaks(data, block, unit, text)


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    out: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        out += change(text[at : code.start()]), code[0]
        at = code.end()
    return "".join([*out, change(text[at:])])


# ---- escaping, by what surrounds the block

Writer = Callable[[bytes, Block, Unit, str], str]


def _paragraph(_data: bytes, block: Block, unit: Unit, text: str) -> str:
    first = unit.span.start == block.span.start
    return escape_marker(text) if first and not _MARKER.match(unit.key.text) else text


def escape_marker(text: str) -> str:
    """The text with its first character escaped where it would begin another block."""
    match = _MARKER.match(text)
    if not match:
        return text
    at = match.start("dot") if match["number"] else 0
    return f"{text[:at]}\\{text[at:]}"


def _line(_data: bytes, _block: Block, unit: Unit, text: str) -> str:
    """A heading's closing `#` would vanish."""
    if re.search(r"(?:^|\s)#+$", text) and not unit.key.text.endswith("#"):
        return text[:-1] + "\\#"
    return text


def _cell(_data: bytes, _block: Block, _unit: Unit, text: str) -> str:
    return _BARE_PIPE.sub(r"\1\\|", text)


def _alt(_data: bytes, _block: Block, unit: Unit, text: str) -> str:
    if _balanced(text) or not _balanced(unit.key.text):
        return text
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)


def _balanced(text: str) -> bool:
    depth = 0
    for char in re.sub(r"\\.", "", text):
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0


def _link_title(data: bytes, _block: Block, unit: Unit, text: str) -> str:
    end = chr(data[unit.span.end])
    return re.sub(rf"(?<!\\){re.escape(end)}", rf"\\{end}", text) if end in "\"')" else text


def _attribute(data: bytes, _block: Block, unit: Unit, text: str) -> str:
    quote = chr(data[unit.span.start - 1])
    return text.replace(quote, {'"': "&quot;", "'": "&#39;"}.get(quote, quote))


def _argument(data: bytes, block: Block, unit: Unit, text: str) -> str:
    quote = chr(data[unit.span.start - 1])
    escape = "&quot;" if block.role.startswith("component") else f"\\{quote}"
    return re.sub(rf"(?<!\\){quote}", lambda _: escape, text)


def _as_it_is(_data: bytes, _block: Block, _unit: Unit, text: str) -> str:
    return text


_WRITERS: Mapping[Form, Writer] = MappingProxyType(
    {
        Form.PARAGRAPH: _paragraph,
        Form.LINE: _line,
        Form.CELL: _cell,
        Form.ALT: _alt,
        Form.LINK_TITLE: _link_title,
        Form.HTML: _as_it_is,
        Form.ATTRIBUTE: _attribute,
        Form.PLAIN: _as_it_is,
        Form.ARGUMENT: _argument,
    }
)


# ---- line breaks


def _put_breaks(data: bytes, block: Block, unit: Unit, text: str) -> str:
    soft = [b for b in unit.breaks if not b.hard]
    hard = [b for b in unit.breaks if b.hard]
    gaps = [m.start() for m in _GAP.finditer(unit.key.text)]
    found = list(_GAP.finditer(text))
    if len(found) == len(gaps):
        raw_at = {gaps.index(b.at): b.raw for b in soft if b.at in gaps}
        text = _reuse(text, found, raw_at, unit)
    elif raw := _line_end(data, block):
        text = _fill(text, _width(data, block), raw, _column(data, unit))
    if hard and text.count(HARD) == unit.key.text.count(HARD):
        ordinals = [unit.key.text.count(HARD, 0, b.at) for b in hard]
        parts = text.split(HARD)
        ends = [HARD] * (len(parts) - 1)
        for b, i in zip(hard, ordinals, strict=True):
            ends[i] = b.raw
        text = parts[0] + "".join(e + p for e, p in zip(ends, parts[1:], strict=True))
    return text


def _reuse(text: str, found: list[re.Match[str]], raw_at: Mapping[int, str], unit: Unit) -> str:
    """The source's own line breaks at the same gaps, except before what would begin a block."""
    out: list[str] = []
    at = 0
    for index, gap in enumerate(found):
        raw = raw_at.get(index)
        if raw is None or gap[0] != " ":
            continue
        if _MARKER.match(text, gap.end()) and not _same_follows(text, gap.end(), unit):
            continue
        out += text[at : gap.start()], raw
        at = gap.end()
    return "".join([*out, text[at:]])


def _same_follows(text: str, at: int, unit: Unit) -> bool:
    """Whether the source itself has this text behind a line end, where it began no block."""
    return any(unit.key.text[b.at + 1 :][:12] == text[at : at + 12] for b in unit.breaks)


def _fill(text: str, width: int, raw: str, column: int) -> str:
    """Words on lines of at most `width` characters; never a break before a block marker."""
    lines, line, room = [], "", width - column
    for match in re.finditer(r"[^ \t]+", text):
        word = match[0]
        if line and len(line) + 1 + len(word) > room and not _MARKER.match(text, match.start()):
            lines.append(line)
            line, room = word, width
        else:
            line = f"{line} {word}" if line else word
    return raw.join([*lines, line])


def _line_end(data: bytes, block: Block) -> str:
    """The soft break of a hard-wrapped block, prefix included; empty when it is on one line."""
    if block.form not in (Form.PARAGRAPH, Form.HTML, Form.PLAIN):
        return ""
    for unit in block.units:
        for b in unit.breaks:
            if not b.hard:
                return b.raw.lstrip(" \t")
    for left, right in zip(block.units, block.units[1:], strict=False):
        between = data[left.span.end : right.span.start].decode()
        if (
            "\n" in between
            and between.count("\n") == 1
            and "\\" not in between
            and "  \n" not in between
        ):
            return between.lstrip(" \t")
    return ""


def _width(data: bytes, block: Block) -> int:
    """Characters of the source block's longest line, container prefix left out."""
    lines = data[block.span.start : block.span.end].decode().splitlines()
    return max(len(line.lstrip(" \t>")) for line in lines)


def _column(data: bytes, unit: Unit) -> int:
    """How far into its line the unit began in the source."""
    start = max(data.rfind(b"\n", 0, unit.span.start), data.rfind(b"\r", 0, unit.span.start)) + 1
    return len(data[start : unit.span.start].decode().lstrip(" \t>"))
