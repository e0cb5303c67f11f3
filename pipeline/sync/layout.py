"""A text taken apart for comparison: its words, what stands between them, and its markup.

Two texts with equal words and gaps that differ only in typography say the same. Markup is placed
by the number of words before it, so that it can be compared across texts.
"""

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.formats.inline import Atom, Close, Open, Text, pieces
from pipeline.meaning.plain import one_line

CODE = "code"
WORD = re.compile(r"[^\W_]+")
SIGNS = {
    **dict.fromkeys("“”„‟«»‹›", '"'),
    **dict.fromkeys("‘’‚‛ʼ", "'"),
    "…": "...",
}
"""Ways to set the same sign."""
_SPACES = dict.fromkeys("\u00a0\u202f\u2009\t\n\r", " ")
_INVISIBLE = dict.fromkeys("\u00ad\u200b\u2060")
_SPELLING = str.maketrans(SIGNS | _SPACES | _INVISIBLE)
_DASH = re.compile(r" (?:[–—]|---?|-) |(?<! )(?:[–—]|---?)(?! )")
"""A dash between words; one that is tied to what follows may be a minus."""
_ATOM = "\x01"
"""What stands in a gap for an atom."""
_TITLE = re.compile(r"\]\(\s*(?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(.*)\)", re.DOTALL)
_ALT = re.compile(r"!\[(.*)\]", re.DOTALL)
_PROSE = re.compile(
    r"\b(?:alt|aria-label|title|caption|label|placeholder|summary)\s*=\s*(?!\"\"|'')",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One construct: a span around words, or an atom between them."""

    kind: str
    value: str
    start: int
    """Words before it."""
    end: int
    """Words before its end; `start` for an atom."""
    first: int
    """Index of its (opening) piece."""
    last: int
    """Index of its closing piece; `first` for an atom."""
    prose: str = ""
    """What a reader sees of the construct itself: an alt text, a title."""

    @property
    def atom(self) -> bool:
        """Whether it surrounds nothing."""
        return self.first == self.last

    @property
    def what(self) -> tuple[str, str, str, bool]:
        """What it is, wherever it stands."""
        return self.kind, self.value, self.prose, self.atom


@dataclass(frozen=True, slots=True)
class Layout:
    """The words of a text, the gaps around them (one more than words), and its markup."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    marks: tuple[Mark, ...]
    raws: tuple[str, ...]
    """The pieces as they stand; joined they are the text."""

    def inner(self, mark: Mark) -> str:
        """What stands inside a span."""
        return "".join(self.raws[mark.first + 1 : mark.last])

    def crowded(self, place: int) -> bool:
        """Whether several atoms stand between the same two words."""
        return sum(m.atom and m.start == place for m in self.marks) > 1

    @property
    def even(self) -> tuple[str, ...]:
        """The gaps with one spelling for every way to set the same sign."""
        first, *rest = map(_even, self.gaps, ("", *self.words), (*self.words, ""))
        return tuple([first.lstrip(), *rest[:-1], rest[-1].rstrip()] if rest else [first.strip()])


@lru_cache(maxsize=4096)
def layout(text: str) -> Layout:
    """Take a text apart; raises nothing.

    >>> found = layout("Take **two** tablets.")
    >>> found.words, found.gaps, [(m.kind, m.start, m.end) for m in found.marks]
    (('Take', 'two', 'tablets'), ('', ' ', ' ', '.'), [('strong', 1, 2)])
    """
    found = pieces(one_line(text))
    shown: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[int, Open, int]] = []
    count = 0
    for i, piece in enumerate(found):
        if isinstance(piece, Open):
            opened.append((i, piece, count))
        elif isinstance(piece, Close):
            first, start, before = opened.pop()
            prose = _prose(start.kind, start.raw, piece.raw)
            marks.append(Mark(start.kind, start.value, before, count, first, i, prose))
        elif isinstance(piece, Atom) and piece.kind:
            shown.append(_ATOM)
            prose = _prose(piece.kind, piece.raw, piece.raw)
            marks.append(Mark(*_named(piece), count, count, i, i, prose))
        else:
            said_here = piece.raw if isinstance(piece, Text) else said(piece.raw)
            shown.append(said_here)  # a word that markup divides is as many words as it has parts
            count += len(WORD.findall(said_here))
    words, gaps = _cut(shown)
    return Layout(words, gaps, tuple(marks), tuple(p.raw for p in found))


def said(raw: str) -> str:
    """What an escape or an entity says: pieces without a kind."""
    return raw[1:] if raw[0] == "\\" else html.unescape(raw)


def _named(piece: Atom) -> tuple[str, str]:
    """What is read as it stands, `<kbd>Esc</kbd>` or a label `[text][]`, is as good as code."""
    fixed = piece.kind == "link" or (piece.kind == "html" and piece.raw.count("<") > 1)
    return (CODE, piece.raw) if fixed else (piece.kind, piece.value)


def _prose(kind: str, start: str, end: str) -> str:
    """Alt texts and titles: they are words too, which are no part of the sentence.

    A tag or shortcode with any is taken whole, however its values are written.
    """
    if kind in ("html", "placeholder"):
        return start if _PROSE.search(start) else ""
    alt, title = _ALT.match(start), _TITLE.search(end)
    return "\0".join(filter(None, (alt and alt[1], title and title[1].strip())))


def _cut(shown: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words and gaps, counted piece by piece as marks are."""
    words: list[str] = []
    gaps: list[str] = [""]
    for text in shown:
        at = 0
        for match in WORD.finditer(text):
            gaps[-1] += text[at : match.start()]
            words.append(match[0])
            gaps.append("")
            at = match.end()
        gaps[-1] += text[at:]
    return tuple(words), tuple(gaps)


def _even(gap: str, left: str, right: str) -> str:
    """A gap in one spelling of quotation marks, dashes, dots and spaces; atoms take no room."""
    gap = re.sub(" +", " ", gap.translate(_SPELLING))
    if gap in ("-", "–") and left[-1:].isdigit() and right[:1].isdigit():
        return "-"
    return re.sub(" +", " ", _DASH.sub(" — ", gap).replace(_ATOM, ""))
