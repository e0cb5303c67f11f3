"""Terms as a table: CSV with a header row, one column for each locale.

Columns are `term` (or the source locale), `part_of_speech`, `case`, `keep`, `forms`, `note`, a
locale, and a locale with `forms` or `forbidden` behind it (`de forbidden`). A cell may hold
several texts with `|` between them. Commas, semicolons or tabs divide, as spreadsheets write them.
"""

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence

from pipeline.glossary import Offer, Rendering, Term
from pipeline.glossary.read import CASES, unknown
from pipeline.interchange.terms import Terms, serving
from pipeline.model import ConfigError, Locale

_ALIASES = {"pos": "part_of_speech", "do_not_translate": "keep"}
_FIELDS = ("term", "part_of_speech", "case", "keep", "forms", "note")
_OF_LOCALE = ("use", "forms", "forbidden")
_YES, _NO = ("true", "yes", "x", "1"), ("", "false", "no", "0")
_DIVIDERS = ",;\t"

Column = tuple[str, str]
"""A field and nothing, or a locale as the file names it and what of it."""


def read(data: bytes, path: str, source_locale: str, locales: Sequence[Locale]) -> Terms:
    """The terms of a table for these locales; raises an ExceptionGroup of ConfigError."""
    faults: list[ConfigError] = []
    rows = _rows(_text(data, path), path)
    columns = list(_columns(rows[0][1], path, source_locale, faults)) if rows else []
    if ("term", "") not in columns and not faults:
        message = f"the first row must name the columns: term (or {source_locale}), de, fr…"
        faults.append(ConfigError(path, message, 1))
    served = serving((name for name, part in columns if part), locales)
    offers: list[Offer] = []
    for line, row in rows[1:]:
        if any(row):
            term = _term(dict(zip(columns, row, strict=False)), (path, line), served, faults)
            offers.append(Offer(term, line))
            if len(row) > len(columns):
                faults.append(ConfigError(path, "more cells than the first row has columns", line))
    if faults:
        raise ExceptionGroup(path, faults)
    kept = tuple(o for o in offers if o.term.text and (o.term.keep or o.term.locales))
    return Terms(kept, len(offers) - len(kept))


def _text(data: bytes, path: str) -> str:
    """The text of a file; spreadsheets also write UTF-16, with a mark."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        fault = ConfigError(path, "not UTF-8: save it as “CSV UTF-8”", 1)
        raise ExceptionGroup(path, [fault]) from None


def _rows(text: str, path: str) -> list[tuple[int, list[str]]]:
    """Each row with its line, cells trimmed; what divides is what the first line has most of."""
    first = text.partition("\n")[0]
    reader = csv.reader(
        (f"{line}\n" for line in text.replace("\r\n", "\n").split("\n")),
        delimiter=max(_DIVIDERS, key=first.count),
        strict=True,
    )
    try:
        return [(reader.line_num, [" ".join(cell.split()) for cell in row]) for row in reader]
    except csv.Error as error:
        fault = ConfigError(path, f"no CSV that can be read: {error}", reader.line_num)
        raise ExceptionGroup(path, [fault]) from None


def _columns(
    names: Sequence[str], path: str, source_locale: str, faults: list[ConfigError]
) -> Iterator[Column]:
    seen: set[Column] = set()
    for name in names:
        key = name.lower().replace(" ", "_")
        field = _ALIASES.get(key, "term" if key == source_locale.lower() else key)
        locale, _, part = name.replace(":", " ").partition(" ")
        if field in _FIELDS:
            column = field, ""
        else:
            column = locale, part.strip().lower() or "use"
            if fault := unknown(locale):
                faults.append(ConfigError(path, fault, 1))
            elif column[1] not in _OF_LOCALE:
                message = f"the column {name!r}: behind a locale stands forms or forbidden"
                faults.append(ConfigError(path, message, 1))
        if column in seen:
            faults.append(ConfigError(path, f"the column {name!r} stands twice", 1))
        seen.add(column)
        yield column


def _term(
    cells: Mapping[Column, str],
    place: tuple[str, int],
    served: Mapping[str, Locale],
    faults: list[ConfigError],
) -> Term:
    values = {name: cells.get((name, ""), "") for name in _FIELDS}
    keep, case = values["keep"].lower(), values["case"].lower()
    if not values["term"]:
        faults.append(ConfigError(place[0], "a row without a term", place[1]))
    if keep not in (*_YES, *_NO):
        faults.append(ConfigError(place[0], f"keep: {keep!r} is neither yes nor no", place[1]))
    if case not in ("", *CASES):
        message = f"case: {case!r} is neither {' nor '.join(CASES)}"
        faults.append(ConfigError(place[0], message, place[1]))
    said = {
        locale: Rendering(*(_several(cells.get((name, part), "")) for part in _OF_LOCALE))
        for name, locale in served.items()
    }
    return Term(
        values["term"],
        values["part_of_speech"],
        case,
        keep=keep in _YES,
        forms=_several(values["forms"]),
        note=values["note"],
        locales=tuple((x, r) for x, r in said.items() if r.use or r.forbidden),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (text.strip() for text in cell.split("|"))))
