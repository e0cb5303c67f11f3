"""`locales:`, with what is said of each: what it inherits from, how it addresses the reader."""

from collections.abc import Mapping
from typing import Any

from pipeline.config.check import Check
from pipeline.model import Locale

_INFORMAL = "informal du tu tú ty ti te jij je sa sinä sen ты ти εσύ"
_FORMAL = (
    "formal Sie vous usted Lei u vy Vy vi Vi Ön siz Pan/Pani dumneavoastră teie вы вие Ви εσείς"
)
_ADDRESS = dict.fromkeys(_INFORMAL.split(), "informal") | dict.fromkeys(_FORMAL.split(), "formal")
"""How a language says it, or in English."""


def read_locales(check: Check, at: str, value: Any) -> Mapping[str, Any]:
    """The locales, and beside them which of them inherit, and how they address the reader."""
    locales: list[Locale] = []
    inherits: dict[Locale, Locale] = {}
    formality: dict[Locale, str] = {}
    for i, item in enumerate(value if isinstance(value, list) else [value]):
        place = f"{at}[{i}]"
        name, options = next(iter(item.items())) if _is_single(item) else (item, None)
        locales.append(check.locale(place, name))
        if options is not None:
            of_locale = check.keys(f"{place}.{name}", options, ["inherits", "formality"])
            if "inherits" in of_locale:
                parent = check.locale(f"{place}.{name}.inherits", of_locale["inherits"])
                inherits[locales[-1]] = parent
            if "formality" in of_locale:
                said = of_locale["formality"]
                check.one_of(f"{place}.{name}.formality", said, list(_ADDRESS), "the formality")
                formality[locales[-1]] = _ADDRESS.get(str(said), "")
    for locale, parent in inherits.items():
        if parent not in locales:
            check.one_of(at, parent, locales, f"the locale that {locale} inherits from,")
        elif parent in inherits:
            check.fault(at, f"{locale} cannot inherit from {parent}, which inherits itself")
    return {"locales": tuple(locales), "inherits": inherits, "formality": formality}


def _is_single(item: Any) -> bool:
    """Whether an item is one name with what is said about it, as in `{de_AT: {inherits: de}}`."""
    return isinstance(item, dict) and len(item) == 1
