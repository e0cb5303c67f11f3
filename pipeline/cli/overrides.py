"""The overrides of a run: each read once, judged against today's source, faults collected."""

from collections.abc import Collection, Iterable, Iterator

from pipeline import flow, overrides
from pipeline.disk import files
from pipeline.disk import overrides as disk
from pipeline.disk.project import Project
from pipeline.formats.scalars import faults
from pipeline.model import Document, DocumentId, Finding, Locale, PipelineError, SourceError
from pipeline.overrides import Made, Override, Record, Standing

_STALE = (
    "compare it with {source}; then edit it, delete it, or, if it still holds, delete its line in "
    "{record}; and run `l10n sync`"
)
_REFUSALS = {
    Standing.NEW: ("it was made or edited since the last sync", "run `l10n sync`"),
    Standing.STALE: ("its source has changed", _STALE),
}


class Overrides:
    """What takes the place of documents and assets; a fault in one file stops no other."""

    def __init__(self, project: Project, faults: list[PipelineError]) -> None:
        """Faults go to the end of `faults`, those of names at once."""
        self.project, self.faults = project, faults
        self._files: dict[Locale, dict[str, tuple[Made, bytes]]] = {}
        self._records: dict[Locale, Record | None] = {}
        self._seen: dict[Locale, str | None] = {}
        self._parsed: dict[tuple[DocumentId, Locale], Override] = {}
        faults += disk.strays(project)

    # ---- what there is

    def _today(self, locale: Locale) -> dict[str, tuple[Made, bytes]]:
        """Every override with its bytes, and the hashes that it would be recorded with."""
        if locale not in self._files:
            self._files[locale] = dict(self._read(locale))
        return self._files[locale]

    def _read(self, locale: Locale) -> Iterator[tuple[str, tuple[Made, bytes]]]:
        for name in disk.names(self.project, locale):
            source = files.read(self.project.source / name)
            if source is None:
                continue  # a stray, named already
            try:
                data = disk.read_override(self.project, name, locale)
            except SourceError as error:
                self.faults.append(error)
                continue
            yield name, (Made(overrides.digest(source), overrides.digest(data)), data)

    def names(self, locale: Locale) -> Collection[str]:
        """The documents and assets that a locale has an override of, shown or not."""
        return self._today(locale).keys()

    def _record(self, locale: Locale) -> Record | None:
        """The record of a locale, None when it cannot be read (which is a fault, once)."""
        if locale not in self._records:
            try:
                read = disk.read_record(self.project, locale)
                self._records[locale], self._seen[locale] = read
            except SourceError as error:
                self.faults.append(error)
                self._records[locale] = None
        return self._records[locale]

    def sync(self, locale: Locale, only: Collection[str] | None, *, write: bool) -> int:
        """Bring the record up to date; how many of its lines changed.

        `only` are the documents that were named: all other lines stay as they are.
        """
        old = self._record(locale)
        if old is None:
            return 0
        new = overrides.update(old, {n: made for n, (made, _) in self._today(locale).items()})
        names = {n for n in old.keys() | new.keys() if only is None or n in only}
        changed = [n for n in sorted(names) if old.get(n) != new.get(n)]
        kept = {n: made for n, made in old.items() if n not in changed}
        self._records[locale] = kept | {n: new[n] for n in changed if n in new}
        if write and changed:
            record = self._records[locale] or {}
            try:
                disk.write_record(self.project, locale, record, self._seen[locale])
            except SourceError as error:
                self.faults.append(error)
        return len(changed)

    # ---- what may be shown

    def _refused(self, name: str, locale: Locale) -> Override | None:
        """An override that is not shown because of the record, with the reason."""
        path = disk.reference(self.project, name, locale)
        record, record_path = self._record(locale), disk.record_reference(self.project, locale)
        if record is None:
            return Override(path, refusal=f"{record_path} cannot be read")
        standing = overrides.standing(record.get(name), self._today(locale)[name][0])
        if standing is Standing.FRESH:
            return None
        refusal, advice = _REFUSALS[standing]
        source = self.project.reference(DocumentId(name))
        advice = advice.format(source=source, record=record_path)
        return Override(path, refusal=refusal, advice=advice)

    def of(self, document: Document, locale: Locale) -> Override | None:
        """What may stand for a document, None when there is nothing.

        Where a locale has none of its own, that of the locale it inherits from, if it holds.
        """
        place = (document.id, locale)
        if document.id not in self._today(locale):
            parent = self.project.config.inherits.get(locale)
            found = self.of(document, parent) if parent and document.is_for(parent) else None
            return found if found and found.document else None
        if refused := self._refused(document.id, locale):
            return refused
        if place not in self._parsed:
            self._parsed[place] = self._parse(document.id, locale)
        policy = self.project.config.policy_for(document, locale)
        return overrides.against(self._parsed[place], policy)

    def shown(
        self, documents: Iterable[Document], locale: Locale
    ) -> Iterator[tuple[str, Document]]:
        """(path, document) of every override of the locale's own that stands for one of these."""
        for document in documents:
            found = self.of(document, locale) if document.id in self._today(locale) else None
            if found is not None and found.document is not None:
                yield found.path, found.document

    def stands(self, document: Document, locale: Locale) -> bool:
        """Whether the page of a document is an override: its units are then no work."""
        found = self.of(document, locale)
        return found is not None and found.document is not None

    def _parse(self, id: DocumentId, locale: Locale) -> Override:
        """An override that cannot be parsed is a fault and is not shown."""
        path = disk.reference(self.project, id, locale)
        try:
            document = flow.load(id, self._today(locale)[id][1], self.project.config)
        except SourceError as error:
            self.faults.append(SourceError(path, error.message, error.line))
            return Override(path, refusal="it cannot be read")
        self.faults += (SourceError(path, m, line) for line, m in faults(document))
        return Override(path, document)

    def assets(self, locale: Locale) -> dict[str, bytes]:
        """The bytes of every asset that a locale, or the one it inherits from, has of its own."""
        parent = self.project.config.inherits.get(locale)
        inherited = self.assets(parent) if parent else {}
        own = {n: d for n, d in self._assets(locale) if self._refused(n, locale) is None}
        return inherited | own

    def asset_findings(self, locale: Locale) -> Iterator[Finding]:
        """Findings on assets that are not shown; those on documents come with their pages."""
        for name, _ in self._assets(locale):
            refused = self._refused(name, locale)
            if refused and refused.advice:
                yield overrides.finding(DocumentId(name), refused, locale)

    def _assets(self, locale: Locale) -> Iterator[tuple[str, bytes]]:
        is_document = self.project.config.is_document
        return ((n, d) for n, (_, d) in self._today(locale).items() if not is_document(n))

    def stale(self, locale: Locale) -> Iterator[str]:
        """A line for each override whose source has changed."""
        for name in self._today(locale):
            found = self._refused(name, locale)
            if found and found.advice:
                yield f"{found.path}: {found.refusal}: {found.advice}"
