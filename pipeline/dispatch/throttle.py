"""How many requests to an engine, how large and how often: found out from how it answers.

Three measures grow while all goes well and fall when a request is refused (AIMD, as in TCP):
requests under way at once, texts in a request, requests a second. The last is unlimited until the
first refusal; from then on it stays just below what the service is seen to allow, because after
each refusal a service mostly wants to be left alone for a whole second. No clock and no thread in
here: the time comes in, in seconds.
"""

from collections import deque
from dataclasses import dataclass, field
from math import inf

from pipeline.model import Limits

_FIRST = 8
"""Texts in the first request."""
_SPAN = 10.0
"""Seconds over which the rate of answers is measured."""
_LAST = 20
"""Requests over which the rate of sending is measured."""
_GROWTH, _CREEP = 2.0, 1.005
"""By how much the rate grows in a second: far below the one last refused, and near it."""
_NEAR = 0.92
"""A rate near the one that was refused; and what it falls to when it is refused again there."""


@dataclass(slots=True)
class Throttle:
    """The measures of one engine, as far as they are known now."""

    limits: Limits
    _window: float = 1.0
    _batch: float = _FIRST
    _rate: float = inf
    """Requests a second."""
    _refused_at: float = inf
    """The rate at which the service last refused."""
    _resume: float = 0.0
    """When a pause ends."""
    _next: float = 0.0
    """When the rate allows the next request."""
    _grown: float = 0.0
    """When the rate last grew."""
    _sent: deque[float] = field(default_factory=lambda: deque(maxlen=_LAST))
    _answered: deque[float] = field(default_factory=deque)

    def __post_init__(self) -> None:
        """Begin with what is known of the service."""
        self._rate = self._most

    @property
    def _most(self) -> float:
        return self.limits.per_second or inf

    @property
    def window(self) -> int:
        """How many requests may be under way at once."""
        return min(int(self._window), self.limits.parallel)

    @property
    def batch(self) -> int:
        """How many texts the next request may hold."""
        return min(int(self._batch), self.limits.texts)

    def wait(self, now: float) -> float:
        """Seconds until a request may be sent, 0 when it may be sent now."""
        return max(0.0, self._resume - now, self._next - now)

    def sent(self, now: float) -> None:
        """A request is under way."""
        self._next = max(now, self._next) + 1 / self._rate
        self._sent.append(now)

    def answered(self, now: float) -> None:
        """A request was answered: there may be more of them, larger and more often."""
        # doubles with every round until the first refusal, then one more in a round
        self._window += 1 / self._window if self._refused_at < inf else 1.0
        self._window = min(self._window, self.limits.parallel)
        self._batch = min(self._batch * 2, self.limits.texts)
        if self._rate < inf:
            near = self._rate >= _NEAR * self._refused_at
            pace = _CREEP ** min(now - self._resume, _SPAN) if near else _GROWTH
            grown = pace ** min(1.0, now - self._grown)
            most = inf if near else max(self._rate, _NEAR * self._refused_at)
            self._rate = min(self._rate * grown, most, self._most)
        self._grown = now
        self._answered.append(now)

    def refused(self, now: float, wait: float) -> None:
        """The service wants fewer requests, and none for `wait` seconds."""
        if now < self._resume:  # sent before the pause: the same refusal again
            self._resume = max(self._resume, now + wait)
            return
        self._window = max(1.0, self._window / 2)
        if self._answered and self._answered[-1] >= self._resume:  # else nothing is known of a rate
            rate = min(self._rate, self._sending())
            allowed = self._allowed(now)
            self._rate = max(allowed, min(rate * _NEAR, (rate * allowed) ** 0.5))
            self._refused_at = rate
        self._resume = now + wait
        self._next = self._grown = self._resume
        self._sent.clear()

    def garbled(self) -> None:
        """An answer did not match its texts: fewer of them at a time."""
        self._batch = max(1.0, min(self._batch, self.limits.texts) / 2)

    def _sending(self) -> float:
        """Requests sent in a second since the last pause; a burst counts as no more than it was."""
        if len(self._sent) < _LAST // 4:
            return 1e4
        return (len(self._sent) - 1) / max(self._sent[-1] - self._sent[0], 1e-3)

    def _allowed(self, now: float) -> float:
        """Requests answered in a second, pauses included."""
        while self._answered and self._answered[0] < now - _SPAN:
            self._answered.popleft()
        return len(self._answered) / max(now - self._answered[0], 1.0) if self._answered else 0.1
