"""The four kinds of pieces that the text of a unit consists of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader reads and a translator translates."""

    raw: str


@dataclass(frozen=True, slots=True)
class Open:
    """The beginning of a span: `**`, `[`, `<em>`."""

    raw: str
    kind: str
    """`emphasis`, `strong`, `strike`, `link`, `html`."""
    value: str = ""
    """Link destination (`[label]` for a reference), or the normalised tag."""


@dataclass(frozen=True, slots=True)
class Close:
    """The end of the span opened last: `**`, `](dest "title")`, `</em>`."""

    raw: str
    kind: str


@dataclass(frozen=True, slots=True)
class Atom:
    """What is kept as it is: code, an image, an address, a placeholder, a lone tag."""

    raw: str
    kind: str
    """`code`, `image`, `link` (one whose text is its label), `autolink`, `html`, `footnote`,
    `placeholder`; empty for an escape or entity, which a translation may write differently."""
    value: str = ""


Piece = Text | Open | Close | Atom
"""Pieces of one text, in order; joining their `raw` gives the text back."""
