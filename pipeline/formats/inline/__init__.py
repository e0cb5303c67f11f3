"""Inline Markdown of one unit, seen as pieces that add up to the text.

A unit is one line. It is parsed behind a word, so that `1986. Jahr` or `- nein` stays what it is
inside its block and never becomes a list. Between the events of the parser everything is text,
which is searched for what Markdown does not know: template variables, shortcodes, bare addresses,
footnote references whose definition stands elsewhere, escapes and entities.
"""

import re
from collections import Counter
from functools import lru_cache

from pipeline.formats.inline.parts import Atom, Close, Open, Piece, Text
from pipeline.formats.inline.scan import scan
from pipeline.formats.inline.tags import kept, paired

__all__ = ["Atom", "Close", "Open", "Piece", "Text", "constructs", "pieces"]

_MARKUP = re.compile(r"[*_`~\[<{@&\\]|%[(\d]|://|www\.")
"""Without any of these a text is prose throughout."""


def pieces(text: str) -> tuple[Piece, ...]:
    """Cut the text of a unit into pieces; joining their `raw` gives the text back.

    Spans are properly nested: every Open has its Close. Raises nothing.

    >>> [p.raw for p in pieces("Take **two** tablets[^1].")]
    ['Take ', '**', 'two', '**', ' tablets', '[^1]', '.']
    """
    if not _MARKUP.search(text):
        return (Text(text),) if text else ()
    return tuple(kept(_scanned(text)))


def constructs(text: str) -> Counter[tuple[str, str]]:
    """Count the inline constructs of a text by (kind, value).

    Texts with equal counts differ only in prose, escapes, entities and the order of things.
    Kinds are `code` (content), `link` and `image` (destination, `[label]` for a reference),
    `autolink` (address), `html` (normalised tag), `footnote` (label), `placeholder` (as it
    stands, without values that readers see), `emphasis`, `strong` and `strike` (empty). Raises
    nothing.

    >>> sorted(constructs("See [it](a.md) and `x`."))
    [('code', 'x'), ('link', 'a.md')]
    """
    if not _MARKUP.search(text):
        return Counter()
    found = _scanned(text)
    return Counter((p.kind, p.value) for p in found if isinstance(p, Open | Atom) and p.kind)


@lru_cache(maxsize=512)
def _scanned(text: str) -> tuple[Piece, ...]:
    """Several rules look at the same text, one after the other."""
    return tuple(paired(scan(text)))
