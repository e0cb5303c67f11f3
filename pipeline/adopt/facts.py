"""Whether nothing speaks against accepting a pair unseen: numbers in words, negation, bounds.

What a check cannot tell in a language is refused: such a pair is a draft for a person.
"""

import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache

from pipeline.meaning.negation import ANTONYMS, cues
from pipeline.meaning.plain import plain
from pipeline.meaning.quantities import quantities
from pipeline.meaning.words import NUMBER_WORDS, count_words

NEGATIONS: dict[str, str] = {
    "bg": r"не|няма\w*|никога|без|нито|никой|никак\w*|нищо",
    "ca": r"no|mai|sense|cap|res|ningú|ni|tampoc",
    "da": r"ikke|aldrig|uden|ingen|intet|hverken",
    "de": r"nicht|nichts|kein\w*|nie|niemals|niemand\w*|ohne|weder|nirgend\w*",
    "el": r"δεν|δε|μη|μην|χωρίς|ποτέ|καν[έε]ν\w*|τίποτα|ούτε|όχι",
    "es": r"no|nunca|jamás|sin|ning[uú]n\w*|nada|nadie|tampoco|ni",
    "fr": r"ne(?!\w)|n['’]\w+|sans|aucune?|nulle?|jamais|ni|non",
    "gl": r"non|nunca|xamais|sen|ning[uú]n\w*|nada|ninguén|tampouco|nin",
    "hu": r"nem|ne|soha|nélkül|sem|nincs\w*|senki\w*|semmi\w*",
    "it": r"non|mai|senza|nessun\w*|niente|nulla|né",
    "nl": r"niet|niets|geen|nooit|zonder|niemand|nergens|noch",
    "pl": r"nie|nigdy|bez|żad\w+|nikt|nikogo|nic|niczego|ani",
    "pt": r"não|nunca|jamais|sem|nenhum\w*|nada|ninguém|nem",
    "ro": r"nu|n-\w+|niciodată|fără|nici\w*|nimic|nimeni",
    "sv": r"inte|aldrig|utan|ingen|inget|inga|varken",
    "uk": r"не|ні|ніколи|без|немає|жодн\w+|ніхто|нічого",
}
"""The words that turn a sentence round; a new language is one more row. English is known from
`meaning.negation`."""

_NOT = frozenset(("not", "cannot", "never", "no", "without"))
_BOUNDS = frozenset((
    "at most", "at least", "less than", "more than", "every other", "unless", "except",
))  # fmt: skip
"""What changes a dose and cannot be compared between languages."""
_BOUNDS_OF_NUMBERS = frozenset(("half", "twice", "once", "only"))
"""The same beside a number."""
_COMMON = frozenset(("with", "more", "all|every|each", "first", "full", "short", "high|higher"))
"""Rows of antonyms that stand in many a harmless sentence; beside a number they count too."""
_SURE = Decimal(3)
"""Number words from here on are no articles."""


def agree(source: str, target: str, locale: str) -> bool:
    """Whether negation and number words are the same on both sides, as far as that can be told.

    The old page may translate an earlier English text: what may have been turned round in it
    (`before` for `after`, `at most` for `at least`) cannot be told, and is refused.
    """
    language = locale.partition("_")[0]
    if language not in NEGATIONS:
        return False
    ours, theirs = plain(source), plain(target).replace("\0", "")
    said = cues(ours)
    measured = bool(quantities(source, "en"))
    bounds = _BOUNDS | _BOUNDS_OF_NUMBERS if measured else _BOUNDS
    if said.keys() & bounds or _opposites(measured=measured).search(ours):
        return False
    denied = sum(n for cue, n in said.items() if cue in _NOT)
    if denied != len(_negations(language).findall(theirs)):
        return False
    said_in_words = any(v >= _SURE for v in count_words(ours, "en"))
    if said_in_words and language not in NUMBER_WORDS:
        return False
    return _values(ours, source, "en") == _values(theirs, target, locale)


@lru_cache(maxsize=2)
def _opposites(*, measured: bool) -> re.Pattern[str]:
    """Words whose opposite an earlier English page may have had: `before` for `after`."""
    rows = (row for row in ANTONYMS if measured or row[0] not in _COMMON)
    either = "|".join(word for row in rows for word in row)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


@lru_cache(maxsize=32)
def _negations(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{NEGATIONS[language]})(?!\w)", re.IGNORECASE)


def _values(shown: str, text: str, locale: str) -> Counter[Decimal]:
    """Numbers in words and in digits together."""
    found = count_words(shown.replace("\0", ""), locale.partition("_")[0])
    found.update(min(n.values) for n in quantities(text, locale) if n.values)
    return Counter({value: n for value, n in found.items() if value >= _SURE})
