"""Authors' controls: what is kept from whom, and what is said of a control that cannot be."""

import pytest
from documents import load

from pipeline import publish
from pipeline.checks.entry import check_entry
from pipeline.formats.scalars import faults
from pipeline.model import ADAPT, Entry, Key
from pipeline.pretranslate import Policy, Route, wanted
from pipeline.reassemble import reassemble

ONLY = "A.\n\n<!-- l10n:only de_AT, fr -->\n\nB.\n\n<!-- l10n:end -->\n\nC.\n"
CRISIS = "A.\n\n<!-- l10n:adapt{} -->\n\nCall 988 now. It is free.\n\nC.\n"


def texts_of(document):
    return [u.key.text for _, u in document.units()]


@pytest.mark.parametrize(("locale", "seen"), [("de_AT", True), ("fr", True), ("de", False)])
def test_a_region_is_only_for_the_locales_it_names(locale, seen):
    """The others have neither its units nor its bytes."""
    document = load(ONLY).for_locale(locale)
    assert texts_of(document) == (["A.", "B.", "C."] if seen else ["A.", "C."])
    data = reassemble(document, {Key("A."): "a.", Key("C."): "c."})[0].data
    assert (b"B." in data) is seen
    assert data.startswith(b"a.\n\n")
    assert data.endswith(b"c.\n")


def test_without_a_locale_the_document_is_whole():
    """Law (a) holds for the document itself."""
    assert reassemble(load(ONLY), {})[0].data == ONLY.encode()


def test_a_block_to_adapt_is_left_out_where_a_locale_has_no_text_of_its_own():
    """Not even its English stands there: a foreign crisis line helps nobody."""
    document = load(CRISIS.format(""))
    shown = publish.adapted(document, {})
    assert texts_of(shown) == ["A.", "C."]
    assert b"988" not in reassemble(shown, {})[0].data
    own = {Key("Call 988 now. It is free.", ADAPT): "Rufen Sie 0800 111 0 111 an."}
    localized, findings = reassemble(publish.adapted(document, own), own)
    assert b"0800 111 0 111" in localized.data
    assert not findings


def test_a_block_to_adapt_within_another_goes_with_it():
    """Nothing of the outer one comes back behind the inner one."""
    outer = (
        "A.\n\n<!-- l10n:adapt -->\n\n- One\n\n  <!-- l10n:adapt -->\n\n  Two\n\n- Three\n\nB.\n"
    )
    shown = publish.adapted(load(outer), {})
    assert reassemble(shown, {})[0].data == b"A.\n\nB.\n"
    assert not shown.regions


def test_a_required_text_of_its_own_is_counted_when_it_is_missing():
    """The page is withheld for it."""
    document = load(CRISIS.format(" required"))
    assert publish.unwritten(document, {}) == 1
    assert publish.unwritten(document, {Key("Call 988 now. It is free.", ADAPT): "x"}) == 0
    assert publish.unwritten(load(CRISIS.format("")), {}) == 0


def test_nobody_drafts_a_text_to_adapt_and_its_numbers_are_its_own():
    """A machine would translate the wrong number; a check would call the right one wrong."""
    entry = Entry(Key("Call 988 now.", ADAPT))
    assert not wanted(entry, Policy(lambda *_: Route()))
    assert wanted(Entry(Key("Call 988 now.")), Policy(lambda *_: Route()))
    assert not check_entry(Entry(entry.key, "Rufen Sie 0800 111 0 111 an."), "de")
    assert check_entry(Entry(Key("Call 988 now."), "Rufen Sie 0800 111 0 111 an."), "de")


def test_a_note_goes_to_the_translator_of_the_next_block():
    """And to no other."""
    document = load("<!-- l10n:note The body part. -->\n\nFeet.\n\nMore.\n")
    assert [b.notes for b in document.blocks()] == [("The body part.",), ()]


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("A.\n\n<!-- l10n:of -->\n", 3, "did you mean off?"),
        ("A.\n\n<!-- l10n:on -->\n", 3, "without an <!-- l10n:off -->"),
        ("A.\n\n<!-- l10n:off -->\n\nB.\n", 3, "<!-- l10n:on --> is missing"),
        ("<!-- l10n:only de -->\n\nB.\n", 1, "<!-- l10n:end --> is missing"),
        ("<!-- l10n:only -->\n\nB.\n\n<!-- l10n:end -->\n", 1, "names no locale"),
        ("B.\n\n<!-- l10n:note x -->\n", 3, "has no text after it"),
        ("<!-- l10n:note -->\n\nB.\n", 1, "takes a text"),
        ("<!-- l10n:context adapt -->\n\nB.\n", 1, "is reserved"),
        ("<!-- l10n:adapt maybe -->\n\nB.\n", 1, "takes no word but required"),
        ("<!-- l10n:off -->\n\n<!-- l10n:off -->\n\nB.\n\n<!-- l10n:on -->\n", 3, "twice"),
    ],
)
def test_a_control_that_cannot_be_is_a_fault_with_its_line(source, line, words):
    """One line each, with what to do."""
    ((at, message),) = faults(load(source))
    assert (at, words in message) == (line, True), message


def test_off_without_on_reaches_to_the_end():
    """What an author wanted to keep from translation is kept from it."""
    assert texts_of(load("A.\n\n<!-- l10n:off -->\n\nB.\n")) == ["A."]


def test_a_control_inside_a_value_names_the_line_in_the_file():
    """Markdown inside YAML has controls too."""
    source = "questions:\n  - answer: |\n      A.\n\n      <!-- l10n:of -->\n"
    ((line, _),) = faults(load(source, "x.yaml"))
    assert line == 5
