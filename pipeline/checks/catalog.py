"""All findings of one catalog."""

from collections.abc import Iterable

from pipeline.checks.entry import check_entry
from pipeline.checks.joined import by_key, joined
from pipeline.checks.subject import Fault
from pipeline.glossary import EMPTY, Glossary
from pipeline.model import Catalog, DocumentId, Entry, Finding, Locale, State
from pipeline.model.joined import NO_ORDER, Group, Order, groups


def check_catalog(
    catalog: Catalog,
    document: DocumentId,
    locale: Locale,
    path: str,
    order: Order = NO_ORDER,
    *,
    glossary: Glossary = EMPTY,
) -> tuple[Finding, ...]:
    """Findings on every live entry without plurals that holds text, in file order.

    `path` is that of the PO file, for the reader of the findings. `order` is that of the document:
    what `~` joins is checked as one. Drafts are checked like accepted texts; what a finding on
    them is worth is the caller's to say.
    """
    grouped = by_key(groups(catalog.by_key(), order))
    return tuple(
        Finding(
            f.rule, f.level, f.message, document, locale, e.key, e.target, path, e.line, f.span,
        )
        for e in catalog.entries
        if not e.obsolete and e.plural is None and e.state is not State.MISSING
        for f in _faults(e, grouped.get(e.key), order, locale, glossary)
    )  # fmt: skip


def _faults(
    entry: Entry, group: Group | None, order: Order, locale: Locale, glossary: Glossary
) -> Iterable[Fault]:
    """The faults of an entry; those of a joined text stand at its head."""
    if entry.joined:
        return joined(entry, group, order)
    return check_entry(group.entry if group else entry, locale, glossary)
