"""A renamed document keeps its catalogs: they are renamed as it was, before anything is synced."""

from pipeline.cli.incremental import Incremental
from pipeline.cli.workspace import stem
from pipeline.model import Catalog, Key, Locale
from pipeline.sync import renames


def follow_renames(work: Incremental) -> None:
    """Rename the catalogs of every selected locale whose document has another name now.

    One step of the file system each, so that git sees a renamed file too, and a killed run leaves
    the one name or the other.
    """
    workspace = work.workspace
    for locale in workspace.locales:
        there = work.catalogs.get(locale, {})
        new = [id for id in work.documents(locale) if stem(id) not in there]
        gone = there.keys() - work.taken
        if not new or not gone:
            continue
        documents: dict[str, list[Key]] = {}
        for id in new:
            document = workspace.document(id)
            units = document.for_locale(locale).units() if document else ()
            documents[stem(id)] = list(dict.fromkeys(unit.key for _, unit in units))
        for name, old in renames(documents, _live(work, gone, locale)).items():
            workspace.rename(old, name, locale)
            there[name] = there.pop(old)


def _live(work: Incremental, names: set[str], locale: Locale) -> dict[str, Catalog]:
    found = {name: work.workspace.catalog(name, locale) for name in sorted(names)}
    return {name: catalog for name, catalog in found.items() if catalog is not None}
