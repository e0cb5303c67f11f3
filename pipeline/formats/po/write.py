"""Writes a PO file: original text wherever nothing changed, polib's rendering elsewhere."""

import polib
from babel.messages.plurals import get_plural

from pipeline.model import Catalog, Entry, Locale


def write(catalog: Catalog) -> bytes:
    """The file; equal to what was read where nothing changed."""
    out = [catalog.header]
    for entry in catalog.entries:
        if out[-1] and not out[-1].endswith("\n"):
            out.append(catalog.newline)
        if entry.raw is None:
            lead = "\n" if entry.lead == "" and out[-1] else entry.lead
            out += (
                lead.replace("\r\n", "\n").replace("\n", catalog.newline),
                render(entry).replace("\n", catalog.newline),
            )
        else:
            out += entry.lead, entry.raw
    out.append(catalog.trailer)
    return "".join(out).encode(catalog.charset)


def render(entry: Entry) -> str:
    """One entry in canonical form: unwrapped, comments first."""
    plural = entry.plural
    shown = polib.POEntry(
        msgctxt=entry.key.context,
        msgid=entry.key.text,
        msgstr="" if plural else entry.target,
        msgid_plural=plural[0] if plural else "",
        msgstr_plural=dict(enumerate(plural[1])) if plural else {},
        tcomment="\n".join(entry.comments),
        comment="\n".join(entry.notes),
        occurrences=[(r, "") for r in entry.references],
        flags=(["fuzzy"] if entry.fuzzy else []) + list(entry.flags),
        previous_msgid=entry.previous.text if entry.previous else None,
        previous_msgctxt=_previous_context(entry),
        obsolete=entry.obsolete,
    )
    return str(shown.__unicode__(wrapwidth=0))


def _previous_context(entry: Entry) -> str | None:
    old = entry.previous
    return old.context if old and old.context != entry.key.context else None


def new_catalog(locale: Locale, project: str) -> Catalog:
    """An empty catalog: no dates in its header, so that nothing changes without a reason."""
    rule = get_plural(locale)
    fields = {
        "Project-Id-Version": project,
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": rule.plural_forms,
        "X-Generator": "l10n-pipeline",
    }
    lines = "".join(f'"{k}: {v}\\n"\n' for k, v in fields.items())
    return Catalog(f'msgid ""\nmsgstr ""\n{lines}')
