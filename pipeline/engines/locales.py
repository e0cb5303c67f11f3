"""From our locale names to the code of a service, by the service's own table."""

from collections.abc import Mapping

from babel.core import get_global

_SCRIPT = 4
"""Letters of a script in a locale name."""


def code_of(locale: str, table: Mapping[str, str]) -> str | None:
    """Return the code of a locale, None when the service has none for it.

    A table's keys are locale names as Babel writes them: `de`, `pt_BR`, `zh_Hant`. The whole name
    is looked for first, then the language with the territory and with the script, then the
    territory's parent in CLDR (Spanish of Peru is that of Latin America), then the language. A
    row serves only the script that it is written in, by its name or by CLDR's likely subtags:
    `sr` is Cyrillic, so it serves neither `sr_Latn` nor `sr_ME`.
    """
    language, script, territory = _parts(locale)
    script = script or _usual(language, territory)
    parent = get_global("parent_exceptions").get(f"{language}_{territory}", "")
    for key in (
        f"{language}_{script}_{territory}",
        f"{language}_{territory}",
        f"{language}_{script}",
        parent,
        language,
    ):
        if key in table and _script_of(key) == script:
            return table[key]
    return None


def _parts(locale: str) -> tuple[str, str, str]:
    """Language, script and territory as Babel writes them; variants are left out."""
    language, *rest = locale.replace("-", "_").split("_")
    scripts = [part.title() for part in rest if len(part) == _SCRIPT and part.isalpha()]
    territories = [part.upper() for part in rest if part not in {*scripts} and len(part) < _SCRIPT]
    return language.lower(), next(iter(scripts), ""), next(iter(territories), "")


def _script_of(locale: str) -> str:
    language, script, territory = _parts(locale)
    return script or _usual(language, territory)


def _usual(language: str, territory: str) -> str:
    """The script that CLDR expects, empty for a language it does not know."""
    likely = get_global("likely_subtags")
    whole = likely.get(f"{language}_{territory}") or likely.get(language) or ""
    return _parts(whole)[1]
