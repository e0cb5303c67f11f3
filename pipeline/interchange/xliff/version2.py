"""XLIFF 2.0 (OASIS Standard of 5 August 2014)."""

from typing import Any

from pipeline.interchange.gather import Row
from pipeline.interchange.put_back import unit_id
from pipeline.interchange.tree import XML, child, children, first, mended, name, root, text_of
from pipeline.interchange.xliff.unit import TOOL, Files, Texts, add, notes, records
from pipeline.model import State

UNIT = "unit"
_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_STATES = {State.TRANSLATED: "translated", State.APPROVED: "reviewed"}
_INITIAL = "initial"
_ACCEPTED = ("translated", "reviewed", "final")
_ANNOTATIONS = ("mrk", "sm", "em")
"""Inline elements that stand for no text of their own."""


def write(files: Files, source: str, target: str) -> Any:
    """The document."""
    about = {"version": "2.0", "srcLang": source, "trgLang": target, f"{XML}space": "preserve"}
    top = root(_NAMESPACE, "xliff", about, mda=_METADATA)
    for number, (document, rows) in enumerate(files, 1):
        named = {"id": f"f{number}", "original": mended(document), "canResegment": "no"}
        file = add(top, "file", attributes=named)
        for row in rows:
            _write_unit(file, row)
    return top


def _write_unit(file: Any, row: Row) -> None:
    """Children in the order of the schema: modules, notes, segments."""
    entry = row.entry
    unit = add(file, UNIT, attributes={"id": unit_id(row.key)})
    metadata = child(unit, f"{{{_METADATA}}}metadata")
    group = add(metadata, "metaGroup", attributes={"category": TOOL})
    for kind, text in records(row):
        add(group, "meta", text, {"type": kind})
    told = list(notes(row))
    container = add(unit, "notes") if told else None
    for author, note in told:
        add(container, "note", mended(note), {"category": author})
    state = _STATES.get(entry.state, _INITIAL)
    segment = add(unit, "segment", attributes={"state": state})
    add(segment, "source", row.key.text)
    if entry.state is not State.MISSING:
        add(segment, "target", entry.target)


def languages(top: Any) -> set[str]:
    """The target languages it names."""
    return {top.get("trgLang", "")}


def read(unit: Any) -> Texts | None:
    """The texts of a unit, None when they cannot be read in full.

    A tool may have cut it into segments: it is accepted when all of them are.
    """
    sources: list[str] = []
    targets: list[str] = []
    accepted, translated = True, False
    for part in children(unit, "segment", "ignorable"):
        element = first(part, "target")
        source = text_of(first(part, "source"), _ANNOTATIONS)
        target = text_of(element, _ANNOTATIONS)
        if source is None or target is None:
            return None
        is_gap = name(part) == "ignorable"
        sources.append(source)
        targets.append(source if is_gap and element is None else target)
        translated = translated or bool(target and not is_gap)
        accepted = accepted and (is_gap or bool(target and part.get("state") in _ACCEPTED))
    return Texts("".join(sources), "".join(targets) if translated else "", accepted)
