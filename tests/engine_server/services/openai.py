"""Chat completions as OpenAI, Ollama and vLLM serve them, by a model that only translates."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine_server.exchange import Asked, Query, Reply, said


@dataclass(frozen=True, slots=True)
class Task:
    """What a model understood of its messages."""

    texts: tuple[str, ...]
    ids: tuple[Any, ...]
    target: str = ""


Find = Callable[[Sequence[Mapping[str, Any]]], Task | None]
"""Finds the texts in messages."""

_ERRORS = {
    "busy": (429, "rate_limit_exceeded", "Rate limit reached for requests"),
    "down": (503, "server_error", "The engine is currently overloaded, please try again later"),
    "forbidden": (401, "invalid_api_key", "Incorrect API key provided"),
    "quota": (429, "insufficient_quota", "You exceeded your current quota, please check your plan"),
}


def find(messages: Sequence[Mapping[str, Any]]) -> Task | None:
    """The last message of the user that is a JSON object with `texts`."""
    for message in reversed(messages):
        if message.get("role") != "user":
            continue
        try:
            given = json.loads(message.get("content", ""))
            items = given["texts"]
            texts = tuple(item["text"] for item in items)
            ids = tuple(item["id"] for item in items)
        except (ValueError, TypeError, KeyError):
            continue
        target = given.get("target") or given.get("locale") or given.get("language") or ""
        return Task(texts, ids, str(target))
    return None


class OpenAI:
    """`POST /v1/chat/completions`."""

    name = "openai"
    entry = "/v1"

    def __init__(self, find: Find = find) -> None:
        self.find = find

    def owns(self, query: Query) -> bool:
        """Chat alone."""
        return query.path == "/v1/chat/completions"

    def read(self, query: Query) -> Asked | Reply:
        """The texts of the last message; the target may be named in it."""
        body = query.json()
        if not isinstance(body, dict) or not isinstance(body.get("messages"), list):
            return _error(400, "invalid_request_error", "'messages' is a required property")
        if not body.get("model"):
            return _error(400, "invalid_request_error", "you must provide a model parameter")
        task = self.find(body["messages"])
        if task is None:
            return _completion(body["model"], "What would you like me to translate?")
        key = query.headers.get("authorization", "").removeprefix("Bearer ")
        return Asked(task.texts, task.target, key, many=True, ids=task.ids, told=body)

    def write(self, asked: Asked, answers: Sequence[str]) -> Reply:
        """The answers with the ids of the texts in their order; ids beyond are made up."""
        ids = [*asked.ids, *range(1000, 1000 + len(answers))]
        rows = [{"id": i, "text": a} for i, a in zip(ids, answers, strict=False)]
        content = json.dumps({"translations": rows}, ensure_ascii=False)
        return _completion(asked.told["model"], content)

    def refusal(self, mode: str, asked: Asked) -> Reply:
        """An object with the key in it, as the service's own words have."""
        status, code, message = _ERRORS[mode]
        return _error(status, code, f"{message}: {asked.key} ({asked.texts[0]})")


def _completion(model: str, content: str) -> Reply:
    message = {"role": "assistant", "content": content, "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return said(
        200,
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1_700_000_000,
            "model": model,
            "choices": [choice],
            "usage": usage,
        },
    )


def _error(status: int, code: str, message: str) -> Reply:
    return said(status, {"error": {"message": message, "type": code, "param": None, "code": code}})
