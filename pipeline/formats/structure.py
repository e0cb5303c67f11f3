"""Which blocks of a localized document have changed its structure (DESIGN 4, law c).

The document is parsed once as a whole. Where its structure departs from the source's, each block
nearby is parsed by itself, beside its source: what differs there is its own fault. What differs
only within its lines (a link to a definition further on) is found where it stands. So any number
of bad strings costs a few passes over the document, and only their own blocks.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.formats.shape import Token, shape
from pipeline.model import Block, Document, Form, Span, Syntax

_PREFIX = re.compile(rb"(\r\n|\n|\r)[ \t>]*")
_FRAMES: Mapping[Form, tuple[bytes, bytes]] = MappingProxyType(
    {
        Form.PARAGRAPH: (b"", b""),
        Form.HTML: (b"<div>", b"</div>"),
        Form.ATTRIBUTE: (b'<div title="', b'">'),
    }
)
_LINE = (b"# ", b"")
"""Around a block's text when it is parsed alone: nothing begins a block in the middle of a line."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block that holds a translation, and where it has come to stand."""

    block: Block
    result: Span


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a result has another structure than its source."""

    at_fault: frozenset[Span]
    """Source spans of the blocks that did it, as far as they can be told apart."""
    suspects: tuple[Span, ...]
    """When they cannot: those that may have, in order."""


def departure(
    document: Document, result: bytes, body: int, places: Sequence[Placed]
) -> Departure | None:
    """How the structure of `result`, whose body begins at `body`, departs; None when it does not.

    `places` are the blocks that hold a translation, in order.
    """
    old = shape(document.data, document.body, document.syntax)
    new = shape(result, body, document.syntax)
    if [token for token, _ in old] == [token for token, _ in new]:
        return None
    before = _regions(old, [p.block.span.start for p in places])
    after = _regions(new, [p.result.start for p in places])
    differ = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    touched = {i + d for i in differ for d in (-1, 0)}
    near = [p for i, p in enumerate(places) if i in touched]
    alone = {p.block.span for p in near if _is_at_fault(document, result, p)}
    within = {
        places[i - 1].block.span for i in differ if i and _blocks(before[i]) == _blocks(after[i])
    }
    return Departure(frozenset(alone or within), tuple(p.block.span for p in near))


def _regions(tokens: Sequence[tuple[Token, int]], starts: Sequence[int]) -> list[list[Token]]:
    """Tokens before the first start, from the first to the second, and so on.

    The end of an element is reported at its beginning; it belongs to what was read last.
    """
    regions: list[list[Token]] = [[]]
    at = 0
    for token, begin in tokens:
        at = max(at, begin)
        while len(regions) <= len(starts) and starts[len(regions) - 1] <= at:
            regions.append([])
        regions[-1].append(token)
    return regions + [[] for _ in range(len(starts) + 1 - len(regions))]


def _blocks(tokens: Sequence[Token]) -> list[Token]:
    """The block structure alone: what stands within the lines left out."""
    return [(name, None if name == "run" else value) for name, value in tokens]


def _is_at_fault(document: Document, result: bytes, place: Placed) -> bool:
    span, form = place.block.span, place.block.form
    text = result[place.result.start : place.result.end]
    return differs_alone(document.syntax, form, document.data[span.start : span.end], text)


def differs_alone(syntax: Syntax, form: Form, source: bytes, text: bytes) -> bool:
    """Whether a text, taken out of its document, has another structure than its source."""
    return _alone(syntax, form, source) != _alone(syntax, form, text)


def _alone(syntax: Syntax, form: Form, raw: bytes) -> list[Token]:
    before, after = _FRAMES.get(form, _LINE)
    framed = before + _PREFIX.sub(rb"\1", raw) + after
    return [token for token, _ in shape(framed, 0, syntax)]


def fewest(
    breaks: Callable[[frozenset[Span]], bool], refused: frozenset[Span], suspects: Sequence[Span]
) -> frozenset[Span]:
    """Those of `suspects` that have to be taken back beside `refused`, found by halving.

    `breaks` tells whether the structure departs when so many are taken back.
    """
    taken = set(suspects)

    def admit(spans: Sequence[Span]) -> None:
        if len(spans) < len(suspects) and not breaks(refused | taken.difference(spans)):
            taken.difference_update(spans)
        elif len(spans) > 1:
            middle = len(spans) // 2
            admit(spans[:middle])
            admit(spans[middle:])

    admit(suspects)
    return frozenset(taken)
