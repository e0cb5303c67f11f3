"""Where a fragment of Markdown is shown: how links resolve there, and the words of its labels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """What the renderer itself says, in the page's language."""

    table: str = "Table: %(title)s"
    footnote: str = "Footnote %(number)s"
    back: str = "Back to reference %(number)s"
    done: str = "Done"
    open: str = "To do"
    alerts: Mapping[str, str] | None = None
    """HTML titles of `> [!TIP]` and its like, by lower-case kind."""


def _as_it_is(url: str) -> dict[str, str]:
    return {"href": url}


def _as_source(url: str) -> dict[str, str]:
    return {"src": url}


@dataclass(frozen=True, slots=True)
class Place:
    """All that rendering needs to know about the page around it."""

    link: Callable[[str], dict[str, str]] = _as_it_is
    """An address as written -> attributes of the link; no `href` when it leads nowhere."""
    image: Callable[[str], dict[str, str]] = _as_source
    """An address as written -> `src`, and the size where that is known."""
    labels: Labels = Labels()
    mark: str = ' lang="en"'
    """Attributes of an element whose text stands in English."""
    title: str = ""
    """What a table before the first heading belongs to."""
    prefix: str = ""
    """Before the ids of footnotes, where a page shows several documents."""
    eager: bool = False
    """The first image is loaded at once: nothing stands above it."""
