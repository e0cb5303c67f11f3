"""What an answer has to be to be taken."""

import pytest

from pipeline.formats.inline import pieces
from pipeline.model import Locale, Markup
from pipeline.pretranslate.protect import SCHEMES, encode
from pipeline.pretranslate.verify import Refusal, accept

ES, DE = Locale("es"), Locale("de")
BLANKS, SPARE = SCHEMES[Markup.SUPERBLANK]
TOKENS, LETTERS = SCHEMES[Markup.TOKEN]


SPACES = [
    ("Take **two** now", "Toma [<o1>] dos[<c1>] ya", "Toma **dos** ya"),
    ("Take **two** now", "Toma[<o1>] dos [<c1>]ya", "Toma **dos** ya"),
    ("Take **two**, now", "[<o1>]Dos[<c1>] toma ya", "**Dos** toma ya"),
    ("Take **two**, now", "Toma [<o1>]dos[<c1>], ya", "Toma **dos**, ya"),
    ("Take `x`  or  y", "Toma  [<a1>]  o  y", "Toma `x`  o  y"),
    ("Take `x` or y", "Toma  [<a1>]  o  y", "Toma `x` o y"),
    ("**Sleep** and `eat` now", "[<o1>]Duerme [<c1>][<a2>] ya y", "**Duerme** `eat` ya y"),
    ("See [*it*](u) here", "Ve [<o1>] [<o2>]lo[<c2>] [<c1>] aquí", "Ve [*lo*](u) aquí"),
]


@pytest.mark.parametrize(("source", "answer", "expected"), SPACES)
def test_spaces_are_mended(source: str, answer: str, expected: str) -> None:
    """Spaces inside a span move out of it, doubled ones collapse unless the source has them."""
    assert accept(answer, encode(pieces(source), BLANKS), ES) == expected


WORDS = [
    ("Take **two** now", "Toma __o1__ dos __ C1 __ ya", "Toma **dos** ya"),
    ("re**start**ed now", "re __O1__ inicia __C1__ do ya", "re**inicia**do ya"),
    ("(see **it**) now", "(__O1__ lo __C1__ ) ve ya", "(**lo**) ve ya"),
    ("Take **two**.", "__O1__ Dos __C1__ toma.", "**Dos** toma."),
    ("See `a` `b` now", "Ve __A2__ __A1__ ya", "Ve `b` `a` ya"),
]


@pytest.mark.parametrize(("source", "answer", "expected"), WORDS)
def test_spaces_beside_words(source: str, answer: str, expected: str) -> None:
    """Spaces that were added for word tokens go, those of the source stay."""
    assert accept(answer, encode(pieces(source), TOKENS), ES) == expected


REFUSED = [
    ("Take **two** now", "", "came back empty"),
    ("Take **two** now", "__O1__ __C1__", "came back empty"),
    ("Take **two** now", "Toma __O1__ __C1__ dos ya", "markup lost"),
    ("Take **two** now", "Toma __C1__ dos __O1__ ya", "markup lost"),
    ("Take **two** now", "Toma __O1__ dos __C1__ __O1__ ya __C1__", "markup lost"),
    ("Take **two** now", "Toma __O1__ dos __C1__ __A7__ ya", "markup changed"),
    ("Take **two** now", "Toma __O1__ dos __C1__ en x__A7__y", "markup lost"),
    ("Take two now", "Toma *dos* ya", "markup changed"),
    ("Take two now", "Toma dos\nya", "came back in more than one line"),
    ("Take two now", "Take two now", "came back untranslated"),
    ("Take two of them every day", "Dos", "came back far too short or too long"),
    ("Take two of them every day", "Dos " * 20, "came back far too short or too long"),
]


@pytest.mark.parametrize(("source", "answer", "reason"), REFUSED)
def test_refused(source: str, answer: str, reason: str) -> None:
    """What lost its markup, its words or its shape is never accepted."""
    result = accept(answer, encode(pieces(source), TOKENS), ES)
    assert isinstance(result, Refusal)
    assert result.reason == reason


def test_dense_scripts_may_be_short() -> None:
    """A language that needs fewer characters is not refused for that."""
    source = "Drink enough water during the whole day"
    answer = "一整天都要喝足够的水"
    assert accept(answer, encode(pieces(source), TOKENS), Locale("zh_Hans")) == answer
    assert isinstance(accept(answer, encode(pieces(source), TOKENS), ES), Refusal)


def test_one_word_may_stay() -> None:
    """A single word can be the same in both languages; several hardly are."""
    assert accept("Hotel", encode(pieces("Hotel"), TOKENS), ES) == "Hotel"


def test_prose_that_looks_like_a_name() -> None:
    """Names are chosen so that no prose is taken for one."""
    source = "The name x__O1__y is **odd** here"
    sent = encode(pieces(source), TOKENS)
    assert "__O2__ odd __C2__" in sent.text
    answer = sent.text.replace("The name", "El nombre")
    assert accept(answer, sent, ES) == "El nombre x__O1__y is **odd** here"


def test_outer_white_space_is_kept() -> None:
    """Engines strip outer white space; it is put back."""
    assert accept("Duerme bien", encode(pieces("  Sleep well "), TOKENS), ES) == "  Duerme bien "


def test_spare_scheme_escapes() -> None:
    """Words in Apertium's stream keep its own signs escaped."""
    sent = encode(pieces("Take **5/7** [now]"), SPARE)
    assert sent.text == r"Take __O1__ 5\/7 __C1__ \[now\]"
    assert accept(r"Toma __O1__ 5\/7 __C1__ \[ya\]", sent, ES) == "Toma **5/7** [ya]"
