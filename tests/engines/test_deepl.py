"""DeepL through its official client, against a real HTTP server on this machine."""

import logging
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import deepl as client_library
import pytest
from engine_server import WRONG, EngineServer, translated
from engine_server.exchange import Query, Reply, said
from engines.failing import ALIKE, SECRET, TIMEOUT, failure

from pipeline.engines import make
from pipeline.engines.deepl import DeepL
from pipeline.engines.deepl.locales import FORMALITY, ROWS
from pipeline.engines.locales import code_of
from pipeline.model import Ask, EngineError, Locale, Trouble

DE = Locale("de")
KEY = "5ecre7-key-of-the-account:fx"
TEXTS = ('<m id="12ab"/>Take <x id="1">two</x> &amp; rest.', '<m id="77ab"/>Do not stop.')


@pytest.fixture
def engine(engine_server: EngineServer) -> Iterator[DeepL]:
    made = DeepL(server_url=engine_server.url("deepl"), timeout=TIMEOUT, key=KEY)
    yield made
    made.close()


def asked(server: EngineServer) -> list[dict[str, Any]]:
    return server.counts["deepl"].asked


def glossaries(server: EngineServer) -> Any:
    return server.desks["deepl"].service.glossaries  # type: ignore[attr-defined]


def terms(*pairs: tuple[str, str], locale: Locale = DE) -> Ask:
    return Ask(("Take a pill.",), locale, terms=pairs)


def test_one_request(engine: DeepL, engine_server: EngineServer) -> None:
    """Texts go as they are in one request, with all that keeps markup and sentences whole."""
    ask = Ask(TEXTS, Locale("pt_BR"), ("Sleep & rest.", "Sleep & rest."), formality="formal")
    assert engine.translate(ask) == [translated(text) for text in TEXTS]
    (request,) = asked(engine_server)
    assert {name: request[name] for name in request if name not in ("mode", "target", "key")} == {
        "text": list(TEXTS),
        "source_lang": "EN",
        "target_lang": "PT-BR",
        "formality": "prefer_more",
        "context": "Sleep &amp; rest.",
        "split_sentences": "0",
        "preserve_formatting": True,
        "tag_handling": "xml",
        "tag_handling_version": "v2",
        "outline_detection": False,
        "non_splitting_tags": ["x", "k", "m"],
        "ignore_tags": ["k", "m"],
        "show_billed_characters": True,
    }
    assert engine_server.counts["deepl"].characters == sum(map(len, TEXTS))


SENTENCES = [
    ('<m id="12ab"/>Take two.', "0"),
    ("Take 2.5 mg (see p. 4) now.", "0"),
    ("Take two. Then rest.", "nonewlines"),
    ('Take <x id="1">two.</x> <x id="2">Then</x> rest.', "nonewlines"),
    ("“Rest!” “Why?”", "nonewlines"),
]


@pytest.mark.parametrize(("text", "split"), SENTENCES)
def test_sentences(engine: DeepL, engine_server: EngineServer, text: str, split: str) -> None:
    """A unit of one sentence is never split, one of several at its sentences."""
    engine.translate(Ask((text,), DE))
    assert asked(engine_server)[0]["split_sentences"] == split


FORMAL = [
    ("de", "formal", "prefer_more"),
    ("de_AT", "informal", "prefer_less"),
    ("ja", "formal", "prefer_more"),
    ("de", "", None),
    ("sv", "formal", None),
]


@pytest.mark.parametrize(("locale", "formality", "sent"), FORMAL)
def test_formality(
    engine: DeepL, engine_server: EngineServer, locale: str, formality: str, sent: str | None
) -> None:
    """How the reader is addressed goes to the languages that can say it."""
    engine.translate(Ask(("Rest.",), Locale(locale), formality=formality))
    assert asked(engine_server)[0].get("formality") == sent
    assert set(ROWS.values()) >= FORMALITY


FAILURES = [
    *ALIKE,
    ("half", Trouble.DOWN, "could not be reached: the answer broke off", None),
    ("reset", Trouble.DOWN, "could not be reached: the connection failed", None),
    ("forbidden", Trouble.CLOSED, "refuses this key or address (status 403)", None),
    ("quota", Trouble.CLOSED, "has no quota left (status 456)", None),
    ("captcha", Trouble.GARBLED, "sent 0 answers for 2 texts", None),
    ("long", Trouble.GARBLED, "sent 3 answers for 2 texts", None),
]


@pytest.mark.parametrize(("mode", "trouble", "reason", "wait"), FAILURES)
def test_failures(
    engine: DeepL,
    engine_server: EngineServer,
    caplog: pytest.LogCaptureFixture,
    mode: str,
    trouble: Trouble,
    reason: str,
    wait: float | None,
) -> None:
    """Every failure ends in time after one request, without text and key in words or logs."""
    assert failure(engine, engine_server, mode, caplog, KEY) == (trouble, reason, wait)


@pytest.mark.parametrize("turn", range(len(WRONG)))
def test_wrong_json(engine: DeepL, engine_server: EngineServer, turn: int) -> None:
    """Whatever else comes with status 200 is garbled."""
    engine_server.set("wrong_json")
    for _ in range(turn):
        with pytest.raises(EngineError):
            engine.translate(Ask(("Rest.",), DE))
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask(("Rest.",), DE))
    assert caught.value.trouble is Trouble.GARBLED


@pytest.mark.parametrize("status", [301, 307, 308, 400, 413, 418, 429, 500, 504, 529])
def test_statuses(engine: DeepL, engine_server: EngineServer, status: int) -> None:
    """A redirect is not followed, an overload is busy, the rest as HTTP has it."""
    fates = {
        301: Trouble.DOWN, 307: Trouble.DOWN, 308: Trouble.DOWN, 400: Trouble.REJECTED,
        413: Trouble.REJECTED, 418: Trouble.REJECTED, 429: Trouble.BUSY, 500: Trouble.DOWN,
        504: Trouble.DOWN, 529: Trouble.BUSY,
    }  # fmt: skip
    requests: list[Query] = []

    def read(query: Query) -> Reply:
        requests.append(query)
        return said(status, {"message": SECRET}, Location="/v2/other", Retry_After="7")

    engine_server.desks["deepl"].service.read = read  # type: ignore[method-assign]
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask((SECRET,), DE))
    assert (caught.value.trouble, caught.value.retry_after) == (fates[status], 7.0)
    assert "Zanzibar" not in str(caught.value)
    assert len(requests) == 1


@pytest.mark.parametrize("text", [5, None, ["Ruhe."]])
def test_answers_that_are_no_text(engine: DeepL, engine_server: EngineServer, text: object) -> None:
    """The client hands on whatever stands in the JSON."""
    answer = {"translations": [{"text": text, "billed_characters": 5}]}
    engine_server.desks["deepl"].service.read = lambda _: said(200, answer)  # type: ignore[method-assign]
    with pytest.raises(EngineError, match="sent answers that are no text") as caught:
        engine.translate(Ask(("Rest.",), DE))
    assert caught.value.trouble is Trouble.GARBLED


def test_silent_when_all_is_well(
    engine: DeepL, engine_server: EngineServer, caplog: pytest.LogCaptureFixture
) -> None:
    """The client's own log, which holds texts, stays empty."""
    caplog.set_level(logging.DEBUG)
    engine.translate(Ask((SECRET,), DE, terms=((SECRET, "geheim"),)))
    assert "Zanzibar" not in caplog.text
    assert KEY not in caplog.text


def test_no_retries_of_the_client(engine: DeepL) -> None:
    """Trying again is for dispatch alone."""
    assert client_library.http_client.max_network_retries == 0


REFUSED = [
    (("Take < 5 mg.",), Trouble.REJECTED, "takes only well-formed markup"),
    (('Take <x id="1">two.',), Trouble.REJECTED, "takes only well-formed markup"),
    (("Rest.", "a &nbsp; b"), Trouble.GARBLED, "takes only well-formed markup"),
    (("x" * 130_000,), Trouble.REJECTED, "the text is too long for one request"),
    (("Rest.", "é" * 21_000), Trouble.GARBLED, "the text is too long for one request"),
]


@pytest.mark.parametrize(("texts", "trouble", "reason"), REFUSED)
def test_refused_before_it_is_sent(
    engine: DeepL,
    engine_server: EngineServer,
    texts: tuple[str, ...],
    trouble: Trouble,
    reason: str,
) -> None:
    """What DeepL refuses costs no request; of several texts the others are not to suffer."""
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask(texts, DE))
    assert (caught.value.trouble, caught.value.reason) == (trouble, reason)
    assert engine_server.counts["deepl"].requests == 0


@pytest.mark.parametrize("letter", ["a", "é", '"', "\\", "字", "&amp;"])
def test_a_full_request_fits(engine: DeepL, engine_server: EngineServer, letter: str) -> None:
    """As many characters as the limits allow, and context, stay below 128 KiB."""
    size = DeepL.limits.characters // 50 // len(letter)
    context = ("é" * 10_000,) * 50
    engine.translate(Ask((letter * size,) * 50, DE, context))
    assert engine_server.counts["deepl"].statuses == {200: 1}


def test_glossary_of_a_run(engine: DeepL, engine_server: EngineServer) -> None:
    """A locale has one glossary, which grows by new terms and is deleted at the end."""
    asks = [
        terms(("pill", "Tablette")),
        terms(("pill", "Tablette")),
        terms(("dose", "Dosis"), ("pill", "Tablette")),
        terms(("dose", "Dosis")),
        terms(),
        terms(("pill", "comprimé"), locale=Locale("fr")),
        terms(("pill", "Pille"), locale=Locale("de_AT")),
    ]
    for ask in asks:
        engine.translate(ask)
    ids = [request.get("glossary_id") for request in asked(engine_server)]
    assert ids == ["glossary-1"] * 4 + [None, "glossary-2", "glossary-3"]
    kept = glossaries(engine_server).kept
    assert kept["glossary-1"].entries == {("en", "de"): "pill\tTablette\ndose\tDosis"}
    assert kept["glossary-3"].entries == {("en", "de"): "pill\tPille"}
    engine.close()
    assert kept == {}
    engine.translate(asks[0])
    assert asked(engine_server)[-1]["glossary_id"] == "glossary-4"


def test_glossary_that_contradicts(engine: DeepL, engine_server: EngineServer) -> None:
    """A term with two translations in one locale is left to the check."""
    engine.translate(terms(("pill", "Tablette")))
    engine.translate(terms(("pill", "Pille")))
    engine.translate(terms(("pill", "Tablette")))
    ids = [request.get("glossary_id") for request in asked(engine_server)]
    assert ids == ["glossary-1", None, "glossary-1"]


def test_glossary_holds_only_what_it_can(engine: DeepL, engine_server: EngineServer) -> None:
    """Terms that DeepL refuses are left out."""
    engine.translate(terms(("a\tb", "c"), ("", "d"), ("e", "x" * 2000), (" pill ", "Tablette ")))
    (glossary,) = glossaries(engine_server).kept.values()
    assert glossary.entries == {("en", "de"): "pill\tTablette"}
    engine.translate(terms(("a\tb", "c"), locale=Locale("fr")))
    assert "glossary_id" not in asked(engine_server)[-1]


@pytest.mark.parametrize(("status", "tries"), [(400, 1), (403, 1), (429, 3), (503, 3)])
def test_no_glossary(engine: DeepL, engine_server: EngineServer, status: int, tries: int) -> None:
    """Where no glossary can be made the texts are translated without, and that is soon given up."""
    requests: list[Query] = []

    def answer(query: Query) -> Reply:
        requests.append(query)
        return said(status, {"message": "no"})

    glossaries(engine_server).answer = answer
    for _ in range(5):
        assert engine.translate(terms(("pill", "Tablette"))) == [translated("Take a pill.")]
    assert len(requests) == tries
    assert all("glossary_id" not in request for request in asked(engine_server))


def test_no_glossary_in_time(engine: DeepL, engine_server: EngineServer) -> None:
    """A glossary that hangs takes no more than its time from a translation."""
    glossaries(engine_server).answer = lambda _: (engine_server.over.wait(20), said(500, {}))[1]
    began = time.monotonic()
    assert engine.translate(terms(("pill", "Tablette"))) == [translated("Take a pill.")]
    assert time.monotonic() - began < 2 * TIMEOUT + 2


def test_glossary_that_is_gone(engine: DeepL, engine_server: EngineServer) -> None:
    """A glossary that somebody deleted is not asked for twice: the same again goes without."""
    engine.translate(terms(("pill", "Tablette")))
    glossaries(engine_server).kept.clear()
    with pytest.raises(EngineError) as caught:
        engine.translate(terms(("pill", "Tablette")))
    assert caught.value.trouble is Trouble.DOWN
    assert engine.translate(terms(("pill", "Tablette"))) == [translated("Take a pill.")]


def test_glossary_of_a_killed_run(engine_server: EngineServer) -> None:
    """What a killed run left in the account is used again, with today's terms."""
    for _ in range(2):
        engine = DeepL(server_url=engine_server.url("deepl"), key=KEY)
        engine.translate(terms(("pill", "Tablette")))
    assert list(glossaries(engine_server).kept) == ["glossary-1"]
    engine.close()


def test_glossaries_can_be_forbidden(engine_server: EngineServer) -> None:
    """Nothing is put into the account of who does not want it."""
    engine = DeepL(server_url=engine_server.url("deepl"), glossaries=False, key=KEY)
    engine.translate(terms(("pill", "Tablette")))
    assert "glossary_id" not in asked(engine_server)[0]
    assert glossaries(engine_server).kept == {}
    engine.close()


def test_threads(engine_server: EngineServer) -> None:
    """8 threads × 40 requests: no answer at the wrong text, one glossary."""
    engine = DeepL(server_url=engine_server.url("deepl"), timeout=10, key=KEY)

    def one(at: int) -> bool:
        texts = tuple(f"Text {at} of a unit {part}" for part in range(5))
        ask = Ask(texts, DE, terms=(("unit", "Einheit"), (f"t{at % 4}", "x")))
        return engine.translate(ask) == [translated(text) for text in texts]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(one, range(320)))
    assert len(glossaries(engine_server).kept) == 1
    assert {request["glossary_id"] for request in asked(engine_server)} == {"glossary-1"}
    engine.close()


def test_nothing_for_this_machine_goes_through_a_proxy(
    engine: DeepL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy of the environment is another machine."""
    came = threading.Event()

    class Proxy(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.set()
            self.send_error(502)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        threading.Thread(target=proxy.serve_forever, args=(0.02,), daemon=True).start()
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.server_address[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert engine.translate(Ask(("Rest.",), DE)) == [translated("Rest.")]
        proxy.shutdown()
    assert not came.is_set()


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be installed is said."""
    for name in [name for name in sys.modules if name.startswith("pipeline.engines.deepl")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "deepl", None)
    with pytest.raises(EngineError, match=r"pip install l10n-pipeline\[deepl\]"):
        make("deepl", key=KEY)


PLACES = [
    ({"key": "abc"}, "api.deepl.com"),
    ({"key": "abc:fx"}, "api-free.deepl.com"),
    ({"key": "abc", "server_url": "https://deepl.example.org/x"}, "deepl.example.org"),
    ({"key": "abc", "server_url": "http://localhost:3000"}, ""),
]


@pytest.mark.parametrize(("options", "place"), PLACES)
def test_place(options: dict[str, str], place: str) -> None:
    """The key decides which of DeepL's servers is asked."""
    assert DeepL(**options).place == place  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["", "  ", "abc\ndef", "clé"])
def test_unusable_key(key: str) -> None:
    """A key that no header can carry is refused at once, and not shown."""
    with pytest.raises(EngineError, match="holds no key"):
        DeepL(key=key)
    with pytest.raises(EngineError, match="needs a key: set DEEPL_AUTH_KEY"):
        make("deepl")


LOCALES = [
    ("bg", "BG"), ("hr", "HR"), ("cs", "CS"), ("da", "DA"), ("nl", "NL"), ("et", "ET"),
    ("fi", "FI"), ("fr", "FR"), ("de", "DE"), ("el", "EL"), ("hu", "HU"), ("ga", "GA"),
    ("it", "IT"), ("lv", "LV"), ("lt", "LT"), ("mt", "MT"), ("pl", "PL"), ("pt", "PT-BR"),
    ("ro", "RO"), ("sk", "SK"), ("sl", "SL"), ("es", "ES"), ("sv", "SV"), ("nb", "NB"),
    ("uk", "UK"), ("sr", "SR"), ("tr", "TR"), ("ca", "CA"), ("gl", "GL"), ("pt_BR", "PT-BR"),
    ("pt_PT", "PT-PT"), ("pt_AO", "PT-PT"), ("zh", "ZH-HANS"), ("zh_Hans", "ZH-HANS"),
    ("zh_Hant", "ZH-HANT"), ("zh_Hant_HK", "ZH-HANT"), ("zh_TW", "ZH-HANT"), ("de_AT", "DE"),
    ("de_CH", "DE"), ("fr_CA", "FR"), ("es_MX", "ES"), ("es-MX", "ES"), ("sr_Latn", None),
    ("sr_Cyrl", "SR"), ("sr_ME", None), ("uk_Latn", None), ("nn", None), ("en", None), ("en_GB", None),
    ("tlh", None),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "code"), LOCALES)
def test_locales(engine: DeepL, engine_server: EngineServer, locale: str, code: str | None) -> None:
    """A locale has DeepL's own code, or is refused before any request."""
    assert code_of(locale, ROWS) == code
    assert bool(engine.refuses(Locale(locale))) == (code is None)
    if code is None:
        with pytest.raises(EngineError, match="does not translate English into") as caught:
            engine.translate(Ask(("Rest.",), Locale(locale)))
        assert caught.value.trouble is Trouble.LOCALE
        assert engine_server.counts["deepl"].requests == 0


def test_codes_are_the_clients() -> None:
    """Every code of the table is one of the client's targets."""
    known = {
        str(code).upper() for name, code in vars(client_library.Language).items() if name.isupper()
    }
    assert set(ROWS.values()) <= known - {"EN", "EN-GB", "EN-US", "PT", "ZH"}
