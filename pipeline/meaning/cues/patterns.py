"""The rows as regular expressions over text in small letters."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from pipeline.meaning.cues.table import NEGATION
from pipeline.meaning.symbols import FILL

_GAP = rf"[\s{FILL}]+"
_APOSTROPHE = "['’ʼ]"
_KINDS = ("clear", "open", "loose", "none")
_ENTRY = re.compile(r"(?P<behind>\(\?<.*?\))?(?P<ending>-)?(?P<word>.*?)(?P<beginning>-)?")
_CHOICE = re.compile(r"\[[^\]]*\]|\(\?<.*?\)")
_LITERAL = re.compile(r"[^\W_]{1,7}(?![?*])")


@dataclass(frozen=True, slots=True)
class Patterns:
    """What finds the cues of a language, the quicker first."""

    clear: re.Pattern[str]
    """Stands in every text with a clear cue."""
    near: re.Pattern[str]
    """Begins every cue, or stands in it where only its ending is known."""
    cues: Mapping[str, tuple[re.Pattern[str], tuple[str, ...]]]
    """By first letter: what matches a cue from its beginning, and the kind of each of its groups.
    Under the empty string stand those of which only the ending is known."""

    def at(self, text: str, start: int) -> tuple[str, int] | None:
        """Kind and end of the cue that begins here."""
        cue, kinds = self.cues.get(text[start], self.cues[""])
        match = cue.match(text, start)
        return (kinds[(match.lastindex or 1) - 1], match.end()) if match else None


@lru_cache(maxsize=64)
def patterns(language: str) -> Patterns:
    """The patterns of a language that has a row."""
    row = NEGATION[language]
    entries = {entry: kind for kind in _KINDS for entry in getattr(row, kind).split()}
    letters = {"", *(_head(_parts(entry))[:1] for entry in entries)}
    return Patterns(
        _near(row.clear.split()),
        _near(entries),
        {letter: _cue(entries, letter) for letter in sorted(letters)},
    )


def _cue(entries: Mapping[str, str], letter: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What may begin with this letter, the longest first, in groups of one kind."""
    found = [e for e in entries if _head(_parts(e))[:1] in ("", letter)]
    ordered = sorted(found, key=lambda e: (_weight(e), -_letters(e), e))
    runs = [(kind, list(run)) for kind, run in groupby(ordered, entries.__getitem__)]
    either = "|".join(f"({'|'.join(map(_written, run))})" for _, run in runs) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)"), tuple(kind for kind, _ in runs)


def _head(parts: Mapping[str, str]) -> str:
    """The first letters of an entry, empty where only its ending is known."""
    literal = None if parts["ending"] else _LITERAL.match(parts["word"])
    return literal[0] if literal else ""


def _near(entries: Iterable[str]) -> re.Pattern[str]:
    """How the entries begin, a few letters of each; of those with `-` before them, the ending."""
    heads, tails = set[str](), set[str]()
    for entry in entries:
        parts = _parts(entry)
        end = r"\w*" if parts["beginning"] else r"(?!\w)"
        if parts["ending"]:
            tails.add(_word(parts) + end)
        else:
            head = _head(parts)
            heads.add(head + (end if head == parts["word"] else ""))
    starts = rf"(?<!\w)(?:{_either(heads)})" if heads else "(?!)"
    return re.compile("|".join((starts, *sorted(tails))))


def _either(words: Iterable[str]) -> str:
    """Alternatives, those with the same first letter together: the rest is passed over at once."""
    letters = groupby(sorted(words), lambda word: word[:1])
    return "|".join(f"{letter}(?:{'|'.join(w[1:] for w in run)})" for letter, run in letters)


def _weight(entry: str) -> int:
    """Which entries are tried first: phrases, then words, then beginnings and endings."""
    if "_" in entry or "[-]" in entry:
        return 0
    return 2 if "-" in (entry[0], entry[-1]) else 1


def _letters(entry: str) -> int:
    """How many letters an entry says; one of several counts as one."""
    return len(_CHOICE.sub("x", entry).strip("-"))


def _parts(entry: str) -> dict[str, str]:
    found = _ENTRY.fullmatch(entry)
    return {name: part or "" for name, part in found.groupdict().items()} if found else {}


def _word(parts: Mapping[str, str]) -> str:
    return parts["word"].replace("_", _GAP).replace("'", _APOSTROPHE)


def _written(entry: str) -> str:
    """The pattern of one entry of a row."""
    parts = _parts(entry)
    begins, ends = r"\w+" * bool(parts["ending"]), r"\w*" * bool(parts["beginning"])
    return parts["behind"] + begins + _word(parts) + ends
