"""What a service was asked and what it would write on the bill."""

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Counts:
    """The counters of one service; read them when no request is under way."""

    requests: int = 0
    """All of them, refused ones too."""
    characters: int = 0
    """Code points of the texts that were answered with status 200."""
    billed: list[tuple[str, str]] = field(default_factory=list)
    """Target code and text, for each text that was answered with status 200."""
    statuses: Counter[int] = field(default_factory=Counter)
    """Status 0 stands for a request that got no answer."""
    allowed: int = 0
    """In mode `rate`."""
    refused: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    """What each request said beside its texts, in order."""
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def came(self, told: dict[str, Any]) -> None:
        """Count a request."""
        with self._lock:
            self.requests += 1
            self.asked.append(told)

    def bill(self, target: str, texts: Iterable[str]) -> None:
        """Bill texts."""
        with self._lock:
            for text in texts:
                self.characters += len(text)
                self.billed.append((target, text))

    def went(self, status: int) -> None:
        """Count a reply."""
        with self._lock:
            self.statuses[status] += 1

    def gate(self, *, allowed: bool) -> None:
        """Count a decision of the rate limit."""
        with self._lock:
            self.allowed += allowed
            self.refused += not allowed

    def twice(self) -> dict[tuple[str, str], int]:
        """The texts that were billed more than once for a target, and how often."""
        return {text: times for text, times in Counter(self.billed).items() if times > 1}

    def unique_characters(self) -> int:
        """Code points of the texts if each were billed once for a target."""
        return sum(len(text) for _, text in set(self.billed))

    def as_json(self) -> dict[str, Any]:
        """All of it for a reader in another process."""
        return {
            "requests": self.requests,
            "characters": self.characters,
            "unique_characters": self.unique_characters(),
            "billed": self.billed,
            "twice": [[*text, times] for text, times in self.twice().items()],
            "statuses": {str(status): times for status, times in self.statuses.items()},
            "allowed": self.allowed,
            "refused": self.refused,
        }
