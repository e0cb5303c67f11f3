"""The sync of one locale: documents, interface strings, what is left of removed documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pipeline import flow
from pipeline.cli.sync_report import Totals
from pipeline.cli.terminal import start
from pipeline.cli.turn import NOTHING, TEMPLATES, Turn
from pipeline.cli.workspace import Workspace, stem
from pipeline.disk.project import SITE_CATALOG
from pipeline.disk.shipped import interface_messages, interface_units
from pipeline.formats import po
from pipeline.model import Catalog, DocumentId, Locale
from pipeline.sync import Around, Changes, Wanted, sync

Job = Callable[[Catalog | None], tuple[Catalog, Changes]]
"""What a sync makes of one catalog."""


@dataclass(slots=True)
class LocaleSync:
    """The sync of one locale."""

    workspace: Workspace
    turn: Turn
    total: Totals
    before: Mapping[tuple[str, Locale], Catalog]
    write: bool

    def run(self, step: Callable[[], None]) -> None:
        """Documents first, then the interface strings and what is left of removed documents."""
        turn = self.turn
        regrouped = self._regroup()
        turn.offer(set(regrouped))
        kept, done = dict(turn.kept), dict[DocumentId, tuple[Changes, bool]]()
        again = True
        while again:
            for id in turn.todo:
                if made := self._document(id, written=stem(id) in regrouped):
                    before, written = done.get(id, (None, False))
                    changes = before.then(made[0]) if before else made[0]
                    done[id] = changes, written or made[1]
                step()
            again = self.write and turn.end()
        for id, (changes, written) in done.items():
            cut = Changes(regrouped=regrouped.get(stem(id), 0))
            self.total.add(changes + cut, self._path(stem(id)) if written else "")
        for row in (row for id, row in kept.items() if id not in done):
            self.total.add(Changes(kept=row.kept, review=row.review))
        if self.workspace.whole:
            self._interface()
        self._retire_orphans()
        if self.write:
            turn.end()

    def _document(self, id: DocumentId, *, written: bool) -> tuple[Changes, bool] | None:
        """Sync one document; what changed, and whether its file did."""
        workspace, turn = self.workspace, self.turn
        document, name, locale = workspace.document(id), stem(id), turn.locale
        if document is None or not workspace.family_readable(name, locale):
            return None
        around = turn.around(document)
        parent = workspace.parent(name, locale, self.before)

        def job(old: Catalog | None) -> tuple[Catalog, Changes]:
            # from what the file holds, which may have changed a moment ago
            old = flow.regroup(document, old, locale).catalog if old else old
            return turn.work.update(document, old, locale, around, parent)

        changes, saved = self._keep(name, job)
        turn.done(name, turn.work.marks.get(id, ""), changes.review)
        if workspace.overrides.stands(document, locale):
            changes = replace(changes, review=0)
        return changes, saved or written

    def _regroup(self) -> dict[str, int]:
        """Texts follow their units where these are cut differently; how many, by catalog.

        Before any sync of the locale: a text cut in one catalog may be copied to another.
        """
        counts: dict[str, int] = {}
        workspace, locale = self.workspace, self.turn.locale
        for id in self.turn.todo:
            name, document = stem(id), workspace.document(id)
            old = workspace.catalog(name, locale)
            if old is None or document is None:
                continue
            found = flow.regroup(document, old, locale)
            if found.catalog is not old:
                workspace.keep(name, locale, found.catalog)
                counts[name] = found.count
            self.total.disagreements += (
                f"{self._path(name)}: {start(d.key.text)}: {d.reason}" for d in found.disagreements
            )
        return counts

    def _keep(self, name: str, job: Job) -> tuple[Changes, bool]:
        """Bring one catalog up to date; what changed, and whether the file had to be written."""
        workspace, locale = self.workspace, self.turn.locale
        made: list[tuple[Catalog, Changes]] = []

        def make(old: Catalog | None) -> Catalog:
            made.append(job(old))
            return made[-1][0]

        old = workspace.catalog(name, locale)
        if locale in workspace.config.inherits and old is None and not make(None).entries:
            return made[-1][1], False  # no difference, no file
        if self.write:
            written = workspace.update(name, locale, make)
        else:
            catalog = make(old)
            written = not workspace.is_current(name, locale, catalog)
            workspace.keep(name, locale, catalog)
        return made[-1][1], written

    def _interface(self) -> None:
        """The catalog of interface strings; translations shipped with the templates come along."""
        workspace, turn, locale = self.workspace, self.turn, self.turn.locale
        parent = workspace.parent(SITE_CATALOG, locale, self.before)
        if not parent and (row := turn.fresh(SITE_CATALOG, TEMPLATES)):
            self.total.add(Changes(kept=row.kept, review=row.review))
            return
        if not workspace.family_readable(SITE_CATALOG, locale):
            return
        units = [Wanted(key, notes) for key, notes in interface_units()]
        begun = po.new_catalog(locale, workspace.config.site.name or "l10n")
        shipped = Around(interface_messages(locale))

        def job(old: Catalog | None) -> tuple[Catalog, Changes]:
            if parent is None:
                return sync(units, old or begun, "templates", shipped)
            keys = {w.key for w in units}
            return flow.update_differences(
                units, old or begun, "templates", Around(), locale, parent=parent, inherited=keys
            )

        changes, written = self._keep(SITE_CATALOG, job)
        turn.done(SITE_CATALOG, "" if parent else TEMPLATES, changes.review)
        self.total.add(changes, self._path(SITE_CATALOG) if written else "")

    def _retire_orphans(self) -> None:
        """The catalog of a document that is gone, or not for the locale, stays, all obsolete."""
        for name in self.turn.orphans():
            old = self.workspace.catalog(name, self.turn.locale)
            if old is None:
                continue
            if any(not e.obsolete for e in old.entries):
                changes, written = self._keep(name, lambda old: sync((), old or Catalog(""), ""))
                self.total.add(changes, self._path(name) if written else "")
            self.turn.done(name, NOTHING, 0)

    def _path(self, name: str) -> str:
        return self.workspace.project.catalog_name(name, self.turn.locale)
