"""The memory of a project as commands use it: brought up to date, then asked.

It lies in the private folder, or in the database that `memory:` names, and holds what the catalogs
have accepted and what the TMX files named there hold.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from pipeline import __version__, flow
from pipeline.cli.memory_files import news
from pipeline.cli.terminal import say
from pipeline.cli.workspace import Workspace
from pipeline.disk import memory_db
from pipeline.disk.memory import Holding, Store
from pipeline.disk.memory_db import Damaged, Database, Postgresql, Sqlite
from pipeline.disk.memory_feed import Fed
from pipeline.memory import Match, Pair, accepted, matches, offered, settled, waits
from pipeline.model import Catalog, Entry, Key, Locale, State
from pipeline.model.joined import standalone

T = TypeVar("T")


@contextmanager
def open_memory(workspace: Workspace, *, trial: bool = False) -> Iterator["Memory"]:
    """The memory of a project, up to date; `trial` keeps nothing of what that takes.

    Raises EngineError where a database cannot be reached, Usage where an extra is missing.
    """
    memory = Memory(workspace, trial=trial)
    try:
        memory.feed()
        yield memory
    finally:
        memory.close()


class Memory:
    """An open memory; one whose file is damaged is begun anew under way."""

    def __init__(self, workspace: Workspace, *, trial: bool = False) -> None:
        self.workspace, self.trial = workspace, trial
        self._opened: Store | None = None
        self._near: dict[tuple[str, Locale], list[Pair]] = {}
        self._turns: dict[Locale, int] = {}

    @property
    def place(self) -> str:
        """Where it is kept, for people."""
        return self._ask(lambda store: store.db.place)

    def close(self) -> None:
        """End the connection."""
        if self._opened is not None:
            self._opened.db.close()
            self._opened = None

    def rebuild(self) -> None:
        """Read every file of the project again."""
        if self.workspace.config.memory.database:
            self._ask(lambda store: store.feed(Fed(place, None) for place in store.files()))
        else:
            self._anew()
        self.feed()

    # ---- opening

    def _ask(self, question: Callable[[Store], T]) -> T:
        """What the store says; asked once more of a new one when the file is damaged."""
        try:
            return question(self._store())
        except Damaged:
            self._anew()
            self.feed()
            return question(self._store())

    def _anew(self) -> None:
        self.close()
        memory_db.discard(self.workspace.project.root)

    def _store(self) -> Store:
        if self._opened is None:
            config = self.workspace.config
            self._opened = Store(self._database(), config.site.name)
            if self.trial:
                self._opened.db.trial()
        return self._opened

    def _database(self) -> Database:
        address, root = self.workspace.config.memory.database, self.workspace.project.root
        if address:
            if host := self.workspace.config.memory.host:
                say(f"l10n: memory: {host} is sent source texts and accepted translations")
            return Postgresql(address)
        if self.trial and not memory_db.exists(root):
            return Sqlite(None)
        for _ in range(2):
            try:
                return Sqlite(root)
            except Damaged:
                self._anew()
            except OSError:
                break
        return Sqlite(None)  # nothing can be kept there: it is made for this command alone

    # ---- what goes in

    def feed(self) -> None:
        """Read what has changed since it was read; what cannot be read is a fault."""
        store = self._store()
        try:
            store.feed(news(self.workspace, store.files()))
        except Damaged:
            self._anew()
            store = self._store()
            store.feed(news(self.workspace, store.files()))
        self._near, self._turns = {}, {}

    # ---- what comes out

    def texts(self, catalogs: Iterable[tuple[Locale, Catalog]]) -> dict[Locale, dict[str, str]]:
        """By locale: the one translation of a source text, for those that lack a person's.

        Texts that the contexts of these catalogs would give different translations are left out,
        and so is what the meaning gate is against: that is offered, and an engine may do better.
        """
        found: dict[Locale, dict[str, str]] = {locale: {} for locale in self.workspace.locales}
        keys = {
            (locale, entry.key)
            for locale, catalog in catalogs
            for entry in catalog.entries
            if waits(entry) and entry.state in (State.MISSING, State.MACHINE)
        }
        made: dict[tuple[Locale, str], set[str]] = {}
        for locale, key in keys:
            made.setdefault((locale, key.text), set()).add(self._settled(key, locale))
        for (locale, text), targets in made.items():
            target = targets.pop()
            if target and not targets and not self._doubt(Key(text), target, locale):
                found[locale][text] = target
        return found

    def holdings(self) -> list[Holding]:
        """How much there is for each locale."""
        return self._ask(lambda store: store.holdings())

    def matches(self, text: str, locale: Locale) -> list[Match]:
        """What is like a text, best first."""
        return matches(Key(text), self._like(text, locale))

    def offered(self, name: str, locale: Locale, catalog: Catalog) -> Catalog:
        """A catalog with the offers of today beside what waits for a person.

        The very same where they stand there already: then that is noted, so that the next run need
        not look.
        """
        was = self.workspace.catalog(name, locale)
        state = f"{__version__} {self.workspace.digest(name, locale)} {self._turn(locale)}"
        state += " accepted" * self.workspace.config.memory.accept
        if catalog is was and self._ask(lambda store: store.quiet(name, locale)) == state:
            return catalog
        alone = {id(entry) for entry in standalone(catalog)}
        entries = tuple(self._entry(e, locale, alone=id(e) in alone) for e in catalog.entries)
        if any(a is not b for a, b in zip(entries, catalog.entries, strict=True)):
            return replace(catalog, entries=entries)
        if catalog is was:
            self._ask(lambda store: store.hush(name, locale, state))
        return catalog

    def _entry(self, entry: Entry, locale: Locale, *, alone: bool) -> Entry:
        if entry.obsolete:
            return entry
        if self.workspace.config.memory.accept and entry.state is State.MACHINE and alone:
            entry = self._accepted(entry, locale)
        pairs = self._like(entry.key.text, locale) if alone and waits(entry) else ()
        return offered(entry, pairs)

    def _accepted(self, entry: Entry, locale: Locale) -> Entry:
        """What memory drafted, accepted; unless the meaning gate would not let it in."""
        if self._doubt(entry.key, entry.target, locale):
            return entry
        return accepted(entry, self._settled(entry.key, locale))

    def _doubt(self, key: Key, target: str, locale: Locale) -> str:
        return flow.gate(key, target, locale, self.workspace.glossary)

    def _settled(self, key: Key, locale: Locale) -> str:
        return settled(key, self._ask(lambda store: store.exact(key.text, locale)))

    def _like(self, text: str, locale: Locale) -> list[Pair]:
        if (text, locale) not in self._near:
            self._near[text, locale] = self._ask(lambda store: store.near(text, locale))
        return self._near[text, locale]

    def _turn(self, locale: Locale) -> int:
        if locale not in self._turns:
            self._turns[locale] = self._ask(lambda store: store.turn(locale))
        return self._turns[locale]
