"""MyMemory: faults come with HTTP status 200, and their text as the translation."""

from collections.abc import Sequence
from typing import Any

from engine_server.exchange import Asked, Query, Reply, said

_LIMIT = 500
"""Bytes, by its specification, though its message says characters."""
_QUOTA = (
    "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN  "
    "11 HOURS 12 MINUTES 13 SECONDS VISIT HTTPS://MYMEMORY.TRANSLATED.NET/DOC/USAGELIMITS.PHP TO "
    "TRANSLATE MORE"
)
_LENGTH = "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS"
_PAIR = (
    "INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT USING 2 LETTER ISO OR RFC3066 LIKE "
    "ZH-CN. ALMOST ALL LANGUAGES SUPPORTED BUT SOME MAY HAVE NO CONTENT"
)


class MyMemory:
    """`GET /get?langpair=en-GB|es-ES&q=…`, `de=` an address for more quota."""

    name = "mymemory"
    entry = "/get"

    def owns(self, query: Query) -> bool:
        """The one address that reads."""
        return query.path == "/get"

    def read(self, query: Query) -> Asked | Reply:
        """One text of at most 500 bytes."""
        text = query.one("q")
        source, _, target = query.one("langpair").partition("|")
        if not text:
            return said(200, _answer("NO QUERY SPECIFIED. EXAMPLE REQUEST: GET?Q=HELLO", "403"))
        if not source or not target:
            return said(200, _answer(_PAIR, "403"))
        if len(text.encode("utf-8", "replace")) > _LIMIT:
            return said(200, _answer(_LENGTH, "403"))
        told = {"source": source, "mail": query.one("de")}
        return Asked(tuple(text.split("\n")), target, query.one("key"), told=told)

    def write(self, asked: Asked, answers: Sequence[str]) -> Reply:
        """The answer, and the matches it was taken from."""
        text = "\n".join(answers)
        matches = [{"id": 0, "segment": "\n".join(asked.texts), "translation": text, "match": 0.85}]
        return said(200, {**_answer(text, 200), "matches": matches if text else []})

    def refusal(self, mode: str, asked: Asked) -> Reply:
        """Quota is a translation; the rest are statuses."""
        if mode == "quota":
            return said(200, {**_answer(_QUOTA, 429), "quotaFinished": True})
        status = {"busy": 429, "down": 503, "forbidden": 403}[mode]
        return said(status, {**_answer("", status), "responseDetails": asked.texts[0]})


def _answer(text: str, status: int | str) -> dict[str, Any]:
    return {
        "responseData": {"translatedText": text, "match": 0.85},
        "quotaFinished": False,
        "mtLangSupported": None,
        "responseDetails": "" if status == 200 else text,
        "responseStatus": status,
        "responderId": None,
        "exception_code": None,
        "matches": [],
    }
