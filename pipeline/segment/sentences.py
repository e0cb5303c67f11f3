"""Text -> sentences. sentencex proposes; what it does not know of our field stands here.

A boundary needs white space (outside English a full-width stop will do): `example.Com` holds none.
Where a case is open, the text stays whole: a sentence too long costs a translator little, a dose
cut in two may cost a reader much.
"""

import re
from collections.abc import Collection, Iterator
from itertools import accumulate, pairwise

from sentencex import segment

from pipeline.segment.abbreviations import STARTER, ends_sentence

_STOP = re.compile(r"[.?!…。！？｡]|\d\)")
"""Without any of these a text is one sentence: most headings, cells and labels leave here."""
_SPACE = " \t\r\n"
"""What may stand between sentences. A no-break space holds together what it joins."""
_FULL_WIDTH = "。！？｡"
_OPENING = "\"'“‘«‹„¿¡([{*_"
_WINDOW = 64
"""So many characters around a boundary decide it; more would make long texts slow."""

_POSSIBLE = re.compile(
    r"[.?!…][)\]\"”’]*(?:[¹²³⁰-⁹*†‡]+|\[\^[^\]\s]+\])?[ ]+(?=[\"“‘«„¿¡(\[]*[^\W\d_a-z])"
)
_OVERLOOKED = re.compile(
    r"(?:\d[ \u00a0\u202f]?(?:[mkµμ]?g|[mcd]?[lL]|[mck]?m|h|°?[CF]|kcal|kJ)\."  # no initials
    r"|[^\s…]…[\"”’)]*"
    r"|[.?!…][)\]][\"”’]?"  # a whole sentence in brackets
    r"|[¹²³⁰-⁹*†‡]|\[\^[^\]\s]+\]"  # behind a footnote mark
    r"|(?:[Vv]itamins?|[Hh]epatitis|[Tt]ype|[Pp]lan|[Gg]roup|[Ss]tage|[Gg]rade|[Cc]lass|[Aa]ppendix)"
    r" (?:[A-Z]\d*(?:, | and | or ))*[A-Z]\."
    r"|(?:https?://|www\.|@)[^\s)]*[\w/][>)]*\."  # an address
    r"|\bNo\.)[ ]+$"
)
"""Ends that sentencex does not see, though a stop and a capital letter stand there."""
_LETTERS = re.compile(r"(?:\w\.){2,4}[ ]+$")
"""`q.i.d.`, `J.R.R.`: an end only before a word that begins sentences."""
_OMISSION = re.compile(r"[^\s.]\.[ ](?=\. \. \. [A-Z])")
"""The end of a sentence, and then something left out."""
_BRACKETED = re.compile(r"[.?!…][)\]][\"”’]?$")
_LEFT_OUT = re.compile(r"[^\s.]\. \. \. \.$")
_MARKER = re.compile(
    r"\W*(?:(?:Step|Part|Phase|Tip|Rule|Chapter|Section|Table|Figure) )?"
    r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[.)]+"
)
"""`1.`, `Step 2.`, `Q.` at the beginning of a sentence number it."""


def split(text: str, language: str = "en") -> list[str]:
    """The sentences of a text, each with the white space behind it: joined they are the text.

    `language` is an ISO 639 code; what sentencex does not know is cut by the rules of English.
    Never an empty sentence; no sentence at all for an empty text.

    >>> split("See Fig. 3. Take 5 mg. daily.")
    ['See Fig. 3. ', 'Take 5 mg. daily.']
    """
    starts = (0, *cuts(text, language), len(text))
    return [text[a:b] for a, b in pairwise(starts)] if text else []


def may_end(text: str) -> bool:
    """Whether there is a sign in the text that could end a sentence before its last."""
    return _STOP.search(text) is not None


def cuts(text: str, language: str = "en") -> Iterator[int]:
    """Where the second and each further sentence begins, in order."""
    if not may_end(text):
        return
    begin, end = 0, _last_word(text)
    for found in _candidates(text, language):
        at = found
        while at < end and text[at] in _SPACE:
            at += 1
        if begin < at < end and _is_end(text, begin, at, language):
            yield at
            begin = at


def _candidates(text: str, language: str) -> list[int]:
    # comparison signs are no brackets: sentencex would look for no end between `<25` and `>30`
    parts = segment(language, text.replace("<", "=").replace(">", "="))
    found = set(accumulate(map(len, parts)))
    found.update(_overlooked(text, found))
    return sorted(found)


def _overlooked(text: str, found: Collection[int]) -> list[int]:
    """Where sentences begin that sentencex does not see."""
    ends = [m.end() for m in _POSSIBLE.finditer(text)]
    more = [at for at in ends if at not in found and _is_overlooked(text, at)]
    if ". . . ." in text:
        more += [m.end() for m in _OMISSION.finditer(text)]
    return more


def _is_overlooked(text: str, at: int) -> bool:
    begin = max(0, at - _WINDOW)
    if _LETTERS.search(text, begin, at):
        return STARTER.match(text, at) is not None
    return _OVERLOOKED.search(text, begin, at) is not None


def _last_word(text: str) -> int:
    """The end of the last letter or digit: signs behind it are no sentence of their own."""
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    return end


def _is_end(text: str, begin: int, at: int, language: str) -> bool:
    """Whether one sentence ends and another begins at this place."""
    spaced = text[max(begin, at - _WINDOW) : at]
    before = spaced.rstrip(_SPACE)
    if before == spaced and (language == "en" or spaced[-1] not in _FULL_WIDTH):
        return False
    after = text[at : at + _WINDOW].lstrip(_OPENING + _SPACE)
    if after[:1].islower() or not any(map(str.isalnum, before)) or _numbers(text, begin, before):
        return False
    if _BRACKETED.search(before) and text[begin] not in "([":
        return False  # a sentence in brackets inside one that goes on
    return language != "en" or _is_english_end(text, begin, before, after)


def _numbers(text: str, begin: int, before: str) -> bool:
    """Whether all that stands since the last boundary is the number of what follows."""
    return text.startswith(before, begin) and _MARKER.fullmatch(before) is not None


def _is_english_end(text: str, begin: int, before: str, after: str) -> bool:
    if _LEFT_OUT.search(before):
        return False
    if before.lstrip(_OPENING) == "No." and text.startswith(before, begin):
        return not after[:1].isdigit()  # an answer, and not the number of something
    known = ends_sentence(before, after)
    return True if known is None else known
