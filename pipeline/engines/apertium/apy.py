"""An Apertium of another machine: the server apertium-apy, asked over HTTP.

Texts travel as plain text with tokens (`format=txt`): of 150 units with markup 150 came back whole
in Spanish and 149 in French, as HTML 148 and 145 (measured, apertium-apy 0.11.7). The server cuts
what is longer than 1,000 characters wherever a space is and drops what is beyond ten pieces, so a
request holds one short text. Its taggers carry state: an answer may depend on the texts before it.
"""

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from pipeline.engines.apertium.routes import refusal, route
from pipeline.engines.http.place import place_of
from pipeline.engines.http.replies import Reply, read_json
from pipeline.engines.http.transport import Transport
from pipeline.model import Ask, EngineError, Limits, Locale, Markup, Trouble

_LONGEST = 1000
"""Characters that the server never cuts, however many others use it."""
_MARKS = {mark: re.compile(rf"\{mark}+(?=[\w*#@])") for mark in "*@#"}
"""What Apertium writes before words that it did not know; `markUnknown=no` leaves some."""


class Apy:
    """One server; which pairs are installed there, it says when it is asked."""

    name = "apy"
    markup = Markup.TOKEN
    limits = Limits(texts=1, characters=_LONGEST, parallel=4)
    proves_order = False

    def __init__(
        self,
        *,
        base_url: str = "http://127.0.0.1:2737",
        timeout: float = 30.0,
        force: Sequence[str] = (),
    ) -> None:
        """Take the server's address, seconds for an answer, and locales wanted in spite of all.

        Raises EngineError for what is no address.
        """
        self._address = base_url.rstrip("/")
        try:
            self.place = place_of(base_url)
        except ValueError as error:
            raise EngineError(self.name, f"base_url is {error}") from None
        self._transport = Transport(self.name, timeout)
        self._force = frozenset(force)

    def refuses(self, locale: Locale) -> str:
        """Tell whether Apertium has a route worth taking."""
        return refusal(locale, self._force, self.name)

    def version(self, locale: Locale) -> str:
        """The route: which dictionaries a server has, it does not tell."""
        found = route(locale)
        return "+".join(found.modes) if found else ""

    def translate(self, ask: Ask) -> list[str]:
        """Send one request for one text.

        Raises EngineError: LOCALE without a route or where the server lacks its pairs, REJECTED
        for several texts or a long one, and what the transport and a status mean.
        """
        found = route(ask.locale)
        reason = self.refuses(ask.locale)
        if found is None or reason:
            raise EngineError(self.name, reason, Trouble.LOCALE)
        if len(ask.texts) != 1 or len(ask.texts[0]) > _LONGEST:
            reason = f"takes one text of at most {_LONGEST} characters"
            raise EngineError(self.name, reason, Trouble.REJECTED)
        (text,) = ask.texts
        form: dict[str, str | list[str]] = {
            **_wanted(found.modes), "q": text, "markUnknown": "no", "format": "txt",
        }  # fmt: skip
        path = "translate" if "langpair" in form else "translateChain"
        reply = self._transport.post_form(f"{self._address}/{path}", form)
        if reply.status_code == HTTPStatus.BAD_REQUEST and "not installed" in _explained(reply):
            reason = f"the server lacks a pair of {' + '.join(found.modes)}"
            raise EngineError(self.name, reason, Trouble.LOCALE)
        return [_unmarked(self._answer(read_json(self.name, reply)), text)]

    def close(self) -> None:
        """Close connections."""
        self._transport.close()

    def _answer(self, told: Any) -> str:
        """Find the text in an answer; raises EngineError."""
        data = told.get("responseData") if isinstance(told, dict) else None
        answer = data.get("translatedText") if isinstance(data, dict) else None
        if not isinstance(answer, str):
            raise EngineError(self.name, "sent an answer of another kind", Trouble.GARBLED)
        return answer


def _wanted(modes: Sequence[str]) -> dict[str, str]:
    """Name a route as the server does: `langpair=eng|spa`, or `langpairs=eng|cat|fra`."""
    pairs = [mode.split("-", 1) for mode in modes]
    codes = "|".join((pairs[0][0], *(target for _, target in pairs)))
    return {"langpair" if len(modes) == 1 else "langpairs": codes}


def _explained(reply: Reply) -> str:
    """Read why a request was refused; empty when it is not said."""
    try:
        told = reply.json()
    except (ValueError, RecursionError):
        return ""
    return str(told.get("explanation", "")) if isinstance(told, dict) else ""


def _unmarked(answer: str, text: str) -> str:
    """Take marks of unknown words away where the text has no such sign of its own."""
    for mark, marked in _MARKS.items():
        if mark not in text:
            answer = marked.sub("", answer)
    return answer
