"""Whether a word may be a form of another: a careful guess, one row per family of languages.

An unjust finding costs more trust than a missed one, so in doubt a word is taken for a form. What
the guess does not reach (*Maus*, *Mäuse* it does; French *œil*, *yeux* it does not) is listed by
the editor. Accents and doubled letters never count: languages change both (*Arzt*, *Ärzte*; Dutch
*graad*, *graden*; Finnish *tabletti*, *tabletin*).
"""

import re
from functools import lru_cache
from unicodedata import normalize

ENDINGS: dict[str, str] = {
    "de nl da sv nb nn no lb af is fo": "en er et on um us is e a o",
    "es pt gl ca it ro": "ao il ia io os as es is o a e z s m l i",
    "fr": "aux eaux eau al ail eur euse if ive es s x e",
    "pl cs sk sl hr sr bs uk be ru bg mk": (
        "ka ko ek ec iec ok ia ie a o e y i u j "
        "ка ко ек ок ець ец ия ие ія а о е и і я ю ь й у"
    ),
    "lt lv": "ius ys is us as es a s e i o u",
    "el": "ος ης ας ες οι μα ο η α ι υ",
    "fi et": "nen us ys is ki ka ke ko ku pi pa pe po pu ti ta te to tu di da de i e a o u y s",
    "hu": "om em am al a e",
    "tr az": "k p t",
    "ga gd cy": "ach e",
}  # fmt: skip
"""Languages, and what their words may lose at the end (the longest that fits)."""

COMPOUNDING = frozenset((
    "de", "nl", "da", "sv", "nb", "nn", "no", "lb", "af", "is", "fo", "fi", "et", "hu", "el",
    "ga", "gd", "cy", "mt",
))  # fmt: skip
"""Languages that write several words as one, or put something before a word: it may stand
anywhere in another (*Schmerz* in *Kopfschmerzen*)."""
MUTATING = frozenset(["ga", "gd", "cy"])
"""Languages that change the first letter of a word (Irish *pian*, *phian*)."""
UNSPACED = frozenset(["zh", "ja", "th", "lo", "km", "my", "bo", "ko", "yue"])
"""Scripts without spaces, and Korean with its particles: the term stands somewhere, as it is."""
FIXED_NAMES = frozenset(["en", "es", "pt", "gl", "ca", "it", "fr"])
"""Languages that leave a name as it is, whatever its place in the sentence."""

_SHORT, _LEAST, _INSIDE = 4, 2, 4
"""Words of fewer letters lose nothing; so many letters are left; so many stand inside another."""
_SHORTER = {"fi": 3, "et": 3}
"""Languages where shorter words change too (Finnish *uni*, *unen*)."""
_DOUBLED = re.compile(r"(.)\1")
_ACCENT = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """A key without accents and doubled letters.

    >>> bare("ärztlich"), bare("tabletten"), bare("θεραπείας")
    ('arztlich', 'tableten', 'θεραπειασ')
    """
    if not word.isascii():
        word = _ACCENT.sub("", normalize("NFD", word.casefold()))
    return _DOUBLED.sub(r"\1", word)


_ROWS = {
    language: tuple(sorted(map(bare, row.split()), key=len, reverse=True))
    for languages, row in ENDINGS.items()
    for language in languages.split()
}
_ANY = ("a", "e", "i", "o", "u")


@lru_cache(maxsize=1 << 14)
def stem(word: str, language: str) -> str:
    """What every form of a word begins with, as far as can be told.

    >>> stem("tablette", "de"), stem("schlaf", "de"), stem("medicamento", "es"), stem("ból", "pl")
    ('tablet', 'schlaf', 'medicament', 'bol')
    """
    word = bare(word)
    if len(word) < _SHORTER.get(language, _SHORT) or language in UNSPACED:
        return word
    for ending in _ROWS.get(language, _ANY):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 16)
def may_be(word: str, wanted: str, language: str) -> bool:
    """Whether a word of a translation may be a form of the wanted one; both are keys.

    >>> may_be("kopfschmerzen", "schmerz", "de"), may_be("schluss", "schlaf", "de")
    (True, False)
    """
    if word == wanted:
        return True
    there, root = bare(word), stem(wanted, language)
    if there.startswith(root):
        return True
    if language in UNSPACED:
        return root in there
    if language in MUTATING and len(root) >= _SHORT:
        return root[1:] in there
    if language not in COMPOUNDING and language in _ROWS:
        return False
    return root in there if len(root) >= _INSIDE else there.endswith(bare(wanted))


def may_be_name(said: str, name: str, language: str) -> bool:
    """Whether a word is a name as it stands, or with an ending where the language inflects names.

    >>> may_be_name("Nurofenu", "Nurofen", "pl"), may_be_name("Nurofenu", "Nurofen", "es")
    (True, False)
    """
    if said == name or language in FIXED_NAMES:
        return said == name
    root = name[:-1] if name[-1:] in "aeiouy" and len(name) >= _SHORT else name
    return said.startswith(root) and len(said) <= len(name) + 4 and len(root) >= _LEAST
