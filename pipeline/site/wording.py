"""What the pages say in one language: interface messages, dates, durations, names of places.

A message comes from the locale's catalog. Where that has none, or one whose placeholders differ,
the English message stands, marked as English wherever it is an element of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import babel
from babel.dates import format_date
from babel.units import format_unit
from markupsafe import Markup, escape

from pipeline.model import Locale
from pipeline.site.places import Labels

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_WORDS_A_MINUTE = 220
_SIGNS_A_MINUTE = 500
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Chinese and Japanese have no spaces: there it is signs that are read."""

RENDERER = (
    ("Table: %(title)s", "name of a table for screen readers; the heading it stands under"),
    ("Footnote %(number)s", "name of a link to a footnote, for screen readers"),
    ("Back to reference %(number)s", "name of the link from a footnote back to the text"),
    ("Done", "state of an item in a check list, for screen readers"),
    ("To do", "state of an item in a check list, for screen readers"),
    ("Note", "title of a box with additional information"),
    ("Tip", "title of a box with practical advice"),
    ("Important", "title of a box with something readers must know"),
    ("Warning", "title of a box about a danger to health"),
    ("Caution", "title of a box about a risk"),
)
"""Messages (with notes for translators) that stand inside rendered Markdown."""


@lru_cache(maxsize=256)
def parse_locale(locale: Locale) -> babel.Locale:
    """Babel's data of a configured locale."""
    return babel.Locale.parse(locale)


def tag(locale: Locale) -> str:
    """BCP 47: `de_AT` is `de-AT` in `lang` and in URLs."""
    return locale.replace("_", "-")


def autonym(locale: Locale) -> str:
    """The language's own name for itself, with a capital as in a list."""
    name = parse_locale(locale).get_display_name(locale) or tag(locale)
    return name[:1].upper() + name[1:]


def direction(locale: Locale) -> str:
    """`ltr` or `rtl`."""
    return str(parse_locale(locale).text_direction)


def mark(source: Locale, page: Locale) -> str:
    """Attributes of an element in the source language on a page in another one."""
    turned = direction(source) != direction(page)
    return f' lang="{tag(source)}"' + (f' dir="{direction(source)}"' if turned else "")


def count_words(text: str) -> int:
    """Words of plain text; signs of Chinese and Japanese at the rate they are read."""
    spaced, signs = _SIGN.subn("", text)
    return len(spaced.split()) + signs * _WORDS_A_MINUTE // _SIGNS_A_MINUTE


def minutes(words: int) -> int:
    """Reading time, at least one minute."""
    return max(1, round(words / _WORDS_A_MINUTE))


def as_date(value: object) -> date | None:
    """The day of a YAML date, date-time or ISO text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Voice:
    """How one locale speaks. Made by `speak`."""

    locale: Locale
    source: Locale
    messages: Mapping[str, str]
    """Those that can be used."""
    mark: Markup
    """Attributes of an element that stands in English; empty in the English edition."""
    names: babel.Locale

    def text(self, msgid: str) -> str:
        """A message for an attribute or for JSON; still with its placeholders."""
        return self.messages.get(msgid, msgid)

    def html(self, msgid: str) -> Markup:
        """A message between tags, marked when it stands in English."""
        found = self.messages.get(msgid)
        if found or not self.mark:
            return escape(found or msgid)
        return Markup("<span{}>{}</span>").format(self.mark, msgid)

    def date(self, day: date) -> str:
        """`29 May 2026`, in the locale's long form."""
        return format_date(day, "long", locale=self.names)

    def duration(self, count: int) -> str:
        """`5 min`, in the locale's short form."""
        return format_unit(count, "duration-minute", "short", locale=self.names)

    def territory(self, code: str) -> str:
        """The name of a country by its ISO 3166 code."""
        return str(self.names.territories.get(code.upper(), code))

    def labels(self) -> Labels:
        """What the Markdown renderer says."""
        table, footnote, back, done, todo = (self.text(m) for m, _ in RENDERER[:5])
        alerts = {m.lower(): str(self.html(m)) for m, _ in RENDERER[5:]}
        return Labels(table, footnote, back, done, todo, alerts)


def speak(locale: Locale, source: Locale, messages: Mapping[str, str]) -> Voice:
    """The voice of a locale with the messages it has."""
    usable = {m: text for m, text in messages.items() if text.strip() and _fits(m, text)}
    own = mark(source, locale) if locale != source else ""
    return Voice(locale, source, usable, Markup(own), parse_locale(locale))  # noqa: S704 - language tags


def _fits(msgid: str, text: str) -> bool:
    """The translation can be filled with what the message is filled with, and nothing else."""
    rest = _PLACEHOLDER.sub("", text).replace("%%", "")
    return set(_PLACEHOLDER.findall(text)) == set(_PLACEHOLDER.findall(msgid)) and "%" not in rest
