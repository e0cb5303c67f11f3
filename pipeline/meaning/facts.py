"""Which facts differ between two English texts.

Used where nobody looks: a translation accepted for the old text may stand beside the new one only
if no fact has changed. In doubt a fact has changed, because then English is shown.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal

from pipeline.meaning.negation import cues, reversed_words
from pipeline.meaning.plain import plain
from pipeline.meaning.quantities import Number, quantities
from pipeline.meaning.words import count_words

_EN = "en"


def changed_facts(old: str, new: str) -> tuple[str, ...]:
    """The kinds of facts that differ: of `number`, `unit`, `sign`, `negation`, in this order.

    Equal values count as equal however written (`5,000` and `5000`, `five` and `5`). Numbers of
    one unit must keep their order, because a morning and an evening dose may have changed places.

    >>> changed_facts("Take up to 5 mg.", "Take at least 5 g.")
    ('unit', 'negation')
    """
    if old == new:
        return ()
    before, after = quantities(old, _EN), quantities(new, _EN)
    texts = plain(old), plain(new)
    recount = _numbers_differ(before, after, texts)
    differences: tuple[tuple[str, bool], ...] = (
        ("number", recount),
        (
            "unit",
            _beside(before, _unit, bound=not recount) != _beside(after, _unit, bound=not recount),
        ),
        (
            "sign",
            _beside(before, _signs, bound=not recount) != _beside(after, _signs, bound=not recount),
        ),
        ("negation", cues(texts[0]) != cues(texts[1]) or reversed_words(*texts)),
    )
    return tuple(name for name, differs in differences if differs)


def _numbers_differ(
    before: Sequence[Number], after: Sequence[Number], texts: tuple[str, str]
) -> bool:
    """Other values, digits and words together, or the values of a unit in another order."""
    old, new = _values(before, texts[0]), _values(after, texts[1])
    if old != new:
        return True
    units = sorted(n.unit for n in before) == sorted(n.unit for n in after)
    return units and _order(before) != _order(after)


def _values(numbers: Sequence[Number], text: str) -> Counter[object]:
    """All values; `one` is left out, since it is more often a pronoun, unless in digits alone."""
    counted: Counter[object] = Counter(map(_value, numbers))
    counted.update(count_words(text, _EN))
    for value in (Decimal(1), Decimal(0)):
        counted.pop(value, None)
    ones = [n for n in numbers if _value(n) in (Decimal(1), Decimal(0)) and n.measured]
    counted.update((_value(n), n.unit) for n in ones)
    return counted


def _value(number: Number) -> object:
    """What a number is worth; a date or version its digit runs."""
    return min(number.values) if number.values else min(number.parts, default=(number.raw,))


def _order(numbers: Sequence[Number]) -> dict[str, list[object]]:
    ordered: dict[str, list[object]] = defaultdict(list)
    for number in numbers:
        ordered[number.unit].append(_value(number))
    return ordered


def _unit(number: Number) -> str:
    return number.unit


def _signs(number: Number) -> str:
    return f"{number.sign}{number.bound}{'%' if number.percent else ''}"


def _beside(
    numbers: Sequence[Number], what: Callable[[Number], str], *, bound: bool
) -> Counter[object]:
    """What stands beside numbers, how often; bound to the values while those are the same.

    Where a value has changed it would differ with it, so only the kinds are counted.
    """
    return Counter((_value(n) if bound else None, what(n)) for n in numbers if what(n))
