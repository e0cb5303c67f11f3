"""LibreTranslate, as its `app.py` and argosopentech/translate-html do it: a text or a list, as JSON, as a form, or in the query as deep-translator does."""

import html
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

from bs4 import BeautifulSoup

from engine_server.exchange import Asked, Query, Reply, said, wanted_list

_CODES = [
    "ar",
    "az",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "eo",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fr",
    "ga",
    "gl",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "ky",
    "lt",
    "lv",
    "mt",
    "ms",
    "nb",
    "nl",
    "pb",
    "pl",
    "pt",
    "pt-BR",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "th",
    "tl",
    "tr",
    "uk",
    "ur",
    "vi",
    "zh",
    "zh-Hans",
    "zh-Hant",
    "zt",
]
_ERRORS = {
    "busy": (429, "Slowdown: 20 per 1 minute"),
    "down": (503, "Service unavailable"),
    "forbidden": (403, "Invalid API key"),
    "quota": (403, "Too many request limits violations"),
}


class LibreTranslate:
    """`POST /translate` with `q`, `source`, `target`, `format`, `api_key`."""

    name = "libretranslate"
    entry = "/"

    def owns(self, query: Query) -> bool:
        """Microsoft's address has a version."""
        return query.path in {"/translate", "/languages"} and "api-version" not in query.parameters

    def read(self, query: Query) -> Asked | Reply:
        """A text or a list of texts; a list is answered by a list."""
        if query.path == "/languages":
            return said(200, [{"code": c, "name": c, "targets": _CODES} for c in _CODES])
        given = _fields(query)
        for name in ("q", "source", "target"):
            if not given.get(name):
                return said(400, {"error": f"Invalid request: missing {name} parameter"})
        texts = wanted_list(given["q"])
        if texts is None or given.get("format", "text") not in {"text", "html"}:
            return said(400, {"error": "Invalid request: format or q is not valid"})
        if given["target"] not in _CODES:
            return said(400, {"error": f"{given['target']} is not supported"})
        told = {"source": given["source"], "format": given.get("format", "text")}
        return Asked(
            tuple(texts) if isinstance(given["q"], list) else tuple(texts[0].split("\n")),
            given["target"],
            given.get("api_key", ""),
            many=isinstance(given["q"], list),
            finish=serialized if told["format"] == "html" else html.unescape,
            told=told,
        )

    def write(self, asked: Asked, answers: Sequence[str]) -> Reply:
        """The kind of value that was sent."""
        if asked.many:
            return said(200, {"translatedText": list(answers)})
        return said(200, {"translatedText": "\n".join(answers)} if answers else {})

    def refusal(self, mode: str, asked: Asked) -> Reply:
        """One sentence."""
        status, message = _ERRORS[mode]
        return said(status, {"error": f"{message} ({asked.key}: {asked.texts[0]})"})


def serialized(text: str) -> str:
    """An answer in HTML: white space collapsed, parsed, written again, and then unescaped.

    An element that closes itself comes back with two tags, and `&lt;` as a bare `<`.
    """
    minified = " ".join(text.split())
    soup = BeautifulSoup(f"<answer-of-test>{minified}", "html.parser")
    return html.unescape(soup.find_all(True, recursive=False)[0].decode_contents())


def _fields(query: Query) -> dict[str, Any]:
    """The fields wherever they stand."""
    body = query.json()
    if isinstance(body, dict):
        return body
    form = parse_qs(query.body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in {**query.parameters, **form}.items()}
