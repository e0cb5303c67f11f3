"""The token table finds what comparing with every text finds; a feed is as good as a rebuild."""

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.disk import memory
from pipeline.disk.memory import Store
from pipeline.disk.memory_db import Sqlite
from pipeline.disk.memory_feed import CATALOG, TMX, Fed, Place
from pipeline.memory import CUTOFF, similarity
from pipeline.model import Key, Locale

DE, ES = Locale("de"), Locale("es")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = [a * 2 + b * 2 + c * 2 for a, b, c in zip(LETTERS, LETTERS[9:] + LETTERS, LETTERS[17:] + LETTERS * 2, strict=False)]  # fmt: skip
"""Of one length, and no two alike: then texts as similar as a match must be share so many words that
one of the six rarest is among them, up to twelve words long."""
sentences = st.lists(st.sampled_from(WORDS), min_size=4, max_size=12).map(" ".join)


@pytest.fixture
def large(monkeypatch):
    """No memory is so small that all its texts are compared."""
    monkeypatch.setattr(memory, "SMALL", -1)


def filled(pairs, locale=DE):
    store = Store(Sqlite(None), "")
    store.feed([Fed(Place(CATALOG, locale, "a"), "1", frozenset((Key(t), "x") for t in pairs))])
    return store


@given(known=st.lists(sentences, max_size=40, unique=True), data=st.data())
def test_the_best_match_is_found(known, data):
    """Of every text, edited ones above all."""
    store = filled(known)
    old = memory.SMALL
    memory.SMALL = -1
    try:
        text = data.draw(sentences)
        if known and data.draw(st.booleans()):
            words = data.draw(st.sampled_from(known)).split()
            for _ in range(data.draw(st.integers(0, max(1, len(words) // 4)))):
                place = data.draw(st.integers(0, len(words) - 1))
                words[place] = data.draw(st.sampled_from([*WORDS, "unknown", ""]))
            text = " ".join(filter(None, words))
        truth = process.extractOne(
            text, known, scorer=Levenshtein.normalized_similarity, score_cutoff=CUTOFF
        )
        found = max((similarity(text, p.key.text) for p in store.near(text, DE)), default=0)
        event("match" if truth else "none")
        assert found == (truth[1] if truth else 0)
    finally:
        memory.SMALL = old
        store.db.close()


contents = st.dictionaries(
    st.tuples(st.sampled_from([CATALOG, TMX]), st.sampled_from([DE, ES]), st.sampled_from("abc")),
    st.frozensets(
        st.tuples(
            st.builds(
                Key,
                st.sampled_from(["Rest well.", "Rest now.", "Go out", "每天散步", "x"]),
                st.sampled_from([None, "title", "adapt"]),
            ),
            st.sampled_from(["A", "B", ""]),
        ),
        max_size=6,
    ),
)


def dump(store):
    """All that a memory says, without the numbers it gives to things."""
    pairs = (
        "select src, size, context, target, pair.locale, project, kind, name, digest from pair"
        " join tm on tm.id = pair.tm join file on file.id = pair.file"
    )
    words = "select t, src from tok join tm on tm.id = tok.id"
    tables = [pairs, words, "select t, n from df", "select src from tm",
              "select project, kind, locale, name, digest from file"]  # fmt: skip
    return [sorted(map(repr, store.db.rows(query))) for query in tables]


RENAMED = [{(CATALOG, DE, name): frozenset([(Key("Rest well."), "A")])} for name in ("a", "b")]


@given(history=st.lists(contents, min_size=1, max_size=6))
@example(history=RENAMED)
def test_an_incremental_feed_equals_a_rebuild(history):
    """Whatever came and went before."""
    store = Store(Sqlite(None), "mine")
    for step, files in enumerate(history):
        gone = [Fed(place, None) for place in store.files() if place not in files]
        now = [Fed(Place(*place), str(step), pairs) for place, pairs in files.items()]
        store.feed([*gone, *now])
    rebuilt = Store(Sqlite(None), "mine")
    rebuilt.feed(now)
    assert dump(store) == dump(rebuilt)
    store.feed(now)
    assert dump(store) == dump(rebuilt)
    store.db.close()
    rebuilt.db.close()


@given(files=contents, other=contents)
def test_projects_do_not_touch_each_other(files, other):
    """One that goes takes along what it brought and nothing else."""
    db = Sqlite(None)
    mine, theirs = Store(db, "mine"), Store(db, "theirs")
    mine.feed([Fed(Place(*place), "1", pairs) for place, pairs in files.items()])
    before = dump(mine)
    theirs.feed([Fed(Place(*place), "1", pairs) for place, pairs in other.items()])
    theirs.feed([Fed(place, None) for place in theirs.files()])
    assert dump(mine) == before
    db.close()


TEXTS = [f"Sentence number {i} about {w} and {v}." for i, w in enumerate(WORDS) for v in WORDS[::5]]


def test_short_and_spaceless_texts_are_found_by_length(large):
    """Their words may be those of others; and common words are everybody's."""
    known = [
        "Opening hours",
        "One hour of rest is enough",
        "每天散步十分钟对身体好",
        "走路走路走路，对身体好",
    ]
    store = filled([*TEXTS, *known, "and about number sentence all"])
    for text, best in [
        ("Openings hour", "Opening hours"),
        ("每天散步五分钟，对身体好", "每天散步十分钟对身体好"),
        ("And about number sentence all", "and about number sentence all"),
    ]:
        assert store.near(text, DE)[0].key.text == best
    store.db.close()


def test_a_large_memory_of_another_locale_hides_nothing(large, monkeypatch):
    """Texts that share more words but have no translation here give way."""
    monkeypatch.setattr(memory, "_CANDIDATES", 50)
    theirs = [f"Rest well tonight and sleep {w} {v}." for w in WORDS for v in WORDS[:2]]
    store = filled(theirs[:51], ES)
    there = frozenset({(Key("Rest well tonight and sleep."), "x")})
    store.feed([Fed(Place(CATALOG, DE, "b"), "1", there)])
    text = "Rest well tonight and sleep aajjrr."
    assert len(store.candidates(text, ES)[0]) == 50
    assert [p.target for p in store.near(text, DE)] == ["x"]
    store.db.close()
