"""What MDX adds to Markdown: imports, components, expressions, and no indented code."""

import re
from dataclasses import dataclass

from pipeline.formats.mask.islands import Island, Kind
from pipeline.formats.mask.scan import Scan

_BRACES = rb"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\})*+\}"
_TAG = re.compile(
    rb"""<(?P<close>/?)(?P<name>[A-Za-z][\w.-]*(?::[\w.-]+)?)?
    (?P<props>(?:\s+|/(?!>)|[A-Za-z_@:][\w.:-]*+(?:\s*=\s*(?:"[^"]*+"|'[^']*+'|%b))?|%b)*+)\s*/?>"""
    % (_BRACES, _BRACES),
    re.VERBOSE,
)
_EXPRESSION = re.compile(_BRACES)
_PARAGRAPH_END = re.compile(rb"\r?\n[ \t]*(?=\r?\n|\Z)|\Z")
_BLANK_BEFORE = re.compile(rb"\n[ \t]*\r?\n\Z")


def read(scan: Scan, at: int) -> int:
    """The island that begins at `at`, noted in the pass; its end, 0 when there is none."""
    data = scan.data
    if data[at : at + 1] == b"{":
        match = _EXPRESSION.match(data, at)
        if not match:
            return 0
        comment = match[0].startswith(b"{/*")
        kind = Kind.OPAQUE if comment or b"\n" in match[0] else Kind.EXPRESSION
        return scan.add(at, match.end(), kind, "comment" if comment else "")
    if data[at : at + 1] != b"<":
        return _import(scan, at)
    match = _TAG.match(data, at)
    if not match or (match["name"] is None and match["props"]):
        return 0
    name = (match["close"] + (match["name"] or b"")).decode()
    plain = b"{" not in match[0] and b"\n" not in match[0] and match["name"] is not None
    return scan.add(at, match.end(), Kind.COMPONENT, name, readable=plain)


def _import(scan: Scan, at: int) -> int:
    """`import …` and `export …` at the margin behind a blank line, up to the next one."""
    behind = scan.found[-1].end if scan.found and scan.found[-1].name == "import" else scan.base
    if scan.data[behind:at].strip() and not _BLANK_BEFORE.search(scan.data, scan.line - 200, at):
        return 0
    end = _PARAGRAPH_END.search(scan.data, at)
    return scan.add(at, end.start() if end else len(scan.data), Kind.OPAQUE, "import")


def dedents(data: bytes, base: int, found: list[Island]) -> list[tuple[int, int]]:
    """(line start, bytes of indentation) that the parser must not see.

    Children of a component are usually indented, which CommonMark would take for code and MDX
    does not. What stands between a component's tags is moved to the column of the tag itself.
    """
    cuts: list[tuple[int, int]] = []
    tags = [i for i in found if i.block and i.kind is Kind.COMPONENT]
    stack: list[_Open] = []
    number, inside, at = 0, 0, base
    while at < len(data) and tags:
        end = data.find(b"\n", at) + 1 or len(data)
        here = number
        while number < len(tags) and tags[number].start < end:
            number += 1
        if line := data[at:end].strip():
            indent = data.find(line[:1], at) - at
            opened = stack[-1] if stack else None
            column = _column(opened, indent, tags[here:number], within_tag=at < inside)
            if column < indent:
                cuts.append((at, indent - column))
            for tag in tags[here:number]:
                inside = tag.end
                _follow(stack, tag, data, column)
        at = end
    return cuts


@dataclass(slots=True)
class _Open:
    """A component whose end tag is still to come."""

    column: int
    children: int = -1
    """Indentation of the first line between its tags, -1 before that is known."""


def _column(opened: _Open | None, indent: int, tags: list[Island], *, within_tag: bool) -> int:
    """Where a line of this indentation stands for the parser."""
    if opened is None:
        return indent
    if within_tag or (tags and tags[0].name.startswith("/")):
        return min(indent, opened.column)
    if opened.children < 0:
        opened.children = indent
    moved = indent - max(opened.children - opened.column, 0)
    return max(moved, min(indent, opened.column))  # never out of the list item that holds the tag


def _follow(stack: list[_Open], tag: Island, data: bytes, column: int) -> None:
    """Open and closed components, one inside the other."""
    if tag.name.startswith("/"):
        del stack[-1:]
    elif data[tag.end - 2 : tag.end] != b"/>":
        stack.append(_Open(column))
