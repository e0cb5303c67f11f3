"""What the stages know of an engine."""

import enum
from collections.abc import Sequence
from typing import Protocol

from pipeline.model.names import Locale


class Markup(enum.Enum):
    """How protected pieces travel to an engine and back."""

    SUPERBLANK = "superblank"
    """Apertium: `[...]`, kept in place by every stage."""
    TOKEN = "token"  # noqa: S105 - a kind of markup, not a secret
    """Spaced words such as `__O1__`, for engines that know plain text only."""


class Engine(Protocol):
    """Something that drafts translations. Implementations live in `engines`."""

    name: str
    """As written in `engines:` and in `# mt:`."""
    markup: Markup

    def supports(self, locale: Locale) -> bool:
        """Whether English into this locale can be had; asked before any request."""
        ...

    def translate(self, texts: Sequence[str], locale: Locale) -> list[str]:
        """Encoded texts to raw answers, same order and count; raises EngineError."""
        ...
