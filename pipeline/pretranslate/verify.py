"""Whether an answer may stand as a draft: nothing that fails here is ever written."""

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.formats.inline import Piece, Text
from pipeline.model import Locale
from pipeline.pretranslate import intact, language, talk
from pipeline.pretranslate.given import Given, given
from pipeline.pretranslate.protect import Encoded, decode, parted


class Kind(enum.Enum):
    """What can be done about a refused answer."""

    MARKUP = "markup"
    """Another way of writing the markup may help."""
    PLACE = "place"
    """It is not known whose answer it is: the text again, alone in its request."""
    TEXT = "text"
    """Nothing: the engine has no translation of this text."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer is not taken, in words for the report."""

    reason: str
    kind: Kind


def prose(pieces: Sequence[Piece]) -> str:
    """Return what of a unit an engine translates, protected pieces left out."""
    return "".join(p.raw for p in parted(pieces) if isinstance(p, Text))


def translatable(pieces: Sequence[Piece]) -> bool:
    """Tell whether a letter is left to translate; a unit without one is copied, never sent."""
    return any(letter.isalpha() for letter in prose(pieces))


def accept(answer: str, sent: Encoded, locale: Locale, *, alone: bool = False) -> str | Refusal:
    """Return the restored translation, or why it is refused. Raises nothing.

    Taken are answers that belong to their text, hold every piece once, nested as spans are, none
    of them emptied, that parse to the constructs of the source, and that look like a translation
    at all. `alone` says that the text was the only one of its request: then a lost mark is no
    reason for doubt, while the mark of another text still is.
    """
    judged = given(decode(answer, sent), sent, locale, alone=alone)
    for fault, reason, kind in _FAULTS:
        if fault(judged):
            return Refusal(reason, kind)
    return judged.target


_FAULTS: tuple[tuple[Callable[[Given], bool], str, Kind], ...] = (
    (talk.service, "is a message of the service, no translation", Kind.TEXT),
    (intact.stray, "answers another text", Kind.PLACE),
    (intact.unmarked, "came back without its mark", Kind.PLACE),
    (intact.empty, "came back empty", Kind.TEXT),
    (intact.broken, "came back in more than one line", Kind.TEXT),
    (intact.unreadable, "came back with unreadable characters", Kind.TEXT),
    (intact.lost, "markup lost", Kind.MARKUP),
    (intact.changed, "markup changed", Kind.MARKUP),
    (intact.added, "markup added", Kind.MARKUP),
    (intact.leftover, "markup lost", Kind.MARKUP),
    (talk.assistant, "is a remark of the model, no translation", Kind.TEXT),
    (language.untranslated, "came back untranslated", Kind.TEXT),
    (language.mostly_english, "came back mostly untranslated", Kind.TEXT),
    (language.wrong_script, "came back in another script", Kind.TEXT),
    (language.misshapen, "came back far too short or too long", Kind.TEXT),
)
"""Rules in the order in which they are worth reporting."""
