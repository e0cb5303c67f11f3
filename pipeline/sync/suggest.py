"""A new number offered in the old translation: for the reviewer, never written as a translation."""

from collections.abc import Sequence

from babel.numbers import format_decimal

from pipeline.meaning import compare
from pipeline.meaning.plain import plain
from pipeline.meaning.quantities import Number, quantities
from pipeline.meaning.words import count_words
from pipeline.model import Entry

SUGGESTION = "suggestion: "
"""How the note begins that shows it (`#.`)."""


def suggestion(entry: Entry, locale: str) -> str:
    """The stale text with today's number; empty where more has changed, or nothing is certain.

    One number of the source is another now, all else is the same, and the translation has the
    old one exactly once. The new one is written as the locale writes numbers (CLDR).
    """
    if not locale or entry.previous is None:
        return ""
    old, new = entry.previous.text, entry.key.text
    before, after = quantities(old, "en"), quantities(new, "en")
    if not before or len(before) != len(after) or _around(old, before) != _around(new, after):
        return ""
    differing = [(a, b) for a, b in zip(before, after, strict=True) if a.raw != b.raw]
    if len(differing) != 1:
        return ""
    was, now = differing[0]
    place = _only(was, before, old, entry.target, locale)
    if place is None or len(now.values) != 1 or now.ordinal or _is_name(was) or _is_name(now):
        return ""
    made = entry.target[: place.start] + _written(now, locale) + entry.target[place.end :]
    return made if not compare(new, made, locale) else ""


def _only(
    was: Number, before: Sequence[Number], old: str, target: str, locale: str
) -> Number | None:
    """The old number in the translation, if it stands there and in its source only once."""
    said = count_words(plain(old), "en") + count_words(plain(target), locale.partition("_")[0])
    same = [n for n in before if n.values & was.values]
    found = [n for n in quantities(target, locale) if n.values & was.values]
    if len(same) != 1 or len(found) != 1 or any(value in said for value in was.values):
        return None
    (there,) = found
    alike = there.unit == was.unit and there.percent == was.percent and not was.ordinal
    return there if alike else None


def _is_name(number: Number) -> bool:
    """A code or a telephone number: `0123`."""
    return number.raw[:1] == "0" and number.raw[1:2].isdigit()


def _around(text: str, numbers: Sequence[Number]) -> str:
    """The text with its numbers blanked."""
    shown, at = "", 0
    for number in numbers:
        shown += text[at : number.start] + "\0"
        at = number.end
    return shown + text[at:]


def _written(number: Number, locale: str) -> str:
    """In groups of three where the source has them."""
    grouped = not number.raw.replace(".", "").isdigit()
    places = "." + "0" * number.places if number.places else ""
    pattern = ("#,##0" if grouped else "0") + places
    return format_decimal(next(iter(number.values)), format=pattern, locale=locale)
