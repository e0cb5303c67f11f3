"""All findings of one catalog."""

from pipeline.checks.entry import check_entry
from pipeline.model import Catalog, DocumentId, Finding, Locale, State


def check_catalog(
    catalog: Catalog, document: DocumentId, locale: Locale, path: str
) -> tuple[Finding, ...]:
    """Findings on every live entry without plurals that holds text, in file order.

    `path` is that of the PO file, for the reader of the findings. Drafts are checked like accepted
    texts; what a finding on them is worth is the caller's to say.
    """
    return tuple(
        Finding(
            f.rule, f.level, f.message, document, locale, e.key, e.target, path, e.line, f.span,
        )
        for e in catalog.entries
        if not e.obsolete and e.plural is None and e.state is not State.MISSING
        for f in check_entry(e, locale)
    )  # fmt: skip
