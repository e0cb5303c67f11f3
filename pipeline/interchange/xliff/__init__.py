"""XLIFF 1.2 and 2.0: the units of documents with text and state for CAT tools, and back.

Markdown stands in the texts as it is. A unit's id is its hash, so that it is the same in every
export. Both versions are written here, since translate-toolkit writes 1.1, and a 2.0 that its
schema refuses (docs/decisions/020-interchange.md).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pipeline.interchange.gather import Row
from pipeline.interchange.put_back import Offer
from pipeline.interchange.tree import (
    InterchangeError,
    children,
    possible,
    serialize,
    tag,
    text_of,
)
from pipeline.interchange.xliff import version1, version2
from pipeline.interchange.xliff.unit import CONTEXT, MARK, TOOL, TRANSLATOR, Files, Texts
from pipeline.model import Key, Locale


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the format."""

    write: Callable[[Files, str, str], Any]
    unit: str
    """The name of its unit element."""
    read: Callable[[Any], Texts | None]
    languages: Callable[[Any], set[str]]


VERSIONS: Mapping[str, Version] = {
    "1": Version(version1.write, version1.UNIT, version1.read, version1.languages),
    "2": Version(version2.write, version2.UNIT, version2.read, version2.languages),
}


@dataclass(frozen=True, slots=True)
class Xliff:
    """A file that came back."""

    language: str
    """As BCP 47 has it."""
    offers: tuple[Offer, ...]
    """`catalog` is the document's path, as it was exported."""
    unreadable: tuple[int, ...] = ()
    """Lines of units with inline elements that stand for something not in the file."""


def write(
    rows: Iterable[Row], source_locale: str, locale: Locale, version: str
) -> tuple[bytes, int]:
    """The file in a version (`1` or `2`), and the number of units that XML cannot hold.

    Raises KeyError for another version.
    """
    kept: list[Row] = []
    impossible = 0
    for row in rows:
        if possible(f"{row.key.text}{row.key.context or ''}{row.entry.target}"):
            kept.append(row)
        else:
            impossible += 1
    files = [(document, list(same)) for document, same in groupby(kept, lambda r: r.document)]
    top = VERSIONS[version].write(files, tag(source_locale), tag(locale))
    return serialize(top), impossible


def is_ours(top: Any) -> bool:
    """Whether `write` made it."""
    about = top.iterdescendants("{*}tool", "{*}metaGroup")
    return any(TOOL in (a.get("tool-id"), a.get("category")) for a in about)


def read(top: Any, path: str) -> Xliff:
    """The units of a file; raises InterchangeError when one cannot tell what is what.

    `translated` and what comes after it in either version is accepted, all else a draft.
    """
    version = VERSIONS["2" if top.get("version", "").startswith("2") else "1"]
    named = version.languages(top) - {""}
    if len(named) != 1:
        message = f"it names {len(named) or 'no'} target languages: one is needed"
        raise InterchangeError(path, message, 1)
    offers: list[Offer] = []
    unreadable: list[int] = []
    for file, unit in _units(top, version, path):
        texts = version.read(unit)
        if texts is None:
            unreadable.append(unit.sourceline)
        else:
            offers.append(_offer(unit, file, texts))
    return Xliff(next(iter(named)), tuple(offers), tuple(unreadable))


def _units(top: Any, version: Version, path: str) -> Iterator[tuple[Any, Any]]:
    """Each unit with its file; an id that stands twice in one is refused."""
    for file in children(top, "file"):
        lines: dict[str, int] = {}
        for unit in file.iterdescendants(f"{{*}}{version.unit}"):
            id, line = unit.get("id", ""), unit.sourceline
            if lines.setdefault(id, line) != line:
                message = f"the same unit id as in line {lines[id]}: delete one of them"
                raise InterchangeError(path, message, line)
            yield file, unit


def _offer(unit: Any, file: Any, texts: Texts) -> Offer:
    records = {
        r.get("context-type") or r.get("type"): text_of(r) or ""
        for r in unit.iterdescendants("{*}context", "{*}meta")
    }
    notes = unit.iterdescendants("{*}note")
    told = (n for n in notes if TRANSLATOR in (n.get("from"), n.get("category")))
    mark = records.get(MARK)
    return Offer(
        unit.get("id", ""),
        Key(texts.source, records.get(CONTEXT)),
        texts.target,
        fuzzy=not texts.accepted,
        seen=(mark,) if mark else (),
        remarks=tuple(r for n in told for r in (text_of(n) or "").splitlines() if r.strip()),
        line=unit.sourceline,
        catalog=file.get("original", ""),
    )
