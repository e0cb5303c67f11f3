"""Titles of link reference definitions: `[label]: /url "Title"`.

The parser reports no event for them, but a table of all definitions with their places.
"""

import re
from collections.abc import Iterator

import pyromark

from pipeline.formats.dialect import OPTIONS
from pipeline.formats.mask import Masked
from pipeline.formats.runs import Run, read_unit
from pipeline.model import Block, Form

_TITLE = re.compile(
    rb"""(?:"(?P<d>(?:\\.|[^"\\])*)"|'(?P<s>(?:\\.|[^'\\])*)'|\((?P<p>(?:\\.|[^)\\])*)\))\s*\Z"""
)


def read_titles(data: bytes, masked: Masked) -> Iterator[Block]:
    """A block for the title of each definition that has one."""
    if "]:" not in masked.text:
        return
    for found in pyromark.reference_definitions(masked.text, options=OPTIONS).values():
        if not found["title"]:
            continue
        start = masked.place(found["span"]["start"])
        end = masked.place(found["span"]["end"], end=True)
        match = _TITLE.search(data[start:end])
        if match is None or b"\n" in match[0]:
            continue
        group = next(g for g in "dsp" if match[g] is not None)
        a, b = start + match.start(group), start + match.end(group)
        unit = read_unit(data, Run(a, b, ((a, b),), (), (), 0))
        if unit and any(map(str.isalnum, unit.key.text)):
            yield Block(unit.span, Form.LINK_TITLE, "link title", "", (unit,))
