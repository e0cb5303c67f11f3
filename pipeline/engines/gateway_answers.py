"""What of a service's reply deep-translator may see: it takes notices for translations."""

import re
from dataclasses import replace
from typing import Any

from pipeline.engines.replies import Reply, problem, read_json
from pipeline.model import EngineError, Trouble

_RESULT = re.compile(r"""<div[^>]*\bclass=["']?[^"'>]*\b(?:t0|result-container)\b""")
_BREAK = re.compile(r"<br\s*/?>")
_INLINE = re.compile(r"</?(?:a|b|em|font|i|span|strong)\b[^>]*>")
_NOTICES = (
    ("MYMEMORY WARNING", "has no free translations left for today", Trouble.CLOSED),
    ("QUERY LENGTH LIMIT", "the text is too long for one request", Trouble.REJECTED),
    ("INVALID LANGUAGE PAIR", "does not translate into this locale", Trouble.LOCALE),
    ("INVALID TARGET LANGUAGE", "does not translate into this locale", Trouble.LOCALE),
)
"""What MyMemory writes where a translation should be."""


def successful(engine: str, reply: Reply) -> Reply:
    """Raise EngineError for any status but success."""
    if error := problem(engine, reply):
        raise error
    return reply


def google(engine: str, reply: Reply) -> Reply:
    """A page whose translation has no markup, since deep-translator glues what stands around it.

    Raises EngineError by status, and DOWN for a page without a translation: a captcha wants fewer
    requests, not the same texts one by one. Raises ValueError for bytes that are no text.
    """
    page = successful(engine, reply).text
    if not _RESULT.search(page):
        reason = "sent a page without a translation (a captcha, or a new layout)"
        raise EngineError(engine, reason, Trouble.DOWN)
    page = _INLINE.sub("", _BREAK.sub("\n", page))
    return replace(reply, body=page.encode(), charset="utf-8")


def mymemory(engine: str, reply: Reply) -> Reply:
    """A translation; raises EngineError for the notices that MyMemory sends in its place.

    They come with status 200 and a `responseStatus` in the body (measured for the quota).
    """
    told = _parsed(reply)
    found = told.get("responseData")
    translation = found.get("translatedText") if isinstance(found, dict) else None
    for notice, reason, trouble in _NOTICES:
        if any(notice in str(text) for text in (translation, told.get("responseDetails"))):
            raise EngineError(engine, reason, trouble)
    successful(engine, reply)
    read_json(engine, reply)
    status = str(told.get("responseStatus", ""))
    if status.isdecimal():
        successful(engine, replace(reply, status_code=int(status)))
    if not (isinstance(translation, str) and translation.strip()):
        raise EngineError(engine, "sent an empty answer", Trouble.GARBLED)
    return reply


def _parsed(reply: Reply) -> dict[str, Any]:
    """The object of a reply of any status, empty when there is none."""
    try:
        told = reply.json()
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
