"""Negative controls: wellness phrases as CLDR writes them in each locale must pass in silence."""

from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from pipeline.checks import check_entry
from pipeline.model import Entry, Key, Level, Locale

LOCALES = (
    "bg", "ca", "cs", "da", "de", "de_AT", "de_CH", "el", "es", "es_MX", "et", "eu", "fi", "fr",
    "fr_CA", "fr_CH", "ga", "gl", "hr", "hu", "is", "it", "lt", "lv", "mt", "nb", "nl", "pl", "pt",
    "pt_PT", "ro", "sk", "sl", "sr", "sr_Latn", "sv", "tr", "uk",
)  # fmt: skip


def phrases(locale):
    """English phrases and what a translator into the locale would write for them."""

    def number(text):
        return format_decimal(Decimal(text), locale=locale)

    def percent(text):
        return format_percent(Decimal(text), locale=locale)

    return [
        ("30–40%", f"{number('30')}–{percent('0.4')}"),
        ("−41%", percent("-0.41")),
        ("1,234.5 mg", f"{number('1234.5')} mg"),
        ("12,500", number("12500")),
        ("6 months", "6 xyz"),
        ("2.5 g", f"{number('2.5')}\u00a0g"),
        ("0.05 μg", f"{number('0.05')} μg"),
        ("24/7", "24/7"),
        ("1,000,000", number("1000000")),
        ("pH 7.4", f"pH {number('7.4')}"),
        ("5–10 mg/kg", f"{number('5')}–{number('10')} mg/kg"),
        ("150 million", format_compact_decimal(150_000_000, locale=locale, format_type="short")
         if locale in ("ga", "mt") else
         format_compact_decimal(150_000_000, locale=locale, format_type="long")),
    ]  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_numbers_in_the_form_of_the_locale_are_silent(locale):
    """Not one error or warning on a number that is right."""
    for source, target in phrases(locale):
        entry = Entry(Key(f"Xyz {source} zyx"), f"Zyx {target} xyz")
        assert [f for f in check_entry(entry, Locale(locale)) if f.level is not Level.INFO] == []
