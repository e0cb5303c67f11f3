"""Memory first, then the engines of the locale in their order, document by document."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.formats.inline import pieces
from pipeline.model import Ask, Engine, EngineError, Entry, Locale, State, Trouble, unmatched
from pipeline.pretranslate.protect import SCHEMES, encode
from pipeline.pretranslate.report import Job, Outcome, Problem, Step, outcome
from pipeline.pretranslate.verify import Refusal, accept, translatable

Memory = Mapping[Locale, Mapping[str, str]]
"""By locale: msgid to the one translation that is accepted for it elsewhere."""
Engines = Callable[[Locale], Sequence[Engine]]
"""The engines of a locale, in the order in which they are asked."""

MEMORY, COPY = "memory", "copy"
"""Origins in `# mt:` that are no engines: an accepted text, a unit without letters."""
CHUNK = 16
"""Texts in one call of an engine: a stop loses no more than that."""

_Cause = tuple[str, Locale | None, str]


@dataclass(frozen=True, slots=True)
class Load:
    """What an engine would be sent."""

    units: int
    characters: int
    """Unicode code points of source text, as services bill them."""


def pretranslate(
    jobs: Iterable[Job], memory: Memory, engines_for: Engines, *, max_chars: int | None = None
) -> Outcome:
    """Fill the missing units of all jobs; see `drafts`."""
    return outcome(drafts(jobs, memory, engines_for, max_chars=max_chars))


def drafts(
    jobs: Iterable[Job], memory: Memory, engines_for: Engines, *, max_chars: int | None = None
) -> Iterator[Step]:
    """Yield each job with its missing units filled, as soon as it is done.

    Only live entries without plural and without text are filled. Equal texts of a locale are
    sent once in a run. An engine that fails for good is not asked again; what it leaves goes to
    the next one. No more than `max_chars` characters of source text are sent, repeats for
    another engine included. EngineError does not leave this stage; an interrupt does, and then
    the jobs yielded so far are whole.
    """
    run = _Run(memory, engines_for, max_chars)
    for job in jobs:
        yield run.step(job)


def count(
    jobs: Iterable[Job], memory: Memory, engines_for: Engines
) -> dict[tuple[str, Locale], Load]:
    """Say what a run would send, by engine and locale, after memory and dedupe.

    Every text is counted for the first engine that knows the locale; texts that none knows
    under the name `none`. `memory` and `copy` are listed with the units they fill and 0
    characters. Raises nothing of its own.
    """
    units: Counter[tuple[str, Locale]] = Counter()
    characters: Counter[tuple[str, Locale]] = Counter()
    seen: set[tuple[Locale, str]] = set()
    for job in jobs:
        named = engines_for(job.locale)
        able = [e.name for e in named if not e.refuses(job.locale)]
        for entry in filter(wanted, job.catalog.entries):
            text = entry.key.text
            free = _free(text, memory.get(job.locale, {}), copy=bool(named))
            what = (free[1] if free else able[0] if able else "none", job.locale)
            if free:
                units[what] += 1
            elif (job.locale, text) not in seen:
                seen.add((job.locale, text))
                units[what] += 1
                characters[what] += len(text)
    return {what: Load(units[what], characters[what]) for what in units}


def wanted(entry: Entry) -> bool:
    """Tell whether an entry is to be drafted: live, missing, no plural, not a locale's own."""
    empty = entry.state is State.MISSING and entry.plural is None and not entry.key.adapted
    return empty and not entry.obsolete


def _free(text: str, memory: Mapping[str, str], *, copy: bool) -> tuple[str, str] | None:
    """Return a draft that costs nothing, with its origin.

    A unit without letters is copied only where drafts are wanted at all: a locale without
    engines is written by people.
    """
    if text in memory:
        return memory[text], MEMORY
    return None if not copy or translatable(pieces(text)) else (text, COPY)


@dataclass(slots=True)
class _Run:
    """What has to be remembered from one job to the next."""

    memory: Memory
    engines_for: Engines
    budget: int | None
    done: dict[tuple[Locale, str], tuple[str, str]] = field(default_factory=dict)
    """Text and origin of every draft that an engine made."""
    refused: dict[tuple[str, Locale, str], str] = field(default_factory=dict)
    """Why an engine's answer for a text was not taken; it is not asked for it again."""
    dead: dict[str, str] = field(default_factory=dict)
    """Engines that will not answer in this run, with the reason."""

    def step(self, job: Job) -> Step:
        """Fill one job."""
        engines = self.engines_for(job.locale)
        texts = Counter(e.key.text for e in job.catalog.entries if wanted(e))
        found: dict[str, tuple[str, str]] = {}
        for text in texts:
            free = _free(text, self.memory.get(job.locale, {}), copy=bool(engines))
            draft = free or self.done.get((job.locale, text))
            if draft:
                found[text] = draft
        open_texts = [text for text in texts if text not in found]
        asking = _Asking(self, job.locale)
        for engine in engines if open_texts else ():
            answers = asking.engine(engine, open_texts)
            found |= answers
            open_texts = [text for text in open_texts if text not in answers]
        return _finished(job, texts, found, asking)

    def reserve(self, text: str) -> bool:
        """Take the characters of a text from the budget, if they are there."""
        if self.budget is None:
            return True
        if len(text) > self.budget:
            return False
        self.budget -= len(text)
        return True


@dataclass(slots=True)
class _Asking:
    """The engines' part of one job: answers, and the cause of each one that is missing."""

    run: _Run
    locale: Locale
    causes: dict[str, list[_Cause]] = field(default_factory=dict)
    failures: list[_Cause] = field(default_factory=list)
    """Engine errors, which are reported even if another engine fills the units."""

    def engine(self, engine: Engine, texts: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Ask one engine, chunk by chunk."""
        if reason := engine.refuses(self.locale):
            return self._none(texts, (engine.name, self.locale, reason))
        answers: dict[str, tuple[str, str]] = {}
        for at in range(0, len(texts), CHUNK):
            sent = [text for text in texts[at : at + CHUNK] if self._may_send(engine, text)]
            if sent:
                answers |= self._chunk(engine, sent)
        return answers

    def _may_send(self, engine: Engine, text: str) -> bool:
        """Tell whether a text goes out; if not, note the cause."""
        known = self.run.refused.get((engine.name, self.locale, text))
        if engine.name in self.run.dead:
            self._none([text], (engine.name, None, self.run.dead[engine.name]))
        elif known:
            self._none([text], (engine.name, self.locale, known))
        elif not self.run.reserve(text):
            self._none([text], (engine.name, None, "stopped at the limit of characters"))
        else:
            return True
        return False

    def _chunk(
        self, engine: Engine, texts: Sequence[str], attempt: int = 0
    ) -> dict[str, tuple[str, str]]:
        """Send one chunk and judge the answers; a failure for good ends the engine's run."""
        schemes = SCHEMES[engine.markup]
        encoded = [encode(pieces(text), schemes[attempt]) for text in texts]
        try:
            ask = Ask(tuple(e.text for e in encoded), self.locale)
            answers = engine.translate(ask)
            if wrong := unmatched(engine.name, answers, ask):
                raise wrong
        except EngineError as error:
            if error.trouble is Trouble.CLOSED or len(texts) == 1:
                return self._failed(engine, error, texts)
            # one text may be the reason (too long): the others need not suffer for it
            alone = [self._chunk(engine, [text], attempt) for text in texts]
            return {text: draft for taken in alone for text, draft in taken.items()}
        taken: dict[str, tuple[str, str]] = {}
        again: list[str] = []
        for text, sent, answer in zip(texts, encoded, answers, strict=True):
            result = accept(answer, sent, self.locale)
            if not isinstance(result, Refusal):
                taken[text] = (result, engine.name)
                self.run.done[self.locale, text] = taken[text]
            elif result.markup and attempt + 1 < len(schemes) and self._may_send(engine, text):
                again.append(text)
            else:
                self.run.refused[engine.name, self.locale, text] = result.reason
                self._none([text], (engine.name, self.locale, result.reason))
        return taken | (self._chunk(engine, again, attempt + 1) if again else {})

    def _failed(
        self, engine: Engine, error: EngineError, texts: Sequence[str]
    ) -> dict[str, tuple[str, str]]:
        """Note an engine's error; for a passing one the next chunk is still sent."""
        dead = error.trouble is Trouble.CLOSED
        if dead:
            self.run.dead[engine.name] = error.reason
        cause = (engine.name, None if dead else self.locale, error.reason)
        self.failures.append(cause)
        return self._none(texts, cause)

    def _none(self, texts: Sequence[str], cause: _Cause) -> dict[str, tuple[str, str]]:
        """Note why texts have no answer."""
        for text in texts:
            self.causes.setdefault(text, []).append(cause)
        return {}


def _finished(
    job: Job, texts: Counter[str], found: Mapping[str, tuple[str, str]], asking: _Asking
) -> Step:
    """Write the drafts into the catalog and count."""
    drafted: Counter[str] = Counter()
    entries: list[Entry] = []
    for entry in job.catalog.entries:
        draft = found.get(entry.key.text) if wanted(entry) else None
        entries.append(entry.drafted(*draft) if draft else entry)
        if draft:
            drafted[draft[1]] += 1
    empty: dict[_Cause, int] = dict.fromkeys(asking.failures, 0)
    for text, causes in asking.causes.items():
        for cause in dict.fromkeys(causes):
            if text not in found:
                empty[cause] = empty.get(cause, 0) + texts[text]
    problems = tuple(Problem(*cause, units) for cause, units in empty.items())
    catalog = replace(job.catalog, entries=tuple(entries)) if drafted else job.catalog
    return Step(replace(job, catalog=catalog), dict(drafted), problems)
