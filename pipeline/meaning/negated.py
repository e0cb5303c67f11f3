"""Where a text negates, in any language with a row of cues, and what a translation made of it.

Clear cues (`nicht`, `ohne`) prove a negation, open ones (`vermeiden`, `höchstens`, `unmöglich`)
only leave room for one. A negation counts as dropped where the source has a clear cue and its
translation none at all, and as added the other way round: languages say the same thing with
other numbers of them (`no … nada`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.meaning.cues import NEGATION, Patterns, patterns
from pipeline.meaning.plain import plain
from pipeline.meaning.symbols import FILL

Range = tuple[int, int]

_ENGLISH = "en"
_END = re.compile(rf"[.!?…][\"'”’»)\]{FILL}]*\s[\s{FILL}]*(?=[^\W\d_a-z]|[\"'“„«(¿¡\d])")
_ENTITY = re.compile(rf"(?<=[^\x00-\x7f]){FILL}+(?=\w)")
_LOWER_I = {"tr": str.maketrans("Iİ", "ıi")}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that negates, or may."""

    text: str
    start: int
    end: int
    kind: str
    """`clear`, `open` or `loose`, as in the rows."""

    @property
    def clear(self) -> bool:
        """It negates for certain."""
        return self.kind == "clear"


@dataclass(frozen=True, slots=True)
class Turn:
    """A sentence that says the opposite of its source."""

    dropped: bool
    """The translation lacks the negation; otherwise it has one of its own."""
    cue: Cue
    """In the source where it was dropped, in the translation where it was added."""
    source: Range
    """The sentence of the source."""
    target: Range
    """Its translation."""


@lru_cache(maxsize=8192)
def negated(text: str, language: str) -> tuple[Cue, ...]:
    """The negations of a text in order; empty for a language without a row.

    Takes the text of a unit with its markup, and an ISO 639 code.

    >>> [c.text for c in negated("Nehmen Sie **nicht** mehr, außer ohne `nie`.", "de")]
    ['nicht', 'außer', 'ohne']
    """
    if language not in NEGATION:
        return ()
    shown, places = _shown(text, language)
    cues = []
    for kind, a, b in _matches(shown, patterns(language)):
        start, end = (places[a], places[b - 1] + 1) if places else (a, b)
        cues.append(Cue(text[start:end], start, end, kind))
    return tuple(cues)


def _matches(text: str, known: Patterns) -> Iterator[tuple[str, int, int]]:
    """Kind and range of each cue: the long pattern is tried only where one may begin."""
    reached = 0
    for near in known.near.finditer(text):
        start = near.start()
        if start < reached:
            continue
        while start > reached and (text[start - 1].isalnum() or text[start - 1] == "_"):
            start -= 1
        found = known.at(text, start)
        if found:
            kind, reached = found
            if kind != "none":
                yield kind, start, reached


def turned(source: str, target: str, language: str) -> Iterator[Turn]:
    """The negations that a translation from English has lost or gained, by the sentence.

    Where both texts have not the same number of sentences they are taken as one.

    >>> [t.cue.text for t in turned("Do not drive.", "Fahren Sie.", "de")]
    ['not']
    """
    if language not in NEGATION or not (_may(source, _ENGLISH) or _may(target, language)):
        return
    ours, theirs = negated(source, _ENGLISH), negated(target, language)
    if not any(c.clear for c in (*ours, *theirs)):
        return
    found = [
        Turn(cue in said, cue, here, there)
        for here, there in _sentences(source, target)
        for said, says in ((_within(ours, here), _within(theirs, there)),)
        if (cue := _alone(said, says))
    ]
    if len({turn.dropped for turn in found}) == 1:  # else one has moved to another sentence
        yield from found


@lru_cache(maxsize=8192)
def _may(text: str, language: str) -> bool:
    """Whether a clear cue may stand in the text: most have none, and one quick look shows it."""
    return patterns(language).clear.search(_shown(text, language)[0]) is not None


@lru_cache(maxsize=1024)
def _shown(text: str, language: str) -> tuple[str, list[int]]:
    return _joined(_lower(plain(text), language))


def _joined(text: str) -> tuple[str, list[int]]:
    """The text with the filling of its entities taken out, and where each character stood.

    `ning&uacute;n` is one word. The places are left out where nothing is taken out.
    """
    if not _ENTITY.search(text):
        return text, []
    gone = {at for m in _ENTITY.finditer(text) for at in range(*m.span())}
    places = [at for at in range(len(text)) if at not in gone]
    return "".join(text[at] for at in places), places


def _alone(said: list[Cue], says: list[Cue]) -> Cue | None:
    """The clear cue of one side to which nothing on the other answers.

    An open cue of the translation may be the word for an open one of the source ("error"), and
    is then no rendering of a "not" beside it.
    """
    here, there = (next((c for c in cues if c.clear), None) for cues in (said, says))
    if here and not there:
        spare = len(says) - sum(c.kind == "open" for c in said)
        return here if spare <= 0 else None
    return there if there and not said else None


def _within(cues: tuple[Cue, ...], sentence: Range) -> list[Cue]:
    return [c for c in cues if sentence[0] <= c.start < sentence[1]]


def _sentences(source: str, target: str) -> Iterator[tuple[Range, Range]]:
    """The sentences of both texts side by side."""
    ours, theirs = _cut(source), _cut(target)
    if len(ours) != len(theirs):
        ours, theirs = [(0, len(source))], [(0, len(target))]
    return zip(ours, theirs, strict=True)


def _cut(text: str) -> list[Range]:
    ends = [m.end() for m in _END.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _lower(text: str, language: str) -> str:
    """Small letters, each where it was: two capitals have small ones of another length."""
    if language in _LOWER_I:
        text = text.translate(_LOWER_I[language])
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
