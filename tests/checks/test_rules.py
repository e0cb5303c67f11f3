"""The rules as a table a translator could read: source, translation, what is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import check_entry
from pipeline.model import Entry, Key, Level, Locale

FOUND = [
    # locale, source, translation, rule, level
    ("es", "Do not take more than 5 mg per day.", "Tome más de 50 mg por día.", "number", "error"),
    ("de", "Take 20 tablets.", "Nehmen Sie Tabletten.", "number", "warning"),
    ("de", "Take tablets.", "Nehmen Sie 20 Tabletten.", "number", "info"),
    ("de", "Take 5 mg.", "Nehmen Sie 5 g.", "unit", "error"),
    ("fr", "Take 5 mg.", "Prenez 5 µg.", "unit", "error"),
    ("de", "5–10 mg", "5–10 g", "unit", "error"),
    ("de", "every 4 hours", "alle 4 Tage", "unit", "error"),
    ("pl", "5 mg/kg", "5 mg/l", "unit", "error"),
    ("de", "Take 5 mg.", "Nehmen Sie 5.", "unit", "warning"),
    ("de", "at −5 °C", "bei 5 °C", "sign", "error"),
    ("de", "at 5 °C", "bei −5 °C", "sign", "error"),
    ("es", "It fell by 41%.", "Cayó 41.", "sign", "error"),
    ("es", "It fell by 41.", "Cayó un 41 %.", "sign", "error"),
    ("de", "less than <5 mg", "weniger als >5 mg", "sign", "error"),
    ("de", "±5 mg", "5 mg", "sign", "error"),
    ("kk", "about 41%", "шамамен 41", "sign", "warning"),
    ("de", "2.5 mg a day", "2.5 mg am Tag", "number-format", "warning"),
    ("fr", "1,000,000 mg", "1,000,000 mg", "number-format", "warning"),
    ("pl", "costs $2.5", "kosztuje $2.5", "number-format", "warning"),
    ("de", "See [it](a.md).", "Siehe dort.", "link", "error"),
    ("de", "See it.", "Siehe [dort](a.md).", "link", "error"),
    ("de", "See [it](a.md).", "Siehe [dort](<a b.md>).", "link", "error"),
    ("de", "See [it](a.md).", "Siehe [dort](b.md).", "link", "warning"),
    ("de", "See [it](a.md#x).", "Siehe [dort](a.md#y).", "link", "warning"),
    ("de", "See [it](a.md).", "Siehe [dort] (a.md).", "link", "error"),
    ("de", "![x](a.png)", "x", "link", "error"),
    ("de", "Run `a --b` now.", "Starte es jetzt.", "code", "error"),
    ("de", "Run `a --b` now.", "Starte `a --c` jetzt.", "code", "warning"),
    ("de", "H<sub>2</sub>O", "H2O", "html", "error"),
    ("de", '<a href="x">it</a>', '<a href="y">es</a>', "html", "warning"),
    ("de", "So it is.[^1]", "So ist es.", "footnote", "error"),
    ("de", "So it is.[^1]", "So ist es.[^2]", "footnote", "error"),
    ("de", "Hello {name}.", "Hallo {nam}.", "placeholder", "error"),
    ("de", "{{< fig >}}", "{{< abb >}}", "placeholder", "error"),
    (
        "de",
        '{{< fig src="a" alt="Cup" >}}',
        '{{< fig src="b" alt="Tasse" >}}',
        "placeholder",
        "error",
    ),
    ("de", "One line.", "Zwei\nZeilen.", "structure", "error"),
    ("de", "**Never** stop.", "Niemals aufhören.", "structure", "warning"),
    ("de", "**Never** stop.", "** Nie ** aufhören.", "structure", "warning"),
    ("de", "*Never* stop.", "Niemals aufhören.", "structure", "info"),
    ("de", "Never stop.", "*Niemals* aufhören.", "structure", "info"),
    ("de", "Text", " \u00a0", "empty", "error"),
    ("de", "Text", "Text ", "white-space", "warning"),
    ("de", "Rest helps most people.", "Rest helps most people.", "untranslated", "warning"),
    ("de", "Living Well with Pain", "Living Well with Pain", "untranslated", "warning"),
    ("de", "Take it.", "Nimm __O1__ es.", "residue", "error"),
    ("de", "Take it.", "Nimm ⟦1⟧ es.", "residue", "error"),
    ("de", "Take it.", "Nimm [@17] es.", "residue", "error"),
    ("de", "Take it.", "#-#-#-#-# Nimm es.", "residue", "error"),
    ("de", "Take it.", "Nimm\u200b es.", "residue", "error"),
    ("de", "Take it.", "Nimm\u202e es.", "residue", "error"),
    ("de", "Take it.", "Nimm \x07 es.", "residue", "error"),
    ("de", "Take it.", "Nimm \ufffd es.", "residue", "error"),
    ("de", "It is good.", "Das ist schÃ¶n.", "residue", "error"),
    ("fr", "See https://a.org/b.", "Voir https\u202f://a.org/b.", "residue", "error"),
    ("pl", "See https://gitlab.com/b.", "Patrz https://gitlab. com/b.", "residue", "error"),
]
SILENT = [
    ("de", 'A {{< fig src="a" alt="Cup" >}}', 'Eine {{< fig src="a" alt="Tasse" >}}'),
    ("de", "Take 5 mg.", "Nehmen Sie 5 Milligramm."),
    ("de", "a 5-mg tablet", "eine 5-mg-Tablette"),
    ("es", "50,000 IU", "50 000 UI"),
    ("de", "at −5 °C", "bei minus 5 Grad"),
    ("fr", "at least 10%", "au moins 10 %"),
    ("tr", "It fell by −41%.", "-%41 düştü."),
    ("tr", "about 41%", "yaklaşık yüzde 41"),
    ("de", "30% to 40%", "30–40 %"),
    ("es", "41 percent", "un 41 por ciento"),
    ("nl", "5 to 10 mg", "5 tot 10 mg"),
    ("de", "COVID-19, pages 10-15", "COVID-19, Seiten 10–15"),
    ("de", "from 6 -7 pm", "von 18 bis 19 Uhr"),
    ("de", "1.5 L", "1,5 l"),
    ("de_CH", "2.5 mg", "2.5 mg"),
    ("en_GB", "Rest helps most people.", "Rest helps most people."),
    ("de", "American Heart Association", "American Heart Association"),
    ("de", "Centers for Disease Control", "Centers for Disease Control"),
    ("de", "See [it](https://en.wikipedia.org/x).", "Siehe [x](https://en.wikipedia.org/x)."),
    ("de", "See https://a.org/.", "Siehe <https://a.org>."),
    ("de", "[A](a.md) and [b](b.md)", "[B](b.md) und [a](a.md)"),
    ("de", "<IMG src='a.png' alt='Cat'>", '<img alt="Katze" src="a.png"/>'),
    ("de", "Use `a` and `b`.", "`b` und `a` verwenden."),
    ("fa", "We do it.", "ما می\u200cکنیم."),
    ("pt", "NO", "NÃO"),
    ("kk", "Take 5 mg in 24 hours.", "24 сағатта 5 мг."),
    ("xx", "Take **5 mg** [now](a.md).", "Xyz **5 mg** [zyx](a.md)."),
]


def found(locale, source, target):
    """The faults of a translation as (rule, level)."""
    return {(f.rule, f.level.value) for f in check_entry(entry(source, target), Locale(locale))}


def entry(source, target, *comments):
    """An accepted translation."""
    return Entry(Key(source), target, comments=comments)


@pytest.mark.parametrize(("locale", "source", "target", "rule", "level"), FOUND)
def test_a_fault_is_found(locale, source, target, rule, level):
    """Each fault is found by its rule, at the weight it has for a reader."""
    assert (rule, level) in found(locale, source, target)


@pytest.mark.parametrize(("locale", "source", "target"), SILENT)
def test_a_good_translation_is_silent(locale, source, target):
    """What languages do differently is no fault."""
    assert found(locale, source, target) == set()


def test_a_source_with_the_same_oddity_excuses_it():
    """A residue that the source has itself was not left behind by a tool."""
    assert (
        found("de", "The sign \ufffd means damage.", "Das Zeichen \ufffd heißt Schaden.") == set()
    )


def test_a_localized_address_is_for_information():
    """The article of an encyclopedia in the reader's language is what a translator should link."""
    source, target = "[x](https://en.wikipedia.org/wiki/A)", "[x](https://de.wikipedia.org/wiki/B)"
    assert found("de", source, target) == {("link", "info")}


def test_a_waiver_silences_its_rule_for_these_texts_only():
    """A waiver names a rule and the digest of both texts, and lapses when either changes."""
    key, target = Key("Take 5 mg."), "Nimm 50 g."
    waiver = f"check-ok: number {key.digest(target)} (agreed with the author)"
    rules = {f.rule for f in check_entry(Entry(key, target, comments=(waiver,)), Locale("de"))}
    assert rules == set()
    waived = Entry(key, "Nimm 500 g.", comments=(waiver,))
    assert {f.rule for f in check_entry(waived, Locale("de"))} == {"number"}
    other = Entry(key, target, comments=(waiver.replace("number", "unit"),))
    assert {f.rule for f in check_entry(other, Locale("de"))} == {"number"}


def test_a_fault_says_where_it_stands():
    """The span is a character range of the translation."""
    target = "Siehe [dort](b.md)."
    (fault,) = check_entry(entry("See [it](a.md).", target), Locale("de"))
    assert target[slice(*fault.span)] == "b.md"
    assert fault.level is Level.WARNING
    assert fault.message == "link changed: a.md → b.md"


def test_an_english_number_that_means_another_says_so():
    """`4,000 mg` left standing in German text is four milligrams to its readers."""
    (fault,) = check_entry(entry("Take 4,000 mg.", "Nimm 4,000 mg."), Locale("de"))
    expected = "number changed: 4,000 mg in English format is another number here"
    assert (fault.message, fault.level) == (expected, Level.ERROR)


def test_messages_are_one_line():
    """A message fits a line of a report, whatever the texts hold."""
    for locale, source, target, _, _ in FOUND:
        for fault in check_entry(entry(source, target), Locale(locale)):
            assert fault.message
            assert fault.message.isprintable()


@given(
    source=st.text(alphabet="ab5. %*_`[](){}<>&;^!~\\:/\n\u200b\u00a0−+,½h", max_size=40),
    target=st.text(max_size=40),
)
def test_no_text_is_too_strange(source, target):
    """A text agrees with itself, and any other gives findings instead of an exception."""
    if source.strip():
        assert found("en", source, source) <= {("structure", "info")}
    found("de", source, target)
    found("de", target, source)
