"""The table of rules, and one entry checked by all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.checks import markup, negation, quantity, text
from pipeline.checks.subject import Fault, Subject, subject
from pipeline.model import Entry, Locale


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called in findings and waivers, and what finds its faults."""

    id: str
    find: Callable[[Subject], Iterator[Fault]]
    compares: bool = False
    """It holds the facts of both texts against each other: not where a locale writes its own."""


RULES = (
    Rule("empty", text.empty),
    Rule("white-space", text.space),
    Rule("untranslated", text.untranslated, compares=True),
    Rule("residue", text.residue),
    Rule("number", quantity.number, compares=True),
    Rule("unit", quantity.unit, compares=True),
    Rule("sign", quantity.sign, compares=True),
    Rule("number-format", quantity.number_format, compares=True),
    Rule("negation", negation.negation, compares=True),
    Rule("structure", markup.structure),
    Rule("structure", markup.emphasis),
    Rule("link", markup.link, compares=True),
    Rule("code", markup.code),
    Rule("html", markup.html),
    Rule("footnote", markup.footnote),
    Rule("placeholder", markup.placeholder),
)
"""In the order in which their findings are reported."""

_WAIVER = "check-ok:"


def check_entry(entry: Entry, locale: Locale) -> tuple[Fault, ...]:
    """All faults of one entry that no waiver silences.

    A waiver is the comment `check-ok: RULE H (reason)`, where H is the digest of both texts: it
    lapses when either changes.

    >>> from pipeline.model import Key
    >>> check_entry(Entry(Key("Take 5 mg."), "Tome 50 mg."), Locale("es"))[0].message
    'number changed: 5 mg → 50 mg'
    """
    without = waived(entry)
    pair = subject(entry.key.text, entry.target, locale)
    if not entry.target.strip():
        return tuple(text.empty(pair)) if "empty" not in without else ()
    own = entry.key.adapted
    rules = (r for r in RULES if r.id not in without and not (own and r.compares))
    return tuple(f for rule in rules for f in rule.find(pair))


def waived(entry: Entry) -> frozenset[str]:
    """The rules that a person has silenced for exactly these two texts."""
    found = [c.split()[1:3] for c in entry.comments if c.lstrip().startswith(_WAIVER)]
    if not found:
        return frozenset()
    digest = entry.key.digest(entry.target)
    return frozenset(words[0] for words in found if words[1:] == [digest])
