"""The gateway to Google, against a real HTTP server on this machine."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import deep_translator.google
import pytest
import requests
from deep_translator.constants import GOOGLE_LANGUAGES_TO_CODES

from pipeline.engines.google import Google
from pipeline.engines.google_locales import code_of
from pipeline.model import Ask, EngineError, Locale, Trouble

ES = Locale("es")
SECRET = "Zanzibar secret words"
PAGE = '<html><body><div class="result-container">{}</div></body></html>'


class Server(ThreadingHTTPServer):
    """Answers by `mode`; keeps the queries."""

    daemon_threads = True
    mode = "ok"
    queries: list[dict[str, list[str]]]
    over: threading.Event


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer as the mode says."""
        query = parse_qs(urlsplit(self.path).query)
        self.server.queries.append(query)
        getattr(self, f"mode_{self.server.mode}")(query["q"][0])

    def send(self, status: int, body: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body.encode())

    def mode_ok(self, text: str) -> None:
        self.send(200, PAGE.format(text.upper()), Content_Type="text/html; charset=UTF-8")

    def mode_echo(self, text: str) -> None:
        self.send(200, PAGE.format(text))

    def mode_hang(self, _: str) -> None:
        self.server.over.wait(20)

    def mode_drip(self, _: str) -> None:
        self.send(200, "<html>")
        while not self.server.over.wait(0.1):
            self.wfile.write(b" ")

    def mode_huge(self, _: str) -> None:
        self.send(200, "x" * 3_000_000)

    def mode_busy_once(self, text: str) -> None:
        self.server.mode = "ok"
        self.send(429, "", Retry_After="7")

    def mode_busy(self, _: str) -> None:
        self.send(429, "", Retry_After="7")

    def mode_very_busy(self, _: str) -> None:
        self.send(429, "", Retry_After="3600")

    def mode_down(self, _: str) -> None:
        self.send(503, "")

    def mode_forbidden(self, text: str) -> None:
        self.send(403, text)

    def mode_captcha(self, text: str) -> None:
        self.send(200, f"<form>Are you a robot? {text}</form>")

    def mode_empty(self, _: str) -> None:
        self.send(200, PAGE.format(""))


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that is up for one test."""
    made = Server(("127.0.0.1", 0), Handler)
    made.queries, made.over = [], threading.Event()
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    made.over.set()
    made.shutdown()
    made.server_close()


@pytest.fixture
def waits() -> list[float]:
    """Seconds that the engine wanted to sleep."""
    return []


@pytest.fixture
def engine(server: Server, waits: list[float]) -> Iterator[Google]:
    """An engine that asks the server and sleeps on paper only."""
    host, port = server.server_address[:2]
    made = Google(f"http://{host!s}:{port}/m", timeout=0.5, sleep=waits.append)
    yield made
    made.close()


def test_translates(engine: Google, server: Server) -> None:
    """Texts come back in order, asked for in Google's name of the language."""
    assert engine.translate(
        Ask(
            (
                "Sleep well",
                "Añil & < 5",
            ),
            Locale("pt_BR"),
        )
    ) == [
        "SLEEP WELL",
        "AÑIL & < 5",
    ]
    assert [q["tl"] for q in server.queries] == [["pt"], ["pt"]]
    assert [q["sl"] for q in server.queries] == [["en"], ["en"]]


def test_keeps_the_rate(engine: Google, waits: list[float]) -> None:
    """No more than five requests a second are sent."""
    engine.translate(
        Ask(
            (
                "One",
                "Two",
                "Three",
            ),
            ES,
        )
    )
    assert waits[0] == 0
    assert all(wait > 0.1 for wait in waits[1:])


FAILURES = [
    ("hang", "could not be reached: no answer within 0.5 s", 1),
    ("drip", "could not be reached: the answer is too slow", 1),
    ("huge", "could not be reached: the answer is too large", 1),
    ("busy", "asks for fewer requests (status 429); try again later", 2),
    ("very_busy", "asks for fewer requests (status 429); try again later", 1),
    ("down", "could not answer (status 503)", 2),
    ("forbidden", "could not answer (status 403)", 1),
    ("captcha", "sent a page without a translation (a captcha, or a new layout)", 1),
]


@pytest.mark.parametrize(("mode", "reason", "requests_sent"), FAILURES)
def test_failures(
    engine: Google, server: Server, mode: str, reason: str, requests_sent: int
) -> None:
    """Every failure ends soon, in words of our own, without the text that was sent."""
    server.mode = mode
    began = time.monotonic()
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask((SECRET,), ES))
    assert time.monotonic() - began < 4
    assert (caught.value.reason, caught.value.trouble) == (reason, Trouble.CLOSED)
    assert len(server.queries) == requests_sent
    shown = f"{caught.value!r} {caught.value.__cause__!r}"
    assert "Zanzibar" not in shown
    assert caught.value.__suppress_context__


def test_retry_after_is_honoured(engine: Google, server: Server, waits: list[float]) -> None:
    """A busy service is asked once more, after the time it names."""
    server.mode = "busy_once"
    assert engine.translate(Ask(("Sleep well",), ES)) == ["SLEEP WELL"]
    assert 7 in waits


def test_refused_connection() -> None:
    """A service that is not there is said so, in the system's words."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    engine = Google(f"http://127.0.0.1:{port}/m", timeout=0.5)
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask((SECRET,), ES))
    assert str(caught.value) == "google: could not be reached: connection refused"


def test_unknown_host() -> None:
    """A name that cannot be resolved is a service that cannot be reached."""
    engine = Google("http://translate.invalid/m", timeout=0.5)
    with pytest.raises(EngineError, match="could not be reached: ") as caught:
        engine.translate(Ask((SECRET,), ES))
    assert "Zanzibar" not in str(caught.value)


def test_empty_answers(engine: Google, server: Server) -> None:
    """An empty answer is empty; three in a row are another layout."""
    server.mode = "empty"
    assert engine.translate(
        Ask(
            (
                "One",
                "Two",
            ),
            ES,
        )
    ) == ["", ""]
    with pytest.raises(EngineError, match="sends empty answers"):
        engine.translate(
            Ask(
                (
                    "One",
                    "Two",
                    "Three",
                ),
                ES,
            )
        )


def test_no_answer_for_signs(engine: Google, server: Server) -> None:
    """Where deep-translator returns None, the answer is empty."""
    server.mode = "echo"
    assert engine.translate(Ask(("—",), ES)) == [""]


def test_too_long(engine: Google, server: Server) -> None:
    """A text that does not fit into a request is refused before anything is sent."""
    for text in ("x" * 5000, "я" * 4900 + "字" * 99 + "я" * 2000):
        with pytest.raises(EngineError, match="too long") as caught:
            engine.translate(
                Ask(
                    (
                        "Sleep well",
                        text,
                    ),
                    ES,
                )
            )
        assert caught.value.trouble is Trouble.REJECTED
    assert server.queries == []


LOCALES = [
    ("es_MX", "es"), ("pt_BR", "pt"), ("pt-PT", "pt"), ("nb", "no"), ("nb_NO", "no"), ("he", "iw"),
    ("he_IL", "iw"), ("zh", "zh-CN"), ("zh_Hant", "zh-TW"), ("zh_Hant_HK", "zh-TW"),
    ("zh_TW", "zh-TW"), ("sr", "sr"), ("sr_Cyrl", "sr"), ("sr_Latn", None), ("fil", "tl"),
    ("nn", None), ("de_AT", "de"), ("tlh", None),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "code"), LOCALES)
def test_locales(engine: Google, server: Server, locale: str, code: str | None) -> None:
    """A locale has Google's own code, or is refused before any request."""
    assert code_of(locale) == code
    assert bool(engine.refuses(Locale(locale))) == (code is None)
    if code is None:
        with pytest.raises(EngineError, match="does not translate English into"):
            engine.translate(Ask(("Sleep well",), Locale(locale)))
        assert server.queries == []
    else:
        assert code in GOOGLE_LANGUAGES_TO_CODES.values()


def test_seam(engine: Google) -> None:
    """deep-translator still looks for `requests` where it is replaced, and gets it back."""
    engine.translate(Ask(("Sleep well",), ES))
    assert deep_translator.google.requests is requests
