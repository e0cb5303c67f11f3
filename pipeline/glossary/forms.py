"""Forms: the spellings to look for. A list, words with `*` for any letters, or `/regex/`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.glossary.words import Words, even, gap, words

STAR = "*"
_SIBILANT = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Form:
    """A word or phrase taken apart."""

    keys: tuple[str, ...]
    said: tuple[str, ...]
    """The words as written: what is compared when case matters."""
    gaps: tuple[str, ...]
    """What stands before, between and behind the words: one more than words."""
    stars: tuple[tuple[bool, bool], ...]
    """For each word whether letters may precede it and whether they may follow."""

    @property
    def plain(self) -> bool:
        """Whether it stands for itself alone."""
        return not any(begin or end for begin, end in self.stars)

    @property
    def exact(self) -> bool:
        """By default: a form in lower case ignores case."""
        return any(letter.isupper() for word in self.said for letter in word)

    def at(self, here: Words, begin: int, *, exact: bool = False) -> tuple[int, int] | None:
        """The span of the form in a text where its first word is that number; None for none."""
        end = begin + len(self.keys)
        if end > len(here.keys) or not all(
            self._fits(i, here.said(begin + i) if exact else here.keys[begin + i], exact=exact)
            for i in range(len(self.keys))
        ):
            return None
        return self.placed(here, begin)

    def _fits(self, at: int, word: str, *, exact: bool) -> bool:
        wanted, (before, after) = (self.said if exact else self.keys)[at], self.stars[at]
        if before and after:
            return wanted in word
        if before:
            return word.endswith(wanted)
        return word.startswith(wanted) if after else word == wanted

    def placed(self, here: Words, begin: int) -> tuple[int, int] | None:
        """The span of words that fit, if what stands around and between them does too."""
        spans, text = here.spans, here.text
        last = begin + len(self.keys) - 1
        for i in range(begin, last):
            if gap(text[spans[i][1] : spans[i + 1][0]]) != self.gaps[i - begin + 1]:
                return None
        start, end = spans[begin][0], spans[last][1]
        head, tail = self.gaps[0], self.gaps[-1]
        if head and text[max(0, start - len(head)) : start] != head:
            return None
        if tail and text[end : end + len(tail)] != tail:
            return None
        return start - len(head), end + len(tail)

    def all(self, here: Words, *, exact: bool = False) -> Iterator[tuple[int, int]]:
        """Every place where it stands."""
        for begin in range(len(here.keys) - len(self.keys) + 1):
            if span := self.at(here, begin, exact=exact):
                yield span


def is_regex(text: str) -> bool:
    """Whether a form is a regular expression between slashes."""
    return len(text) > 2 and text[0] == text[-1] == "/"  # noqa: PLR2004 - two slashes and something


@lru_cache(maxsize=1 << 14)
def form(text: str) -> Form | None:
    """A form taken apart; None for one without a letter or digit. Not for a `/regex/`.

    >>> form("Tablette*").keys, form("Dr. Brandt").gaps
    (('tablette',), ('', '. ', ''))
    """
    found = words(text)
    if not found.keys:
        return None
    ends = [0, *(end for _, end in found.spans)]
    begins = [*(begin for begin, _ in found.spans), len(text)]
    between = [text[end:begin] for end, begin in zip(ends, begins, strict=True)]
    stars = tuple(
        (between[i].endswith(STAR), between[i + 1].startswith(STAR)) for i in range(len(found.keys))
    )
    gaps = tuple(gap(part.replace(STAR, "")) for part in between)
    said = tuple(even(text[begin:end]) for begin, end in found.spans)
    return Form(tuple(found.keys), said, (gaps[0].lstrip(), *gaps[1:-1], gaps[-1].rstrip()), stars)


@lru_cache(maxsize=1 << 12)
def regex(text: str, *, exact: bool = False) -> re.Pattern[str]:
    """The pattern of a `/regex/`; raises re.error."""
    return re.compile(text[1:-1], 0 if exact else re.IGNORECASE)


def can_be(text: str) -> bool:
    """Whether a text can be looked for at all."""
    if not is_regex(text):
        return form(text) is not None
    try:
        regex(text)
    except re.error:
        return False
    return True


def plurals(text: str) -> tuple[str, ...]:
    """English plurals of the last word by the rules of spelling; irregular ones are listed.

    >>> plurals("sleep diary"), plurals("dose"), plurals("potato")
    (('sleep diaries',), ('doses',), ('potatos', 'potatoes'))
    """
    low = text.lower()
    if not low[-1:].isalpha() or not low.isascii():
        return ()
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return (f"{text[:-1]}ies",)
    if low.endswith(_SIBILANT):
        return (f"{text}es",)
    return (f"{text}s", f"{text}es") if low.endswith("o") else (f"{text}s",)
