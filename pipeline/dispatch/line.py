"""One engine and what waits for it."""

from collections import deque
from dataclasses import dataclass, field
from math import inf

from pipeline.dispatch.batch import Batch
from pipeline.dispatch.queue import Item, Queue
from pipeline.dispatch.throttle import Throttle
from pipeline.model import Engine


@dataclass(slots=True)
class Line:
    """The items and requests in front of one engine."""

    name: str
    engine: Engine
    throttle: Throttle
    queue: Queue = field(default_factory=Queue)
    asked: dict[str, list[Item]] = field(default_factory=dict)
    """The keys that are being asked for, and the items that wait for the same answer."""
    again: deque[Batch] = field(default_factory=deque)
    """Requests that have to be sent once more."""
    flying: int = 0
    """Requests under way."""
    silent: int = 0
    """Requests in a row that were given up."""
    told: bool = False
    """It was said that the engine is busy."""
    answered: bool = False
    """The engine has answered in this run."""

    def wait(self, now: float) -> float:
        """Seconds until it takes a request; infinite when it has none to take or is full."""
        if not (self.queue or self.again) or self.flying >= self.throttle.window:
            return inf
        return self.throttle.wait(now)

    def drain(self) -> list[Item]:
        """All that waits, in requests or not; nothing does then."""
        items = [p.item for batch in self.again for p in batch.parcels] + self.queue.drain()
        self.again.clear()
        return items + [item for key in list(self.asked) for item in self.release(key)]

    def release(self, key: str) -> list[Item]:
        """A key is asked for no more: the items that waited for its answer."""
        return self.asked.pop(key, [])
