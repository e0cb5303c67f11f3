"""An allowed number of requests a second."""

import threading
import time
from collections.abc import Callable


class Bucket:
    """Fills with `per_second` tokens up to `capacity`; each request takes one."""

    def __init__(
        self,
        per_second: float,
        capacity: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rate, self._capacity, self._clock = per_second, capacity, clock
        self._tokens, self._at = capacity, clock()
        self._lock = threading.Lock()

    def take(self) -> float:
        """0.0 when the request may pass, else the seconds until the next token."""
        with self._lock:
            now = self._clock()
            self._tokens = min(self._capacity, self._tokens + (now - self._at) * self._rate)
            self._at = now
            if self._tokens < 1:
                return (1 - self._tokens) / self._rate
            self._tokens -= 1
            return 0.0
