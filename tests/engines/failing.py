"""How an engine has to fail, whichever it is."""

import logging
import time

import pytest
from engine_server import EngineServer

from pipeline.model import Ask, Engine, EngineError, Locale, Trouble

SECRET = "Zanzibar secret words"
TIMEOUT = 0.6
_SILENT = f"could not be reached: no answer within {TIMEOUT} s"
ALIKE = [
    # mode of the server, trouble, reason, seconds to wait
    ("drip", Trouble.DOWN, _SILENT, None),
    ("drip_head", Trouble.DOWN, _SILENT, None),
    ("hang", Trouble.DOWN, _SILENT, None),
    ("huge", Trouble.DOWN, "could not be reached: the answer is too large", None),
    ("busy", Trouble.BUSY, "asks for fewer requests (status 429)", 1.0),
    ("down", Trouble.DOWN, "could not answer (status 503)", None),
    ("none", Trouble.GARBLED, "sent 0 answers for 2 texts", None),
    ("short", Trouble.GARBLED, "sent 1 answers for 2 texts", None),
]
"""What all of them say in the same words."""


def failure(
    engine: Engine, server: EngineServer, mode: str, caplog: pytest.LogCaptureFixture, key: str
) -> tuple[Trouble, str, float | None]:
    """How a request fails: in time, after one request, without text and key in words or logs."""
    caplog.set_level(logging.DEBUG)
    server.set(mode)
    began = time.monotonic()
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask((SECRET, "Rest."), Locale("de"), (SECRET, "")))
    assert time.monotonic() - began < TIMEOUT + 2
    error = caught.value
    assert sum(counts.requests for counts in server.counts.values()) == 1
    chain = [error, error.__cause__, error.__context__ if not error.__suppress_context__ else None]
    shown = f"{chain!r} {caplog.text}"
    assert "Zanzibar" not in shown
    assert key not in shown
    return error.trouble, error.reason, error.retry_after
