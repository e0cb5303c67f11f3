"""Laws of pieces, of their journey through an engine, and of what is accepted."""

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.formats.inline import Atom, Close, Open, Text, constructs, pieces
from pipeline.model import Locale
from pipeline.pretranslate.protect import SCHEMES, Scheme, decode, encode, restore
from pipeline.pretranslate.verify import Refusal, accept

ALL_SCHEMES = [scheme for schemes in SCHEMES.values() for scheme in schemes]
WORDS = st.sampled_from(
    ["pain", "two", "Ü", "don’t", "5", "—", ".", ",", "(see", "x)", "/", "e.g."]
)
ATOMS = st.sampled_from(
    ["`a*b`", "[^1]", "{{ n }}", "https://x.org/a_b", "<br>", "![i](i.png)", r"\*", "&nbsp;",
     "<kbd>Esc</kbd>", "{name}", '{{< fig src="a*b" >}}', "[me][]", "H<sub>2</sub>O"]
)  # fmt: skip
WRAPS = st.sampled_from(
    [("**", "**"), ("*", "*"), ("_", "_"), ("~~", "~~"), ("[", "](u.md)"), ("[", "](<a b> 'T')"),
     ("[", "][ref]"), ("<em>", "</em>"), ('<a href="x">', "</a>")]
)  # fmt: skip
GLUE = st.sampled_from([" ", " ", " ", "", "  "])


def _join(parts: list[tuple[str, str]]) -> str:
    return "".join(text + space for text, space in parts)


def _spans(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = st.lists(st.tuples(inner, GLUE), min_size=1, max_size=4).map(_join)
    return st.tuples(WRAPS, rows).map(lambda both: both[0][0] + both[1] + both[0][1]) | rows


MARKDOWN = st.recursive(WORDS | ATOMS, _spans, max_leaves=12)
NOISE = st.text(st.sampled_from("ab Z1*_`~[]()<>{}\\&!^:;.@/|#%\"'-é字\u00a0"), max_size=40)
TEXTS = MARKDOWN | NOISE | st.tuples(MARKDOWN, NOISE).map(" ".join)


@given(TEXTS)
def test_partition(text: str) -> None:
    """Pieces add up to the text, and spans are nested."""
    found = pieces(text)
    assert "".join(piece.raw for piece in found) == text
    depth = 0
    for piece in found:
        depth += isinstance(piece, Open) - isinstance(piece, Close)
        assert depth >= 0
    assert depth == 0


@given(TEXTS, st.sampled_from(ALL_SCHEMES))
def test_echo(text: str, scheme: Scheme) -> None:
    """What an engine sends back unchanged is restored byte for byte."""
    sent = encode(pieces(text), scheme)
    assert restore(decode(sent.text, sent), sent) == text


@given(MARKDOWN)
@example("[[pain ](u.md) ](u.md)")
def test_generator_reaches(text: str) -> None:
    """Nothing but prose leaves in the clear: no destination, no code, no tag. In a link within a
    link the end of the outer one is prose, and may be written like that of the inner one."""
    protected = [p for p in pieces(text) if isinstance(p, Atom | Close) and len(p.raw) > 3]
    prose = [p.raw for p in pieces(text) if isinstance(p, Text)]
    sent = encode(pieces(text), ALL_SCHEMES[0])
    assert not [p for p in protected if p.raw in sent.text and not any(p.raw in x for x in prose)]


def _mangled(text: str, scheme: Scheme, chance: random.Random) -> str:
    """Drop, double, move and garble what the engine was sent."""
    words = text.replace("[<", " [<").replace(">]", ">] ").split(" ")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(words))
        match chance.randrange(6):
            case 0:
                words.pop(at)
            case 1:
                words.insert(at, words[at])
            case 2:
                words.insert(chance.randrange(len(words)), words.pop(at))
            case 3:
                words[at] = words[at].lower()
            case 4:
                words[at] = chance.choice(["*", "**", "`", "[x](y)", "<b>", "{{ z }}", "\n", "_"])
            case _:
                chance.shuffle(words)
        words = words or [""]
    return " ".join(words)


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(ALL_SCHEMES), st.randoms(use_true_random=False))
def test_hostile(text: str, scheme: Scheme, chance: random.Random) -> None:
    """Whatever an engine does, an accepted text has the constructs of its source."""
    sent = encode(pieces(text), scheme)
    result = accept(_mangled(sent.text, scheme, chance), sent, Locale("es"))
    if not isinstance(result, Refusal):
        assert constructs(result) == constructs(text)
        assert "\n" not in result
        assert result.strip()


@given(TEXTS, st.sampled_from(ALL_SCHEMES))
def test_decode_takes_anything(text: str, scheme: Scheme) -> None:
    """Any answer at all is judged, never a crash."""
    sent = encode(pieces("**a** `b` c"), scheme)
    assert isinstance(accept(text, sent, Locale("es")), str | Refusal)
