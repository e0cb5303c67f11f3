"""What the readers of glossaries (TBX, tables) share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.core import get_global

from pipeline.glossary import Offer, family
from pipeline.model import Locale


@dataclass(frozen=True, slots=True)
class Terms:
    """What a file has for a project."""

    offers: tuple[Offer, ...]
    left_out: int = 0
    """Terms that say nothing to this project: without a source term, or in other languages."""


def serving(names: Iterable[str], locales: Sequence[Locale]) -> dict[str, Locale]:
    """Each language of a file that serves a locale of the project, with that locale.

    A locale takes its own, else that of its language (unless the project has the language as well,
    where it falls back to it), else the only one of a region, or the likely one (CLDR).

    >>> serving(["de-DE", "pt-PT", "pt-BR", "fr"], (Locale("de"), Locale("pt"), Locale("it")))
    {'de-DE': 'de', 'pt-BR': 'pt'}
    """
    known = {_tidy(name): name for name in names}
    found = {locale: _serving(locale, known, locales) for locale in locales}
    return {known[name]: locale for locale, name in found.items() if name}


def _serving(locale: Locale, known: Iterable[str], locales: Sequence[Locale]) -> str:
    tidy = {name.lower(): name for name in known}
    own, *wider = (name.lower() for name in family(locale))
    if own in tidy:
        return tidy[own]
    if any(name in map(str.lower, locales) for name in wider):
        return ""
    for name in wider:
        if name in tidy:
            return tidy[name]
    near = [name for name in known if own in map(str.lower, family(name))]
    likely = [name for name in near if name.split("_")[-1] == _region(locale)]
    return (likely or (near if len(near) == 1 else [""]))[0]


def _region(locale: str) -> str:
    return str(get_global("likely_subtags").get(locale, "")).rpartition("_")[2]


def _tidy(name: str) -> str:
    """`PT-br` as CLDR has it: `pt_BR`."""
    language, *rest = name.replace("-", "_").split("_")
    sizes = {2: str.upper, 3: str.upper, 4: str.title}
    return "_".join([language.lower(), *(sizes.get(len(p), str.lower)(p) for p in rest)])
