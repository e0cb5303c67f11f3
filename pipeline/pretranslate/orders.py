"""What a catalog wants: texts that cost nothing, and orders for engines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.formats.inline import Piece, pieces
from pipeline.model import Entry, Key, Locale, State
from pipeline.pretranslate.report import Job
from pipeline.pretranslate.verify import translatable

Memory = Mapping[Locale, Mapping[str, str]]
"""By locale: msgid to the one translation that is accepted for it elsewhere."""
MEMORY, COPY = "memory", "copy"
"""Origins in `# mt:` that are no engines: an accepted text, a unit without letters."""


@dataclass(frozen=True, slots=True)
class Route:
    """Who drafts a unit."""

    engines: tuple[str, ...] = ()
    """Names, in the order in which they are asked."""
    left: str = ""
    """The role for which the unit is left to people: then nobody drafts it."""


@dataclass(frozen=True, slots=True)
class Order:
    """A text that engines are asked for: once for a locale, however many units want it."""

    text: str
    locale: Locale
    engines: tuple[str, ...]
    formality: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    pieces: tuple[Piece, ...] = field(default=(), compare=False, repr=False)
    """The text cut into what is translated and what no engine may touch."""
    context: str = field(default="", compare=False)
    """The sentences around it where it stands first."""
    replaces: str = field(default="", compare=False)
    """The machine's text that it is to be better than, where units are drafted anew."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine's text and where it comes from."""

    text: str
    origin: str
    """An engine's name, `memory` or `copy`."""
    doubt: str = ""
    """What the meaning gate has against it, where such drafts are kept and marked."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a job wants: by key what is there already, and what has to be ordered."""

    job: Job
    drafts: Mapping[Key, Draft]
    orders: Mapping[Key, Order]
    left: Mapping[str, int]
    """Units that are left to people, by role."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What is drafted, by whom and how. All of it is the project's settings as functions."""

    route: Callable[[Job, Entry], Route]
    memory: Memory = field(default_factory=dict)
    formality: Callable[[Locale], str] = lambda _: ""
    terms: Callable[[str, Locale], tuple[tuple[str, str], ...]] = lambda *_: ()
    protect: Callable[[tuple[Piece, ...], Locale], tuple[Piece, ...]] = lambda found, _: found
    """Makes pieces of names that stay as they are."""
    refresh: str = ""
    """The engine, or `memory`, that drafts untouched machine units anew, and nothing else."""


def wanted(entry: Entry, policy: Policy) -> bool:
    """Whether an entry is to be drafted: live, no plural, not a locale's own; and missing.

    With `refresh` the untouched drafts of engines instead: a person's text is never replaced, and
    what memory has, which a person accepted somewhere, not by an engine's.
    """
    if entry.plural is not None or entry.key.adapted or entry.obsolete:
        return False
    if policy.refresh:
        return entry.state is State.MACHINE and entry.record("mt")[0] not in (MEMORY, COPY)
    return entry.state is State.MISSING


def wishes(job: Job, policy: Policy) -> Wishes:
    """Sort the units of a catalog that are to be drafted. Raises nothing of its own.

    A unit without letters is copied only where drafts are wanted at all: a locale without
    engines is written by people.
    """
    known = policy.memory.get(job.locale, {})
    memory = known if policy.refresh in ("", MEMORY) else {}
    drafts: dict[Key, Draft] = {}
    orders: dict[Key, Order] = {}
    left: dict[str, int] = {}
    formality = policy.formality(job.locale)
    for entry, context in _with_context(job.catalog.entries):
        if not wanted(entry, policy):
            continue
        text = entry.key.text
        route = policy.route(job, entry)
        if route.left:
            left[route.left] = left.get(route.left, 0) + 1
        elif text in memory:
            drafts[entry.key] = Draft(memory[text], MEMORY)
        elif route.engines:
            cut = policy.protect(pieces(text), job.locale)
            if translatable(cut):
                terms = policy.terms(text, job.locale)
                orders[entry.key] = Order(
                    text, job.locale, route.engines, formality, terms, cut, context, entry.target
                )
            else:
                drafts[entry.key] = Draft(text, COPY)
    return Wishes(job, drafts, orders, left)


def _with_context(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Each entry with the English before and after it in its document."""
    live = [e for e in entries if not e.obsolete]
    texts = ["", *(e.key.text for e in live), ""]
    for before, entry, after in zip(texts, live, texts[2:], strict=False):
        yield entry, "\n".join(filter(None, (before, after)))
