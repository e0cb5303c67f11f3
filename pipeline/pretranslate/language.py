"""Whether an answer is a translation at all: in the language, and about as long."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from babel.core import get_global

from pipeline.pretranslate.given import Given

_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_OUTER = "\"'“”‘’„«»()[]{}*_~.,;:!?…–—-/|"
_LATIN, _LAST = "LATIN", "\u024f"
"""Beginning of its letters' Unicode names, and the last one of those that follow each other."""
_SCRIPTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Arab": ("ARABIC",),
        "Armn": ("ARMENIAN",),
        "Beng": ("BENGALI",),
        "Cyrl": ("CYRILLIC",),
        "Deva": ("DEVANAGARI",),
        "Ethi": ("ETHIOPIC",),
        "Geor": ("GEORGIAN",),
        "Grek": ("GREEK",),
        "Gujr": ("GUJARATI",),
        "Guru": ("GURMUKHI",),
        "Hans": ("CJK",),
        "Hant": ("CJK",),
        "Hebr": ("HEBREW",),
        "Jpan": ("HIRAGANA", "KATAKANA", "CJK"),
        "Khmr": ("KHMER",),
        "Knda": ("KANNADA",),
        "Kore": ("HANGUL", "CJK"),
        "Laoo": ("LAO",),
        "Latn": (_LATIN,),
        "Mlym": ("MALAYALAM",),
        "Mymr": ("MYANMAR",),
        "Sinh": ("SINHALA",),
        "Taml": ("TAMIL",),
        "Telu": ("TELUGU",),
        "Thai": ("THAI",),
        "Tibt": ("TIBETAN",),
    }
)
"""Script (ISO 15924) to what the Unicode names of its letters begin with."""
_SENTENCE = 3
"""Words of a source from which on its translation has a word in the script of its language."""
_SIMILAR = 5
"""Words of a source from which on so many of them cannot stay as they were."""
_SAME = 0.75
_LONG = 20
"""Visible characters from which on the length of an answer says something."""
_RATIO = (0.4, 2.5)
_DENSE = {"ja": 0.15, "ko": 0.2, "zh": 0.12}
"""Languages that say in one character what English says in several: the lower bound there."""


def untranslated(given: Given) -> bool:
    """The source itself, although it has a word of the language or two words in a row.

    Names and labels (`Type:`, `signin.astro`, `PNG`) may be the same in both languages.
    """
    if given.target != given.source or given.language == "en":
        return False
    rows = [row for gap in given.sent.source.gaps for row in _words(gap)]
    said = any(len(row) > 1 or row[0][0].islower() for row in rows)
    return said and sum(map(len, rows)) > 1


def mostly_english(given: Given) -> bool:
    """Nearly all words are those of the source, names aside."""
    tokens = set(given.prose.split())
    if given.language == "en" or 3 * len(tokens & set(given.translated.split())) < len(tokens):
        return False
    words = Counter(_common(given.sent.source.gaps))
    if words.total() < _SIMILAR:
        return False
    here = Counter(_common(given.answer.gaps))
    return (words & here).total() >= _SAME * max(words.total(), here.total())


def wrong_script(given: Given) -> bool:
    """No letter of the script that the locale is written in, or another script's in the main.

    Names keep their script, so in another than Latin a single letter is enough.
    """
    prefixes = _SCRIPTS.get(_script(given.locale))
    if not prefixes:
        return False
    if _LATIN in prefixes:
        if max(given.translated, default="") <= _LAST:
            return False
        letters = [char for char in given.translated if char.isalpha()]
        wrong = 2 * sum(char > _LAST and not _latin(char) for char in letters) > len(letters)
    else:
        wrong = not any(_name(char).startswith(prefixes) for char in given.translated)
    return wrong and len(_WORD.findall(given.prose)) >= _SENTENCE and _says(given)


def misshapen(given: Given) -> bool:
    """Far too short or too long for a translation."""
    length = sum(map(len, given.sent.source.gaps))
    if length <= _LONG:
        return False
    low, high = _RATIO
    low = _DENSE.get(given.language, low)
    return not low <= sum(map(len, given.answer.gaps)) / length <= high


def _says(given: Given) -> bool:
    """Tell whether the source holds a word that is no name."""
    return given.target != given.source and bool(_common(given.sent.source.gaps))


def _latin(char: str) -> bool:
    return _name(char).startswith(_LATIN)


def _words(gap: str) -> list[list[str]]:
    """The words of a gap in rows that no sign divides; what holds a sign inside is none."""
    rows: list[list[str]] = [[]]
    for match in _TOKEN.finditer(gap):
        word = match[0].strip(_OUTER)
        if match[0][0] in _OUTER:
            rows.append([])
        if len(word) > 1 and word.isalpha():
            rows[-1].append(word)
        if match[0][-1] in _OUTER or not word.isalpha():
            rows.append([])
    return [row for row in rows if row]


def _common(gaps: Iterable[str]) -> list[str]:
    """Words that are no names: those that begin small."""
    rows = (row for gap in gaps for row in _words(gap))
    return [word for row in rows for word in row if word[0].islower()]


@lru_cache(maxsize=4096)
def _name(char: str) -> str:
    return unicodedata.name(char, "")


@lru_cache(maxsize=256)
def _script(locale: str) -> str:
    """The script that a locale is written in (CLDR, likely subtags); empty where unknown."""
    parts = locale.split("_")
    for part in parts[1:]:
        if part in _SCRIPTS:
            return part
    likely = get_global("likely_subtags")
    for name in (locale, parts[0]):
        found = [part for part in str(likely.get(name, "")).split("_") if part in _SCRIPTS]
        if found:
            return found[0]
    return ""
