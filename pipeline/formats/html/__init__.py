"""HTML by position: text between block tags, and attributes that a reader hears or sees.

    tokens      bytes -> tokens that add up to them
    elements    what an element is to a translator, and which are open
    attributes  which attributes are prose
    runs        inline tokens -> units
    prose       the pass that brings the four together
    document    whole documents, with front matter and structured data (`jsonld`)
    shape       what a translation must not change

Nothing is parsed into a tree and written again, so every byte outside the units stays.
"""

from collections.abc import Iterator, Sequence

from pipeline.formats.html.blocks import Stretch, blocks_of
from pipeline.model import Block, Form

__all__ = ["read_blocks", "tag_blocks"]


def read_blocks(
    data: bytes, lines: Sequence[tuple[int, int]], section: str, quotes: int
) -> Iterator[Block]:
    """The blocks of one HTML block in Markdown, in order.

    `lines` are the byte ranges of its lines without container prefix, `section` the heading above
    it, `quotes` the number of block quotes around it. Raises nothing.
    """
    return blocks_of(Stretch(data, tuple(lines), quotes), section)


def tag_blocks(data: bytes, start: int, end: int, section: str, quotes: int) -> Iterator[Block]:
    """The blocks of the prose attributes in inline HTML that holds no text: `<img alt="…">`."""
    found = blocks_of(Stretch(data, ((start, end),), quotes), section)
    return (block for block in found if block.form is Form.ATTRIBUTE)
