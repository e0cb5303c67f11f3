"""What a sync did, as numbers that add up."""

import operator
from dataclasses import astuple, dataclass

KEPT, REVIVED, MOVED, COPIED, STALE, NEW = "kept", "revived", "moved", "copied", "stale", "new"
"""What becomes of a unit, beside the rules of `carry`: names of the columns below."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a sync did, in units; `review` counts source words that a person must look at."""

    kept: int = 0
    revived: int = 0
    """Were obsolete, or stale for this very source."""
    moved: int = 0
    """Came with all that belongs to them from a document that lost them."""
    copied: int = 0
    """Accepted for the same source in another catalog."""
    markup: int = 0
    """Carried: the source changed in markup or links, and so did the translation."""
    typography: int = 0
    """Carried: the source changed in signs and spaces that say nothing."""
    stale: int = 0
    new: int = 0
    obsolete: int = 0
    regrouped: int = 0
    """Units that were cut differently before and have got their texts from these."""
    review: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        """The changes of two syncs."""
        return Changes(*map(operator.add, astuple(self), astuple(other)))
