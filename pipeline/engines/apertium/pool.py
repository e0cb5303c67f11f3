"""Chains that stay open between requests, each lent to one thread at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.engines.apertium.chain import Chain

Modes = tuple[str, ...]


class Pool:
    """Idle chains, the longest unused one first, and those that are lent."""

    def __init__(self, keep: int) -> None:
        """Start nothing; `keep` is how many idle chains (each some 20 processes) stay open."""
        self._keep = keep
        self._lock = threading.Lock()
        self.idle: list[tuple[Modes, Chain]] = []
        self._lent: set[Chain] = set()

    @contextmanager
    def lend(self, modes: Modes, start: Callable[[Modes], Chain]) -> Iterator[Chain]:
        """Give an idle chain of these modes, or a new one, while the block runs.

        A chain whose block raises is ended: it may be out of step.
        """
        chain = self._take(modes) or start(modes)
        with self._lock:
            self._lent.add(chain)
        try:
            yield chain
        except BaseException:
            with self._lock:
                self._lent.discard(chain)
            chain.close()
            raise
        self._give(modes, chain)

    def close(self) -> None:
        """End all chains; who has one lent gets Broken and ends it."""
        with self._lock:
            idle, self.idle = self.idle, []
            for chain in self._lent:
                chain.kill()
        for _, chain in idle:
            chain.close()

    def _take(self, modes: Modes) -> Chain | None:
        with self._lock:
            at = next((i for i, (name, _) in enumerate(self.idle) if name == modes), None)
            return None if at is None else self.idle.pop(at)[1]

    def _give(self, modes: Modes, chain: Chain) -> None:
        with self._lock:
            self._lent.discard(chain)
            self.idle.append((modes, chain))
            spare = [self.idle.pop(0)[1] for _ in range(len(self.idle) - self._keep)]
        for unused in spare:
            unused.close()
