"""What a service answered, and which trouble a status means."""

import json
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from pipeline.model import Ask, EngineError, Trouble, unmatched

_LONGEST = 3600.0
"""The longest Retry-After that is passed on."""
_CLOSED = frozenset((401, 402, 403, 456))
"""Key refused, nothing paid or nothing left (456 is DeepL's), or this address is not let in."""
_ABSENT = frozenset((404, 405, 410))
"""No service at this address."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of any status, read to its end."""

    status_code: int
    body: bytes
    charset: str = "utf-8"
    retry_after: float | None = None
    """Seconds that the service wants to be left alone, None when it does not say."""

    @property
    def text(self) -> str:
        """The body decoded; raises ValueError when it is not what it says."""
        try:
            return self.body.decode(self.charset)
        except LookupError:
            raise ValueError(self.charset) from None

    def json(self) -> Any:
        """The body as JSON; raises ValueError."""
        return json.loads(self.body)

    def close(self) -> None:
        """Nothing is left open."""


def problem(engine: str, reply: Reply) -> EngineError | None:
    """The error that a reply's status means, None for success.

    429 is BUSY; 408, 5xx and a redirect to elsewhere are DOWN; refused keys and missing addresses
    are CLOSED; every other 4xx is REJECTED.
    """
    status = reply.status_code
    match status:
        case _ if 200 <= status < 300:  # noqa: PLR2004 - HTTP's range of success
            return None
        case HTTPStatus.TOO_MANY_REQUESTS:
            trouble, reason = Trouble.BUSY, "asks for fewer requests"
        case _ if status in _CLOSED:
            trouble, reason = Trouble.CLOSED, "refuses this key or address"
        case _ if status in _ABSENT:
            trouble, reason = Trouble.CLOSED, "is not at this address"
        case _ if 400 <= status < 500 and status != HTTPStatus.REQUEST_TIMEOUT:  # noqa: PLR2004
            trouble, reason = Trouble.REJECTED, "does not take this request"
        case _ if 300 <= status < 400:  # noqa: PLR2004 - HTTP's range of redirects
            trouble, reason = Trouble.DOWN, "sends to another address"
        case _:
            trouble, reason = Trouble.DOWN, "could not answer"
    reason = f"{reason} (status {status})"
    return EngineError(engine, reason, trouble, retry_after=reply.retry_after)


def read_json(engine: str, reply: Reply) -> Any:
    """The JSON of a successful reply; raises EngineError by its status, GARBLED if unreadable."""
    if error := problem(engine, reply):
        raise error
    try:
        return reply.json()
    except (ValueError, RecursionError):
        raise EngineError(engine, "sent an answer that is no JSON", Trouble.GARBLED) from None


def complete(engine: str, answers: list[Any], ask: Ask) -> list[str]:
    """Answers, one for each text and none of them empty; raises EngineError, GARBLED."""
    if wrong := unmatched(engine, answers, ask):
        raise wrong
    if not all(isinstance(answer, str) and answer.strip() for answer in answers):
        raise EngineError(engine, "sent an empty answer", Trouble.GARBLED)
    return answers


def retry_seconds(retry_after: str) -> float | None:
    """Read Retry-After, seconds or a date (RFC 9110 10.2.3); None for nonsense."""
    if retry_after.isascii() and retry_after.isdecimal():
        return min(float(retry_after), _LONGEST)
    try:
        wait = parsedate_to_datetime(retry_after).timestamp() - time.time()
    except (ValueError, OverflowError):
        return None
    return min(max(wait, 0.0), _LONGEST)
