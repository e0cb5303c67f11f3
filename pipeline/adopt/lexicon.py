"""Words that translate each other, learned from pairs of sentences.

Counts alone, no model and no data of our own: what a project has accepted and what the pages
show. As in hunalign (Varga et al. 2005) the first pass aligns by structure, length and what looks
the same, and what it is sure of teaches the words for the next one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from pipeline.adopt.tokens import WORD, Token

_SEEN = 2
"""A pair of words must stand together in so many pairs: one proves nothing, not even of itself."""
_SURE = 7.0
"""Least log-likelihood ratio (Dunning 1993) of two words that belong together."""
_LIFT = 3.0
"""So much more often than by chance."""
_PARTNERS = 8
"""The best of a word: its forms, and the words that go with it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A word as the lexicon knows it."""

    partners: frozenset[Token]
    found: float
    """How often a true translation holds one of them, the word's own sentence left out."""


Words = Mapping[Token, Known]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of both languages."""

    forward: Words = field(default_factory=dict)
    backward: Words = field(default_factory=dict)


Lesson = tuple[frozenset[Token], frozenset[Token]]
"""The tokens of a sentence and of its translation."""


def learn(pairs: Iterable[Lesson]) -> Lexicon:
    """The words that stand together in pairs of sentences more often than by chance."""
    rows = [(_words(ours), _words(theirs)) for ours, theirs in dict.fromkeys(pairs)]
    ours = Counter(w for one, _ in rows for w in one)
    theirs = Counter(w for _, other in rows for w in other)
    together: Counter[tuple[Token, Token]] = Counter()
    for one, other in rows:
        left = [w for w in one if ours[w] >= _SEEN]
        right = [w for w in other if theirs[w] >= _SEEN]
        together.update((a, b) for a in left for b in right)
    linked = [
        (g, a, b)
        for (a, b), n in together.items()
        if n >= _SEEN and n * len(rows) >= _LIFT * ours[a] * theirs[b]
        for g in [_ratio(n, ours[a], theirs[b], len(rows))]
        if g >= _SURE
    ]
    linked.sort(reverse=True)
    forward, backward = _best(linked, 1, 2), _best(linked, 2, 1)
    return Lexicon(
        _known(forward, rows, 0, ours),
        _known(backward, rows, 1, theirs),
    )


def _words(found: frozenset[Token]) -> frozenset[Token]:
    return frozenset(t for t in found if t[0] == WORD)


def _best(
    linked: list[tuple[float, Token, Token]], one: int, other: int
) -> dict[Token, list[Token]]:
    found: dict[Token, list[Token]] = {}
    for row in linked:
        partners = found.setdefault(row[one], [])  # type: ignore[arg-type]
        if len(partners) < _PARTNERS:
            partners.append(row[other])  # type: ignore[arg-type]
    return found


def _known(
    best: Mapping[Token, list[Token]], rows: list[Lesson], side: int, total: Counter[Token]
) -> Words:
    hits: Counter[Token] = Counter()
    sets = {word: frozenset(partners) for word, partners in best.items()}
    for row in rows:
        for word in row[side]:
            if word in sets and not sets[word].isdisjoint(row[1 - side]):
                hits[word] += 1
    return {
        word: Known(partners, (hits[word] - 0.5) / total[word]) for word, partners in sets.items()
    }


def _ratio(both: int, one: int, other: int, all: int) -> float:
    """Dunning's log-likelihood ratio of a two-by-two table."""
    cells = (both, one - both, other - both, all - one - other + both)
    expected = (
        one * other / all, one * (all - other) / all,
        (all - one) * other / all, (all - one) * (all - other) / all,
    )  # fmt: skip
    return 2 * sum(n * log(n / e) for n, e in zip(cells, expected, strict=True) if n > 0 and e > 0)
