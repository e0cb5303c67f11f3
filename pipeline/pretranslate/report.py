"""What a run of the stage says: finished catalogs, numbers and what went wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.model import Catalog, DocumentId, Key, Locale


@dataclass(frozen=True, slots=True)
class Job:
    """One document in one locale, to be drafted."""

    document: DocumentId
    locale: Locale
    catalog: Catalog
    content_class: str = ""
    """The class of its content, as `classes:` says."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why units stayed empty."""

    engine: str
    locale: Locale | None
    """None when the reason holds for every locale."""
    reason: str
    units: int = 0
    """How many units are empty for this reason (0: another engine filled them)."""
    passing: bool = False
    """The engine failed, and a later run may fare better; else it would say the same again."""

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.place}: {self.what}"

    @property
    def place(self) -> str:
        """The engine, and the locale if it matters."""
        return f"{self.engine} ({self.locale})" if self.locale else self.engine

    @property
    def what(self) -> str:
        """The reason, and how many units it left empty."""
        noun = "unit" if self.units == 1 else "units"
        return f"{self.reason} ({self.units} {noun} left empty)" if self.units else self.reason


@dataclass(frozen=True, slots=True)
class Step:
    """One finished job: its catalog holds the drafts and may be written."""

    job: Job
    drafted: Mapping[str, int] = field(default_factory=dict)
    """Units filled, by engine; `memory` and `copy` count as engines."""
    problems: tuple[Problem, ...] = ()
    left: Mapping[str, int] = field(default_factory=dict)
    """Units left to people, by role."""
    doubts: int = 0
    """Drafts of these that the meaning gate doubts."""
    empty: Mapping[Key, str] = field(default_factory=dict)
    """What every engine had against the units that stay empty."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole run."""

    catalogs: tuple[Catalog, ...] = ()
    """In the order in which the jobs were finished."""
    drafted: Mapping[tuple[str, Locale], int] = field(default_factory=dict)
    """Units filled, by engine and locale."""
    problems: tuple[Problem, ...] = ()
    """Each failure once, with all the units it left empty."""
    left: Mapping[tuple[str, Locale], int] = field(default_factory=dict)
    """Units left to people, by role and locale."""
    doubts: Mapping[Locale, int] = field(default_factory=dict)
    """Drafts that the meaning gate doubts, by locale; none where it refuses them."""
    empty: tuple[tuple[DocumentId, Locale, Key, str], ...] = ()
    """The units that stay empty, each with what every engine had against it."""


def outcome(steps: Iterable[Step]) -> Outcome:
    """Add finished jobs up; equal problems become one. Raises nothing of its own."""
    catalogs: list[Catalog] = []
    drafted: Counter[tuple[str, Locale]] = Counter()
    left: Counter[tuple[str, Locale]] = Counter()
    doubts: Counter[Locale] = Counter()
    found: dict[Problem, int] = {}
    empty: list[tuple[DocumentId, Locale, Key, str]] = []
    for step in steps:
        catalogs.append(step.job.catalog)
        for engine, units in step.drafted.items():
            drafted[engine, step.job.locale] += units
        for role, units in step.left.items():
            left[role, step.job.locale] += units
        doubts[step.job.locale] += step.doubts
        empty += ((step.job.document, step.job.locale, key, why) for key, why in step.empty.items())
        for problem in step.problems:
            what = replace(problem, units=0)
            found[what] = found.get(what, 0) + problem.units
    problems = tuple(replace(what, units=units) for what, units in found.items())
    return Outcome(
        tuple(catalogs), dict(drafted), problems, dict(left), dict(+doubts), tuple(empty)
    )
