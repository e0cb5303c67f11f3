"""Which sentences of an old page translate which of today's: blocks first, then inside them.

Three passes over all pages of a run. The first knows structure, length, links, numbers, names and
what the project's catalogs have accepted; what it is sure of teaches words for the next
(`lexicon`). What moved is looked for among what is left over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.adopt.evidence import Evidence, Item
from pipeline.adopt.lexicon import Lexicon, Pair, learn
from pipeline.adopt.passages import Passage
from pipeline.adopt.path import Step, path
from pipeline.adopt.score import ending, length, place
from pipeline.adopt.tokens import LINK, address, tokens

_BLOCKS = {
    (1, 1): -0.1, (1, 0): -3.5, (0, 1): -3.5, (2, 1): -5.0, (1, 2): -5.0, (3, 1): -7.0, (1, 3): -7.0,
}  # fmt: skip
_SENTENCES = {
    (1, 1): -0.1, (1, 0): -3.5, (0, 1): -3.5, (2, 1): -3.2, (1, 2): -3.2, (2, 2): -6.0,
    (1, 3): -6.0, (3, 1): -6.0,
}  # fmt: skip
_WEIGHT = 0.6
"""Tokens of a sentence do not stand there by chance each: together they say less than their sum."""
_PASSES = 3
_TEACHES = (0.9, 2.0)
"""Least certainty and score of a pair that teaches words."""


@dataclass(frozen=True, slots=True)
class Page:
    """Two pages to align."""

    ours: tuple[Passage, ...]
    theirs: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a page: number of its block, number in the block."""

    block: int
    number: int


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentences of today's page and those that translate them."""

    ours: tuple[Place, ...]
    theirs: tuple[Place, ...]
    score: float
    sure: float
    around: float
    asure: float
    alone: bool
    """Their block holds nothing else, and so does its translation: everything in it is paired."""


def align(
    pages: Sequence[Page], locale: str, known: Iterable[tuple[str, str]] = ()
) -> list[list[Aligned]]:
    """The pairs of each page in document order; equal input gives equal pairs."""
    taught = [(tokens(a, "en"), tokens(b, locale)) for a, b in known]
    works = [_Work(page, locale) for page in pages]
    lexicon = learn(taught)
    found: list[list[Aligned]] = []
    for _ in range(_PASSES):
        found = [list(work.pairs(lexicon)) for work in works]
        lexicon = learn([*taught, *_lessons(works, found)])
    return found


def _lessons(works: Sequence["_Work"], found: Sequence[Sequence[Aligned]]) -> Iterator[Pair]:
    sure, score = _TEACHES
    for work, pairs in zip(works, found, strict=True):
        for pair in pairs:
            if pair.sure >= sure and pair.asure >= sure and pair.score >= score:
                yield (
                    frozenset().union(*(work.ours[p.block][p.number] for p in pair.ours)),
                    frozenset().union(*(work.theirs[p.block][p.number] for p in pair.theirs)),
                )


class _Work:
    """One page while it is aligned."""

    def __init__(self, page: Page, locale: str) -> None:
        self.page, self.language = page, locale.partition("_")[0]
        self.ours = [_items(p, "en") for p in page.ours]
        self.theirs = [_items(p, locale) for p in page.theirs]
        letters = [sum(len(s) for p in side for s in p.sentences) for side in (page.ours, page.theirs)]
        self.ratio = min(2.0, max(0.5, letters[1] / letters[0])) if all(letters) else 1.0

    def pairs(self, lexicon: Lexicon) -> Iterator[Aligned]:
        """All pairs of the page."""
        ours, theirs = range(len(self.ours)), range(len(self.theirs))
        for step in self._blocks(ours, theirs, lexicon):
            if step.k > step.i and step.l > step.j:
                yield from self._inside(step, lexicon)

    def _blocks(
        self, ours: Sequence[int], theirs: Sequence[int], lexicon: Lexicon
    ) -> list[Step]:
        evidence = Evidence(
            [frozenset().union(*self.ours[i]) for i in ours],
            [frozenset().union(*self.theirs[j]) for j in theirs],
            lexicon,
        )
        sizes = [sum(map(len, self.page.ours[i].sentences)) for i in ours]
        sizes_there = [sum(map(len, self.page.theirs[j].sentences)) for j in theirs]

        def score(i: int, k: int, j: int, l: int) -> float:  # noqa: E741
            fits = place(self.page.ours[i:k], self.page.theirs[j:l])
            if fits < -20:
                return fits
            return (
                fits
                + length(sum(sizes[i:k]), sum(sizes_there[j:l]), self.ratio)
                + _WEIGHT * evidence(i, k, j, l)
            )

        return path(len(ours), len(theirs), score, _BLOCKS)

    def _inside(self, step: Step, lexicon: Lexicon) -> Iterator[Aligned]:
        ours = [Place(b, n) for b in range(step.i, step.k) for n in range(len(self.ours[b]))]
        theirs = [Place(b, n) for b in range(step.j, step.l) for n in range(len(self.theirs[b]))]
        evidence = Evidence(
            [self.ours[p.block][p.number] for p in ours],
            [self.theirs[p.block][p.number] for p in theirs],
            lexicon,
        )
        texts = [self.page.ours[p.block].sentences[p.number] for p in ours]
        texts_there = [self.page.theirs[p.block].sentences[p.number] for p in theirs]

        def score(i: int, k: int, j: int, l: int) -> float:  # noqa: E741
            return (
                ending(texts[k - 1], texts_there[l - 1], self.language)
                + length(sum(map(len, texts[i:k])), sum(map(len, texts_there[j:l])), self.ratio)
                + _WEIGHT * evidence(i, k, j, l)
            )

        found = path(len(ours), len(theirs), score, _SENTENCES)
        alone = all(s.shape == (1, 1) for s in found) and step.shape == (1, 1)
        for s in found:
            if s.k > s.i and s.l > s.j:
                yield Aligned(
                    tuple(ours[s.i : s.k]), tuple(theirs[s.j : s.l]), s.score, s.sure, step.score, step.sure, alone
                )


def _items(passage: Passage, locale: str) -> list[Item]:
    items = [tokens(s, locale) for s in passage.sentences]
    if passage.picture:
        items[0] |= {(LINK, address(passage.picture))}
    return items
