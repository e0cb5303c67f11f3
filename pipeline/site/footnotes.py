"""Footnotes: numbered by first reference, shown together below the text."""

from dataclasses import dataclass, field

from pipeline.site import escape
from pipeline.site.places import Place


@dataclass(slots=True)
class Footnotes:
    """The notes of one document while it is rendered."""

    place: Place
    numbers: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)

    def refer(self, name: str) -> str:
        """HTML of a reference; a second one to the same note has an id of its own."""
        number = self.numbers.setdefault(name, len(self.numbers) + 1)
        count = self.counts[name] = self.counts.get(name, 0) + 1
        prefix, suffix = self.place.prefix, f"{number}-{count}" if count > 1 else str(number)
        label = escape.value(self.place.labels.footnote % {"number": number})
        return (
            f'<sup class="noteref"><a href="#{prefix}note-{number}" id="{prefix}ref-{suffix}" '
            f'role="doc-noteref" aria-label="{label}">{number}</a></sup>'
        )

    def define(self, name: str, html: str) -> None:
        """Keep the text of a note; the first definition of a name counts."""
        self.definitions.setdefault(name, html)

    def items(self) -> str:
        """List items of the notes that were referred to, in the order of their numbers."""
        known = ((n, number) for n, number in self.numbers.items() if n in self.definitions)
        return "".join(self._item(self.definitions[name], number) for name, number in known)

    def _item(self, html: str, number: int) -> str:
        """One note, with the way back at the end of its last paragraph."""
        prefix = self.place.prefix
        label = escape.value(self.place.labels.back % {"number": number})
        link = (
            f' <a href="#{prefix}ref-{number}" role="doc-backlink" '
            f'aria-label="{label}">\u21a9\ufe0e</a>'
        )
        open_end = html.removesuffix("</p>\n")
        html = f"{open_end}{link}</p>\n" if open_end != html else f"{html}<p>{link}</p>\n"
        return f'<li id="{prefix}note-{number}">\n{html}</li>\n'
