"""The `#.` notes that offer a match to the reviewer; a translation is never made of one."""

import re
from collections.abc import Sequence

from pipeline.memory.match import Match

_OFFER = re.compile(r"memory \d{1,3} %: “")


def describe(match: Match) -> str:
    """The note that offers a match, on one line.

    `memory 87 %: “Take two tablets.” → “Tome dos comprimidos.” (number differs: two → three)`;
    for the identical source its translation alone, with the place where it was accepted.
    """
    pair = match.pair
    start, target = f"memory {match.percent} %: “", f"{_line(pair.target)}”"
    if match.exact:
        return f"{start}{target} ({_line(pair.place)})"
    how = match.difference
    return f"{start}{_line(pair.key.text)}” → “{target}" + (f" ({how})" if how else "")


def offers(notes: Sequence[str]) -> tuple[str, ...]:
    """Those of an entry's notes that offer matches.

    They are its last ones: a tool that wraps long notes has made several lines of each.
    """
    first = next((i for i, note in enumerate(notes) if _OFFER.match(note)), len(notes))
    return tuple(notes[first:])


def without_offers(notes: Sequence[str]) -> tuple[str, ...]:
    """The notes before them."""
    return tuple(notes[: len(notes) - len(offers(notes))])


def _line(text: str) -> str:
    return " ".join(text.split())
