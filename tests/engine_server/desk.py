"""One service of a server: its mode, its counters, and what it makes of a request."""

import math
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine_server.bucket import Bucket
from engine_server.counts import Counts
from engine_server.delivery import UNANSWERED
from engine_server.exchange import Asked, Query, Reply, Service
from engine_server.modes import ANSWERS, BUSY_FIRST, MODES, PAGES, REFUSALS, redirect, wrong
from engine_server.words import translated


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply and the mode in which it is delivered."""

    reply: Reply
    mode: str = "ok"
    text: str = ""
    """One of the answers in it."""


class Desk:
    """Safe for many requests at once."""

    def __init__(self, service: Service, elsewhere: str = "") -> None:
        self.service, self.elsewhere = service, elsewhere
        self.counts = Counts()
        self.retry_after: int | None = 1
        """What `busy` says; None leaves the header out."""
        self._mode, self._script = "ok", deque[str]()
        self._bucket = Bucket(10, 10)
        self._turn, self._before = 0, "Nadie ha preguntado todavía."
        self._lock = threading.Lock()

    def set(self, mode: str, script: Sequence[str] = ()) -> None:
        """Change the mode; the modes of `script` come first, one for each request."""
        unknown = {mode, *script} - set(MODES)
        if unknown:
            raise ValueError(f"no mode is called {', '.join(sorted(unknown))}")
        with self._lock:
            self._mode, self._turn = mode, 0
            self._script = deque(script)
            if mode == "busy_then_ok":
                self._mode = "ok"
                self._script.extend(["busy"] * BUSY_FIRST)

    def allow(self, per_second: float, capacity: float = 1) -> None:
        """Set the limit of mode `rate`, and the mode."""
        self._bucket = Bucket(per_second, capacity)
        self.set("rate")

    def forget(self) -> None:
        """Mode `ok`, and counters at zero."""
        self.set("ok")
        self.counts = Counts()

    def answer(self, query: Query) -> Answer:
        """What goes back, and how."""
        asked = self.service.read(query)
        if isinstance(asked, Reply):
            return Answer(asked)
        mode, turn = self._next()
        self.counts.came({"mode": mode, "target": asked.target, "key": asked.key, **asked.told})
        refused = self._refused(mode, asked)
        if refused:
            return Answer(refused)
        if mode not in UNANSWERED:
            self.counts.bill(asked.target, asked.texts)
        if mode == "wrong_json":
            return Answer(wrong(turn))
        answers = self._answers(mode, asked)
        if mode == "reordered":
            asked = replace(asked, ids=asked.ids[::-1])
        reply = self.service.write(asked, answers)
        return Answer(reply, mode, next(filter(None, answers), ""))

    def _next(self) -> tuple[str, int]:
        """The mode of this request, and how many came before it in the mode."""
        with self._lock:
            mode = self._script.popleft() if self._script else self._mode
            self._turn += 1
            return mode, self._turn - 1

    def _refused(self, mode: str, asked: Asked) -> Reply | None:
        """The reply of a mode that answers nothing, None where it answers."""
        if mode == "redirect":
            return redirect(asked, self.elsewhere)
        if mode in PAGES:
            return PAGES[mode](asked)
        if mode == "rate":
            wait = self._bucket.take()
            self.counts.gate(allowed=not wait)
            return self._busy(asked, math.ceil(wait)) if wait else None
        if mode == "busy":
            return self._busy(asked, self.retry_after)
        return self.service.refusal(mode, asked) if mode in REFUSALS else None

    def _busy(self, asked: Asked, seconds: int | None) -> Reply:
        reply = self.service.refusal("busy", asked)
        return reply if seconds is None else replace(reply, headers={"Retry-After": str(seconds)})

    def _answers(self, mode: str, asked: Asked) -> list[str]:
        answers = [asked.finish(translated(text)) for text in asked.texts]
        if mode == "stale":
            with self._lock:
                answers, self._before = [self._before, *answers[:-1]], answers[-1]
            return answers
        return ANSWERS[mode](asked.texts, answers) if mode in ANSWERS else answers
