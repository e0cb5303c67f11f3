"""Google's free page through deep-translator, made safe to wait for.

deep-translator has no timeouts, throws `Retry-After` away and lets exceptions carry the text that
was sent. So the name `requests` in its Google module alone is replaced while a call lasts, by a
transport of our own; a new translator is made for each call, because an instance is not safe to
share. The text goes to Google: name this engine only where that is allowed.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from pipeline.engines.google_locales import code_of
from pipeline.engines.google_transport import Transport, Unreachable
from pipeline.model import Ask, EngineError, Limits, Locale, Markup, Trouble

_SEAM = threading.Lock()
_TOO_LONG = 4999
"""deep-translator refuses 5,000 characters and more."""
_TOO_LONG_URL = 12_000
"""UTF-8 bytes of text that a request line can carry when each takes three characters."""
_BUSY = frozenset((429, 500, 502, 503, 504))
_PAUSE = 0.2
"""Seconds between requests: deep-translator names five a second as the limit."""
_PATIENCE = 30.0
"""The longest Retry-After that is waited for."""
_GIVE_UP = 3
"""Empty answers in a row that show a page of another layout."""


class Google:
    """One gateway; safe for one thread at a time."""

    name = "google"
    markup = Markup.TOKEN
    limits = Limits(texts=16)
    place = "translate.google.com"
    proves_order = True

    def __init__(
        self,
        base_url: str | None = None,
        *,
        timeout: float = 10.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take another address than Google's for tests; raises ImportError without the library."""
        self._module = import_module("deep_translator.google")
        self._faults = import_module("deep_translator.exceptions")
        self._transport = Transport(timeout)
        self._base_url = base_url
        self._sleep = sleep
        self._next = 0.0

    def refuses(self, locale: Locale) -> str:
        """Tell whether Google's page knows the language in the locale's script."""
        return "" if code_of(locale) else f"does not translate English into {locale}"

    def version(self, locale: Locale) -> str:  # noqa: ARG002
        """Nobody knows."""
        return ""

    def translate(self, ask: Ask) -> list[str]:
        """Translate one text after the other; an empty answer is "".

        Raises EngineError: for a locale or a length that cannot be had, before
        anything is sent; closed when the service cannot be reached, is still busy after one
        patient retry, or answers with another page than a translation.
        """
        code = code_of(ask.locale)
        if code is None:
            raise EngineError(self.name, self.refuses(ask.locale), Trouble.LOCALE)
        if any(len(t) > _TOO_LONG or len(t.encode()) > _TOO_LONG_URL for t in ask.texts):
            raise EngineError(self.name, "the text is too long for one request", Trouble.REJECTED)
        answers: list[str] = []
        for text in ask.texts:
            answers.append(self._patiently(text, code))
            if len(answers) >= _GIVE_UP and not any(answers[-_GIVE_UP:]):
                raise EngineError(self.name, "sends empty answers")
        return answers

    def close(self) -> None:
        """Close connections."""
        self._transport.close()

    def _patiently(self, text: str, code: str) -> str:
        """Ask for one text, once more when the service is busy."""
        try:
            return self._once(text, code)
        except EngineError:
            wait = self._transport.retry_after
            if self._transport.status not in _BUSY or wait > _PATIENCE:
                raise
        self._sleep(wait)
        return self._once(text, code)

    def _once(self, text: str, code: str) -> str:
        """Send one request; every exception becomes an EngineError without the text."""
        self._sleep(max(0.0, self._next - time.monotonic()))
        self._next = time.monotonic() + _PAUSE
        self._transport.forget()
        try:
            with self._seam():
                translator = self._module.GoogleTranslator(source="en", target=code)
                if self._base_url:
                    translator._base_url = self._base_url  # noqa: SLF001 - has no other way
                answer = translator.translate(text)
        except Unreachable as error:
            reason = f"could not be reached: {error}"
        except self._faults.NotValidLength:
            raise EngineError(self.name, "the text is too long", Trouble.REJECTED) from None
        except Exception as error:
            reason = self._reason(error)
        else:
            return answer if isinstance(answer, str) else ""
        raise EngineError(self.name, reason) from None

    def _reason(self, error: Exception) -> str:
        """Say what went wrong by the status, which deep-translator throws away."""
        status = self._transport.status
        if status == 429:  # noqa: PLR2004 - HTTP's number for it
            return "asks for fewer requests (status 429); try again later"
        if status and status >= 400:  # noqa: PLR2004 - HTTP's first error
            return f"could not answer (status {status})"
        if isinstance(error, self._faults.TranslationNotFound):
            return "sent a page without a translation (a captcha, or a new layout)"
        return f"could not be read ({type(error).__name__})"

    @contextmanager
    def _seam(self) -> Iterator[None]:
        """Put our transport where deep-translator's Google module looks for `requests`."""
        module: Any = self._module
        with _SEAM:
            before = module.requests
            module.requests = self._transport
            try:
                yield
            finally:
                module.requests = before
