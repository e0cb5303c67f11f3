"""What becomes of numbers without a partner: taken apart, excused, or left as differences."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.meaning.quantities import Number
from pipeline.meaning.symbols import months, symbols
from pipeline.meaning.words import count_words, doubtful

_UNREADABLE = Decimal(-1)
_CENTURIES = (Decimal(1900), Decimal(2099))
_TWO = 2
"""Runs of a ratio, a clock time, a day and a month."""


@dataclass(slots=True)
class _Left:
    """A number without partner."""

    number: Number
    ways: list[list[Decimal]]
    """Its digit runs where they may stand apart on the other side, as those of a date do; an
    hour with p.m. in two ways."""
    open: list[Decimal] = field(default_factory=list)
    """What of it is not explained yet."""


def leftovers(
    ours: Sequence[Number], theirs: Sequence[Number], texts: tuple[str, str], locale: str
) -> tuple[list[Number], list[Number]]:
    """The numbers of source and translation that nothing on the other side explains.

    Explained are dates and times written in another way (months also by name), years without
    their century, and values that the other side says in words.
    """
    dated = any("/" in n.raw or "-" in n.raw for n in (*ours, *theirs)) or bool(
        months(texts[0], "en")
    )
    left = [_left(n, dated=dated) for n in ours]
    right = [_left(n, dated=dated) for n in theirs]
    _take_apart(left, right, months(texts[1], locale))
    _take_apart(right, left, months(texts[0], "en"))
    _excuse_years(left, right)
    left, right = _unexplained(left), _unexplained(right)
    if left or right:
        left, right = _excuse_words(left, right, texts, symbols(locale).language)
    return [i.number for i in left], [i.number for i in right]


def _unexplained(items: Iterable[_Left]) -> list[_Left]:
    return [item for item in items if item.open]


def _left(number: Number, *, dated: bool) -> _Left:
    ways = _ways(number, dated=dated)
    return _Left(number, ways, list(ways[0]) if ways else [min(number.values, default=_UNREADABLE)])


def _ways(number: Number, *, dated: bool) -> list[list[Decimal]]:
    """Digit runs that may stand apart. `2.5` stays whole unless dates are about (`5.9.`)."""
    runs = re.findall(r"\d+", number.raw)
    apart = any(c in number.raw for c in ":/hH ")
    if len(runs) < _TWO or (number.values and not apart):
        return []
    if len(runs) == _TWO and (number.measured or not (apart or dated)):
        return []
    own = [Decimal(int(r)) for r in runs]
    other = ([Decimal(int(p)) for p in parts] for parts in number.parts if len(parts) == len(runs))
    return [own, *(way for way in other if way != own)]


def _take_apart(side: list[_Left], other: list[_Left], named: frozenset[int]) -> None:
    """Explain every composite whose runs all stand on the other side, months also by name."""
    for item in sorted(side, key=lambda i: -len(i.open)):
        whole = bool(item.ways) and len(item.open) == len(item.ways[0])
        for way in item.ways[: len(item.ways) if whole else 0] or [item.open] * bool(item.ways):
            taken = _find(way, other, named) if item.open else None
            if taken is None or _swapped(item, taken):
                continue
            item.open = []
            for holder, run in taken:
                holder.open.remove(run)


def _find(
    runs: Sequence[Decimal], other: list[_Left], named: frozenset[int]
) -> list[tuple[_Left, Decimal]] | None:
    """Who holds each run on the other side; None when one of them is nowhere."""
    free = [(holder, run) for holder in other for run in holder.open]
    taken = []
    for run in runs:
        match = next((pair for pair in free if pair[1] == run), None)
        if match is not None:
            free.remove(match)
            taken.append(match)
        elif run not in named:
            return None
    return taken


def _swapped(item: _Left, taken: list[tuple[_Left, Decimal]]) -> bool:
    """The same two runs in another order: 120/80 is not 80/120."""
    holders = {id(holder) for holder, _ in taken}
    return len(item.ways[0]) == _TWO == len(taken) and len(holders) == 1


def _excuse_years(left: list[_Left], right: list[_Left]) -> None:
    """`2019–20` and `2019–2020`, `1990s` and `90er`: a year with and without its century."""
    for one in left:
        for other in right:
            if one.open and other.open and _same_year(one, other):
                one.open, other.open = [], []


def _same_year(one: _Left, other: _Left) -> bool:
    short, long = sorted((one.open[0], other.open[0]))
    bare = one.number.raw.isdigit() and other.number.raw.isdigit()
    measured = one.number.measured or other.number.measured
    return bare and not measured and _CENTURIES[0] <= long <= _CENTURIES[1] and short == long % 100


def _excuse_words(
    left: list[_Left], right: list[_Left], texts: tuple[str, str], language: str
) -> tuple[list[_Left], list[_Left]]:
    """Drop numbers that the other side says in words not matched by words on this side.

    Where both sides have something left, an article is no excuse: `5 mg` is not `una`.
    """
    ours, theirs = count_words(texts[0], "en"), count_words(texts[1], language)
    both = bool(left and right)
    right = _unspoken(right, ours - theirs, doubtful("en") if both else frozenset())
    both = both and bool(right)
    return _unspoken(left, theirs - ours, doubtful(language) if both else frozenset()), right


def _unspoken(
    items: list[_Left], pool: Counter[Decimal], without: frozenset[Decimal]
) -> list[_Left]:
    kept = []
    for item in items:
        value = item.open[0]
        worth = (value, value.scaleb(-item.number.power)) if len(item.open) == 1 else ()
        said = next((v for v in worth if pool[v] > 0 and v not in without), None)
        if said is None:
            kept.append(item)
        else:
            pool[said] -= 1
    return kept
