"""Prose in the arguments of shortcodes and components: `alt="…"`, or the second one."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from pipeline.formats.fields import Fields
from pipeline.formats.mask import Island, Kind
from pipeline.formats.prose import URL
from pipeline.formats.runs import Run, read_unit
from pipeline.model import Block, Form

_ROLES = {Kind.SHORTCODE: "shortcode", Kind.COMPONENT: "component"}


_HEAD = re.compile(rb"[{<%\s-]*[\w./-]+")
"""A shortcode up to its arguments."""
_ARGUMENT = re.compile(
    rb"""(?P<name>[\w-]+\s*=\s*)?(?:(["'])(?P<text>(?:\\.|(?!\2)[^\n])*)\2|[^\s"'=,]+)"""
)


@lru_cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[bytes]:
    words = b"|".join(re.escape(n).encode() for n in names)
    return re.compile(rb"(?<![\w-])(%b)\s*=\s*([\"'])((?:\\.|(?!\2)[^\n])*)\2" % words)


def read_arguments(
    data: bytes, islands: Collection[Island], fields: Fields, section: str = ""
) -> Iterator[Block]:
    """A block for each argument that readers see, by `shortcodes:`."""
    for island in islands:
        names = fields.arguments(island.name) if island.kind in _ROLES else ()
        for name, (start, end) in _found(data, island, names):
            unit = read_unit(data, Run(start, end, ((start, end),), (), (), 0))
            if unit and any(map(str.isalnum, unit.key.text)) and not URL.fullmatch(unit.key.text):
                role = f"{_ROLES[island.kind]} {island.name} {name}"
                yield Block(unit.span, Form.ARGUMENT, role, section, (unit,))


def _found(
    data: bytes, island: Island, names: tuple[str, ...]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """The arguments of these names, and those at these places: `2` is the second without a name."""
    if names and b"=" in data[island.start : island.end]:
        for match in _pattern(names).finditer(data, island.start, island.end):
            yield match[1].decode(), match.span(3)
    head = _HEAD.match(data, island.start) if any(map(str.isdecimal, names)) else None
    if head:
        unnamed = (a for a in _ARGUMENT.finditer(data, head.end(), island.end) if not a["name"])
        for place, match in enumerate(unnamed, start=1):
            if match["text"] is not None and str(place) in names:
                yield str(place), match.span("text")
