"""How a row of cues is written, for whoever knows the language.

Words stand between spaces, in lower case. `kein-` is a word that begins so, `-los` one that ends
so, `_` a space between words, `[ae]` one of these letters, `'` any apostrophe. Longer entries win
over shorter ones: phrases over words, words over beginnings and endings.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cues:
    """The negations of one language."""

    clear: str
    """Words that negate: a sentence with one of them says "not", "no", "never" or "without"."""
    open: str
    """Words that may say the same (`vermeiden`, `höchstens`, `unmöglich`), or stand beside a clear
    one in a phrase that negates nothing (`nicht nur`). They neither prove a negation nor its loss.
    """
    none: str = ""
    """Words that only look like one of these: Czech `neděle` is Sunday, French `un pas` a step."""
    loose: str = ""
    """English words that a translation may say with a negation, while no word of its own answers to
    them: "remember" is "vergessen Sie nicht"."""
