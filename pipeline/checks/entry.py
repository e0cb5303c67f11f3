"""The table of rules, and one entry checked by all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from pipeline.checks import markup, negation, quantity, terms, text
from pipeline.checks.subject import Fault, Subject, subject
from pipeline.glossary import EMPTY, Glossary
from pipeline.model import Entry, Locale


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called in findings and waivers, and what finds its faults."""

    id: str
    find: Callable[[Subject], Iterator[Fault]]
    compares: bool = False
    """It holds the facts of both texts against each other: not where a locale writes its own."""
    needs: Callable[[Subject], bool] | None = None
    """Without this it has nothing to find."""


_NUMBERS: Callable[[Subject], bool] = attrgetter("numbered")
_CONSTRUCTS: Callable[[Subject], bool] = attrgetter("rebuilt")


RULES = (
    Rule("empty", text.empty),
    Rule("white-space", text.space),
    Rule("untranslated", text.untranslated, compares=True),
    Rule("residue", text.residue),
    Rule("number", quantity.number, compares=True, needs=_NUMBERS),
    Rule("unit", quantity.unit, compares=True, needs=_NUMBERS),
    Rule("sign", quantity.sign, compares=True, needs=_NUMBERS),
    Rule("number-format", quantity.number_format, compares=True, needs=_NUMBERS),
    Rule("negation", negation.negation, compares=True),
    Rule("structure", markup.structure),
    Rule("structure", markup.emphasis, needs=_CONSTRUCTS),
    Rule("link", markup.link, compares=True, needs=_CONSTRUCTS),
    Rule("code", markup.code, needs=_CONSTRUCTS),
    Rule("html", markup.html, needs=_CONSTRUCTS),
    Rule("footnote", markup.footnote, needs=_CONSTRUCTS),
    Rule("placeholder", markup.placeholder, needs=_CONSTRUCTS),
    Rule("glossary", terms.glossary, compares=True),
)
"""In the order in which their findings are reported."""

_WAIVER = "check-ok:"


def check_entry(entry: Entry, locale: Locale, glossary: Glossary = EMPTY) -> tuple[Fault, ...]:
    """All faults of one entry that no waiver silences.

    A waiver is the comment `check-ok: RULE H (reason)`, where H is the digest of both texts: it
    lapses when either changes.

    >>> from pipeline.model import Key
    >>> check_entry(Entry(Key("Take 5 mg."), "Tome 50 mg."), Locale("es"))[0].message
    'number changed: 5 mg → 50 mg'
    """
    without = waived(entry)
    pair = subject(entry.key.text, entry.target, locale, glossary)
    if not entry.target.strip():
        return tuple(text.empty(pair)) if "empty" not in without else ()
    own = entry.key.adapted
    return tuple(
        fault
        for rule in RULES
        if not (own and rule.compares)
        and (rule.needs is None or rule.needs(pair))
        and rule.id not in without
        for fault in rule.find(pair)
    )


def waived(entry: Entry) -> frozenset[str]:
    """The rules that a person has silenced for exactly these two texts."""
    found = [c.split()[1:3] for c in entry.comments if c.lstrip().startswith(_WAIVER)]
    if not found:
        return frozenset()
    digest = entry.key.digest(entry.target)
    return frozenset(words[0] for words in found if words[1:] == [digest])
