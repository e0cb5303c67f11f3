"""The example magazine through damaged and through real answers, as the benchmark does it."""

from pathlib import Path

import pytest
from conftest import missing

from benchmarks.protection import Answers, seen, through_apertium, through_damage, units
from pipeline.engines.apertium import Apertium
from pipeline.model import Locale
from pipeline.pretranslate.protect import SCHEMES

SOURCE = Path(__file__).parent.parent.parent / "source"
ALL = [
    pytest.param(scheme, id=f"{markup.value}-{at}")
    for markup, schemes in SCHEMES.items()
    for at, scheme in enumerate(schemes, 1)
]


@pytest.mark.parametrize("scheme", ALL)
def test_damage(scheme) -> None:
    """Of damaged answers those are accepted that nevertheless have everything, and no others."""
    counts = through_damage(units(SOURCE), scheme, 2)
    assert counts.wrong == []
    assert counts.verified[0]
    assert {"markup lost", "came back without its mark"} <= set(counts.refused)


def test_apertium() -> None:
    """Real answers are verified, and another parser sees the same links, code and emphasis."""
    if not Path("/usr/share/apertium/modes/eng-spa.mode").exists():
        missing("apertium-eng-spa", "REQUIRE_APERTIUM")
    texts = units(SOURCE)
    with Apertium() as engine:
        counts = through_apertium(texts, Locale("es"), Answers(engine, {}, None))
    assert counts.wrong == []
    assert sum(counts.verified) >= 0.98 * len(texts) > 0


def test_the_other_parser_sees_differences() -> None:
    """Which proves that it would have seen them."""
    assert seen("a **b** [c](d)") != seen("a b [c](d)")
    assert seen("a [c](d)") != seen("a [c](e)")
    assert seen("a `b`") != seen("a `c`")
    assert seen("a *b* c") == seen("c *b* a")
