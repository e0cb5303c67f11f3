"""Characters that may be sent: taken before a request, given back when nothing was billed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model import Locale


@dataclass(slots=True)
class Budget:
    """What is left, in Unicode code points, for the whole run and for each engine and locale."""

    run: int | None = None
    """None for no limit."""
    engines: Mapping[str, int | Mapping[str, int]] = field(default_factory=dict)
    """By engine: a limit for all locales together, or one by locale (`default` for the others)."""
    spent: dict[tuple[str, Locale], int] = field(default_factory=dict)

    def reserve(self, engine: str, locale: Locale, characters: int) -> bool:
        """Take characters; False when there are not so many left, and then nothing is taken."""
        if self.run is not None and sum(self.spent.values()) + characters > self.run:
            return False
        if self._used(engine, locale) + characters > self._most(engine, locale):
            return False
        self.release(engine, locale, -characters)
        return True

    def release(self, engine: str, locale: Locale, characters: int) -> None:
        """Give characters back that the engine did not bill."""
        self.spent[engine, locale] = self.spent.get((engine, locale), 0) - characters

    def _most(self, engine: str, locale: Locale) -> float:
        limit = self.engines.get(engine, float("inf"))
        if isinstance(limit, Mapping):
            return limit.get(locale, limit.get("default", float("inf")))
        return limit

    def _used(self, engine: str, locale: Locale) -> int:
        by_locale = isinstance(self.engines.get(engine), Mapping)
        used = (n for (e, x), n in self.spent.items() if e == engine)
        return self.spent.get((engine, locale), 0) if by_locale else sum(used)
