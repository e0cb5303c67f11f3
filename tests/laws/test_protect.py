"""Laws of pieces, of their journey through an engine, and of what is accepted."""

import random
import re
from xml.etree import ElementTree as ET

import html5lib
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pipeline.formats.inline import Atom, Close, Open, Text, constructs, pieces
from pipeline.model import Locale, Markup
from pipeline.pretranslate.protect import SCHEMES, Scheme, decode, encode, restore
from pipeline.pretranslate.verify import Refusal, accept

ALL_SCHEMES = [scheme for schemes in SCHEMES.values() for scheme in schemes]
WORDS = st.sampled_from(
    ["pain", "two", "Ü", "don’t", "5", "—", ".", ",", "(see", "x)", "/", "e.g."]
)
ATOMS = st.sampled_from(
    ["`a*b`", "[^1]", "{{ n }}", "https://x.org/a_b", "<br>", "![i](i.png)", r"\*", "&nbsp;",
     "<kbd>Esc</kbd>", "{name}", '{n > 1 ? "a*" : "b"}', "<Icon.A b={1} />", '{{< fig src="a*b" >}}', "[me][]", "H<sub>2</sub>O"]
)  # fmt: skip
WRAPS = st.sampled_from(
    [("**", "**"), ("*", "*"), ("_", "_"), ("~~", "~~"), ("[", "](u.md)"), ("[", "](<a b> 'T')"),
     ("[", "][ref]"), ("<em>", "</em>"), ('<a href="x">', "</a>"), ("<A.B c={d}>", "</A.B>"), ("<>", "</>")]
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


@given(TEXTS, st.sampled_from(ALL_SCHEMES), st.booleans())
@example("x__o1__y _a_2_ __ m12ab__", ALL_SCHEMES[2], True)
def test_echo(text: str, scheme: Scheme, mark: bool) -> None:
    """What an engine sends back unchanged is restored byte for byte."""
    sent = encode(pieces(text), scheme, mark=mark)
    found = decode(sent.text, sent)
    assert restore(found, sent) == text
    assert not found.stray
    assert not found.unmarked


@given(TEXTS, st.booleans())
def test_xml_is_well_formed(text: str, mark: bool) -> None:
    """A parser of XML takes every text, and an echo through it is restored."""
    for scheme in SCHEMES[Markup.XML]:
        sent = encode(pieces(text), scheme, mark=mark)
        root = ET.fromstring(f"<t>{sent.text}</t>")
        answer = ET.tostring(root, encoding="unicode")[3:-4] if sent.text else ""
        assert restore(decode(answer, sent), sent) == text


@given(MARKDOWN, st.booleans())
def test_html_survives_its_parser(text: str, mark: bool) -> None:
    """A tree of HTML written anew is as good as the text that was sent."""
    for scheme in SCHEMES[Markup.HTML]:
        sent = encode(pieces(text), scheme, mark=mark)
        tree = html5lib.parseFragment(sent.text, container="div")
        answer = html5lib.serialize(tree, omit_optional_tags=False, quote_attr_values="always")
        assert restore(decode(answer, sent), sent) == text


@given(MARKDOWN)
@example("[[pain ](u.md) ](u.md)")
def test_generator_reaches(text: str) -> None:
    """Nothing but prose leaves in the clear: no destination, no code, no tag. In a link within a
    link the end of the outer one is prose, and may be written like that of the inner one."""
    protected = [p for p in pieces(text) if isinstance(p, Atom | Close) and len(p.raw) > 3]
    prose = [p.raw for p in pieces(text) if isinstance(p, Text)]
    sent = encode(pieces(text), ALL_SCHEMES[0])
    assert not [p for p in protected if p.raw in sent.text and not any(p.raw in x for x in prose)]


_NAME = re.compile(
    r"\[<\w+>\]|</?[a-z][^<>]*>|_{2}[A-Z][0-9a-f]+_{2}|\bX[A-Z]Q[0-9a-f]+Z\b|\b\w+@l10n\.test"
)


def _mangled(text: str, chance: random.Random) -> str:
    """Drop, double, move, renumber, re-nest, escape and garble what the engine was sent."""
    parts = [part for part in re.split(f"({_NAME.pattern}| )", text) if part]
    for _ in range(chance.randint(1, 4)):
        names = [at for at, part in enumerate(parts) if _NAME.fullmatch(part)]
        at = (
            chance.choice(names)
            if names and chance.random() < 0.8
            else chance.randrange(len(parts))
        )
        match chance.randrange(9):
            case 0:
                parts.pop(at)
            case 1:
                parts.insert(chance.randrange(len(parts)), parts[at])
            case 2:
                parts.insert(chance.randrange(len(parts)), parts.pop(at))
            case 3:
                parts[at] = chance.choice([parts[at].lower(), parts[at].upper()])
            case 4:
                parts[at] = chance.choice(
                    ["*", "**", "`", "[x](y)", "<b>", "{{ z }}", "\n", "_", "{f(x)}"]
                )
            case 5:
                parts[at] = re.sub(
                    r"\d+", lambda n: str(int(n[0]) + chance.choice([-1, 1])), parts[at]
                )
            case 6:
                parts[at] = parts[at].replace("<", "&lt;").replace(">", "&gt;").replace("_", "\\_")
            case 7:
                other = chance.choice(names or [at])
                parts[at], parts[other] = parts[other], parts[at]
            case _:
                chance.shuffle(parts)
        parts = parts or [""]
    return "".join(parts)


@settings(max_examples=400)
@given(TEXTS, st.sampled_from(ALL_SCHEMES), st.booleans(), st.randoms(use_true_random=False))
def test_hostile(text: str, scheme: Scheme, mark: bool, chance: random.Random) -> None:
    """Whatever an engine does, an accepted text has the constructs and the pieces of its source."""
    sent = encode(pieces(text), scheme, mark=mark)
    assume(sent.text)
    result = accept(_mangled(sent.text, chance), sent, Locale("es"), alone=chance.random() < 0.5)
    if not isinstance(result, Refusal):
        assert constructs(result) == constructs(text)
        assert sorted(_protected(result)) == sorted(_protected(text))
        assert "\n" not in result
        assert result.strip()


def _protected(text: str) -> list[str]:
    return [p.raw for p in pieces(text) if not isinstance(p, Text) and p.kind]


@given(TEXTS, TEXTS, st.sampled_from(ALL_SCHEMES), st.booleans())
@example("Off", "Away", ALL_SCHEMES[2], True)
def test_exchanged_answers(one: str, two: str, scheme: Scheme, alone: bool) -> None:
    """An answer is never accepted for another text, when both were marked."""
    first, second = (encode(pieces(text), scheme, mark=True) for text in (one, two))
    assume(first.mark != second.mark)
    for sent, other in ((first, second), (second, first)):
        assert isinstance(accept(other.text, sent, Locale("es"), alone=alone), Refusal)
        both = f"{sent.text} {other.text}"
        assert isinstance(accept(both, sent, Locale("es"), alone=alone), Refusal)


@given(TEXTS, st.sampled_from(ALL_SCHEMES))
def test_decode_takes_anything(text: str, scheme: Scheme) -> None:
    """Any answer at all is judged, never a crash."""
    sent = encode(pieces("**a** `b` c"), scheme, mark=True)
    for locale in ("es", "uk", "zh_TW", "sr_Latn", "xx"):
        assert isinstance(accept(text, sent, Locale(locale), alone=True), str | Refusal)
