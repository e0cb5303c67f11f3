"""Texts that are sent as the same: asked for once, and each gets what it has waited for."""

import pytest
from dispatch.fakes import ES, Fake, Notes, Scripted, job, pretranslate, targets, trouble

from pipeline.dispatch import Budget
from pipeline.formats.inline import pieces
from pipeline.model import Limits, Markup, Trouble
from pipeline.pretranslate import Problem
from pipeline.pretranslate.protect import SCHEMES, encode

JOBS = [job("See [it](a.md) now", "See [it](b.md) now"), job("See [it](c.md) now", name="b.md")]
SENT = "See __O1__ it __C1__ now"
DONE = [["SEE [IT](a.md) NOW", "SEE [IT](b.md) NOW"], ["SEE [IT](c.md) NOW"]]
pytestmark = pytest.mark.timeout(10)
"""Who never gets an answer waits for ever."""


@pytest.mark.parametrize("limits", [Limits(texts=8), Limits(parallel=8)])
def test_one_answer_is_for_all(limits: Limits) -> None:
    """It is paid once, and each has its own link in it."""
    engine, budget = Fake(str.upper), Budget()
    engine.limits = limits
    result = pretranslate(JOBS, {}, lambda _: [engine], budget=budget)
    assert [targets(made) for made in result.catalogs] == DONE
    assert engine.asked == [[SENT]]
    assert budget.spent == {("fake", ES): len(SENT)}


def test_one_refusal_is_for_all() -> None:
    """Either way of writing markup is tried once, and the next engine asked once."""
    loses, other = Fake(lambda _: "Velo ya", name="loses"), Fake(str.upper, name="other")
    result = pretranslate(JOBS, {}, lambda _: [loses, other])
    assert [targets(made) for made in result.catalogs] == DONE
    assert [len(texts) for texts in loses.asked] == [1, 1]
    assert other.asked == [[SENT]]
    alone = pretranslate(JOBS, {}, lambda _: [loses], journal=Notes())
    assert alone.problems == (Problem("loses", ES, "markup lost", 3),)


@pytest.mark.parametrize("kind", Trouble)
def test_trouble_leaves_nobody_waiting(kind: Trouble) -> None:
    """Whatever it is, another try or another engine has a draft for each."""
    engine = Scripted(trouble(kind, 0.01))
    result = pretranslate(JOBS, {}, lambda _: [engine, Fake(str.upper, name="other")])
    assert sum(result.drafted.values()) == 3
    assert all(all(targets(made)) for made in result.catalogs)


def test_a_limit_leaves_nobody_waiting() -> None:
    """All of them are counted."""
    result = pretranslate(JOBS, {}, lambda _: [Fake()], budget=Budget(5))
    said = "stopped at the limit of characters"
    assert result.problems == (Problem("fake", None, said, 3, passing=True),)


def test_texts_with_equal_marks_never_share_a_request() -> None:
    """Their answers could be swapped, and nobody would see it."""
    scheme, seen = SCHEMES[Markup.TOKEN][0], dict[str, str]()
    for n in range(5000):
        text = f"Sleep well for {n} nights"
        mark = encode(pieces(text), scheme, mark=True).mark
        if mark in seen:
            break
        seen[mark] = text
    engine = Fake(lambda text: text.replace("Sleep", "Duerme"))
    engine.proves_order = False
    pretranslate([job(seen[mark], text, "Eat well at noon")], {}, lambda _: [engine])
    assert [len(texts) for texts in engine.asked] == [1, 2]
