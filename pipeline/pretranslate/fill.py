"""A finished job: its drafts in the catalog, and why the other units stay empty."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.model import Entry, Key, Locale
from pipeline.pretranslate.orders import Draft, Wishes
from pipeline.pretranslate.report import Problem, Step


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an engine gave no draft."""

    engine: str
    locale: Locale | None
    """None when the reason holds for every locale."""
    reason: str
    passing: bool = False
    """A later run may fare better."""


@dataclass(frozen=True, slots=True)
class Settled:
    """An order that nobody will do more for: its draft, or what each engine had against it."""

    draft: Draft | None = None
    causes: tuple[Cause, ...] = ()


def filled(wishes: Wishes, settled: Mapping[Key, Settled]) -> Step:
    """Write drafts into the entries of a job. `settled` are its orders; raises nothing.

    A draft equal to the one that is there changes nothing.
    """
    drafts = dict(wishes.drafts)
    empty: dict[Cause, int] = {}
    for key, order in settled.items():
        if order.draft:
            drafts[key] = order.draft
        for cause in dict.fromkeys(order.causes):
            empty[cause] = empty.get(cause, 0) + (order.draft is None)
    drafted: Counter[str] = Counter()
    doubts = 0
    entries: list[Entry] = []
    for entry in wishes.job.catalog.entries:
        draft = drafts.get(entry.key) if not entry.obsolete else None
        if draft and (draft.text, [draft.origin]) != (entry.target, entry.record("mt")[:1]):
            drafted[draft.origin] += 1
            doubts += bool(draft.doubt)
            entries.append(_entered(entry, draft))
        else:
            entries.append(entry)
    job = wishes.job
    if drafted:
        job = replace(job, catalog=replace(job.catalog, entries=tuple(entries)))
    why = {key: _why(order) for key, order in settled.items() if key not in drafts}
    return Step(job, dict(drafted), _problems(empty), wishes.left, doubts, why)


def _why(order: Settled) -> str:
    return "; ".join(dict.fromkeys(f"{cause.engine}: {cause.reason}" for cause in order.causes))


def _entered(entry: Entry, draft: Draft) -> Entry:
    made = entry.drafted(draft.text, draft.origin)
    return made.with_record("doubt", draft.doubt) if draft.doubt else made


def _problems(empty: Mapping[Cause, int]) -> tuple[Problem, ...]:
    """What stopped an engine is told even where another one filled the units."""
    told = ((c, n) for c, n in empty.items() if n or c.locale is None)
    return tuple(Problem(c.engine, c.locale, c.reason, units, c.passing) for c, units in told)
