"""Which sentences of an old page translate which of today's: blocks first, then inside them.

Three passes over all pages of a run. The first knows structure, length, links, numbers, names and
what the project's catalogs have accepted; what it is sure of teaches words for the next
(`lexicon`). What moved is looked for among what is left over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from pipeline.adopt.english import untranslated
from pipeline.adopt.evidence import Evidence
from pipeline.adopt.lexicon import Lexicon, Pair, learn
from pipeline.adopt.passages import Passage
from pipeline.adopt.path import Step, Steps, path
from pipeline.adopt.score import ending, length, place
from pipeline.adopt.sides import Side, side
from pipeline.adopt.tokens import tokens

_BLOCKS: Steps = {
    (1, 1): -0.1, (1, 0): -3.5, (0, 1): -3.5, (2, 1): -5.0, (1, 2): -5.0, (3, 1): -7.0, (1, 3): -7.0,
}  # fmt: skip
_SENTENCES: Steps = {
    (1, 1): -0.1, (1, 0): -3.5, (0, 1): -3.5, (2, 1): -3.2, (1, 2): -3.2, (2, 2): -6.0,
    (1, 3): -6.0, (3, 1): -6.0,
}  # fmt: skip
_ALONE: Steps = {(1, 1): -0.1, (1, 0): 0.0, (0, 1): 0.0}
_WEIGHT = 0.6
"""Tokens of a sentence do not stand there by chance each: together they say less than their sum."""
_PASSES = 3
_MOVED = 7.0
"""Least score of what is found in another place: nothing around it speaks for it."""
_TEACHES = (0.9, 2.0)
"""Least certainty and score of a pair that teaches words."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Today's page and an old translation."""

    ours: tuple[Passage, ...]
    theirs: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentences of today's page, by number, and those that translate them."""

    ours: range
    theirs: range
    score: float
    """How much of their own speaks for it: a log-likelihood ratio."""
    sure: float
    """How likely it is among all ways to pair the sentences of these blocks."""
    blocks: float
    """What speaks for their blocks."""
    blocks_sure: float
    whole: bool = False
    """Block for block and sentence for sentence: nothing in them is left over."""
    moved: bool = False
    """Found in another place."""


def align(
    pages: Sequence[Pages], locale: str, known: Iterable[tuple[str, str]] = ()
) -> list[tuple[Aligned, ...]]:
    """The pairs of each page in the order of today's; equal input gives equal pairs.

    `known` are texts and their accepted translations, which teach words.
    """
    taught = [(tokens(a, "en"), tokens(b, locale)) for a, b in known]
    works = [_Work(p, locale) for p in pages]
    lexicon = learn(taught)
    found: list[tuple[Aligned, ...]] = []
    for _ in range(_PASSES):
        found = [work.pairs(lexicon) for work in works]
        lexicon = learn([*taught, *_lessons(works, found)])
    return found


def _lessons(
    works: Sequence["_Work"], found: Sequence[Sequence[Aligned]]
) -> Iterator[Pair]:
    sure, score = _TEACHES
    for work, pairs in zip(works, found, strict=True):
        for p in pairs:
            if min(p.sure, p.blocks_sure) >= sure and p.score >= score:
                yield (
                    frozenset[tuple[str, str]]().union(*(work.ours.items[i] for i in p.ours)),
                    frozenset[tuple[str, str]]().union(*(work.theirs.items[j] for j in p.theirs)),
                )


class _Work:
    """One pair of pages while it is aligned."""

    def __init__(self, pages: Pages, locale: str) -> None:
        self.language = locale.partition("_")[0]
        self.ours, self.theirs = side(pages.ours, "en"), side(pages.theirs, locale)
        self.skipped = untranslated(self.ours.sentences, self.theirs.sentences)
        here, there = self.ours.sizes[-1], self.theirs.sizes[-1]
        self.ratio = min(2.0, max(0.5, there / here)) if here and there else 1.0

    def pairs(self, lexicon: Lexicon) -> tuple[Aligned, ...]:
        """All pairs of the page, likely or not."""
        self.evidence = Evidence(self.ours.items, self.theirs.items, lexicon)
        self.blocks = _Blocks(self, lexicon)
        free, free_there = range(len(self.ours.passages)), range(len(self.theirs.passages))
        found = [p for s in self.blocks.path(free, free_there) for p in self._inside(s)]
        for _ in range(_PASSES):
            more = self._moved(found)
            found += more
            if not more:
                break
        return tuple(sorted(found, key=lambda p: p.ours.start))

    def _moved(self, found: Sequence[Aligned]) -> list[Aligned]:
        """Whole blocks that stand in another place."""
        used, used_there = (
            {block for p in found for block, a in enumerate(s.first[:-1]) for n in r(p) if a <= n < s.first[block + 1]}
            for s, r in ((self.ours, lambda p: p.ours), (self.theirs, lambda p: p.theirs))
        )
        free = [b for b in range(len(self.ours.passages)) if b not in used]
        there = [b for b in range(len(self.theirs.passages)) if b not in used_there]
        steps = self.blocks.path(free, there, _ALONE) if free and there else []
        good = [s for s in steps if s.shape == (1, 1) and s.score >= _MOVED]
        return [p for s in good for p in self._inside(s, moved=True)]

    def _inside(self, step: Step, *, moved: bool = False) -> Iterator[Aligned]:
        if not all(step.shape):
            return
        ours = range(self.ours.first[step.i], self.ours.first[step.k])
        there = range(self.theirs.first[step.j], self.theirs.first[step.l])
        theirs = [j for j in there if j not in self.skipped]
        steps = path(len(ours), len(theirs), self._score(ours.start, theirs), _SENTENCES)
        whole = step.shape == (1, 1) and len(theirs) == len(there)
        whole = whole and all(s.shape == (1, 1) for s in steps)
        for s in steps:
            if all(s.shape) and theirs[s.l - 1] - theirs[s.j] == s.l - s.j - 1:
                yield Aligned(
                    ours[s.i : s.k],
                    range(theirs[s.j], theirs[s.l - 1] + 1),
                    s.score, s.sure, step.score, step.sure, whole, moved,
                )  # fmt: skip

    def _score(self, start: int, theirs: Sequence[int]):
        def score(i: int, k: int, j: int, l: int) -> float:  # noqa: E741
            i, k, j, l = i + start, k + start, theirs[j], theirs[l - 1] + 1  # noqa: E741
            return (
                ending(self.ours.sentences[k - 1], self.theirs.sentences[l - 1], self.language)
                + length(self.ours.letters(i, k), self.theirs.letters(j, l), self.ratio)
                + _WEIGHT * self.evidence(i, k, j, l)
            )

        return score


class _Blocks:
    """The blocks of two pages, for one lexicon."""

    def __init__(self, work: _Work, lexicon: Lexicon) -> None:
        self.work = work
        empty = frozenset[tuple[str, str]]()
        ours = [
            empty.union(*work.ours.items[a:b])
            for a, b in zip(work.ours.first, work.ours.first[1:], strict=False)
        ]
        skipped = work.skipped
        numbers = [
            [n for n in range(a, b) if n not in skipped]
            for a, b in zip(work.theirs.first, work.theirs.first[1:], strict=False)
        ]
        theirs = [empty.union(*(work.theirs.items[n] for n in ns)) for ns in numbers]
        self.sizes = [sum(len(work.theirs.sentences[n]) for n in ns) for ns in numbers]
        self.evidence = Evidence(ours, theirs, lexicon)

    def path(
        self, free: Sequence[int], there: Sequence[int], steps: Steps = _BLOCKS
    ) -> list[Step]:
        """The likeliest way through some blocks of both pages; steps count in their numbers."""
        work = self.work
        there = [b for b in there if self.sizes[b]]
        first = work.ours.first

        def score(i: int, k: int, j: int, l: int) -> float:  # noqa: E741
            i, k, j, l = free[i], free[k - 1] + 1, there[j], there[l - 1] + 1  # noqa: E741
            fits = place(work.ours.passages[i:k], work.theirs.passages[j:l])
            if fits == -inf:
                return fits
            letters = work.ours.letters(first[i], first[k])
            near = length(letters, sum(self.sizes[j:l]), work.ratio)
            return fits + near + _WEIGHT * self.evidence(i, k, j, l)

        found = path(len(free), len(there), score, steps)
        return [
            Step(free[s.i], free[s.k - 1] + 1, there[s.j], there[s.l - 1] + 1, s.score, s.sure)
            for s in found
            if all(s.shape)
        ]
