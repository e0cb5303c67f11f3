"""What can be wrong with a service. A mode is a name; each table says what it changes."""

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

from engine_server.damage import KINDS, damaged, sloppy
from engine_server.exchange import HTML, Asked, Reply, said

Change = Callable[[Sequence[str], list[str]], list[str]]
"""From texts and right answers to the answers that are sent."""


def _rotated(_: Sequence[str], answers: list[str]) -> list[str]:
    return [*answers[1:], *answers[:1]]


def _fewer(_: Sequence[str], answers: list[str]) -> list[str]:
    return answers[:-1] if len(answers) > 1 else answers


def _entities(_: Sequence[str], answers: list[str]) -> list[str]:
    return [a.replace("'", "&#39;").replace('"', "&quot;") if "<" not in a else a for a in answers]


def _damaged(kind: str) -> Change:
    return lambda _, answers: [damaged(a, kind) for a in answers]


ANSWERS: Mapping[str, Change] = MappingProxyType(
    {
        "empty": lambda texts, _: [""] * len(texts),
        "shifted": _rotated,
        "reordered": lambda _, answers: answers[::-1],
        "short": _fewer,
        "long": lambda _, answers: [*answers, answers[-1]],
        "none": lambda *_: [],
        "mangled": lambda _, answers: [damaged(a) for a in answers],
        **{f"mangled_{kind}": _damaged(kind) for kind in KINDS},
        "sloppy": lambda _, answers: [sloppy(a) for a in answers],
        "echo": lambda texts, _: list(texts),
        "entities": _entities,
    }
)
"""Answers to other texts than were sent. `shifted`, `reordered` and `short` are faults of
batches: a text that is sent alone is answered rightly. Ids that a client sent go with their answers
in `reordered`, and stay in their places in `shifted`."""

REFUSALS = ("busy", "down", "forbidden", "quota")
"""Each service says these in its own way."""

DELIVERIES = ("slow", "drip", "drip_head", "hang", "half", "huge", "reset")
"""Right answers that come late, slowly, never, or in part."""

BUSY_FIRST = 2
"""So many requests are refused in `busy_then_ok`."""

_OTHER_SHAPES: tuple[object, ...] = (
    {"unexpected": [1, 2]},
    [],
    None,
    "a string",
    17,
    {"translations": None, "translatedText": None, "responseData": None, "choices": None},
    {"translations": [{}], "translatedText": [[]], "responseData": [], "choices": [{}]},
    [{"translations": []}],
    [{"translations": [{"text": 5}]}],
    {"translations": [{"text": 5, "billed_characters": "x"}], "translatedText": {"a": 1}},
    {"responseData": {"translatedText": 5}, "choices": [{"message": {"content": None}}]},
    {"choices": [{"message": {"content": '{"translations": [{"id": 99, "text": "x"}]}'}}]},
    {"choices": [{"message": {"content": '{"translations": []}'}, "finish_reason": "stop"}]},
    {"choices": [{"message": {"content": None, "refusal": "I cannot help with that."}}]},
    {"choices": [{"message": {"content": "Sure! Here is the translation you asked for."}}]},
)
WRONG = (*(json.dumps(shape) for shape in _OTHER_SHAPES), '{"translations": [{"te', "", "\x00\xff")
"""Bodies of mode `wrong_json`, one after the other."""


def redirect(asked: Asked, elsewhere: str) -> Reply:
    """The way to another host, which is not to get the texts."""
    return Reply(307, headers={"Location": f"{elsewhere}?q={quote(asked.texts[0])}"})


def gone(asked: Asked) -> Reply:
    """Nothing lives at this address any more."""
    return Reply(404, f"<html><body>No page for {asked.texts[0]}</body></html>", HTML)


def rejected(asked: Asked) -> Reply:
    """A request that is wrong in the eyes of the service, who repeats it."""
    message = f"Bad request: {asked.texts[0]} {asked.key}"
    return said(400, {"error": {"message": message}, "message": message})


def captcha(asked: Asked) -> Reply:
    """A page for people, with the text in it as such pages have."""
    page = f"<html><body><form>Are you a robot? You asked: {' '.join(asked.texts)}</form></body></html>"
    return Reply(200, page, HTML)


PAGES: Mapping[str, Callable[[Asked], Reply]] = MappingProxyType(
    {"captcha": captcha, "gone": gone, "rejected": rejected}
)
"""The same for all services. Nothing is billed."""


def wrong(turn: int) -> Reply:
    """Something else than the service's answers."""
    return Reply(200, WRONG[turn % len(WRONG)])


MODES = (
    "ok",
    *DELIVERIES,
    *REFUSALS,
    "busy_then_ok",
    "rate",
    "wrong_json",
    "stale",
    "redirect",
    *PAGES,
    *ANSWERS,
)
"""All names."""
