"""Which sentences of an old page translate which of today's: blocks first, then inside them.

Three passes over all pages of a run. The first knows structure, length, links, numbers, names and
what the project's catalogs have accepted; what it is sure of teaches words for the next
(`lexicon`). What moved is looked for among what is left over.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from pipeline.adopt.compare import WEIGHT, Comparison
from pipeline.adopt.english import untranslated
from pipeline.adopt.evidence import Evidence
from pipeline.adopt.found import Alignment, Found, Pages
from pipeline.adopt.judge import judge
from pipeline.adopt.lexicon import Lesson, Lexicon, learn
from pipeline.adopt.path import Step, Steps, path
from pipeline.adopt.score import length, place
from pipeline.adopt.sides import side
from pipeline.adopt.tokens import tokens

_BLOCKS: Steps = {
    (1, 1): -0.1, (1, 0): -3.5, (0, 1): -3.5, (2, 1): -5.0, (1, 2): -5.0, (3, 1): -7.0,
    (1, 3): -7.0,
}  # fmt: skip
_SENTENCES: Steps = {
    (1, 1): -0.1, (1, 0): -3.5, (0, 1): -3.5, (2, 1): -4.5, (1, 2): -4.5, (3, 1): -7.5,
    (1, 3): -7.5,
}  # fmt: skip
_ALONE: Steps = {(1, 1): -0.1, (1, 0): 0.0, (0, 1): 0.0}
_PASSES = 3
_CORRIDOR = 40
"""So many blocks beside the way of the first pass later ones look: long pages stay affordable."""
_MOVED = 7.0
"""Least score of what is found in another place: nothing around it speaks for it."""
OFFERED = 0.6
"""Least score of a pair that is offered to people."""
_TEACHES = (0.9, 2.0)
"""Least certainty and score of a pair that teaches words."""


def align(
    pages: Sequence[Pages], locale: str, known: Iterable[tuple[str, str]] = ()
) -> list[Alignment]:
    """The pairs of each page in the order of today's; equal input gives equal pairs.

    `known` are texts and their accepted translations, which teach words.
    """
    taught = [(tokens(a, "en"), tokens(b, locale)) for a, b in known]
    works = [_Work(p, locale) for p in pages]
    lexicon = learn(taught)
    found: list[list[Found]] = []
    for _ in range(_PASSES):
        found = [work.pairs(lexicon) for work in works]
        lexicon = learn([*taught, *_lessons(works, found)])
    return [work.alignment(pairs) for work, pairs in zip(works, found, strict=True)]


def _lessons(works: Sequence["_Work"], found: Sequence[Sequence[Found]]) -> Iterator[Lesson]:
    sure, own = _TEACHES
    for work, pairs in zip(works, found, strict=True):
        for p in pairs:
            if p.sure >= sure and p.own >= own:
                yield work.ours.tokens(p.ours), work.theirs.tokens(p.theirs)


class _Work:
    """One pair of pages while it is aligned."""

    def __init__(self, pages: Pages, locale: str) -> None:
        self.language = locale.partition("_")[0]
        self.ours, self.theirs = side(pages.ours, "en"), side(pages.theirs, locale)
        self.skipped = untranslated(self.ours.sentences, self.theirs.sentences)
        self.sentences = Comparison(self.ours, self.theirs, self.language, Lexicon())
        self.near: list[int] = []
        """For each of our blocks, where the pass before was in the old page."""

    def alignment(self, found: Iterable[Found]) -> Alignment:
        """What is good enough, and what is not."""
        pairs = judge(found, self.sentences)
        return Alignment(
            self.ours.sentences,
            self.theirs.sentences,
            tuple(p for p in pairs if p.score >= OFFERED),
            tuple(p for p in pairs if p.score < OFFERED),
            self.skipped,
        )

    def pairs(self, lexicon: Lexicon) -> list[Found]:
        """All pairs of the page, likely or not."""
        self.sentences = Comparison(self.ours, self.theirs, self.language, lexicon)
        blocks = _Blocks(self, lexicon)
        blocks.near = self.near
        free, there = range(len(self.ours.passages)), range(len(self.theirs.passages))
        steps = blocks.path(free, there)
        self.near = _near(steps, len(free))
        blocks.near = []
        found = [p for s in steps for p in self._inside(s)]
        for _ in range(_PASSES):
            more = self._moved(found, blocks)
            found += more
            if not more:
                break
        return found

    def _moved(self, found: Sequence[Found], blocks: "_Blocks") -> list[Found]:
        """Whole blocks that stand in another place."""
        free = self.ours.without(n for p in found for n in p.ours)
        there = self.theirs.without(n for p in found for n in p.theirs)
        steps = blocks.path(free, there, _ALONE) if free and there else []
        good = [s for s in steps if s.score >= _MOVED]
        return [p for s in good for p in self._inside(s, moved=True)]

    def _inside(self, step: Step, *, moved: bool = False) -> Iterator[Found]:
        """The sentences of some blocks."""
        ours = range(self.ours.first[step.i], self.ours.first[step.k])
        there = range(self.theirs.first[step.j], self.theirs.first[step.l])
        theirs = [j for j in there if j not in self.skipped]

        def score(i: int, k: int, j: int, l: int) -> float:  # noqa: E741 - a range
            return self.sentences(ours[i], ours[k - 1] + 1, theirs[j], theirs[l - 1] + 1)

        steps = path(len(ours), len(theirs), score, _SENTENCES)
        whole = len(theirs) == len(there) and all(s.shape == (1, 1) for s in (step, *steps))
        for s in steps:
            if all(s.shape) and theirs[s.l - 1] - theirs[s.j] == s.l - s.j - 1:
                a, b, c, d = ours[s.i], ours[s.k - 1] + 1, theirs[s.j], theirs[s.l - 1] + 1
                sure = s.sure * step.sure
                yield Found(range(a, b), range(c, d), s.score, sure, whole, moved)


def _near(steps: Sequence[Step], size: int) -> list[int]:
    """Where a way through two pages is in the other one, for each of `size` blocks of this one."""
    at = {s.i: s.j for s in steps}
    near, last = [], 0
    for i in range(size):
        last = at.get(i, last)
        near.append(last)
    return near


class _Blocks:
    """The blocks of two pages, for one lexicon."""

    def __init__(self, work: _Work, lexicon: Lexicon) -> None:
        self.work = work
        self.near: list[int] = []
        """Where to look, if that is known."""
        ours, theirs = work.ours, work.theirs
        numbers = [[n for n in block if n not in work.skipped] for block in theirs.blocks]
        self.sizes = [sum(len(theirs.sentences[n]) for n in ns) for ns in numbers]
        self.evidence = Evidence(
            [ours.tokens(block) for block in ours.blocks],
            [theirs.tokens(ns) for ns in numbers],
            lexicon,
        )

    def path(self, free: Sequence[int], there: Sequence[int], steps: Steps = _BLOCKS) -> list[Step]:
        """The pairs of the likeliest way through some blocks of both pages, by their numbers."""
        work = self.work
        there = [b for b in there if self.sizes[b]]
        first = work.ours.first

        def score(i: int, k: int, j: int, l: int) -> float:  # noqa: E741 - a range
            a, b, c, d = free[i], free[k - 1] + 1, there[j], there[l - 1] + 1
            if self.near and abs(self.near[a] - c) > _CORRIDOR:
                return -inf
            fits = place(work.ours.passages[a:b], work.theirs.passages[c:d])
            if fits == -inf:
                return fits
            letters = work.ours.letters(first[a], first[b])
            near = length(letters, sum(self.sizes[c:d]), work.sentences.ratio)
            return fits + near + WEIGHT * self.evidence(a, b, c, d)

        found = path(len(free), len(there), score, steps)
        return [
            Step(free[s.i], free[s.k - 1] + 1, there[s.j], there[s.l - 1] + 1, s.score, s.sure)
            for s in found
            if all(s.shape)
        ]
