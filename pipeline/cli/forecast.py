"""What a dry run of a pre-translation prints: what goes where, what it costs, what ends it."""

from collections.abc import Iterator, Mapping

from pipeline.cli.terminal import count, show
from pipeline.config import Config
from pipeline.dispatch import NOBODY, Load
from pipeline.model import Locale

Loads = Mapping[tuple[str, Locale], Load]
"""By engine and locale."""


def print_plan(config: Config, loads: Loads, most: int | None = None) -> None:
    """By locale and engine; then the sum of what has a price, and limits that end a run earlier.

    `most` is the limit of characters of the run.
    """
    options, places = config.drafting.options, list(config.locales)
    costs: list[float] = []
    for (engine, locale), load in sorted(
        loads.items(), key=lambda row: (places.index(row[0][1]), row[0][0])
    ):
        what = count(load.units, "unit")
        if engine == NOBODY:
            show(f"{locale}: no engine: {what}")
            continue
        what += f", {count(load.characters, 'character')}"
        price = options.get(engine, {}).get("price")
        if price is not None:
            costs.append(price * load.characters / 1e6)
            what += f", about {costs[-1]:,.2f}"
        show(f"{locale}: {engine}: {what}")
    if len(costs) > 1:
        show(f"in all: about {sum(costs):,.2f}")
    for line in _ends(config, loads, most):
        show(line)
    if not loads:
        named = config.drafting.named()
        show("nothing to fill" if named else "nothing to fill: `engines:` in l10n.yaml names none")


def _ends(config: Config, loads: Loads, most: int | None) -> Iterator[str]:
    """A line for each limit that is less than what would be sent without it."""
    wanted = sum(load.characters for load in loads.values())
    if most is not None and wanted > most:
        yield f"the run ends at {most:,} of {count(wanted, 'character')} (--max-chars)"
    for engine in sorted({engine for engine, _ in loads}):
        limit = config.drafting.options.get(engine, {}).get("max_chars")
        mine = {x: load.characters for (name, x), load in loads.items() if name == engine}
        parts = mine if isinstance(limit, Mapping) else {"": sum(mine.values())}
        for place, wanted in parts.items():
            end = limit.get(place, limit.get("default")) if isinstance(limit, Mapping) else limit
            if end is not None and wanted > end:
                whose = f"{engine} ({place})" if place else engine
                yield f"{whose} ends at {end:,} of {count(wanted, 'character')} (max_chars)"
