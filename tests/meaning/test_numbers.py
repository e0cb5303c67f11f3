"""Numbers of a translation against those of its source: pairs a translator could judge."""

import pytest

from pipeline.meaning import compare

AGREE = [
    # source, translation, locale
    ("Take 1,234.5 mg.", "Nehmen Sie 1.234,5 mg.", "de"),
    ("Take 1,234.5 mg.", "Prenez 1 234,5 mg.", "fr"),
    ("Take 1,234.5 mg.", "Nehmen Sie 1’234.5 mg.", "de_CH"),
    ("Walk 12,500 steps.", "Zrób 12\u00a0500 kroków.", "pl"),
    ("Walk 12,500 steps.", "Camina 12500 pasos.", "es"),
    ("born 19 Sep 2025", "geboren am 19.09.2025", "de"),
    ("September 19, 2025", "19 września 2025", "pl"),
    ("on 2025-09-19", "am 19. September 2025", "de"),
    ("on 9/19", "am 19.9.", "de"),
    ("open 24/7", "7/24 açık", "tr"),
    ("30–40% of people", "30 bis 40 Prozent der Menschen", "de"),
    ("in three weeks", "in 3 Wochen", "de"),
    ("in 3 weeks", "en tres semanas", "es"),
    ("5-year-old children", "fünfjährige Kinder", "de"),
    ("a dozen people", "12 Personen", "de"),
    ("½ cup", "1/2 Tasse", "de"),
    ("½ cup", "0,5 Tasse", "de"),
    ("1½ hours", "1,5 Stunden", "de"),
    (".5 mg", "0,5 mg", "it"),
    ("150 million people", "150 Mio. Menschen", "de"),
    ("150 million people", "150.000.000 de persoane", "ro"),
    ("2 billion people", "2 Milliarden Menschen", "de"),
    ("2 billion people", "2000 millones de personas", "es"),
    ("2 million to 3 million", "2 bis 3 Millionen", "de"),
    ("10k steps", "10 000 pas", "fr"),
    ("1,000,000 times", "eine Million Mal", "de"),
    ("at 3 pm", "um 15 Uhr", "de"),
    ("at 7 a.m.", "om 7.00 uur", "nl"),
    ("from 6-7 pm", "18:00–19:00", "it"),
    ("between 2 and 4 p.m.", "zwischen 14 und 16 Uhr", "de"),
    ("at 3:30 p.m.", "à 15h30", "fr"),
    ("from 8 a.m. to 9:30 p.m.", "de 8 h à 21 h 30", "fr"),
    ("2019–20", "2019–2020", "de"),
    ("in the 1990s", "in den 90ern", "de"),
    ("the 19th century", "el siglo XIX", "es"),
    ("the 3rd day", "der 3. Tag", "de"),
    ("vitamin B12", "vitamina B 12", "it"),
    ("CO₂ and H₂O", "CO2 und H2O", "de"),
    ("**5**&nbsp;mg", "5 **mg**", "de"),
    ("see [page 5](a/7.md)", "siehe [Seite 5](b/8.md)", "de"),
    ("press `F5` 3 times", "3 Mal `F6` drücken", "de"),
    ("5 mg of A, 10 mg of B", "10 mg B und 5 mg A", "de"),
    ("5 mg", "٥ مجم", "ar"),
    ("2 tablets", "dwie tabletki", "pl"),
    ("no digits here", "keine Ziffern hier", "de"),
]
CHANGED = [
    # source, translation, locale, what was read in each
    ("Do not take more than 5 mg.", "No tome más de 50 mg.", "es", "5 mg", "50 mg"),
    ("Take 0.05 mg.", "Nehmen Sie 0.5 mg.", "de", "0.05 mg", "0.5 mg"),
    ("Take 1.5 mg.", "Nehmen Sie 1,50 mg.", "de", "1.5 mg", "1,50 mg"),
    ("Take 1.234 mg.", "Nehmen Sie 1.234 mg.", "de", "1.234 mg", "1.234 mg"),
    ("12,500 steps", "12,500 Schritte", "de", "12,500", "12,500"),
    ("5.2 mg", "5 mg", "de", "5.2 mg", "5 mg"),
    ("blood pressure of 120/80", "Blutdruck von 80/120", "de", "120/80", "80/120"),
    ("150 million", "150 Milliarden", "de", "150 million", "150 Milliarden"),
    ("5 million people", "5 Leute", "de", "5 million", "5"),
    ("since 2021", "seit 2011", "de", "2021", "2011"),
    ("the 3rd day", "der 4. Tag", "de", "3", "4"),
    ("vitamin B12", "vitamina B6", "es", "12", "6"),
    ("at 3 pm", "um 16 Uhr", "de", "3", "16"),
    ("19 Sep 2025", "19.10.2025", "de", "19", "19.10.2025"),
    ("10⁶ cells", "10⁹ Zellen", "de", "⁶", "⁹"),
    ("Take one dose of 5 mg.", "Nimm eine Dosis von 1 mg.", "de", "5 mg", "1 mg"),
    ("**5** mg", "**50** mg", "de", "5 mg", "50 mg"),
]


@pytest.mark.parametrize(("source", "target", "locale"), AGREE)
def test_the_same_number_in_another_form_is_no_difference(source, target, locale):
    """Formats, dates, times, words and markup may differ as languages do."""
    assert not compare(source, target, locale)


@pytest.mark.parametrize(("source", "target", "locale", "was", "now"), CHANGED)
def test_another_number_is_changed(source, target, locale, was, now):
    """A wrong number is found and shown as it stands on both sides."""
    found = compare(source, target, locale).changed
    assert [(e.source, e.target) for e in found][:1] == [(was, now)]


def test_a_changed_number_is_shown_where_it_stands():
    """The span is that of the number in the translation, markup before it counted."""
    target = "Nimm **höchstens** [50 mg](x.md)."
    (found,) = compare("Take **at most** [5 mg](x.md).", target, "de").changed
    assert target[slice(*found.span)] == "50"


def test_a_lost_number_is_missing_and_a_new_one_extra():
    """What stands on one side only is no change."""
    assert [e.source for e in compare("Take 20 mg.", "Nimm es.", "de").missing] == ["20 mg"]
    assert [e.target for e in compare("Take it.", "Nimm 20 mg.", "de").extra] == ["20 mg"]


def test_a_small_number_may_be_a_word_where_the_words_are_unknown():
    """Without number words of a language the loss of a small number is not certain."""
    assert [e.sure for e in compare("for 3 people", "3-рдан", "kk").missing] == []
    assert [e.sure for e in compare("for 3 people", "үш адам", "kk").missing] == [False]
    assert [e.sure for e in compare("for 300 people", "адам", "kk").missing] == [True]
    assert [e.sure for e in compare("for 300 mg", "адам", "kk").missing] == [True]


@pytest.mark.parametrize("locale", ["xx", "", "tlh-Latn", "de-AT"])
def test_a_locale_without_data_is_read_by_its_digits(locale):
    """No table and no CLDR data mean fewer excuses, never an exception."""
    assert not compare("Take 5 mg in 24 hours.", "Xyz 5 mg, 24 zyx.", locale)
    assert compare("Take 5 mg.", "Xyz 50 mg.", locale).changed
