"""How a locale is looked up in the table of an engine."""

from collections.abc import Mapping

_SCRIPT = 4
"""Letters of a script's code (ISO 15924)."""


def find(locale: str, rows: Mapping[str, str]) -> str | None:
    """Return the row of the whole locale, of language with script, with territory, of language.

    Keys are written like `zh_Hant`, `pt_BR`, `de`. A script without a row is never served by the
    language's usual one, so `sr_Latn` needs its own. None where there is nothing.
    """
    language, *rest = locale.replace("-", "_").split("_")
    parts = (language.lower(), *map(_subtag, rest))
    for names in (parts, parts[:2], (parts[0], parts[-1])):
        if row := rows.get("_".join(names)):
            return row
    return None if any(map(_is_script, parts[1:])) else rows.get(parts[0])


def _subtag(part: str) -> str:
    return part.title() if _is_script(part) else part.upper()


def _is_script(part: str) -> bool:
    return len(part) == _SCRIPT and part.isalpha()
