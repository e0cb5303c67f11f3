"""Microsoft Translator, version 3: a list of texts in JSON, the key in a header."""

from collections.abc import Sequence
from typing import Any

from engine_server.exchange import Asked, Query, Reply, said

_TEXTS, _CHARACTERS = 1000, 50_000
"""Limits of a request, from the reference of `translate`."""
_ERRORS = {
    "busy": (429, 429001, "The server rejected the request because the client has exceeded request limits."),
    "down": (503, 503000, "Service is temporarily unavailable. Retry the request."),
    "forbidden": (401, 401000, "The request is not authorized because credentials are missing or invalid."),
    "quota": (403, 403001, "The operation isn't allowed because the subscription has exceeded its free quota."),
}  # fmt: skip


class Microsoft:
    """`POST /translate?api-version=3.0&from=en&to=es`."""

    name = "microsoft"
    entry = "/translate?api-version=3.0"

    def owns(self, query: Query) -> bool:
        """LibreTranslate has the same path without a version."""
        return query.path in {"/translate", "/languages"} and "api-version" in query.parameters

    def read(self, query: Query) -> Asked | Reply:
        """One or more texts."""
        if query.path == "/languages":
            names = {"es": "Spanish", "pt": "Portuguese (Brazil)", "sr-Latn": "Serbian (Latin)"}
            return said(200, {"translation": {c: {"name": n} for c, n in names.items()}})
        key = query.headers.get("ocp-apim-subscription-key", "")
        if not key:
            return _error(*_ERRORS["forbidden"])
        body, target = query.json(), query.one("to")
        if not isinstance(body, list) or not body:
            return _error(400, 400000, "One of the request inputs is not valid.")
        texts = [_text(item) for item in body]
        if None in texts or not target:
            return _error(400, 400036, "The target language is not valid.")
        sent = tuple(t for t in texts if t is not None)
        if len(sent) > _TEXTS or sum(map(len, sent)) > _CHARACTERS:
            return _error(400, 400077, "The maximum request size has been exceeded.")
        told = {
            "source": query.one("from"),
            "format": query.one("textType") or "plain",
            "region": query.headers.get("ocp-apim-subscription-region", ""),
        }
        return Asked(sent, target, key, many=True, told=told)

    def write(self, asked: Asked, answers: Sequence[str]) -> Reply:
        """One object for each text."""
        return said(200, [{"translations": [{"text": a, "to": asked.target}]} for a in answers])

    def refusal(self, mode: str, asked: Asked) -> Reply:
        """An object with a number of six digits."""
        status, code, message = _ERRORS[mode]
        return _error(status, code, f"{message} ({asked.key}: {asked.texts[0]})")


def _text(item: Any) -> str | None:
    """The documents write `Text`, most clients `text`; the service takes both."""
    if not isinstance(item, dict):
        return None
    text = item.get("text", item.get("Text"))
    return text if isinstance(text, str) else None


def _error(status: int, code: int, message: str) -> Reply:
    return said(status, {"error": {"code": code, "message": message}})
