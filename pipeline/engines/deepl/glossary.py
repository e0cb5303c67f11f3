"""Terms as glossaries of a DeepL account: one for each locale of a run, deleted when it ends.

A request names only the terms that stand in its texts. A glossary for each would soon reach the
account's limit of 1,000, so the one of a locale grows by what is new. Whatever goes wrong here
costs no translation: it is made without a glossary, and its terms are checked afterwards.
"""

import json
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus

from deepl.api_data import MultilingualGlossaryDictionaryEntries
from deepl.util import validate_glossary_term

from pipeline.engines.deepl.client import Client
from pipeline.model import EngineError, Locale, Trouble

_TRIES = 3
"""Failures after which a run goes without the glossary of a locale."""
_SECONDS = 10.0
"""For each request about a glossary, and for waiting for another thread's."""
_BYTES = 1024
"""The longest term (developers.deepl.com, glossaries)."""


@dataclass(slots=True)
class _Shelf:
    """The glossary of one locale."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    id: str | None = None
    entries: dict[str, str] = field(default_factory=dict)
    failures: int = 0


class Glossaries:
    """Safe for any number of threads."""

    def __init__(self) -> None:
        self._shelves: dict[Locale, _Shelf] = {}
        self._lock = threading.Lock()

    def holding(
        self, terms: Iterable[tuple[str, str]], locale: Locale, code: str, client: Client
    ) -> str | None:
        """Return the id of a glossary with these terms, None to go without. Raises nothing.

        Where a term has another translation than before in the same locale, there is none.
        """
        wanted = _entries(terms)
        shelf = self._shelf(locale)
        if not wanted or not shelf.lock.acquire(timeout=_SECONDS):
            return None
        try:
            if any(
                shelf.entries.get(source, wanted[source]) != wanted[source] for source in wanted
            ):
                return None
            if not wanted.keys() <= shelf.entries.keys() and shelf.failures < _TRIES:
                _grow(shelf, wanted, (locale, code), client)
            return shelf.id
        finally:
            shelf.lock.release()

    def forget(self, locale: Locale) -> None:
        """Go without the glossary of a locale from now on: it is no longer there."""
        shelf = self._shelf(locale)
        shelf.id, shelf.failures = None, _TRIES

    def delete(self, client: Client) -> None:
        """Delete what was made. Raises nothing."""
        with self._lock:
            shelves, self._shelves = self._shelves, {}
        for shelf in shelves.values():
            if shelf.id is not None:
                with suppress(EngineError):
                    _delete(shelf.id, client)

    def __bool__(self) -> bool:
        """Whether there is something to delete."""
        return any(shelf.id for shelf in self._shelves.values())

    def _shelf(self, locale: Locale) -> _Shelf:
        with self._lock:
            return self._shelves.setdefault(locale, _Shelf())


def _grow(
    shelf: _Shelf, wanted: Mapping[str, str], target: tuple[Locale, str], client: Client
) -> None:
    """Put more terms into a glossary, which is made when there is none."""
    locale, code = target
    entries = {**shelf.entries, **wanted}
    pair = MultilingualGlossaryDictionaryEntries("EN", code, entries)
    name = f"l10n-pipeline {locale} {_digest(entries)}"
    try:
        if id := shelf.id or _left_over(name, client):
            _replace(id, pair, client)
        else:
            id = _create(name, pair, client)
    except EngineError as error:
        passing = error.trouble in (Trouble.BUSY, Trouble.DOWN)
        shelf.failures = shelf.failures + 1 if passing else _TRIES
        if client.status == HTTPStatus.NOT_FOUND:
            shelf.id = None
    else:
        shelf.id, shelf.entries = id, entries


def _create(name: str, pair: MultilingualGlossaryDictionaryEntries, client: Client) -> str:
    made = client.call(lambda api: api.create_multilingual_glossary(name, [pair]), _SECONDS)
    return made.glossary_id


def _replace(id: str, pair: MultilingualGlossaryDictionaryEntries, client: Client) -> None:
    client.call(lambda api: api.replace_multilingual_glossary_dictionary(id, pair), _SECONDS)


def _delete(id: str, client: Client) -> None:
    client.call(lambda api: api.delete_multilingual_glossary(id), _SECONDS)


def _left_over(name: str, client: Client) -> str | None:
    """The glossary of a run that was killed, if it began with the same terms."""
    there = client.call(lambda api: api.list_multilingual_glossaries(), _SECONDS)
    return next((glossary.glossary_id for glossary in there if glossary.name == name), None)


def _entries(terms: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The terms that a glossary can hold, the first translation of each."""
    entries: dict[str, str] = {}
    for source, target in terms:
        pair = source.strip(), target.strip()
        with suppress(ValueError):
            for term in pair:
                validate_glossary_term(term)
            if max(len(term.encode()) for term in pair) <= _BYTES:
                entries.setdefault(*pair)
    return entries


def _digest(entries: Mapping[str, str]) -> str:
    return sha256(json.dumps(sorted(entries.items())).encode()).hexdigest()[:12]
