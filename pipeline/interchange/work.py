"""The work file: one PO file with the open units of all documents, and back.

It is an ordinary catalog, so that any PO tool may edit it. Its header names the locale; a comment
in each entry says what the catalogs held (`gather.FROM`), and goes when the file comes back.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.formats import po
from pipeline.interchange.gather import FROM, Row, merged
from pipeline.interchange.put_back import Offer, unit_id
from pipeline.model import Catalog, CatalogError, Entry, Locale

KIND, LOCALE = "X-L10n-Export", "X-L10n-Locale"
"""Header fields that make a PO file one of ours."""
TEMPLATE = "template"

_FIELD = re.compile(rf'^"({KIND}|{LOCALE}|Language): ([^"\\]*)', re.MULTILINE)
_MARK = re.compile(rf"{FROM}: ([0-9a-f]{{12}})")
_HEAD = """\
# {title}: {units}, {words} words.
# Translate with any PO editor; what you leave fuzzy stays a draft. Then put it back:
# l10n import FILE
"""


@dataclass(frozen=True, slots=True)
class Work:
    """A file that came back."""

    kind: str
    """`todo`, `po` or `template`, as it was exported."""
    locale: str
    offers: tuple[Offer, ...]


def write(rows: Iterable[Row], locale: Locale, project: str, kind: str) -> bytes:
    """A PO file with each key of the rows once; `kind` is kept in its header."""
    entries = merged(rows)
    words = sum(len(e.key.text.split()) for e in entries)
    units = f"{len(entries):,} unit{'s' * (len(entries) != 1)}"
    title = f"{project} ({locale})" if project else locale
    head = _HEAD.format(title=title, units=units, words=f"{words:,}")
    fields = f'"{KIND}: {kind}\\n"\n"{LOCALE}: {locale}\\n"\n'
    header = head + po.new_catalog(locale, project or "l10n").header + fields
    return po.write(Catalog(header, entries))


def write_template(rows: Iterable[Row], project: str) -> bytes:
    """A `.pot` file: each key of the rows once, in no language."""
    fields = {
        "Project-Id-Version": project or "l10n",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": "l10n-pipeline",
        KIND: TEMPLATE,
    }
    header = 'msgid ""\nmsgstr ""\n' + "".join(f'"{k}: {v}\\n"\n' for k, v in fields.items())
    entries = tuple(replace(e, comments=()) for e in merged(rows))
    return po.write(Catalog(header, entries))


def read(data: bytes, path: str) -> Work:
    """A file that `write` made, or a filled template, however a PO tool has saved it.

    Raises CatalogError when it cannot be read or is none of ours.
    """
    catalog = po.read(data, path)
    fields = _fields(catalog)
    if KIND not in fields:
        message = (
            f"its header has no {KIND}: it is not what `l10n export` made; a catalog of po4a, mdpo "
            "or translate-toolkit needs its locale: -l de"
        )
        raise CatalogError(path, message, 1)
    locale = fields.get(LOCALE) or fields.get("Language", "")
    if not locale:
        raise CatalogError(path, "its header names no Language: fill it in", 1)
    entries = (e for e in catalog.entries if not e.obsolete and not e.plural)
    return Work(fields[KIND], locale.strip(), tuple(map(_offer, entries)))


def is_ours(data: bytes, path: str) -> bool:
    """Whether a PO file is an export; raises CatalogError."""
    return KIND in _fields(po.read(data, path))


def is_blank(data: bytes, path: str) -> bool:
    """Whether a PO file holds no translation; raises CatalogError."""
    return not any(e.target for e in po.read(data, path).entries)


def _fields(catalog: Catalog) -> dict[str, str]:
    return dict(_FIELD.findall(catalog.header))


def _offer(entry: Entry) -> Offer:
    seen = tuple(m[1] for c in entry.comments if (m := _MARK.fullmatch(c.strip())))
    remarks = tuple(r for r in entry.remarks if r and not _MARK.fullmatch(r.strip()))
    return Offer(
        unit_id(entry.key), entry.key, entry.target, entry.fuzzy, seen, remarks, entry.line
    )
