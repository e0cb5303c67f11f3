"""What the package brings along: the interface messages of the templates, and translations.

`site/locales/site.pot` is extracted from the templates (`make messages`); a project's own
`_site.po` begins with the translations that stand beside it. Read as files, so that a sync
imports neither the templates nor Babel's extractor.
"""

from collections.abc import Mapping
from importlib.resources import files

from pipeline.formats import po
from pipeline.model import Catalog, Key, Locale

_FOLDER = "site/locales"


def interface_units() -> tuple[tuple[Key, tuple[str, ...]], ...]:
    """Every interface message with its notes for translators, in template order."""
    catalog = _read("site.pot")
    return tuple((e.key, e.notes) for e in catalog.entries) if catalog else ()


def interface_messages(locale: Locale) -> Mapping[Key, str]:
    """Accepted translations of the messages; those of the language where a region has none."""
    catalog = _read(f"{locale}.po") or _read(f"{locale.partition('_')[0]}.po")
    entries = catalog.entries if catalog else ()
    return {e.key: e.target for e in entries if e.state.accepted}


def _read(name: str) -> Catalog | None:
    path = files("pipeline").joinpath(_FOLDER, name)
    return po.read(path.read_bytes(), name) if path.is_file() else None
