"""The stage with engines that are objects in the test."""

import re
from collections.abc import Callable, Mapping, Sequence

import pytest

from pipeline.formats.inline import pieces
from pipeline.model import (
    Ask,
    Catalog,
    DocumentId,
    EngineError,
    Entry,
    Key,
    Limits,
    Locale,
    Markup,
    State,
    Trouble,
)
from pipeline.pretranslate import Job, Load, Problem, count, drafts, pretranslate
from pipeline.pretranslate.protect import SCHEMES, encode
from pipeline.pretranslate.verify import Refusal, accept

ES, DE = Locale("es"), Locale("de")
NO_MEMORY: Mapping[Locale, Mapping[str, str]] = {}
BLANKS, SPARE = SCHEMES[Markup.SUPERBLANK]
TOKENS, LETTERS = SCHEMES[Markup.TOKEN]


class Fake:
    """Says `answer(text)`, and keeps what it was asked."""

    markup = Markup.TOKEN
    limits = Limits(texts=16)
    place = ""
    proves_order = True

    def __init__(
        self,
        answer: Callable[[str], str] = lambda text: text.replace("e", "é"),
        *,
        name: str = "fake",
        locales: Sequence[Locale] = (ES,),
    ) -> None:
        self.name = name
        self.answer = answer
        self.locales = locales
        self.asked: list[list[str]] = []

    def refuses(self, locale: Locale) -> str:
        return "" if locale in self.locales else f"does not translate English into {locale}"

    def version(self, locale: Locale) -> str:
        return f"1 {locale}"

    def translate(self, ask: Ask) -> list[str]:
        assert not self.refuses(ask.locale)
        self.asked.append(list(ask.texts))
        return [self.answer(text) for text in ask.texts]

    def close(self) -> None:
        """Nothing is open."""


def job(*texts: str, locale: Locale = ES, name: str = "a.md") -> Job:
    return Job(DocumentId(name), locale, catalog(*(Entry(Key(text)) for text in texts)))


def catalog(*entries: Entry) -> Catalog:
    return Catalog("", entries)


def targets(made: Catalog) -> list[str]:
    return [entry.target for entry in made.entries]


def failing(reason: str, trouble: Trouble = Trouble.CLOSED) -> Callable[[str], str]:
    def fail(_: str) -> str:
        raise EngineError("fake", reason, trouble)

    return fail


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
    """Only live entries without text and without plural are filled."""
    entries = (
        Entry(Key("gone"), obsolete=True),
        Entry(Key("here"), target="aquí"),
        Entry(Key("draft"), target="borrador", fuzzy=True),
        Entry(Key("one"), plural=("many", ("", ""))),
    )
    engine = Fake()
    before = Job(DocumentId("a.md"), ES, catalog(*entries))
    result = pretranslate([before], NO_MEMORY, lambda _: [engine])
    assert result.catalogs == (before.catalog,)
    assert engine.asked == []


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
    assert result.problems == (Problem("fake", None, "is down", 0),)
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
    assert result.problems == (Problem("fake", ES, "the text is too long", 1),)


def test_lost_markup_goes_to_the_next_engine() -> None:
    """An answer that lost a piece is not written; the next engine is asked."""
    loses = Fake(lambda text: re.sub("__C1__|XCQ1Z", "", text).upper(), name="loses")
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
    result = pretranslate([job(*texts)], {ES: {}}, lambda _: [engine], max_chars=14)
    assert engine.asked == [["Sleep well", "Rest"]]
    assert result.problems == (Problem("fake", None, "stopped at the limit of characters", 2),)


def test_finished_jobs_come_one_by_one() -> None:
    """A caller can save each document before the next one is begun."""
    engine = Fake()
    steps = drafts([job("Sleep well"), job("Eat well", name="b.md")], {}, lambda _: [engine])
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
    assert count(jobs, {ES: {"Sleep well": "Duerme bien"}}, lambda _: [engine]) == {
        ("memory", ES): Load(1, 0),
        ("fake", ES): Load(1, 8),
        ("copy", ES): Load(1, 0),
        ("none", DE): Load(1, 1),
    }
    assert engine.asked == []


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
