"""DeepL's official client, made safe to wait for and silent.

By itself it tries five times, waits as long as a server keeps dripping, follows redirects with the
texts, and logs what it sends. Here each call has a deadline, nothing is tried again, nothing goes
to another address, and the last status is remembered, which its exceptions throw away.
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import deepl
import requests

from pipeline.engines.http.deadline import DeadlineSession
from pipeline.engines.http.replies import Reply, problem, retry_seconds
from pipeline.model import EngineError, Trouble

_CAP = 4_000_000
"""Bytes of an answer, after decompression."""
_CONNECT = 5.0
_PIECE = 65536
_QUOTA, _OVERLOADED = 456, 529
"""Statuses of DeepL's own: nothing left in this period, and a second way to say 429."""

_T = TypeVar("_T")


class Client:
    """For one call at a time."""

    def __init__(self, engine: str, key: str, server_url: str | None, timeout: float) -> None:
        """Take the engine's name for errors, and the seconds for a whole answer."""
        deepl.http_client.max_network_retries = 0  # `dispatch` tries again
        logging.getLogger("deepl").disabled = True  # it logs texts and answers
        self._engine, self._timeout = engine, timeout
        self.api = deepl.DeepLClient(key, server_url=server_url, send_platform_info=False)
        self._session = _Session()
        http: Any = self.api._client  # noqa: SLF001 - the client takes no session of ours
        http._session = self._session  # noqa: SLF001

    def call(self, ask: Callable[[deepl.DeepLClient], _T], seconds: float | None = None) -> _T:
        """Return what the client returns in time; raises EngineError and no other.

        No exception of the client leaves this method: they hold texts and keys.
        """
        seconds = min(seconds or self._timeout, self._timeout)
        self._session.begin(seconds)
        try:
            with self._session.line.deadline(seconds):
                found = ask(self.api)
        except Exception as error:
            raise self._error(error, seconds) from None
        if self._session.line.expired or self._problem():
            raise self._error(None, seconds)
        return found

    def close(self) -> None:
        """Close connections."""
        self._session.close()

    @property
    def status(self) -> int:
        """Of the last answer, 0 when none came whole."""
        return self._session.status

    def _problem(self) -> EngineError | None:
        """What the last status means."""
        session = self._session
        error = problem(self._engine, Reply(session.status, b"", retry_after=session.retry_after))
        if error and session.status == _OVERLOADED:
            error.trouble = Trouble.BUSY
        if error and session.status == _QUOTA:
            error.reason = f"has no quota left (status {_QUOTA})"
        return error

    def _error(self, error: BaseException | None, seconds: float) -> EngineError:
        """Say in words of our own what went wrong."""
        if self._session.status and not self._session.line.expired:
            return self._problem() or EngineError(
                self._engine, "sent an answer that cannot be read", Trouble.GARBLED
            )
        cause = _TOO_SLOW if self._session.line.expired else _cause(error)
        reason = f"could not be reached: {cause.format(seconds)}"
        return EngineError(self._engine, reason, Trouble.DOWN)


class _Session(DeadlineSession):
    """What stands in for the client's own session."""

    status = 0
    retry_after: float | None = None
    _seconds = _CONNECT

    def begin(self, seconds: float) -> None:
        """Forget the last answer."""
        self.status, self.retry_after, self._seconds = 0, None, seconds

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send a request of the client, which then finds the whole answer read."""
        settings = self.merge_environment_settings(request.url, {}, True, self.verify, None)  # noqa: FBT003
        kwargs |= {
            "verify": settings["verify"],  # as REQUESTS_CA_BUNDLE has it, for other engines too
            "timeout": (min(_CONNECT, self._seconds), self._seconds),
            "allow_redirects": False,
            "stream": True,
        }
        response = super().send(request, **kwargs)
        body = bytearray()
        with response:
            for piece in response.iter_content(_PIECE):
                body += piece
                if len(body) > _CAP:
                    raise _TooLargeError
        response._content = bytes(body)  # noqa: SLF001 - what `stream=False` would have put there
        self.status = response.status_code
        self.retry_after = retry_seconds(response.headers.get("Retry-After", ""))
        return response


class _TooLargeError(Exception):
    """More bytes than the cap."""


_TOO_SLOW = "no answer within {:g} s"
_CAUSES: tuple[tuple[type[BaseException], str], ...] = (
    (_TooLargeError, "the answer is too large"),
    (requests.exceptions.SSLError, "no secure connection can be made"),
    (requests.exceptions.Timeout, _TOO_SLOW),
    (requests.exceptions.ChunkedEncodingError, "the answer broke off"),
    (ConnectionRefusedError, "connection refused"),
)


def _cause(error: BaseException | None) -> str:
    """Find the cause below the client's exception, whose words hold addresses."""
    seen, found = error, ""
    while seen is not None:
        found = next((words for kind, words in _CAUSES if isinstance(seen, kind)), found)
        inner = [a for a in (*seen.args, getattr(seen, "reason", None)) if _is_error(a)]
        seen = inner[0] if inner else seen.__cause__ or seen.__context__
    return found or "the connection failed"


def _is_error(value: object) -> bool:
    return isinstance(value, BaseException)
