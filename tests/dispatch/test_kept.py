"""What is kept, and what is still sent, when a run is broken off."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from dispatch.fakes import DE, ES, Fake, Notes, Scripted, job, pretranslate, run, trouble

from pipeline.dispatch.batch import parcel
from pipeline.dispatch.queue import Item
from pipeline.formats.inline import pieces
from pipeline.model import Limits, Trouble
from pipeline.pretranslate import Order

TEXTS = [f"Sleep well for {n} nights" for n in range(2, 22)]
ORDER = Order("Sleep well", ES, ("fake",), "formal", (("sleep", "sueño"),), pieces("Sleep well"))


class Slow(Notes):
    """A disk that takes its time."""

    def sending(self, rows: Sequence[tuple[str, str, str, int]]) -> None:
        time.sleep(0.05)
        super().sending(rows)


def upper(texts: Sequence[str]) -> list[str]:
    return [text.upper() for text in texts]


def test_a_request_is_noted_before_it_is_sent() -> None:
    """And all its answers before one of them is used."""
    notes = Slow()

    def look(texts: Sequence[str]) -> list[str]:
        assert len(notes.under_way) >= len(texts)
        return upper(texts)

    engine = Scripted(*[look] * 9)
    gate = lambda *_: "answers are under way" if notes.under_way else ""  # noqa: E731
    engine.limits = Limits(texts=8)
    assert (
        pretranslate([job(*TEXTS)], {}, lambda _: [engine], journal=notes, gate=gate).problems == ()
    )


def test_what_is_under_way_when_a_run_breaks_off_is_kept() -> None:
    """It is waited for: it will be billed."""
    notes = Notes()

    def slowly(texts: Sequence[str]) -> list[str]:
        time.sleep(0.3)
        return upper(texts)

    def gate(*_: object) -> str:
        if len(notes.known) == 2:
            raise KeyboardInterrupt
        return ""

    engine = Scripted(upper, upper, slowly)
    engine.limits = Limits(texts=1, parallel=2)
    with pytest.raises(KeyboardInterrupt):
        pretranslate([job(*TEXTS)], {}, lambda _: [engine], journal=notes, gate=gate)
    assert (len(engine.asked), len(notes.known), notes.under_way) == (3, 3, set())


def test_a_stop_finishes_what_is_under_way() -> None:
    """The first request is answered and written, no second one is sent."""
    stop = threading.Event()

    def answer(texts: Sequence[str]) -> list[str]:
        stop.set()
        return upper(texts)

    engine = Scripted(answer)
    engine.limits = Limits(texts=8)
    (step,) = run([job(*TEXTS)], {}, lambda _: [engine], stop=stop)
    assert step.drafted == {"scripted": 8}
    assert len(engine.asked) == 1


def test_a_stop_does_not_wait_for_the_end_of_a_pause() -> None:
    """A service that wants to be left alone keeps nobody."""
    stop = threading.Event()
    timer = threading.Timer(0.1, stop.set)
    timer.start()
    begun = time.monotonic()
    (step,) = run([job(*TEXTS)], {}, lambda _: [Scripted(trouble(Trouble.BUSY, 20))], stop=stop)
    assert time.monotonic() - begun < 5
    assert step.drafted == {}
    timer.join()


@pytest.mark.parametrize(
    "other",
    [
        replace(ORDER, text="Sleep now", pieces=pieces("Sleep now")),
        replace(ORDER, locale=DE),
        replace(ORDER, formality="informal"),
        replace(ORDER, terms=()),
        replace(ORDER, terms=(("sleep", "descanso"),)),
    ],
)
def test_an_answer_is_known_by_all_that_it_depends_on(other: Order) -> None:
    """What was answered for another locale, address or term comes out of no journal."""
    engine = Fake()
    keys = {parcel(Item(order, 0), engine).key for order in (ORDER, other)}
    assert len(keys) == 2


def test_an_answer_is_known_whatever_stands_around_it() -> None:
    """A neighbour that changes, another place in the run: nothing is paid again."""
    engine = Fake()
    moved = replace(ORDER, context="Rest.", replaces="Duerme")
    items = [Item(ORDER, 0), Item(moved, 7, turn=1, alone=True, anew=True)]
    assert len({parcel(item, engine).key for item in items}) == 1
