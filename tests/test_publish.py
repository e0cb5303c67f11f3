"""What may be shown: every state under every policy (DESIGN 9)."""

from dataclasses import replace

import pytest
from documents import load

from pipeline import publish
from pipeline.formats import po
from pipeline.model import Entry, Key, Locale, State
from pipeline.publish import Policy
from pipeline.reassemble import reassemble

KEY = Key("Take 5 mg daily.")


def entry(state, old="Take 5 mg every day."):
    plain = replace(Entry(KEY), target="Täglich 5 mg.")
    return {
        State.MISSING: Entry(KEY),
        State.MACHINE: Entry(KEY).drafted("Täglich 5 mg.", "apertium"),
        State.DRAFT: replace(plain, fuzzy=True),
        State.TRANSLATED: plain,
        State.APPROVED: plain.with_record("approved", f"{KEY.digest(plain.target)} 2026-01-01 Jo"),
        State.STALE: replace(plain, fuzzy=True, previous=Key(old)).with_record(
            "accepted", Key(old).digest(plain.target)
        ),
    }[state]


SHOWN = {
    # state: shown by default, with machine: notice, with stale: source, with an error, in a preview
    State.MISSING: (False, False, False, False, False),
    State.MACHINE: (False, True, False, False, True),
    State.DRAFT: (False, False, False, False, True),
    State.STALE: (True, True, False, False, True),
    State.TRANSLATED: (True, True, True, False, True),
    State.APPROVED: (True, True, True, False, True),
}
POLICIES = (
    Policy(),
    Policy(machine="notice"),
    Policy(stale="source"),
    Policy(),
    Policy(preview=True),
)


@pytest.mark.parametrize("state", State)
def test_what_each_state_shows(state):
    """The table above; a unit with an error shows English unless `errors: show`."""
    one = entry(state)
    assert one.state is state
    for i, (policy, shown) in enumerate(zip(POLICIES, SHOWN[state], strict=True)):
        erroneous = {KEY} if i == 3 else set()
        assert (not publish.refusal(one, policy, erroneous)) == shown, policy
    assert bool(publish.refusal(one, Policy(errors="show"), {KEY})) == (not SHOWN[state][0])


@pytest.mark.parametrize(
    ("old", "shown"),
    [
        ("Take 5 mg every day.", True),
        ("Take 5 mg each day.", True),
        ("Take 5 mg every evening.", False),
        ("Take 5 mg every other day.", False),
        ("Take 5 mg weekly.", False),
        ("Take 50 mg daily.", False),
        ("Take 5 g daily.", False),
        ("Do not take 5 mg daily.", False),
        ("Take up to 5 mg daily.", False),
    ],
)
def test_a_stale_text_is_kept_while_its_facts_stand(old, shown):
    """A changed number, unit or negation vetoes the text that was accepted before."""
    assert (not publish.refusal(entry(State.STALE, old), Policy())) == shown


def test_a_stale_record_that_does_not_fit_is_a_draft():
    """A text that somebody changed since, or that a tool moved, was accepted by nobody."""
    stale = entry(State.STALE)
    assert replace(stale, target="Täglich 50 mg.").state is State.DRAFT
    assert replace(stale, previous=Key("Take 9 mg.")).state is State.DRAFT


SOURCE = "---\ntitle: Pain\n---\n\nOne two three. Four five six.\n\nSeven eight nine ten.\n"


def judged(targets, policy=None, draft=()):
    document = load(SOURCE)
    keys = [u.key for _, u in document.units()]
    entries = []
    for key, target in zip(keys, targets, strict=True):
        made = replace(Entry(key), target=target)
        entries.append(Entry(key).drafted(target, "x") if key.text in draft else made)
    catalog = replace(po.new_catalog(Locale("de"), "t"), entries=tuple(entries))
    policy = policy or Policy()
    texts = publish.texts(catalog, policy)
    localized, _ = reassemble(document, texts, policy.fallback)
    return publish.judge(document, catalog, localized, policy)


ALL = ("Schmerz", "Eins.", "Vier.", "Sieben.")


def test_a_whole_page_is_published_linked_and_indexed():
    """No reason against it."""
    verdict = judged(ALL)
    assert (verdict.publish, verdict.linked, verdict.indexable, verdict.reasons) == (
        True,
        True,
        True,
        (),
    )
    assert verdict.words[State.TRANSLATED] == 11


def test_a_page_without_title_is_withheld():
    """With the reason."""
    verdict = judged(("", *ALL[1:]))
    assert (verdict.publish, verdict.reasons[0]) == (False, "the title is not translated")


def test_below_the_share_a_page_is_neither_linked_nor_indexed():
    """It is built, in English where nothing is translated."""
    verdict = judged(("Schmerz", "", "Vier.", ""))
    assert (verdict.publish, verdict.linked, verdict.indexable) == (True, False, False)
    assert verdict.reasons == ("9% of the words are translated, 80% are needed",)


def test_drafts_are_shown_marked_or_withhold_the_page():
    """`machine: notice` marks and does not index; `omit` builds no page; `source` shows English."""
    draft = ("Seven eight nine ten.",)
    notice = judged(ALL, Policy(machine="notice"), draft)
    assert (notice.publish, notice.linked, notice.machine, notice.indexable) == (
        True,
        True,
        True,
        False,
    )
    assert not judged(ALL, Policy(machine="omit"), draft).publish
    english = judged(ALL, Policy(), draft)
    assert (english.publish, english.machine, english.linked) == (True, False, False)


def test_a_class_may_require_a_signature():
    """`require: approved` withholds a page until every unit has its second signature."""
    verdict = judged(ALL, Policy(require="approved"))
    assert (verdict.publish, verdict.reasons) == (False, ("4 of 4 units are not approved",))
    assert judged(ALL, Policy(require="translated")).publish
