"""Catalogs of other tools, whose msgids are whole blocks in their own spelling.

po4a wraps and keeps Markdown, mdpo rewrites emphasis, translate-toolkit puts `{1}` in the place of
a destination or of code. A block of theirs is one of ours when a reader reads the same; how each
spells it says whether the translation may be taken as it is. What comes out is a catalog by our
blocks, which `resegment` cuts into sentences.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.adopt.enter import RECORD
from pipeline.formats.inline import Atom, Text, constructs, pieces
from pipeline.model import Catalog, Document, Entry, Key, State

_HOLE = re.compile(r"\{\d+\}")
"""translate-toolkit's placeholder for what it keeps out of a translator's reach."""
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*\Z")
"""`{#id}` behind a heading: no text of ours."""
_MARKERS = re.compile(r"^(?:>[ ]?|\[\^[^\]]+\]:\s+)", re.MULTILINE)
"""Quotation signs and the label of a footnote, which po4a leaves to the translator."""
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"(?:\\| {2,})\n|\n")


@dataclass(frozen=True, slots=True)
class Matched:
    """What a foreign catalog gives to a document."""

    entries: tuple[Entry, ...]
    """By our whole blocks: accepted where theirs was and the block is spelled as ours."""
    used: frozenset[int]
    """Which entries of the foreign catalog these are, by their place in it."""


def match(blocks: Document, foreign: Catalog) -> Matched:
    """The entries of a foreign catalog for a document that is not cut into sentences.

    Raises nothing. Of several with one text the accepted one is taken; where accepted ones differ,
    the first as a draft.
    """
    known: dict[str, list[tuple[int, Entry]]] = {}
    for n, entry in enumerate(foreign.entries):
        if entry.state is not State.MISSING and not entry.obsolete and not entry.plural:
            known.setdefault(_read(entry.key.text), []).append((n, entry))
    found: dict[Key, Entry] = {}
    used: set[int] = set()
    for key in _keys(blocks):
        candidates = known.get(_read(key.text), [])
        if candidates and key not in found:
            found[key] = _entry(key, [e for _, e in candidates])
            used.update(n for n, _ in candidates)
    return Matched(tuple(found.values()), frozenset(used))


def _keys(document: Document) -> Iterator[Key]:
    return (unit.key for _, unit in document.units() if not unit.key.adapted)


def _entry(key: Key, candidates: Sequence[Entry]) -> Entry:
    """The best translation for one of our blocks."""
    taken = [e for e in candidates if not e.fuzzy] or candidates
    texts = [_fit(key.text, e) for e in taken]
    sure = len({t for t, _ in texts}) == 1 and not taken[0].fuzzy
    text, same = texts[0]
    return Entry(key, text, fuzzy=not (sure and same))


def _fit(ours: str, entry: Entry) -> tuple[str, bool]:
    """Their translation in our spelling, and whether the block is the same in both."""
    theirs, text = _lines(entry.key.text), _lines(entry.target)
    holes = _filling(ours, theirs)
    if holes:
        filled = _fill(theirs, holes), _fill(text, holes)
        whole = sorted(_HOLE.findall(text)) == sorted(_HOLE.findall(theirs))
        return filled[1], whole and filled[0] == ours
    bare = _HOLE.search(theirs) or _HOLE.search(text)
    return text, not bare and (theirs == ours or constructs(theirs) == constructs(ours))


def _lines(text: str) -> str:
    """One line, as our units are: they keep the line breaks of the source, or wrap."""
    bare = _BREAK.sub(" ", _MARKERS.sub("", text))
    return _ATTRIBUTES.sub("", _SPACE.sub(" ", bare)).strip()


def _filling(ours: str, theirs: str) -> Mapping[str, str]:
    """What of our text stands in the place of each `{n}` of theirs; nothing if it does not fit."""
    parts = _HOLE.split(theirs)
    names = _HOLE.findall(theirs)
    if not names or len(set(names)) < len(names):
        return {}
    pattern = "(.+?)".join(map(re.escape, parts))
    found = re.fullmatch(pattern, ours)
    return dict(zip(names, found.groups(), strict=True)) if found else {}


def _fill(text: str, holes: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda m: holes.get(m[0], m[0]), text)


def _read(text: str) -> str:
    """What a reader reads, by which blocks are found: no markup, no destinations, one space."""
    return _SPACE.sub(" ", "".join(_seen(pieces(_HOLE.sub("", _lines(text)))))).strip()


def _seen(found: Iterable[object]) -> Iterator[str]:
    for piece in found:
        if isinstance(piece, Text):
            yield piece.raw.replace("![", "\0").replace("[", "").replace("]", "")
        elif isinstance(piece, Atom) and not piece.kind:
            yield piece.raw.removeprefix("\\")
        elif isinstance(piece, Atom) and (piece.kind == "image" or piece.raw.startswith("<img")):
            yield "\0"  # a picture and its caption are one block there, and two of ours


def put(catalog: Catalog, matched: Matched) -> Catalog:
    """Our catalog with the blocks in it, for `resegment`: never over a person's text."""
    live = catalog.by_key()
    free = {
        e.key: e
        for e in matched.entries
        if e.key not in live or live[e.key].state in (State.MISSING, State.MACHINE)
    }
    kept = tuple(_filled(e, free) for e in catalog.entries)
    new = tuple(e for key, e in free.items() if key not in live)
    return replace(catalog, entries=kept + new)


def _filled(entry: Entry, free: Mapping[Key, Entry]) -> Entry:
    if entry.obsolete or entry.plural or entry.key not in free:
        return entry
    given = free[entry.key]
    return replace(entry.emptied(), target=given.target, fuzzy=given.fuzzy)


def recorded(made: Catalog, before: Catalog, units: Collection[Key], origin: str) -> Catalog:
    """What `resegment` made of it, each new text with its origin.

    A block all of whose sentences had texts already is no unit and goes again.
    """
    old = before.by_key()
    entries = []
    for entry in made.entries:
        if entry.obsolete or entry == old.get(entry.key):
            entries.append(entry)
        elif entry.key in units:
            entries.append(entry.with_record(RECORD, f"{origin} 1.00"))
        elif entry.key in old:
            entries.append(entry)
    return replace(made, entries=tuple(entries))


def unmatched(foreign: Catalog, used: Iterable[int]) -> list[Entry]:
    """The foreign texts that went into no document: nothing is dropped unsaid."""
    known = frozenset(used)
    return [
        e for n, e in enumerate(foreign.entries) if n not in known and e.state is not State.MISSING
    ]
