"""Files that stand for a whole document or asset in one locale, and what they were made for.

`overrides/de/articles/sleep.md` takes the place of the German page, `overrides/de/images/a.svg`
that of the picture. The record keeps, for each of them, hashes of the source it was made for and
of the override at that time; whether it still holds is derived from these (docs/decisions/013).
"""

import enum
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

import yaml

from pipeline.formats.yaml import compose
from pipeline.model import (
    CONFLICT,
    Document,
    DocumentId,
    Finding,
    Level,
    Locale,
    SourceError,
    State,
    Verdict,
)
from pipeline.publish import Policy

RULE = "override"
_HEAD = """\
# What each override was made for: PATH: HASH-OF-SOURCE HASH-OF-OVERRIDE.
# Kept by `l10n sync`. An override whose source has changed is not shown: compare the two, then
# edit the override; or delete its line here if it still holds; and sync again.
"""
_HASHES = re.compile(r"([0-9a-f]{12}) ([0-9a-f]{12})")
_CONFLICT = re.compile(r"^<<<<<<< ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Made:
    """Hashes of an override and of the source it was made for."""

    source: str
    override: str


Record = Mapping[str, Made]
"""By path relative to the source folder."""


class Standing(enum.Enum):
    """Whether an override holds for today's source."""

    FRESH = "fresh"
    NEW = "new"
    """Made or edited since the last sync, which has yet to record it."""
    STALE = "stale"
    """Only its source has changed."""


def digest(data: bytes) -> str:
    """First 12 hex digits of sha256; a checkout with other line ends is the same text."""
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:12]


def standing(recorded: Made | None, today: Made) -> Standing:
    """What the record says of an override as it is today."""
    if recorded is None:
        return Standing.NEW
    if recorded.source == today.source:
        return Standing.FRESH
    return Standing.STALE if recorded.override == today.override else Standing.NEW


def update(record: Record, today: Record) -> dict[str, Made]:
    """The record brought up to date: what a person made or edited was made for today's source.

    A stale one keeps its line, one whose file is gone loses it.
    """
    return {
        name: record[name] if standing(record.get(name), now) is Standing.STALE else now
        for name, now in today.items()
    }


# ---- the record as a file


def read(data: bytes, path: str) -> dict[str, Made]:
    """The record of a locale; raises SourceError with the line of what is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError(path, "not UTF-8: save the file as UTF-8", 1) from None
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        raise SourceError(path, CONFLICT, line)
    record: dict[str, Made] = {}
    for node in compose(text, path):
        if not isinstance(node, yaml.MappingNode):
            raise SourceError(path, "a record holds lines of PATH: HASH HASH", 1)
        for key, value in node.value:
            line = key.start_mark.line + 1
            found = _HASHES.fullmatch(str(value.value))
            if not found:
                message = f"{key.value}: no two hashes: delete the line and run `l10n sync`"
                raise SourceError(path, message, line)
            if key.value in record:
                raise SourceError(path, f"{key.value} stands twice: keep one", line)
            record[key.value] = Made(found[1], found[2])
    return record


def write(record: Record) -> bytes:
    """The record as a file, sorted by path; nothing for an empty one."""
    if not record:
        return b""
    rows = {name: f"{made.source} {made.override}" for name, made in record.items()}
    dumped: str = yaml.safe_dump(rows, allow_unicode=True, width=float("inf"))
    return (_HEAD + dumped).encode()


# ---- what becomes of a document


@dataclass(frozen=True, slots=True)
class Override:
    """The file that may stand for a document in one locale."""

    path: str
    """For people: `overrides/de/articles/sleep.md`."""
    document: Document | None = None
    """None when it must not be shown."""
    refusal: str = ""
    """Why it must not."""
    advice: str = ""
    """What to do; empty where a fault of the run says it already."""


def against(override: Override, policy: Policy) -> Override:
    """The override unless its page asks for a second signature, which a file cannot carry."""
    if policy.require != State.APPROVED.value or override.document is None:
        return override
    return replace(
        override,
        document=None,
        refusal="it has no second signature, which this class of content requires",
        advice="delete it, or let the class require `translated`",
    )


def accept(document: Document, policy: Policy) -> Verdict:
    """The verdict on a page whose override is shown: a person wrote all of it."""
    units = dict.fromkeys(unit.key for _, unit in document.units())
    words = sum(len(key.text.split()) for key in units)
    return Verdict(
        publish=True,
        indexable=not policy.preview,
        words=Counter({State.TRANSLATED: words}),
    )


def reject(verdict: Verdict, override: Override) -> Verdict:
    """The verdict on the page that stands in for an override, with the reason."""
    reason = f"{override.path} is not shown: {override.refusal}"
    return replace(verdict, reasons=(*verdict.reasons, reason))


def finding(id: DocumentId, override: Override, locale: Locale) -> Finding:
    """That an override is not shown, and what to do."""
    message = f"not shown: {override.refusal}: {override.advice}"
    return Finding(RULE, Level.WARNING, message, id, locale, path=override.path)
