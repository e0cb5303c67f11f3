"""Numbers in running text: where they stand, what they may mean, what stands beside them.

A number has several plausible readings: `1.500` is one and a half in English, fifteen hundred in
German and perhaps a version. All are kept; two numbers agree when they share one. A comma is read
by the locale alone, because `12,500` left standing in German text *is* twelve and a half there.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pipeline.meaning.plain import plain
from pipeline.meaning.signs import comparison_before, is_money, is_percent, sign_before, word_before
from pipeline.meaning.symbols import FILL, SPACES, Symbols, magnitudes, symbols
from pipeline.meaning.units import unit_after
from pipeline.meaning.words import MAGNITUDES

Parts = tuple[str, ...]

_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_NUMBER = re.compile(
    r"(?P<iso>(?<!\d)\d{4}-\d\d-\d\d(?![\d-]))"
    rf"|(?P<grouped>(?<![\w.,])[1-9]\d{{0,2}}(?:[{SPACES}]\0*\d{{3}})+(?!\d)(?:[.,·٫]\d+)?)"
    r"|(?P<power>(?<=\d)⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    rf"|(?P<fraction>\d*[{_FRACTIONS}])"
    r"|(?P<bare>(?<![\w.,…])\.\d+)"
    r"|(?P<usual>\d+(?:[.,'\u2019·:/٫٬]\d+|[hH]\d\d(?!\w))*)"
)
_ORDINAL = re.compile(r"\0*(?:st|nd|rd|th|-?fold)\b")
_NOON = re.compile(
    rf"(?:[\0{SPACES}]*(?:[-–—]|to|and)[\0{SPACES}]*\d{{1,2}}(?::\d\d)?)?"  # from 6 to 7 p.m.
    rf"\0*[{SPACES}]?([ap])\.?m\b",
    re.IGNORECASE,
)
_SUFFIX = {"k": 3, "K": 3, "M": 6}
_HALF_DAY = 12
_TWO = 2
"""Digit runs of a clock time, a ratio, a decimal number."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number in a text."""

    raw: str
    start: int
    end: int
    values: frozenset[Decimal]
    """What it is worth; empty for dates, versions and the like."""
    parts: frozenset[Parts]
    """Its digit runs, for dates, versions, times and ratios."""
    places: int = 0
    """Digits behind the decimal sign."""
    power: int = 0
    """The power of ten of the magnitude word behind it."""
    magnitude: str = ""
    """That word."""
    ordinal: bool = False
    foreign: bool = False
    """Unreadable by the locale, read as English instead."""
    sign: str = ""
    spoken: str = ""
    """A sign that the word before it may say."""
    bound: str = ""
    """`<` or `>` before it."""
    percent: bool = False
    unit: str = ""
    money: bool = False

    @property
    def evidence(self) -> str:
        """The number as it stands in the text, with its unit or percent sign for the message."""
        shown = f"{self.raw}{self.magnitude}".replace(FILL, "")
        sign = self.sign if self.sign not in ("", shown[:1]) else ""
        return f"{sign}{shown}{' ' + self.unit if self.unit else ''}{'%' if self.percent else ''}"

    @property
    def measured(self) -> bool:
        """Whether a unit, percent sign or currency stands beside it."""
        return bool(self.unit or self.percent or self.money)


@lru_cache(maxsize=4096)
def quantities(text: str, locale: str) -> tuple[Number, ...]:
    """The numbers of a text in order, as a reader of the locale understands them.

    >>> [n.evidence for n in quantities("Take 2.5 mg, at most 10%, of `x9`", "en")]
    ['2.5 mg', '10%']
    """
    shown = _ascii(plain(text))
    known = symbols(locale)
    return tuple(_number(match, shown, locale, known) for match in _NUMBER.finditer(shown))


def _ascii(text: str) -> str:
    """Decimal digits of any script as 0 to 9 (`٣`, `३`)."""
    if text.isascii():
        return text
    return re.sub(r"(?![0-9])\d", lambda m: str(unicodedata.decimal(m[0])), text)


def _number(match: re.Match[str], text: str, locale: str, known: Symbols) -> Number:
    start, end, raw = match.start(), match.end(), match[0]
    unit, percent = "", is_percent(text, start, end, known.language)
    power, behind = _power(text, end, locale)
    if not percent:
        unit = unit_after(text, behind, locale)
    english = known.language == "en"
    noon = _NOON.match(text, end) if english else None
    read = _read(raw, known, noon[1].lower() if noon else "")
    scaled = frozenset(v.scaleb(power) for v in read.values) if power else read.values
    measured = bool(unit or percent)
    sign, spoken = sign_before(text, start), word_before(text, start)
    if english and spoken == "−":
        sign = spoken
    return Number(
        raw, start, end, scaled,
        frozenset() if measured and read.grouped else read.parts,
        read.places, power, text[end:behind],
        ordinal=english and _ORDINAL.match(text, end) is not None,
        foreign=read.foreign,
        sign=sign, spoken=spoken, bound=comparison_before(text, start),
        percent=percent, unit=unit, money=is_money(text, start, end),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _magnitude(locale: str) -> tuple[re.Pattern[str], tuple[int, ...]]:
    """The table's words first, then CLDR's, then English ones left standing."""
    rows = (
        *MAGNITUDES.get(symbols(locale).language, ()),
        *((re.escape(word), power) for word, power in magnitudes(locale)),
        *MAGNITUDES["en"],
    )
    either = "|".join(f"({words})" for words, _ in rows)
    gap = rf"\0*[{SPACES}-]?\0*"
    return re.compile(rf"{gap}(?:{either})(?!\w)", re.IGNORECASE), tuple(p for _, p in rows)


def _power(text: str, end: int, locale: str) -> tuple[int, int]:
    """The power of ten of the word behind a number, and where that word ends."""
    suffix = text[end : end + 2]
    if suffix[:1] in _SUFFIX and not suffix[1:].isalnum():
        return _SUFFIX[suffix[0]], end + 1
    pattern, powers = _magnitude(locale)
    found = pattern.match(text, end)
    if not found or not found.lastindex:
        return 0, end
    return powers[found.lastindex - 1], found.end()


@dataclass(frozen=True, slots=True)
class _Reading:
    values: frozenset[Decimal]
    parts: frozenset[Parts]
    places: int = 0
    grouped: bool = False
    foreign: bool = False


@lru_cache(maxsize=8192)
def _read(raw: str, known: Symbols, noon: str) -> _Reading:
    """All plausible readings of one number."""
    raw = raw.replace(FILL, "")
    if raw[-1] in _FRACTIONS:
        return _fraction(raw)
    if raw[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return _Reading(frozenset(), frozenset(((raw,),)))
    if raw.isdigit():
        return _whole(raw, noon)
    if raw[0] == ".":
        return _Reading(frozenset((Decimal(raw),)), frozenset(), len(raw) - 1)
    found = _written(raw, known.decimals, known.groups)
    foreign = found is None and "," in raw
    if foreign:
        found = _written(raw, frozenset(".·"), frozenset(","))
    value, places, grouped = found or (None, 0, False)
    values = frozenset(() if value is None else (value,))
    parts = _parts(raw, noon) if "," not in raw or value is None else frozenset[Parts]()
    if raw[-3:] in (":00", "h00", "H00"):
        values |= {Decimal(h) for h in (p[0] for p in parts) if h.isdigit()}
    return _Reading(values, parts, places, grouped, foreign and value is not None)


def _fraction(raw: str) -> _Reading:
    """`1½` by its value, `½` also as `1/2`."""
    numeric = unicodedata.numeric(raw[-1])
    value = Decimal(raw[:-1] or 0) + Decimal(str(round(numeric, 4)))
    over = Fraction(numeric).limit_denominator(8)
    parts = () if raw[:-1] else ((str(over.numerator), str(over.denominator)),)
    return _Reading(frozenset((value,)), frozenset(parts))


def _whole(raw: str, noon: str) -> _Reading:
    """A number without separators; an hour with a.m. or p.m. is also one of 24."""
    hours = {int(raw), _hour(int(raw), noon)} if noon else {int(raw)}
    parts: set[Parts] = {(str(h),) for h in hours}
    if noon:
        parts |= {(str(h), zero) for h in hours for zero in ("0", "00")}
    return _Reading(frozenset(map(Decimal, hours)), frozenset(parts | {(raw,)}))


def _hour(hour: int, noon: str) -> int:
    return hour % _HALF_DAY + (_HALF_DAY if noon == "p" else 0)


def _written(
    raw: str, decimals: frozenset[str], groups: frozenset[str]
) -> tuple[Decimal, int, bool] | None:
    """Value, decimal places and whether it is in groups; None when that is no such number."""
    signs = [c for c in raw if not c.isdigit()]
    last = signs[-1]
    fraction = ""
    if last in decimals and signs.count(last) == 1:
        raw, _, fraction = raw.rpartition(last)
        signs.pop()
    if signs and not (len(set(signs)) == 1 and signs[0] in groups and _in_groups(raw, signs[0])):
        return None
    digits = "".join(filter(str.isdigit, raw))
    return Decimal(f"{digits}.{fraction or 0}").normalize(), len(fraction), bool(signs)


def _in_groups(raw: str, sign: str) -> bool:
    """Groups of three, or of two before the last one (`1,00,000` in India)."""
    between = "|".join(rf"(?:{re.escape(sign)}\d{{{size}}})*" for size in (3, 2))
    return re.fullmatch(rf"[1-9]\d{{0,2}}(?:{between}){re.escape(sign)}\d{{3}}", raw) is not None


def _parts(raw: str, noon: str) -> frozenset[Parts]:
    """The digit runs. Zeros in front count in `1.05`, not in `19.09.2025` or `9:05`."""
    runs = re.findall(r"\d+", raw)
    bare = tuple(str(int(r)) for r in runs)
    ways = {tuple(runs), bare}
    if len(runs) == _TWO and "." in raw:
        ways = {tuple(runs)}
    elif len(runs) == _TWO and noon:
        hour = str(_hour(int(bare[0]), noon))
        ways |= {(hour, bare[1]), (hour, runs[1])}
    return frozenset(ways)
