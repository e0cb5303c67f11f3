"""What an alignment is made of, and what comes out of it."""

from dataclasses import dataclass

from pipeline.adopt.passages import Passage


@dataclass(frozen=True, slots=True)
class Pages:
    """The blocks of today's page and of an old translation."""

    ours: tuple[Passage, ...]
    theirs: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Sentences that seem to translate each other, with what speaks for them."""

    ours: range
    theirs: range
    own: float
    """The log-likelihood ratio of the sentences themselves."""
    sure: float
    """How likely the step is among all ways through its blocks, and they through the page."""
    whole: bool = False
    """Block for block and sentence for sentence: nothing in these blocks is left over."""
    moved: bool = False
    """Found in another place of the page."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences of today's page, by number, and those of the old page that translate them."""

    ours: range
    theirs: range
    score: float
    """From 0 to 1: how much speaks for it."""
    whole: bool
    """Block for block and sentence for sentence: nothing in these blocks is left over."""
    moved: bool = False
    """Found in another place of the page."""
    clear: bool = True
    """No other sentence of either page comes near to taking part in it."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What was found in two pages. Every sentence of both is in one pair, or left over."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    pairs: tuple[Pair, ...]
    """In the order of today's page; what is too doubtful is not among them."""
    doubtful: tuple[Pair, ...] = ()
    """The best for what is left over, not good enough to be offered."""
    english: frozenset[int] = frozenset()
    """What of the old page was never translated."""

    @property
    def left(self) -> tuple[list[int], list[int]]:
        """The sentences of both pages that are in no pair."""
        used = {n for p in self.pairs for n in p.ours}
        there = {n for p in self.pairs for n in p.theirs}
        return (
            [n for n in range(len(self.ours)) if n not in used],
            [n for n in range(len(self.theirs)) if n not in there],
        )
