"""One pass over a Markdown text that finds what its parser does not know.

`_RULES` is a table: a trigger at the current place, and what reads on from there. Code, comments
and escapes are read over, so that an example in code is never taken for the real thing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from pipeline.formats.mask import jsx
from pipeline.formats.mask.islands import Island, Kind

OPAQUE = frozenset(("highlight", "code", "code-toggle", "comment", "mermaid", "math", "katex"))
"""Paired shortcodes and tags that hold code: what stands between them is nobody's prose."""
_TRIGGER = re.compile(
    rb"""[`~\\$] | <!-- | \{\{ | \{[%:\#] | ::+ | !!! | \?\?\? | ===[ ]["'] | --+8<--+
    | \[![\w-]+\]"""
    rb"""|(?P<mdx> [<{] | ^(?:import|export)\b)""",
    re.VERBOSE | re.MULTILINE,
)
_MARKDOWN = re.compile(_TRIGGER.pattern.partition(b"|(?P<mdx>")[0], re.VERBOSE)
HINTS = (
    b"{{", b"{%", b"{:", b"{#", b"::", b"!!! ", b"???", b"=== ", b"8<--", b"$", b"> [!", b">[!",
)  # fmt: skip
"""Without any of these a Markdown text holds no island."""
_PREFIX = re.compile(rb"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)*[ \t>]*")
_REST = re.compile(rb"[ \t]*\r?(?:\n|\Z)")
_BODY = rb"(?:[^{}%>`]|\{(?![{%])|\}(?!\})|%(?!\})|>(?!\}\})|`[^`]*`)*+"
_SHORTCODE = re.compile(
    rb"\{\{(?:<" + _BODY + rb">|%" + _BODY.replace(rb"%(?!\})", rb"%(?!\}\})") + rb"%)\}\}"
)
_TAG = re.compile(rb"\{%(?:[^{}%]|\{(?![{%])|\}|%(?!\}))*+%\}")
_VALUE = re.compile(rb"\{\{(?:[^{}\n`]|\{(?!\{)|\}(?!\}))*+\}\}")
_NOTE = re.compile(rb"\{#[^\n]*?#\}")
_ATTRIBUTES = re.compile(rb"\{:[^{}\n]*\}")
_NAME = re.compile(rb"\{[{%][<%]?-?\s*(/?)\s*([\w./-]*)")
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
_DISPLAY_MATH = re.compile(rb"\$\$(?:[^$\n]|\$(?!\$)|\n(?![ \t>]*\r?\n))+?\$\$")
_INLINE_MATH = re.compile(rb"\$(?![\s$])([^$\n`]*?[^\s$\\`])\$(?!\d)")
_FORMULA = re.compile(rb"[\\^_={}]|\A[a-zA-Z]\Z")
"""What tells a formula from two prices in one line."""
_FENCE = re.compile(rb"(`{3,}|~{3,})([^\n]*)")


_LEAD = 3
"""Columns before the title of an admonition: a body indented by four belongs to the item."""


class Scan:
    """The pass; lives for one text."""

    def __init__(self, data: bytes, base: int, opaque: frozenset[str], *, mdx: bool) -> None:
        """Begin at `base`; `opaque` are the names of pairs that hold code."""
        self.data, self.base, self.opaque, self.mdx = data, base, opaque, mdx
        self.line = base
        """Where the current line begins."""
        self.found: list[Island] = []
        self.titles: dict[int, str] = {}
        """Heading signs of our own making, and the role of what they head."""
        self.unclosed: dict[bytes, int] = {}
        """Openings that are known to have no end before a place: each is searched for once."""

    def run(self) -> list[Island]:
        """All islands in order."""
        trigger, at = (_TRIGGER if self.mdx else _MARKDOWN), self.base
        while match := trigger.search(self.data, at):
            start = match.start()
            self.line = max(self.data.rfind(b"\n", self.line, start) + 1, self.line)
            rule = _RULES.get(match[0][:2]) or _RULES.get(match[0][:1]) or jsx.read
            at = rule(self, start) or match.end()
        return self.found

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

    def begins_line(self, at: int) -> bool:
        """Only container prefixes and list markers stand before it."""
        return _PREFIX.fullmatch(self.data, self.line, at) is not None

    def find_end(self, mark: bytes, at: int, end: int) -> int:
        """Where `mark` stands next before `end`, or -1; a failed search is not made twice."""
        if self.unclosed.get(mark, -1) >= end:
            return -1
        found = self.data.find(mark, at, end)
        if found < 0:
            self.unclosed[mark] = end
        return found


def islands(
    data: bytes, base: int, opaque: frozenset[str], *, mdx: bool
) -> tuple[list[Island], dict[int, str]]:
    """The islands of `data[base:]` in order, and the titles of directives and admonitions."""
    scan = Scan(data, base, opaque, mdx=mdx)
    return list(_with_lines(data, scan.run())), scan.titles


def _with_lines(data: bytes, found: list[Island]) -> Iterator[Island]:
    """Islands that fill whole lines together become blocks."""
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and not data[found[end - 1].end : found[end].start].strip(b" \t"):
            end += 1
        group, at = found[at:end], end
        line = data.rfind(b"\n", 0, group[0].start) + 1
        alone = (
            all(i.may_stand_alone for i in group)
            and _PREFIX.fullmatch(data, line, group[0].start) is not None
            and _REST.match(data, group[-1].end) is not None
        )
        for i in group:
            if alone or not i.readable:
                yield replace(i, block=alone)


# ---- what is read over


def _escape(_scan: Scan, at: int) -> int:
    return at + 2


def _comment(scan: Scan, at: int) -> int:
    end = scan.find_end(b"-->", at, len(scan.data))
    return end + 3 if end >= 0 else 0


def _code(scan: Scan, at: int) -> int:
    """A fence to its end, a code span to its end, or the lone signs."""
    sign = scan.data[at : at + 1]
    fence = _FENCE.match(scan.data, at)
    if fence and scan.begins_line(at) and not (sign == b"`" and sign in fence[2]):
        closing = re.compile(rb"^[ \t>]*" + fence[1] + sign + rb"*[ \t]*\r?$", re.MULTILINE)
        found = closing.search(scan.data, fence.end())
        return found.end() if found else len(scan.data)
    behind = _run_end(scan.data, at, sign)
    if sign == b"~":
        return behind
    mark, end = scan.data[at:behind], _paragraph_end(scan, at)
    place = scan.find_end(mark, behind, end)
    while place >= 0 and (run := _run_end(scan.data, place, sign)) > place + len(mark):
        place = scan.find_end(mark, run, end)
    return place + len(mark) if place >= 0 else behind


def _run_end(data: bytes, at: int, sign: bytes) -> int:
    """Where a run of the same sign ends."""
    while data[at : at + 1] == sign:
        at += 1
    return at


def _paragraph_end(scan: Scan, at: int) -> int:
    """The next blank line; looked for once for each paragraph."""
    known = scan.unclosed.get(b"\n\n", -1)
    if known <= at:
        found = scan.data.find(b"\n\n", at)
        known = found if found >= 0 else len(scan.data)
        scan.unclosed[b"\n\n"] = known
    return known


# ---- shortcodes and templates


def _braces(scan: Scan, at: int) -> int:
    """`{{< >}}`, `{{% %}}`, `{% %}`, and what stands between a pair that holds code."""
    for pattern in (_SHORTCODE, _TAG):
        if match := pattern.match(scan.data, at):
            close, name = (g.decode() for g in _NAME.findall(match[0])[0])
            if not close and name in scan.opaque and (end := _pair_end(scan, name, match.end())):
                return scan.add(at, end, Kind.OPAQUE, name)
            return scan.add(at, match.end(), Kind.SHORTCODE, close + name)
    if match := _VALUE.match(scan.data, at):
        return scan.add(at, match.end(), Kind.EXPRESSION)
    return jsx.read(scan, at) if scan.mdx else 0


def _pair_end(scan: Scan, name: str, at: int) -> int:
    """Where the closing shortcode of a name ends, 0 when there is none."""
    if scan.unclosed.get(name.encode(), -1) >= 0:
        return 0
    word = re.escape(name).encode()
    closing = re.compile(rb"\{\{[<%%]\s*/\s*%b\s*[>%%]\}\}|\{%%-?\s*end%b\s*-?%%\}" % (word, word))
    match = closing.search(scan.data, at)
    if match is None:
        scan.unclosed[name.encode()] = at
        return 0
    return match.end()


def _template_comment(scan: Scan, at: int) -> int:
    match = _NOTE.match(scan.data, at)
    return scan.add(at, match.end(), Kind.OPAQUE) if match else 0


def _attributes(scan: Scan, at: int) -> int:
    match = _ATTRIBUTES.match(scan.data, at)
    return scan.add(at, match.end(), Kind.ATTRIBUTES) if match else 0


def _snippet(scan: Scan, at: int) -> int:
    """`--8<-- "file"`: the rest of its line."""
    if not scan.begins_line(at):
        return 0
    end = scan.data.find(b"\n", at)
    end = len(scan.data) if end < 0 else end
    return scan.add(at, at + len(scan.data[at:end].rstrip()), Kind.SHORTCODE, "snippet")


# ---- directives, admonitions, callouts: lines around prose


def _directive(scan: Scan, at: int) -> int:
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


def _admonition(scan: Scan, at: int) -> int:
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


def _callout(scan: Scan, at: int) -> int:
    """`> [!note] Title`: GFM knows such a line without a title only."""
    match = _CALLOUT.match(scan.data, at)
    before = scan.data[scan.line : at]
    if not match or b">" not in before or before.strip(b" \t>"):
        return 0
    kind = match[1].decode().strip("[]!+-").lower()
    scan.titles[at] = f"{kind} title"
    return scan.add(at, match.end(), Kind.FENCE, kind, b"#".ljust(match.end() - at))


def _math(scan: Scan, at: int) -> int:
    """`$$…$$`, and `$…$` where it holds a formula and not two prices."""
    if match := _DISPLAY_MATH.match(scan.data, at):
        return scan.add(at, match.end(), Kind.MATH)
    match = _INLINE_MATH.match(scan.data, at)
    if match and _FORMULA.search(match[1]):
        return scan.add(at, match.end(), Kind.MATH)
    return 0


_RULES: Mapping[bytes, Callable[[Scan, int], int]] = MappingProxyType(
    {
        b"\\": _escape, b"<!": _comment, b"`": _code, b"~": _code, b"{{": _braces, b"{%": _braces,
        b"{#": _template_comment, b"{:": _attributes, b"--": _snippet, b"::": _directive,
        b"!!": _admonition, b"??": _admonition, b"==": _admonition, b"[!": _callout, b"$": _math,
    }
)  # fmt: skip
