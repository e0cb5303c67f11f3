"""TBX (ISO 30042): version 2 (`termEntry`) and 3 (`conceptEntry`), in both styles of version 3.

A concept is one term: its preferred source term, the other source terms as forms of it. Of each
locale the preferred and admitted terms may be used, deprecated and superseded ones are forbidden.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.glossary import Offer, Rendering, Term
from pipeline.interchange.terms import Terms, serving
from pipeline.interchange.tree import XML, InterchangeError, children, name, text_of
from pipeline.model import Locale

ROOTS = ("martif", "tbx")
_CONCEPTS = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_SECTIONS = ("tig", "ntig", "termSec")
_PREFERRED = ("preferredTerm-admn-sts", "preferred", "preferredTerm")
_FORBIDDEN = (
    "deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecated", "superseded", "forbidden",
    "obsolete", "deprecatedTerm", "supersededTerm", "notRecommended",
)  # fmt: skip
"""Picklist values of `administrativeStatus`; the short ones are those of Weblate and others."""
_INLINE = ("hi", "foreign", "sc", "ec", "ph")


@dataclass(frozen=True, slots=True)
class _Section:
    """One term of one language."""

    text: str
    part_of_speech: str
    status: str
    untranslated: bool


def read(top: Any, path: str, source_locale: str, locales: Sequence[Locale]) -> Terms:
    """The terms of a file for these locales; raises InterchangeError for what is no TBX."""
    if name(top) not in ROOTS:
        raise InterchangeError(path, f"no TBX: it begins with <{name(top)}>", 1)
    found = [
        (c, dict(_languages(c))) for c in top.iterdescendants(*(f"{{*}}{n}" for n in _CONCEPTS))
    ]
    tags = dict.fromkeys(tag for _, languages in found for tag in languages)
    source = next(iter(serving(tags, (Locale(source_locale),))), "")
    if not source:
        raise InterchangeError(path, f"it has no terms in {source_locale}, the source locale")
    served = serving((tag for tag in tags if tag != source), locales)
    terms = [(concept.sourceline, _term(languages, source, served)) for concept, languages in found]
    offers = tuple(Offer(term, line) for line, term in terms if term)
    return Terms(offers, len(terms) - len(offers))


def _languages(concept: Any) -> Iterator[tuple[str, list[_Section]]]:
    for language in children(concept, *_LANGUAGES):
        sections = [s for s in map(_section, children(language, *_SECTIONS)) if s.text]
        if sections:
            yield language.get(f"{XML}lang") or language.get("lang") or "", sections


def _section(element: Any) -> _Section:
    notes: dict[str, str] = {}
    text = ""
    for inner in element.iterdescendants():
        kind = name(inner)
        if kind == "term":
            text = " ".join((text_of(inner, _INLINE) or "").split())
        elif value := (inner.text or "").strip():
            notes.setdefault((inner.get("type") or "") if kind == "termNote" else kind, value)
    speech = notes.get("partOfSpeech", "")
    untranslated = notes.get("translationNote", "").lower() == "no"  # as Weblate writes it
    return _Section(
        text,
        "" if speech == "other" else speech,
        notes.get("administrativeStatus", ""),
        untranslated,
    )


def _term(
    languages: dict[str, list[_Section]], source: str, served: dict[str, Locale]
) -> Term | None:
    """What a concept says; None for one that says nothing."""
    ours = sorted(languages.get(source, ()), key=_rank)
    said = {
        locale: _rendering(languages[tag]) for tag, locale in served.items() if tag in languages
    }
    keep = any(section.untranslated for section in ours)
    if not ours or not (said or keep):
        return None
    first, *others = dict.fromkeys(section.text for section in ours)
    locales = () if keep else tuple(said.items())
    return Term(first, ours[0].part_of_speech, keep=keep, forms=tuple(others), locales=locales)


def _rendering(sections: Sequence[_Section]) -> Rendering:
    ordered = sorted(sections, key=_rank)
    use = dict.fromkeys(s.text for s in ordered if s.status not in _FORBIDDEN)
    forbidden = dict.fromkeys(s.text for s in ordered if s.status in _FORBIDDEN)
    return Rendering(tuple(use), forbidden=tuple(forbidden))


def _rank(section: _Section) -> int:
    """The preferred before the admitted, the forbidden last."""
    return (section.status in _FORBIDDEN) - (section.status in _PREFERRED)
