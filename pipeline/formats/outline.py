"""The headings of the English document: their ids serve every language.

An id never comes from a translation, so `#what-helps` stays valid in all of them. An explicit
`{#id}` wins; otherwise the id is made as GitHub makes it (lower case, punctuation dropped, spaces
to hyphens, duplicates numbered).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyromark

from pipeline.formats.dialect import OPTIONS

SECTION = 2
"""Level of the headings that divide a text; the first is the page's title."""
_DROPPED = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading, in document order."""

    level: int
    id: str
    text: str
    classes: tuple[str, ...]
    first: bool
    """It is the very first block of the document."""


def slug(text: str) -> str:
    """GitHub's anchor for a heading: `What helps?` gives `what-helps`."""
    return _DROPPED.sub("", text.strip().lower()).replace(" ", "-")


def read_outline(text: str, reserved: Iterable[str] = ()) -> tuple[Heading, ...]:
    """The headings of a Markdown text (without front matter), each with an id of its own.

    `reserved` are ids that a page uses for other things.
    """
    taken = set(reserved)
    found: list[Heading] = []
    for level, explicit, classes, words, first in _headings(text):
        wanted = explicit or slug(words) or "section"
        id, number = wanted, 0
        while id in taken:
            number += 1
            id = f"{wanted}-{number}"
        taken.add(id)
        found.append(Heading(level, id, words, classes, first))
    return tuple(found)


def _headings(text: str) -> Iterator[tuple[int, str, tuple[str, ...], str, bool]]:
    tag: dict[str, Any] | None = None
    words: list[Any] = []
    first = True
    event: Any
    for event, _ in pyromark.events_with_range(text, options=OPTIONS):
        ((name, value),) = event.items() if isinstance(event, dict) else ((event, None),)
        if name == "Start" and isinstance(value, dict) and "Heading" in value:
            tag, words = value["Heading"], []
        elif name == "End" and isinstance(value, dict) and "Heading" in value and tag:
            level = int(tag["level"][1:])
            yield level, tag["id"] or "", tuple(tag["classes"]), "".join(words).strip(), first
            tag, first = None, False
        elif tag and name in ("Text", "Code"):
            words.append(value)
        elif tag and name in ("SoftBreak", "HardBreak"):
            words.append(" ")
        elif not tag:
            first = False


def question_ids(outline: tuple[Heading, ...], *, whole: bool) -> frozenset[str]:
    """Ids of the headings that ask a question.

    Those are the headings one level below a heading of class `faq`; when the `whole` document is
    a list of questions and has no such heading, its second-level headings.
    """
    found: set[str] = set()
    level = SECTION if whole and not any("faq" in h.classes for h in outline) else 0
    for heading in outline:
        if "faq" in heading.classes:
            level = heading.level + 1
        elif level and heading.level == level:
            found.add(heading.id)
        elif heading.level < level and not (whole and heading.level < SECTION):
            level = 0
    return frozenset(found)
