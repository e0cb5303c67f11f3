"""DeepL's glossaries: version 2 with one pair of languages, version 3 with several."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine_server.exchange import Query, Reply, said

_MADE = "2026-01-02T03:04:05.678Z"


@dataclass(slots=True)
class Glossary:
    """Entries by pair of languages, as they were sent."""

    id: str
    name: str
    entries: dict[tuple[str, str], str]

    def as_v2(self) -> dict[str, Any]:
        """One pair."""
        (source, target), entries = next(iter(self.entries.items()))
        return {
            "glossary_id": self.id,
            "name": self.name,
            "ready": True,
            "source_lang": source,
            "target_lang": target,
            "creation_time": _MADE,
            "entry_count": _count(entries),
        }

    def as_v3(self) -> dict[str, Any]:
        """All pairs."""
        return {
            "glossary_id": self.id,
            "name": self.name,
            "creation_time": _MADE,
            "dictionaries": [
                {"source_lang": s, "target_lang": t, "entry_count": _count(entries)}
                for (s, t), entries in self.entries.items()
            ],
        }


class Glossaries:
    """Made, listed, read and deleted; of both versions."""

    def __init__(self) -> None:
        self.kept: dict[str, Glossary] = {}
        self._made = 0
        self._lock = threading.Lock()

    def answer(self, query: Query) -> Reply:
        """The reply to a request about glossaries."""
        version, _, *rest = query.path.strip("/").split("/")
        with self._lock:
            if not rest:
                return self._make(query, version) if query.method == "POST" else self._all(version)
            glossary = self.kept.get(rest[0])
            if glossary is None:
                return said(404, {"message": "Glossary not found"})
            if query.method == "DELETE" and len(rest) == 1:
                del self.kept[rest[0]]
                return Reply(204)
            if rest[1:] == ["entries"]:
                return _entries(glossary, version, query)
            if query.method == "PUT" and rest[1:] == ["dictionaries"]:
                return _put(glossary, query)
            return said(200, _shown(glossary, version))

    def unfit(self, ids: Sequence[str], source: str, target: str) -> Reply | None:
        """Why glossaries cannot be used for a pair, None when they can."""
        pair = (source[:2].lower(), target[:2].lower())
        for name in ids:
            glossary = self.kept.get(name)
            if glossary is None:
                return said(404, {"message": "Glossary not found"})
            if pair not in glossary.entries:
                return said(400, {"message": "No dictionary found for language pair"})
        return None

    def _make(self, query: Query, version: str) -> Reply:
        body = query.json()
        if not isinstance(body, dict) or not body.get("name"):
            return said(400, {"message": "Parameter 'name' not specified."})
        rows = body.get("dictionaries", [body])
        entries = {_pair(row): str(row.get("entries", "")) for row in rows}
        if not all(map(_count, entries.values())):
            return said(400, {"message": "Invalid glossary entries provided"})
        self._made += 1
        glossary = Glossary(f"glossary-{self._made}", body["name"], entries)
        self.kept[glossary.id] = glossary
        return said(201, _shown(glossary, version))

    def _all(self, version: str) -> Reply:
        return said(200, {"glossaries": [_shown(g, version) for g in self.kept.values()]})


def _shown(glossary: Glossary, version: str) -> dict[str, Any]:
    return glossary.as_v2() if version == "v2" else glossary.as_v3()


def _pair(row: dict[str, Any]) -> tuple[str, str]:
    return str(row.get("source_lang", "")).lower(), str(row.get("target_lang", "")).lower()


def _count(entries: str) -> int:
    return sum(bool(line.strip()) for line in entries.splitlines())


def _entries(glossary: Glossary, version: str, query: Query) -> Reply:
    if version == "v2":
        return Reply(200, next(iter(glossary.entries.values())), "text/tab-separated-values")
    pair = (query.one("source_lang").lower(), query.one("target_lang").lower())
    if pair not in glossary.entries:
        return said(404, {"message": "Dictionary not found"})
    row = {
        "source_lang": pair[0],
        "target_lang": pair[1],
        "entries": glossary.entries[pair],
        "entries_format": "tsv",
    }
    return said(200, {"dictionaries": [row]})


def _put(glossary: Glossary, query: Query) -> Reply:
    body = query.json()
    if not isinstance(body, dict):
        return said(400, {"message": "Bad request"})
    glossary.entries[_pair(body)] = str(body.get("entries", ""))
    source, target = _pair(body)
    count = _count(glossary.entries[_pair(body)])
    return said(200, {"source_lang": source, "target_lang": target, "entry_count": count})
