"""One catalog checked: which entries, and what a finding says."""

from dataclasses import replace

from pipeline.checks import RULES, check_catalog
from pipeline.model import Catalog, DocumentId, Entry, Key, Level, Locale

DOCUMENT, GERMAN = DocumentId("articles/sleep.md"), Locale("de")
WRONG = Entry(Key("Take 5 mg.", "note"), "Nimm 50 mg.", line=7)


def check(*entries):
    """The findings on a German catalog."""
    return check_catalog(Catalog("", entries), DOCUMENT, GERMAN, "locales/de/articles/sleep.po")


def test_a_finding_says_where_to_look():
    """Document, locale, key, text, file, line and span come with each finding."""
    (finding,) = check(WRONG)
    assert (finding.rule, finding.level) == ("number", Level.ERROR)
    assert (finding.document, finding.locale, finding.key) == (DOCUMENT, GERMAN, WRONG.key)
    assert (finding.target, finding.line) == (WRONG.target, 7)
    assert finding.path == "locales/de/articles/sleep.po"
    assert finding.target[slice(*finding.span)] == "50"


def test_only_live_entries_with_text_are_checked():
    """Obsolete, empty and plural entries are somebody else's matter."""
    assert check(replace(WRONG, obsolete=True)) == ()
    assert check(replace(WRONG, target="")) == ()
    assert check(replace(WRONG, target="  ")) == ()
    assert check(replace(WRONG, plural=("Take %d.", ("Nimm 50.",)))) == ()


def test_drafts_are_checked_like_accepted_texts():
    """A machine draft with another dose must be known before it is shown."""
    assert [f.rule for f in check(WRONG.drafted("Nimm 50 mg.", "apertium"))] == ["number"]


def test_a_sign_for_the_sentence_before_is_no_text():
    """`~` alone would hide a sentence: it is an error (tests/test_joined.py)."""
    (finding,) = check(Entry(Key("Take at most 20 a day."), "~"))
    assert (finding.rule, finding.level) == ("joined", Level.ERROR)


def test_every_rule_has_a_name_and_findings_keep_file_order():
    """Findings follow the file, so that two runs print the same."""
    assert all(rule.id for rule in RULES)
    other = Entry(Key("Take 6 mg."), "Nimm 60 mg.")
    assert [f.key for f in check(WRONG, other)] == [WRONG.key, other.key]
