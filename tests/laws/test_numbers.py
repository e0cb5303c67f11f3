"""Laws of number comparison, over numbers as CLDR writes them in each locale."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.meaning import compare

LOCALES = (
    "bg", "ca", "cs", "da", "de", "de_AT", "de_CH", "el", "es", "et", "eu", "fi", "fr", "fr_CH",
    "ga", "gl", "hr", "hu", "it", "lt", "lv", "mt", "nb", "nl", "pl", "pt", "pt_PT", "ro", "sk",
    "sl", "sv", "tr", "uk"
)  # fmt: skip
VALUES = st.one_of(
    st.integers(0, 30),
    st.integers(0, 10**9),
    st.decimals(0, 10**6, places=1, allow_nan=False, allow_infinity=False),
    st.decimals(0, 1000, places=3, allow_nan=False, allow_infinity=False),
)
UNITS = st.sampled_from(["", " mg", " ml", "\u00a0kg", " %"])


def english(value: Decimal | int) -> str:
    """The number as the source has it."""
    return format_decimal(value, locale="en", decimal_quantization=False)


def local(value: Decimal | int, locale: str) -> str:
    """The number as a translator writes it."""
    return format_decimal(value, locale=locale, decimal_quantization=False)


@given(value=VALUES, unit=UNITS, locale=st.sampled_from(LOCALES))
def test_a_number_in_the_locale_s_own_format_is_no_difference(
    value: Decimal | int, unit: str, locale: str
) -> None:
    """What CLDR writes for a value is that value."""
    found = compare(
        f"Xx {english(value)}{unit} xx.", f"Xx {local(value, locale)}{unit} xx.", locale
    )
    assert not found


@given(text=st.text(alphabet="0123456789.,:/ -–mg%x", max_size=30))
def test_any_english_text_agrees_with_itself(text: str) -> None:
    """Comparing a text with itself finds nothing, whatever stands in it."""
    assert not compare(text, text, "en")


@given(
    value=VALUES, unit=UNITS, locale=st.sampled_from(LOCALES), at=st.integers(0, 20),
    digit=st.sampled_from("0123456789"),
)  # fmt: skip
def test_one_changed_digit_is_always_found(
    value: Decimal | int, unit: str, locale: str, at: int, digit: str
) -> None:
    """No single wrong digit goes unnoticed, at any place of any number."""
    shown = local(value, locale)
    digits = [i for i, char in enumerate(shown) if char.isdigit()]
    place = digits[at % len(digits)]
    assume(shown[place] != digit)
    assume(digit != "0" or place != digits[0] or len(digits) == 1)  # `05` is no number people write
    wrong = shown[:place] + digit + shown[place + 1 :]
    assert compare(f"Xx {english(value)}{unit}.", f"Xx {wrong}{unit}.", locale).changed


@given(
    value=st.integers(1, 10**6),
    locale=st.sampled_from(LOCALES),
    digit=st.sampled_from("0123456789"),
)
def test_an_appended_digit_is_always_found(value: int, locale: str, digit: str) -> None:
    """Ten times the dose is found, whichever digit follows."""
    target = f"Xx {local(value * 10 + int(digit), locale)} mg."
    assert compare(f"Xx {english(value)} mg.", target, locale).changed


@given(
    values=st.lists(st.integers(13, 9999), min_size=1, max_size=5), locale=st.sampled_from(LOCALES),
    order=st.randoms(use_true_random=False),
)  # fmt: skip
@settings(max_examples=60)
def test_order_does_not_matter(values: list[int], locale: str, order: object) -> None:
    """Languages put numbers in another order; as long as all are there nothing is wrong."""
    shuffled = list(values)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    source = " xx, ".join(map(english, values))
    assert not compare(source, " xx, ".join(local(v, locale) for v in shuffled), locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_thousandth_is_found(locale: str) -> None:
    """A decimal sign read as a divider of thousands changes a dose a thousandfold."""
    value = Decimal("1.234")
    right = local(value, locale)
    assert not compare("1.234 mg", f"{right} mg", locale)
    assert compare("1.234 mg", f"{local(1234, locale)} mg", locale).changed
