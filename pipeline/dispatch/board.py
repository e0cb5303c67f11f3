"""Which jobs wait for which orders: equal orders are done once for all who want them."""

from collections.abc import Iterator, Sequence

from pipeline.model import Key
from pipeline.pretranslate import Order, Settled, Step, Wishes, filled


class Board:
    """The jobs of a run and the orders that are still open."""

    def __init__(self, jobs: Sequence[Wishes]) -> None:
        """Note who waits for what; `open` are the orders in the order of the documents."""
        self.open: dict[Order, list[int]] = {}
        self._jobs = jobs
        self._waiting = [0] * len(jobs)
        self._settled: dict[Order, Settled] = {}
        self._done = [i for i, job in enumerate(jobs) if not job.orders]
        for i, job in enumerate(jobs):
            for order in dict.fromkeys(job.orders.values()):
                self.open.setdefault(order, []).append(i)
                self._waiting[i] += 1

    def settle(self, order: Order, settled: Settled) -> None:
        """An order is done: its draft goes to all jobs that want it."""
        self._settled[order] = settled
        for i in self.open.pop(order):
            self._waiting[i] -= 1
            if not self._waiting[i]:
                self._done.append(i)

    def finished(self) -> Iterator[Step]:
        """The jobs that wait for nothing any more, each once."""
        done, self._done = self._done, []
        for i in done:
            yield filled(self._jobs[i], self._of(i))

    def rest(self) -> Iterator[Step]:
        """The jobs that an interrupt leaves unfinished, with the drafts there are."""
        for i in sorted({i for waiting in self.open.values() for i in waiting}):
            yield filled(self._jobs[i], self._of(i))

    def _of(self, i: int) -> dict[Key, Settled]:
        orders = self._jobs[i].orders.items()
        return {key: self._settled[order] for key, order in orders if order in self._settled}
