"""Which old units a unit is made of, or which of today's an old one."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.model import Key

_ENDS = re.compile(r"[.?!…:。！？｡]\S*$")
"""How a unit ends behind which another may stand: labels side by side are no sentences."""


class Known:
    """Keys by their words, as a tree: one pass over a longer key finds what it is made of."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.trees: dict[str | None, dict[str, Any]] = {}
        for key in keys:
            node = self.trees.setdefault(key.context, {})
            for word in key.text.split():
                node = node.setdefault(word, {})
            node[""] = key

    def tiles(self, key: Key) -> list[Key]:
        """Two or more sentences that follow each other in the text of a key and are all of it."""
        words, found = key.text.split(), list[Key]()
        at, tree = 0, self.trees.get(key.context, {})
        while at < len(words):
            tile, end = _longest(tree, words, at)
            if tile is None:
                return []
            found.append(tile)
            at = end
        return found


def _longest(tree: dict[str, Any], words: Sequence[str], at: int) -> tuple[Key | None, int]:
    """The longest sentence at a place and where it ends; never all of the words at once."""
    found, end, node = None, at, tree
    for i in range(at, len(words)):
        node = node.get(words[i], {})
        if not node:
            break
        key, behind = node.get(""), i + 1
        if key and (at if behind == len(words) else _ENDS.search(key.text)):
            found, end = key, behind
    return found, end
