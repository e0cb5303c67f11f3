"""A new number offered in the old translation: for the reviewer, never written as a translation."""

from babel.numbers import format_decimal

from pipeline.meaning import compare
from pipeline.meaning.quantities import Number, quantities
from pipeline.model import Entry

SUGGESTION = "suggestion: "
"""How the note begins that shows it (`#.`)."""
_GROUPED = 10_000
"""From here on numbers are written in groups; below, usage differs within a language."""


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
    found = [n for n in quantities(entry.target, locale) if n.values & was.values]
    if len(found) != 1 or len(now.values) != 1 or was.ordinal or now.ordinal:
        return ""
    place = found[0]
    shown = _written(now, locale)
    made = entry.target[: place.start] + shown + entry.target[place.end :]
    return made if not compare(new, made, locale) else ""


def _around(text: str, numbers: tuple[Number, ...]) -> str:
    """The text with its numbers blanked."""
    shown, at = "", 0
    for number in numbers:
        shown += text[at : number.start] + "\0"
        at = number.end
    return shown + text[at:]


def _written(number: Number, locale: str) -> str:
    value = next(iter(number.values))
    pattern = "#,##0" if value >= _GROUPED else "0"
    places = "." + "0" * number.places if number.places else ""
    return format_decimal(value, format=pattern + places, locale=locale)
