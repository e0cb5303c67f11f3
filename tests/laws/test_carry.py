"""What an edit carries over says what it said, with the markup of the new source."""

from collections import Counter

from hypothesis import event, given
from hypothesis import strategies as st

from pipeline.formats.inline import constructs
from pipeline.sync.carry import carry
from pipeline.sync.layout import layout

WORDS = ("rest", "Walk", "NHS", "5", "mg", "not", "well", "C3PO", "don't", "self-care")
GERMAN = ("Ruhe", "gehen", "NHS", "5", "mg", "nicht", "gut", "C3PO", "l'eau", "Selbst-Pflege")
WRAPS = (
    "{}",
    "**{}**",
    "*{}*",
    "[{}](a.md)",
    "[{}](b.md)",
    "[{}](c.md 'So')",
    "<b>{}</b>",
    "~~{}~~",
)
ATOMS = ("", "", "", "[^1]", " {{< img >}}", " `code`", " <br>", " ![Alt](a.png)")
JOINS = (" ", " ", " ", ", ", " -- ", " — ", ' "', "  ")
ENDS = ("", ".", ":", "?", "...", "…")

choices = st.lists(
    st.tuples(
        st.integers(0, len(WORDS) - 1),
        st.sampled_from(WRAPS),
        st.sampled_from(ATOMS),
        st.sampled_from(JOINS),
    ),
    min_size=1,
    max_size=5,
)


def text(rows, words, end):
    shown = ""
    for i, (word, wrap, atom, join) in enumerate(rows):
        shown += (join if i else "") + wrap.format(words[word]) + atom
    return shown + end


@st.composite
def edits(draw):
    """A source, what an editor makes of its markup and signs, and a translation of the first."""
    rows, ends = draw(choices), (draw(st.sampled_from(ENDS)), draw(st.sampled_from(ENDS)))
    dressed = [
        (
            word,
            *(draw(st.sampled_from(ways)) if draw(st.booleans()) else old for ways, old in parts),
        )
        for word, *old in rows
        for parts in [tuple(zip((WRAPS, ATOMS, JOINS), old, strict=True))]
    ]
    order = draw(st.permutations(rows))
    target = text(order if draw(st.booleans()) else rows, GERMAN, ends[0])
    return text(rows, WORDS, ends[0]), text(dressed, WORDS, ends[1]), target


def difference(before, after):
    one, two = Counter(constructs(before)), Counter(constructs(after))
    return one - two, two - one


@given(edits())
def test_what_is_carried_changes_as_its_source_did(texts):
    """The words of the translation stay, and its markup changes by what the source's changed by."""
    old, new, target = texts
    found = carry(old, new, target, "de")
    event("carried" if found else "not carried")
    if found:
        made, _ = found
        assert "\n" not in made
        assert layout(made).words == layout(target).words
        assert difference(target, made) == difference(old, new)
        back = carry(new, old, made, "de")
        assert back is None or difference(made, back[0]) == difference(new, old)


@given(edits(), st.integers(0, 4), st.sampled_from(WORDS))
def test_another_word_is_never_carried(texts, place, word):
    """However little else changed."""
    old, new, target = texts
    words = layout(new).words
    at = place % len(words)
    if words[at] in new and words[at] != word and new.count(words[at]) == 1:
        other = new.replace(words[at], word)
        if layout(other).words != layout(old).words:
            assert carry(old, other, target, "de") is None


def test_the_edits_are_carried_often_enough_to_mean_something():
    """A law that holds because nothing is ever carried would prove nothing."""
    carried = []

    @given(edits())
    def count(texts):
        carried.append(carry(*texts, "de") is not None)

    count()
    assert 5 <= sum(carried) < len(carried)
