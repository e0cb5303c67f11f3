"""What a run works with: the engines, what is known already, and what may be spent."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.dispatch.budget import Budget
from pipeline.model import Engine, Locale
from pipeline.pretranslate import Order


class Journal(Protocol):
    """What was sent and answered, in this run and in earlier ones."""

    def answers(self, keys: Sequence[str]) -> Mapping[str, tuple[str, bool]]:
        """Raw answers that are known, and whether each came alone in its request."""
        ...

    def sending(self, rows: Sequence[tuple[str, str, Locale, int]]) -> None:
        """Keys, engine, locale and characters of a request, kept when this returns."""
        ...

    def answered(self, answers: Mapping[str, tuple[str, bool]]) -> None:
        """Raw answers, kept when this returns."""
        ...

    def dropped(self, keys: Sequence[str]) -> None:
        """What was sent and has brought no answer."""
        ...


@dataclass(frozen=True, slots=True)
class Office:
    """What a run works with."""

    engine: Callable[[str], Engine]
    """By name; raises EngineError where it cannot be had."""
    journal: Journal
    gate: Callable[[Order, str, str], str] = lambda *_: ""
    """Why a verified draft of an engine may not be written, by what it says; empty when it may."""
    mark_doubts: bool = False
    """Such a draft is written and marked instead."""
    budget: Budget = field(default_factory=Budget)
    stop: threading.Event = field(default_factory=threading.Event)
    """Set from outside: no further request is sent, and what is there is finished."""
    settled: Callable[[Order], None] = lambda _: None
    """Told of every order that is done."""
    busy: Callable[[str, float], None] = lambda *_: None
    """Told once of each engine that wants to be left alone for some time, and for how long."""
