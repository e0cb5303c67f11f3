"""Services through deep-translator and LibreTranslate directly, against a real HTTP server."""

import html
import importlib
import json
import logging
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
import requests
from deep_translator import GoogleTranslator
from engine_server import EngineServer, translated
from engine_server.exchange import HTML, Asked, Reply
from engine_server.services.google import Google
from engine_server.services.mymemory import MyMemory

from pipeline.engines import KINDS, make
from pipeline.engines.gateway import Gateway
from pipeline.model import Ask, Engine, EngineError, Locale, Markup, Trouble

ES = Locale("es")
KEY = "zanzibar-key"
SECRET = "__M1a2b__ Zanzibar sleeps"
SERVICES = {
    "google": "google",
    "mymemory": "mymemory",
    "microsoft": "microsoft",
    "deep-libretranslate": "libretranslate",
    "libretranslate": "libretranslate",
}
"""Engine to the service of the test server."""
PACKING = ("google", "mymemory")
LISTS = ("microsoft", "libretranslate")
HANGING = ("drip", "drip_head", "hang")
TIMEOUT = 0.3


@pytest.fixture(scope="module")
def running() -> Iterator[EngineServer]:
    with EngineServer() as server:
        yield server


@pytest.fixture
def server(running: EngineServer) -> Iterator[EngineServer]:
    services = {name: desk.service for name, desk in running.desks.items()}
    yield running
    running.forget()
    for name, desk in running.desks.items():
        desk.service = services[name]


def made(server: EngineServer, name: str, timeout: float = 5.0, **options: str) -> Engine:
    """An engine that asks the test server."""
    service = SERVICES[name]
    url = server.url(service) if service != "libretranslate" else server.address
    told = {"base_url": url, "timeout": timeout, **options}
    return make(name, told, KEY if KINDS[name].key else "")


@pytest.mark.parametrize("name", SERVICES)
def test_translates(server: EngineServer, name: str) -> None:
    """Texts come back in order with their signs and outer white space, asked for in one request."""
    texts = (
        "__M1a2b__ Sleep & rest < 8 h",
        " __M3c4d__ Don't “smoke” ",
        "__M5e6f__ 5 – 7 € 100 % 🙂",
    )
    engine = made(server, name)
    if engine.limits.texts == 1:
        texts = texts[:1]
    expected = [translated(text) for text in texts]
    assert engine.translate(Ask(texts, ES)) == expected
    counts = server.counts[SERVICES[name]]
    assert counts.requests == 1
    assert [text for _, text in counts.billed] == [*texts]
    assert engine.translate(Ask(texts, ES)) == expected
    engine.close()


def test_what_is_told(server: EngineServer) -> None:
    """Codes, keys and options arrive where each service looks for them."""
    for name in SERVICES:
        options = {"microsoft": {"region": "westeurope"}, "mymemory": {"email": "a@b.example"}}
        made(server, name, **options.get(name, {})).translate(Ask((SECRET,), Locale("pt_PT")))
    asked = {name: server.counts[name].asked for name in SERVICES.values()}
    assert asked["google"] == [{"mode": "ok", "target": "pt", "key": "", "source": "en"}]
    assert asked["mymemory"][0] | {"mode": "ok"} == {
        "mode": "ok", "target": "pt-PT", "key": "", "source": "en-GB", "mail": "a@b.example",
    }  # fmt: skip
    assert asked["microsoft"][0] == {
        "mode": "ok", "target": "pt-pt", "key": KEY, "source": "en", "format": "plain",
        "region": "westeurope",
    }  # fmt: skip
    through, direct = asked["libretranslate"]
    assert through == {"mode": "ok", "target": "pt", "key": KEY, "source": "en", "format": "text"}
    assert direct == {"mode": "ok", "target": "pt", "key": KEY, "source": "en", "format": "html"}


def test_no_key_is_sent_where_there_is_none(server: EngineServer) -> None:
    """A LibreTranslate of one's own needs none, though deep-translator's class wants one."""
    for name in ("libretranslate", "deep-libretranslate"):
        make(name, {"base_url": f"{server.address}/"}).translate(Ask((SECRET,), ES))
    assert [asked["key"] for asked in server.counts["libretranslate"].asked] == ["", ""]


DOWN, BUSY, CLOSED, GARBLED = Trouble.DOWN, Trouble.BUSY, Trouble.CLOSED, Trouble.GARBLED
MODES: list[tuple[str, Trouble | None, dict[str, Trouble]]] = [
    ("slow", None, {}),
    ("drip", DOWN, {}),
    ("drip_head", DOWN, {}),
    ("hang", DOWN, {}),
    ("half", DOWN, {}),
    ("huge", DOWN, {}),
    ("reset", DOWN, {}),
    ("busy", BUSY, {}),
    ("down", DOWN, {}),
    ("forbidden", CLOSED, {}),
    ("quota", CLOSED, {"google": BUSY}),
    ("captcha", GARBLED, {"google": DOWN}),
    ("empty", GARBLED, {}),
    ("none", GARBLED, {"google": DOWN}),
    ("entities", None, {}),
    ("echo", None, {}),
]
"""Mode, what it means, and for which engine it means something else; None for an answer."""


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize(("mode", "usual", "special"), MODES)
def test_modes(
    server: EngineServer,
    name: str,
    mode: str,
    usual: Trouble | None,
    special: dict[str, Trouble],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Every failure ends in time, with its trouble, and tells neither text nor key."""
    caplog.set_level(logging.DEBUG)
    server.set(mode)
    engine = made(server, name, TIMEOUT if mode in HANGING else 5.0)
    trouble = special.get(name, usual)
    began = time.monotonic()
    if trouble is None:
        (answer,) = engine.translate(Ask((SECRET,), ES))
        assert answer == (SECRET if mode == "echo" else translated(SECRET))
        assert "Zanzibar" not in caplog.text
        return
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask((SECRET,), ES))
    assert time.monotonic() - began < (TIMEOUT + 1.5 if mode in HANGING else 5.0)
    assert caught.value.trouble is trouble
    assert caught.value.engine == name
    assert caught.value.retry_after == (1 if mode == "busy" else None)
    shown = f"{caught.value!r} {caught.value} {caught.value.__cause__!r} {caplog.text}".lower()
    assert "zanzibar" not in shown
    assert "127.0.0.1" not in shown
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("name", SERVICES)
def test_other_shapes(server: EngineServer, name: str) -> None:
    """Whatever comes with status 200, only an answer of the right shape is taken."""
    server.set("wrong_json")
    engine = made(server, name)
    for _ in range(16):
        with pytest.raises(EngineError) as caught:
            engine.translate(Ask((SECRET,), ES))
        assert caught.value.trouble is (DOWN if name == "google" else GARBLED)


@pytest.mark.parametrize("mode", ["short", "long", "empty"])
@pytest.mark.parametrize("name", (*PACKING, *LISTS))
def test_other_counts(server: EngineServer, name: str, mode: str) -> None:
    """Another number of answers is no answer to any of the texts."""
    server.set(mode)
    with pytest.raises(EngineError) as caught:
        made(server, name).translate(Ask((SECRET, "__M3c4d__ Rest"), ES))
    assert caught.value.trouble is GARBLED


class Page(Google):
    """Google's page, written as a test wants it."""

    def __init__(self, write: Any) -> None:
        self.page = write

    def write(self, asked: Asked, answers: Sequence[str]) -> Reply:
        return Reply(200, f"<body>{self.page(chr(10).join(answers))}</body>", HTML)


def _container(text: str) -> str:
    return f'<div class="result-container">{html.escape(text)}</div>'


PAGES = [
    ("lines", _container, ["ñé", "bé"]),
    ("old layout", lambda t: f'<div dir="ltr" class="t0">{t}</div>', ["ñé", "bé"]),
    ("breaks", lambda t: _container(t).replace("\n", "<br>"), ["ñé", "bé"]),
    ("breaks and lines", lambda t: _container(t).replace("\n", "<br/>\n"), GARBLED),
    ("Windows", lambda t: _container(t).replace("\n", "\r\n"), ["ñé", "bé"]),
    (
        "markup",
        lambda t: _container(t).replace("bé", "uno <b>dos</b> tres"),
        ["ñé", "uno dos tres"],
    ),
    ("unclosed", lambda t: _container(t).replace("</div>", ""), DOWN),
    ("unescaped", lambda t: _container(t).replace("bé", "1 < 2 &lt; 3"), ["ñé", "1 < 2 < 3"]),
    ("glued", lambda t: _container(t).replace("\n", " "), GARBLED),
    ("one more", lambda t: _container(f"{t}\nmás"), GARBLED),
    ("one empty", lambda t: _container(t).replace("bé", " "), GARBLED),
]


@pytest.mark.parametrize(
    ("page", "expected"), [row[1:] for row in PAGES], ids=[r[0] for r in PAGES]
)
def test_lines_of_a_page(server: EngineServer, page: Any, expected: list[str] | Trouble) -> None:
    """Lines survive the page, and what does not is no answer."""
    server.desks["google"].service = Page(page)
    engine = made(server, "google")
    if isinstance(expected, list):
        assert engine.translate(Ask(("ñ", "b"), ES)) == expected
        return
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask(("ñ", "b"), ES))
    assert caught.value.trouble is expected


BROKEN = [
    "<div ",
    "<div class=",
    "<![",
    "<!--",
    "<",
    "<a ",
    "<br ",
    "&#",
    "</",
    '<div class="t0" x="',
]


@pytest.mark.parametrize("piece", BROKEN)
def test_broken_pages_end_in_time(server: EngineServer, piece: str) -> None:
    """Python's HTML parser alone takes minutes for most of these."""
    server.desks["google"].service = Page(lambda t: piece * (400_000 // len(piece)) + _container(t))
    began = time.monotonic()
    with suppress(EngineError):
        made(server, "google").translate(Ask(("ñ",), ES))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("name", PACKING)
def test_a_text_with_lines_goes_alone(server: EngineServer, name: str) -> None:
    """It would shift the others; alone it comes back as it is."""
    engine = made(server, name)
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask(("One\ntwo", "Three"), ES))
    assert caught.value.trouble is GARBLED
    assert server.counts[name].requests == 0
    assert engine.translate(Ask(("One\ntwo",), ES)) == [translated("One\ntwo")]


def test_signs(server: EngineServer) -> None:
    """deep-translator returns None for signs that came back as they were."""
    server.set("echo")
    assert made(server, "google").translate(Ask(("— 🙂 —",), ES)) == ["— 🙂 —"]


@pytest.mark.parametrize("name", SERVICES)
def test_entities_of_the_text(server: EngineServer, name: str) -> None:
    """What an author writes as an entity stays one, alone and beside others."""
    server.set("echo")
    engine = made(server, name)
    texts = ("Write &lt;b&gt; for bold", 'R&D, "quoted"')[: engine.limits.texts]
    assert engine.translate(Ask(texts, ES)) == [*texts]


NOTICES = [
    ("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", 200, 200, CLOSED),
    ("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", 429, 429, CLOSED),
    ("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", "403", 200, Trouble.REJECTED),
    ("INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT", "403", 403, Trouble.LOCALE),
    ("'XX' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT", "403", 200, Trouble.LOCALE),
    ("Zanzibar", 429, 200, BUSY),
    ("Zanzibar", 200, 429, BUSY),
    ("Zanzibar", "500", 200, DOWN),
    (None, 200, 200, GARBLED),
]
"""MyMemory's text, `responseStatus`, HTTP's status, what they mean."""


@pytest.mark.parametrize(("text", "status", "http", "trouble"), NOTICES)
def test_notices(
    server: EngineServer, text: str | None, status: int | str, http: int, trouble: Trouble
) -> None:
    """MyMemory's notices are no translations, whatever status they come with."""

    class Notice(MyMemory):
        def write(self, asked: Asked, answers: Sequence[str]) -> Reply:
            body = {
                "responseData": {"translatedText": text},
                "responseStatus": status,
                "matches": [{"translation": "something of somebody else's"}],
            }
            return Reply(http, json.dumps(body))

    server.desks["mymemory"].service = Notice()
    with pytest.raises(EngineError) as caught:
        made(server, "mymemory").translate(Ask((SECRET,), ES))
    assert caught.value.trouble is trouble
    assert "Zanzibar" not in str(caught.value)


TOO_LONG = [
    ("google", "x" * 5000), ("google", "я" * 900), ("mymemory", "x" * 500), ("mymemory", "“" * 170),
    ("microsoft", "x" * 50_001), ("deep-libretranslate", "я" * 700),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), TOO_LONG)
def test_too_long(server: EngineServer, name: str, text: str) -> None:
    """What does not fit is refused before anything is sent; a batch may fit in parts."""
    engine = made(server, name)
    for texts, trouble in (((text,), Trouble.REJECTED), (("Sleep well", text), GARBLED)):
        with pytest.raises(EngineError) as caught:
            engine.translate(Ask(texts, ES))
        assert caught.value.trouble is trouble
    assert server.counts[SERVICES[name]].requests == 0


@pytest.mark.parametrize("name", SERVICES)
def test_limits_fit(server: EngineServer, name: str) -> None:
    """A full request of plain English is taken, and one text alone of that length."""
    engine = made(server, name)
    limits = engine.limits
    length = limits.characters // limits.texts
    texts = tuple(
        (f"__M{n:04}__ Take two tablets with water. " * 50)[: length - 1] + "."
        for n in range(limits.texts)
    )
    assert engine.translate(Ask(texts, ES)) == [translated(text) for text in texts]
    alone = ("Sleep well. " * 1000)[: limits.characters - 1] + "."
    assert engine.translate(Ask((alone,), ES)) == [translated(alone)]


@pytest.mark.parametrize("name", SERVICES)
def test_an_unknown_locale_is_refused_first(server: EngineServer, name: str) -> None:
    """Nothing is sent for a locale that the table lacks."""
    engine = made(server, name)
    locale = Locale("tlh")
    assert engine.refuses(locale) == "does not translate English into tlh"
    assert engine.refuses(ES) == engine.version(ES) == ""
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask((SECRET,), locale))
    assert caught.value.trouble is Trouble.LOCALE
    assert server.counts[SERVICES[name]].requests == 0


@pytest.mark.parametrize("name", SERVICES)
def test_threads(server: EngineServer, name: str) -> None:
    """Eight threads, each text its own answer; one translator that is shared mixes them up."""
    engine = made(server, name)
    asks = [(f"__M{n:04}__ Take {n} tablets", f"__M{n:04}__ Rest {n} hours") for n in range(100)]
    if engine.limits.texts == 1:
        asks = [texts[:1] for texts in asks]  # type: ignore[misc]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda texts: engine.translate(Ask(texts, ES)), asks))
    assert answers == [[translated(text) for text in texts] for texts in asks]
    engine.close()


@pytest.mark.parametrize("name", SERVICES)
def test_what_it_says_of_itself(name: str) -> None:
    """The host that texts go to is named; only this machine is nowhere."""
    key = KEY if KINDS[name].key else ""
    for url, place in (
        ("https://translate.example:8443/x", "translate.example"),
        ("http://localhost:5000", ""),
    ):
        engine = make(name, {"base_url": url}, key)
        assert (engine.name, engine.place, engine.proves_order) == (name, place, False)
        assert engine.markup is (Markup.HTML if name == "libretranslate" else Markup.TOKEN)
    with pytest.raises(EngineError, match="base_url is not an address"):
        make(name, {"base_url": "translate.example"}, key)
    if "libretranslate" in name:
        with pytest.raises(EngineError, match="set its base_url") as caught:
            make(name)
        assert caught.value.trouble is CLOSED
        return
    assert make(name, key=key).place in {
        "translate.google.com", "api.mymemory.translated.net",
        "api.cognitive.microsofttranslator.com",
    }  # fmt: skip


def test_addresses_are_secure() -> None:
    """MyMemory's is plain http in deep-translator."""
    for name in ("google", "mymemory", "microsoft"):
        engine = make(name, key=KEY if KINDS[name].key else "")
        assert isinstance(engine, Gateway)
        assert engine._address.startswith("https://")


SEAMS = [
    ("google", "GoogleTranslator", {"get"}),
    ("mymemory", "MyMemoryTranslator", {"get"}),
    ("microsoft", "MicrosoftTranslator", {"post", "exceptions"}),
    ("libre", "LibreTranslator", {"post"}),
]


@pytest.mark.parametrize(("module", "name", "used"), SEAMS)
def test_seam(module: str, name: str, used: set[str]) -> None:
    """deep-translator still sends by the name `requests` of its module, and by what we replace."""
    theirs = importlib.import_module(f"deep_translator.{module}")
    assert theirs.requests is requests
    code = getattr(theirs, name).translate.__code__
    assert "requests" in code.co_names
    assert used <= {*code.co_names}
    assert {*code.co_names} & {"urlopen", "Session", "session", "httpx"} == set()
    assert getattr(theirs, name).target.fset is not None


def test_others_keep_their_deep_translator(server: EngineServer) -> None:
    """Only the engine's own copy of a module is changed."""
    made(server, "google").translate(Ask((SECRET,), ES))
    theirs = importlib.import_module("deep_translator.google")
    assert theirs.requests is requests
    assert GoogleTranslator.translate.__globals__["requests"] is requests
