"""HTTP for engines that are services: every call ends in time, and no error tells what was sent.

Used by our own engines directly (`read_json(name, transport.post_json(...))`), and below
deep-translator, whose modules get it in place of `requests`.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from pipeline.engines.http.deadline import DeadlineSession
from pipeline.engines.http.replies import Reply, retry_seconds
from pipeline.model import EngineError, Trouble

_CAP = 4_000_000
"""Bytes of an answer, after decompression."""
_PIECE = 65536
_CONNECT = 5.0
"""Seconds for making a connection, where the whole answer has more."""
_REDIRECTS = 3
_SAME_METHOD = frozenset((307, 308))
"""Redirects that repeat a POST as it is."""


class Transport:
    """The connections of one engine; any number of threads may call at once.

    Each call has a session to itself, which the next one takes over with its open connections.
    Every method returns a Reply of any status, and raises EngineError and no other: DOWN when
    no answer could be had, CLOSED for an address that cannot be, REJECTED for a text that cannot
    be sent.
    """

    def __init__(self, engine: str, timeout: float, cap: int = _CAP) -> None:
        """Take the engine's name for errors, seconds for a whole answer, and its most bytes."""
        self._engine, self._timeout, self._cap = engine, timeout, cap
        self._idle: list[DeadlineSession] = []
        # urllib3 logs addresses, and the text that was sent may be in one
        logging.getLogger("urllib3").setLevel(logging.CRITICAL)

    def get(
        self,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Get an address with a query."""
        return self.send("GET", url, params=params, headers=headers)

    def post_json(
        self,
        url: str,
        body: object,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Post a value as JSON."""
        return self.send("POST", url, json=body, params=params, headers=headers)

    def post_form(
        self,
        url: str,
        form: Mapping[str, str | list[str]],
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Post fields as a form."""
        return self.send("POST", url, data=form, headers=headers)

    def send(self, method: str, url: str, **request: Any) -> Reply:
        """Send one request with the arguments of `requests.request`."""
        session = self._taken()
        try:
            with session.line.deadline(self._timeout):
                reply = self._asked(session, method, url, request)
            if not session.line.expired:  # else a body without a length only looks whole
                return reply
            fault = self._too_slow
        except requests.exceptions.Timeout:
            fault = self._too_slow
        except requests.exceptions.SSLError:
            fault = "no secure connection can be made"
        except (requests.exceptions.RequestException, OSError) as error:
            fault = self._too_slow if session.line.expired else _cause(error)
            if isinstance(error, ValueError):  # as InvalidURL and InvalidSchema are
                raise EngineError(self._engine, "has no valid address or key") from None
        except _TooLargeError:
            fault = "the answer is too large"
        except UnicodeError:
            reason = "the text or the key has signs that cannot be sent"
            raise EngineError(self._engine, reason, Trouble.REJECTED) from None
        except Exception as error:
            fault = f"the answer broke off ({type(error).__name__})"
        finally:
            self._idle.append(session)
        raise EngineError(self._engine, f"could not be reached: {fault}", Trouble.DOWN) from None

    def close(self) -> None:
        """Close connections; those of calls under way stay until they end."""
        while self._idle:
            self._idle.pop().close()

    @property
    def _too_slow(self) -> str:
        return f"no answer within {self._timeout:g} s"

    def _taken(self) -> DeadlineSession:
        """A session that no other thread uses now."""
        try:
            return self._idle.pop()
        except IndexError:
            return DeadlineSession()

    def _asked(
        self, session: DeadlineSession, method: str, url: str, request: Mapping[str, Any]
    ) -> Reply:
        """Read the answer, following redirects on the same host only."""
        timeout = (min(_CONNECT, self._timeout), self._timeout + 1)  # the deadline is first
        for _ in range(_REDIRECTS):
            with session.request(
                method, url, **request, timeout=timeout, stream=True, allow_redirects=False
            ) as response:
                target = _redirected(response, method)
                if target is None:
                    return self._read(response)
            url, request = target, {**request, "params": None}
        return Reply(HTTPStatus.LOOP_DETECTED, b"")

    def _read(self, response: requests.Response) -> Reply:
        """Read the body up to the cap."""
        body = bytearray()
        for piece in response.iter_content(_PIECE):
            body += piece
            if len(body) > self._cap:
                raise _TooLargeError
        headers = response.headers
        named = "charset" in headers.get("Content-Type", "").lower()
        return Reply(
            response.status_code,
            bytes(body),
            (named and requests.utils.get_encoding_from_headers(headers)) or "utf-8",
            retry_seconds(headers.get("Retry-After", "")),
        )


class _TooLargeError(Exception):
    """More bytes than the cap."""


def _redirected(response: requests.Response, method: str) -> str | None:
    """Where the same host wants to be asked instead, None when this is the answer."""
    location = response.headers.get("Location", "")
    repeats = method == "GET" or response.status_code in _SAME_METHOD
    if not (response.is_redirect and repeats):
        return None
    target = urljoin(response.url, location)
    here, there = urlsplit(response.url), urlsplit(target)
    return target if (here.scheme, here.netloc) == (there.scheme, there.netloc) else None


def _cause(error: BaseException) -> str:
    """Find the system's own words below the library's, which repeat the address."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.strerror and seen.errno:
            return seen.strerror.lower()
        inner = [a for a in (*seen.args, getattr(seen, "reason", None)) if _is_error(a)]
        seen = inner[0] if inner else seen.__cause__ or seen.__context__
    return f"the connection failed ({type(error).__name__})"


def _is_error(value: object) -> bool:
    return isinstance(value, BaseException)
