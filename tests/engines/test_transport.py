"""The HTTP of all services, against a real server on this machine."""

import gzip
import json
import logging
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import missing

from pipeline.engines.http.deadline import DeadlineSession
from pipeline.engines.http.replies import Reply, problem, read_json, retry_seconds
from pipeline.engines.http.transport import Transport
from pipeline.model import EngineError, Trouble

SECRET = "Zanzibar secret words"
TIMEOUT = 0.5
SLACK = 1.5
"""Seconds that a busy machine may take."""


class Handler(BaseHTTPRequestHandler):
    """The path names the behaviour."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.seen.append((self.path, dict(self.headers), b""))
        self.server.peers.add(self.client_address)
        getattr(self, path.strip("/"))()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, dict(self.headers), body))
        getattr(self, urlsplit(self.path).path.strip("/"))()

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def wait(self) -> bool:
        return self.server.over.wait(0.05)

    def echo(self) -> None:
        self.send(200, urlsplit(self.path).query.encode())

    def latin(self) -> None:
        self.send(200, "año".encode("latin-1"), Content_Type="text/html; charset=ISO-8859-1")

    def odd(self) -> None:
        self.send(200, b"x", Content_Type="text/html; charset=klingon")

    def utf(self) -> None:
        self.send(200, "año".encode(), Content_Type="text/html", Set_Cookie="id=1; Path=/")

    def zipped(self) -> None:
        self.send(200, gzip.compress(b'{"a": 1}'), Content_Encoding="gzip")

    def bomb(self) -> None:
        self.send(200, gzip.compress(b"x" * 9_000_000), Content_Encoding="gzip")

    def hang(self) -> None:
        self.server.over.wait(20)
        self.close_connection = True

    def drip_body(self) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        while not self.wait():
            self.wfile.write(b" ")

    def drip_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.wait():
            self.wfile.write(b"x")
        self.close_connection = True

    def half(self) -> None:
        self.send(200, b"{", Content_Length="100")
        self.close_connection = True

    def huge(self) -> None:
        self.send(200, b"x" * 5_000_000)

    def noise(self) -> None:
        self.wfile.write(b"\x00\x01 what\r\n\r\n")
        self.close_connection = True

    def busy(self) -> None:
        self.send(429, b"no", Retry_After="7")

    def here(self) -> None:
        self.send(302, b"", Location="/echo?moved=yes")

    def again(self) -> None:
        self.send(307, b"", Location="/utf")

    def there(self) -> None:
        host = f"http://localhost:{self.server.server_address[1]}"
        self.send(302, b"", Location=f"{host}/echo?{urlsplit(self.path).query}")

    def round(self) -> None:
        self.send(302, b"", Location="/round")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[str, dict[str, str], bytes]] = []
        self.peers: set[object] = set()
        self.over = threading.Event()
        self.base = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what is tested."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.over.set()
    made.shutdown()
    made.server_close()


@pytest.fixture
def transport() -> Iterator[Transport]:
    made = Transport("gnome", TIMEOUT)
    yield made
    made.close()


def test_get_and_post(transport: Transport, server: Server) -> None:
    """A query, JSON, a form and headers arrive as given."""
    reply = transport.get(f"{server.base}/echo", params={"q": "año & <b>"}, headers={"X-Key": "k"})
    assert parse_qs(reply.text) == {"q": ["año & <b>"]}
    transport.post_json(f"{server.base}/echo", {"q": ["ñ", "b"]}, headers={"X-Key": "k"})
    transport.post_form(f"{server.base}/echo", {"q": ["ñ", "b"], "to": "es"})
    (_, got, _), (_, sent, body), (_, _, form) = server.seen
    assert got["X-Key"] == sent["X-Key"] == "k"
    assert json.loads(body) == {"q": ["ñ", "b"]}
    assert parse_qs(form.decode()) == {"q": ["ñ", "b"], "to": ["es"]}


def test_bodies(transport: Transport, server: Server) -> None:
    """A body is read in its charset, UTF-8 when it names none, and decompressed."""
    assert transport.get(f"{server.base}/latin").text == "año"
    assert transport.get(f"{server.base}/utf").text == "año"
    assert transport.get(f"{server.base}/zipped").json() == {"a": 1}
    with pytest.raises(ValueError, match="klingon"):
        assert transport.get(f"{server.base}/odd").text
    with pytest.raises(ValueError, match="decode"):
        assert Reply(200, b"a\xf1o").text


FAULTS = [
    ("hang", "no answer within 0.5 s"),
    ("drip_body", "no answer within 0.5 s"),
    ("drip_headers", "no answer within 0.5 s"),
    ("huge", "the answer is too large"),
    ("bomb", "the answer is too large"),
    ("half", "the connection failed (ChunkedEncodingError)"),
    ("noise", "the connection failed (ConnectionError)"),
]


@pytest.mark.parametrize(("path", "fault"), FAULTS)
def test_faults(
    transport: Transport,
    server: Server,
    path: str,
    fault: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A call ends in time, in words of our own, and the next one is served."""
    caplog.set_level(logging.DEBUG)
    began = time.monotonic()
    with pytest.raises(EngineError) as caught:
        transport.get(f"{server.base}/{path}", params={"q": SECRET}, headers={"X-Key": SECRET})
    assert time.monotonic() - began < TIMEOUT + SLACK
    assert (caught.value.reason, caught.value.trouble) == (
        f"could not be reached: {fault}",
        Trouble.DOWN,
    )
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "Zanzibar" not in repr(caught.value) + caplog.text
    assert transport.get(f"{server.base}/echo").status_code == 200


def test_no_server(transport: Transport) -> None:
    """Refused connections and unknown hosts are said in the system's words."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(EngineError, match="reached: connection refused"):
        transport.get(f"http://127.0.0.1:{port}/m", params={"q": SECRET})
    with pytest.raises(EngineError, match="could not be reached: ") as caught:
        transport.get("http://translate.invalid/m", params={"q": SECRET})
    assert "Zanzibar" not in str(caught.value)
    assert caught.value.trouble is Trouble.DOWN


def test_no_secure_connection(transport: Transport, server: Server) -> None:
    """A server without TLS is not spoken to in the open."""
    address = server.base.replace("http:", "https:")
    with pytest.raises(EngineError, match="no secure connection can be made"):
        transport.post_json(f"{address}/echo", {"q": SECRET})
    assert server.seen == []


@pytest.mark.parametrize("url", ["nowhere", "gopher://a/b", "http://", "http://[::1/x"])
def test_no_address(transport: Transport, url: str) -> None:
    """An address that cannot be is no use in the whole run."""
    with pytest.raises(EngineError, match="has no valid address") as caught:
        transport.get(url)
    assert caught.value.trouble is Trouble.CLOSED


def test_no_characters(transport: Transport, server: Server) -> None:
    """What cannot be encoded is refused without a word of it."""
    with pytest.raises(EngineError, match="cannot be sent") as caught:
        transport.get(f"{server.base}/echo", params={"q": f"{SECRET}\ud800"})
    assert caught.value.trouble is Trouble.REJECTED
    with pytest.raises(EngineError, match="cannot be sent"):
        transport.get(f"{server.base}/echo", headers={"X-Key": f"{SECRET}…"})
    assert server.seen == []


def test_redirects(transport: Transport, server: Server) -> None:
    """The same host may name another path; another host gets nothing."""
    assert transport.get(f"{server.base}/here", params={"q": "a"}).text == "moved=yes"
    assert transport.post_json(f"{server.base}/again", {"q": "a"}).text == "año"
    assert transport.post_json(f"{server.base}/here", {"q": "a"}).status_code == 302
    server.seen.clear()
    for url in ("there", "round"):
        error = problem("gnome", transport.get(f"{server.base}/{url}", params={"q": SECRET}))
        assert error is not None
        assert error.trouble is Trouble.DOWN
    assert not any(path.startswith("/echo") for path, _, _ in server.seen)


def test_connections_are_kept(transport: Transport, server: Server) -> None:
    """One thread has one connection for its calls, several have their own; no cookies."""
    for _ in range(5):
        transport.get(f"{server.base}/utf")
    assert len(server.peers) == 1
    with ThreadPoolExecutor(4) as pool:
        texts = [f"q={n}" for n in range(40)]
        answers = list(pool.map(lambda t: transport.get(f"{server.base}/echo?{t}").text, texts))
    assert answers == texts
    assert len(server.peers) <= 4
    assert not any("Cookie" in headers for _, headers, _ in server.seen)
    transport.close()
    assert transport.get(f"{server.base}/echo?b").text == "b"


def test_netrc(
    transport: Transport, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A password of the user's for this host neither goes out nor replaces the key."""
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login me password zanzibar\n")
    monkeypatch.setenv("NETRC", str(file))
    transport.get(f"{server.base}/echo", headers={"Authorization": "Bearer k"})
    assert server.seen[0][1]["Authorization"] == "Bearer k"


def test_proxies(transport: Transport, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment is used, but never for what does not leave this machine."""
    monkeypatch.setenv("http_proxy", server.base)
    monkeypatch.delenv("no_proxy", raising=False)
    assert transport.get(f"{server.base}/echo?q=a").text == "q=a"
    assert transport.get("http://translate.invalid/echo?q=b").text == "q=b"
    with pytest.raises(EngineError, match="no answer within"):
        transport.get("http://translate.invalid/drip_headers")
    assert [path for path, _, _ in server.seen] == [
        "/echo?q=a",
        "http://translate.invalid/echo?q=b",
        "http://translate.invalid/drip_headers",
    ]
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert transport.get(f"{server.base}/echo?q=c").text == "q=c"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a key and the certificate that it signed itself."""
    openssl = shutil.which("openssl") or missing("openssl", "REQUIRE_OPENSSL")
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    command = f"{openssl} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    names = ["-subj", "/CN=gnome", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = subprocess.run(
        [*command.split(), *names, "-keyout", file, "-out", file], capture_output=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return file


@pytest.mark.parametrize("path", ["hang", "drip_body", "drip_headers"])
def test_deadline_of_secure_connections(
    transport: Transport,
    server: Server,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
) -> None:
    """They end in time too, and are trusted by their certificates."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    base = server.base.replace("http:", "https:")
    with pytest.raises(EngineError, match="no secure connection"):
        transport.get(f"{base}/echo")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    assert transport.get(f"{base}/echo?a").text == "a"
    began = time.monotonic()
    with pytest.raises(EngineError, match="no answer within"):
        transport.get(f"{base}/{path}")
    assert time.monotonic() - began < TIMEOUT + SLACK
    assert transport.get(f"{base}/echo?b").text == "b"


def test_deadline_spares_the_next(server: Server) -> None:
    """A timer of one call never cuts the next, however close they are."""
    transport = Transport("gnome", 0.02)
    for _ in range(40):
        try:
            transport.get(f"{server.base}/echo?a")
        except EngineError as error:
            assert "no answer within 0.02 s" in str(error)
            time.sleep(0.005)
    transport.close()


def test_a_late_timer_cuts_nothing(server: Server) -> None:
    """It belongs to a call that has ended, while another is under way."""
    session = DeadlineSession()
    with session.line.deadline(5.0):
        session.get(f"{server.base}/echo?a", timeout=5)
        session.line._cut(object())
        assert not session.line.expired
        assert session.get(f"{server.base}/echo?b", timeout=5).text == "b"
        session.line._cut(session.line._call)
        assert session.line.expired
    assert len(server.peers) == 1
    session.close()


STATUSES = [
    (200, None), (204, None), (302, Trouble.DOWN), (400, Trouble.REJECTED), (401, Trouble.CLOSED),
    (402, Trouble.CLOSED), (403, Trouble.CLOSED), (404, Trouble.CLOSED), (408, Trouble.DOWN),
    (413, Trouble.REJECTED), (414, Trouble.REJECTED), (422, Trouble.REJECTED), (429, Trouble.BUSY),
    (456, Trouble.CLOSED), (500, Trouble.DOWN), (503, Trouble.DOWN), (529, Trouble.DOWN),
]  # fmt: skip


@pytest.mark.parametrize(("status", "trouble"), STATUSES)
def test_statuses(status: int, trouble: Trouble | None) -> None:
    """What a status means; the pause that the service wants is passed on."""
    error = problem("gnome", Reply(status, SECRET.encode(), retry_after=3.0))
    assert (error and error.trouble) == trouble
    if error:
        assert (error.retry_after, str(status) in error.reason) == (3.0, True)
        assert "Zanzibar" not in repr(error)


def test_a_wrong_address_is_not_taken_for_a_wrong_key() -> None:
    """Who reads it knows which of the two to correct."""
    reasons = {status: problem("gnome", Reply(status, b"")) for status in (403, 404, 405)}
    assert {status: error and error.reason for status, error in reasons.items()} == {
        403: "refuses this key or address (status 403)",
        404: "is not at this address (status 404)",
        405: "is not at this address (status 405)",
    }


def test_retry_after(transport: Transport, server: Server) -> None:
    """Seconds or a date, capped; nonsense is nothing."""
    assert transport.get(f"{server.base}/busy").retry_after == 7
    assert retry_seconds("99999999") == 3600
    assert retry_seconds("9" * 5000) == 3600
    assert retry_seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_seconds("Wed, 21 Oct 2199 07:28:00 GMT") == 3600
    soon = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 90))
    assert 80 < (retry_seconds(soon) or 0) <= 90
    assert [retry_seconds(text) for text in ("", "soon", "-3", "٣", "nan")] == [None] * 5


def test_json() -> None:
    """JSON of a success, and the trouble of anything else."""
    assert read_json("gnome", Reply(200, '{"a": "ñ"}'.encode())) == {"a": "ñ"}
    for body in (b"<html>", b"", b"\xff\xfe", b"[" * 100_000, b'{"a": "\xf1"}'):
        with pytest.raises(EngineError, match="sent an answer that is no JSON") as caught:
            read_json("gnome", Reply(200, body))
        assert caught.value.trouble is Trouble.GARBLED
    with pytest.raises(EngineError, match="status 503"):
        read_json("gnome", Reply(503, b"{}"))
