"""What of a service's reply deep-translator may see: it takes notices for translations."""

import re
from dataclasses import replace
from typing import Any

from pipeline.engines.http.replies import Reply, problem, read_json
from pipeline.model import EngineError, Trouble

_RESULT = re.compile(
    r"""<div[^<>]{0,200}\bclass=["']?[^"'<>]{0,100}\b(?:t0|result-container)\b[^<>]{0,200}>"""
)
_BREAK = re.compile(r"<br\s{0,9}/?>")
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>")
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
    """The part of a page that holds the translation, line breaks as such, without other markup.

    deep-translator glues what stands around markup; and Python's HTML parser, which it uses, takes
    minutes for some broken pages. Raises EngineError by status, and DOWN for a page without a
    translation: a captcha wants fewer requests, not the same texts one by one. Raises ValueError
    for bytes that are no text.
    """
    page = successful(engine, reply).text
    begin = _RESULT.search(page)
    end = page.find("</div>", begin.end()) if begin else -1
    if begin is None or end < 0:
        reason = "sent a page without a translation (a captcha, or a new layout)"
        raise EngineError(engine, reason, Trouble.DOWN)
    inner = _TAG.sub("", _BREAK.sub("\n", page[begin.end() : end])).replace("<", "&lt;")
    return replace(reply, body=f'<div class="t0">{inner}</div>'.encode(), charset="utf-8")


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
