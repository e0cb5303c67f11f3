"""What a language model answered: read tolerantly, and taken only when it fits the request."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

_THOUGHTS = re.compile(r"\s*<(think|thinking|reasoning)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_THINKING = re.compile(r"\s*<(?:think|thinking|reasoning)>", re.IGNORECASE)
_BEGIN = re.compile(r'\{\s*"translations"\s*:')
_TRIES = 8
"""Places in an answer where an object may begin."""


class Unfit(Exception):  # noqa: N818 - said as it is
    """The answer is not one, and why: in words that hold nothing of it."""


def content_of(reply: Any) -> str:
    """Return what the model wrote; raises Unfit when it wrote nothing or was cut off."""
    match reply:
        case {"choices": [{"finish_reason": "length"}, *_]}:
            raise Unfit("stopped at its limit of tokens")
        case {"choices": [{"finish_reason": "content_filter"}, *_]}:
            raise Unfit("was stopped by its filter")
        case {"choices": [{"message": {"content": str(content)}}, *_]} if content.strip():
            return content
        case {"choices": [{"message": {"content": [*parts]}}, *_]}:
            return "".join(p["text"] for p in parts if _is_text(p))
        case {"choices": [{"message": {"refusal": str()}}, *_]}:
            raise Unfit("refuses to answer")
    raise Unfit("sent an answer without text")


def translations(content: str, ids: Sequence[str]) -> list[str]:
    """Return the texts in the order of their ids; raises Unfit.

    Thoughts before the answer, code fences and prose around it are passed over, and so is all
    that an entry holds beyond its id and text. Every id must be there once, and no other.
    """
    found: dict[str, str] = {}
    for entry in _entries(content):
        match entry:
            case {"id": str(id), "text": str(text)}:
                if id not in ids:
                    raise Unfit("answered for a text that was not sent")
                if id in found:
                    raise Unfit("answered twice for one text")
                found[id] = text
            case _:
                raise Unfit("sent an entry without id or text")
    if len(found) != len(ids):
        raise Unfit(f"sent {len(found)} answers for {len(ids)} texts")
    if not all(map(_encodable, found.values())):
        raise Unfit("sent signs that are no text")
    return [found[id] for id in ids]


def _entries(content: str) -> list[Any]:
    """The one list of translations that the answer holds."""
    while thoughts := _THOUGHTS.match(content):
        content = content[thoughts.end() :]
    if _THINKING.match(content):
        raise Unfit("thought until it was cut off")
    lists = list(_lists(content))
    if len(lists) != 1:
        raise Unfit("sent no JSON" if not lists else "sent more than one answer")
    return lists[0]


def _lists(content: str) -> Iterator[list[Any]]:
    """Lists under `translations` in objects that stand in the text, none of them in another."""
    reader = json.JSONDecoder(object_pairs_hook=_once)
    try:
        match reader.decode(content.strip()):
            case {"translations": [*entries]}:
                yield entries
        return  # noqa: TRY300 - all of it was JSON
    except (ValueError, RecursionError):
        pass
    at = 0
    for _ in range(_TRIES):
        begin = _BEGIN.search(content, at)
        if begin is None:
            return
        try:
            value, at = reader.raw_decode(content, begin.start())
        except (ValueError, RecursionError):
            at = begin.end()
            continue
        match value:
            case {"translations": [*entries]}:
                yield entries


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object, unless it says a name twice: it is not clear which one holds."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Unfit("sent an object with a name twice")
    return made


def _is_text(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("text"), str)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate, which JSON can write
        return False
    return True
