"""One request: items encoded for their engine, with what their answers are known by."""

from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from tenacity import RetryCallState, Retrying, stop_after_attempt, wait_random_exponential

from pipeline.dispatch.queue import Item
from pipeline.model import Ask, Engine
from pipeline.pretranslate.protect import SCHEMES, Encoded, encode

ATTEMPTS = 4
"""How often a request is sent to a service that does not answer."""
PATIENCE = 120.0
"""Seconds for which a busy service is waited for."""
_BACKOFF = wait_random_exponential(multiplier=0.5, max=30)
"""Seconds between attempts, where the service says nothing: exponential with full jitter."""
_GIVE_UP = stop_after_attempt(ATTEMPTS)


class Parcel(NamedTuple):
    """An item as it is sent."""

    item: Item
    sent: Encoded
    key: str
    """What its answer is known by in the journal."""


@dataclass(slots=True)
class Batch:
    """The parcels of one request, and how often it was sent."""

    parcels: list[Parcel]
    ask: Ask
    first_sent: float = 0.0
    _state: RetryCallState = field(default_factory=lambda: RetryCallState(Retrying(), None, (), {}))

    @property
    def characters(self) -> int:
        """Unicode code points that the service bills."""
        return sum(map(len, self.ask.texts))

    def next_wait(self, now: float) -> float | None:
        """Seconds until it is sent once more, None when it was sent often enough or long ago."""
        if _GIVE_UP(self._state) or now - self.first_sent > PATIENCE:
            return None
        wait = _BACKOFF(self._state)
        self._state.attempt_number += 1
        return wait


def parcel(item: Item, engine: Engine) -> Parcel:
    """Encode an item for an engine.

    The key of its answer is all that the answer depends on but the neighbouring sentences: engine,
    version, locale, text as sent, address, glossary terms.
    """
    order = item.order
    scheme = SCHEMES[engine.markup][item.scheme]
    sent = encode(order.pieces, scheme, mark=not engine.proves_order)
    version = engine.version(order.locale)
    terms = (text for term in order.terms for text in term)
    parts = (engine.name, version, order.locale, sent.text, order.formality, *terms)
    return Parcel(item, sent, sha256("\0".join(parts).encode()).hexdigest())


def fill(
    lane: deque[Item], engine: Engine, texts: int, asked: dict[str, list[Item]]
) -> list[Parcel]:
    """Take items off a lane for one request: at most what its engine takes.

    `asked` has the keys that are being asked for, each with the items that wait for the same answer
    (the same sentence with another link in it). What is taken is entered there. Two different texts
    with equal marks never share a request.
    """
    taken: list[Parcel] = []
    marks: set[str] = set()
    room = engine.limits.characters
    texts = 1 if lane[0].alone else texts
    while lane and len(taken) < texts:
        made = parcel(lane[0], engine)
        if made.key in asked:
            asked[made.key].append(lane.popleft())
            continue
        if taken and (len(made.sent.text) > room or made.sent.mark in marks):
            break
        lane.popleft()
        room -= len(made.sent.text)
        marks.update(filter(None, (made.sent.mark,)))
        asked[made.key] = []
        taken.append(made)
    return taken


def batch(parcels: list[Parcel]) -> Batch:
    """Parcels of one lane as a request."""
    orders = [p.item.order for p in parcels]
    terms = dict.fromkeys(term for order in orders for term in order.terms)
    context = tuple(order.context for order in orders)
    texts = tuple(p.sent.text for p in parcels)
    first = orders[0]
    return Batch(parcels, Ask(texts, first.locale, context, tuple(terms), first.formality))
