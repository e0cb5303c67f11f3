"""Pseudo-translation: shows in any locale what is translated and what does not fit.

Letters get accents and texts grow by about 30 %, so that a page reads as English and yet shows
at a glance which text is hard-wired and which box is too narrow. Nothing leaves the machine.
"""

import re

from pipeline.model import Ask, Limits, Locale, Markup

_ACCENTS = str.maketrans(
    "AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz", "ÅåÇçĐđÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŘřŠšŢţÛûŴŵÝýŽž"
)
_VOWELS = frozenset("AEIOUaeiou")
_GROWTH = 0.3
_PROTECTED = re.compile(r"(\[[^\]]*\]|\\.)", re.DOTALL)


class Pseudo:
    """Accented, longer English for every locale, the same each time."""

    name = "pseudo"
    markup = Markup.SUPERBLANK
    limits = Limits(texts=500, characters=200_000)
    place = ""
    proves_order = True

    def refuses(self, locale: Locale) -> str:  # noqa: ARG002
        """Every locale can be had."""
        return ""

    def version(self, locale: Locale) -> str:  # noqa: ARG002
        """There is one."""
        return "1"

    def translate(self, ask: Ask) -> list[str]:
        """Return accented texts; protected pieces stay. Raises nothing."""
        return [_pseudo(text) for text in ask.texts]

    def close(self) -> None:
        """Nothing is open."""


def _pseudo(text: str) -> str:
    """Accent and lengthen everything between protected pieces."""
    parts = _PROTECTED.split(text)
    parts[::2] = [_grown(part).translate(_ACCENTS) for part in parts[::2]]
    return "".join(parts)


def _grown(text: str) -> str:
    """Double vowels until the text is longer by the growth."""
    out: list[str] = []
    owed = 0.0
    for letter in text:
        out.append(letter)
        owed += _GROWTH
        if letter in _VOWELS and owed >= 1:
            out.append(letter.lower())
            owed -= 1
    return "".join(out)
