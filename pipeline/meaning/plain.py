"""The text of a unit without its markup, every character where it was."""

import html
import re

from pipeline.formats.inline import Atom, Text, pieces
from pipeline.meaning.symbols import FILL

_MARKUP = re.compile(r"[*_`~\[<{@&\\]|%[(\d]|://|www\.")
_TAG = re.compile(r"<[^>]*>")
_SCRIPTED = ("<sub>", "<sup>")
_BREAKS = str.maketrans("\n\r", "  ")
_SUBSCRIPT = re.compile("[₀-₉]")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def plain(text: str) -> str:
    r"""What a reader reads, as long as the text: markup, code, addresses, tags become filling.

    Entities and escapes become their character with filling behind it, subscripts digits.

    >>> plain("Take **5** `mg`.").replace("\0", "·")
    'Take ··5·· ····.'
    """
    shown = "".join(map(_shown, pieces(one_line(text)))) if _MARKUP.search(text) else text
    return shown.translate(_SUBSCRIPTS) if _SUBSCRIPT.search(shown) else shown


def one_line(text: str) -> str:
    """The text in its length without line breaks: a unit is parsed as one line.

    A faulty translation may hold a break, behind which `>` would begin a quotation.
    """
    return text.translate(_BREAKS) if "\n" in text or "\r" in text else text


def _shown(piece: object) -> str:
    """What stands for one piece, in its length."""
    if isinstance(piece, Text):
        return piece.raw
    raw: str = piece.raw  # type: ignore[attr-defined]
    if isinstance(piece, Atom):
        if not piece.kind:
            char = raw[1:] if raw[0] == "\\" else html.unescape(raw)
            return char.ljust(len(raw), FILL) if len(char) == 1 else FILL * len(raw)
        if raw.startswith(_SCRIPTED):
            return _TAG.sub(lambda tag: FILL * len(tag[0]), raw)
    return FILL * len(raw)
