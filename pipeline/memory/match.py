"""Matches: what of a memory is like a text, how much, and in which order it is worth reading."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.memory.difference import difference
from pipeline.memory.pair import Pair
from pipeline.memory.tokens import spaceless, tokens
from pipeline.model import Key

CUTOFF = 0.7
"""The least similarity of a match. Below it translators begin anew rather than correct."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pair beside the text that it is a match for."""

    pair: Pair
    key: Key
    score: float
    """1 for the identical source text."""

    @property
    def exact(self) -> bool:
        """The source text is the very same."""
        return self.pair.key.text == self.key.text

    @property
    def in_context(self) -> bool:
        """The context is the same too."""
        return self.pair.key == self.key

    @property
    def percent(self) -> int:
        """For people: 100 is said of identical texts only."""
        return 100 if self.exact else min(99, int(self.score * 100))

    @property
    def difference(self) -> str:
        """What is another in today's text, and which facts; empty where not a word is."""
        return difference(self.pair.key.text, self.key.text)


def similarity(one: str, other: str) -> float:
    """Levenshtein similarity of two texts: 1 less the edits per character of the longer one.

    >>> similarity("tablet", "tablets") > 0.85
    True
    """
    return Levenshtein.normalized_similarity(one, other)


def closest(text: str, sources: Sequence[str], most: int = 8) -> list[tuple[int, float]]:
    """The indexes of the most similar sources, with the similarity, best first."""
    found = process.extract(
        text, sources, scorer=Levenshtein.normalized_similarity, score_cutoff=CUTOFF, limit=most
    )
    return [(index, score) for _, score, index in found]


def matches(key: Key, pairs: Iterable[Pair]) -> list[Match]:
    """The pairs that are like a unit, best first; of equal translations the best one alone.

    A match has a word in common with the text (“movement” is none for “moment”), unless the script
    has no spaces. More similar before less; of equally similar ones those of the same context, then
    the project's own, then by the alphabet, so that nothing depends on the order of the pairs.
    """
    found = (Match(p, key, similarity(p.key.text, key.text)) for p in pairs if not p.key.adapted)
    words, best = tokens(key.text), dict[str, Match]()
    for match in sorted((m for m in found if m.score >= CUTOFF), key=_order):
        if not (match.exact or spaceless(key.text) or tokens(match.pair.key.text) & words):
            continue
        best.setdefault(match.pair.target, match)
    return list(best.values())


def _order(match: Match) -> tuple[object, ...]:
    pair = match.pair
    texts = pair.key.text, pair.target, pair.place, pair.key.context or ""
    return -match.score, not match.in_context, not pair.own, *texts


_LEVELS: tuple[Callable[[Key, Pair], bool], ...] = (
    lambda key, pair: pair.own and pair.key == key,
    lambda _, pair: pair.own,
    lambda key, pair: pair.key == key,
    lambda _key, _pair: True,
)
"""Whose word counts: the project's own before others', the same context before another."""


def settled(key: Key, pairs: Iterable[Pair]) -> str:
    """The translation that the identical source has; empty where there is none, or several.

    The first of these that says anything decides: the project's pairs of the same context, its
    others, imported ones of the same context, other imported ones.
    """
    same = [p for p in pairs if p.key.text == key.text and not p.key.adapted]
    for level in _LEVELS:
        texts = {p.target for p in same if level(key, p)}
        if texts:
            return texts.pop() if len(texts) == 1 else ""
    return ""
