"""Pseudo-translation."""

import pytest

from pipeline.engines import make
from pipeline.formats.inline import constructs, pieces
from pipeline.model import Ask, Locale
from pipeline.pretranslate.protect import SCHEMES, encode
from pipeline.pretranslate.verify import accept

XX = Locale("xx")


@pytest.mark.parametrize(
    "text",
    [
        "See [the *guide*](guide.md) on sleep.",
        "Take {{ n }} `tablets` [now]",
        "a/b <br> 5 < 6 \\* x",
    ],
)
def test_keeps_markup(text: str) -> None:
    """Protected pieces come through, letters do not."""
    engine = make("pseudo")
    sent = encode(pieces(text), SCHEMES[engine.markup][0])
    (answer,) = engine.translate(Ask((sent.text,), XX))
    result = accept(answer, sent, XX)
    assert isinstance(result, str)
    assert constructs(result) == constructs(text)
    assert result != text


def test_grows() -> None:
    """A text becomes about 30 % longer, the same each time."""
    text = "Most people sleep better when they go to bed at the same time every day."
    engine = make("pseudo")
    (first,), (second,) = engine.translate(Ask((text,), XX)), engine.translate(Ask((text,), XX))
    assert first == second
    assert 1.2 < len(first) / len(text) < 1.4
