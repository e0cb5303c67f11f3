"""Three-way choice: the side that differs from the base wins."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def three(base: T, ours: T, theirs: T, both: Callable[[T, T], T]) -> T:
    """The side that differs from the base; `both` decides where both do and are not equal.

    `both` must not care which side comes first.
    """
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else both(ours, theirs)


Lines = tuple[str, ...]


def three_lines(base: Lines, ours: Lines, theirs: Lines) -> Lines:
    """Lines without what either side removed, and with what either side added."""

    def both(ours: Lines, theirs: Lines) -> Lines:
        first, second = sorted((ours, theirs))
        kept = [x for x in first if x in second or x not in base]
        return (*kept, *(x for x in second if x not in first and x not in base))

    return three(base, ours, theirs, both)
