"""What a request and a reply are, and what a service has to know."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

HTML = "text/html; charset=UTF-8"
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Query:
    """A request as it came."""

    method: str
    path: str
    """Without the query string."""
    parameters: Mapping[str, Sequence[str]]
    headers: Mapping[str, str]
    """By name in small letters."""
    body: bytes = b""

    def one(self, name: str) -> str:
        """The first value of a parameter, empty without it."""
        return next(iter(self.parameters.get(name, ())), "")

    def json(self) -> Any:
        """The body as JSON, None when it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back."""

    status: int
    body: str = ""
    kind: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a translation, understood."""

    texts: tuple[str, ...]
    """Where a service takes one text, its lines: the breaks between them are not billed."""
    target: str
    """In the service's own code."""
    key: str = ""
    many: bool = False
    """A list was sent, so that a list is wanted."""
    ids: tuple[Any, ...] = ()
    """Names that the client gave to the texts."""
    finish: Callable[[str], str] = str
    """What this service does to each answer before it leaves."""
    told: Mapping[str, Any] = field(default_factory=dict)
    """What else the client said: formality, glossary, format, context."""


class Service(Protocol):
    """One kind of server. Only `answer` may keep something between requests (glossaries)."""

    name: str
    entry: str
    """Where its clients begin, below the address of the server."""

    def owns(self, query: Query) -> bool:
        """Whether the address is one of this service's."""
        ...

    def read(self, query: Query) -> Asked | Reply:
        """The texts to translate; a reply where nothing is to be translated."""
        ...

    def write(self, asked: Asked, answers: Sequence[str]) -> Reply:
        """The reply that holds the answers, however many there are."""
        ...

    def refusal(self, mode: str, asked: Asked) -> Reply:
        """How this service says `busy`, `down`, `forbidden` and `quota`."""
        ...


def said(status: int, value: Any, **headers: str) -> Reply:
    """A reply in JSON."""
    names = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, json.dumps(value, ensure_ascii=False), JSON, names)


def wanted_list(value: Any) -> list[str] | None:
    """A list of strings out of a string or a list, None when it is neither."""
    texts = [value] if isinstance(value, str) else value
    if isinstance(texts, list) and texts and all(isinstance(t, str) for t in texts):
        return texts
    return None
