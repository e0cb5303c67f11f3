"""What of an old page was never translated."""

import re
from collections.abc import Sequence

from pipeline.meaning.plain import plain

_LOWER = re.compile(r"(?<![^\W\d_])[^\W\d_A-Z][^\W\d_]+")
_ENOUGH, _FEW, _SHARE = 4, 3, 0.85


def untranslated(ours: Sequence[str], theirs: Sequence[str]) -> frozenset[int]:
    """The numbers of the sentences of an old page that stand there in English.

    They hold four words or more in lower case, nearly all of which stand in today's page too. It
    need not be today's sentence: the page may be a translation of an earlier one. Three words
    of any kind are enough for a sentence that is today's; names and loan words (`avatar`) are none.
    """
    known = {word for text in ours for word in _words(text)}
    same = {_bare(text) for text in ours}
    return frozenset(
        n
        for n, text in enumerate(theirs)
        for words in [_words(text)]
        if (len(words) >= _ENOUGH and sum(w in known for w in words) >= _SHARE * len(words))
        or (words and len(text.split()) >= _FEW and _bare(text) in same)
    )


def _bare(text: str) -> str:
    return text.strip("*_ ")


def _words(text: str) -> list[str]:
    """Words in lower case, without those in addresses and code."""
    return _LOWER.findall(plain(text).replace("\0", ""))
