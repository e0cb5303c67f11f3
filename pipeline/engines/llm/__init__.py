"""Language models behind any chat endpoint of OpenAI's form: a local Ollama or vLLM, or a service.

Several texts travel in one request, each with an identifier that has to come back. A text that
seems to speak to the model has a request to itself, so that it cannot reach the others. What a
model returns beyond the texts it was asked for is ignored; what does not fit is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from pipeline.engines.http.place import place_of
from pipeline.engines.http.replies import Reply, problem, read_json
from pipeline.engines.http.transport import Transport
from pipeline.engines.llm.answer import Unfit, content_of, translations
from pipeline.engines.llm.locales import target_of
from pipeline.engines.llm.prompt import FORMATS, addresses_model, ids_of, system, user
from pipeline.model import Ask, EngineError, Limits, Locale, Markup, Trouble

_REFUSED = frozenset((HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY))
"""Statuses with which servers refuse a parameter that they do not know."""
_TOO_LARGE = _REFUSED | {HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a server lets us say beside the messages."""

    format: int = 0
    """Which of FORMATS."""
    temperature: bool = True
    """Newer models of OpenAI refuse any temperature but their own."""

    def after(self, refusal: str) -> "_Shape | None":
        """What to try when the server refuses this, None when there is nothing left to drop."""
        if self.temperature and "temperature" in refusal:
            return replace(self, temperature=False)
        following = self.format + 1
        return replace(self, format=following) if following < len(FORMATS) else None


class Llm:
    """One model at one endpoint; safe for any number of threads."""

    name = "llm"
    markup = Markup.XML
    proves_order = False  # a model can put one text's translation under another's identifier

    def __init__(
        self,
        *,
        base_url: str = "http://127.0.0.1:11434/v1",
        model: str = "",
        style: str = "",
        temperature: float = 0.0,
        timeout: float = 120.0,
        texts: int = 10,
        key: str = "",
    ) -> None:
        """Take the endpoint (Ollama's on this machine by default) and the model's name there.

        `style` are notes for the translator, `timeout` seconds for a whole answer, `texts` how
        many go into one request. Raises EngineError without a model or a usable address.
        """
        if not model:
            raise EngineError(self.name, "needs a model: name it in `engine_options:`")
        try:
            self.place = place_of(base_url)
        except ValueError as error:
            raise EngineError(self.name, f"base_url is {error}") from None
        self.limits = Limits(texts=max(1, texts), characters=6000, parallel=4)
        self._url = base_url.rstrip("/").removesuffix(_PATH) + _PATH
        self._model, self._temperature = model, temperature
        self._system = system(style)
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._transport = Transport(self.name, timeout)
        self._shape, self._taken = _Shape(), False
        self._paid: dict[Ask, list[str]] = {}
        """Answers to a part of a request of which another part found none: for the same again."""

    def refuses(self, locale: Locale) -> str:
        """Tell whether models are known to write the language in the locale's script."""
        return "" if target_of(locale) else f"does not translate English into {locale}"

    def version(self, locale: Locale) -> str:  # noqa: ARG002
        """The model, and a digest of what it is told."""
        told = f"{self._system}\0{self._temperature}"
        return f"{self._model} {sha256(told.encode()).hexdigest()[:8]}"

    def translate(self, ask: Ask) -> list[str]:
        """Translate in one request, and one more for each text that seems to speak to the model.

        Raises EngineError: LOCALE before anything is sent; GARBLED for an answer that does not
        fit its texts or was cut off, and for several texts that are refused together.
        """
        target = target_of(ask.locale)
        if target is None:
            raise EngineError(self.name, self.refuses(ask.locale), Trouble.LOCALE)
        answers: dict[int, str] = {}
        parts = [(places, _part(ask, places)) for places in _apart(ask.texts)]
        for places, part in parts:
            found = self._paid.get(part) or self._together(part, target)
            self._paid[part] = found
            answers.update(zip(places, found, strict=True))
        for _, part in parts:
            self._paid.pop(part, None)
        return [answers[at] for at in range(len(ask.texts))]

    def close(self) -> None:
        """Close connections."""
        self._transport.close()

    def _together(self, ask: Ask, target: str) -> list[str]:
        """Send one request and check its answer."""
        ids = ids_of(ask.texts)
        messages = [
            {"role": "system", "content": self._system},
            {"role": "user", "content": user(ask, target, ids)},
        ]
        reply = self._post(messages)
        if error := self._problem(reply, len(ask.texts)):
            raise error
        try:
            return translations(content_of(read_json(self.name, reply)), ids)
        except Unfit as unfit:
            raise EngineError(self.name, str(unfit), Trouble.GARBLED) from None

    def _post(self, messages: Sequence[object]) -> Reply:
        """Send the messages in a shape that the server takes, which is then remembered.

        Once one was taken no other is tried: a later refusal has another reason.
        """
        shape: _Shape | None = self._shape
        first: Reply | None = None
        while shape:
            reply = self._transport.post_json(
                self._url, self._body(messages, shape), headers=self._headers
            )
            if reply.status_code not in _REFUSED:
                if reply.status_code == HTTPStatus.OK:
                    self._shape, self._taken = shape, True
                return reply
            first = first or reply
            shape = None if self._taken else shape.after(_words(reply))
        assert first is not None
        return first

    def _body(self, messages: Sequence[object], shape: _Shape) -> dict[str, Any]:
        body: dict[str, Any] = {"model": self._model, "messages": messages, "stream": False}
        if shape.temperature:
            body["temperature"] = self._temperature
        if form := FORMATS[shape.format]:
            body["response_format"] = form
        return body

    def _problem(self, reply: Reply, texts: int) -> EngineError | None:
        """What a status means here, where several texts may be more than a model can hold."""
        error = problem(self.name, reply)
        if error is None:
            return None
        if reply.status_code in _TOO_LARGE and texts > 1:
            return EngineError(self.name, error.reason, Trouble.GARBLED)
        if reply.status_code == HTTPStatus.NOT_FOUND:
            return EngineError(
                self.name, "has no such model or address (status 404): see its model and base_url"
            )
        if error.trouble is Trouble.BUSY and "insufficient_quota" in _words(reply):
            return EngineError(self.name, "has no quota left (status 429)")
        return error


def _apart(texts: Sequence[str]) -> Iterator[list[int]]:
    """Positions of texts that may share a request: each that speaks to a model is alone."""
    alone = [at for at, text in enumerate(texts) if addresses_model(text)]
    if together := [at for at in range(len(texts)) if at not in alone]:
        yield together
    for at in alone:
        yield [at]


def _part(ask: Ask, places: Sequence[int]) -> Ask:
    """The request of some texts only."""
    if len(places) == len(ask.texts):
        return ask
    context = tuple(ask.context[at] for at in places) if ask.context else ()
    return replace(ask, texts=tuple(ask.texts[at] for at in places), context=context)


def _words(reply: Reply) -> str:
    """The body of a refusal, which is looked at and never shown."""
    try:
        return reply.text
    except ValueError:
        return ""
