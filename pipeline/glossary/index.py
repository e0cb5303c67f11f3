"""Which terms stand in a text: one look at each of its words, however many terms there are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.glossary.forms import Form, form, is_regex, plurals, regex
from pipeline.glossary.term import Term
from pipeline.glossary.words import Words, keys, shown, words

_HEAD = 3
"""So many first letters of a form with `*` are looked up; it may have fewer."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One form of one term."""

    term: Term
    form: Form
    exact: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A term where it stands."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Index:
    """The forms of all terms by their words."""

    whole: Mapping[tuple[str, ...], list[_Spelling]]
    lengths: Mapping[str, tuple[int, ...]]
    """By first word: how many words the forms have that begin with it, the most first."""
    loose: Mapping[str, list[_Spelling]]
    """Forms with `*` by their first letters; under the empty text those that begin with it."""
    sizes: tuple[int, ...]
    """How many letters that are."""
    patterns: tuple[tuple[Term, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a project, ready to be looked for."""

    terms: tuple[Term, ...] = ()
    index: _Index = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the terms."""
        object.__setattr__(self, "index", _index(self.terms))


def find(text: str, glossary: Glossary) -> tuple[Found, ...]:
    """The terms of a text in order, the longest at each place, none inside another.

    Terms of one spelling (a noun and a verb) are all found. Code, addresses, destinations of links
    and tags are never looked at; emphasis may stand inside a term. Spans are those of `text`.

    >>> book = Glossary((Term("pain"), Term("chronic pain")))
    >>> [found.term.text for found in find("Chronic *pains*", book)]
    ['chronic pain']
    """
    return _find(shown(text), glossary.index) if glossary.terms else ()


def find_in_prose(text: str, glossary: Glossary) -> tuple[Found, ...]:
    """The same in text that holds no markup."""
    return _find(text, glossary.index) if glossary.terms else ()


def _find(seen: str, index: _Index) -> tuple[Found, ...]:
    present = keys(seen)
    known = [at for at, word in enumerate(present) if word in index.lengths]
    loose = [at for size in index.sizes for at, w in enumerate(present) if w[:size] in index.loose]
    if not known and not loose and not index.patterns:
        return ()
    here = words(seen, present)
    found = [hit for at in known for hit in _whole(here, at, index)]
    found += (hit for at in loose for hit in _loose(here, at, index))
    found += (
        Found(term, *match.span())
        for term, pattern in index.patterns
        for match in pattern.finditer(seen)
        if match[0]
    )
    return tuple(_apart(found)) if len(found) > 1 else tuple(found)


def _whole(here: Words, at: int, index: _Index) -> Iterator[Found]:
    """The terms that begin with a word of the text."""
    for length in index.lengths[here.keys[at]]:
        for known in index.whole.get(tuple(here.keys[at : at + length]), ()):
            yield from _hit(here, at, known)


def _loose(here: Words, at: int, index: _Index) -> Iterator[Found]:
    """The terms with `*` that may begin there."""
    for size in index.sizes:
        for known in index.loose.get(here.keys[at][:size], ()):
            yield from _hit(here, at, known)


def _hit(here: Words, at: int, known: _Spelling) -> Iterator[Found]:
    fits = not known.exact and known.form.plain  # its words are the key that it was found by
    span = known.form.placed(here, at) if fits else known.form.at(here, at, exact=known.exact)
    if span:
        yield Found(known.term, *span)


def _apart(found: list[Found]) -> Iterator[Found]:
    """From left to right the longest, and all of the same span."""
    found.sort(key=lambda hit: (hit.start, -hit.end))
    last = (-1, 0)
    seen: list[Term] = []
    for hit in found:
        if hit.start >= last[1]:
            last, seen = (hit.start, hit.end), []
        elif (hit.start, hit.end) != last or any(hit.term is term for term in seen):
            continue
        seen.append(hit.term)
        yield hit


def _index(terms: Iterable[Term]) -> _Index:
    whole: dict[tuple[str, ...], list[_Spelling]] = {}
    loose: dict[str, list[_Spelling]] = {}
    patterns: list[tuple[Term, re.Pattern[str]]] = []
    for term in terms:
        for text in dict.fromkeys(_spellings(term)):
            if is_regex(text):
                patterns.append((term, regex(text, exact=term.case == "exact")))
            elif known := form(text):
                exact = term.case == "exact" or (not term.case and known.exact)
                head = known.keys[0][: 0 if known.stars[0][0] else _HEAD]
                spelling = _Spelling(term, known, exact)
                if known.plain:
                    whole.setdefault(known.keys, []).append(spelling)
                else:
                    loose.setdefault(head, []).append(spelling)
    lengths: dict[str, set[int]] = {}
    for words_of in whole:
        lengths.setdefault(words_of[0], set()).add(len(words_of))
    by_length = {word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()}
    return _Index(whole, by_length, loose, tuple(sorted({len(h) for h in loose})), tuple(patterns))


def _spellings(term: Term) -> Iterator[str]:
    yield term.text
    yield from term.forms
    if not term.keep:  # a name has no plural
        for text in (term.text, *term.forms):
            yield from plurals(text)


EMPTY = Glossary()
