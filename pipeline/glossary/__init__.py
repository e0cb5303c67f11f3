"""What a project calls things: terms with their translations, and names that nobody translates.

A glossary is a file of terms. Here: the nouns, where terms stand in a text, which of them a
translation violates, and what an engine is given of them. Nothing here reads a file.
"""

from pipeline.glossary.agreement import Breach, Violation, violations
from pipeline.glossary.enforce import protected, terms_for
from pipeline.glossary.enter import Conflict, Entered, Offer, enter
from pipeline.glossary.index import EMPTY, Found, Glossary, find
from pipeline.glossary.read import parse_glossary
from pipeline.glossary.term import Rendering, Term, family

__all__ = [
    "EMPTY",
    "Breach",
    "Conflict",
    "Entered",
    "Found",
    "Glossary",
    "Offer",
    "Rendering",
    "Term",
    "Violation",
    "enter",
    "family",
    "find",
    "parse_glossary",
    "protected",
    "terms_for",
    "violations",
]
