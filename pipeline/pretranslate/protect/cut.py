"""A text as gaps of prose and names between them, and what a way of writing them consists of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it was found in an answer."""

    name: str
    """`o1`, `c1`, `a2`; `m1a2b` for a mark; anything else names nothing."""
    raw: str
    """How it stands there."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Gaps of prose and the names between them: always one gap more than names."""

    gaps: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to write names for an engine and to read them."""

    write: Callable[[Cut], str]
    read: Callable[[str], Iterable[str | Name]]
    """Prose and names in the order of an answer."""
    exact: bool
    """The spaces that come back beside a name are the engine's own, not ours."""
