"""What a memory holds."""

from dataclasses import dataclass

from pipeline.model import Key


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and a translation that somebody accepted for it."""

    key: Key
    target: str
    place: str
    """Where it was accepted: a document, or the file of an imported memory."""
    own: bool = True
    """Accepted in a catalog of this project, not in an imported memory or another project."""
