"""Google, MyMemory, Microsoft and LibreTranslate through deep-translator, made safe to wait for.

deep-translator has no timeouts, throws `Retry-After` away, lets exceptions carry texts and keys,
and mixes up answers when threads share a translator. So each engine has a copy of the service's
module to itself, in which the name `requests` stands for our transport, and each call has a
translator of its own. What differs between the services is a row of a table.
"""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

import requests

from pipeline.engines.gateway.packing import packed, unpacked
from pipeline.engines.http.place import place_of
from pipeline.engines.http.replies import Reply, complete
from pipeline.engines.http.transport import Transport
from pipeline.engines.locales import code_of
from pipeline.model import Ask, EngineError, Limits, Locale, Markup, Trouble

Make = Callable[[ModuleType, str, Mapping[str, str]], Any]
"""From deep-translator's module, the key and further options to a translator. Its languages do not
matter: our own code for the locale is set afterwards, which nothing checks."""


_CAP = 1_000_000
"""Bytes of an answer; the longest, 50,000 characters of Microsoft's, has a third of it."""


@dataclass(frozen=True, slots=True)
class Service:
    """One row: what a service is, beside what all have in common."""

    name: str
    module: str
    """deep-translator's."""
    make: Make
    address: str
    """Where it is asked, empty when it is a server that `base_url` names."""
    locales: Mapping[str, str]
    limits: Limits
    size: Callable[[str], int]
    """Measures a request's text as the service or its web server does."""
    room: int
    """The most of it that fits into one request."""
    read: Callable[[str, Reply], Reply]
    """From the engine's name and a reply to what deep-translator may see; raises EngineError."""
    several: bool = False
    """A list of texts is sent in one request; otherwise they are lines of one text."""


class Gateway:
    """One service, for as many threads as its limits say."""

    markup = Markup.TOKEN
    proves_order = False

    def __init__(
        self,
        service: Service,
        *,
        base_url: str = "",
        timeout: float = 20.0,
        key: str = "",
        **told: str,
    ) -> None:
        """Take another address than the service's, seconds for a whole answer, and options.

        Raises EngineError without a valid address, ImportError without deep-translator.
        """
        self.name, self.limits = service.name, service.limits
        self._service, self._key, self._told = service, key, told
        if not (base_url or service.address):
            raise EngineError(self.name, "has no server of its own: set its base_url")
        self._address = base_url or service.address
        if not service.address:  # a translator puts its path behind the root of a server
            self._address = f"{base_url.rstrip('/')}/"
        try:
            self.place = place_of(self._address)
        except ValueError as error:
            raise EngineError(self.name, f"base_url is {error}") from None
        self._transport = Transport(self.name, timeout, _CAP)
        self._module = _own(service.module, _Requests(self._transport, self._read))

    def refuses(self, locale: Locale) -> str:
        """Tell whether the service knows the language in the locale's script."""
        known = code_of(locale, self._service.locales)
        return "" if known else f"does not translate English into {locale}"

    def version(self, locale: Locale) -> str:  # noqa: ARG002
        """Nobody knows."""
        return ""

    def translate(self, ask: Ask) -> list[str]:
        """Send one request; an answer that is not one text for each is GARBLED.

        Raises EngineError: for a locale or a length that cannot be had before anything is sent.
        """
        code = code_of(ask.locale, self._service.locales)
        if code is None:
            raise EngineError(self.name, self.refuses(ask.locale), Trouble.LOCALE)
        sent = self._fitting(ask)
        try:
            found = self._asked(sent, code, ask)
        except EngineError:
            raise
        except Exception as error:  # its text may hold ours
            reason = f"sent an answer that cannot be read ({type(error).__name__})"
            raise EngineError(self.name, reason, Trouble.GARBLED) from None
        answers = complete(self.name, found, ask)
        return [_plain(answer, text) for answer, text in zip(answers, ask.texts, strict=True)]

    def close(self) -> None:
        """Close connections."""
        self._transport.close()

    def _fitting(self, ask: Ask) -> str:
        """The texts of a request as one; raises EngineError when they do not fit."""
        sent = packed(ask.texts)
        if sent is not None and self._service.size(sent) <= self._service.room:
            return sent
        if len(ask.texts) > 1:
            reason = "the texts do not fit into one request"
            raise EngineError(self.name, reason, Trouble.GARBLED)
        raise EngineError(self.name, "the text is too long for one request", Trouble.REJECTED)

    def _asked(self, sent: str, code: str, ask: Ask) -> list[Any]:
        """Ask a new translator: one that is shared mixes up answers."""
        translator = self._service.make(self._module, self._key, self._told)
        translator._base_url = self._address  # noqa: SLF001 - has no other way
        translator.target = code
        if self._service.several:
            found: list[Any] = translator.translate_batch([*ask.texts])
            return found
        answer = translator.translate(sent)
        if answer is None and not any(map(str.isalnum, sent)):
            answer = sent  # what deep-translator makes of signs that came back as they were
        return unpacked(answer, ask.texts)

    def _read(self, reply: Reply) -> Reply:
        return self._service.read(self.name, reply)


class _Requests:
    """What a module of deep-translator finds under the name `requests`."""

    exceptions = requests.exceptions

    def __init__(self, transport: Transport, read: Callable[[Reply], Reply]) -> None:
        self._transport, self._read = transport, read

    def get(self, url: str, *, params: Mapping[str, str], proxies: object = None) -> Reply:  # noqa: ARG002
        """Get as `requests.get`; raises EngineError instead of its errors."""
        return self._read(self._transport.get(url, params=params))

    def post(self, url: str, *, proxies: object = None, **request: Any) -> Reply:  # noqa: ARG002
        """Post as `requests.post`."""
        return self._read(self._transport.send("POST", url, **request))


def _own(name: str, stand_in: _Requests) -> ModuleType:
    """A copy of a module of our own: other users of deep-translator keep theirs as it is."""
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ImportError(name=name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.requests = stand_in  # type: ignore[attr-defined]
    return module


def _plain(answer: str, text: str) -> str:
    """Read the entities that a service writes where the text has none."""
    return html.unescape(answer) if html.unescape(text) == text else answer
