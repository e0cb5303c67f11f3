"""What a run would send, by engine and locale, without sending it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.dispatch.answers import sent_anew
from pipeline.dispatch.batch import parcel
from pipeline.dispatch.office import Office
from pipeline.dispatch.queue import Item
from pipeline.model import Engine, EngineError, Locale
from pipeline.pretranslate import Order, Problem, Wishes

NOBODY, KNOWN = "none", "journal"
"""Under these names: texts that no engine takes, and answers that an earlier run has paid for."""


@dataclass(frozen=True, slots=True)
class Load:
    """What an engine would be sent."""

    units: int
    """Texts for an engine, each once; units for `memory` and `copy`."""
    characters: int
    """Unicode code points as they are sent, which services bill; 0 for what costs nothing."""


def plan(jobs: Sequence[Wishes], office: Office) -> dict[tuple[str, Locale], Load]:
    """By engine and locale: what a run would send if every first answer were good.

    Each text is counted for the first of its engines that can be had and takes the locale. Raises
    nothing of its own.
    """
    units: Counter[tuple[str, Locale]] = Counter()
    characters: Counter[tuple[str, Locale]] = Counter()
    for job in jobs:
        units.update((draft.origin, job.job.locale) for draft in job.drafts.values())
    orders = dict.fromkeys(order for job in jobs for order in job.orders.values())
    sent: set[str] = set()
    for number, order in enumerate(orders):
        engine = _first(order, office)
        if engine is None:
            units[NOBODY, order.locale] += 1
            continue
        made = parcel(Item(order, number), engine)
        known = office.journal.answers([made.key]).get(made.key)
        if known and not sent_anew(made, *known):
            units[KNOWN, order.locale] += 1
            continue
        units[engine.name, order.locale] += 1
        if made.key not in sent:
            sent.add(made.key)
            characters[engine.name, order.locale] += len(made.sent.text)
    return {what: Load(units[what], characters[what]) for what in units}


def obstacles(jobs: Sequence[Wishes], office: Office) -> tuple[Problem, ...]:
    """Which engines a run could not ask at all, and the units that no engine would take.

    An engine that cannot be had is told even where the next one takes its texts: they go elsewhere
    than the settings say. Raises nothing of its own.
    """
    found: dict[Problem, int] = {}
    for order in (order for job in jobs for order in job.orders.values()):
        engine, problems = _tried(order, office)
        for problem in problems:
            if engine is None or problem.locale is None:
                found[problem] = found.get(problem, 0) + (engine is None)
    return tuple(replace(problem, units=units) for problem, units in found.items())


def _first(order: Order, office: Office) -> Engine | None:
    return _tried(order, office)[0]


def _tried(order: Order, office: Office) -> tuple[Engine | None, list[Problem]]:
    """The first engine that would be asked, and why not those before it."""
    problems: list[Problem] = []
    for name in order.engines:
        try:
            engine = office.engine(name)
        except EngineError as error:
            problems.append(Problem(name, None, error.reason, passing=True))
            continue
        reason = engine.refuses(order.locale)
        if not reason:
            return engine, problems
        problems.append(Problem(name, order.locale, reason))
    return None, problems
