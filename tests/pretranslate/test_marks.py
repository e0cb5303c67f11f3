"""Marks show which answer belongs to which text."""

import pytest

from pipeline.formats.inline import pieces
from pipeline.model import Locale
from pipeline.pretranslate.protect import SCHEMES, encode
from pipeline.pretranslate.verify import Kind, Refusal, accept

ES = Locale("es")
SCHEME = {markup.value: schemes for markup, schemes in SCHEMES.items()}
ALL = [scheme for schemes in SCHEMES.values() for scheme in schemes]
SOURCE, TARGET = "Take **two** now", "Toma **dos** ya"


def sent_as(markup: str, spare: int = 0):
    return encode(pieces(SOURCE), SCHEME[markup][spare], mark=True)


def test_written() -> None:
    """A mark stands at the head of its text, made from what is sent."""
    first, second = (encode(pieces(t), SCHEME["token"][0], mark=True) for t in (SOURCE, "Go"))
    assert first.text == f"__M{first.mark}__ Take __O1__ two __C1__ now"
    assert first.mark != second.mark
    assert sent_as("xml").text.startswith(f'<m id="{sent_as("xml").mark}"/>Take <x')
    assert sent_as("html").text.startswith(f'<span id="m{sent_as("html").mark}" translate="no">')
    assert sent_as("token", 1).text.startswith(f"XMQ{sent_as('token', 1).mark}Z Take")
    assert sent_as("xml", 1).text.startswith(f"m{sent_as('xml', 1).mark}@l10n.test Take")
    assert encode(pieces(SOURCE), SCHEME["token"][0]).mark == ""


@pytest.mark.parametrize("scheme", ALL)
def test_constant_length(scheme) -> None:
    """What a mark adds can be counted beforehand."""
    added = {
        len(encode(pieces(text), scheme, mark=True).text) - len(encode(pieces(text), scheme).text)
        for text in (SOURCE, "Go", "**a** b", "`x` y", "  spaced ", "a < b")
    }
    assert len(added) == 1


CAME_BACK = [
    ("token", 0, "__M{}__ Toma __O1__ dos __C1__ ya"),
    ("token", 0, "Toma __O1__ dos __C1__ ya __m{}__"),
    ("token", 0, "Toma __ M{} __ __O1__ dos __C1__ ya"),
    ("token", 0, "__M{}__Toma __O1__ dos __C1__ __M{}__ ya"),
    ("token", 1, "xmq{}z toma XOQ1Z dos XCQ1Z ya"),
    ("xml", 0, '<m id="{}"/>Toma <x id="1">dos</x> ya'),
    ("xml", 0, 'Toma <M ID="{}"></M><x id="1">dos</x> ya'),
    ("xml", 0, '<m id="{}">Toma <x id="1">dos</x> ya</m>'),
    ("xml", 1, "m{}@l10n.test Toma o1@l10n.test dos c1@l10n.test ya"),
    ("html", 0, '<span id="m{}" translate="no"></span> Toma <span id="x1">dos</span> ya'),
    ("html", 0, 'Toma <span id="x1">dos</span> <span translate="no" id=m{}></span>ya'),
    ("superblank", 0, "[<m{}>]Toma [<o1>]dos[<c1>] ya"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "spare", "answer"), CAME_BACK)
def test_right(markup, spare, answer) -> None:
    """The right mark is taken out, wherever an engine has moved it."""
    sent = sent_as(markup, spare)
    result = accept(answer.replace("{}", sent.mark), sent, ES)
    assert str(result).lower() == TARGET.lower()
    if markup != "superblank":  # which no engine spells
        assert accept(answer.replace("{}", sent.mark.upper()), sent, ES) == result


@pytest.mark.parametrize(("markup", "spare", "answer"), CAME_BACK)
def test_wrong(markup, spare, answer) -> None:
    """Another mark is another text's, also when there was no other text in the request."""
    sent = sent_as(markup, spare)
    other = f"{int(sent.mark, 16) ^ 1:04x}"
    for alone in (False, True):
        result = accept(answer.replace("{}", other), sent, ES, alone=alone)
        assert result == Refusal("answers another text", Kind.PLACE)


@pytest.mark.parametrize(("markup", "spare", "answer"), CAME_BACK)
def test_two_texts_in_one(markup, spare, answer) -> None:
    """The right mark does not help where another one stands beside it."""
    sent = sent_as(markup, spare)
    other = f"{int(sent.mark, 16) ^ 1:04x}"
    both = f"{answer.replace('{}', sent.mark)} {answer.replace('{}', other)}"
    assert accept(both, sent, ES) == Refusal("answers another text", Kind.PLACE)


MISSING = [
    ("token", 0, "Toma __O1__ dos __C1__ ya"),
    ("token", 1, "Toma XOQ1Z dos XCQ1Z ya"),
    ("xml", 0, 'Toma <x id="1">dos</x> ya'),
    ("html", 0, 'Toma <span id="x1">dos</span> ya'),
]


@pytest.mark.parametrize(("markup", "spare", "answer"), MISSING)
def test_missing(markup, spare, answer) -> None:
    """Without its mark an answer counts only if no other text was in the request."""
    sent = sent_as(markup, spare)
    assert accept(answer, sent, ES) == Refusal("came back without its mark", Kind.PLACE)
    assert accept(answer, sent, ES, alone=True) == TARGET


RESTS = [
    ("token", 0, "M{} Toma __O1__ dos __C1__ ya"),
    ("token", 0, r"\_\_M{}\_\_ Toma __O1__ dos __C1__ ya"),
    ("token", 1, "XMQ{} Toma XOQ1Z dos XCQ1Z ya"),
    ("xml", 0, 'm id="{}" Toma <x id="1">dos</x> ya'),
]


@pytest.mark.parametrize(("markup", "spare", "answer"), RESTS)
def test_the_rest_of_a_mark(markup, spare, answer) -> None:
    """What an engine has left of a mark is no translation, not even where a text was alone."""
    sent = sent_as(markup, spare)
    refused = accept(answer.replace("{}", sent.mark), sent, ES, alone=True)
    assert refused == Refusal("markup lost", Kind.MARKUP)


def test_place_comes_before_markup() -> None:
    """An answer of unknown origin is asked again alone, not written in another way."""
    refused = accept("Toma dos ya", sent_as("token"), ES)
    assert isinstance(refused, Refusal)
    assert refused.kind is Kind.PLACE
    alone = accept("Toma dos ya", sent_as("token"), ES, alone=True)
    assert isinstance(alone, Refusal)
    assert alone.kind is Kind.MARKUP


SPACED = [
    ("Toma __M{}__, dos", "Toma, dos"),
    ("Toma dos __M{}__.", "Toma dos."),
    ("Toma __M{}__ dos", "Toma dos"),
    (" __M{}__  Toma dos", "Toma dos"),
    ("To__M{}__ma dos", "Toma dos"),
]


@pytest.mark.parametrize(("answer", "expected"), SPACED)
def test_spaces_around_a_mark(answer, expected) -> None:
    """A mark leaves the white space of one side behind, and none before a comma."""
    sent = encode(pieces("Take two"), SCHEME["token"][0], mark=True)
    assert accept(answer.replace("{}", sent.mark), sent, ES) == expected


def test_prose_that_looks_like_a_mark() -> None:
    """What the text says itself has to come back as it was."""
    sent = encode(pieces("Write x__M0a1b__y there"), SCHEME["token"][0], mark=True)
    own = f"__M{sent.mark}__"
    assert accept(f"{own} Escribe x__M0a1b__y ahí", sent, ES) == "Escribe x__M0a1b__y ahí"
    assert isinstance(accept(f"{own} Escribe ahí", sent, ES), Refusal)
    assert isinstance(accept(f"{own} Escribe x__M0a1c__y ahí", sent, ES), Refusal)


def test_marks_of_equal_answers() -> None:
    """A short answer that fits two texts is still told apart."""
    texts = ["Off", "Away"]
    one, two = (encode(pieces(t), SCHEME["xml"][0], mark=True) for t in texts)
    answers = [s.text.replace(t, "Fuera") for s, t in zip((one, two), texts, strict=True)]
    assert accept(answers[0], one, ES) == accept(answers[1], two, ES) == "Fuera"
    assert isinstance(accept(answers[1], one, ES), Refusal)
    assert isinstance(accept(answers[0], two, ES), Refusal)
