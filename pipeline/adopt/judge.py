"""From what was found to pairs with a score that people can read."""

from collections.abc import Iterable
from math import exp

from pipeline.adopt.compare import Comparison
from pipeline.adopt.found import Found, Pair
from pipeline.adopt.sides import Side
from pipeline.adopt.tokens import CODE, LINK, NUMBER

_ENOUGH = 6.0
"""Words that say more than so much say no more."""
_WHOLE, _JOINED, _FRAYED = 2.5, 1.0, 1.5
"""What a place is worth where block for block and sentence for sentence agree; what each sentence
beyond the first on a side costs; and each neighbour in the block that is left over, because the
pair may hold its words."""
_LOST, _UNEVEN, _CLEAR = 1.5, 1.5, 2.0
"""What each link or number costs that stands on one side alone; how much uneven lengths weigh; how
far a clear pair leads, and how far one may fall behind: its place speaks for it too."""
_EVEN, _SPREAD = -0.5, 1.5
"""At so much the score is 0.5; how fast it goes from 0 to 1."""


def judge(found: Iterable[Found], sentences: Comparison) -> list[Pair]:
    """The pairs in the order of today's page, each with its score."""
    ordered = sorted(found, key=lambda f: f.ours.start)
    used = {n for f in ordered for n in f.ours}
    used_there = {n for f in ordered for n in f.theirs}
    pairs = []
    for f in ordered:
        lead = _lead(f, sentences)
        one = len(f.ours) == len(f.theirs) == 1
        frayed = _frayed(f.ours, sentences.ours, used)
        frayed += _frayed(f.theirs, sentences.theirs, used_there)
        behind = min(lead + (_CLEAR if one else -_CLEAR), 0)
        value = _worth(f, sentences) + behind - _FRAYED * frayed
        score = round(f.sure / (1 + exp(-(value - _EVEN) / _SPREAD)), 2)
        pairs.append(Pair(f.ours, f.theirs, score, f.whole, f.moved, lead >= _CLEAR))
    return pairs


def _worth(found: Found, sentences: Comparison) -> float:
    place = found.ours.start, found.ours.stop, found.theirs.start, found.theirs.stop
    size = sentences.length(*place)
    joined = len(found.ours) + len(found.theirs) - 2
    return (
        min(sentences.words(*place), _ENOUGH)
        + (size if size > 0 else _UNEVEN * size)
        + (_WHOLE if found.whole and not found.moved else 0.0)
        - _JOINED * joined
        - min(_LOST * _lost(found, sentences), _ENOUGH)
    )


def _lost(found: Found, sentences: Comparison) -> int:
    """Links, numbers and code that stand on one side alone; links to headings change."""
    ours, theirs = (
        {t for t in tokens if t[0] in (LINK, NUMBER, CODE) and "#" not in t[1]}
        for tokens in (sentences.ours.tokens(found.ours), sentences.theirs.tokens(found.theirs))
    )
    return len(ours ^ theirs)


def _lead(found: Found, sentences: Comparison) -> float:
    """How far the pair is ahead of the best other that one of its sentences could be in.

    Two sentences may have changed places, which no way through both pages can follow. Of joined
    ones each must do its part.
    """
    i, k, j, l = found.ours.start, found.ours.stop, found.theirs.start, found.theirs.stop  # noqa: E741
    own = sentences(i, k, j, l)
    if k - i == l - j == 1:
        return own - sentences.best_other(i, j)
    fewer = (
        [(i + 1, k, j, l), (i, k - 1, j, l)] if k - i > 1 else [(i, k, j + 1, l), (i, k, j, l - 1)]
    )
    return own - max(sentences(*place) for place in fewer)


def _frayed(numbers: range, side: Side, used: set[int]) -> int:
    """How many neighbours in the same blocks are left over."""
    near = (numbers.start - 1, numbers.stop)
    first, last = side.block_of(numbers.start), side.block_of(numbers.stop - 1)
    inside = range(side.first[first], side.first[last + 1])
    return sum(n in inside and n not in used for n in near)
