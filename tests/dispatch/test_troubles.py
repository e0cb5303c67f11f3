"""What a run makes of the troubles of engines."""

import time
from collections.abc import Callable, Sequence

import pytest
from dispatch import fakes
from dispatch.fakes import ES, Fake, Notes, Scripted, job, pretranslate, spanish, targets, trouble

from pipeline.dispatch import Budget, batch, troubles
from pipeline.dispatch.queue import Item, Queue
from pipeline.model import Engine, Limits, Locale, Trouble
from pipeline.pretranslate import Order, Problem

TEXTS = [f"Sleep well for {n} nights" for n in range(2, 22)]


def draft(engine: Engine, *others: Engine, **office: object) -> fakes.Outcome:
    return pretranslate([job(*TEXTS)], {}, lambda _: [engine, *others], **office)


@pytest.mark.parametrize("kind", [Trouble.BUSY, Trouble.DOWN])
def test_passing_troubles_are_waited_for(kind: Trouble) -> None:
    """The same request again, and in the end nothing is missing or reported."""
    engine = Scripted(trouble(kind, 0.01), trouble(kind, 0.01))
    result = draft(engine)
    assert targets(result.catalogs[0]) == [spanish(t) for t in TEXTS]
    assert engine.asked[0] == engine.asked[1] == engine.asked[2]
    assert result.problems == ()


def test_retry_after_is_honoured() -> None:
    """Nothing goes out before the service wants it."""
    engine = Scripted(trouble(Trouble.BUSY, 0.6))
    begun = time.monotonic()
    draft(engine)
    assert time.monotonic() - begun >= 0.6


def test_who_wants_to_be_left_alone_for_an_hour_is() -> None:
    """It is closed at once, and said."""
    begun = time.monotonic()
    result = draft(Scripted(trouble(Trouble.BUSY, 3600)))
    assert time.monotonic() - begun < 5
    assert result.problems == (Problem("scripted", None, "says busy", len(TEXTS), passing=True),)


def test_a_service_that_is_down_is_given_up() -> None:
    """After four attempts, each later; the next engine does the work."""
    engine, other = Scripted(*[trouble(Trouble.DOWN)] * 40), Fake(spanish, name="other")
    result = draft(engine, other)
    assert len(engine.asked) == 4
    assert result.drafted == {("other", ES): len(TEXTS)}
    assert result.problems == (Problem("scripted", None, "says down", 0, passing=True),)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waits between attempts, and little patience."""
    monkeypatch.setattr(batch, "_BACKOFF", lambda _: 0.0)
    for module in (batch, troubles):
        monkeypatch.setattr(module, "PATIENCE", 0.5)


@pytest.mark.usefixtures("hurried")
def test_a_service_that_goes_down_is_given_up() -> None:
    """After three requests in a row, not after each text alone."""
    engine = Scripted(lambda texts: [spanish(t) for t in texts], *[trouble(Trouble.DOWN)] * 200)
    result = draft(engine, Fake(spanish, name="other"))
    assert len(engine.asked) <= 1 + 4 * 4
    assert sum(result.drafted.values()) == len(TEXTS)


@pytest.mark.usefixtures("hurried")
@pytest.mark.timeout(10)
def test_who_is_always_busy_is_given_up() -> None:
    """However short the pauses are that it asks for."""
    result = draft(Scripted(*[trouble(Trouble.BUSY, 0.05)] * 4000))
    assert result.problems == (Problem("scripted", None, "says busy", len(TEXTS), passing=True),)


@pytest.mark.parametrize(
    "wrong",
    [lambda texts: [spanish(t) for t in texts[1:]], lambda texts: ["Uno"] * (len(texts) + 1)],
)
def test_a_wrong_number_of_answers_is_asked_one_by_one(wrong: Callable[..., list[str]]) -> None:
    """Nothing of such an answer is used."""
    engine = Scripted(wrong)
    result = draft(engine)
    assert targets(result.catalogs[0]) == [spanish(t) for t in TEXTS]
    first = engine.asked[0]
    assert [texts for texts in engine.asked if texts != first and texts[0] in first] == [
        [text] for text in first
    ]


def test_shifted_answers_are_asked_one_by_one() -> None:
    """An engine that does not prove its order sends marks back; a strange one is not believed."""
    engine = Scripted(lambda texts: [spanish(t) for t in (*texts[1:], texts[0])])
    engine.proves_order = False
    result = draft(engine)
    assert targets(result.catalogs[0]) == [spanish(t) for t in TEXTS]
    assert sum(len(texts) == 1 for texts in engine.asked) >= 8


def test_a_rejected_request_is_split() -> None:
    """What is too long alone costs the others nothing, and no character."""
    budget = Budget()

    def picky(texts: Sequence[str]) -> list[str]:
        if any("5 nights" in t for t in texts):
            raise trouble(Trouble.REJECTED)
        return [spanish(t) for t in texts]

    engine = Scripted(*[picky] * 40)
    result = draft(engine, budget=budget)
    left = [t for t, made in zip(TEXTS, targets(result.catalogs[0]), strict=True) if not made]
    assert left == [t for t in TEXTS if "5 nights" in t]
    assert budget.spent == {("scripted", ES): sum(len(t) for t in TEXTS if t not in left)}


@pytest.mark.parametrize(("kind", "locale"), [(Trouble.CLOSED, None), (Trouble.LOCALE, ES)])
def test_who_takes_nothing_gives_its_characters_back(kind: Trouble, locale: Locale | None) -> None:
    """A key that is refused costs nothing, nor does a locale that is."""
    budget = Budget()
    result = draft(Scripted(*[trouble(kind)] * 20), budget=budget)
    assert sum(budget.spent.values()) == 0
    said = f"says {kind.value}"
    assert result.problems == (Problem("scripted", locale, said, len(TEXTS), passing=True),)


def test_answers_are_known_in_the_next_run() -> None:
    """Nothing is sent twice, not even what was refused."""
    notes = Notes()
    first, second = Scripted(lambda texts: list(texts)), Scripted()
    draft(first, journal=notes)
    result = draft(second, journal=notes)
    assert second.asked == []
    assert len(targets(result.catalogs[0])) == len(TEXTS)
    assert notes.under_way == set()


def test_budgets_hold_for_engines_and_locales() -> None:
    """By engine, or by engine and locale; what does not fit goes to the next engine."""
    budget = Budget(engines={"scripted": {"es": 100}})
    result = draft(Scripted(), Fake(spanish, name="other"), budget=budget)
    assert budget.spent["scripted", ES] <= 100
    assert result.drafted["scripted", ES] == 100 // len(TEXTS[0])
    assert sum(result.drafted.values()) == len(TEXTS)


def test_many_threads_mix_nothing_up() -> None:
    """Eight requests at a time, answered in any order."""
    texts = [f"Sleep well for {n} nights" for n in range(4000)]

    def slowly(asked: Sequence[str]) -> list[str]:
        time.sleep(0.001 * (len(asked[0]) % 3))
        return [spanish(t) for t in asked]

    engine = Scripted(*[slowly] * 4000)
    engine.limits = Limits(texts=8, parallel=8)
    result = pretranslate([job(*texts)], {}, lambda _: [engine])
    assert targets(result.catalogs[0]) == [spanish(t) for t in texts]


@pytest.mark.parametrize("kind", [Trouble.BUSY, Trouble.DOWN])
def test_a_closed_engine_is_asked_no_more(kind: Trouble) -> None:
    """Not even for what was under way when it was closed, and found no answer either."""

    def late(_: Sequence[str]) -> list[str]:
        time.sleep(0.3)
        raise trouble(kind)

    engine = Scripted(lambda texts: [spanish(t) for t in texts], trouble(Trouble.CLOSED), late)
    result = draft(engine, Fake(spanish, name="other"))
    assert len(engine.asked) == 3
    assert result.drafted == {("scripted", ES): 8, ("other", ES): len(TEXTS) - 8}


def test_many_texts_that_are_sent_alone_cost_no_more_each() -> None:
    """A service that answers no batch rightly: each text costs the same."""

    def lone(count: int) -> float:
        queue = Queue()
        for number in range(count):
            order = Order(f"Sleep {number}", ES, ("scripted",))
            queue.put(Item(order, number, alone=True))
        begun = time.process_time()
        while queue:
            queue.lane().popleft()
            queue.tidy()
        return time.process_time() - begun

    assert lone(10_000) < 1  # one after the other in lanes of their own: about ten seconds


def test_a_long_wait_is_told_once(monkeypatch) -> None:
    """Nobody should have to wonder."""
    monkeypatch.setattr(troubles, "_LONG", 0.1)
    told: list[str] = []
    engine = Scripted(*[trouble(Trouble.BUSY, 0.2)] * 3)
    draft(engine, busy=lambda name, _: told.append(name))
    assert told == ["scripted"]
