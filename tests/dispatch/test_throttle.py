"""The measures of an engine, against services that are simulated on a clock of numbers."""

import heapq
import math

import pytest

from pipeline.dispatch.throttle import Throttle
from pipeline.model import Limits


def driven(rate: float, burst: float, latency: float, seconds: float) -> tuple[float, int]:
    """The share of what a service allows that is used, and how many requests it refused.

    It allows `rate` requests a second, `burst` at once, and says Retry-After in whole seconds.
    """
    throttle = Throttle(Limits(parallel=64))
    now = last = 0.0
    tokens, answered, refused = burst, 0, 0
    flying: list[tuple[float, int]] = []
    while now < seconds:
        while len(flying) < throttle.window and throttle.wait(now) <= 1e-9:
            throttle.sent(now)
            tokens, last = min(burst, tokens + (now - last) * rate), now
            allowed = tokens >= 1 - 1e-9
            tokens -= allowed
            heapq.heappush(
                flying, (now + latency, 0 if allowed else math.ceil((1 - tokens) / rate))
            )
        nexts = [flying[0][0]] if flying else []
        if len(flying) < throttle.window:
            nexts.append(now + throttle.wait(now) + 1e-6)
        now = min(nexts)
        while flying and flying[0][0] <= now:
            if wait := heapq.heappop(flying)[1]:
                throttle.refused(now, wait)
                refused += 1
            else:
                throttle.answered(now)
                answered += 1
    return answered / (rate * seconds + burst), refused


@pytest.mark.parametrize("rate", [5, 20, 50, 200])
@pytest.mark.parametrize("latency", [0.01, 0.2])
def test_uses_what_a_service_allows(rate: float, latency: float) -> None:
    """At least nine tenths over a minute, and few requests are refused."""
    share, refused = driven(rate, rate, latency, 60)
    assert share >= 0.9
    assert refused <= 0.1 * rate * 60


def test_grows_while_all_goes_well() -> None:
    """Requests double in number with every round, texts in a request with every answer."""
    throttle = Throttle(Limits(texts=50, parallel=8))
    windows, batches = [], []
    for second in range(5):
        windows.append(throttle.window)
        batches.append(throttle.batch)
        for _ in range(throttle.window):
            throttle.answered(second)
    assert windows == [1, 2, 4, 8, 8]
    assert batches == [8, 16, 50, 50, 50]


def test_halves_on_a_refusal_and_waits() -> None:
    """One refusal halves the window once, however many requests it met; nothing goes out."""
    throttle = Throttle(Limits(texts=50, parallel=8))
    for second in range(8):
        throttle.answered(second)
    for _ in range(5):
        throttle.refused(10, 7)
    assert (throttle.window, throttle.wait(10), throttle.wait(17)) == (4, 7, 0)


def test_the_longest_of_several_pauses_counts() -> None:
    """Requests that were under way together may be told different ones."""
    throttle = Throttle(Limits(parallel=8))
    for wait in (2, 9, 1):
        throttle.refused(10, wait)
    assert throttle.wait(10) == 9


def test_garbled_answers_halve_the_batch() -> None:
    """Down to one text in a request."""
    throttle = Throttle(Limits(texts=50))
    throttle.answered(0)
    seen = []
    for _ in range(6):
        seen.append(throttle.batch)
        throttle.garbled()
    assert seen == [16, 8, 4, 2, 1, 1]


def test_a_known_limit_holds_from_the_beginning() -> None:
    """Two requests a second, and no more after a thousand answers."""
    throttle = Throttle(Limits(per_second=2))
    for second in range(1000):
        throttle.sent(second)
        throttle.answered(second)
        assert throttle.wait(second) == 0.5
