"""Rules on numbers and on what stands beside them: what decides over a dose."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from pipeline.checks.subject import Fault, Subject
from pipeline.meaning.quantities import Number
from pipeline.meaning.signs import knows_percent
from pipeline.meaning.symbols import symbols
from pipeline.meaning.units import differ, is_symbol
from pipeline.meaning.words import NUMBER_WORDS
from pipeline.model import Level


def number(pair: Subject) -> Iterator[Fault]:
    """Every number of the source stands in the translation, in digits or words."""
    found = pair.numbers
    for e in found.changed:
        message = f"number changed: {e.source} → {e.target}"
        if e.source == e.target:
            message = f"number changed: {e.target} in English format is another number here"
        yield Fault("number", Level.ERROR, message, e.span)
    for e in found.missing:
        level = Level.WARNING if e.sure else Level.INFO
        yield Fault("number", level, f"number missing: {e.source}")
    for e in found.extra:
        yield Fault("number", Level.INFO, f"number added: {e.target}", e.span)


def unit(pair: Subject) -> Iterator[Fault]:
    """A number has the unit it has in the source; a unit of measure is not dropped."""
    ranged = _inherited(pair.target, [t for _, t in pair.numbers.pairs])
    for ours, theirs in pair.numbers.pairs:
        there = theirs.unit or ranged.get(theirs.start, "")
        if differ(ours.unit, there):
            message = f"unit changed: {ours.evidence} → {theirs.evidence or there}"
            yield Fault("unit", Level.ERROR, message, (theirs.start, theirs.end))
        elif not there and is_symbol(ours.unit) and pair.language in NUMBER_WORDS:
            message = f"unit missing: {ours.evidence} → {theirs.evidence}"
            yield Fault("unit", Level.WARNING, message, (theirs.start, theirs.end))


def sign(pair: Subject) -> Iterator[Fault]:
    """Minus, plus, ± and per cent stay with their number."""
    found = pair.numbers
    percent_there = _percents(pair.target, found.pairs, found.unpaired[1])
    for ours, theirs in found.pairs:
        span = (theirs.start, theirs.end)
        if _sign_differs(ours, theirs) or (
            ours.bound and theirs.bound and ours.bound != theirs.bound
        ):
            message = f"sign changed: {_signed(ours)} → {_signed(theirs)}"
            yield Fault("sign", _sign_level(ours, theirs), message, span)
        if ours.percent and theirs.start not in percent_there:
            level = Level.ERROR if knows_percent(pair.language) else Level.WARNING
            yield Fault("sign", level, f"per cent lost: {ours.evidence} → {theirs.evidence}", span)
    yield from _percent_added(pair)
    yield from _lost_signs(found.unpaired)


def _sign_differs(ours: Number, theirs: Number) -> bool:
    """Whether a sign has come or gone; a word beside the number may say it on either side."""
    lost = ours.sign not in ("", theirs.sign, theirs.spoken)
    return lost or theirs.sign not in ("", ours.sign, ours.spoken)


def _signed(number: Number) -> str:
    return f"{number.bound}{number.evidence}"


def _sign_level(ours: Number, theirs: Number) -> Level:
    """A plus says little (`+44`), a minus that comes or goes turns the value round."""
    return Level.WARNING if {ours.sign, theirs.sign} == {"+", ""} else Level.ERROR


def _percents(
    text: str, pairs: tuple[tuple[Number, Number], ...], unpaired: tuple[Number, ...]
) -> set[int]:
    """Where numbers of the translation stand that are percentages, ranges included."""
    numbers = sorted((*(t for _, t in pairs), *unpaired), key=lambda n: n.start)
    found = {n.start for n in numbers if n.percent}
    for one, following in zip(reversed(numbers[:-1]), reversed(numbers[1:]), strict=True):
        if following.start in found and _ranges(text, one, following):
            found.add(one.start)
    return found


def _percent_added(pair: Subject) -> Iterator[Fault]:
    """A percentage made of a number, where the source has none at all."""
    ours = [s for s, _ in pair.numbers.pairs] + list(pair.numbers.unpaired[0])
    if any(s.percent for s in ours) or "percent" in pair.source.casefold() or "%" in pair.source:
        return
    for _, theirs in pair.numbers.pairs:
        if theirs.percent:
            message = f"per cent added: {theirs.evidence}"
            yield Fault("sign", Level.ERROR, message, (theirs.start, theirs.end))


def _lost_signs(unpaired: tuple[tuple[Number, ...], tuple[Number, ...]]) -> Iterator[Fault]:
    """Signs of numbers that have no counterpart of their own."""
    looks: tuple[tuple[str, Callable[[Number], bool]], ...] = (
        ("−", lambda n: n.sign == "−"), ("±", lambda n: n.sign == "±"), ("%", lambda n: n.percent),
    )  # fmt: skip
    for shown, has in looks:
        ours, theirs = (sum(map(has, side)) for side in unpaired)
        if ours > theirs and unpaired[1]:
            yield Fault(
                "sign", Level.WARNING, f"“{shown}” lost beside a number without counterpart"
            )


def _inherited(text: str, numbers: list[Number]) -> dict[int, str]:
    """The unit that the first number of a range has from the second: `5–10 mg`."""
    found: dict[int, str] = {}
    ordered = sorted(numbers, key=lambda n: n.start, reverse=True)
    for following, one in pairwise(ordered):
        unit = following.unit or found.get(following.start, "")
        if unit and not one.unit and _ranges(text, one, following):
            found[one.start] = unit
    return found


def _ranges(text: str, one: Number, following: Number) -> bool:
    """Whether at most one short word or dash stands between two numbers."""
    between = text[one.end : following.start].strip(" \u00a0\u202f*_\"“”„«»'")
    return len(between) <= len("–bis–") + 2 and len(between.split()) <= 1


def number_format(pair: Subject) -> Iterator[Fault]:
    """A measured number left in English format where readers expect another."""
    known = symbols(pair.locale)
    for ours, theirs in pair.numbers.pairs:
        left = theirs.raw == ours.raw and "." in theirs.raw and "." not in known.decimals
        if theirs.measured and (theirs.foreign or (left and _decimal(ours))):
            message = f"English number format: {theirs.evidence}"
            yield Fault("number-format", Level.WARNING, message, (theirs.start, theirs.end))


def _decimal(number: Number) -> bool:
    return bool(number.places) and Counter(number.raw)["."] == 1
