"""Negation, modality and bounds in English, as cues that can be counted.

Synonyms share a cue (`do not`, `don't`), so that wording may change freely; `not` and `never`,
`must` and `should`, `up to` and `at least` do not. Antonyms count only against each other: `before`
may come or go, but `before` for `after` is another instruction.
"""

import re
from collections import Counter

_N = r"(?=\s+(?:[$€£]?\d|a |an |one|two|three|four|five|six|half))"
CUES: tuple[tuple[str, str], ...] = (
    ("at most", r"(?:no|not) (?:more|longer|higher|later|greater) than|at (?:the )?most|up to"),
    ("at most", r"(?:a |the )?maximum(?: of)?|as (?:much|many) as"),
    ("at least", r"(?:no|not) (?:less|fewer|lower|sooner|earlier) than|at (?:the very )?least"),
    ("at least", r"(?:a |the )?minimum(?: of)?"),
    ("less than", rf"(?:less|fewer|lower|shorter|younger) than|(?:under|below){_N}"),
    ("more than", rf"(?:more|higher|longer|greater|older) than|(?:over|above|exceeding){_N}"),
    ("half", r"half"),
    ("twice", r"twice|two times|double[ds]?"),
    ("once", r"once(?= (?:a|per|every|each|daily|weekly|monthly)\b)|one time"),
    ("cannot", r"can ?not|can['’]t|unable to"),
    ("not", r"not|\w+n['’]t"),
    ("never", r"never"),
    ("no", r"no(?!\.\s?\d)|none|nobody|nothing|no one|nowhere|neither|nor"),
    ("without", r"without"),
    ("unless", r"unless"),
    ("except", r"except(?:ing)?|apart from|other than"),
    ("only", r"only|solely|exclusively"),
    ("avoid", r"avoid(?:s|ed|ing)?|refrain(?:s|ed|ing)?"),
    ("must", r"must|ha(?:ve|s) to|needs? to|required to"),
    ("should", r"should|ought to"),
    ("always", r"always"),
    ("rarely", r"rarely|seldom|hardly|barely|scarcely"),
    ("fail", r"fail(?:s|ed|ing)?|lack(?:s|ed|ing)?|absence|absent"),
    ("every other", r"every (?:other|second)|alternate"),
    ("quarter", r"quarters?"),
    ("third", r"(?:a|one|two) thirds?"),
    ("teaspoon", r"teaspoon(?:ful)?s?"),
    ("tablespoon", r"tablespoon(?:ful)?s?"),
    ("a.m.", r"a\.m\.?|(?<=\d )am|(?<=\d)am"),
    ("p.m.", r"p\.m\.?|(?<=\d )pm|(?<=\d)pm"),
    ("minute", r"minutes?"),
    ("hour", r"hours?|hourly"),
    ("day", r"days?|daily"),
    ("week", r"weeks?|weekly"),
    ("month", r"months?|monthly"),
    ("year", r"years?|yearly|annually"),
)  # fmt: skip
"""Cue and the English for it; the first that fits a place counts there."""

ANTONYMS: tuple[tuple[str, str], ...] = (
    ("before", "after"),
    ("with", "without"),
    (r"increas\w+|rais\w+", r"decreas\w+|reduc\w+|lower(?:s|ed|ing)?"),
    ("more", "less|fewer"),
    (r"start\w*|begin\w*", r"stop\w*"),
    ("high|higher", "low|lower"),
    ("safe", "unsafe|dangerous|harmful"),
    ("hot|warm", "cold|cool"),
    ("left", "right"),
    ("full", "empty"),
    ("daily|every day", "weekly|every week"),
    ("daily", "hourly"),
    ("first", "last"),
    ("morning", "evening|night"),
    (r"adults?", r"child(?:ren)?|infants?|bab(?:y|ies)"),
    (r"possible", r"impossible"),
    (r"likely", r"unlikely"),
    (r"common", r"uncommon|rare"),
    (r"mild", r"severe"),
    (r"short", r"long"),
    (r"allow\w*|permit\w*", r"forbid\w*|bann\w*|prohibit\w*"),
    (r"recommend\w*|advis\w*|encourag\w*", r"discourag\w*"),
    (r"keep\w*|kept|continu\w*", r"stop\w*"),
    (r"all|every|each", r"some|few|several"),
)
"""Words that turn an instruction round when one takes the other's place."""

_CUE = re.compile("|".join(rf"(?P<c{i}>\b(?:{p})\b)" for i, (_, p) in enumerate(CUES)))
_ANTONYMS = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b")) for one, other in ANTONYMS
)


def cues(text: str) -> Counter[str]:
    """The cues of an English text, each as often as it stands there.

    >>> sorted(cues("Don't take more than 5 mg, and never without food.").elements())
    ['more than', 'never', 'not', 'without']
    """
    found = _CUE.finditer(_even(text))
    return Counter(CUES[int((match.lastgroup or "c0")[1:])][0] for match in found)


def reversed_words(old: str, new: str) -> bool:
    """Whether a word of the old text has given way to its opposite in the new one."""
    old, new = _even(old), _even(new)
    for one, other in _ANTONYMS:
        here = len(one.findall(new)) - len(one.findall(old))
        there = len(other.findall(new)) - len(other.findall(old))
        if here * there < 0:
            return True
    return False


def _even(text: str) -> str:
    """Lower case, one space between words."""
    return " ".join(text.casefold().replace("\0", "").split())
