"""Prose in the arguments of shortcodes and components: `alt="…"`, `caption='…'`."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from pipeline.formats.fields import Fields
from pipeline.formats.mask import Island, Kind
from pipeline.formats.prose import URL
from pipeline.formats.runs import Run, read_unit
from pipeline.model import Block, Form

_ROLES = {Kind.SHORTCODE: "shortcode", Kind.COMPONENT: "component"}


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
        if not names or b"=" not in data[island.start : island.end]:
            continue
        for match in _pattern(names).finditer(data, island.start, island.end):
            start, end = match.span(3)
            unit = read_unit(data, Run(start, end, ((start, end),), (), (), 0))
            if unit and any(map(str.isalnum, unit.key.text)) and not URL.fullmatch(unit.key.text):
                role = f"{_ROLES[island.kind]} {island.name} {match[1].decode()}"
                yield Block(unit.span, Form.ARGUMENT, role, section, (unit,))
