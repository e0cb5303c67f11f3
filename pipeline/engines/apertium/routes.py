"""Which modes of Apertium lead from English into a locale, and what their drafts are worth.

Measured with Debian's packages on 20 sentences of health prose for each route (apertium 3.8.3,
lttoolbox 3.7.1), judged by reading, with the marks of Apertium's own generator counted.
French, Italian and Portuguese leave fewer words untranslated by way of Catalan than of Spanish
(9 to 15, 14 to 13, 11 to 18). No route leads into de, nl, sv, da, nb, pl, cs, sk, hu, fi, el, et,
lv, lt, uk or ro.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


class Quality(enum.StrEnum):
    """What a person can do with a route's drafts."""

    POST_EDITABLE = "post-editable"
    READABLE = "readable"
    ROUGH = "rough"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class Route:
    """One row of the table."""

    modes: tuple[str, ...]
    """Names of Apertium's mode files, run one after the other."""
    quality: Quality
    marks: tuple[int, int, int] | None = None
    """Words of 20 sentences that were unknown (`*`), had no translation (`@`) and no form
    (`#`). None where the whole route was not counted."""
    script: str = "Latn"
    """What it writes: a locale in another script is not served."""


_GOOD, _READ, _ROUGH, _BAD = Quality
ROUTES: Mapping[str, Route] = MappingProxyType(
    {
        "an": Route(("eng-spa", "spa-arg"), _ROUGH, (21, 0, 0)),
        "ast": Route(("eng-spa", "spa-ast"), _ROUGH, (10, 0, 0)),
        "bg": Route(("eng-hbs", "hbs-mkd", "mkd-bul"), _BAD, script="Cyrl"),
        "bs": Route(("eng-hbs_BS",), _BAD, (4, 65, 118)),
        "ca": Route(("eng-cat",), _GOOD, (4, 0, 0)),
        "ca_ES_VALENCIA": Route(("eng-cat_valencia",), _GOOD),
        "eo": Route(("en-eo",), _READ, (2, 0, 0)),
        "es": Route(("eng-spa",), _GOOD, (4, 0, 1)),
        "fr": Route(("eng-cat", "cat-fra"), _ROUGH, (9, 0, 0)),
        "gl": Route(("en-gl",), _GOOD, (7, 0, 0)),
        "hr": Route(("eng-hbs_HR",), _BAD, (4, 65, 118)),
        "it": Route(("eng-cat", "cat-ita"), _ROUGH, (14, 0, 0)),
        "mk": Route(("eng-hbs", "hbs-mkd"), _BAD, script="Cyrl"),
        "oc": Route(("eng-spa", "es-oc"), _ROUGH, (22, 0, 0)),
        "pt": Route(("eng-cat", "cat-por"), _ROUGH, (11, 0, 0)),
        "pt_BR": Route(("eng-cat", "cat-por_BR"), _ROUGH, (11, 0, 0)),
        "sc": Route(("eng-cat", "cat-srd"), _ROUGH, (10, 0, 0)),
        "sl": Route(("eng-hbs", "hbs-slv"), _BAD, (74, 65, 131)),
        "sr_LATN": Route(("eng-hbs_SR",), _BAD, (4, 65, 118)),
    }
)
"""Locale (`sr_LATN`: only in this script) to its route."""

PACKAGES: Mapping[str, str] = MappingProxyType(
    {
        "cat-fra": "apertium-fra-cat",
        "cat-ita": "apertium-cat-ita",
        "cat-por": "apertium-por-cat",
        "cat-por_BR": "apertium-por-cat",
        "cat-srd": "apertium-cat-srd",
        "en-eo": "apertium-eo-en",
        "en-gl": "apertium-en-gl",
        "eng-cat": "apertium-eng-cat",
        "eng-cat_valencia": "apertium-eng-cat",
        "eng-hbs": "apertium-hbs-eng",
        "eng-hbs_BS": "apertium-hbs-eng",
        "eng-hbs_HR": "apertium-hbs-eng",
        "eng-hbs_SR": "apertium-hbs-eng",
        "eng-spa": "apertium-eng-spa",
        "es-oc": "apertium-oc-es",
        "hbs-mkd": "apertium-hbs-mkd",
        "hbs-slv": "apertium-hbs-slv",
        "mkd-bul": "apertium-mkd-bul",
        "spa-arg": "apertium-spa-arg",
        "spa-ast": "apertium-spa-ast",
    }
)
"""Mode to the Debian package that has it."""

_SCRIPT = 4
"""Letters of a script in a locale name."""


def route(locale: str) -> Route | None:
    """Return the route from English into a locale, None when there is none.

    The locale may be written with `-` or `_`; without a row of its own it takes its language's,
    but never another script's.
    """
    language, *rest = locale.replace("-", "_").split("_")
    scripts = [part for part in rest if len(part) == _SCRIPT and part.isalpha()]
    others = [part for part in rest if part not in scripts]
    for names in (rest, scripts, others, ()):
        row = ROUTES.get("_".join((language.lower(), *(name.upper() for name in names))))
        if row and all(script.title() == row.script for script in scripts):
            return row
    return None


def refusal(locale: str, force: frozenset[str], engine: str) -> str:
    """Say why there are no drafts for a locale, empty when there are.

    `force` holds locales or languages whose unusable drafts somebody wants to see anyway.
    """
    found = route(locale)
    if found is None:
        return f"does not translate English into {locale}"
    language = locale.replace("-", "_").split("_", maxsplit=1)[0]
    if found.quality is not Quality.UNUSABLE or force & {locale, language}:
        return ""
    why = f"by way of {', '.join(found.modes)}"
    if found.marks:
        why = "{1} English words left and {2} without a form in 20 sentences".format(*found.marks)
    way = f"engine_options: {engine}: {{force: [{locale}]}}"
    return f"only unusable drafts from English: {why}; {way}"
