"""The sentences of two pages beside each other, for one lexicon."""

from collections.abc import Collection

from pipeline.adopt.evidence import Evidence
from pipeline.adopt.lexicon import Lexicon
from pipeline.adopt.score import ending, length
from pipeline.adopt.sides import Side

WEIGHT = 0.6
"""Tokens of a sentence do not stand there by chance each: together they say less than their sum."""


class Comparison:
    """What speaks for two stretches of sentences being translations."""

    def __init__(self, ours: Side, theirs: Side, language: str, lexicon: Lexicon) -> None:
        """Count once what stands where."""
        self.ours, self.theirs, self.language = ours, theirs, language
        self.ratio = growth(ours, theirs)
        self.evidence = Evidence(ours.items, theirs.items, lexicon)

    def words(self, i: int, k: int, j: int, l: int) -> float:  # noqa: E741 - a range
        """By what they hold and how they end."""
        last = self.ours.sentences[k - 1], self.theirs.sentences[l - 1]
        return ending(*last, self.language) + WEIGHT * self.evidence(i, k, j, l)

    def length(self, i: int, k: int, j: int, l: int) -> float:  # noqa: E741
        """By their letters."""
        return length(self.ours.letters(i, k), self.theirs.letters(j, l), self.ratio)

    def __call__(self, i: int, k: int, j: int, l: int) -> float:  # noqa: E741
        """By both: a log-likelihood ratio."""
        return self.words(i, k, j, l) + self.length(i, k, j, l)

    def best_other(self, i: int, j: int) -> float:
        """The best that one of two sentences has with any other, copies of the two apart."""
        mine, other = self.ours.sentences[i], self.theirs.sentences[j]
        theirs = (b for b, text in enumerate(self.theirs.sentences) if text != other)
        ours = (a for a, text in enumerate(self.ours.sentences) if text != mine)
        rivals = [self(i, i + 1, b, b + 1) for b in theirs]
        return max(rivals + [self(a, a + 1, j, j + 1) for a in ours], default=float("-inf"))


def growth(ours: Side, theirs: Side, skipped: Collection[int] = ()) -> float:
    """How many letters of the old page there are for one of today's."""
    here = ours.sizes[-1]
    there = theirs.sizes[-1] - sum(len(theirs.sentences[n]) for n in skipped)
    return min(2.0, max(0.5, there / here)) if here and there else 1.0
