"""Writes a PO file: original text wherever nothing changed, gettext's canonical form elsewhere."""

from collections.abc import Iterator

from babel.messages.plurals import get_plural

from pipeline.formats.po.strings import quote
from pipeline.model import Catalog, Entry, Key, Locale


def write(catalog: Catalog) -> bytes:
    """The file; equal to what was read where nothing changed.

    Raises UnicodeEncodeError where the file's charset cannot hold a new text.
    """
    out = [catalog.header]
    for entry in catalog.entries:
        if out[-1] and out[-1][-1] != "\n":  # the file had no final newline; others follow now
            out.append(catalog.newline)
        if entry.raw is None:
            lead = "\n" if entry.lead == "" and out[-1] else entry.lead
            text = lead.replace("\r\n", "\n") + render(entry)
            out.append(text.replace("\n", catalog.newline))
        else:
            out.append(entry.lead)
            out.append(entry.raw)
    out.append(catalog.trailer)
    return "".join(out).encode(catalog.charset)


def render(entry: Entry) -> str:
    """One entry as GNU gettext writes it without wrapping: comments first, in its order."""
    return "\n".join((*_comments(entry), *_fields(entry), ""))


def _comments(entry: Entry) -> Iterator[str]:
    yield from (f"# {line}".rstrip(" ") for c in entry.comments for line in c.split("\n"))
    yield from (f"#. {line}".rstrip(" ") for n in entry.notes for line in n.split("\n"))
    yield from (f"#: {reference}" for reference in entry.references)
    flags = (["fuzzy"] if entry.fuzzy else []) + [f for f in entry.flags if f[0] != "="]
    if flags:
        yield f"#, {', '.join(flags)}"
    if workflow := [f[1:] for f in entry.flags if f[0] == "="]:
        yield f"#= {', '.join(workflow)}"


def _fields(entry: Entry) -> Iterator[str]:
    sign = "#~" if entry.obsolete else "#"
    for keyword, text in _previous(entry.previous, entry.key):
        yield from _field(f"{sign}| ", keyword, text)
    start = "#~ " if entry.obsolete else ""
    if entry.key.context is not None:
        yield from _field(start, "msgctxt", entry.key.context)
    yield from _field(start, "msgid", entry.key.text)
    if entry.plural is None:
        yield from _field(start, "msgstr", entry.target)
        return
    yield from _field(start, "msgid_plural", entry.plural[0])
    for n, form in enumerate(entry.plural[1] or ("",)):
        yield from _field(start, f"msgstr[{n}]", form)


def _previous(old: Key | None, key: Key) -> Iterator[tuple[str, str]]:
    """The `#|` lines: the context only where it was another one, as gettext's tools write it."""
    if old is None:
        return
    if old.context is not None and old.context != key.context:
        yield "msgctxt", old.context
    yield "msgid", old.text


def _field(start: str, keyword: str, text: str) -> Iterator[str]:
    first, *more = quote(text)
    yield f"{start}{keyword} {first}"
    yield from (start + line for line in more)


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
