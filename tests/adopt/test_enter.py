"""What may be written into a catalog, and what is never touched."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import flow
from pipeline.adopt import Alignment, Job, Outcome, Pages, Pair, align, enter, passages
from pipeline.adopt.report import page
from pipeline.config import parse_config
from pipeline.model import JOINED, Entry, Key, State
from pipeline.sync import Around

CONFIG = parse_config(b"locales: [de]\n", "l10n.yaml", {})
SOURCE = b"Drink water. Walk a little. Sleep well.\n\nRead on.\n\nRead on.\n"
OLD = "Trinken Sie Wasser. Gehen Sie ein wenig. Schlafen Sie gut.\n\nLesen Sie.\n\nWeiterlesen.\n"


def job(pairs, change=lambda e: e):
    document = flow.load("a.md", SOURCE, CONFIG)
    old = flow.load_old("old.md", OLD.encode(), document, CONFIG, "de")
    catalog, _ = flow.update(document, None, "de", CONFIG, Around())
    catalog = replace(catalog, entries=tuple(map(change, catalog.entries)))
    sentences = [tuple(s for p in passages(d) for s in p.sentences) for d in (document, old)]
    alignment = Alignment(*sentences, tuple(pairs))
    return Job(document, passages(old), alignment, catalog, "old.md")


def pair(i, k, j, l, score=1.0, **more):  # noqa: E741
    return Pair(range(i, k), range(j, l), score, **{"whole": True, **more})


def entry(adopted, start):
    return next(e for e in adopted.catalog.entries if e.key.text.startswith(start))


def test_a_pair_is_a_draft_that_says_where_it_comes_from():
    adopted = enter(job([pair(0, 1, 0, 1, 0.83)]), "de")
    drink = entry(adopted, "Drink")
    assert (drink.target, drink.state) == ("Trinken Sie Wasser.", State.DRAFT)
    assert drink.comments == ("import: old.md 0.83",)
    assert drink.remarks == ()
    assert adopted.rows[0].outcome is Outcome.DRAFT


def test_a_machine_draft_gives_way_and_its_record_goes():
    adopted = enter(job([pair(0, 1, 0, 1)], lambda e: e.drafted("X", "apertium")), "de")
    assert entry(adopted, "Drink").comments == ("import: old.md 1.00",)


def person(e, **how):
    return replace(e, target="Meins.", **how)


@pytest.mark.parametrize(
    "change",
    [
        lambda e: person(e),
        lambda e: person(e, fuzzy=True),
        lambda e: person(e).with_record("approved", e.key.digest("Meins.")),
        lambda e: person(e, fuzzy=True, previous=Key("Drink.")).with_record(
            "accepted", Key("Drink.").digest("Meins.")
        ),
        lambda e: replace(e, target=JOINED),
        lambda e: replace(e, plural=("Drink waters.", ("", ""))),
    ],
)
def test_what_a_person_wrote_stays(change):
    given_job = job([pair(0, 1, 0, 1), pair(1, 2, 1, 2)], change)
    adopted = enter(given_job, "de", lambda _: True)
    assert adopted.catalog is given_job.catalog
    assert {r.outcome for r in adopted.rows} == {Outcome.KEPT}


def test_two_sentences_in_one_are_written_with_a_sign():
    adopted = enter(job([pair(0, 2, 0, 1)]), "de", lambda _: True)
    assert entry(adopted, "Drink").target == "Trinken Sie Wasser."
    walk = entry(adopted, "Walk")
    assert (walk.target, walk.state) == (JOINED, State.DRAFT)


def test_one_sentence_in_two_is_written_whole():
    adopted = enter(job([pair(0, 1, 0, 2)]), "de")
    assert entry(adopted, "Drink").target == "Trinken Sie Wasser. Gehen Sie ein wenig."


def test_what_cannot_be_joined_is_not_written():
    other_block = enter(job([pair(2, 4, 2, 3)]), "de")
    assert other_block.rows[0].outcome is Outcome.APART
    half = enter(job([pair(0, 2, 0, 1)], lambda e: person(e) if "Walk" in e.key.text else e), "de")
    assert half.rows[0].outcome is Outcome.KEPT
    assert entry(half, "Drink").target == ""


def test_a_sentence_in_two_places_has_one_text():
    adopted = enter(job([pair(3, 4, 3, 4), pair(4, 5, 4, 5)]), "de")
    assert [r.outcome for r in adopted.rows] == [Outcome.DRAFT, Outcome.REPEATED]
    assert entry(adopted, "Read").target == "Lesen Sie."


@pytest.mark.parametrize(
    ("given_pair", "sound", "accepted"),
    [
        (pair(0, 1, 0, 1), True, True),
        (pair(0, 1, 0, 1), False, False),
        (pair(0, 1, 0, 1, 0.97), True, False),
        (pair(0, 1, 0, 1, whole=False), True, False),
        (pair(0, 1, 0, 1, moved=True), True, False),
        (pair(0, 1, 0, 1, clear=False), True, False),
        (pair(0, 1, 0, 2), True, False),
    ],
)
def test_only_what_nothing_speaks_against_is_accepted(given_pair, sound, accepted):
    adopted = enter(job([given_pair]), "de", lambda _: sound)
    assert (entry(adopted, "Drink").state is State.TRANSLATED) is accepted


def test_a_text_before_a_sign_is_not_accepted_for_both():
    sign = lambda e: replace(e, target=JOINED) if "Walk" in e.key.text else e  # noqa: E731
    adopted = enter(job([pair(0, 1, 0, 1)], sign), "de", lambda _: True)
    assert entry(adopted, "Drink").state is State.DRAFT


WORDS = st.sampled_from(["sleep", "water", "GitHub", "5 mg", "[a](b.md)", "`x`", "walk", "tea"])
SENTENCE = st.lists(WORDS, min_size=1, max_size=5).map(lambda w: f"The {' '.join(w)} is.")
BLOCK = st.lists(SENTENCE, min_size=1, max_size=3).map(" ".join)
PAGE = st.lists(st.one_of(BLOCK, BLOCK.map("## {}".format), BLOCK.map("- {}".format)), max_size=5)


@settings(max_examples=max(20, settings().max_examples // 3))
@given(PAGE, PAGE)
def test_every_sentence_is_in_one_pair_or_left_over_and_on_the_page(ours, theirs):
    today = flow.load("a.md", "\n\n".join(ours).encode(), CONFIG)
    other = "\n\n".join(theirs).replace("The", "Das").replace(" is.", " ist.")
    old = flow.load_old("o.md", other.encode(), today, CONFIG, "de")
    sides = passages(today), passages(old)
    (alignment,) = align([Pages(*sides)], "de")
    left, left_there = alignment.left
    assert alignment.ours == tuple(u.key.text for _, u in today.units())
    for found, rest, texts in (
        ([n for p in alignment.pairs for n in p.ours], left, alignment.ours),
        ([n for p in alignment.pairs for n in p.theirs], left_there, alignment.theirs),
    ):
        assert sorted(found + rest) == list(range(len(texts)))
    assert all(0 <= p.score <= 1 for p in (*alignment.pairs, *alignment.doubtful))
    catalog, _ = flow.update(today, None, "de", CONFIG, Around())
    adopted = enter(Job(today, sides[1], alignment, catalog, "o.md"), "de")
    assert len(adopted.rows) == len(alignment.pairs)
    shown = page(("a.md", "o.md"), "de", alignment, adopted).decode()
    assert shown.count("<tr ") == len(adopted.rows) + len(left)
    assert shown.count("<li ") == len(left_there)


def test_the_page_escapes_what_it_shows():
    evil = '<script>alert("x")</script> & more'
    alignment = Alignment((evil,), (evil, evil), (pair(0, 1, 0, 1),))
    adopted = enter(job([]), "de")
    shown = page((evil, evil), "de", alignment, adopted).decode()
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") >= 4


def test_a_text_of_its_own_is_nobodys_translation():
    source = b"<!-- l10n:adapt -->\nCall 112.\n\nDrink water.\n"
    today = flow.load("a.md", source, CONFIG)
    old = flow.load_old("o.md", b"Rufen Sie 112.\n\nTrinken Sie.\n", today, CONFIG, "de")
    (alignment,) = align([Pages(passages(today), passages(old))], "de")
    assert 0 in alignment.left[0]
    assert Entry(Key("Call 112.", "adapt")).key.adapted
