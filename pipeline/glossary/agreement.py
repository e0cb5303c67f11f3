"""Which terms of a source its translation does not keep to."""

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from pipeline.glossary.forms import form, is_regex, regex
from pipeline.glossary.index import Glossary, find
from pipeline.glossary.inflection import may_be, may_be_name
from pipeline.glossary.term import Rendering, Term
from pipeline.glossary.words import Words, shown, words

_SMALL = 3
"""Words of so many letters (articles, prepositions) do not decide over a phrase."""
_ALIKE, _LONG = 0.75, 5
"""From this similarity on a text is a misspelt name, if the name has so many letters."""


class Breach(enum.Enum):
    """In what way a translation differs from the glossary."""

    MISSING = "term missing"
    FORBIDDEN = "forbidden term"
    CHANGED = "name changed"
    LOST = "name missing"


@dataclass(frozen=True, slots=True)
class Violation:
    """One term that a translation does not keep to."""

    breach: Breach
    term: Term
    wanted: str
    """What to write instead."""
    there: str = ""
    """What stands there: the forbidden variant or the changed name."""
    span: tuple[int, int] | None = None
    """Where that stands in the translation."""


@dataclass(frozen=True, slots=True)
class _Target:
    """A translation as the terms look at it."""

    raw: str
    words: Words
    language: str


def violations(source: str, target: str, glossary: Glossary, locale: str) -> tuple[Violation, ...]:
    """What a translation has against the glossary, in the order of the source.

    A term is there when one of its translations stands anywhere, in any form (`inflection`), of a
    phrase all its longer words; once is enough, since pronouns take over. A forbidden variant
    counts only for a term whose own translations are fewer than its places in the source.
    """
    counted = Counter(_senses(source, glossary)) if glossary.terms else None
    if not counted:
        return ()
    there = _Target(target, words(shown(target)), locale.partition("_")[0])
    names = _names_there(counted, there, locale)
    found: list[Violation] = []
    for senses, times in counted.items():
        if all(term.kept(locale) for term in senses):
            found += _against_name(senses[0], there, names)
        else:
            found += _against_terms(senses, times, there, locale)
    return tuple(found)


def _senses(source: str, glossary: Glossary) -> Iterator[tuple[Term, ...]]:
    """For each place of the source all terms that may be meant there."""
    at = (-1, -1)
    senses: list[Term] = []
    for hit in find(source, glossary):
        if (hit.start, hit.end) != at and senses:
            yield tuple(senses)
            senses = []
        at = (hit.start, hit.end)
        senses.append(hit.term)
    if senses:
        yield tuple(senses)


def _against_terms(
    senses: Sequence[Term], times: int, there: _Target, locale: str
) -> Iterator[Violation]:
    """A term with several senses is content with the translation of any."""
    rendered = [(term, term.rendering(locale)) for term in senses]
    sayings = [(term, said) for term, said in rendered if said]
    used: set[int] = set()
    count = 0
    for _, said in sayings:
        for places in _hits(said, there):
            count += 1
            used |= places
    if count < times:
        forbidden = list(_forbidden(sayings, there, used))
        if forbidden:
            yield from forbidden
            return
    wanted = [said.use[0] for _, said in sayings if said.use]
    if wanted and len(wanted) == len(senses) and not count:
        yield Violation(Breach.MISSING, senses[0], " / ".join(dict.fromkeys(wanted)))


def _hits(said: Rendering, there: _Target) -> Iterator[set[int]]:
    """The numbers of the words of each place where one of the translations stands."""
    for text in said.use:
        yield from _phrase(text, there)
    for text in said.forms:
        for begin, end in _spans(text, there.words):
            yield {i for i, (a, b) in enumerate(there.words.spans) if a < end and begin < b}


def _phrase(text: str, there: _Target) -> Iterator[set[int]]:
    """The places of a phrase: as many as of the rarest of its words, wherever they stand."""
    known = form(text)
    if known is None or not known.plain:
        for begin, end in _spans(text, there.words):
            yield {i for i, (a, b) in enumerate(there.words.spans) if a < end and begin < b}
        return
    longer = [i for i, word in enumerate(known.keys) if len(word) > _SMALL]
    found = [
        [
            n
            for n, word in enumerate(there.words.keys)
            if _is_word(there, n, word, known.said[i], known.keys[i])
        ]
        for i in longer or range(len(known.keys))
    ]
    every = {n for places in found for n in places}
    for _ in range(min(map(len, found))):
        yield every


def _is_word(there: _Target, at: int, word: str, said: str, key: str) -> bool:
    """Whether a word is a form of another; an abbreviation keeps its capitals (`ADHS`)."""
    if sum(letter.isupper() for letter in said) > 1:
        return there.words.said(at).startswith(said) or said in there.words.said(at)
    return may_be(word, key, there.language)


def _forbidden(
    sayings: Iterable[tuple[Term, Rendering]], there: _Target, used: set[int]
) -> Iterator[Violation]:
    """Forbidden variants, where they are no part of a translation that is wanted."""
    for term, said in sayings:
        wanted = said.use[0] if said.use else ""
        for text in said.forbidden:
            for begin, end in _spans(text, there.words):
                numbers = {i for i, (a, b) in enumerate(there.words.spans) if a < end and begin < b}
                if not numbers <= used:
                    shown_there = there.raw[begin:end]
                    yield Violation(Breach.FORBIDDEN, term, wanted, shown_there, (begin, end))


def _spans(text: str, here: Words) -> Iterator[tuple[int, int]]:
    """Where a listed form or variant stands, case ignored."""
    if is_regex(text):
        yield from (match.span() for match in regex(text).finditer(here.text) if match[0])
    elif known := form(text):
        yield from known.all(here)


def _names_there(
    counted: Iterable[tuple[Term, ...]], there: _Target, locale: str
) -> set[tuple[int, int]]:
    """Where the names of the source stand in the translation: none of them is another misspelt."""
    kept = (term for senses in counted for term in senses if term.kept(locale))
    return {span for term in kept for span in _name_spans(term, there)}


def _name_spans(term: Term, there: _Target) -> Iterator[tuple[int, int]]:
    for text in (term.text, *term.forms):
        known = None if is_regex(text) else form(text)
        if known is None:
            yield from _spans(text, there.words)
            continue
        exact = term.case == "exact" or (not term.case and known.exact)
        here, wanted = there.words, known.said if exact else known.keys
        for at in range(len(here.keys) - len(wanted) + 1):
            said = [here.said(at + i) if exact else here.keys[at + i] for i in range(len(wanted))]
            if all(map(lambda s, w: may_be_name(s, w, there.language), said, wanted)):
                yield here.span(at, at + len(wanted))


def _against_name(term: Term, there: _Target, names: set[tuple[int, int]]) -> Iterator[Violation]:
    """A name that is not there; if one much like it is, that is the name, changed."""
    if term.text in there.raw or next(_name_spans(term, there), None):
        return
    best = max(_alike(term.text, there, names), default=None)
    if best is None:
        yield Violation(Breach.LOST, term, term.text)
    else:
        _, begin, end = best
        yield Violation(Breach.CHANGED, term, term.text, there.raw[begin:end], (begin, end))


def _alike(
    name: str, there: _Target, names: set[tuple[int, int]]
) -> Iterator[tuple[float, int, int]]:
    """Stretches of about as many words that are much like a name, each with how much."""
    known, here = form(name), there.words
    if known is None or len(name) < _LONG:
        return
    for size in {len(known.keys), max(1, len(known.keys) - 1), len(known.keys) + 1}:
        for at in range(len(here.keys) - size + 1):
            begin, end = here.span(at, at + size)
            alike = Indel.normalized_similarity(name.casefold(), here.text[begin:end].casefold())
            if alike >= _ALIKE and not any(a < end and begin < b for a, b in names):
                yield alike, begin, end
