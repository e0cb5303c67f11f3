"""Which blocks of a localized document have changed its structure (DESIGN 4, law c).

The document is parsed once as a whole. Where its structure departs from the source's, each block
nearby is parsed by itself, beside its source and with the definitions that both refer to: what
differs there is its own fault. So any number of bad strings costs a few passes over the document,
and only their own blocks.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.formats.shape import Token, shape
from pipeline.model import Block, Document, Form, Span

_PREFIX = re.compile(rb"(\r\n|\n|\r)[ \t>]*")
_DEFINITION = re.compile(r"^[ \t>*+\-\d.)]*\[([^\]\n]+)\]:", re.MULTILINE)
_LABEL = re.compile(r"\[([^\[\]]+)\]")
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
    kept = _Kept(document)
    old = shape(kept.data, document.body, document.syntax)
    new = shape(result, body, document.syntax)
    if [token for token, _ in old] == [token for token, _ in new]:
        return None
    before = _regions(old, [kept.place(p.block.span.start) for p in places])
    after = _regions(new, [p.result.start for p in places])
    for number, place in enumerate(places, start=1):
        if all(u.key.adapted for u in place.block.units):  # a locale's own text has its own links
            before[number], after[number] = _blocks(before[number]), _blocks(after[number])
    if before == after:
        return None
    near = [places[i] for i in sorted(_near(before, after)) if i < len(places)]
    alone = Isolation(document)
    at_fault = frozenset(p.block.span for p in near if alone.differs_in(p, result))
    return Departure(at_fault, tuple(p.block.span for p in near))


class _Kept:
    """The source without what this version of the document leaves out."""

    def __init__(self, document: Document) -> None:
        ends = (0, *(s.end for s in document.omitted))
        starts = (*(s.start for s in document.omitted), len(document.data))
        self.omitted = document.omitted
        kept = (document.data[a:b] for a, b in zip(ends, starts, strict=True))
        self.data = b"".join(kept) if document.omitted else document.data

    def place(self, at: int) -> int:
        """Where a byte of the source stands in it."""
        return at - sum(s.end - s.start for s in self.omitted if s.end <= at)


def _blocks(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without what stands within runs of prose."""
    return [("run", ()) if token[0] == "run" else token for token in tokens]


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


def _near(before: Sequence[list[Token]], after: Sequence[list[Token]]) -> set[int]:
    """Which places may have changed a region: the one before it and the one behind it.

    And further ones as long as nothing else begins: texts of one image, the lines around it.
    """
    found: set[int] = set()
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        found |= {max(i - 1, 0), i}
        while i + 1 < len(before) and not before[i + 1]:
            i += 1  # noqa: PLW2901 - the run goes on
            found.add(i)
    return found


class Isolation:
    """Parses blocks of a document outside of it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.labels = {_folded(m[1]) for m in _DEFINITION.finditer(document.data.decode())}

    def differs_in(self, place: Placed, result: bytes) -> bool:
        """Whether a block of the result has another structure than its source."""
        source = self.document.data[place.block.span.start : place.block.span.end]
        text = result[place.result.start : place.result.end]
        return self.differs(place.block.form, source, text)

    def differs(self, form: Form, source: bytes, text: bytes) -> bool:
        """Whether a text written into a block has another structure than its source."""
        used = _LABEL.findall((source + b" " + text).decode())
        known = dict.fromkeys(label for label in used if _folded(label) in self.labels)
        tail = "".join(f"\n\n[{label}]: x" for label in known).encode()
        return self.parse(form, source, tail) != self.parse(form, text, tail)

    def parse(self, form: Form, raw: bytes, tail: bytes) -> list[Token]:
        """The structure of a text between what surrounds its kind of block."""
        before, after = _FRAMES.get(form, _LINE)
        framed = before + _PREFIX.sub(rb"\1", raw) + after + tail
        return [token for token, _ in shape(framed, 0, self.document.syntax)]


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


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
