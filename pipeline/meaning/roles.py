"""What an entry is in its document, and whether it says a dose."""

import re

from pipeline.meaning.dose import is_dose
from pipeline.model import Entry

DOSE = "dose"
"""The role of a sentence that says a dose, whatever else it is."""

_DIVIDER = " · "
_NUMBERED = re.compile(r" \d+$")
_NO_ROLE = ("note: ", "next: ", "after: ")


def roles_of(entry: Entry) -> frozenset[str]:
    """What its block is, as sync notes it first (`#. heading 2 · Sleep`), and `dose`.

    A numbered role is there without its number too. Empty for an entry of another tool's making.

    >>> from pipeline.model import Key
    >>> sorted(roles_of(Entry(Key("Take 5 mg."), notes=("heading 2 · Pain",))))
    ['dose', 'heading', 'heading 2']
    """
    first = entry.notes[0] if entry.notes else ""
    role = "" if first.startswith(_NO_ROLE) else first.partition(_DIVIDER)[0].strip()
    named = {role, _NUMBERED.sub("", role)} - {""}
    return frozenset(named | {DOSE} if is_dose(entry.key.text) else named)
