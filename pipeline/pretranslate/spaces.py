"""White space beside protected pieces: what an engine made of it, and what it should be.

Engines leave spaces inside a span (`** word**`), we add spaces around word tokens, and moved
words bring other neighbours. Where the neighbour is the same as in the source, the source's
white space is right; else a few rules for words and punctuation decide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CLOSING = frozenset(".,;:!?)]}»”\u2019…%")
_OPENING = frozenset("([{«“\u2018¿¡")
_BEFORE, _AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Side:
    """White space on one side of a name, and what stands behind it."""

    space: str
    neighbour: str
    """A character, the name of a piece, or nothing at the end of the text."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Prose between two names, its outer white space apart; a gap of white space is `left`."""

    before: str
    """The name on the left, empty at the beginning of the text."""
    left: str
    core: str
    right: str
    after: str
    """The name on the right, empty at the end."""

    def sides(self) -> dict[tuple[str, str], Side]:
        """Say what the names beside the gap see, by (name, side)."""
        seen = {}
        if self.before:
            seen[self.before, _AFTER] = Side(self.left, self.core[:1] or self.after)
        if self.after:
            space = self.right if self.core else self.left
            seen[self.after, _BEFORE] = Side(space, self.core[-1:] or self.before)
        return seen


def mended(
    gaps: Sequence[Gap], source: Mapping[tuple[str, str], Side], *, exact: bool
) -> list[str]:
    """Return the gaps of an answer with the right white space. Raises nothing.

    `source` is what each name sees in the source. `exact` says that white space in the answer
    is the engine's own, so that it is believed where the source says nothing.
    """
    mender = _Mender(gaps, source, exact)
    return [mender.gap(at) for at in range(len(gaps))]


@dataclass(frozen=True, slots=True)
class _Mender:
    """One answer beside its source."""

    gaps: Sequence[Gap]
    source: Mapping[tuple[str, str], Side]
    exact: bool

    def gap(self, at: int) -> str:
        """Mend one gap."""
        gap = self.gaps[at]
        if not gap.core:
            return self._empty(at)
        left = self._side(gap.before, _AFTER, gap.core[0], at)
        return left + gap.core + self._side(gap.after, _BEFORE, gap.core[-1], at)

    def _empty(self, at: int) -> str:
        """Mend a gap without prose, between two names or at an end."""
        gap = self.gaps[at]
        if not gap.before or not gap.after:
            return ""
        was = self.source.get((gap.before, _AFTER))
        if was and was.neighbour == gap.after:
            return was.space
        if gap.before[0] == "o" or gap.after[0] == "c":
            return ""
        spilled = self._spilled(gap.before, _AFTER, at) or self._spilled(gap.after, _BEFORE, at)
        return gap.left or spilled if self.exact else " "

    def _side(self, name: str, side: str, neighbour: str, at: int) -> str:
        """Return the white space between a name and the prose on one side of it."""
        was = self.source.get((name, side))
        if not was:
            return ""
        if was.neighbour == neighbour:
            return was.space
        if name[0] == ("o" if side == _AFTER else "c"):
            return ""
        if neighbour in (CLOSING if side == _AFTER else _OPENING):
            return ""
        gap = self.gaps[at]
        found = gap.left if side == _AFTER else gap.right
        return self._outside(was, neighbour, found or self._spilled(name, side, at))

    def _spilled(self, name: str, side: str, at: int) -> str:
        """Find white space that the engine left inside the span that begins or ends here."""
        if side == _AFTER and name[0] == "c":
            inner = self.gaps[at - 1]
            return inner.right if inner.core else inner.left
        if side == _BEFORE and name[0] == "o":
            return self.gaps[at + 1].left
        return ""

    def _outside(self, was: Side, neighbour: str, found: str) -> str:
        """Return the white space outside a span or beside an atom that has a new neighbour."""
        if was.space:
            return was.space
        inside_word = was.neighbour.isalnum() and len(was.neighbour) == 1
        if not neighbour.isalnum() or inside_word:
            return found if self.exact else ""
        return found or " "
