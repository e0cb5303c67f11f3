"""Orders in front of one engine, in the order of the documents, ready to share requests."""

from collections import deque
from dataclasses import dataclass, field

from pipeline.model import Locale
from pipeline.pretranslate import Order


@dataclass(frozen=True, slots=True)
class Item:
    """An order in front of one of its engines."""

    order: Order
    number: int
    """Its place in the order of the documents."""
    turn: int = 0
    """Which of its engines it waits for."""
    scheme: int = 0
    """Which of the ways to write markup is tried."""
    alone: bool = False
    """It shares a request with no other text."""
    anew: bool = False
    """An answer that is known already is not what is wanted."""

    @property
    def lane(self) -> tuple[object, ...]:
        """What items of one request have in common; those that share none wait in one lane too."""
        order = self.order
        return (order.locale, order.formality, self.scheme, self.alone)


@dataclass(slots=True)
class Queue:
    """The items that wait. A locale is finished before the next begins, retries included."""

    _lanes: dict[tuple[object, ...], deque[Item]] = field(default_factory=dict)
    _locales: dict[Locale, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self._lanes)

    def put(self, item: Item) -> None:
        """Let an item wait."""
        self._locales.setdefault(item.order.locale, len(self._locales))
        self._lanes.setdefault(item.lane, deque()).append(item)

    def lane(self) -> deque[Item]:
        """The items that may share the next request, first come first. Raises ValueError if none.

        What is taken from it is gone from the queue; `tidy` has to follow.
        """
        return min(self._lanes.values(), key=lambda lane: self._rank(lane[0]))

    def tidy(self) -> None:
        """Drop the lanes that have been emptied."""
        for name in [name for name, items in self._lanes.items() if not items]:
            del self._lanes[name]

    def drain(self) -> list[Item]:
        """All that waits, in its order; the queue is empty then."""
        items = [item for lane in self._lanes.values() for item in lane]
        self._lanes.clear()
        return sorted(items, key=lambda item: item.number)

    def _rank(self, item: Item) -> tuple[int, int, int]:
        return self._locales[item.order.locale], item.scheme + item.alone, item.number
