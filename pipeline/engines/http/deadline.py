"""A session of `requests` whose answer is cut off at a deadline, wherever it hangs.

The timeouts of `requests` hold per silence: a server that sends a byte now and then, be it of its
headers, keeps a caller waiting for ever. So a timer shuts the session's sockets when time is up,
which ends every read. What comes before there is a socket is not cut off: the look-up of a name,
which the system ends, and connecting, which has seconds of its own for each address of the host.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from weakref import WeakSet

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from pipeline.engines.http.place import place_of


class _Line:
    """The sockets of one session, which waits for one answer at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: WeakSet[Any] = WeakSet()
        self._call: object = None
        self.expired = False

    def add(self, sock: Any) -> None:
        """Know a socket; raises TimeoutError when time is up: nobody would cut it any more."""
        with self._lock:
            self._open.add(sock)
            if self.expired:
                raise TimeoutError

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Shut all sockets after some seconds, unless the block ends before."""
        call = self._call = object()
        self.expired = False
        timer = threading.Timer(seconds, self._cut, (call,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            with self._lock:
                self._call = None

    def _cut(self, call: object) -> None:
        """End what the call waits for; a later call is not touched."""
        with self._lock:
            if self._call is not call:
                return
            self.expired = True
            for sock in self._open:
                with suppress(OSError, TypeError):  # its owner may have closed it
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)


class DeadlineSession(requests.Session):
    """For one request at a time; without cookies, and without passwords from `.netrc`."""

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line()
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.auth = _unchanged
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Adapter(self.line))


class _Adapter(HTTPAdapter):
    """Makes connections that the line knows."""

    def __init__(self, line: _Line) -> None:
        self._line = line
        super().__init__()

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Send a request, to this machine never by way of a proxy: it would leave the machine."""
        if not place_of(request.url or ""):
            kwargs["proxies"] = {}
        return super().send(request, *args, **kwargs)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools of direct connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._line)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Make the pools of a proxy."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _pools(self._line)
        return manager


def _pools(line: _Line) -> dict[str, type[HTTPConnectionPool]]:
    """urllib3's pools with connections that the line knows."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            line.add(self.sock)  # `self` forgets it before the body of a last answer is read

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            line.add(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keep `requests` from looking into `.netrc`, which would replace the key in a header."""
    return request
