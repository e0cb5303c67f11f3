"""How much two stretches of text share, as a log-likelihood ratio: translation or chance.

Every token that the other side could hold says something by standing there, and something else
by lacking: `log(q/b)` or `log((1-q)/(1-b))`, where q is how often a true translation holds it and b
how often any sentence of that page does. So a rare name weighs much and a common word nothing.
"""

from collections.abc import Sequence
from math import log

from pipeline.adopt.lexicon import Lexicon, Words
from pipeline.adopt.tokens import CODE, LINK, MARK, NAME, NUMBER, WORD, Token

Item = frozenset[Token]

_KEPT = {LINK: 0.85, CODE: 0.85, NUMBER: 0.8, MARK: 0.7, NAME: 0.6, WORD: 0.25}
"""How often a translation keeps a token as it is (measured roughly on accepted catalogs)."""
_MUST = frozenset((LINK, CODE, NUMBER))
"""What counts also where the other page does not have it at all."""
_MOST = 3.5
"""No single token decides alone."""
_SHORT = 4
"""Letters of a word that may be the same word in another language."""


class Evidence:
    """What the items of two sequences share; asked for any stretch of both."""

    def __init__(self, ours: Sequence[Item], theirs: Sequence[Item], lexicon: Lexicon) -> None:
        """Count once what stands where."""
        self._ours = _Side(ours, theirs, lexicon.forward)
        self._theirs = _Side(theirs, ours, lexicon.backward)

    def __call__(self, i: int, k: int, j: int, l: int) -> float:  # noqa: E741 - a range
        """For our items i to k and their items j to l."""
        return self._ours.worth(i, k, j, l) + self._theirs.worth(j, l, i, k)


class _Side:
    """One direction: tokens of the items here, looked for in the items there."""

    def __init__(self, here: Sequence[Item], there: Sequence[Item], words: Words) -> None:
        places: dict[Token, list[int]] = {}
        for j, item in enumerate(there):
            for token in item:
                places.setdefault(token, []).append(j)
        self.base = [0.0] * len(here)
        self.hits: dict[tuple[int, int], dict[Token, float]] = {}
        weighed: dict[Token, tuple[float, float, frozenset[int]]] = {}
        for i, item in enumerate(here):
            for token in sorted(item):  # sums must not depend on the order of a set
                if token not in weighed:
                    weighed[token] = _weigh(token, places, len(there), words)
                hit, miss, found = weighed[token]
                if hit <= miss:
                    continue
                self.base[i] += miss
                for j in found:
                    self.hits.setdefault((i, j), {})[token] = hit - miss

    def worth(self, i: int, k: int, j: int, l: int) -> float:  # noqa: E741
        """The evidence of a stretch here in a stretch there."""
        total = sum(self.base[i:k])
        if k == i + 1 and l == j + 1:
            found = self.hits.get((i, j))
            return total + sum(found.values()) if found else total
        gains: dict[Token, float] = {}
        for a in range(i, k):
            for b in range(j, l):
                gains |= self.hits.get((a, b), {})
        return total + sum(gains.values())


def _weigh(
    token: Token, places: dict[Token, list[int]], size: int, words: Words
) -> tuple[float, float, frozenset[int]]:
    """What it says that the token is there, what that it is not, and where it is."""
    kind, value = token
    known = words.get(token)
    found = set(places.get(token, ())) if kind != WORD or len(value) >= _SHORT else set[int]()
    kept = _KEPT[kind]
    if known:
        for partner in known.partners:
            found.update(places.get(partner, ()))
        kept = max(kept, known.found)
    if not found and kind not in _MUST:
        return 0.0, 0.0, frozenset()
    chance = (len(found) + 0.5) / (size + 1)
    kept = min(kept, 0.95)
    hit, miss = log(kept / chance), log((1 - kept) / (1 - min(chance, 0.95)))
    return min(hit, _MOST), max(miss, -_MOST), frozenset(found)
