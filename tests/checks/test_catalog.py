"""One catalog checked: which entries, and what a finding says."""

from dataclasses import replace

from pipeline.checks import RULES, check_catalog
from pipeline.model import Catalog, DocumentId, Entry, Key, Level, Locale

DOCUMENT, GERMAN = DocumentId("articles/sleep.md"), Locale("de")
WRONG = Entry(Key("Take 5 mg.", "note"), "Nimm 50 mg.", line=7)
FIRST = Entry(Key("Take 5 mg."), "Nimm 5 mg und höchstens 20 am Tag.")
JOINED = Entry(Key("Take at most 20 a day."), "~")


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


def test_sentences_said_together_are_judged_together():
    """The translation before `~` answers for both sentences."""
    assert check(FIRST, JOINED) == ()
    recorded = JOINED.with_record("joined", FIRST.key.digest(FIRST.target))
    assert check(recorded, WRONG, FIRST)[0].key == WRONG.key
    wrong = replace(FIRST, target="Nimm 5 mg und höchstens 200 am Tag.")
    (finding,) = check(wrong, JOINED)
    assert (finding.rule, finding.key) == ("number", FIRST.key)


def test_three_sentences_may_be_said_in_one():
    """A second `~` belongs to the same text."""
    more = Entry(Key("Stop after 3 days."), "~")
    long = replace(FIRST, target="Nimm 5 mg, höchstens 20 am Tag, nur 3 Tage.")
    assert check(long, JOINED, more) == ()


def test_every_rule_has_a_name_and_findings_keep_file_order():
    """Findings follow the file, so that two runs print the same."""
    assert all(rule.id for rule in RULES)
    other = Entry(Key("Take 6 mg."), "Nimm 60 mg.")
    assert [f.key for f in check(WRONG, other)] == [WRONG.key, other.key]
