"""What the rules look at: one pair of texts, taken apart once."""

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.formats.inline import Text, constructs, pieces
from pipeline.glossary import EMPTY, Glossary
from pipeline.meaning import NumberDiff, compare
from pipeline.meaning.numbers import NO_NUMBERS
from pipeline.meaning.plain import one_line
from pipeline.meaning.symbols import symbols
from pipeline.model import Level, Locale

Constructs = Counter[tuple[str, str]]
Range = tuple[int, int]

_NONE: Constructs = Counter()
_MARKUP = re.compile(r"[*_`~\[\]<{@&\\]|%[(\d]|://|www\.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a translation."""

    rule: str
    level: Level
    message: str
    span: Range | None = None
    """Character range in the translation."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Source and translation with what several rules need of them."""

    source: str
    target: str
    locale: Locale
    language: str
    numbers: NumberDiff
    ours: Constructs
    """Inline constructs of the source by (kind, value)."""
    theirs: Constructs
    """Those of the translation."""
    numbered: bool
    """Either side has a number."""
    rebuilt: bool
    """The constructs differ."""
    glossary: Glossary = EMPTY

    def kind(self, *kinds: str) -> tuple[Counter[str], Counter[str]]:
        """The values of some kinds of constructs on both sides."""
        return _values(self.ours, kinds), _values(self.theirs, kinds)


def subject(source: str, target: str, locale: Locale, glossary: Glossary = EMPTY) -> Subject:
    """Take a pair of texts apart; cheap for prose without digits and markup."""
    marked = _MARKUP.search(source) or _MARKUP.search(target)
    ours = constructs(one_line(source)) if marked else _NONE
    theirs = constructs(one_line(target)) if marked else _NONE
    numbers = compare(source, target, locale)
    language = symbols(locale).language
    return Subject(
        source, target, locale, language, numbers, ours, theirs,
        numbered=numbers is not NO_NUMBERS, rebuilt=ours != theirs, glossary=glossary,
    )  # fmt: skip


def prose(text: str) -> str:
    """What of a text is prose, protected pieces replaced by a space."""
    if not _MARKUP.search(text):
        return text
    return "".join(p.raw if isinstance(p, Text) else " " for p in pieces(one_line(text)))


def place(text: str, value: str) -> Range | None:
    """Where a value stands in a text, if it does."""
    at = text.find(value)
    return (at, at + len(value)) if value and at >= 0 else None


def _values(found: Constructs, kinds: tuple[str, ...]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for (kind, value), count in found.items():
        if kind in kinds:
            counted[value] += count
    return counted
