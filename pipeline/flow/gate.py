"""Which machine drafts may not be written."""

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.checks import check_entry
from pipeline.model import Entry, Key, Level, Locale

STRICTER: Mapping[str, Level] = MappingProxyType(
    dict.fromkeys(("number", "unit", "sign", "negation"), Level.WARNING)
)
"""Rules that keep a draft out from a lower level on than ERROR: nobody has read it yet."""

_WEIGHT = {Level.INFO: 0, Level.WARNING: 1, Level.ERROR: 2}


def gate(key: Key, draft: str, locale: Locale, stricter: Mapping[str, Level] = STRICTER) -> str:
    """Why a draft may not be written, as one line; empty when it may.

    `stricter` says from which level a rule counts; every other rule counts from ERROR on.

    >>> gate(Key("Do not take more than 5 mg."), "Tome más de 5 mg.", Locale("es"))
    'negation dropped: “not take more than 5…”'
    """
    faults = check_entry(Entry(key, draft), locale)
    counted = [f for f in faults if _WEIGHT[f.level] >= _WEIGHT[stricter.get(f.rule, Level.ERROR)]]
    worst = sorted(counted, key=lambda f: -_WEIGHT[f.level])
    return worst[0].message if worst else ""
