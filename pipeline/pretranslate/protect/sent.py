"""One unit on its way to an engine, and the answer on its way back."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pipeline.formats.inline import Atom, Close, Open, Piece, Text
from pipeline.pretranslate.protect.cut import Cut, Name, Scheme
from pipeline.pretranslate.protect.words import highest
from pipeline.pretranslate.spaces import CLOSING, Gap, Side, mended

_SPACES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
_RUNS = re.compile(r" {2,}")
_KEPT = re.compile(
    "([\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]+"
    r"|(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:/]))"
)
"""What XML does not allow or UTF-8 cannot write; and the names of emoji (`:tada:`), which engines
translate."""
_DIGITS = 4
"""Of a mark: two texts of one request have the same in one of 65,536 cases."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One unit on its way to an engine."""

    text: str
    """What the engine is sent; empty when nothing but white space and pieces is there."""
    source: Cut
    raw: dict[str, str]
    """Name to what it stands for."""
    loose: frozenset[str]
    """Names of what the parser does not tell from prose, or may find written differently."""
    scheme: Scheme
    lead: str
    """Outer white space, which engines strip, and which is put back."""
    trail: str
    mark: str = ""
    """What the text is marked with; two texts with one mark are not to share a request."""


@dataclass(frozen=True, slots=True)
class Answer(Cut):
    """An answer with its names found, its spaces mended, and its mark taken out."""

    stray: bool = False
    """It holds the mark of another text."""
    unmarked: bool = False
    """It does not hold the mark of its own text, which was sent with one."""


def encode(pieces: Sequence[Piece], scheme: Scheme, *, mark: bool = False) -> Encoded:
    """Write pieces for an engine in one of its `SCHEMES`. Raises nothing.

    Beside the pieces of the text there may be atoms of the caller's, names that stay as they
    are: they have no `kind`, because parsing the translation again does not find them.
    With `mark` the text begins with a digest of itself: an answer without it, or with another
    one, may belong to another text. All marks of a scheme have the same length.
    """
    pieces = list(parted(pieces))
    names, raw, loose = _named(pieces)
    gaps, row = [""], iter(names)
    for piece in pieces:
        if isinstance(piece, Text):
            gaps[-1] += piece.raw
        else:
            gaps.append("")
    lead = gaps[0][: len(gaps[0]) - len(gaps[0].lstrip())]
    gaps[0] = gaps[0].lstrip()
    trail = gaps[-1][len(gaps[-1].rstrip()) :]
    gaps[-1] = gaps[-1].rstrip()
    cut = Cut(tuple(gaps), tuple(row))
    text = scheme.write(cut)
    if not mark:
        return Encoded(text, cut, raw, loose, scheme, lead, trail)
    digest = sha256(text.encode()).hexdigest()[:_DIGITS]
    marked = scheme.write(Cut(("", *cut.gaps), (f"m{digest}", *cut.names)))
    return Encoded(marked, cut, raw, loose, scheme, lead, trail, digest)


def parted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Take for atoms what in prose is not to be sent. Raises nothing."""
    for piece in pieces:
        if isinstance(piece, Text) and _KEPT.search(piece.raw):
            for at, part in enumerate(_KEPT.split(piece.raw)):
                yield Atom(part, "") if at % 2 else Text(part)
        else:
            yield piece


def decode(answer: str, sent: Encoded) -> Answer:
    """Find the names in an answer, tolerantly, and mend the spaces beside them.

    Nothing is judged here: names may be missing, doubled or out of order, and what looks like a
    name but is not one of ours stays prose. Raises nothing.
    """
    parts, stray, unmarked = _unmarked(list(sent.scheme.read(answer)), sent)
    gaps, names = [""], list[str]()
    for part in parts:
        if isinstance(part, str):
            gaps[-1] += part
        elif part.name in sent.raw:
            names.append(part.name)
            gaps.append("")
        else:
            gaps[-1] += part.raw
    if not any("  " in gap for gap in sent.source.gaps):
        gaps = [_RUNS.sub(" ", gap) for gap in gaps]
    gaps = _mended(gaps, names, sent, exact=sent.scheme.exact)
    return Answer(tuple(gaps), tuple(names), stray, unmarked)


def restore(cut: Cut, sent: Encoded) -> str:
    """Put the pieces back for their names, and the outer white space. Raises nothing."""
    parts = [sent.lead, cut.gaps[0]]
    for name, gap in zip(cut.names, cut.gaps[1:], strict=True):
        parts += (sent.raw[name], gap)
    return "".join((*parts, sent.trail))


def _named(pieces: Sequence[Piece]) -> tuple[list[str], dict[str, str], frozenset[str]]:
    """Give each protected piece a name that no prose of the unit holds; which ones are loose."""
    number = highest("".join(p.raw for p in pieces if isinstance(p, Text)))
    names: list[str] = []
    raw: dict[str, str] = {}
    loose: set[str] = set()
    open_spans: list[int] = []
    for piece in pieces:
        if isinstance(piece, Text):
            continue
        if isinstance(piece, Close):
            names.append(f"c{open_spans.pop()}")
        else:
            number += 1
            names.append(f"{'o' if isinstance(piece, Open) else 'a'}{number}")
            if isinstance(piece, Open):
                open_spans.append(number)
        raw[names[-1]] = piece.raw
        if not piece.kind:
            loose.add(names[-1])
    return names, raw, frozenset(loose)


def _unmarked(parts: list[str | Name], sent: Encoded) -> tuple[list[str | Name], bool, bool]:
    """Take the mark out of an answer; tell whether another's is there, and its own is not."""
    if not sent.mark:
        return parts, False, False
    own, found = f"m{sent.mark}", _marks(parts)
    # prose may hold what looks like a mark; then it has to come back as often as it was sent
    sure = found == {own: 1}
    wanted = found if sure else _marks(sent.scheme.read(sent.text))
    surplus = found[own] - wanted[own] + 1
    out: list[str | Name] = []
    seam = False
    for part in parts:
        if isinstance(part, Name) and part.name == own and surplus > 0:
            surplus -= 1
            seam = True
        elif seam and isinstance(part, str):
            before = out.pop() if out and isinstance(out[-1], str) else ""
            out.append(_joined(str(before), part))
            seam = not part
        else:
            out.append(part)
    stray = any(found[name] > wanted[name] for name in found if name != own)
    return out, stray, found[own] < wanted[own]


def _marks(parts: Iterable[str | Name]) -> Counter[str]:
    """Count the marks among the parts of a text."""
    return Counter(p.name for p in parts if isinstance(p, Name) and p.name[:1] == "m")


def _joined(before: str, after: str) -> str:
    """Join the prose around a mark, with the white space of one side."""
    if not before[-1:].isspace():
        return before + after
    if after[:1] in CLOSING:
        return before.rstrip() + after
    return before + after.lstrip()


def _edges(text: str) -> tuple[str, str, str]:
    """Split off the white space on both sides."""
    match = _SPACES.match(text)
    return (match[1], match[2], match[3]) if match else ("", text, "")


def _gap(cut: Cut, at: int) -> Gap:
    """See one gap with the names beside it."""
    left, core, right = _edges(cut.gaps[at])
    before = cut.names[at - 1] if at else ""
    after = cut.names[at] if at < len(cut.names) else ""
    return Gap(before, left, core, right, after)


def _mended(gaps: Sequence[str], names: Sequence[str], sent: Encoded, *, exact: bool) -> list[str]:
    """Mend the spaces of every gap by what the source has beside the same names."""
    if not names:  # most units: nothing but prose, and its outer white space is put back later
        return [gap.strip() for gap in gaps]
    source: dict[tuple[str, str], Side] = {}
    for at in range(len(sent.source.gaps)):
        source.update(_gap(sent.source, at).sides())
    answer = Cut(tuple(gaps), tuple(names))
    return mended([_gap(answer, at) for at in range(len(gaps))], source, exact=exact)
