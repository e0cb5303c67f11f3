"""A chat endpoint on this machine whose model is a function of the test."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine_server.exchange import Query, Reply, said
from engine_server.server import EngineServer

Items = Sequence[Mapping[str, str]]
"""The texts of a request, each with its id."""
Model = Callable[[Items], Any]
"""From the texts to the content of the answer: a string, or a value that is written as JSON."""


def completion(content: object, finish: str = "stop", **message: Any) -> dict[str, Any]:
    """What an endpoint sends."""
    answer = {"role": "assistant", "content": content, **message}
    return {"choices": [{"index": 0, "message": answer, "finish_reason": finish}]}


def task(body: Mapping[str, Any]) -> dict[str, Any]:
    """The user's message."""
    return json.loads(body["messages"][1]["content"])


def served(
    server: EngineServer, respond: Callable[[dict[str, Any]], Reply]
) -> list[dict[str, Any]]:
    """Have the endpoint answer by a function; the bodies that it is sent are added to the list."""
    bodies: list[dict[str, Any]] = []

    def read(query: Query) -> Reply:
        body = query.json()
        bodies.append(body)
        return respond(body)

    server.desks["openai"].service.read = read  # type: ignore[method-assign]
    return bodies


def talks(server: EngineServer, model: Model) -> list[dict[str, Any]]:
    """Have the endpoint answer by a model."""

    def respond(body: dict[str, Any]) -> Reply:
        content = model(task(body)["texts"])
        return said(200, completion(content if isinstance(content, str) else json.dumps(content)))

    return served(server, respond)
