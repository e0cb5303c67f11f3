"""What stands in for `requests` inside deep-translator: it never waits for ever.

Errors name the fault, never the address: the text that was sent is in the query.
"""

import time
from dataclasses import dataclass
from importlib import import_module
from typing import Any

_CAP = 2_000_000
_PIECE = 65536
_BUSY_WAIT = 2.0
"""Seconds to wait when a busy service does not say."""
_DAY = 86400.0


class Unreachable(Exception):  # noqa: N818 - said as it is
    """No answer could be had, and why."""


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a response that deep-translator looks at."""

    status_code: int
    text: str

    def close(self) -> None:
        """Nothing is left open."""


class Transport:
    """A session with a time limit per answer; remembers the last status and Retry-After."""

    def __init__(self, timeout: float) -> None:
        """Take the seconds for connecting, for each silence, and (twice) for a whole answer."""
        self._requests: Any = import_module("requests")
        self._session: Any = self._requests.Session()
        self._timeout = timeout
        self.status = 0
        self.retry_after = _BUSY_WAIT

    def forget(self) -> None:
        """Begin a new request: no status so far."""
        self.status = 0
        self.retry_after = _BUSY_WAIT

    def get(self, url: str, *, params: dict[str, str], proxies: object = None) -> Page:
        """Get a page as `requests.get` would; raises Unreachable."""
        deadline = time.monotonic() + 2 * self._timeout
        faults = self._requests.exceptions
        try:
            with self._session.get(
                url, params=params, proxies=proxies, timeout=self._timeout, stream=True
            ) as response:
                self.status = response.status_code
                self.retry_after = _seconds(response.headers.get("Retry-After", ""))
                return Page(response.status_code, self._body(response, deadline))
        except Unreachable:
            raise
        except faults.Timeout:
            msg = f"no answer within {self._timeout:g} s"
        except faults.SSLError:
            msg = "the certificate is not valid"
        except (faults.RequestException, OSError) as error:
            msg = _cause(error)
        except Exception as error:
            msg = f"the answer broke off ({type(error).__name__})"
        raise Unreachable(msg) from None

    def close(self) -> None:
        """Close connections."""
        self._session.close()

    def _body(self, response: Any, deadline: float) -> str:
        """Read at most the cap, and not longer than the deadline, however slowly it drips."""
        data = bytearray()
        while piece := response.raw.read1(_PIECE, decode_content=True):
            data += piece
            if len(data) > _CAP:
                msg = "the answer is too large"
                raise Unreachable(msg)
            if time.monotonic() > deadline:
                msg = "the answer is too slow"
                raise Unreachable(msg)
        return data.decode("utf-8", "replace")


def _seconds(retry_after: str) -> float:
    """Read Retry-After; a date or nonsense counts as a day, which nobody waits for."""
    if not retry_after:
        return _BUSY_WAIT
    return float(retry_after) if retry_after.isdecimal() else _DAY


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
