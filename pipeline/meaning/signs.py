"""Signs beside a number: minus and plus, per cent, comparison, currency."""

import re
from functools import lru_cache

from pipeline.meaning.symbols import SPACES
from pipeline.meaning.words import MINUS, PERCENT, PLUS

GAP = rf"\0*(?:[{SPACES}]|\b-|\u2011)?\0*"
"""What may stand between a number and its unit: one space or hyphen."""
_REACH = 16
"""Characters before a number in which its sign is looked for."""
_SIGN = re.compile(
    rf"(?:^|(?<!\d)[{SPACES}]|[\0(\[{{\"'“„«‹=/~≈<>≤≥:])([-−–‐‑+±])\0*(?:%\0*[{SPACES}]?\0*)?$"
)
_WORD = re.compile(rf"([^\W\d_]+)[{SPACES}]\0*$")
_COMPARED = re.compile(rf"([<>≤≥])\0*[{SPACES}]?\0*$")
_CURRENCY = re.compile(rf"[$€£¥₹]\0*[{SPACES}]?\0*$")
_CURRENCY_AFTER = re.compile(
    rf"{GAP}(?:[$€£¥₹]|(?:USD|EUR|GBP|CHF|euros?|dollars?)\b)", re.IGNORECASE
)
_PERCENT_BEFORE = re.compile(rf"(?<!\d)%\0*[{SPACES}]?\0*$")
_SIGNS = {"-": "−", "−": "−", "–": "−", "‐": "−", "‑": "−", "+": "+", "±": "±"}
_COMPARISONS = {"<": "<", "≤": "<", ">": ">", "≥": ">"}


def sign_before(text: str, at: int) -> str:
    """`−`, `+` or `±` when the number at this place bears it.

    A dash counts only when it is tied to the number and nothing is tied to the dash, so that
    neither `30–40` nor `COVID-19` is negative.
    """
    found = _SIGN.search(text[max(0, at - _REACH) : at])
    return _SIGNS[found[1]] if found else ""


def word_before(text: str, at: int) -> str:
    """`−` or `+` when the word before may say so; `moins` also stands in `au moins`."""
    found = _WORD.search(text[max(0, at - _REACH) : at])
    word = found[1].casefold() if found else ""
    return "−" if word in MINUS else "+" if word in PLUS else ""


def comparison_before(text: str, at: int) -> str:
    """`<` or `>` when the number at this place is a bound written with a sign."""
    found = _COMPARED.search(text[max(0, at - _REACH) : at])
    return _COMPARISONS[found[1]] if found else ""


def is_percent(text: str, start: int, end: int, language: str) -> bool:
    """Whether the number is a percentage, by sign (before it in Turkish) or word."""
    if _percent_after(language).match(text, end):
        return True
    before = text[max(0, start - _REACH) : start]
    if language == "tr" and (word := _WORD.search(before)) and word[1].casefold() == "yüzde":
        return True
    return _PERCENT_BEFORE.search(before) is not None


def is_money(text: str, start: int, end: int) -> bool:
    """Whether a currency stands beside the number."""
    before = text[max(0, start - _REACH) : start]
    return bool(_CURRENCY.search(before) or _CURRENCY_AFTER.match(text, end))


def knows_percent(language: str) -> bool:
    """Whether the language's words for per cent are known."""
    return language in PERCENT


@lru_cache(maxsize=64)
def _percent_after(language: str) -> re.Pattern[str]:
    words = "|".join((r"percent\w*", *filter(None, [PERCENT.get(language)])))
    return re.compile(rf"{GAP}(?:[%٪％‰]|(?:{words})(?!\w))", re.IGNORECASE)
