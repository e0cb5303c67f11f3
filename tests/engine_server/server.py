"""The server: threads, connections, and the address of each service."""

import json
import socket
import sys
import threading
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from engine_server.counts import Counts
from engine_server.delivery import WAYS, Wire, packed, plain
from engine_server.desk import Desk
from engine_server.exchange import Query, Reply, said
from engine_server.services import SERVICES

ALL = "all"
_ELSEWHERE = "/_elsewhere"


class EngineServer:
    """A real server on 127.0.0.1, up while its context lasts.

    An exception of its own code (not of a connection) is raised when the context ends.
    """

    def __init__(self, port: int = 0) -> None:
        self.strayed: list[Query] = []
        """Requests that followed the way to another host (mode `redirect`)."""
        self.faults: list[BaseException] = []
        self.over = threading.Event()
        self._http = _Http(("127.0.0.1", port), _Handler)
        self._http.owner = self
        elsewhere = self.address.replace("127.0.0.1", "localhost") + _ELSEWHERE
        self.desks: Mapping[str, Desk] = {
            name: Desk(make(), elsewhere) for name, make in SERVICES.items()
        }
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def address(self) -> str:
        """Without a slash at its end."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def counts(self) -> Mapping[str, Counts]:
        """By service."""
        return {name: desk.counts for name, desk in self.desks.items()}

    def url(self, service: str) -> str:
        """Where the clients of a service begin."""
        return f"{self.address}{self.desks[service].service.entry}"

    def set(self, mode: str, service: str = ALL, script: Sequence[str] = ()) -> None:
        """Change the mode of a service or of all; the modes of `script` come first."""
        for desk in self._named(service):
            desk.set(mode, script)

    def allow(self, per_second: float, capacity: float = 1, service: str = ALL) -> None:
        """Mode `rate` with so many requests a second."""
        for desk in self._named(service):
            desk.allow(per_second, capacity)

    def forget(self) -> None:
        """Mode `ok` for all, and counters at zero."""
        for desk in self.desks.values():
            desk.forget()

    def _named(self, service: str) -> Sequence[Desk]:
        return [*self.desks.values()] if service == ALL else [self.desks[service]]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.hang_up()
        self._http.server_close()
        self._thread.join()
        if self.faults and error is None:
            raise self.faults[0]

    def respond(self, query: Query, wire: Wire) -> bool:
        """Answer one request; whether the connection may be used again."""
        if query.path == "/_control":
            return plain(wire, packed(self._control(query)))
        if query.path == _ELSEWHERE:
            self.strayed.append(query)
        desk = next((d for d in self.desks.values() if d.service.owns(query)), None)
        if desk is None:
            return plain(wire, packed(said(404, {"message": "Not found"})))
        answer = desk.answer(query)
        desk.counts.went(answer.reply.status)
        return WAYS.get(answer.mode, plain)(wire, packed(answer.reply, answer.text))

    def _control(self, query: Query) -> Reply:
        """Counters for a GET; a POST changes modes first, for a server in a process of its own."""
        service = query.one("service") or ALL
        if query.method == "POST":
            try:
                if query.one("per_second"):
                    capacity = float(query.one("capacity") or 1)
                    self.allow(float(query.one("per_second")), capacity, service)
                elif query.one("mode"):
                    self.set(query.one("mode"), service, query.parameters.get("script", ()))
                else:
                    self.forget()
            except (ValueError, KeyError) as error:
                return said(400, {"message": str(error)})
        return Reply(200, json.dumps({n: c.as_json() for n, c in self.counts.items()}))


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    owner: EngineServer

    def __init__(self, *args: Any) -> None:
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Wake the threads that wait for another request."""
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no fault of ours."""
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.owner.faults.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Http

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _respond(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query = Query(
            self.command,
            parts.path,
            parse_qs(parts.query, keep_blank_values=True),
            {name.lower(): value for name, value in self.headers.items()},
            body,
        )
        owner = self.server.owner
        wire = Wire(self.wfile, self.connection, owner.over)
        if not owner.respond(query, wire):
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _respond
