"""The best way through two sequences side by side, and how sure each step of it is.

Dynamic programming over steps (1:1, 1:2, 2:1, 1:0, 0:1, …) as in Gale and Church (1993); sums in
place of maxima, forward and backward, give the probability of a step among all ways (Moore 2002).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, inf, log

Score = Callable[[int, int, int, int], float]
"""The log-likelihood ratio of our items i to k with their items j to l."""
Steps = Mapping[tuple[int, int], float]
"""(how many of ours, how many of theirs): the logarithm of how often that happens; 1:1 first."""

_HOPELESS = -8.0
"""Two items that fit so badly are no part of something larger either."""


@dataclass(frozen=True, slots=True)
class Step:
    """Our items `i` to `k` stand for their items `j` to `l`; one of the two may be none."""

    i: int
    k: int
    j: int
    l: int  # noqa: E741
    score: float
    sure: float
    """Its probability among all ways through."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many items of each side."""
        return self.k - self.i, self.l - self.j


def path(n: int, m: int, score: Score, steps: Steps) -> list[Step]:
    """The likeliest way from the beginning of both sequences to their ends."""
    width = m + 1
    size = (n + 1) * width
    costs: list[dict[tuple[int, int], float]] = [{} for _ in range(size)]
    best, back = [-inf] * size, [(0, 0)] * size
    ahead = [-inf] * size
    best[0] = ahead[0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            here = i * width + j
            costs[here] = _costs(i, j, n, m, score, steps)
            for (a, b), cost in costs[here].items():
                k, l = i + a, j + b  # noqa: E741
                there = k * width + l
                if best[here] + cost > best[there]:
                    best[there], back[there] = best[here] + cost, (a, b)
                ahead[there] = _add(ahead[there], ahead[here] + cost)
    behind = _behind(n, m, costs)
    found: list[Step] = []
    i, j = n, m
    while i or j:
        a, b = back[i * width + j]
        i, j = i - a, j - b
        here, there = i * width + j, (i + a) * width + j + b
        cost = costs[here][a, b]
        sure = exp(min(0.0, ahead[here] + cost + behind[there] - ahead[-1]))
        found.append(Step(i, i + a, j, j + b, cost - steps[a, b], sure))
    return found[::-1]


def _costs(
    i: int, j: int, n: int, m: int, score: Score, steps: Steps
) -> dict[tuple[int, int], float]:
    """What each step from a place costs; several items together only where the first two fit."""
    found: dict[tuple[int, int], float] = {}
    hopeless = False
    for (a, b), prior in steps.items():
        k, l = i + a, j + b  # noqa: E741
        if k > n or l > m or (hopeless and a and b):
            continue
        cost = prior + (score(i, k, j, l) if a and b else 0.0)
        hopeless = hopeless or (a == b == 1 and cost < _HOPELESS)
        if cost != -inf:
            found[a, b] = cost
    return found


def _behind(n: int, m: int, costs: list[dict[tuple[int, int], float]]) -> list[float]:
    """From every place, the sum over all ways to the end."""
    width = m + 1
    behind = [-inf] * len(costs)
    behind[-1] = 0.0
    for here in range(len(costs) - 2, -1, -1):
        total = -inf
        for (a, b), cost in costs[here].items():
            total = _add(total, cost + behind[here + a * width + b])
        behind[here] = total
    return behind


def _add(one: float, other: float) -> float:
    """The logarithm of the sum of two numbers given by their logarithms."""
    if one < other:
        one, other = other, one
    return one if other - one < -30 else one + log(1 + exp(other - one))
