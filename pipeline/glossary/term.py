"""The nouns of a glossary: a term, and what it is called in a locale."""

from dataclasses import dataclass
from functools import lru_cache

from babel.core import get_global


@dataclass(frozen=True, slots=True)
class Rendering:
    """What one locale says for a term."""

    use: tuple[str, ...] = ()
    """The translations that are wanted; the first is the one to write, the others may stand."""
    forms: tuple[str, ...] = ()
    """Inflected forms that the rules of `inflection` do not know: `Tablette*`, or `/regex/`."""
    forbidden: tuple[str, ...] = ()
    """What must not stand for the term; written like forms."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, phrase or name of the source."""

    text: str
    part_of_speech: str = ""
    """`noun`, `verb` or what the editors call it; tells two terms of one spelling apart."""
    case: str = ""
    """`exact` or `ignore`; empty for each form's own: one in lower case ignores case."""
    keep: bool = False
    """A name that no locale translates, unless it has a rendering of its own."""
    forms: tuple[str, ...] = ()
    """How else it may stand in a source: a list, `tablet*`, or `/regex/`."""
    note: str = ""
    locales: tuple[tuple[str, Rendering], ...] = ()
    """By locale, in the order of the file."""

    def rendering(self, locale: str) -> Rendering | None:
        """What the locale says for it, or else the language that the locale belongs to."""
        for name in family(locale):
            for known, rendering in self.locales:
                if known == name:
                    return rendering
        return None

    def kept(self, locale: str) -> bool:
        """Whether the name stands in a translation as it does in the source."""
        return self.keep and self.rendering(locale) is None


@lru_cache(maxsize=256)
def family(locale: str) -> tuple[str, ...]:
    """The locale and those it falls back to: never to one in another script (CLDR's likely ones).

    >>> family("de_AT"), family("zh_TW"), family("sr_Latn")
    (('de_AT', 'de'), ('zh_TW',), ('sr_Latn',))
    """
    parts = locale.split("_")
    wider = ("_".join(parts[:size]) for size in range(len(parts) - 1, 0, -1))
    return (locale, *(name for name in wider if _script(name) == _script(locale)))


def _script(locale: str) -> str:
    written = [part for part in locale.split("_")[1:] if len(part) == 4 and part.isalpha()]  # noqa: PLR2004 - ISO 15924
    if written:
        return written[0]
    likely = get_global("likely_subtags")
    full = likely.get(locale) or likely.get(locale.partition("_")[0]) or ""
    return next((part for part in full.split("_")[1:] if len(part) == 4), "")  # noqa: PLR2004
