"""The rule on terms: a translation calls things what the glossary calls them.

Only a changed name is an error, which keeps the text off the page: a reader who is told of another
drug or clinic is misled. A term said otherwise, or a name left out, may be good writing and is for
an editor to look at: warnings.
"""

from collections.abc import Iterator

from pipeline.checks.subject import Fault, Subject
from pipeline.glossary import Breach, Violation, violations
from pipeline.model import Level


def glossary(pair: Subject) -> Iterator[Fault]:
    """Each term of the source is what its locale calls it, each name as it was."""
    for found in violations(pair.source, pair.target, pair.glossary, pair.locale):
        level = Level.ERROR if found.breach is Breach.CHANGED else Level.WARNING
        yield Fault("glossary", level, _message(found), found.span)


def _message(found: Violation) -> str:
    term, wanted = found.term.text, found.wanted
    if found.breach is Breach.MISSING:
        return f"term missing: {term} → {wanted}"
    if found.breach is Breach.FORBIDDEN:
        instead = f": write {wanted}" if wanted else ""
        return f"forbidden for {term}: {found.there}{instead}"
    if found.breach is Breach.CHANGED:
        return f"name changed: {wanted} → {found.there}"
    return f"name missing: {wanted}"
