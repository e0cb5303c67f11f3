"""What the pipeline knows of an engine: what it is asked, what it says, what can go wrong."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.model.names import Locale


class Markup(enum.Enum):
    """How protected pieces travel to an engine and back."""

    SUPERBLANK = "superblank"
    """Apertium: `[...]`, kept in place by every stage."""
    TOKEN = "token"  # noqa: S105 - a kind of markup, not a secret
    """Spaced words such as `__O1__`, for engines that know plain text only."""
    XML = "xml"
    """`<x id="1">…</x>` and `<k id="2"/>`, well-formed, for engines that handle XML."""
    HTML = "html"
    """The same as elements of HTML, `translate="no"` on what has no words of its own."""


class Trouble(enum.Enum):
    """Why there is no answer, which says what can be done about it."""

    BUSY = "busy"
    """Fewer requests are wanted: the same again, later. Nothing was billed."""
    DOWN = "down"
    """No connection, no answer in time, or the service's own fault: the same again, later."""
    GARBLED = "garbled"
    """An answer that cannot be read, or does not match its texts: each text again, alone."""
    REJECTED = "rejected"
    """The service does not take this request (too long, malformed): not the same again."""
    LOCALE = "locale"
    """The engine does not translate into this locale."""
    CLOSED = "closed"
    """Key refused, quota used up, library missing: the engine is of no use in this run."""


class EngineError(Exception):
    """An engine that could not answer, and why: without the text that was sent and without keys."""

    def __init__(
        self,
        engine: str,
        reason: str,
        trouble: Trouble = Trouble.CLOSED,
        *,
        retry_after: float | None = None,
    ) -> None:
        """`retry_after` is how many seconds the service wants to be left alone, if it says so."""
        super().__init__(engine, reason)
        self.engine, self.reason, self.trouble = engine, reason, trouble
        self.retry_after = retry_after

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.engine}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request to an engine may hold, and how many there may be."""

    texts: int = 1
    """Texts in a request."""
    characters: int = 5000
    """Unicode code points in all texts of a request together, as they are sent."""
    parallel: int = 1
    """Requests under way at the same time."""
    per_second: float | None = None
    """Requests in a second, where the service is known to allow no more."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: encoded texts for one locale, and what helps to translate them."""

    texts: tuple[str, ...]
    locale: Locale
    context: tuple[str, ...] = ()
    """For each text the plain text around it in its document; empty where nothing is known."""
    terms: tuple[tuple[str, str], ...] = ()
    """Source terms that stand in these texts, each with its mandated translation."""
    formality: str = ""
    """`formal`, `informal`, or empty: how the reader is addressed."""


class Engine(Protocol):
    """Something that drafts translations from English. Implementations live in `engines`.

    An engine translates one request and nothing more: it neither retries nor waits, but ends each
    request in bounded time. Several threads may call `translate` at once, up to `limits.parallel`.
    """

    name: str
    """As written in `engines:` and in `# mt:`."""
    markup: Markup
    limits: Limits
    place: str
    """The host that texts go to; empty when they do not leave this machine."""
    proves_order: bool
    """The engine itself makes sure which answer belongs to which text. Otherwise each text is sent
    with a mark that has to come back with it."""

    def refuses(self, locale: Locale) -> str:
        """Why English into this locale cannot be had, empty when it can.

        Asked before any request; sends nothing.
        """
        ...

    def version(self, locale: Locale) -> str:
        """What changes when the same text may be answered otherwise: a model, a dictionary."""
        ...

    def translate(self, ask: Ask) -> list[str]:
        """Raw answers, in the order and number of the texts; raises EngineError and no other."""
        ...

    def close(self) -> None:
        """End connections and processes; the engine may be used again."""
        ...


def unmatched(engine: str, answers: Sequence[str], ask: Ask) -> EngineError | None:
    """The error of an answer that has not as many texts as the request, None when it has."""
    if len(answers) == len(ask.texts):
        return None
    reason = f"sent {len(answers)} answers for {len(ask.texts)} texts"
    return EngineError(engine, reason, Trouble.GARBLED)
