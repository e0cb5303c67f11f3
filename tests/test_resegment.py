"""Units that are cut differently: accepted texts follow, and nothing else becomes accepted."""

from collections import Counter
from dataclasses import replace

import pytest
from documents import load
from hypothesis import given
from hypothesis import strategies as st

from pipeline import flow
from pipeline.formats import po
from pipeline.model import Entry, Key, Locale, State
from pipeline.sync import sync, wanted

SOURCE = "Sleep helps the body. Rest eases pain.\n\nWalk every day.\n"
GERMAN = {
    "Sleep helps the body.": "Schlaf hilft dem Körper.",
    "Rest eases pain.": "Ruhe lindert Schmerz.",
    "Walk every day.": "Gehen Sie täglich.",
}
BLOCK = "Sleep helps the body. Rest eases pain."
JOINED = "Schlaf hilft dem Körper. Ruhe lindert Schmerz."
DE = Locale("de")


def step(source, catalog, mode, locale=DE):
    """One sync in a mode: (the catalog as it is read again from its file, what was reported)."""
    document = load(source, mode=mode)
    found = flow.regroup(document, catalog, locale)
    made, _ = sync(wanted(document), found.catalog, "source/x.md")
    return po.read(po.write(made), "x.po"), found


def started(source, mode, texts=None, locale=DE):
    catalog, _ = step(source, po.new_catalog(locale, "t"), mode, locale)
    entries = (
        replace(e, target=texts.get(e.key.text, ""), raw=None) if texts else e
        for e in catalog.entries
    )
    return replace(catalog, entries=tuple(entries))


def change(catalog, text, **values):
    entries = (replace(e, raw=None, **values) if e.key.text == text else e for e in catalog.entries)
    return replace(catalog, entries=tuple(entries))


def live(catalog):
    return {e.key.text: (e.target, e.state) for e in catalog.entries if not e.obsolete}


def obsolete(catalog):
    return {e.key.text: e.target for e in catalog.entries if e.obsolete}


def test_sentences_become_a_block_and_stay_translated():
    """Their texts are joined; the old entries are spent, the shared one stays as it was."""
    catalog, found = step(SOURCE, started(SOURCE, "sentence", GERMAN), "block")
    assert live(catalog) == {
        BLOCK: (JOINED, State.TRANSLATED),
        "Walk every day.": ("Gehen Sie täglich.", State.TRANSLATED),
    }
    assert not obsolete(catalog)
    assert (found.count, found.disagreements) == (1, ())


def test_a_block_becomes_sentences_and_stays_translated():
    """The accepted text is cut where the numbers of sentences agree."""
    texts = {BLOCK: JOINED, "Walk every day.": "Gehen Sie täglich."}
    catalog, found = step(SOURCE, started(SOURCE, "block", texts), "sentence")
    assert live(catalog) == {k: (v, State.TRANSLATED) for k, v in GERMAN.items()}
    assert not obsolete(catalog)
    assert found.count == 2


def test_there_and_back_is_the_same_file():
    """Both ways round, byte for byte."""
    texts = {BLOCK: JOINED, "Walk every day.": "Gehen Sie täglich."}
    for first, second, said in (("block", "sentence", texts), ("sentence", "block", GERMAN)):
        catalog = started(SOURCE, first, said)
        there, _ = step(SOURCE, catalog, second)
        back, _ = step(SOURCE, there, first)
        assert po.write(back) == po.write(catalog)


def test_a_catalog_that_fits_is_the_same_value():
    """No work, no copy: also where texts are missing or have lost their source."""
    document = load(SOURCE)
    for catalog in (
        started(SOURCE, "sentence", GERMAN),
        started(SOURCE, "sentence"),
        started(SOURCE + "\nAnother one.\n", "sentence", {**GERMAN, "Another one.": "Noch etwas."}),
    ):
        assert flow.regroup(document, catalog, DE).catalog is catalog


def test_counts_that_disagree_are_said_and_lose_nothing():
    """The old text becomes obsolete; it is not offered as the text of a sentence."""
    texts = {BLOCK: "Schlaf hilft dem Körper und Ruhe lindert Schmerz."}
    catalog, found = step(SOURCE, started(SOURCE, "block", texts), "sentence")
    assert {state for _, state in live(catalog).values()} == {State.MISSING}
    assert obsolete(catalog) == texts
    assert [d.key.text for d in found.disagreements] == [BLOCK]
    assert "2 sentences, but 1 in its translation" in found.disagreements[0].reason
    back, _ = step(SOURCE, catalog, "block")
    assert live(back)[BLOCK] == (texts[BLOCK], State.TRANSLATED)


def test_a_block_with_a_missing_sentence_is_said_and_loses_nothing():
    """Half a text is not put where a whole one belongs."""
    texts = {"Sleep helps the body.": GERMAN["Sleep helps the body."]}
    catalog, found = step(SOURCE, started(SOURCE, "sentence", texts), "block")
    assert live(catalog)[BLOCK] == ("", State.MISSING)
    assert obsolete(catalog) == texts
    assert "only 1 of its 2 sentences" in found.disagreements[0].reason
    back, _ = step(SOURCE, catalog, "sentence")
    assert live(back)["Sleep helps the body."] == (*texts.values(), State.TRANSLATED)


def stale(entry):
    """An accepted text whose source was edited since."""
    before = Key("Before the edit.")
    return replace(entry, fuzzy=True, previous=before, raw=None).with_record(
        "accepted", before.digest(entry.target)
    )


UNACCEPTED = {
    "draft": lambda e: replace(e, fuzzy=True, raw=None),
    "stale": stale,
    "machine": lambda e: e.drafted(e.target, "apertium"),
    "joined": lambda e: replace(e, target="~", raw=None),
}


@pytest.mark.parametrize("kind", UNACCEPTED)
def test_one_sentence_that_nobody_accepted_makes_a_draft(kind):
    """No text becomes publishable by a change of mode; the accepted sentence comes back."""
    catalog = started(SOURCE, "sentence", GERMAN)
    first, second, *rest = catalog.entries
    catalog = replace(catalog, entries=(first, UNACCEPTED[kind](second), *rest))
    made, _ = step(SOURCE, catalog, "block")
    text = GERMAN["Sleep helps the body."] if kind == "joined" else JOINED
    assert live(made)[BLOCK] == (text, State.DRAFT)
    back, _ = step(SOURCE, made, "sentence")
    states = live(back)
    assert states["Sleep helps the body."] == (first.target, State.TRANSLATED)
    assert states["Rest eases pain."][1] is not State.TRANSLATED or kind == "joined"


@pytest.mark.parametrize("kind", ["draft", "stale"])
def test_a_block_that_nobody_accepted_gives_drafts(kind):
    """And going back undoes it, with the record of what was accepted."""
    catalog = started(SOURCE, "block", {BLOCK: JOINED})
    first, *rest = catalog.entries
    catalog = replace(catalog, entries=(UNACCEPTED[kind](first), *rest))
    made, _ = step(SOURCE, catalog, "sentence")
    assert [live(made)[text][1] for text in list(GERMAN)[:2]] == [State.DRAFT] * 2
    back, _ = step(SOURCE, made, "block")
    assert live(back) == live(catalog)


def test_machine_drafts_are_made_anew():
    """An untouched draft is nobody's text: it is neither cut nor joined."""
    for first, second in (("block", "sentence"), ("sentence", "block")):
        catalog = started(SOURCE, first)
        entries = tuple(e.drafted(f"M {e.key.text}", "x") for e in catalog.entries)
        made, found = step(SOURCE, replace(catalog, entries=entries), second)
        assert found.count == 0
        assert not obsolete(made)
        assert live(made)["Walk every day."][1] is State.MACHINE


def test_remarks_come_along_and_approvals_do_not():
    """`# ` lines of people are kept; a signature is for the very text, and returns with it."""
    catalog = started(SOURCE, "block", {BLOCK: JOINED})
    entry = catalog.entries[0]
    signed = replace(entry, comments=("Ask Ada about “Körper”.",), raw=None).with_record(
        "approved", f"{entry.key.digest(JOINED)} 2026-01-02 Ada, nurse"
    )
    assert signed.state is State.APPROVED
    made, _ = step(SOURCE, replace(catalog, entries=(signed, *catalog.entries[1:])), "sentence")
    first, second, *_ = made.entries
    assert first.comments == ("Ask Ada about “Körper”.",)
    assert (first.state, second.state, second.comments) == (State.TRANSLATED, State.TRANSLATED, ())
    back, _ = step(SOURCE, made, "block")
    assert back.entries[0].comments == signed.comments
    assert back.entries[0].state is State.APPROVED


TWICE = "Rest well. Walk slowly.\n\nRest well. Drink water.\n"
SAID_TWICE = {
    "Rest well. Walk slowly.": "Ruhen Sie. Gehen Sie langsam.",
    "Rest well. Drink water.": "Erholen Sie sich. Trinken Sie Wasser.",
}


def test_a_sentence_said_in_two_ways_keeps_both_and_comes_back():
    """One text stands for a sentence; the block that said it otherwise is kept as obsolete."""
    catalog = started(TWICE, "block", SAID_TWICE)
    made, _ = step(TWICE, catalog, "sentence")
    assert live(made) == {
        "Rest well.": ("Ruhen Sie.", State.TRANSLATED),
        "Walk slowly.": ("Gehen Sie langsam.", State.TRANSLATED),
        "Drink water.": ("Trinken Sie Wasser.", State.TRANSLATED),
    }
    assert obsolete(made) == {"Rest well. Drink water.": SAID_TWICE["Rest well. Drink water."]}
    back, _ = step(TWICE, made, "block")
    assert live(back) == live(catalog)


def test_work_done_between_two_changes_of_mode_stands():
    """What was improved as a sentence is what the block says afterwards."""
    made, _ = step(TWICE, started(TWICE, "block", SAID_TWICE), "sentence")
    made = change(made, "Drink water.", target="Trinken Sie genug.")
    back, _ = step(TWICE, made, "block")
    assert live(back)["Rest well. Drink water."] == (
        "Ruhen Sie. Trinken Sie genug.",
        State.TRANSLATED,
    )


def test_a_text_that_is_there_is_never_overwritten():
    """Neither accepted nor drafted."""
    for fuzzy in (False, True):
        catalog = started(SOURCE, "sentence", {"Rest eases pain.": "Ruhe hilft."})
        block = Entry(Key(BLOCK), JOINED, comments=("A remark.",))
        catalog = change(catalog, "Rest eases pain.", fuzzy=fuzzy)
        made, _ = step(SOURCE, replace(catalog, entries=(block, *catalog.entries)), "sentence")
        assert live(made)["Rest eases pain."][0] == "Ruhe hilft."
        assert live(made)["Sleep helps the body."] == (
            GERMAN["Sleep helps the body."],
            State.TRANSLATED,
        )
        assert obsolete(made) == {BLOCK: JOINED}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Take 5 mg at 8. Then rest for 20 minutes.", "Ruhen Sie danach 20 Minuten. Nehmen Sie um 8 davor 5 mg."),
        ("Read [this](a.md) first. Then walk.", "Gehen Sie später. Lesen Sie vorher [das](a.md)."),
    ],
)  # fmt: skip
def test_sentences_in_another_order_become_drafts(source, target):
    """A number or a link that would land beside another sentence is not taken for accepted."""
    catalog, found = step(source, started(source, "block", {source: target}), "sentence")
    assert {state for _, state in live(catalog).values()} == {State.DRAFT}
    assert obsolete(catalog) == {source: target}
    assert "another order" in found.disagreements[0].reason
    back, _ = step(source, catalog, "block")
    assert live(back)[source] == (target, State.TRANSLATED)


def test_better_rules_of_sentences_keep_the_texts():
    """What one version takes for two sentences and the next for one, and the other way round."""
    source = "# 1. Keep a routine\n\nTake care. Ask us.\n"
    old = [Entry(Key("1."), "1."), Entry(Key("Keep a routine"), "Bleiben Sie dabei"), Entry(Key("Take care. Ask us."), "Alles Gute. Fragen Sie uns.")]  # fmt: skip
    catalog = replace(po.new_catalog(DE, "t"), entries=tuple(old))
    made, found = step(source, catalog, "sentence")
    assert live(made) == {
        "1. Keep a routine": ("1. Bleiben Sie dabei", State.TRANSLATED),
        "Take care.": ("Alles Gute.", State.TRANSLATED),
        "Ask us.": ("Fragen Sie uns.", State.TRANSLATED),
    }
    assert found.count == 3


def test_labels_side_by_side_are_no_sentences():
    """Words without a stop are not put together: `pain relief` is not `pain` and `relief`."""
    texts = {"Pain": "Schmerz", "Relief": "Linderung"}
    catalog = started("# Pain\n\n# Relief\n", "sentence", texts)
    made, found = step("# Pain Relief\n", catalog, "sentence")
    assert found.count == 0
    assert live(made)["Pain Relief"][1] is not State.TRANSLATED


def test_languages_without_spaces_and_marks_inside_constructs():
    """Full-width stops end sentences by themselves; a link or an abbreviation does not end one."""
    for locale, text, pieces in (
        ("ja", "睡眠は体に良い。休息は痛みを和らげる。", ["睡眠は体に良い。", "休息は痛みを和らげる。"]),
        ("de", "Schlaf hilft, z. B. dem Körper. [Ruhe. Stille.](a.md) lindert Schmerz.", ["Schlaf hilft, z. B. dem Körper.", "[Ruhe. Stille.](a.md) lindert Schmerz."]),
        ("de", "Das sind 20 g. Ruhe lindert Schmerz.", ["Das sind 20 g.", "Ruhe lindert Schmerz."]),
        ("es", "¿El sueño ayuda? ¡El descanso alivia!", ["¿El sueño ayuda?", "¡El descanso alivia!"]),
    ):  # fmt: skip
        catalog = started(SOURCE, "block", {BLOCK: text}, Locale(locale))
        made, _ = step(SOURCE, catalog, "sentence", Locale(locale))
        assert [live(made)[k][0] for k in list(GERMAN)[:2]] == pieces
        back, _ = step(SOURCE, made, "block", Locale(locale))
        assert live(back) == live(catalog)


SENTENCES = ["Take 5 mg now.", "Rest well.", "Walk every day.", "Ask a doctor.", "Sleep helps."]
paragraphs = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), min_size=1, max_size=4
)
actions = st.lists(st.integers(0, 4), min_size=8, max_size=8)


def work(catalog, actions):
    """A person accepts, drafts, says in one sentence, or leaves entries; a machine drafts."""
    entries = []
    for i, entry in enumerate(catalog.entries):
        action = 0 if entry.obsolete or entry.target else actions[i % len(actions)]
        text = " ".join(
            f"{w.rstrip('.')}{i}{'.' * w.endswith('.')}" for w in entry.key.text.split()
        )
        if action in (1, 2):
            entry = replace(entry, target=text, fuzzy=action == 2, raw=None)
        elif action == 3:
            entry = replace(entry, target=text.replace(". ", " und "), raw=None)
        elif action == 4:
            entry = entry.drafted(f"M {text}", "x")
        entries.append(entry)
    return replace(catalog, entries=tuple(entries))


def words_of_people(catalog):
    texts = (e.target for e in catalog.entries if e.state not in (State.MISSING, State.MACHINE))
    return {word for text in texts for word in text.split()}


@given(
    paragraphs, actions, st.lists(st.sampled_from(["sentence", "block"]), min_size=1, max_size=4)
)
def test_no_word_is_lost_and_nothing_accepts_itself(paragraphs, actions, modes):
    """Over any changes of mode: every word that a person wrote stays in the file, what is
    accepted was accepted word by word, and the second sync of a mode changes no byte."""
    source = "\n\n".join(" ".join(p) for p in paragraphs) + "\n"
    catalog = work(step(source, po.new_catalog(DE, "t"), modes[0])[0], actions)
    accepted = {w for e in catalog.entries if e.state.accepted for w in e.target.split()}
    for mode in modes:
        before = words_of_people(catalog)
        catalog, _ = step(source, catalog, mode)
        assert before <= words_of_people(catalog)
        shown = {
            w
            for e in catalog.entries
            if not e.obsolete and e.state.accepted
            for w in e.target.split()
        }
        assert shown <= accepted
        again, found = step(source, catalog, mode)
        assert po.write(again) == po.write(catalog)
        assert not found.disagreements


@given(paragraphs, actions, st.sampled_from(["sentence", "block"]))
def test_there_and_back_gives_all_accepted_texts_back(paragraphs, actions, mode):
    """Whatever a person accepted in one mode is accepted after a visit to the other."""
    source = "\n\n".join(" ".join(p) for p in paragraphs) + "\n"
    catalog = work(step(source, po.new_catalog(DE, "t"), mode)[0], actions)
    there, _ = step(source, catalog, "block" if mode == "sentence" else "sentence")
    back, _ = step(source, there, mode)
    accepted = Counter((e.key, e.target) for e in catalog.entries if e.state.accepted)
    assert not accepted - Counter(
        (e.key, e.target) for e in back.entries if not e.obsolete and e.state.accepted
    )
