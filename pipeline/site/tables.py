"""Tables: cells aligned by their column, in a region that the keyboard can scroll too."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.site import escape

_ALIGN = {"Center": ' class="center"', "Right": ' class="end"'}


@dataclass(slots=True)
class Table:
    """The table being written."""

    alignment: Sequence[str] = ()
    column: int = 0
    head: bool = False

    def begin(self, alignment: Sequence[str], label: str) -> str:
        """The start tags of a table and of the region around it."""
        self.alignment = alignment
        named = f'role="region" aria-label="{escape.value(label)}" tabindex="0"'
        return f'<div class="table" {named}>\n<table>'

    def row(self, tag: str) -> str:
        """The start tags of the head row, or of a row of the body."""
        self.column, self.head = 0, tag == "TableHead"
        return "<thead><tr>" if self.head else "<tr>"

    def cell(self, attribute: str, html: str) -> str:
        """The next cell of the row."""
        align = self.alignment[self.column] if self.column < len(self.alignment) else ""
        self.column += 1
        tag, scope = ("th", ' scope="col"') if self.head else ("td", "")
        return f"<{tag}{scope}{_ALIGN.get(align, '')}{attribute}>{html}</{tag}>"
