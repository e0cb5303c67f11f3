"""What a pre-translation works with: the engines of a project, its policy, its journal."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from difflib import get_close_matches

from pipeline import engines, flow
from pipeline.cli.terminal import count, say
from pipeline.cli.workspace import Workspace, stem
from pipeline.config.drafting import Drafting
from pipeline.disk.journal import Journal
from pipeline.disk.keys import key_of
from pipeline.disk.project import SITE_CATALOG
from pipeline.dispatch import Budget, Office
from pipeline.glossary import Glossary, protected, terms_for
from pipeline.meaning.roles import DOSE, roles_of
from pipeline.model import DocumentId, Engine, EngineError, Entry, Key
from pipeline.pretranslate import MEMORY, Job, Memory, Order, Policy, Route

PSEUDO = "pseudo"
_SHARED = ("max_chars", "price", "key_file", "parallel", "per_second")
"""Options that are not the engine's own."""


class Engines:
    """The engines of a project by name, made when first asked for and closed at the end."""

    def __init__(self, workspace: Workspace, stack: ExitStack) -> None:
        """`stack` closes them."""
        self._drafting = workspace.config.drafting
        self._root, self._stack = workspace.project.root, stack
        self._made: dict[str, Engine | EngineError] = {}

    def __call__(self, name: str) -> Engine:
        """The engine of a name; raises EngineError, the same each time, when it cannot be had."""
        if name not in self._made:
            try:
                self._made[name] = self._make(name)
            except EngineError as error:
                self._made[name] = error
        made = self._made[name]
        if isinstance(made, EngineError):
            raise made
        return made

    def _make(self, name: str) -> Engine:
        said = self._drafting.options.get(name, {})
        options = {k: v for k, v in said.items() if k not in _SHARED}
        kind = engines.KINDS[name]
        for option in kind.paths:
            folders = options.get(option, {})
            options[option] = {k: str(self._root / folder) for k, folder in folders.items()}
        key = key_of(name, kind.key, said.get("key_file", ""), self._root)
        engine = engines.make(name, options, key)
        self._stack.callback(engine.close)
        wanted = {k: said[k] for k in ("parallel", "per_second") if k in said}
        engine.limits = replace(engine.limits, **wanted)
        if self._drafting.offline and engine.place:
            raise EngineError(name, f"{engine.place} is not asked: offline: true in l10n.yaml")
        return engine


def office(workspace: Workspace, stack: ExitStack, max_chars: int | None, *, dry: bool) -> Office:
    """The engines with their limits, the journal, and what a draft has to hold."""
    root, drafting = workspace.project.root, workspace.config.drafting
    journal = Journal.copy(root) if dry else Journal.open(root)
    stack.callback(journal.close)
    texts, characters = journal.interrupted
    if texts:
        what = f"{count(texts, 'text')} ({count(characters, 'character')})"
        say(f"l10n: an earlier run was killed with {what} under way, which may be billed again")
    limits = {name: of["max_chars"] for name, of in drafting.options.items() if "max_chars" in of}
    return Office(
        Engines(workspace, stack),
        journal,
        gate=lambda order, text, engine: _against(order, text, engine, workspace.glossary),
        mark_doubts=drafting.mark_doubts,
        budget=Budget(max_chars, limits),
        busy=lambda name, most: say(f"l10n: {name} is busy: waiting, {most:.0f} s at most"),
    )


def _against(order: Order, text: str, engine: str, glossary: Glossary) -> str:
    """What the meaning gate has against a draft; accented English is no translation to judge."""
    if engine == PSEUDO:
        return ""
    return flow.gate(Key(order.text), text, order.locale, glossary)


def policy(workspace: Workspace, known: Memory, only: str = "", refresh: str = "") -> Policy:
    """Who drafts what.

    `known` is what memory has; `only` and `refresh` take the place of what `engines:` names.
    """
    config = workspace.config

    def route(job: Job, entry: Entry) -> Route:
        roles = roles_of(entry)
        chosen = refresh or only
        if chosen == MEMORY:
            return Route(left=config.drafting.left(roles))
        named = (chosen,) if chosen else config.engines_for(job.locale, job.content_class, roles)
        return Route(named, config.drafting.left(roles))

    glossary = workspace.glossary
    return Policy(
        route,
        known,
        config.formality_of,
        lambda text, locale: terms_for(text, glossary, locale),
        lambda found, locale: protected(found, glossary, locale),
        refresh,
    )


def stray_roles(drafting: Drafting, work: Sequence[Job]) -> Iterator[str]:
    """Roles that the settings name and no unit has: a slip in `never` would have doses drafted.

    No fault: front matter has roles of its own, and a unit of such a role may come tomorrow.
    """
    named = (drafting.never | drafting.roles.keys()) - {DOSE}
    if not named:
        return
    seen = {role for job in work for entry in job.catalog.entries for role in roles_of(entry)}
    for name in sorted(named - seen):
        near = get_close_matches(name, sorted(seen | {DOSE}), 1, 0.5)
        hint = f": did you mean {near[0]}?" if near else ""
        yield f"no unit has the role {name!r}{hint}"


def jobs(workspace: Workspace) -> Iterator[Job]:
    """Every catalog that can be read, in document order."""
    for locale in workspace.locales:
        names = [(id, stem(id)) for id in workspace.documents_for(locale)]
        if workspace.whole:
            names.append((DocumentId(SITE_CATALOG), SITE_CATALOG))
        for id, name in names:
            catalog = workspace.catalog(name, locale)
            document = workspace.documents.get(id)
            if document is not None and workspace.overrides.stands(document, locale):
                continue  # what nobody will read is not drafted
            if catalog is not None:
                content_class = workspace.config.class_of(document) if document else ""
                yield Job(id, locale, catalog, content_class)
