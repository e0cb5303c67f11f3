"""The laws of sentences: nothing is added, nothing is lost, no construct is cut."""

from documents import load
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment import boundaries, sentences, split

WORDS = [
    "Dr.", "e.g.", "5 mg.", "3 l. A", "U.S.", "No.", "vitamin B.", "It", "rest.", "Go!", "Why?", "…", ". . . .", "(So.)",
    "“Yes.”", '"', "‘", "’", "<", ">", "1.", "2)", "IV.", "😀", "日本。", "ß", "\u00a0", "¹", "[^1]", "i.", "I.", "a.m.", "x",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", "  ", "", "\n", "\n\n", "\r\n"])), max_size=12
    ).map(lambda parts: "".join(word + gap for word, gap in parts)),
)  # fmt: skip
languages = st.sampled_from(["en", "de", "es", "fr", "ja", "zh", "ka", "xx"])


@given(texts, languages)
def test_the_parts_add_up_to_the_text(text, language):
    """`"".join(split(text)) == text`, without an empty part."""
    parts = split(text, language)
    assert "".join(parts) == text
    assert all(parts)


@given(texts, languages)
def test_white_space_stands_between_sentences(text, language):
    """Only a full-width stop ends a sentence without; in English white space always stands."""
    for part in split(text, language)[:-1]:
        assert part[-1] in (" \t\r\n" if language == "en" else " \t\r\n。！？｡")
        assert any(c.isalnum() for c in part)


@given(texts, languages)
def test_a_sentence_is_its_own_sentence(text, language):
    """The sentences of inline Markdown hold all of it but the white space between them."""
    found = sentences(text, language)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=8), st.data())
def test_no_boundary_inside_a_construct(words, data):
    """Wherever a construct lies, no sentence ends or begins inside it."""
    text = " ".join(words)
    a = data.draw(st.integers(0, len(text) - 1))
    b = data.draw(st.integers(a + 1, len(text)))
    for end, start in boundaries(text, (), ((a, b), (a, a + 1))):
        assert not (a < end and start < b)
        assert not text[end:start].strip()
        assert end < start


@given(st.lists(st.sampled_from(["Walk.", "**One. Two.**", "Rest\nnow.", "[So. It](x.md)", "日。", "Take 5 mg.", "“Go.”"]), min_size=1, max_size=8))  # fmt: skip
def test_units_lie_where_their_text_stands(parts):
    """A sentence's span holds the bytes of its text, line breaks read as spaces."""
    source = "- " + " ".join(parts).replace("\n", "\n  ") + "\n"
    for _, unit in load(source).units():
        raw = source.encode()[unit.span.start : unit.span.end].decode()
        assert " ".join(raw.split()) == unit.key.text
        assert all(unit.key.text[b.at] == " " for b in unit.breaks)
        shown = unit.visible or ((0, len(unit.key.text)),)
        assert all(0 <= a < b <= len(unit.key.text) for a, b in (*shown, *unit.closed))
