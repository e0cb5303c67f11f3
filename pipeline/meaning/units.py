"""Units of measure behind a number.

Names and symbols come from CLDR's unit patterns by way of Babel, in every plural form of the
locale; the table adds what medicine writes besides. Words may carry an ending that CLDR does not
list (`Milligramms`, `Monaten`), symbols may not.
"""

import re
from functools import lru_cache

from babel import UnknownLocaleError
from babel.units import UnknownUnitError, format_unit

from pipeline.meaning.signs import GAP

UNITS: dict[str, tuple[str, str]] = {
    "ng": ("", "ng"),
    "µg": ("mass-microgram", "µg μg mcg ug мкг"),
    "mg": ("mass-milligram", "mg мг"),
    "g": ("mass-gram", "g г"),
    "kg": ("mass-kilogram", "kg кг"),
    "lb": ("mass-pound", "lb lbs"),
    "oz": ("mass-ounce", "oz"),
    "µl": ("", "µl μl"),
    "ml": ("volume-milliliter", "ml cc мл"),
    "cl": ("volume-centiliter", "cl"),
    "dl": ("volume-deciliter", "dl дл"),
    "l": ("volume-liter", "l L л"),
    "IU": ("", "IU UI IE I.U. U.I. I.E. j.m. jm МО"),
    "mmol": ("", "mmol ммоль"),
    "µmol": ("", "µmol μmol"),
    "mol": ("concentr-mole", "mol"),
    "°": ("temperature-generic", "° º Grad graden grados degrés gradi graus stopni stopnie grader"),
    "°C": ("temperature-celsius", "°C ℃ ºC °С"),
    "°F": ("temperature-fahrenheit", "°F ℉ ºF"),
    "kcal": ("energy-kilocalorie", "kcal ккал"),
    "kJ": ("energy-kilojoule", "kJ кДж"),
    "mmHg": ("pressure-millimeter-ofhg", "mmHg"),
    "kPa": ("pressure-kilopascal", "kPa"),
    "mm": ("length-millimeter", "mm мм"),
    "cm": ("length-centimeter", "cm см"),
    "m": ("length-meter", "m м"),
    "km": ("length-kilometer", "km км"),
    "second": ("duration-second", "sec"),
    "minute": ("duration-minute", "min хв"),
    "hour": ("duration-hour", "h год"),
    "day": ("duration-day", ""),
    "week": ("duration-week", ""),
    "month": ("duration-month", ""),
    "year": ("duration-year", ""),
}
"""By unit: CLDR's name for it, and its symbols in any language."""

_SAMPLES = (1, 2, 5, 1.5)
"""Numbers that between them call up the plural forms of the European languages."""
_WORD = 4
"""Letters from which on a spelling is a word: any case, and up to three letters more."""
_ENDING = r"[^\W\d_]{0,3}"


def unit_after(text: str, end: int, locale: str) -> str:
    """The unit of the number that ends here, with its denominator (`mg/kg`); empty for none.

    >>> unit_after("5 Milligramm pro Tag", 1, "de"), unit_after("2 mg/dl", 1, "de")
    ('mg', 'mg/dl')
    """
    pattern, names = _spellings(locale)
    found = pattern.match(text, end)
    if not found:
        return ""
    unit = _name(found[1], names)
    return f"{unit}/{_name(found[2], names)}" if found[2] else unit


def is_symbol(unit: str) -> bool:
    """Whether the unit is one of measure, not of time: its loss is never a matter of style."""
    return unit not in ("", "second", "minute", "hour", "day", "week", "month", "year")


def differ(one: str, other: str) -> bool:
    """Whether two units contradict each other; an unknown one contradicts nothing."""
    if not one or not other:
        return False
    (above, _, below), (above2, _, below2) = one.partition("/"), other.partition("/")
    if "°" in (above, above2) and above[0] == above2[0]:
        return False  # degrees, without saying which
    return above != above2 or bool(below and below2 and below != below2)


def _name(spelling: str, names: dict[str, str]) -> str:
    """The unit of a spelling that the pattern has matched, ending and all."""
    for size in range(len(spelling), 0, -1):
        part = spelling[:size]
        name = names.get(part) or names.get(part.casefold())
        if name:
            return name
    return ""


@lru_cache(maxsize=128)
def _spellings(locale: str) -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for unit, (cldr, written) in UNITS.items():
        for spelling in (*written.split(), *(_forms(cldr, locale) if cldr else ())):
            names.setdefault(spelling, unit)
            if len(spelling) > 1:
                names.setdefault(spelling.casefold(), unit)
    ordered = sorted(names, key=len, reverse=True)
    either = "|".join(map(_pattern, ordered))
    ends = r"(?![^\W\d_]|[²³])"
    return re.compile(rf"{GAP}({either}){ends}(?:\s?/\s?({either}){ends})?"), names


def _pattern(spelling: str) -> str:
    escaped = re.escape(spelling).replace(r"\ ", r"[ \u00a0\u202f]?")
    if len(spelling) == 1:
        return escaped
    return f"(?i:{escaped}){_ENDING if len(spelling) >= _WORD else ''}"


@lru_cache(maxsize=4096)
def _forms(cldr: str, locale: str) -> tuple[str, ...]:
    """The spellings of a unit in CLDR: long ones always, short ones for measures only.

    Short forms of durations are left out: `5 a` is five years in Spanish, but `a` is also "to".
    Where Babel has no pattern it returns the name itself, which is no spelling.
    """
    found: set[str] = set()
    for length in ("long",) if cldr.startswith("duration") else ("long", "short"):
        for number in _SAMPLES:
            try:
                shown = format_unit(number, cldr, length, locale=locale)  # type: ignore[arg-type]
            except (UnknownUnitError, UnknownLocaleError, ValueError):
                continue
            spelling = re.sub(r"^[\d.,٠-٩۰-۹٫]+|[\d.,٠-٩۰-۹٫]+$", "", shown).strip(
                " \u00a0\u202f\u200f"
            )
            if spelling and cldr not in spelling:
                found.add(spelling)
    return tuple(sorted(found))
