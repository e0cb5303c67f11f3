"""The rule on negation: a translation that says the opposite of its source."""

import re
from collections.abc import Iterable, Iterator

from pipeline.checks.subject import Fault, Subject
from pipeline.meaning.dose import is_dose
from pipeline.meaning.negated import Cue, Range, Turn, turned
from pipeline.meaning.quantities import Number
from pipeline.model import Level

_SHOWN = 5
"""Words of the sentence that a message shows, from the cue on."""
_STANDS = 0.75
"""The share of a text's words that are left standing when it is not translated."""
_WORD = re.compile(r"[^\W\d_]+")


def negation(pair: Subject) -> Iterator[Fault]:
    """A "not" of the source has its counterpart, and there is none of the translation's own.

    An error beside a number or a dose, where it turns an instruction round; a warning in prose.
    """
    for turn in turned(pair.source, pair.target, pair.language):
        if turn.dropped and _untranslated(pair.source, pair.target):
            continue
        text, what = (pair.source, "dropped") if turn.dropped else (pair.target, "added")
        level = Level.ERROR if _weighs(pair, turn) else Level.WARNING
        span = turn.target if turn.dropped else (turn.cue.start, turn.cue.end)
        yield Fault("negation", level, f"negation {what}: “{_evidence(text, turn.cue)}”", span)


def _evidence(text: str, cue: Cue) -> str:
    """The cue with the words behind it, on one line."""
    words = text[cue.start :].split(maxsplit=_SHOWN)
    return " ".join(words[:_SHOWN]) + ("…" if len(words) > _SHOWN else "")


def _untranslated(source: str, target: str) -> bool:
    """Whether the text still stands there in English, where its "not" is no cue of the language."""
    ours, theirs = ({w.lower() for w in _WORD.findall(text)} for text in (source, target))
    return len(ours & theirs) >= _STANDS * len(ours)


def _weighs(pair: Subject, turn: Turn) -> bool:
    """Whether the sentence holds a number on either side, or says a dose in words."""
    ours, theirs = pair.numbers.sides
    stands = _any_in(ours, turn.source) or _any_in(theirs, turn.target)
    return stands or is_dose(pair.source[slice(*turn.source)])


def _any_in(numbers: Iterable[Number], sentence: Range) -> bool:
    return any(sentence[0] <= n.start < sentence[1] for n in numbers)
