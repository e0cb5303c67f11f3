"""How two source texts differ, in words, for somebody who has the translation of one."""

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from pipeline.meaning import changed_facts

_MOST = 4
"""So many differing places are named; who has more reads both texts anyway."""


def difference(old: str, new: str) -> str:
    """What is another in the new text, with the kinds of facts that this changes.

    Empty where not a word differs.

    >>> difference("Take two tablets.", "Take three tablets.")
    'number differs: two → three'
    >>> difference("Rest well now.", "You rest well.")
    'differs: Rest → You rest, well now. → well.'
    """
    places = list(_places(old.split(), new.split()))
    if not places:
        return ""
    facts = " and ".join(changed_facts(old, new))
    verb = "differ" if " and " in facts else "differs"
    said = ", ".join([*places[:_MOST], *(["…"] if len(places) > _MOST else [])])
    return f"{facts} {verb}: {said}" if facts else f"differs: {said}"


def _places(old: list[str], new: list[str]) -> Iterator[str]:
    """Each run of words that differs, as `old → new`, `+ new` or `- old`."""
    start = (0, 0)
    for block in Levenshtein.opcodes(old, new).as_matching_blocks():
        gone, come = old[start[0] : block.a], new[start[1] : block.b]
        start = block.a + block.size, block.b + block.size
        if gone and come:
            yield f"{' '.join(gone)} → {' '.join(come)}"
        elif gone or come:
            yield " ".join(["-", *gone] if gone else ["+", *come])
