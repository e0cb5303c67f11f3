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

_NOTHING = -30.0
"""What is smaller by so much adds nothing."""
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


Costs = dict[tuple[int, int], float]
"""What the steps from one place cost."""
Grid = list[list[Costs]]


def path(n: int, m: int, score: Score, steps: Steps) -> list[Step]:
    """The likeliest way from the beginning of both sequences to their ends."""
    grid = [
        [_costs((i, j), (n - i, m - j), score, steps) for j in range(m + 1)] for i in range(n + 1)
    ]
    ahead, behind = _ahead(grid), _behind(grid)
    found: list[Step] = []
    for i, j, (a, b) in _best(grid):
        cost = grid[i][j][a, b]
        sure = exp(min(0.0, ahead[i][j] + cost + behind[i + a][j + b] - behind[0][0]))
        found.append(Step(i, i + a, j, j + b, cost - steps[a, b], sure))
    return found


def _costs(at: tuple[int, int], rest: tuple[int, int], score: Score, steps: Steps) -> Costs:
    """What each step from a place costs; several items together only where fewer of them fit."""
    found: Costs = {}
    hopeless = False
    i, j = at
    for (a, b), prior in steps.items():
        if a > rest[0] or b > rest[1] or (hopeless and a and b):
            continue
        cost = prior + (score(i, i + a, j, j + b) if a and b else 0.0)
        hopeless = hopeless or (bool(a and b) and cost < _HOPELESS)
        if cost != -inf:
            found[a, b] = cost
    return found


def _best(grid: Grid) -> list[tuple[int, int, tuple[int, int]]]:
    """The steps of the best way: from where, and how far."""
    best = [[-inf] * len(row) for row in grid]
    back = [[(0, 0)] * len(row) for row in grid]
    best[0][0] = 0.0
    for i, row in enumerate(grid):
        for j, costs in enumerate(row):
            here = best[i][j]
            for (a, b), cost in costs.items():
                if here + cost > best[i + a][j + b]:
                    best[i + a][j + b], back[i + a][j + b] = here + cost, (a, b)
    found: list[tuple[int, int, tuple[int, int]]] = []
    i, j = len(grid) - 1, len(grid[0]) - 1
    while i or j:
        a, b = back[i][j]
        i, j = i - a, j - b
        found.append((i, j, (a, b)))
    return found[::-1]


def _ahead(grid: Grid) -> list[list[float]]:
    """For every place, the sum over all ways from the beginning."""
    sums = [[-inf] * len(row) for row in grid]
    sums[0][0] = 0.0
    for i, row in enumerate(grid):
        for j, costs in enumerate(row):
            here = sums[i][j]
            for (a, b), cost in costs.items():
                sums[i + a][j + b] = _add(sums[i + a][j + b], here + cost)
    return sums


def _behind(grid: Grid) -> list[list[float]]:
    """For every place, the sum over all ways to the end."""
    sums = [[-inf] * len(row) for row in grid]
    sums[-1][-1] = 0.0
    for i in reversed(range(len(grid))):
        for j in reversed(range(len(grid[i]))):
            for (a, b), cost in grid[i][j].items():
                sums[i][j] = _add(sums[i][j], cost + sums[i + a][j + b])
    return sums


def _add(one: float, other: float) -> float:
    """The logarithm of the sum of two numbers given by their logarithms."""
    if one < other:
        one, other = other, one
    return one if other - one < _NOTHING or other == -inf else one + log(1 + exp(other - one))
