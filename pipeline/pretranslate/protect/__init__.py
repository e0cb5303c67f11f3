"""How the protected pieces of a unit travel through an engine and come back.

Seen from here a text is a row of protected pieces with gaps of prose between them. Each piece
has a name (`o1`, `c1` for the ends of a span, `a2` for an atom); each kind of markup writes a
name in its own way. What an engine does to the spaces around the names is repaired from the
source: an echo comes back byte for byte.
"""

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.model import Markup
from pipeline.pretranslate.protect.cut import Cut, Scheme
from pipeline.pretranslate.protect.elements import HTML, XML, escape, unescape
from pipeline.pretranslate.protect.sent import Answer, Encoded, decode, encode, parted, restore
from pipeline.pretranslate.protect.superblanks import SUPERBLANKS, to_prose, to_stream
from pipeline.pretranslate.protect.words import (
    ADDRESSES,
    LETTERS,
    UNDERSCORES,
    leftovers,
    within,
    words,
)

__all__ = [
    "SCHEMES",
    "Answer",
    "Cut",
    "Encoded",
    "Scheme",
    "decode",
    "encode",
    "leftovers",
    "parted",
    "restore",
]

SCHEMES: Mapping[Markup, tuple[Scheme, ...]] = MappingProxyType(
    {
        Markup.SUPERBLANK: (
            SUPERBLANKS,
            # where Apertium moves the only word out of a span, a word of ours mostly goes with it
            within(UNDERSCORES, to_stream, to_prose),
        ),
        # underscores survive all engines measured; one that reads them as emphasis keeps letters
        Markup.TOKEN: (words(UNDERSCORES), words(LETTERS)),
        # DeepL takes `<x>` apart in some languages, and leaves addresses alone in all
        Markup.XML: (XML, within(ADDRESSES, escape, unescape)),
        Markup.HTML: (HTML, within(LETTERS, escape, unescape)),
    }
)
"""How names are written for each kind of engine: a later way is tried when an earlier one fails."""
