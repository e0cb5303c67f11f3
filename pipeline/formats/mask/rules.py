"""One pass over a Markdown text that finds what its parser does not know.

`_RULES` is a table: a trigger at the current place, and what reads on from there.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from pipeline.formats.mask import code, fences, jsx, templates
from pipeline.formats.mask.islands import Island
from pipeline.formats.mask.scan import PREFIX, Scan

_TRIGGER = re.compile(
    rb"""[`~\\$] | <!-- | \{\{ | \{[%:\#] | ::+ | !!! | \?\?\? | ===[ ]["'] | --+8<--+
    | \[![\w-]+\]"""
    rb"""|(?P<mdx> [<{] | ^(?:import|export)\b)""",
    re.VERBOSE | re.MULTILINE,
)
_MARKDOWN = re.compile(_TRIGGER.pattern.partition(b"|(?P<mdx>")[0], re.VERBOSE)
_HINTS = (
    b"{{", b"{%", b"{:", b"#}", b"::", b"!!! ", b"???", b"=== ", b"8<--", b"$",
)  # fmt: skip
_REST = re.compile(rb"[ \t]*\r?(?:\n|\Z)")
_RULES: Mapping[bytes, Callable[[Scan, int], int]] = MappingProxyType(
    {
        b"\\": code.escape,
        b"<!": code.comment,
        b"`": code.code,
        b"~": code.code,
        b"{{": templates.braces,
        b"{%": templates.braces,
        b"{#": templates.template_comment,
        b"{:": templates.attributes,
        b"--": templates.snippet,
        b"$": templates.math,
        b"::": fences.directive,
        b"!!": fences.admonition,
        b"??": fences.admonition,
        b"==": fences.admonition,
        b"[!": fences.callout,
    }
)
"""What reads on from a trigger: the end of what it found, or 0. MDX's own are `jsx.read`'s."""


def may_hold(data: bytes) -> bool:
    """Whether a Markdown text might hold an island: most hold none and need no pass."""
    return any(hint in data for hint in _HINTS) or fences.CALLOUT_LINE.search(data) is not None


def islands(
    data: bytes, base: int, opaque: frozenset[str], *, mdx: bool
) -> tuple[list[Island], dict[int, str]]:
    """The islands of `data[base:]` in order, and the titles of directives and admonitions."""
    scan = Scan(data, base, opaque, mdx=mdx)
    trigger, at = (_TRIGGER if mdx else _MARKDOWN), base
    while match := trigger.search(data, at):
        scan.come_to(match.start())
        rule = _RULES.get(match[0][:2]) or _RULES.get(match[0][:1]) or jsx.read
        at = rule(scan, match.start()) or match.end()
    return list(_with_lines(data, scan.found)), scan.titles


def _with_lines(data: bytes, found: list[Island]) -> Iterator[Island]:
    """Islands that fill whole lines together become blocks."""
    at = line = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and not data[found[end - 1].end : found[end].start].strip(b" \t"):
            end += 1
        group, at = found[at:end], end
        line = max(data.rfind(b"\n", line, group[0].start) + 1, line)
        alone = (
            all(i.may_stand_alone for i in group)
            and PREFIX.fullmatch(data, line, group[0].start) is not None
            and _REST.match(data, group[-1].end) is not None
        )
        for i in group:
            if alone or not i.readable:
                yield replace(i, block=alone)
