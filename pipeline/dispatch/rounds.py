"""The rounds of an order: from engine to engine until one has a draft, or none is left."""

from pipeline.dispatch.batch import Batch
from pipeline.dispatch.board import Board
from pipeline.dispatch.line import Line
from pipeline.dispatch.office import Office
from pipeline.dispatch.queue import Item
from pipeline.dispatch.throttle import Throttle
from pipeline.model import EngineError
from pipeline.pretranslate import Cause, Draft, Order, Settled


class Rounds:
    """Where every open order stands."""

    def __init__(self, board: Board, office: Office) -> None:
        """Let every open order wait for its first engine."""
        self.board, self.office = board, office
        self.lines: dict[str, Line] = {}
        self._closed: dict[str, str] = {}
        """Engines that are not asked any more in this run, with the reason."""
        self._causes: dict[Order, list[Cause]] = {}
        for number, order in enumerate(list(board.open)):
            self.enter(Item(order, number))

    def move_on(
        self, item: Item, reason: str, *, anywhere: bool = False, passing: bool = False
    ) -> None:
        """An engine has nothing to give for an item: the next one is asked.

        `anywhere` says that the reason holds for every locale, `passing` that it may not hold in a
        later run.
        """
        self._note(item, reason, anywhere=anywhere, passing=passing)
        self.enter(Item(item.order, item.number, item.turn + 1))

    def settle(self, order: Order, draft: Draft | None = None) -> None:
        """An order is done, with a draft or with what every engine had against it."""
        self.board.settle(order, Settled(draft, tuple(self._causes.pop(order, ()))))
        self.office.settled(order)

    def close(self, line: Line, made: Batch, reason: str) -> None:
        """Ask an engine nothing more: all that waits for it goes to the next one."""
        self.office.journal.dropped([p.key for p in made.parcels])
        reason = self._closed.setdefault(line.name, reason)
        for item in [*(p.item for p in made.parcels), *line.drain()]:
            self.move_on(item, reason, anywhere=True, passing=True)

    def closed(self, line: Line) -> bool:
        """Whether an engine is asked nothing more."""
        return line.name in self._closed

    def enter(self, item: Item) -> None:
        """Let an item wait for the engine whose turn it is, or for the next that will have it."""
        while item.turn < len(item.order.engines):
            line = self._line(item.order.engines[item.turn])
            locale = item.order.locale
            if line is None:
                reason = self._closed[item.order.engines[item.turn]]
                self._note(item, reason, anywhere=True, passing=True)
            elif reason := line.engine.refuses(locale):
                self._note(item, reason)
            else:
                line.queue.put(item)
                return
            item = Item(item.order, item.number, item.turn + 1)
        self.settle(item.order)

    def _line(self, name: str) -> Line | None:
        if name in self._closed:
            return None
        if name not in self.lines:
            try:
                engine = self.office.engine(name)
            except EngineError as error:
                self._closed[name] = error.reason
                return None
            self.lines[name] = Line(name, engine, Throttle(engine.limits))
        return self.lines[name]

    def _note(
        self, item: Item, reason: str, *, anywhere: bool = False, passing: bool = False
    ) -> None:
        order = item.order
        name = order.engines[item.turn]
        cause = Cause(name, None if anywhere else order.locale, reason, passing)
        self._causes.setdefault(order, []).append(cause)
