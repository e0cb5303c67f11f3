"""Which sentences of an old page translate which of today's: blocks first, then inside them.

Three passes over all pages of a run. The first knows structure, length, links, numbers, names and
what the project's catalogs have accepted; what it is sure of teaches words for the next
(`lexicon`). What moved is looked for among what is left over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, inf

from pipeline.adopt.english import untranslated
from pipeline.adopt.evidence import Evidence
from pipeline.adopt.lexicon import Lesson, Lexicon, learn
from pipeline.adopt.passages import Passage
from pipeline.adopt.path import Step, Steps, path
from pipeline.adopt.score import ending, length, place
from pipeline.adopt.sides import side
from pipeline.adopt.tokens import CODE, LINK, NUMBER, tokens

_BLOCKS: Steps = {
    (1, 1): -0.1, (1, 0): -3.5, (0, 1): -3.5, (2, 1): -5.0, (1, 2): -5.0, (3, 1): -7.0, (1, 3): -7.0,
}  # fmt: skip
_SENTENCES: Steps = {
    (1, 1): -0.1, (1, 0): -3.5, (0, 1): -3.5, (2, 1): -4.5, (1, 2): -4.5, (3, 1): -7.5,
    (1, 3): -7.5,
}  # fmt: skip
_ALONE: Steps = {(1, 1): -0.1, (1, 0): 0.0, (0, 1): 0.0}
_WEIGHT = 0.6
"""Tokens of a sentence do not stand there by chance each: together they say less than their sum."""
_PASSES = 3
_MOVED = 7.0
"""Least score of what is found in another place: nothing around it speaks for it."""
_WHOLE, _JOINED = 2.5, 1.0
"""What a place is worth where block for block and sentence for sentence agree; what each sentence
beyond the first on a side costs."""
_LOST, _CLEAR = 1.5, 2.0
"""What each link or number costs that stands on one side alone; how far a clear pair leads."""
_ENOUGH, _EVEN, _SPREAD = 6.0, -0.5, 1.5
"""From a log-likelihood ratio to a score: more than so much says no more, at so much it is 0.5."""
OFFERED = 0.6
"""Least score of a pair that is offered to people."""
_TEACHES = (0.9, 2.0)
"""Least certainty and score of a pair that teaches words."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Today's page and an old translation."""

    ours: tuple[Passage, ...]
    theirs: tuple[Passage, ...]


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


@dataclass(frozen=True, slots=True)
class _Found:
    """A pair with what speaks for it."""

    ours: range
    theirs: range
    own: float
    """The log-likelihood ratio of the sentences themselves."""
    sure: float
    """How likely the step is among all ways through its blocks, and they through the page."""
    whole: bool
    moved: bool

    def score(self, lost: int, lead: float) -> float:
        """One number for people.

        `lost` links, numbers or code stand on one side alone; `lead` is how much better it is than
        the best other pair with one of its sentences.
        """
        place = _WHOLE if self.whole else 0.0
        joined = _JOINED * (len(self.ours) + len(self.theirs) - 2)
        own = (
            min(self.own, _ENOUGH)
            + place
            - joined
            - min(_LOST * lost, _ENOUGH)
            + min(lead + _CLEAR, 0)
        )
        return round(self.sure / (1 + exp(-(own - _EVEN) / _SPREAD)), 2)


def align(
    pages: Sequence[Pages], locale: str, known: Iterable[tuple[str, str]] = ()
) -> list[Alignment]:
    """The pairs of each page in the order of today's; equal input gives equal pairs.

    `known` are texts and their accepted translations, which teach words.
    """
    taught = [(tokens(a, "en"), tokens(b, locale)) for a, b in known]
    works = [_Work(p, locale) for p in pages]
    lexicon = learn(taught)
    found: list[list[_Found]] = []
    for _ in range(_PASSES):
        found = [work.pairs(lexicon) for work in works]
        lexicon = learn([*taught, *_lessons(works, found)])
    return [work.alignment(pairs) for work, pairs in zip(works, found, strict=True)]


def _lessons(works: Sequence["_Work"], found: Sequence[Sequence[_Found]]) -> Iterator[Lesson]:
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
        self.evidence = Evidence((), (), Lexicon())
        self.skipped = untranslated(self.ours.sentences, self.theirs.sentences)
        here, there = self.ours.sizes[-1], self.theirs.sizes[-1]
        self.ratio = min(2.0, max(0.5, there / here)) if here and there else 1.0

    def alignment(self, found: Iterable[_Found]) -> Alignment:
        """What is good enough, and what is not."""
        pairs = []
        for f in sorted(found, key=lambda f: f.ours.start):
            lead = self._lead(f)
            score = f.score(self._lost(f), lead)
            pairs.append(Pair(f.ours, f.theirs, score, f.whole, f.moved, lead >= _CLEAR))
        return Alignment(
            self.ours.sentences,
            self.theirs.sentences,
            tuple(p for p in pairs if p.score >= OFFERED),
            tuple(p for p in pairs if p.score < OFFERED),
            self.skipped,
        )

    def _lead(self, found: _Found) -> float:
        """How much better a pair of two sentences is than any other with one of them.

        Two sentences may have changed places, which no way through both pages can follow.
        """
        i, j = found.ours.start, found.theirs.start
        if len(found.ours) + len(found.theirs) > 2:  # noqa: PLR2004 - one of each
            return inf
        ours, theirs = self.ours.sentences, self.theirs.sentences
        others = [self._own(i, b) for b, text in enumerate(theirs) if text != theirs[j]]
        others += [self._own(a, j) for a, text in enumerate(ours) if text != ours[i]]
        return self._own(i, j) - max(others, default=-inf)

    def _own(self, i: int, j: int) -> float:
        """What speaks for two sentences themselves."""
        return self._stretch(i, i + 1, j, j + 1)

    def _stretch(self, i: int, k: int, j: int, l: int) -> float:  # noqa: E741 - a range
        return (
            ending(self.ours.sentences[k - 1], self.theirs.sentences[l - 1], self.language)
            + length(self.ours.letters(i, k), self.theirs.letters(j, l), self.ratio)
            + _WEIGHT * self.evidence(i, k, j, l)
        )

    def _lost(self, found: _Found) -> int:
        """Links, numbers and code that stand on one side alone; links to headings change."""
        ours, theirs = (
            {t for t in tokens if t[0] in (LINK, NUMBER, CODE) and "#" not in t[1]}
            for tokens in (self.ours.tokens(found.ours), self.theirs.tokens(found.theirs))
        )
        return len(ours ^ theirs)

    def pairs(self, lexicon: Lexicon) -> list[_Found]:
        """All pairs of the page, likely or not."""
        self.evidence = Evidence(self.ours.items, self.theirs.items, lexicon)
        blocks = _Blocks(self, lexicon)
        free, there = range(len(self.ours.passages)), range(len(self.theirs.passages))
        found = [p for s in blocks.path(free, there) for p in self._inside(s)]
        for _ in range(_PASSES):
            more = self._moved(found, blocks)
            found += more
            if not more:
                break
        return found

    def _moved(self, found: Sequence[_Found], blocks: "_Blocks") -> list[_Found]:
        """Whole blocks that stand in another place."""
        free = self.ours.without(n for p in found for n in p.ours)
        there = self.theirs.without(n for p in found for n in p.theirs)
        steps = blocks.path(free, there, _ALONE) if free and there else []
        good = [s for s in steps if s.score >= _MOVED]
        return [p for s in good for p in self._inside(s, moved=True)]

    def _inside(self, step: Step, *, moved: bool = False) -> Iterator[_Found]:
        """The sentences of some blocks."""
        ours = range(self.ours.first[step.i], self.ours.first[step.k])
        there = range(self.theirs.first[step.j], self.theirs.first[step.l])
        theirs = [j for j in there if j not in self.skipped]

        def score(i: int, k: int, j: int, l: int) -> float:  # noqa: E741 - a range
            return self._stretch(ours[i], ours[k - 1] + 1, theirs[j], theirs[l - 1] + 1)

        steps = path(len(ours), len(theirs), score, _SENTENCES)
        whole = len(theirs) == len(there) and all(s.shape == (1, 1) for s in (step, *steps))
        for s in steps:
            if all(s.shape) and theirs[s.l - 1] - theirs[s.j] == s.l - s.j - 1:
                a, b, c, d = ours[s.i], ours[s.k - 1] + 1, theirs[s.j], theirs[s.l - 1] + 1
                sure = s.sure * step.sure
                yield _Found(range(a, b), range(c, d), s.score, sure, whole, moved)


class _Blocks:
    """The blocks of two pages, for one lexicon."""

    def __init__(self, work: _Work, lexicon: Lexicon) -> None:
        self.work = work
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
            fits = place(work.ours.passages[a:b], work.theirs.passages[c:d])
            if fits == -inf:
                return fits
            letters = work.ours.letters(first[a], first[b])
            near = length(letters, sum(self.sizes[c:d]), work.ratio)
            return fits + near + _WEIGHT * self.evidence(a, b, c, d)

        found = path(len(free), len(there), score, steps)
        return [
            Step(free[s.i], free[s.k - 1] + 1, there[s.j], there[s.l - 1] + 1, s.score, s.sure)
            for s in found
            if all(s.shape)
        ]
