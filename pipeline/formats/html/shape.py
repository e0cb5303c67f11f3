"""The structure of an HTML document: what a translation must not change (DESIGN 4, law c).

Block tags with their attributes, those for readers left out; for each run of text the multiset
of what stands in it: inline tags, comments, templates, pictures. Destinations may be localized on
purpose, so the attributes of inline tags are for `checks`.
"""

from collections import Counter
from typing import Any

from pipeline.formats.html.attributes import read_attributes, role_of
from pipeline.formats.html.elements import INLINE
from pipeline.formats.html.tokens import Kind, Token, tokenize

_SIGNS = {Kind.OPEN: "<", Kind.CLOSE: "</", Kind.FOREIGN: "<", Kind.COMMENT: "<!"}


def tokens(data: bytes, base: int = 0) -> tuple[tuple[tuple[str, Any], int], ...]:
    """Structure tokens of `data[base:]`, each with the last byte that may have made it what it is.

    The last and not the first, because a translated attribute stands behind the beginning of its
    tag, and a translated text behind the icon that begins its run.
    """
    found: list[tuple[tuple[str, Any], int]] = []
    run: Counter[str] = Counter()
    run_end = -1
    for token in tokenize(data, base, len(data)):
        if token.kind is Kind.TEXT and data[token.start : token.end].isspace():
            continue
        if _stands_in_text(token):
            run_end = token.end - 1
            if sign := _sign(data, token):
                run[sign] += 1
            continue
        if run_end >= 0:
            found.append((("run", tuple(sorted(run.items()))), run_end))
            run, run_end = Counter(), -1
        found.append((_block(data, token), token.end - 1))
    if run_end >= 0:
        found.append((("run", tuple(sorted(run.items()))), run_end))
    return tuple(found)


def _stands_in_text(token: Token) -> bool:
    if token.kind is Kind.RAW:
        return token.name == "title"
    return token.kind not in (Kind.OPEN, Kind.CLOSE) or token.name in INLINE


def _sign(data: bytes, token: Token) -> str:
    """What counts of a token in a text; empty for the text itself."""
    if token.kind is Kind.TEMPLATE:
        return data[token.start : token.end].decode()
    return f"{_SIGNS[token.kind]}{token.name}" if token.kind in _SIGNS else ""


def _block(data: bytes, token: Token) -> tuple[str, Any]:
    if token.kind is not Kind.OPEN:
        return f"{token.kind.value} {token.name}", None
    spans = read_attributes(data, token)
    kept = (
        (name, None if role_of(data, token.name, name, spans) else data[a:b])
        for name, (a, b) in spans.items()
    )
    return f"{token.kind.value} {token.name}", tuple(kept)
