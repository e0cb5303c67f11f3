"""Engines, a journal and jobs that are objects of a test."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.dispatch import Office, drafts
from pipeline.model import (
    Ask,
    Catalog,
    DocumentId,
    Engine,
    EngineError,
    Entry,
    Key,
    Limits,
    Locale,
    Markup,
    Trouble,
)
from pipeline.pretranslate import (
    Job,
    Outcome,
    Policy,
    Route,
    Step,
    Wishes,
    outcome,
    wishes,
)

ES, DE = Locale("es"), Locale("de")
NO_MEMORY: Mapping[Locale, Mapping[str, str]] = {}
Choice = Callable[[Locale], Sequence[Engine]]


class Notes:
    """A journal in memory."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, bool]] = {}
        self.under_way: set[str] = set()
        self.events: list[str] = []

    def answers(self, keys: Sequence[str]) -> Mapping[str, tuple[str, bool]]:
        return {key: self.known[key] for key in keys if key in self.known}

    def sending(self, rows: Sequence[tuple[str, str, Locale, int]]) -> None:
        self.events.append("sending")
        self.under_way.update(key for key, *_ in rows)

    def answered(self, answers: Mapping[str, tuple[str, bool]]) -> None:
        self.events.append("answered")
        assert answers.keys() <= self.under_way
        self.under_way -= answers.keys()
        self.known.update(answers)

    def dropped(self, keys: Sequence[str]) -> None:
        self.under_way -= set(keys)


def work(
    jobs: Sequence[Job],
    memory: Mapping[Locale, Mapping[str, str]],
    choose: Choice,
    **office: object,
) -> tuple[list[Wishes], Office]:
    named: dict[str, Engine] = {e.name: e for job in jobs for e in choose(job.locale)}
    policy = Policy(lambda job, _: Route(tuple(e.name for e in choose(job.locale))), memory)
    office.setdefault("journal", Notes())
    return [wishes(job, policy) for job in jobs], Office(named.__getitem__, **office)  # type: ignore[arg-type]


def run(
    jobs: Sequence[Job],
    memory: Mapping[Locale, Mapping[str, str]],
    choose: Choice,
    **office: object,
) -> Iterator[Step]:
    """Fill the missing units of all jobs."""
    return drafts(*work(jobs, memory, choose, **office))


def pretranslate(
    jobs: Sequence[Job],
    memory: Mapping[Locale, Mapping[str, str]],
    choose: Choice,
    **office: object,
) -> Outcome:
    """Fill them, and add it up, catalogs in the order of the jobs."""
    steps = list(run(jobs, memory, choose, **office))
    order = {(job.document, job.locale): i for i, job in enumerate(jobs)}
    return outcome(sorted(steps, key=lambda s: order[s.job.document, s.job.locale]))


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


def spanish(text: str) -> str:
    return text.replace("Sleep well for", "Duerme bien por").replace("nights", "noches")


class Scripted(Fake):
    """Does for each request what the script says next: answers, or raises a trouble."""

    limits = Limits(texts=8, parallel=2)

    def __init__(self, *script: EngineError | Callable[[Sequence[str]], list[str]]) -> None:
        super().__init__(spanish, name="scripted")
        self.script = list(script)
        self.lock = threading.Lock()

    def translate(self, ask: Ask) -> list[str]:
        with self.lock:
            step = self.script.pop(0) if self.script else None
            self.asked.append(list(ask.texts))
        if isinstance(step, EngineError):
            raise step
        return (step or (lambda texts: [spanish(t) for t in texts]))(ask.texts)


def trouble(kind: Trouble, after: float | None = None) -> EngineError:
    return EngineError("scripted", f"says {kind.value}", kind, retry_after=after)


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
