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
    assert syntax is Syntax.MARKDOWN
    tokens: list[tuple[Token, int]] = []
    run: Counter[str] = Counter()
    run_start = -1
    in_code = False
    for event, where in pyromark.events_with_range(data[base:].decode(), options=OPTIONS):
        name, value = _name(event)
        start = where["start"] + base
        if name in ("Start", "End"):
            tag, detail = _name(value)
            if tag in _EMPHASIS:
                continue
            if tag in _COUNTED:
                run[tag] += name == "Start"
                run_start = start if run_start < 0 else run_start
                continue
            in_code = tag == "CodeBlock" and name == "Start"
        elif name not in ("Rule", "TaskListMarker", "Html") and not in_code:
            run_start = start if run_start < 0 else run_start
            _count(run, name, value)
            continue
        if run_start >= 0:
            tokens.append((("run", tuple(sorted(run.items()))), run_start))
            run, run_start = Counter(), -1
        if name in ("Start", "End"):
            tokens.append(((f"{name} {tag}", _detail(detail) if name == "Start" else None), start))
        elif name == "Html":
            tokens += (
                (("html", tag[0]), start + len(value[: tag.start()].encode()))
                for tag in _TAG.finditer(value)
            )
        else:
            tokens.append(((name, value), start))
    if run_start >= 0:
        tokens.append((("run", tuple(sorted(run.items()))), run_start))
    return tuple(tokens)


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
