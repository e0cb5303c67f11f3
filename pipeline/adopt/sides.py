"""One page of the two, laid out for alignment: all its sentences in a row, its blocks as ranges."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.adopt.evidence import Item
from pipeline.adopt.passages import Passage
from pipeline.adopt.tokens import LINK, Token, address, tokens


@dataclass(frozen=True, slots=True)
class Side:
    """A page with its sentences numbered from 0."""

    passages: tuple[Passage, ...]
    sentences: tuple[str, ...]
    items: tuple[Item, ...]
    """The tokens of each sentence."""
    first: tuple[int, ...]
    """The number of the first sentence of each block, and behind the last."""
    sizes: tuple[int, ...]
    """Letters before each sentence, and of all."""

    def letters(self, i: int, k: int) -> int:
        """The length of some sentences."""
        return self.sizes[k] - self.sizes[i]

    def tokens(self, numbers: Iterable[int]) -> Item:
        """What some sentences hold."""
        return frozenset[Token]().union(*(self.items[n] for n in numbers))

    @property
    def blocks(self) -> list[range]:
        """The numbers of the sentences of each block."""
        return [range(a, b) for a, b in pairwise(self.first)]

    def block_of(self, number: int) -> int:
        """The block that a sentence stands in."""
        return bisect_right(self.first, number) - 1

    def without(self, used: Iterable[int]) -> list[int]:
        """The blocks that hold none of these sentences."""
        taken = frozenset(used)
        return [b for b, numbers in enumerate(self.blocks) if taken.isdisjoint(numbers)]


def side(passages: Sequence[Passage], locale: str) -> Side:
    """A page in the locale's language; `en` for today's."""
    sentences = [s for p in passages for s in p.sentences]
    items = [item for p in passages for item in _items(p, locale)]
    return Side(
        tuple(passages),
        tuple(sentences),
        tuple(items),
        (0, *accumulate(len(p.sentences) for p in passages)),
        (0, *accumulate(map(len, sentences))),
    )


def _items(passage: Passage, locale: str) -> list[Item]:
    items = [tokens(s, locale) for s in passage.sentences]
    if passage.picture:
        items[0] |= {(LINK, address(passage.picture))}
    return items
