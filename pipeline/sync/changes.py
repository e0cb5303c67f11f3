"""What a sync did, as numbers that add up."""

import operator
from dataclasses import astuple, dataclass, replace

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

    @property
    def units(self) -> int:
        """All units of the catalog: each counts in one column."""
        found = (self.kept, self.revived, self.moved, self.copied, self.markup, self.typography)
        return sum(found) + self.stale + self.new

    def then(self, later: "Changes") -> "Changes":
        """With a second look at the same catalog, because others have got texts that it lacked."""
        copied, new = self.copied + later.copied, max(self.new - later.copied, 0)
        both = replace(self, copied=copied, new=new, kept=0, review=later.review)
        return replace(both, kept=later.units - both.units)

    def __add__(self, other: "Changes") -> "Changes":
        """The changes of two syncs."""
        return Changes(*map(operator.add, astuple(self), astuple(other)))
