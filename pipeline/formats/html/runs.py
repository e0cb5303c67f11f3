"""From the inline tokens between two block boundaries to translation units.

A run is one unit with its inline elements in it, as a sentence is. What says nothing to a
translator is left out at either end: white space, comments, line breaks, icons, tags whose other
half stands in another run. A row of links, buttons or fields that no text joins gives a unit for
each. Where a run has no words of its own, the attributes in it are units.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.formats.html.attributes import Prose
from pipeline.formats.html.elements import CONTROLS, ROLES, UNWRAPPED, VOID
from pipeline.formats.html.tokens import Kind, Token

_TEXTS = (Kind.TEXT, Kind.RAW)


@dataclass(frozen=True, slots=True)
class Item:
    """One inline token, and what it is worth."""

    token: Token
    prose: bool = False
    """Text with words that are to be translated."""
    substance: bool = False
    """Something that a reader sees, and that a sentence may need where it stands."""
    joins: bool = False
    """What makes one sentence of its neighbours: letters, numbers, values; not `|` or `·`."""
    attributes: tuple[Prose, ...] = ()
    edges: tuple[bool, bool] = (False, False)
    """Whether a line ends before the first and behind the last word of a text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One unit to be, by position."""

    role: str
    start: int
    end: int
    attribute: bool = False
    visible: tuple[tuple[int, int], ...] = ()
    closed: tuple[tuple[int, int], ...] = ()
    """Outermost inline constructs: no sentence ends inside one."""


def cut_run(items: Sequence[Item], role: str) -> Iterator[Piece]:
    """The units of one run: its text, or what is to be read in its attributes."""
    if len(items) == 1 and items[0].prose:  # text alone, as most of it stands
        place = items[0].token.start, items[0].token.end
        yield Piece(role, *place, visible=(place,))
    elif any(item.prose or item.attributes for item in items):
        yield from _Run(items).pieces(role)


class _Run:
    """One run with its pairs of tags, and how many words and substance stand before each item."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.partner = _pairs(items)
        self.prose = _counts(i.prose for i in items)
        self.joins = _counts(i.joins for i in items)
        self.said = _counts(bool(i.attributes) for i in items)
        self.substance = _counts(i.substance or bool(i.attributes) for i in items)

    def has_prose(self, lo: int, hi: int) -> bool:
        return self.prose[hi] > self.prose[lo]

    def speaks(self, lo: int, hi: int) -> bool:
        """Whether there are words for translators, in text or attributes."""
        return self.prose[hi] > self.prose[lo] or self.said[hi] > self.said[lo]

    def is_empty(self, lo: int, hi: int) -> bool:
        return self.substance[hi] == self.substance[lo]

    def pieces(self, role: str) -> Iterator[Piece]:
        """Work through ranges of items; one that is to be divided gives its parts back."""
        todo = [(0, len(self.items), role)]
        while todo:
            lo, hi, role = todo.pop()
            first, last = self.trimmed(lo, hi)
            if not self.has_prose(first, last):
                yield from self.attributes(lo, hi)
                continue
            yield from self.attributes(lo, first)
            yield from self.attributes(last, hi)
            parts = list(self.parts(first, last, role))
            if parts:
                todo += parts
            else:
                yield self.unit(first, last, role)

    def attributes(self, lo: int, hi: int) -> Iterator[Piece]:
        for item in self.items[lo:hi]:
            for found in item.attributes:
                yield Piece(found.role, found.start, found.end, attribute=True)

    # ---- what stands at the ends

    def trimmed(self, lo: int, hi: int) -> tuple[int, int]:
        """The range without what says nothing at either end, and without lines of pictures."""
        lo, hi = self.without_idle(lo, hi)
        if not self.has_prose(lo, hi):
            return lo, hi
        return self.without_idle(*self.without_pictures(lo, hi))

    def without_idle(self, lo: int, hi: int) -> tuple[int, int]:
        """The range without what says nothing at either end."""
        while lo < hi and (end := self.idle(lo, lo, hi)):
            lo = end[1]
        while lo < hi and (end := self.idle(hi - 1, lo, hi)):
            hi = end[0]
        return lo, hi

    def without_pictures(self, lo: int, hi: int) -> tuple[int, int]:
        """The range without a first or last line that shows pictures and no words."""
        for a, b in self.tops(lo, hi):
            if self.items[a].edges[0] or self.joins[b] > self.joins[a]:
                lo = a if self.items[a].edges[0] else lo
                break
        for a, b in reversed(list(self.tops(lo, hi))):
            if self.items[a].edges[1] or self.joins[b] > self.joins[a]:
                hi = b if self.items[a].edges[1] else hi
                break
        return lo, hi

    def idle(self, at: int, lo: int, hi: int) -> tuple[int, int] | None:
        """The range of an item, or of the element that begins or ends there, if it says nothing."""
        token, other = self.items[at].token, self.partner[at]
        if lo <= other < hi:
            first, last = min(at, other), max(at, other) + 1
        else:
            first, last = at, at + 1
            half = token.kind is Kind.CLOSE or (token.kind is Kind.OPEN and token.name not in VOID)
            # an icon, or a field beside its label: what they say is a unit of its own
            if half or token.kind is Kind.FOREIGN or token.name == "input":
                return first, last
        return (first, last) if self.is_empty(first, last) else None

    # ---- what stands side by side

    def parts(self, lo: int, hi: int, role: str) -> Iterator[tuple[int, int, str]]:
        """The ranges that are units of their own, last first; none when the range is one unit."""
        tops = list(self.tops(lo, hi))
        breaks = [a for a, b in tops if b == a + 1 and self.is_double_break(a, hi)]
        if breaks:
            edges = [lo, *breaks, hi]
            for a, b in reversed(list(pairwise(edges))):
                yield a, b, role
            return
        speaking = [(a, b) for a, b in tops if self.speaks(a, b)]
        names = {self.items[a].token.name for a, b in speaking}
        lone = speaking == [(lo, hi)] and hi > lo + 1 and names <= UNWRAPPED
        row = len(speaking) > 1 and names <= CONTROLS and not self.is_joined(tops)
        if not lone and not row:
            return
        for a, b in reversed(tops):
            name = self.items[a].token.name
            if b > a + 1 and name in UNWRAPPED:
                yield b - 1, b, role
                yield a + 1, b - 1, ROLES.get(name, role)
                yield a, a + 1, role
            else:
                yield a, b, role

    def tops(self, lo: int, hi: int) -> Iterator[tuple[int, int]]:
        """The outermost elements and other items of a range."""
        at = lo
        while at < hi:
            other = self.partner[at]
            end = other + 1 if at < other < hi else at + 1
            yield at, end
            at = end

    def is_joined(self, tops: Sequence[tuple[int, int]]) -> bool:
        """Whether something between those that speak makes one sentence of them."""
        return any(self.joins[b] > self.joins[a] and not self.speaks(a, b) for a, b in tops)

    def is_double_break(self, at: int, hi: int) -> bool:
        """Whether an item is a `<br>` that another one follows: two of them end a paragraph."""
        if not self.is_break(at):
            return False
        at += 1
        while at < hi and self.items[at].token.kind in (Kind.TEXT, Kind.COMMENT):
            if self.items[at].substance:
                return False
            at += 1
        return at < hi and self.is_break(at)

    def is_break(self, at: int) -> bool:
        token = self.items[at].token
        return token.kind is Kind.OPEN and token.name == "br"

    # ---- one unit

    def unit(self, lo: int, hi: int, role: str) -> Piece:
        visible = tuple(
            (i.token.start, i.token.end)
            for i in self.items[lo:hi]
            if i.token.kind in _TEXTS or i.token.kind is Kind.TEMPLATE
        )
        closed = tuple(
            (self.items[a].token.start, self.items[b - 1].token.end)
            for a, b in self.tops(lo, hi)
            if self.items[a].token.kind not in _TEXTS
        )
        start, end = self.items[lo].token.start, self.items[hi - 1].token.end
        return Piece(role, start, end, visible=visible, closed=closed)


def _counts(flags: Iterable[bool]) -> list[int]:
    """How many are true before each place."""
    return list(accumulate(flags, initial=0))


def _pairs(items: Sequence[Item]) -> list[int]:
    """For each item the place of the other half of its element, -1 where there is none."""
    partner = [-1] * len(items)
    open_at: dict[str, list[int]] = {}
    order: list[int] = []  # places of start tags not yet closed
    for at, item in enumerate(items):
        token = item.token
        if token.kind is Kind.OPEN and token.name not in VOID:
            open_at.setdefault(token.name, []).append(at)
            order.append(at)
        elif token.kind is Kind.CLOSE and open_at.get(token.name):
            start = open_at[token.name][-1]
            while order and order[-1] >= start:
                open_at[items[order.pop()].token.name].pop()
            partner[start], partner[at] = at, start
    return partner
