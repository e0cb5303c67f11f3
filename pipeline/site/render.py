"""Markdown to HTML, event by event, because each element must know where it comes from.

`pyromark.html()` renders the same events and is the oracle of the tests; what differs is listed
here and nowhere else: `lang` on English passages, heading ids of the English document, addresses,
figures, scrollable tables, footnotes as endnotes, admonitions, task signs. Byte ranges of the
events tell which element an English span falls into.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyromark

from pipeline.formats.dialect import OPTIONS
from pipeline.model import Span
from pipeline.site import raw
from pipeline.site.places import Place
from pipeline.site.writer import Shown, Writer


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document as HTML, safe to put into a page."""

    body: str
    notes: str
    """The items of the footnote list, empty when there are none."""
    headings: tuple[Shown, ...]


def render(
    text: str,
    place: Place,
    english: Sequence[Span] = (),
    ids: Sequence[str] = (),
    *,
    skip_title: bool = False,
) -> Rendered:
    """HTML of a Markdown text without front matter.

    `english`: byte ranges of `text` that stand in the source language; `ids`: the English
    document's heading ids, in order; `skip_title`: the first heading repeats the page's title.
    """
    writer = Writer(place, tuple(english), ids, skip_title=skip_title)
    event: Any
    for event, span in pyromark.events_with_range(text, options=OPTIONS):
        ((name, value),) = event.items() if isinstance(event, dict) else ((event, None),)
        writer.feed(name, value, span["start"], span["end"])
    return Rendered(
        raw.sanitize("".join(writer.out)),
        raw.sanitize(writer.notes.items()),
        tuple(writer.headings),
    )
