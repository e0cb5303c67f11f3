"""What an accepted translation becomes when its source was edited without a change of meaning.

Only markup, link destinations, typography or white space may differ, and the same change must be
certain in the translation; then it is made there, verified, and the text is still accepted.
"""

from collections import Counter

from pipeline.formats.inline import constructs
from pipeline.meaning import changed_facts
from pipeline.sync.layout import Layout, layout
from pipeline.sync.signs import reset
from pipeline.sync.transfer import Uncertain, transfer

_ENDS = ("", ".", ":")
"""What a heading or an item of a list may end with; `?` and `!` say something."""
_CLOSING = ")]}\"'”’»*_`"
"""What may stand between the last letter and an end mark."""
MARKUP = "markup"
TYPOGRAPHY = "typography"


def carry(old: str, new: str, target: str, language: str) -> tuple[str, str] | None:
    """The translation for the edited source, and the rule by which; None where nothing is certain.

    Takes the source as it was accepted, as it is now, the accepted translation and its language.

    >>> carry("See [it](a.md).", "See [it](b.md).", "Siehe [dort](a.md).", "de")
    ('Siehe [dort](b.md).', 'markup')
    >>> carry("Do **not** run.", "Do run.", "Nicht **rennen**.", "de")
    """
    was, now, there = layout(old), layout(new), layout(target)
    if was.words != now.words or not was.words or changed_facts(old, new):
        return None
    ends = _ends(was, now)
    if ends is None:
        return None
    try:
        moved = transfer(was, now, there)
    except Uncertain:
        return None
    made = _with_end(reset(old, new, moved, language), *ends)
    if made is None or not _holds(there, layout(made)):
        return None
    edit, answer = (_difference(*map(constructs, pair)) for pair in ((old, new), (target, made)))
    if edit != answer:
        return None
    return made, TYPOGRAPHY if moved == target else MARKUP


def _ends(was: Layout, now: Layout) -> tuple[str, str] | None:
    """The end marks of both, where nothing but typography differs otherwise; else None."""
    *before, old = was.even
    *after, new = now.even
    ends = old[-1:] if old[-1:] in _ENDS else "", new[-1:] if new[-1:] in _ENDS else ""
    if before != after or old.removesuffix(ends[0]) != new.removesuffix(ends[1]):
        return None
    return ends


def _with_end(text: str, old: str, new: str) -> str | None:
    """The text with another end mark; None where it has not the one of its source."""
    if old == new:
        return text
    bare = text[-1:].isalnum() or text[-1:] in _CLOSING
    if not text.endswith(old) or (not old and not bare):
        return None
    return text[: len(text) - len(old)] + new


def _holds(there: Layout, made: Layout) -> bool:
    """Whether the translation still says what it said."""
    return made.words == there.words and _reads(made) <= _reads(there)


def _reads(text: Layout) -> Counter[str]:
    """Its alt texts and titles."""
    return Counter(m.read for m in text.marks if m.read)


def _difference(
    before: Counter[tuple[str, str]], after: Counter[tuple[str, str]]
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    return before - after, after - before
