"""How a locale writes numbers and months, from CLDR by way of Babel."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from babel import Locale as Babel
from babel import UnknownLocaleError
from babel.numbers import format_compact_decimal, get_decimal_symbol, get_group_symbol

SPACES = " \u00a0\u202f\u2009"
"""White space that divides thousands, or a number from its unit."""
FILL = "\0"
"""What stands for blanked markup: it keeps positions and joins what it divides."""
_WORD = 3
"""Letters of a word for a power of ten; shorter ones (`M`, `G`) are units as well."""


@dataclass(frozen=True, slots=True)
class Symbols:
    """The separators a reader of the locale understands."""

    language: str
    decimals: frozenset[str]
    groups: frozenset[str]


@lru_cache(maxsize=128)
def symbols(locale: str) -> Symbols:
    """Separators of a locale; those of plain English for a locale Babel does not know.

    Spaces and apostrophes divide thousands everywhere (ISO 80000-1, Swiss use), a point does so
    wherever the decimal sign is a comma, and `·` is a decimal sign in older medical print.
    """
    parsed = _parsed(locale)
    decimal = get_decimal_symbol(parsed) if parsed else "."
    group = get_group_symbol(parsed) if parsed else ","
    groups = {group, *SPACES, "'", "\u2019", "\u066c"}
    if decimal == ",":
        groups.add(".")
    language = parsed.language if parsed else locale.replace("-", "_").split("_")[0]
    return Symbols(
        language, frozenset((decimal, "\u00b7", "\u066b")), frozenset(groups - {decimal})
    )


@lru_cache(maxsize=128)
def _parsed(locale: str) -> Babel | None:
    try:
        return Babel.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


@lru_cache(maxsize=128)
def _month_names(locale: str) -> tuple[re.Pattern[str], dict[str, int]] | None:
    parsed = _parsed(locale)
    if parsed is None:
        return None
    names = {
        name.casefold().strip("."): number
        for use in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in parsed.months[use][width].items()
        if not name.strip(".").isdigit()
    }
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)"), names


@lru_cache(maxsize=128)
def magnitudes(locale: str) -> tuple[tuple[str, int], ...]:
    """Words for powers of ten as CLDR's compact formats have them: `Millionen` 6, `Mrd` 9."""
    parsed = _parsed(locale)
    if parsed is None:
        return ()
    found: dict[str, int] = {}
    widths: tuple[Literal["long", "short"], ...] = ("long", "short")
    for power, count, width in product((3, 6, 9, 12), (1, 2, 5), widths):
        if width not in parsed.compact_decimal_formats:
            continue
        shown = format_compact_decimal(count * 10**power, format_type=width, locale=parsed)
        number, _, word = shown.replace("\u00a0", " ").partition(" ")
        word = word.strip(".")
        if number == str(count) and word.isalpha() and len(word) >= _WORD:
            found[word] = power
    return tuple(found.items())


def months(text: str, locale: str) -> frozenset[int]:
    """The numbers of the months that a text names.

    >>> sorted(months("vom 3. März bis Mai", "de"))
    [3, 5]
    """
    found = _month_names(locale)
    if found is None:
        return frozenset()
    pattern, names = found
    return frozenset(names[name] for name in pattern.findall(text.casefold()))
