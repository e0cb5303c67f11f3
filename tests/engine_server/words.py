"""What the server takes for a translation: vowels get accents, whatever is no word stays."""

import re

PIECE = re.compile(
    r"</?[A-Za-z][^<>]*>|<!--.*?-->|__[^\W_]+__|\bX[A-Z]Q[0-9a-f]+Z\b|\b\w+@\w[\w.]*\w", re.DOTALL
)
"""A tag, a comment, or a token such as `__O1__`, `XOQ1Z` and `o1@l10n.test`: what an engine
should bring back as it is."""
_KEPT = re.compile(rf"{PIECE.pattern}|&(?:amp;)*#?\w+;|\bhttps?://\S+", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")


def translated(text: str) -> str:
    """Equal texts are answered equally; a text that has a word is never answered by itself."""
    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(text):
        parts += (_WORD.sub(_word, text[at : kept.start()]), kept[0])
        at = kept.end()
    return "".join((*parts, _WORD.sub(_word, text[at:])))


def _word(match: re.Match[str]) -> str:
    changed = match[0].translate(_ACCENTS)
    return changed if changed != match[0] else f"{changed}é"
