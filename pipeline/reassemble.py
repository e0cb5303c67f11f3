"""Stage 6: a document and its texts -> the localized document, by splicing.

Skeleton bytes are copied; each unit's text takes the place of its span. The result is parsed
again: a block that would change the document's structure stands in the source language instead,
with a finding, so that one bad string never breaks a page (DESIGN 4).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.formats.scalars import line_in_value, write_scalar
from pipeline.formats.structure import Departure, Isolation, Placed, departure, fewest
from pipeline.formats.write import BlockWriter
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

    def attempt(refused: frozenset[Span]) -> tuple[_Spliced, Departure | None]:
        spliced = _splice(document, texts, fallback, refused)
        return spliced, _departure(document, spliced)

    def breaks(refused: frozenset[Span]) -> bool:
        return attempt(refused)[1] is not None

    refused: frozenset[Span] = frozenset()
    spliced, found = attempt(refused)
    while found:
        everything = [p.block.span for p in spliced.places]
        refused |= found.at_fault or fewest(breaks, refused, found.suspects or everything)
        spliced, found = attempt(refused)
    if not refused:
        return spliced.localized, spliced.findings
    alone = Isolation(document)
    broken = (
        _structure_finding(document, part, texts, alone)
        for part in document.parts
        if isinstance(part, Block) and part.span in refused
    )
    return spliced.localized, (*broken, *spliced.findings)


@dataclass(frozen=True, slots=True)
class _Spliced:
    """A result, with where each translated block of the document itself has come to stand."""

    localized: Localized
    body: int
    """Where the Markdown body begins in the result."""
    places: tuple[Placed, ...]
    """The blocks that hold a translation."""
    findings: tuple[Finding, ...]


def _departure(document: Document, spliced: _Spliced) -> Departure | None:
    if document.syntax is Syntax.DATA or not spliced.places:
        return None
    return departure(document, spliced.localized.data, spliced.body, spliced.places)


def _splice(document: Document, texts: Texts, fallback: str, refused: frozenset[Span]) -> _Spliced:
    data, out, at = document.data, bytearray(), 0
    english: list[Span] = []
    places: list[Placed] = []
    values: dict[str, Localized] = {}
    findings: list[Finding] = []
    shown: set[Key] = set()
    grown = 0  # by how much the values of the front matter have moved the body
    for part in sorted((*document.parts, *document.omitted), key=_start):
        if isinstance(part, Span):
            out += data[at : part.start]
            at = part.end
            continue
        out += data[at : part.span.start]
        begin, at = len(out), part.span.end
        if isinstance(part, Value):
            raw, values[part.path], found = _write_value(data, part, texts, fallback)
            findings += found
            shown |= values[part.path].shown
            out += raw
            if part.span.end <= document.body:
                grown += len(raw) - (part.span.end - part.span.start)
            continue
        pieces, unwritable = _pieces(document, part, texts, fallback, refused)
        findings += unwritable
        for piece, is_english in pieces:
            start = len(out)
            out += piece
            english += [Span(start, len(out))] if is_english else []
        if not all(is_english for _, is_english in pieces):
            places.append(Placed(part, Span(begin, len(out))))
            shown.update(u.key for u in part.units if u.key in texts)
    out += data[at:]
    localized = Localized(bytes(out), tuple(english), values, frozenset(shown))
    return _Spliced(localized, document.body + grown, tuple(places), tuple(findings))


def _start(part: Block | Value | Span) -> int:
    return part.start if isinstance(part, Span) else part.span.start


def _write_value(
    data: bytes, value: Value, texts: Texts, fallback: str
) -> tuple[bytes, Localized, list[Finding]]:
    """A value of data: an equal one keeps its bytes, another goes back in its own style."""
    raw = data[value.span.start : value.span.end]
    inner, found = reassemble(value.inner, texts, fallback)
    if inner.data != value.inner.data:
        raw = write_scalar(raw.decode(), value.style, value.indent, inner.data.decode()).encode()
    return raw, inner, [replace(f, line=_line(data, value, f)) for f in found]


def _line(data: bytes, value: Value, finding: Finding) -> int:
    """The line in the document of a finding inside a value."""
    units = (unit for _, unit in value.inner.units() if unit.key == finding.key)
    starts = (u.span.start for u in units)
    inner = value.inner.data
    at = next((s for s in starts if inner.count(b"\n", 0, s) + 1 == finding.line), 0)
    return line_in_value(data, value, at)


def _pieces(
    document: Document, block: Block, texts: Texts, fallback: str, refused: frozenset[Span]
) -> tuple[list[tuple[bytes, bool]], list[Finding]]:
    """The block's bytes in order, each with whether it stands in the source language."""
    data = document.data
    whole = [(data[block.span.start : block.span.end], True)]
    has = [u.key in texts and block.span not in refused for u in block.units]
    if not any(has) or (fallback == "block" and not all(has)):
        return whole, []
    writer = BlockWriter(document, block)
    written = [
        texts[u.key] and writer.write(u, texts[u.key]) if h else None
        for u, h in zip(block.units, has, strict=True)
    ]
    findings = [
        _finding(document, unit, texts, _UNWRITABLE)
        for unit, wanted, text in zip(block.units, has, written, strict=True)
        if wanted and text is None
    ]
    if findings and (fallback == "block" or not any(written)):
        return whole, findings
    pieces: list[tuple[bytes, bool]] = []
    at = block.span.start
    for unit, text in zip(block.units, written, strict=True):
        gap = data[at : unit.span.start]
        at = unit.span.end
        if text:
            pieces.append((gap + text.encode(), False))
        elif text is None:
            pieces += (gap, False), (data[unit.span.start : unit.span.end], True)
    return [*pieces, (data[at : block.span.end], False)], findings


def _structure_finding(document: Document, block: Block, texts: Texts, alone: Isolation) -> Finding:
    """Names the first unit of a block that has other constructs than its source, if one does."""
    units = [u for u in block.units if u.key in texts] or list(block.units)
    writer = BlockWriter(document, block)
    for unit in units:
        text = writer.write(unit, texts.get(unit.key, unit.key.text)) or ""
        if alone.differs(block.form, unit.key.text.encode(), text.encode()):
            return _finding(document, unit, texts, _BROKEN)
    return _finding(document, units[0], texts, _BROKEN)


_BROKEN = "the translation would change the structure of the page: the English text stays"
_UNWRITABLE = "the translation is blank or cannot be written here: the English text stays"


def _finding(document: Document, unit: Unit, texts: Texts, message: str) -> Finding:
    line = document.data.count(b"\n", 0, unit.span.start) + 1
    return Finding(
        "structure", Level.ERROR, message, document.id, key=unit.key,
        target=texts.get(unit.key, ""), line=line,
    )  # fmt: skip
