"""Every mode of the server against every online engine: in time, in words of our own, and nothing
wrong accepted."""

import io
import logging
import os
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from engine_server import BUSY_FIRST, KINDS, WRONG, EngineServer

from pipeline.engines import make
from pipeline.formats.inline import pieces
from pipeline.model import Ask, Engine, EngineError, Locale, Trouble
from pipeline.pretranslate.protect import SCHEMES, Encoded, encode
from pipeline.pretranslate.verify import Refusal, accept

ES = Locale("es")
KEY = "sk-Quetzal-7f3a:fx"
SECRETS = ("Zanzibar", "Quetzal")
"""A word of every text, and one of the key: neither may be shown."""
UNITS = (
    "Take **two tablets** of Zanzibar with *plenty* of water.",
    "Read [the guide](https://example.org/zanzibar?a=1&b=2) to Zanzibar before you start.",
    "The `zanzibar` option, don't use it when 5 < 6 & more.",
    "A plain sentence about Zanzibar that has no markup at all.",
    "Another one, as long and as plain, tells its own about Zanzibar.",
    "This plain one would pass for either of the two about Zanzibar.",
    "Zanzibar has **bold and *nested* words** and <kbd>keys</kbd> here.",
)


@dataclass(frozen=True, slots=True)
class Online:
    """One engine as it is set up here."""

    service: str
    """What it speaks to."""
    options: dict[str, Any] = field(default_factory=dict)
    key: str = KEY
    address: str = "base_url"
    """The option that takes the address."""


ENGINES = {
    "google": Online("google", key=""),
    "mymemory": Online("mymemory"),
    "microsoft": Online("microsoft"),
    "libretranslate": Online("libretranslate"),
    "deep-libretranslate": Online("libretranslate"),
    "deepl": Online("deepl", address="server_url"),
    "llm": Online("openai", {"model": "m"}),
}

DOWN, BUSY, GARBLED, CLOSED = Trouble.DOWN, Trouble.BUSY, Trouble.GARBLED, Trouble.CLOSED
TROUBLES: dict[str, Trouble | dict[str, Trouble]] = {
    "hang": DOWN,
    "drip": DOWN,
    "drip_head": DOWN,
    "half": DOWN,
    "huge": DOWN,
    "reset": DOWN,
    "down": DOWN,
    "busy": BUSY,
    "forbidden": CLOSED,
    "gone": CLOSED,
    "redirect": DOWN,
    "rejected": {"openai": GARBLED, "": Trouble.REJECTED},  # a model may have room for one text
    # a page of Google's that refuses everybody does not say for how long
    "quota": {"google": BUSY, "": CLOSED},
    # nor does one that asks for a person, or has another layout: the texts are not to blame
    **{mode: {"google": DOWN, "": GARBLED} for mode in ("captcha", "wrong_json", "none")},
}
"""Modes in which there is no answer, and the trouble that says so; by service where they differ."""
UNRELIABLE = (
    *("empty", "shifted", "stale", "reordered", "short", "long", "echo", "mangled", "sloppy"),
    *(f"mangled_{kind}" for kind in KINDS),
)
"""Modes with answers that are not those of the texts: refused by the engine or by verification."""
ENDLESS = ("hang", "drip", "drip_head")
TIMEOUT, SLACK = 0.4, 1.5
"""Seconds for an answer in the endless modes, and for a busy machine beyond it."""
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
THREADS, EACH = 8, 500 if LONG else 60


@pytest.fixture
def engine_of(engine_server: EngineServer) -> Iterator[Callable[..., Engine]]:
    """Makes engines that ask the server, and closes them."""
    made: list[Engine] = []

    def of(name: str, timeout: float = 10.0) -> Engine:
        online = ENGINES[name]
        address = engine_server.url(online.service)
        options = {online.address: address, "timeout": timeout, **online.options}
        made.append(make(name, options, online.key))
        return made[-1]

    yield of
    for engine in made:
        engine.close()


@pytest.fixture
def shown(capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """All that was logged by anybody, and written to stdout and stderr."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield lambda: log.getvalue() + "".join(capfd.readouterr())
    root.removeHandler(handler)
    root.setLevel(level)


def encoded(engine: Engine, units: Sequence[str] = UNITS) -> list[Encoded]:
    """Units as the pipeline writes them for an engine."""
    scheme = SCHEMES[engine.markup][0]
    return [encode(pieces(unit), scheme, mark=not engine.proves_order) for unit in units]


def requests_for(engine: Engine, sent: Sequence[Encoded]) -> Iterator[Ask]:
    """The units in requests as large as the engine takes."""
    texts: list[str] = []
    for text in [e.text for e in sent]:
        full = len(texts) == engine.limits.texts
        if full or sum(map(len, [*texts, text])) > engine.limits.characters:
            yield Ask(tuple(texts), ES)
            texts = []
        texts.append(text)
    yield Ask(tuple(texts), ES)


def asked(engine: Engine, sent: Sequence[Encoded]) -> list[str]:
    """The answers, in as many requests as the engine needs."""
    return [answer for ask in requests_for(engine, sent) for answer in engine.translate(ask)]


def failed(engine: Engine, sent: Sequence[Encoded]) -> EngineError:
    """The error of one request."""
    with pytest.raises(EngineError) as caught:
        engine.translate(next(requests_for(engine, sent)))
    return caught.value


def secrets_in(error: BaseException | None, shown: str) -> list[str]:
    """The secrets in anything that a person could see of an error, or in what was shown."""
    told = shown
    if error is not None:
        told += f"{error} {error!r} {error.args} {vars(error)}"
        told += "".join(traceback.format_exception(error))
    return [secret for secret in SECRETS if secret.lower() in told.lower()]


def right(engine: Engine, server: EngineServer, sent: Sequence[Encoded]) -> list[str | Refusal]:
    """What is accepted when the service is in order."""
    server.set("ok")
    answers = [accept(a, e, ES) for a, e in zip(asked(engine, sent), sent, strict=True)]
    server.forget()
    return answers


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("mode", ["ok", "slow"])
def test_right_answers(
    engine_of: Callable[..., Engine],
    engine_server: EngineServer,
    shown: Callable[[], str],
    name: str,
    mode: str,
) -> None:
    """Every unit is accepted, and billed as the code points that were sent."""
    engine = engine_of(name)
    sent = encoded(engine)
    engine_server.set(mode)
    answers = asked(engine, sent)
    accepted = [accept(a, e, ES) for a, e in zip(answers, sent, strict=True)]
    assert [a for a in accepted if isinstance(a, Refusal)] == []
    assert accepted[3].startswith("Á pláín sénténcé ábóút Zánzíbár")
    counts = engine_server.counts[ENGINES[name].service]
    assert counts.characters == sum(len(e.text) for e in sent)
    assert [text for _, text in counts.billed] == [e.text for e in sent]
    assert secrets_in(None, shown()) == []


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("mode", TROUBLES)
def test_troubles(
    engine_of: Callable[..., Engine],
    engine_server: EngineServer,
    shown: Callable[[], str],
    name: str,
    mode: str,
) -> None:
    """A service that does not answer is told from others by its trouble, in time, in silence."""
    service = ENGINES[name].service
    wanted = TROUBLES[mode]
    trouble = wanted.get(service, wanted[""]) if isinstance(wanted, dict) else wanted
    timeout = TIMEOUT if mode in ENDLESS else 5.0
    engine = engine_of(name, timeout)
    sent = encoded(engine)
    engine_server.set(mode)
    for _ in WRONG if mode == "wrong_json" else "1":
        began = time.monotonic()
        error = failed(engine, sent)
        assert time.monotonic() - began < timeout + SLACK
        assert (error.trouble, error.engine) == (trouble, name), error
        assert error.retry_after == (1 if mode == "busy" else None)
        assert secrets_in(error, shown()) == []
    assert engine_server.strayed == []  # nor does it send texts to another host
    engine_server.set("ok")  # a failure leaves nothing behind
    assert not isinstance(accept(asked(engine, sent[:1])[0], sent[0], ES), Refusal)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("mode", UNRELIABLE)
def test_unreliable_answers(
    engine_of: Callable[..., Engine],
    engine_server: EngineServer,
    shown: Callable[[], str],
    name: str,
    mode: str,
) -> None:
    """Whatever is accepted of a service in disorder is what it says when it is in order."""
    engine = engine_of(name)
    sent = encoded(engine)
    best = right(engine, engine_server, sent)
    engine_server.set(mode)
    if mode == "stale":  # what is answered first is another's answer from before
        with suppress(EngineError):
            asked(engine, encoded(engine, ["Something **else** was asked about Zanzibar before."]))
    sizes: list[int] = []
    taken: list[bool] = []
    for ask in requests_for(engine, sent):
        part = slice(len(taken), len(taken) + len(ask.texts))
        sizes += [len(ask.texts)] * len(ask.texts)
        try:
            answers = engine.translate(ask)
        except EngineError as error:
            assert error.trouble is GARBLED
            assert secrets_in(error, shown()) == []
            taken += [False] * len(ask.texts)
            continue
        alone = len(ask.texts) == 1
        accepted = [accept(a, e, ES, alone=alone) for a, e in zip(answers, sent[part], strict=True)]
        taken += [_taken(a) for a in accepted]
        wrong = [a for a, b in zip(accepted, best[part], strict=True) if _taken(a) and a != b]
        assert wrong == []
    assert secrets_in(None, shown()) == []
    wanted = TAKEN.get(mode)
    assert wanted is None or taken == [wanted(size, engine) for size in sizes]


TAKEN: dict[str, Callable[[int, Engine], bool]] = {
    "empty": lambda *_: False,
    "echo": lambda *_: False,
    "stale": lambda *_: False,
    "long": lambda *_: False,
    "shifted": lambda size, _: size == 1,
    "short": lambda size, _: size == 1,
    "sloppy": lambda *_: True,
}
"""Whether a unit is accepted, by the number of texts in its request and the engine."""


def _taken(accepted: str | Refusal) -> bool:
    return not isinstance(accepted, Refusal)


@pytest.mark.parametrize("name", ENGINES)
def test_busy_then_ok(
    engine_of: Callable[..., Engine], engine_server: EngineServer, name: str
) -> None:
    """An engine asks once: it is not the one that waits."""
    engine = engine_of(name)
    sent = encoded(engine)[:1]
    engine_server.set("busy_then_ok")
    assert [failed(engine, sent).trouble for _ in range(BUSY_FIRST)] == [BUSY] * BUSY_FIRST
    assert not isinstance(accept(asked(engine, sent)[0], sent[0], ES), Refusal)
    counts = engine_server.counts[ENGINES[name].service]
    assert counts.requests == BUSY_FIRST + 1
    assert counts.characters == len(sent[0].text)


@pytest.mark.parametrize("name", ENGINES)
def test_threads(engine_of: Callable[..., Engine], engine_server: EngineServer, name: str) -> None:
    """Eight threads share an engine, and none gets the answer of another."""
    engine = engine_of(name, 60.0)
    wrong: list[tuple[str, object]] = []
    done: list[int] = []

    def work(thread: int) -> None:
        units = [
            f"Unit **{thread}** number {n} of the *zanzibar{n}a{thread}* row" for n in range(EACH)
        ]
        sent = encoded(engine, units)
        for unit, e, answer in zip(units, sent, asked(engine, sent), strict=True):
            accepted = accept(answer, e, ES)
            if accepted != unit.translate(_ACCENTS):
                wrong.append((unit, accepted))
        done.append(len(units))

    _together(work)
    assert wrong == []
    assert done == [EACH] * THREADS
    assert engine_server.counts[ENGINES[name].service].twice() == {}


CHAOS = (
    *("ok", "ok", "shifted", "stale", "reordered", "short", "long", "none", "empty", "echo"),
    *("mangled", "sloppy", "busy", "down", "forbidden", "quota", "captcha", "wrong_json", "half"),
)


@pytest.mark.parametrize("name", ENGINES)
def test_chaos(
    engine_of: Callable[..., Engine],
    engine_server: EngineServer,
    shown: Callable[[], str],
    name: str,
) -> None:
    """Eight threads ask a service that fails in another way at each request."""
    engine = engine_of(name, 60.0)
    service = ENGINES[name].service
    chance = random.Random(name)
    engine_server.set("ok", service, script=[chance.choice(CHAOS) for _ in range(THREADS * EACH)])
    outcomes: Counter[str] = Counter()
    wrong: list[object] = []

    def work(thread: int) -> None:
        units = [f"Row {n} of **list {thread}** in Zanzibar{n}a{thread}" for n in range(EACH)]
        for at in range(0, EACH, 4):
            part = encoded(engine, units[at : at + min(4, engine.limits.texts)])
            try:
                answers = asked(engine, part)
            except EngineError as error:
                outcomes[error.trouble.value] += 1
                wrong.extend(secrets_in(error, ""))
                continue
            for unit, e, answer in zip(units[at:], part, answers, strict=False):
                accepted = accept(answer, e, ES)
                outcomes["refused" if isinstance(accepted, Refusal) else "accepted"] += 1
                if not isinstance(accepted, Refusal) and accepted != unit.translate(_ACCENTS):
                    wrong.append((unit, accepted))

    _together(work)
    assert wrong == []
    assert secrets_in(None, shown()) == []
    assert min(outcomes[o] for o in ("accepted", "refused", "garbled", "down", "busy")) > 0
    assert "rejected" not in outcomes


def _together(work: Callable[[int], None]) -> None:
    """Run the work of all threads; what one of them raises is raised here."""
    with ThreadPoolExecutor(THREADS) as pool:
        for future in [pool.submit(work, n) for n in range(THREADS)]:
            future.result()


_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
