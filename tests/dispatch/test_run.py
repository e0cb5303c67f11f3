"""The run with engines that are objects in the test."""

import pytest
from dispatch.fakes import (
    DE,
    ES,
    NO_MEMORY,
    Fake,
    catalog,
    failing,
    job,
    pretranslate,
    run,
    targets,
    work,
)

from pipeline.dispatch import Budget, Load, plan
from pipeline.model import DocumentId, EngineError, Entry, Key, Limits, Markup, State, Trouble
from pipeline.pretranslate import Job, Problem


def test_fills_missing() -> None:
    """A missing unit gets a draft that the catalog knows for a machine's."""
    result = pretranslate([job("Take **two** tablets.")], NO_MEMORY, lambda _: [Fake()])
    (entry,) = result.catalogs[0].entries
    assert entry.target == "Také **two** tabléts."
    assert entry.state is State.MACHINE
    assert entry.record("mt")[0] == "fake"
    assert result.drafted == {("fake", ES): 1}
    assert result.problems == ()


def test_leaves_the_rest_alone() -> None:
    """Only live entries without text and plural are filled, and none that a locale writes itself."""
    entries = (
        Entry(Key("gone"), obsolete=True),
        Entry(Key("here"), target="aquí"),
        Entry(Key("draft"), target="borrador", fuzzy=True),
        Entry(Key("one"), plural=("many", ("", ""))),
        Entry(Key("Call 112", "adapt")),
    )
    engine = Fake()
    before = Job(DocumentId("a.md"), ES, catalog(*entries))
    result = pretranslate([before], NO_MEMORY, lambda _: [engine])
    assert result.catalogs == (before.catalog,)
    assert engine.asked == []


def test_an_obsolete_text_stays() -> None:
    """What a person once wrote for the same text is no draft's to replace."""
    gone = Entry(Key("Sleep well"), target="Duerme bien", obsolete=True)
    before = Job(DocumentId("a.md"), ES, catalog(gone, Entry(Key("Sleep well"))))
    result = pretranslate([before], NO_MEMORY, lambda _: [Fake()])
    assert targets(result.catalogs[0]) == ["Duerme bien", "Sléép wéll"]


def test_memory_first() -> None:
    """A text that memory has is not sent."""
    engine = Fake()
    memory = {ES: {"Sleep well": "Duerme bien"}, DE: {"Rest here": "Raste"}}
    result = pretranslate([job("Sleep well", "Rest here")], memory, lambda _: [engine])
    assert targets(result.catalogs[0]) == ["Duerme bien", "Rést héré"]
    assert result.drafted == {("memory", ES): 1, ("fake", ES): 1}
    assert engine.asked == [["Rest here"]]


def test_copies_what_has_no_letters() -> None:
    """Numbers and code alone are copied, never sent."""
    engine = Fake()
    result = pretranslate([job("120/80", "`x = 1`", "{{ n }} – 5")], NO_MEMORY, lambda _: [engine])
    assert targets(result.catalogs[0]) == ["120/80", "`x = 1`", "{{ n }} – 5"]
    assert result.drafted == {("copy", ES): 3}
    assert engine.asked == []


def test_sends_equal_texts_once() -> None:
    """A text is sent once for a locale, in whatever contexts and documents it stands."""
    engine = Fake()
    twice = catalog(Entry(Key("The end")), Entry(Key("The end", "title")))
    jobs = [Job(DocumentId("a.md"), ES, twice), job("The end", name="b.md")]
    result = pretranslate(jobs, NO_MEMORY, lambda _: [engine])
    assert engine.asked == [["The end"]]
    assert result.drafted == {("fake", ES): 3}


def test_unsupported_is_refused_before_any_request() -> None:
    """A locale that no engine knows is reported once, with all its units."""
    jobs = [job("One thing", "Two things", locale=DE), job("Three", locale=DE, name="b.md")]
    result = pretranslate(jobs, NO_MEMORY, lambda _: [Fake()])
    assert result.problems == (Problem("fake", DE, "does not translate English into de", 3),)


def test_next_engine_takes_over() -> None:
    """What one engine does not know the next one fills, and that is no problem."""
    first, second = Fake(name="first", locales=()), Fake(name="second")
    result = pretranslate([job("Sleep well")], NO_MEMORY, lambda _: [first, second])
    assert result.drafted == {("second", ES): 1}
    assert result.problems == ()


def test_fatal_error_is_reported_once() -> None:
    """An engine that fails for good is asked once in a run, over all jobs and locales."""
    engine = Fake(failing("could not be reached: refused"), locales=(ES, DE))
    jobs = [job(*(f"Unit number {i}" for i in range(40))), job("Sleep well", locale=DE)]
    result = pretranslate(jobs, NO_MEMORY, lambda _: [engine])
    assert len(engine.asked) == 1
    assert [str(p) for p in result.problems] == [
        "fake: could not be reached: refused (41 units left empty)"
    ]


def test_fatal_error_is_told_though_another_engine_helps() -> None:
    """An engine that is down is reported even when nothing is left empty."""
    down, up = Fake(failing("is down")), Fake(name="up")
    result = pretranslate([job("Sleep well")], NO_MEMORY, lambda _: [down, up])
    assert result.problems == (Problem("fake", None, "is down", 0, passing=True),)
    assert result.drafted == {("up", ES): 1}


def test_passing_error_spares_the_others() -> None:
    """A text that an engine cannot take does not cost the others their draft."""

    def answer(text: str) -> str:
        if text == "Too long":
            raise EngineError("fake", "the text is too long", Trouble.REJECTED)
        return text.upper()

    result = pretranslate(
        [job("Sleep well", "Too long", "Eat well")], NO_MEMORY, lambda _: [Fake(answer)]
    )
    assert targets(result.catalogs[0]) == ["SLEEP WELL", "", "EAT WELL"]
    assert result.problems == (Problem("fake", ES, "the text is too long", 1, passing=True),)


def test_lost_markup_goes_to_the_next_engine() -> None:
    """An answer that lost a piece is not written; the next engine is asked."""
    loses = Fake(lambda _: "Toma dos ya", name="loses")
    result = pretranslate([job("Take **two** now")], NO_MEMORY, lambda _: [loses, Fake()])
    assert targets(result.catalogs[0]) == ["Také **two** now"]
    alone = pretranslate([job("Take **two** now")], NO_MEMORY, lambda _: [loses])
    assert alone.problems == (Problem("loses", ES, "markup lost", 1),)
    assert targets(alone.catalogs[0]) == [""]


def test_refused_text_is_not_sent_again() -> None:
    """What an engine could not do once in a run it is not asked again, and all is counted."""
    engine = Fake(lambda text: text)
    jobs = [job("Sleep well"), job("Sleep well", name="b.md")]
    result = pretranslate(jobs, NO_MEMORY, lambda _: [engine])
    assert engine.asked == [["Sleep well"]]
    assert result.problems == (Problem("fake", ES, "came back untranslated", 2),)


def test_second_way_of_writing_markup() -> None:
    """Where superblanks lose a span, the same engine is asked with words."""
    empties = Fake(lambda text: text.replace("[<o1>]not[<c1>]", "no [<o1>][<c1>]").upper())
    empties.markup = Markup.SUPERBLANK
    result = pretranslate([job("Does **not** suit all")], NO_MEMORY, lambda _: [empties])
    assert targets(result.catalogs[0]) == ["DOES **NOT** SUIT ALL"]
    assert [len(texts) for texts in empties.asked] == [1, 1]


def test_budget_stops_cleanly() -> None:
    """No more than the limit is sent, what fits is drafted, and the rest is counted."""
    engine = Fake()
    texts = ["Sleep well", "Eat well at noon", "Rest", "Go"]
    result = pretranslate([job(*texts)], {ES: {}}, lambda _: [engine], budget=Budget(14))
    assert engine.asked == [["Sleep well", "Rest"]]
    assert result.problems == (
        Problem("fake", None, "stopped at the limit of characters", 2, passing=True),
    )


def test_a_limit_for_an_engine_holds_for_all_locales_together() -> None:
    """What one locale has used up another does not get."""
    budget = Budget(engines={"fake": 14})
    jobs = [job("Sleep well"), job("Sleep well", "Rest", locale=DE)]
    pretranslate(jobs, {}, lambda _: [Fake(locales=(ES, DE))], budget=budget)
    assert budget.spent == {("fake", ES): 10, ("fake", DE): 4}


def test_a_request_holds_what_its_engine_takes() -> None:
    """No more characters than that, whatever number of texts; one that is longer goes alone."""
    engine = Fake()
    engine.limits = Limits(texts=16, characters=20)
    pretranslate(
        [job("Sleep well", "Eat well", "Rest now", "x" * 30, "Go")], {}, lambda _: [engine]
    )
    assert engine.asked == [["Sleep well", "Eat well"], ["Rest now"], ["x" * 30], ["Go"]]


def test_finished_jobs_come_one_by_one() -> None:
    """A caller can save each document before the next one is begun."""
    engine = Fake()
    engine.limits = Limits(texts=1)
    steps = run([job("Sleep well"), job("Eat well", name="b.md")], {}, lambda _: [engine])
    first = next(steps)
    assert first.job.document == "a.md"
    assert targets(first.job.catalog) == ["Sléép wéll"]
    assert engine.asked == [["Sleep well"]]


def test_interrupt_leaves_the_stage() -> None:
    """An interrupt is not swallowed."""

    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pretranslate([job("Sleep well")], {}, lambda _: [Fake(interrupt)])


def test_count() -> None:
    """A dry run counts units and characters after memory and dedupe, and sends nothing."""
    engine = Fake()
    jobs = [
        job("Sleep well", "Eat well", "120/80"),
        job("Eat well", name="b.md"),
        job("A", locale=DE),
    ]
    assert plan(*work(jobs, {ES: {"Sleep well": "Duerme bien"}}, lambda _: [engine])) == {
        ("memory", ES): Load(1, 0),
        ("fake", ES): Load(1, 8),
        ("copy", ES): Load(1, 0),
        ("none", DE): Load(1, 0),
    }
    assert engine.asked == []
