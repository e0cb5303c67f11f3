"""Whether a translation has the numbers of its source.

Numbers are matched one to one where they share a reading; what is left over is taken apart
(`19 Sep 2025` against `19.09.2025`), then excused where the other side says it in words. What
remains on both sides is a changed number. Measured on 63,000 finished human translations: 0.5
changed, 1.9 missing and 1.5 extra per 1,000, and 13 of 16 changed ones were real defects.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.meaning.leftovers import leftovers
from pipeline.meaning.quantities import Number, quantities
from pipeline.meaning.symbols import symbols
from pipeline.meaning.units import is_symbol
from pipeline.meaning.words import MAGNITUDES, NUMBER_WORDS

_DIGIT = re.compile(r"\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
_MONTHS, _DAYS = 12, 31


Pairs = list[tuple[Number, Number]]
Agreement = Callable[[Number, Number], bool]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One difference: what stands on either side, and where in the translation."""

    source: str
    """The number in the source, empty when it has no counterpart there."""
    target: str
    span: tuple[int, int] | None = None
    sure: bool = True
    """False where a word may say the number and the language's number words are unknown."""


@dataclass(frozen=True, slots=True)
class NumberDiff:
    """The numbers of a translation against those of its source."""

    changed: tuple[Evidence, ...] = ()
    missing: tuple[Evidence, ...] = ()
    extra: tuple[Evidence, ...] = ()
    pairs: tuple[tuple[Number, Number], ...] = ()
    """Numbers that correspond, for comparing what stands beside them."""
    unpaired: tuple[tuple[Number, ...], tuple[Number, ...]] = ((), ())
    """Numbers of the source and of the translation that correspond to no single other."""

    @property
    def sides(self) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
        """All numbers of the source, and all of the translation."""
        ours, theirs = self.unpaired
        return (*(s for s, _ in self.pairs), *ours), (*(t for _, t in self.pairs), *theirs)

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.changed or self.missing or self.extra)


def compare(source: str, target: str, locale: str) -> NumberDiff:
    """What differs between the numbers of an English text and of its translation.

    Takes the texts of a unit with their markup. Raises nothing; without digits the answer is
    empty, because number words alone prove nothing.

    >>> (found,) = compare("Take 5 mg.", "Tome 50 mg.", "es").changed
    >>> found.source, found.target, found.span
    ('5 mg', '50 mg', (5, 7))
    """
    if not _DIGIT.search(source) and not _DIGIT.search(target):
        return NumberDiff()
    pairs, ours, theirs = _pair(quantities(source, "en"), quantities(target, locale), locale)
    grown = [(s, t) for s, t in pairs if t.places > s.places > 0 and not t.money]
    missing, extra = (
        leftovers(ours, theirs, (source, target), locale) if ours or theirs else ([], [])
    )
    missing.sort(key=lambda n: n.ordinal)
    changed = _opposed(missing, extra)
    opposed = {t.start for _, t in changed}
    return NumberDiff(
        tuple(Evidence(s.evidence, t.evidence, (t.start, t.end)) for s, t in (*grown, *changed)),
        tuple(_missing(missing[len(changed) :], locale)),
        tuple(_extra([t for t in extra if t.start not in opposed], pairs)),
        tuple(pairs),
        (tuple(ours), tuple(theirs)),
    )


def _missing(numbers: Iterable[Number], locale: str) -> Iterator[Evidence]:
    """Numbers of the source alone; an ordinal may vanish, as it is a word in many languages."""
    for number in numbers:
        if not number.ordinal:
            yield Evidence(number.evidence, "", sure=not _spelled_out(number, locale))


def _extra(numbers: Iterable[Number], pairs: Iterable[tuple[Number, Number]]) -> Iterator[Evidence]:
    """Numbers of the translation alone, unless they only repeat one that is right."""
    seen = {value for _, other in pairs for value in other.values}
    for number in numbers:
        if not number.values or not number.values <= seen:
            yield Evidence("", number.evidence, (number.start, number.end))


def _pair(
    ours: Sequence[Number], theirs: Sequence[Number], locale: str
) -> tuple[Pairs, list[Number], list[Number]]:
    """Match numbers by value, then by digit runs; among equals those with the same company."""
    pairs: Pairs = []
    left, right = list(ours), list(theirs)
    for agree in (_same_text, _same_value, _same_parts, _shared_magnitude(ours, theirs, locale)):
        for one in tuple(left):
            likely = [t for t in right if agree(one, t)]
            if likely:
                best = max(likely, key=lambda t: _company(one, t))
                pairs.append((one, best))
                left.remove(one)
                right.remove(best)
    return pairs, left, right


def _same_text(one: Number, other: Number) -> bool:
    return one.raw == other.raw and (_same_value(one, other) or _same_parts(one, other))


def _same_value(one: Number, other: Number) -> bool:
    return not one.values.isdisjoint(other.values)


def _same_parts(one: Number, other: Number) -> bool:
    if one.power != other.power:
        return False
    return not one.parts.isdisjoint(other.parts) or _local_order(one, other)


def _local_order(one: Number, other: Number) -> bool:
    """`24/7` and `7/24`, `9/19` and `19.9`: two runs like a day and a month, in local order."""
    for parts in one.parts if "/" in one.raw else ():
        low, high = min(map(int, parts)), max(map(int, parts))
        if (
            len(parts) == len("dm")
            and low <= _MONTHS < high <= _DAYS
            and parts[::-1] in other.parts
        ):
            return True
    return False


def _shared_magnitude(ours: Iterable[Number], theirs: Iterable[Number], locale: str) -> Agreement:
    """`2 million` and the `2` of `2 bis 3 Millionen`, if the other side has the same power.

    In languages whose words for powers of ten are unknown any number behind which none was
    recognised will do.
    """
    powers, powers_there = {n.power for n in ours}, {n.power for n in theirs}
    known = symbols(locale).language in MAGNITUDES

    def agree(one: Number, other: Number) -> bool:
        if bool(one.power) == bool(other.power):
            return False
        shared = one.power in powers_there if one.power else other.power in powers
        bare = {v.scaleb(-one.power) for v in one.values}
        same = any(v.scaleb(-other.power) in bare for v in other.values)
        return same and (shared or (not known and not other.power))

    return agree


def _company(one: Number, other: Number) -> int:
    """How much of what stands beside two numbers is the same."""
    return (
        2 * (one.unit == other.unit) + (one.percent == other.percent)
        + (one.sign == other.sign) + (one.places == other.places)
    )  # fmt: skip


def _spelled_out(number: Number, locale: str) -> bool:
    """Whether a language without number words here may have this number as a word."""
    small = bool(number.values) and max(number.values) <= _MONTHS
    measure = number.percent or is_symbol(number.unit)
    return small and not measure and symbols(locale).language not in NUMBER_WORDS


def _opposed(missing: Sequence[Number], extra: Sequence[Number]) -> Pairs:
    """Numbers left on both sides, each with its likeliest counterpart."""
    rest, pairs = list(extra), []
    for one in missing[: len(extra)]:
        best = max(rest, key=lambda t: _company(one, t))
        rest.remove(best)
        pairs.append((one, best))
    return pairs
