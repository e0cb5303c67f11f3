"""Heading ids: an explicit `{#id}`, or a slug of the heading's text as GitHub makes it."""

import re
from collections.abc import Iterator

import pyromark

from pipeline.formats.dialect import OPTIONS


def slug(text: str) -> str:
    """Lower case, punctuation out, spaces to hyphens."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", text.lower()).strip())


def anchors(markdown: str) -> Iterator[str]:
    """The id of each heading in order; equal slugs are numbered from the second on."""
    seen: dict[str, int] = {}
    text: list[str] | None = None
    explicit = ""
    for event in pyromark.events(markdown, options=OPTIONS):
        match event:
            case {"Start": {"Heading": {"id": id}}}:
                text, explicit = [], id or ""
            case {"End": {"Heading": _}}:
                base = explicit or slug("".join(text or []))
                count = seen[base] = seen.get(base, -1) + 1
                yield f"{base}-{count}" if count and not explicit else base
                text = None
            case {"Text": str(part)} | {"Code": str(part)} if text is not None:
                text.append(part)
