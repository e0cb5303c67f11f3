"""How the protected pieces of a unit travel through an engine and come back.

Seen from here a text is a row of protected pieces with gaps of prose between them. Each piece
has a name (`o1`, `c1` for the ends of a span, `a2` for an atom); each kind of markup writes a
name in its own way. What an engine does to the spaces around the names is repaired from the
source: an echo comes back byte for byte.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.formats.inline import Atom, Close, Open, Piece, Text
from pipeline.model import Markup
from pipeline.pretranslate.spaces import Gap, Side, mended


@dataclass(frozen=True, slots=True)
class Cut:
    """Gaps of prose and the names between them: always one gap more than names."""

    gaps: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to write names for an engine and to read them."""

    write: Callable[[Cut], str]
    read: Callable[[str], list[str]]
    """Prose and names in turn, as `re.split` gives them."""
    exact: bool
    """The spaces that come back beside a name are the engine's own, not ours."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One unit on its way to an engine."""

    text: str
    """What the engine is sent; empty when nothing but white space and pieces is there."""
    source: Cut
    raw: dict[str, str]
    """Name to what it stands for."""
    scheme: Scheme
    lead: str
    """Outer white space, which engines strip, and which is put back."""
    trail: str
    mark: str = ""


_SPACES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
_WORD_TOKEN = re.compile(r"_{1,2}\s?([OoCcAa])\s?(\d+)\s?_{1,2}")
_ESCAPED = re.compile(r"([\\^$\[\]{}/@<>])")
_BLANK = re.compile(r"(?<!\\)((?:\\\\)*)\[(?:<([oca]\d+)>|[^\]]*)\]")
_UNESCAPED = re.compile(r"\\(.)", re.DOTALL)
_RUNS = re.compile(r" {2,}")


def encode(pieces: Sequence[Piece], scheme: Scheme, *, mark: bool = False) -> Encoded:
    """Write pieces for an engine in one of its `SCHEMES`. Raises nothing."""
    names, raw = _named(pieces)
    gaps, row = [""], iter(names)
    kept: list[str] = []
    for piece in pieces:
        if isinstance(piece, Text):
            gaps[-1] += piece.raw
        else:
            kept.append(next(row))
            gaps.append("")
    lead = gaps[0][: len(gaps[0]) - len(gaps[0].lstrip())]
    gaps[0] = gaps[0].lstrip()
    trail = gaps[-1][len(gaps[-1].rstrip()) :]
    gaps[-1] = gaps[-1].rstrip()
    cut = Cut(tuple(gaps), tuple(kept))
    return Encoded(scheme.write(cut), cut, raw, scheme, lead, trail)


def decode(answer: str, sent: Encoded) -> Cut:
    """Find the names in an answer, tolerantly, and mend the spaces beside them.

    Nothing is judged here: names may be missing, doubled or out of order, and what looks like a
    name but is not one of ours stays prose. Raises nothing.
    """
    gaps, names = [""], []
    for at, part in enumerate(sent.scheme.read(answer)):
        if at % 2 and part in sent.raw:
            names.append(part)
            gaps.append("")
        else:
            gaps[-1] += _shown(part) if at % 2 and part else part
    if not any("  " in gap for gap in sent.source.gaps):
        gaps = [_RUNS.sub(" ", gap) for gap in gaps]
    return Cut(tuple(_mended(gaps, names, sent, exact=sent.scheme.exact)), tuple(names))


def restore(cut: Cut, sent: Encoded) -> str:
    """Put the pieces back for their names, and the outer white space. Raises nothing."""
    parts = [sent.lead, cut.gaps[0]]
    for name, gap in zip(cut.names, cut.gaps[1:], strict=True):
        parts += (sent.raw[name], gap)
    return "".join((*parts, sent.trail))


def leftovers(text: str) -> list[str]:
    """List what looks like a name of ours in a finished text."""
    return [match[0] for match in _WORD_TOKEN.finditer(text)]


def _named(pieces: Sequence[Piece]) -> tuple[list[str], dict[str, str]]:
    """Give each protected piece a name that no prose of the unit holds."""
    prose = "".join(p.raw for p in pieces if isinstance(p, Text))
    number = max((int(m[2]) for m in _WORD_TOKEN.finditer(prose)), default=0)
    names: list[str] = []
    raw: dict[str, str] = {}
    open_spans: list[int] = []
    for piece in pieces:
        if isinstance(piece, Text):
            continue
        if isinstance(piece, Close):
            names.append(f"c{open_spans.pop()}")
        else:
            number += 1
            names.append(f"{'o' if isinstance(piece, Open) else 'a'}{number}")
            if not isinstance(piece, Atom):
                open_spans.append(number)
        raw[names[-1]] = piece.raw
    return names, raw


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
    source: dict[tuple[str, str], Side] = {}
    for at in range(len(sent.source.gaps)):
        source.update(_gap(sent.source, at).sides())
    answer = Cut(tuple(gaps), tuple(names))
    return mended([_gap(answer, at) for at in range(len(gaps))], source, exact=exact)


def _write_blanks(cut: Cut) -> str:
    """Escape prose for Apertium's stream and write names as superblanks."""
    parts = [_ESCAPED.sub(r"\\\1", cut.gaps[0])]
    for name, gap in zip(cut.names, cut.gaps[1:], strict=True):
        parts += (f"[<{name}>]", _ESCAPED.sub(r"\\\1", gap))
    return "".join(parts)


def _read_blanks(answer: str) -> list[str]:
    """Find superblanks; others than ours are Apertium's own and carry nothing."""
    out: list[str] = []
    at = 0
    for match in _BLANK.finditer(answer):
        prose = answer[at : match.start()] + match[1]
        out += (_UNESCAPED.sub(r"\1", prose), match[2] or "")
        at = match.end()
    return [*out, _UNESCAPED.sub(r"\1", answer[at:])]


def _write_words(cut: Cut) -> str:
    """Write names as words of their own."""
    text = cut.gaps[0]
    for name, gap in zip(cut.names, cut.gaps[1:], strict=True):
        space = "" if not text or text[-1].isspace() else " "
        follow = "" if not gap or gap[0].isspace() else " "
        text += f"{space}{_shown(name)}{follow}{gap}"
    return text


def _shown(name: str) -> str:
    """Write one name as a word."""
    return f"__{name.upper()}__"


def _read_words(answer: str) -> list[str]:
    """Find words that were names, also where case or inner spaces have changed."""
    out: list[str] = []
    at = 0
    for match in _WORD_TOKEN.finditer(answer):
        out += (answer[at : match.start()], f"{match[1].lower()}{match[2]}")
        at = match.end()
    return [*out, answer[at:]]


def _write_escaped_words(cut: Cut) -> str:
    """Write names as words in Apertium's stream."""
    return _ESCAPED.sub(r"\\\1", _write_words(cut))


def _read_escaped_words(answer: str) -> list[str]:
    """Find words that were names in Apertium's stream."""
    return _read_words(_UNESCAPED.sub(r"\1", _BLANK.sub(r"\1", answer)))


SCHEMES: dict[Markup, tuple[Scheme, ...]] = {
    Markup.SUPERBLANK: (
        Scheme(_write_blanks, _read_blanks, exact=True),
        # where Apertium moves the only word out of a span, a word of ours mostly goes with it
        Scheme(_write_escaped_words, _read_escaped_words, exact=False),
    ),
    Markup.TOKEN: (Scheme(_write_words, _read_words, exact=False),),
}
"""How names are written for each kind of engine: a later way is tried when an earlier one fails."""
