"""A translation goes back into the bytes where its unit stood.

`forms` escapes what would turn into markup by what surrounds the block, `inline` what would do so
within a line, `starts` what would begin another block; `breaks` puts line ends back. What still
changes the structure is found by `shape`.
"""

import re

from pipeline.formats.write.breaks import Layout
from pipeline.formats.write.forms import WRITERS, Place
from pipeline.model import Block, Document, Unit

_LINE_END = re.compile(r"[ \t]*[\r\n]\s*")


class BlockWriter:
    """Writes the translations of one block; what it knows of the block is found out once."""

    def __init__(self, document: Document, block: Block) -> None:
        self.document, self.block = document, block
        self.layout = Layout(document.data, block)

    def write(self, unit: Unit, text: str) -> str | None:
        """The document text for a translation of `unit`, which renders as `text`.

        None when there is no way to say it here: a blank text, a quote where none can be escaped.
        A unit's own text gives its own bytes.
        """
        text = _LINE_END.sub(" ", text).strip(" \t\r\n")
        if not text:
            return None
        place = Place(self.document.data, self.document.syntax, self.block, unit)
        written = WRITERS[self.block.form](place, text)
        return None if written is None else self.layout.put_breaks(unit, written)
