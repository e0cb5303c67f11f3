"""Stage 6: a document and its texts -> the localized document, by splicing.

Skeleton bytes are copied; each unit's text takes the place of its span. The result is parsed
again: a block that would change the document's structure stands in the source language instead,
with a finding, so that one bad string never breaks a page (DESIGN 4).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.formats.shape import first_difference, shape
from pipeline.formats.write import write_unit
from pipeline.formats.yaml import write_scalar
from pipeline.model import (
    Block,
    Document,
    Finding,
    Key,
    Level,
    Localized,
    Span,
    Syntax,
    Unit,
    Value,
)

Texts = Mapping[Key, str]


def reassemble(
    document: Document, texts: Texts, fallback: str = "block"
) -> tuple[Localized, tuple[Finding, ...]]:
    """The localized document, and a finding for each block that had to stay as it was.

    `texts` holds what may be shown; an empty one where the text of the unit before says it, so
    that the gap between them goes too. With `fallback="block"` a missing sentence leaves its whole
    block in the source language, with `"sentence"` only itself.
    """
    refused: set[Span] = set()
    findings: list[Finding] = []
    while True:
        spliced = _splice(document, texts, fallback, refused)
        bad = _broken_block(document, spliced)
        if bad is None:
            break
        refused |= bad
        findings += (
            _finding(document, b, texts)
            for b in document.parts
            if isinstance(b, Block) and b.span in bad
        )
    return spliced.localized, (*findings, *spliced.findings)


@dataclass(frozen=True, slots=True)
class _Spliced:
    """A result, with where each translated block of the document itself has come to stand."""

    localized: Localized
    body: int
    """Where the Markdown body begins in the result."""
    places: tuple[tuple[Span, Span], ...]
    """(span in the source, span in the result) of blocks that hold a translation."""
    findings: tuple[Finding, ...]


def _splice(document: Document, texts: Texts, fallback: str, refused: set[Span]) -> _Spliced:
    data, out, at = document.data, bytearray(), 0
    english: list[Span] = []
    places: list[tuple[Span, Span]] = []
    values: dict[str, Localized] = {}
    findings: list[Finding] = []
    shown: set[Key] = set()
    grown = 0  # by how much the values of the front matter have moved the body
    for part in document.parts:
        out += data[at : part.span.start]
        begin, at = len(out), part.span.end
        if isinstance(part, Value):
            raw, values[part.path], found = _write_value(data, part, texts, fallback)
            findings += found
            shown |= values[part.path].shown
            out += raw
            grown += len(raw) - (part.span.end - part.span.start)
            continue
        pieces = list(_pieces(data, part, texts, fallback, refused))
        for piece, is_english in pieces:
            start = len(out)
            out += piece
            english += [Span(start, len(out))] if is_english else []
        if not all(is_english for _, is_english in pieces):
            places.append((part.span, Span(begin, len(out))))
            shown.update(u.key for u in part.units if u.key in texts)
    out += data[at:]
    localized = Localized(bytes(out), tuple(english), values, frozenset(shown))
    return _Spliced(localized, document.body + grown, tuple(places), tuple(findings))


def _write_value(
    data: bytes, value: Value, texts: Texts, fallback: str
) -> tuple[bytes, Localized, list[Finding]]:
    """A YAML value: an equal one keeps its bytes, another goes back in its own style."""
    raw = data[value.span.start : value.span.end]
    inner, found = reassemble(value.inner, texts, fallback)
    if inner.data != value.inner.data:
        raw = write_scalar(raw.decode(), value.style, value.indent, inner.data.decode()).encode()
    above = data.count(b"\n", 0, value.span.start)
    in_block = value.style in ("|", ">")
    return raw, inner, [replace(f, line=above + (f.line + 1 if in_block else 1)) for f in found]


def _pieces(
    data: bytes, block: Block, texts: Texts, fallback: str, refused: set[Span]
) -> Iterator[tuple[bytes, bool]]:
    """The block's bytes in order, each with whether it stands in the source language."""
    has = [u.key in texts and block.span not in refused for u in block.units]
    if not any(has) or (fallback == "block" and not all(has)):
        yield data[block.span.start : block.span.end], True
        return
    at = block.span.start
    for unit, translated in zip(block.units, has, strict=True):
        gap = data[at : unit.span.start]
        at = unit.span.end
        if translated and not texts[unit.key]:
            continue
        if translated:
            yield gap + write_unit(data, block, unit, texts[unit.key]).encode(), False
        else:
            yield gap, False
            yield data[unit.span.start : unit.span.end], True
    yield data[at : block.span.end], False


def _broken_block(document: Document, spliced: _Spliced) -> set[Span] | None:
    """Source spans of the blocks to take back, None when the structure is as it was."""
    if document.syntax is Syntax.DATA or not spliced.places:
        return None
    old = shape(document.data, document.body, document.syntax)
    at = first_difference(old, shape(spliced.localized.data, spliced.body, document.syntax))
    if at is None:
        return None
    before = [source for source, result in spliced.places if result.start <= at]
    return {before[-1] if before else spliced.places[0][0]}


def _finding(document: Document, block: Block, texts: Texts) -> Finding:
    unit: Unit = next((u for u in block.units if u.key in texts), block.units[0])
    line = document.data.count(b"\n", 0, unit.span.start) + 1
    message = "the translation would change the structure of the page: the English text stays"
    return Finding(
        "structure", Level.ERROR, message, document.id, key=unit.key,
        target=texts.get(unit.key, ""), line=line,
    )  # fmt: skip
