"""The real apertium-apy from Debian on a free port. REQUIRE_APERTIUM=1 makes its absence a failure."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import requests
from conftest import missing

from pipeline.config import Config
from pipeline.engines import make
from pipeline.engines.apertium.apy import Apy
from pipeline.engines.apertium.routes import ROUTES
from pipeline.flow import load
from pipeline.formats.inline import Text, constructs, pieces
from pipeline.model import Ask, DocumentId, Engine, EngineError, Locale, Trouble
from pipeline.pretranslate.protect import SCHEMES, encode
from pipeline.pretranslate.verify import accept

ES, FR = Locale("es"), Locale("fr")
ARTICLE = Path(__file__).parents[2] / "source/articles/better-sleep.md"
_PAIRS = ("eng-spa", "eng-cat", "cat-fra")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server in a process group of its own: it starts some 40 processes, which end with it."""
    modes = Path("/usr/share/apertium/modes")
    program = shutil.which("apertium-apy")
    if not program or not all((modes / f"{pair}.mode").exists() for pair in _PAIRS):
        missing("apertium-apy", "REQUIRE_APERTIUM")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [program, "-j", "1", "-p", str(port), str(modes.parent)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        cwd=tmp_path_factory.mktemp("apy"),
    ) as server:  # fmt: skip
        try:
            yield _answering(f"http://127.0.0.1:{port}", server)
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def _answering(address: str, server: subprocess.Popen[bytes]) -> str:
    """Wait until it answers."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            requests.get(f"{address}/listPairs", timeout=5).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return address
    pytest.fail("apertium-apy does not answer")


@pytest.fixture
def apy(address: str) -> Iterator[Engine]:
    """The engine as the table makes it."""
    engine = make("apy", {"base_url": address})
    yield engine
    engine.close()


def draft(engine: Engine, text: str, locale: Locale) -> str:
    """Translate one text as the stage does, with the second way of writing markup."""
    refusals = []
    for scheme in SCHEMES[engine.markup]:
        sent = encode(pieces(text), scheme)
        result = accept(engine.translate(Ask((sent.text,), locale))[0], sent, locale)
        if isinstance(result, str):
            return result
        refusals.append(result.reason)
    return f"refused: {refusals}"


@pytest.mark.parametrize("locale", [ES, FR])
def test_units_of_the_project(apy: Engine, locale: Locale) -> None:
    """Units with markup, directly and by way of Catalan: constructs kept, words changed."""
    document = load(DocumentId("better-sleep.md"), ARTICLE.read_bytes(), Config())
    texts = [unit.key.text for _, unit in document.units()]
    marked = [t for t in texts if any(not isinstance(piece, Text) for piece in pieces(t))][:15]
    assert len(marked) == 15
    results = [draft(apy, text, locale) for text in marked]
    for text, result in zip(marked, results, strict=True):
        assert constructs(result) == constructs(text)
    assert sum(result != text for text, result in zip(marked, results, strict=True)) > 10


def test_hard_characters(apy: Engine) -> None:
    """What means something to Apertium's stream is text here; unknown words carry no mark."""
    text = "A text with [brackets], 5 < 6, a/b, 10^2, $3, {curly} and \\\\*."
    answer = apy.translate(Ask((text,), FR))[0]
    assert all(sign in answer for sign in "[]</^${}\\*")
    unknown = apy.translate(Ask(("Foobarbazin and __A1__ @home sleep.",), FR))[0]
    assert unknown.startswith("Foobarbazin et __A1__")
    assert "2 * 3" in apy.translate(Ask(("It is 2 * 3.",), ES))[0]


def test_pair_that_is_not_installed(apy: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server refuses a pair that it lacks, which is no fault of the text."""
    nowhere = replace(ROUTES["an"], modes=("eng-spa", "spa-zxx"))  # zxx: no language (ISO 639-2)
    monkeypatch.setattr("pipeline.engines.apertium.apy.route", lambda _: nowhere)
    with pytest.raises(EngineError) as caught:
        apy.translate(Ask(("Sleep well.",), Locale("an")))
    assert str(caught.value) == "apy: the server lacks a pair of eng-spa + spa-zxx"
    assert caught.value.trouble is Trouble.LOCALE


@pytest.mark.parametrize("texts", [("one", "two"), ("x" * 1001,), ()])
def test_requests_that_the_server_would_cut(texts: tuple[str, ...]) -> None:
    """Several texts and a long one are refused before anything is sent."""
    with pytest.raises(EngineError) as caught:
        Apy(base_url="http://127.0.0.1:9").translate(Ask(texts, ES))
    assert caught.value.trouble is Trouble.REJECTED


def test_place_and_routes() -> None:
    """A server on this machine is no other place; routes are those of the table."""
    assert Apy().place == ""
    assert Apy(base_url="https://apy.example.org/api").place == "apy.example.org"
    assert Apy().refuses(Locale("de")) == "does not translate English into de"
    assert "engine_options: apy: {force: [hr]}" in Apy().refuses(Locale("hr"))
    assert Apy(force=["hr"]).refuses(Locale("hr")) == ""
    assert Apy().version(FR) == "eng-cat+cat-fra"


ANSWERS = [
    (200, b'{"responseData": {"translatedText": "Duerme"}}', None),
    (200, b"<html>not ours</html>", Trouble.GARBLED),
    (200, b'{"responseData": null}', Trouble.GARBLED),
    (200, b'{"responseData": {"translatedText": 7}}', Trouble.GARBLED),
    (200, b"[]", Trouble.GARBLED),
    (400, b'{"explanation": "That pair is not installed"}', Trouble.LOCALE),
    (400, b'["not installed"]', Trouble.REJECTED),
    (400, b"no JSON", Trouble.REJECTED),
    (404, b"", Trouble.CLOSED),
    (429, b"", Trouble.BUSY),
    (500, b"", Trouble.DOWN),
    (503, b'{"explanation": "internal error"}', Trouble.DOWN),
]


@pytest.mark.parametrize(("status", "body", "trouble"), ANSWERS)
def test_answers_of_another_kind(status: int, body: bytes, trouble: Trouble | None) -> None:
    """Whatever stands at the address: a translation, or an error that says what can be done."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        engine = Apy(base_url=f"http://127.0.0.1:{server.server_port}/")
        try:
            assert engine.translate(Ask(("Sleep",), ES)) == ["Duerme"]
            assert trouble is None
        except EngineError as error:
            assert error.trouble is trouble
            assert "Sleep" not in str(error)
        finally:
            engine.close()
            server.shutdown()


def test_nobody_there() -> None:
    """A server that does not run is down, in time and without the text."""
    with pytest.raises(EngineError) as caught:
        Apy(base_url="http://127.0.0.1:9").translate(Ask(("secret words",), ES))
    assert caught.value.trouble is Trouble.DOWN
    assert "secret" not in str(caught.value)
