"""What is done when there is no answer, by the kind of trouble."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from pipeline.dispatch.batch import PATIENCE, Batch
from pipeline.dispatch.line import Line
from pipeline.dispatch.rounds import Rounds
from pipeline.model import EngineError, Trouble

_GIVE_UP = 3
"""Requests in a row, each sent often enough without an answer, that close an engine. One that has
not answered at all is closed by the first."""
_LONG = 5.0
"""Seconds of waiting for one request after which it is said."""


def handle(rounds: Rounds, line: Line, made: Batch, error: EngineError) -> None:
    """Do what the trouble asks for: send again, split, go to the next engine, or close this one.

    One that has been closed meanwhile is sent nothing again.
    """
    table = _WHEN_CLOSED if rounds.closed(line) else _TROUBLES
    table[error.trouble](rounds, line, made, error)


def _busy(rounds: Rounds, line: Line, made: Batch, error: EngineError) -> None:
    """The same again, when the service wants it; the characters stay reserved."""
    now = time.monotonic()
    pause = max(error.retry_after or 0.0, made.next_wait(now) or 0.0)
    if now + pause - made.first_sent > PATIENCE:
        _closed(rounds, line, made, error)
    else:
        if not line.told and now + pause - made.first_sent > _LONG:
            line.told = True
            rounds.office.busy(line.name, PATIENCE)
        line.throttle.refused(now, pause)
        line.again.append(made)


def _down(rounds: Rounds, line: Line, made: Batch, error: EngineError) -> None:
    """The same again a few times, later and later.

    Nobody knows what was billed: each time counts against the budget.
    """
    now = time.monotonic()
    pause = made.next_wait(now)
    if pause is not None:
        line.throttle.refused(now, pause)
        if rounds.office.budget.reserve(line.name, made.ask.locale, made.characters):
            line.again.append(made)
        else:
            _passed_on(rounds, made, error)
        return
    line.silent += 1
    if line.answered and line.silent < _GIVE_UP:
        _garbled(rounds, line, made, error)
    else:
        _given_up(rounds, line, made, error)


def _given_up(rounds: Rounds, line: Line, made: Batch, error: EngineError) -> None:
    rounds.close(line, made, error.reason)


def _garbled(rounds: Rounds, line: Line, made: Batch, error: EngineError) -> None:
    """One of the texts may be the reason: each again, alone."""
    rounds.office.journal.dropped([p.key for p in made.parcels])
    line.throttle.garbled()
    for parcel in made.parcels:
        if len(made.parcels) > 1:
            rounds.enter(replace(parcel.item, alone=True))
        else:
            rounds.move_on(parcel.item, error.reason, passing=True)


def _rejected(rounds: Rounds, line: Line, made: Batch, error: EngineError) -> None:
    _unbilled(rounds, line, made)
    _garbled(rounds, line, made, error)


def _no_locale(rounds: Rounds, line: Line, made: Batch, error: EngineError) -> None:
    _unbilled(rounds, line, made)
    _passed_on(rounds, made, error)


def _closed(rounds: Rounds, line: Line, made: Batch, error: EngineError) -> None:
    _unbilled(rounds, line, made)
    rounds.close(line, made, error.reason)


def _passed_on(rounds: Rounds, made: Batch, error: EngineError) -> None:
    rounds.office.journal.dropped([p.key for p in made.parcels])
    for parcel in made.parcels:
        rounds.move_on(parcel.item, error.reason, passing=True)


def _unbilled(rounds: Rounds, line: Line, made: Batch) -> None:
    rounds.office.budget.release(line.name, made.ask.locale, made.characters)


_TROUBLES: Mapping[Trouble, Callable[[Rounds, Line, Batch, EngineError], None]] = MappingProxyType(
    {
        Trouble.BUSY: _busy,
        Trouble.DOWN: _down,
        Trouble.GARBLED: _garbled,
        Trouble.REJECTED: _rejected,
        Trouble.LOCALE: _no_locale,
        Trouble.CLOSED: _closed,
    }
)
_WHEN_CLOSED = MappingProxyType({**_TROUBLES, Trouble.BUSY: _closed, Trouble.DOWN: _given_up})
