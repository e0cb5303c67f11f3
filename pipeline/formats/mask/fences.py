"""Lines around prose: directives, admonitions, callouts.

A title of theirs is a heading to the parser, so that it is a block of its own.
"""

import re

from pipeline.formats.mask.islands import Kind
from pipeline.formats.mask.scan import Scan

_DIRECTIVE = re.compile(
    rb"""(?P<open>(?P<colons>:{2,})[ \t]*(?P<name>[\w-]*))
    (?: (?P<bracket>\[)(?P<label>(?:[^\[\]\n\\]|\\.|\[[^\[\]\n]*\])*)\] )?
    (?:[ \t]*\{[^{}\n]*\})?
    (?P<space>[ \t]+)? (?P<title>[^\s{:][^\n{]*?)?
    [ \t]*(?:\{[^{}\n]*\})?[ \t]*:*(?=\r?(?:\n|\Z))""",
    re.VERBOSE,
)
_ADMONITION = re.compile(
    rb"""(?:!!!|\?\?\?\+?|===)(?P<kind>[ \t]+[\w-]+(?:[ \t]+[\w-]+)*)?
    (?:[ \t]+(?P<quote>["'])(?P<title>[^"\n]*)(?P=quote))?[ \t]*(?=\r?(?:\n|\Z))""",
    re.VERBOSE,
)
_INDENTED = re.compile(rb"\r?\n(?:[ \t>]*\r?\n)*[ \t>]*(?:\t|[ ]{4})")
_CALLOUT = re.compile(rb"(\[![\w-]+\][+-]?)[ \t]+(?=\S)")
CALLOUT_LINE = re.compile(rb">[ \t]*" + _CALLOUT.pattern)
_LEAD = 3
"""Columns before the title of an admonition: a body indented by four belongs to the item."""


def directive(scan: Scan, at: int) -> int:
    """`:::tip[Label]{.wide}`: blank to the parser, the label a heading of its own."""
    match = _DIRECTIVE.match(scan.data, at)
    if not match or not scan.begins_line(at):
        return 0
    leaf = len(match["colons"]) == 2  # noqa: PLR2004 - `::video[…]`, as remark-directive has it
    labelled = match["bracket"] is not None
    if (leaf and not labelled) or (match["space"] is None and match["title"] and not labelled):
        return 0
    group = "label" if match["label"] else "title" if match["title"] and match["name"] else ""
    name = match["name"].decode()
    if not group:
        return scan.add(at, match.end(), Kind.FENCE, name, b" " * (match.end() - at))
    return _titled(scan, at, match.span(group), match.end(), f"{name} title")


def _titled(
    scan: Scan, at: int, title: tuple[int, int], end: int, role: str, *, lead: int = 0
) -> int:
    """A line whose title becomes a heading for the parser, `lead` columns in."""
    head = (b"-".ljust(lead) if lead else b"") + b"#"
    scan.titles[at + lead] = role
    scan.add(at, title[0], Kind.FENCE, role, head.ljust(title[0] - at))
    if end > title[1]:
        scan.add(title[1], end, Kind.FENCE, "", b" " * (end - title[1]))
    return end


def admonition(scan: Scan, at: int) -> int:
    """`!!! tip "Title"` with an indented body: to the parser a list item with a heading."""
    match = _ADMONITION.match(scan.data, at)
    if not match or not scan.begins_line(at) or not (match["kind"] or match["quote"]):
        return 0
    if match["quote"] is None and not _INDENTED.match(scan.data, match.end()):
        return 0
    kind = (match["kind"] or b"tab").decode().split()[0]
    if match["title"]:
        return _titled(scan, at, match.span("title"), match.end(), f"{kind} title", lead=_LEAD)
    scan.titles[at + _LEAD] = f"{kind} title"
    size = match.end() - at
    return scan.add(at, match.end(), Kind.FENCE, kind, b"-  #".ljust(size))


def callout(scan: Scan, at: int) -> int:
    """`> [!note] Title`: GFM knows such a line without a title only."""
    match = _CALLOUT.match(scan.data, at)
    before = scan.data[scan.line : at]
    if not match or b">" not in before or before.strip(b" \t>"):
        return 0
    kind = match[1].decode().strip("[]!+-").lower()
    scan.titles[at] = f"{kind} title"
    return scan.add(at, match.end(), Kind.FENCE, kind, b"#".ljust(match.end() - at))
