"""XLIFF 1.2 (OASIS Standard of 1 February 2008): the version that most CAT tools read."""

from typing import Any

from pipeline import __version__
from pipeline.interchange.gather import Row
from pipeline.interchange.put_back import unit_id
from pipeline.interchange.tree import XML, first, mended, root, text_of
from pipeline.interchange.xliff.unit import TOOL, Files, Texts, add, notes, records
from pipeline.model import State

UNIT = "trans-unit"
_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_REVIEW = "needs-review-translation"
_STATES = {
    State.MACHINE: _REVIEW,
    State.STALE: _REVIEW,
    State.DRAFT: _REVIEW,
    State.TRANSLATED: "translated",
    State.APPROVED: "signed-off",
}
_ACCEPTED = ("translated", "signed-off", "final")


def write(files: Files, source: str, target: str) -> Any:
    """The document."""
    top = root(_NAMESPACE, "xliff", {"version": "1.2"})
    for document, rows in files:
        about = {
            "original": mended(document),
            "source-language": source,
            "target-language": target,
            "datatype": "plaintext",
            "tool-id": TOOL,
        }
        file = add(top, "file", attributes=about)
        tool = {"tool-id": TOOL, "tool-name": TOOL, "tool-version": __version__}
        add(add(file, "header"), "tool", attributes=tool)
        body = add(file, "body")
        for row in rows:
            _write_unit(body, row)
    return top


def _write_unit(body: Any, row: Row) -> None:
    """Children in the order of the schema: texts, then contexts and notes."""
    entry = row.entry
    signed = {"approved": "yes"} if entry.state is State.APPROVED else {}
    about = {"id": unit_id(row.key), f"{XML}space": "preserve", **signed}
    unit = add(body, UNIT, attributes=about)
    add(unit, "source", row.key.text)
    if entry.state is not State.MISSING:
        add(unit, "target", entry.target, {"state": _STATES[entry.state]})
    group = add(unit, "context-group", attributes={"name": TOOL, "purpose": "information"})
    for kind, text in records(row):
        add(group, "context", text, {"context-type": kind})
    for author, note in notes(row):
        add(unit, "note", mended(note), {"from": author})


def languages(top: Any) -> set[str]:
    """The target languages it names."""
    return {f.get("target-language", "") for f in top.iterdescendants("{*}file")}


def read(unit: Any) -> Texts | None:
    """The texts of a unit, None when they cannot be read in full.

    Accepted by its state; without one, by `approved="yes"`. A `state-qualifier` says that a machine
    or a memory wrote it, or that somebody rejected it.
    """
    element = first(unit, "target")
    source, target = text_of(first(unit, "source")), text_of(element)
    if source is None or target is None:
        return None
    state, qualifier = (
        (None, None) if element is None else (element.get("state"), element.get("state-qualifier"))
    )
    accepted = state in _ACCEPTED if state else unit.get("approved") == "yes"
    return Texts(source, target, accepted and not qualifier)
