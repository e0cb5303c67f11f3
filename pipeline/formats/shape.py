"""The structure of Markdown: what a translation must not change (DESIGN 4, law c).

The block tree, and for each run of prose the multiset of what stands in it: how many links,
images and code spans, which HTML tags and footnotes. Destinations and code may be localized on
purpose, so their text is for `checks`; emphasis may differ.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Any

import pyromark

from pipeline.formats.dialect import OPTIONS
from pipeline.formats.html import shape as html
from pipeline.formats.mask import Masked, mask
from pipeline.model import Syntax

Token = tuple[str, Any]
_COUNTED = frozenset(("Link", "Image", "Code", "InlineMath", "DisplayMath"))
_EMPHASIS = frozenset(("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"))
_TAG = re.compile(r"</?[a-zA-Z][\w-]*|<!--|<[!?]")


@lru_cache(maxsize=8)
def shape(
    data: bytes, base: int = 0, syntax: Syntax = Syntax.MARKDOWN
) -> tuple[tuple[Token, int], ...]:
    """Structure tokens of `data[base:]`, each with the byte where it begins in `data`."""
    if syntax is Syntax.HTML:
        return html.tokens(data, base)
    masked = mask(data, base, syntax)
    reading = _Shape(masked)
    for event, where in pyromark.events_with_range(masked.text, options=OPTIONS):
        reading.take(event, masked.place(where["start"]), masked.place(where["end"], end=True))
    reading.flush()
    return tuple(reading.tokens)


class _Shape:
    """Collects tokens while events go by."""

    def __init__(self, masked: Masked) -> None:
        self.masked = masked
        self.tokens: list[tuple[Token, int]] = []
        self.run: Counter[str] = Counter()
        self.run_start = -1
        self.in_code = False

    def take(self, event: Any, start: int, end: int) -> None:
        """One event: part of a run of prose, or a token of its own."""
        name, value = _name(event)
        if name in ("Start", "End"):
            self.tag(name, value, start)
        elif name in ("Rule", "TaskListMarker", "Html") or self.in_code:
            self.flush()
            self.leaf(name, value, start)
        else:
            self.begin(start)
            _count(self.run, name, value)
            for island in self.masked.within(start, end) if self.masked.islands else ():
                self.run[f"{island.kind.value} {island.name}"] += 1

    def tag(self, name: str, value: Any, start: int) -> None:
        """The start or end of an element."""
        tag, detail = _name(value)
        if tag in _EMPHASIS:
            return
        if tag in _COUNTED:
            self.run[tag] += name == "Start"
            self.begin(start)
            return
        self.in_code = tag == "CodeBlock" and name == "Start"
        self.flush()
        self.tokens.append(((f"{name} {tag}", _detail(detail) if name == "Start" else None), start))

    def leaf(self, name: str, value: Any, start: int) -> None:
        """What is no prose: for HTML its tags alone, since text and attributes may change."""
        if name != "Html":
            self.tokens.append(((name, value), start))
            return
        for tag in _TAG.finditer(value):
            self.tokens.append((("html", tag[0]), start + len(value[: tag.start()].encode())))

    def begin(self, start: int) -> None:
        """A run of prose begins here, unless one is open."""
        self.run_start = start if self.run_start < 0 else self.run_start

    def flush(self) -> None:
        """A block boundary ends the run."""
        if self.run_start >= 0:
            self.tokens.append((("run", tuple(sorted(self.run.items()))), self.run_start))
            self.run, self.run_start = Counter(), -1


def _name(event: Any) -> tuple[str, Any]:
    return next(iter(event.items())) if isinstance(event, dict) else (event, None)


def _count(run: Counter[str], name: str, value: Any) -> None:
    if name in _COUNTED:
        run[name] += 1
    elif name == "InlineHtml":
        run[" ".join(_TAG.findall(value)) or "comment"] += 1
    elif name == "FootnoteReference":
        run[f"[^{value}]"] += 1


def _detail(detail: Any) -> Any:
    """What of a start tag belongs to the structure: level, list start, alignment, label."""
    if isinstance(detail, dict):
        return tuple(sorted((k, str(v)) for k, v in detail.items()))
    return detail


def first_difference(
    old: tuple[tuple[Token, int], ...], new: tuple[tuple[Token, int], ...]
) -> int | None:
    """The byte in the new document where its structure first departs, None when it does not."""
    for (a, _), (b, at) in zip(old, new, strict=False):
        if a != b:
            return at
    if len(old) == len(new):
        return None
    return new[len(old)][1] if len(new) > len(old) else new[-1][1] if new else 0
