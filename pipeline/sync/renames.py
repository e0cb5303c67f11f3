"""Which new document is an old one under another name, so that its catalog is renamed too."""

from collections.abc import Collection, Mapping

from pipeline.model import Catalog, Key

_SHARE = 0.5
"""So much of the words must be the same: git's own threshold for a renamed file."""


def renames(
    documents: Mapping[str, Collection[Key]], catalogs: Mapping[str, Catalog]
) -> dict[str, str]:
    """New catalog name -> old one, the most alike first, each once.

    `documents` are those that have no catalog, with their units; `catalogs` those whose document
    is gone, of which one without a live entry has been left behind before.
    """
    alike: list[tuple[float, str, str]] = []
    for old, catalog in catalogs.items():
        live = catalog.by_key()
        for new, keys in documents.items():
            shared = sum(_words(key) for key in keys if key in live)
            most = max(sum(map(_words, keys)), sum(map(_words, live)))
            if shared and shared >= _SHARE * most:
                alike.append((-shared / most, new, old))
    found: dict[str, str] = {}
    for _, new, old in sorted(alike):
        if new not in found and old not in found.values():
            found[new] = old
    return found


def _words(key: Key) -> int:
    return len(key.text.split())
