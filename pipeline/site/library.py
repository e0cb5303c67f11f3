"""All documents in all locales, by what they are for the site and by the names they are called.

`author: sleep-desk` means `people/sleep-desk.yaml`; `related: [x]` means `articles/x.md`. What a
folder and an ending make of a document is a table.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from pipeline.formats.front_matter import load_front_matter
from pipeline.formats.outline import Heading, question_ids, read_outline
from pipeline.formats.yaml import Loader
from pipeline.model import DocumentId, Locale, Rendition, Span
from pipeline.site.wording import count_words

ARTICLE, FAQ, PERSON, PROVIDER, CATEGORIES, SITE, HTML, DATA = (
    "article", "faq", "person", "provider", "categories", "site", "html", "data",
)  # fmt: skip
_MARKUP = re.compile(
    r"<!--.*?-->|<[^>]*>|\]\([^)]*\)|^\[[^\]]*\]:|\{[#.][^}]*\}|[|#>*_`\[\]]|:?-{2,}:?", re.DOTALL
)
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_YAML = r"\.ya?ml"
_KINDS = (
    (re.compile(rf"(?:.*/)?people/[^/]+{_YAML}"), PERSON),
    (re.compile(rf"(?:.*/)?providers/[^/]+{_YAML}"), PROVIDER),
    (re.compile(rf"(?:.*/)?faqs/[^/]+{_YAML}"), FAQ),
    (re.compile(rf"categories{_YAML}"), CATEGORIES),
    (re.compile(rf"site{_YAML}"), SITE),
    (re.compile(r".*\.mdx?"), ARTICLE),
    (re.compile(r".*\.html?"), HTML),
)
PAGES = frozenset((ARTICLE, FAQ, PERSON, HTML))
"""Kinds that have a page of their own."""
READING = frozenset((ARTICLE, FAQ))
"""Kinds that people come for."""
SECTIONS = ("articles", "faqs")
"""Indexes of what there is to read, each at `<section>/index.html`."""

_OUR_IDS = tuple(
    f"page-{name}"
    for name in (
        "main", "notes", "questions", "contents", "help",
        "related", "written", "reviewed", "elsewhere", "latest",
    )
)  # fmt: skip
"""Ids that the templates use."""


def kind_of(id: DocumentId) -> str:
    """What the site makes of a document, by its path."""
    return next((kind for pattern, kind in _KINDS if pattern.fullmatch(id)), DATA)


def stem(id: DocumentId) -> str:
    """What other documents call it: `articles/sleep.md` is `sleep`."""
    return id.rpartition("/")[2].rpartition(".")[0]


def page_name(id: DocumentId) -> str:
    """Where its page stands inside a locale's folder: `articles/sleep.html`."""
    return f"{id.rpartition('.')[0]}.html"


@dataclass(frozen=True, slots=True)
class Record:
    """One document in one locale, its fields read."""

    rendition: Rendition
    kind: str
    fields: Mapping[str, Any]
    """Front matter, or the whole of a YAML document."""
    text: str = ""
    """Markdown or HTML without front matter."""
    english: tuple[Span, ...] = ()
    """Byte ranges of `text` that stand in English."""
    words: int = 0
    """Words that a reader reads in `text`."""

    @property
    def id(self) -> DocumentId:
        """The path of the source document."""
        return self.rendition.id

    @property
    def locale(self) -> Locale:
        """The language it is in."""
        return self.rendition.locale

    def value(self, path: str) -> str:
        """A field as text, empty when absent: `sections.articles.title`, `questions[3].answer`."""
        found: Any = self.fields
        for key, index in _STEP.findall(path):
            if index:
                found = found[int(index)] if isinstance(found, list) else None
            else:
                found = found.get(key) if isinstance(found, Mapping) else None
        return "" if found is None else str(found).strip()

    def names(self, path: str) -> tuple[str, ...]:
        """A field that is a list of names; one name alone counts as a list."""
        found = self.fields.get(path) or ()
        return tuple(map(str, found)) if isinstance(found, list) else (str(found),) * bool(found)

    def spans(self, path: str) -> tuple[Span, ...]:
        """Ranges of a prose value (`questions[3].answer`) that stand in English."""
        inner = self.rendition.localized.values.get(path)
        return inner.english if inner else ()

    def has_english(self) -> bool:
        """Some of it is shown in English."""
        localized = self.rendition.localized
        return bool(localized.english) or any(v.english for v in localized.values.values())


@dataclass(frozen=True, slots=True)
class Library:
    """Every record by document and locale. Made by `collect`."""

    source: Locale
    records: Mapping[tuple[DocumentId, Locale], Record]
    outlines: Mapping[DocumentId, tuple[Heading, ...]]
    """Headings of the English documents."""
    named: Mapping[tuple[str, str], DocumentId]
    """By kind and name without folder and ending."""
    ids: tuple[DocumentId, ...]
    pages: Mapping[str, DocumentId]
    """By the name of the page."""
    singles: Mapping[str, DocumentId]
    """The first document of each kind, for the kinds that have but one."""

    def get(self, id: DocumentId, locale: Locale) -> Record | None:
        """The record if it is published in that locale."""
        record = self.records.get((id, locale))
        return record if record and record.rendition.verdict.publish else None

    def outline(self, record: Record) -> tuple[tuple[Heading, ...], Record]:
        """The headings whose ids a Markdown record has, and the record they are of.

        They are those of the English document; of its own where an override has other headings.
        """
        outline, original = self.outlines.get(record.id, ()), self.get(record.id, self.source)
        if original is not None:
            own = outline if record is original else _own_outline(record.text)
            if [h.level for h in own] == [h.level for h in outline]:
                return outline, original
            return own, record
        return outline, record

    def questions(self, record: Record) -> frozenset[str]:
        """Ids of those headings of a Markdown record that ask a question."""
        return question_ids(self.outline(record)[0], whole=in_faqs(record.id))

    def shown(self, id: DocumentId, locale: Locale) -> Record | None:
        """The record in that locale, or else the English one."""
        return self.get(id, locale) or self.get(id, self.source)

    def linked(self, id: DocumentId, locale: Locale) -> Record | None:
        """As `shown`, but a record too thin to be linked gives way to the English one."""
        record = self.get(id, locale)
        thin = record is None or not record.rendition.verdict.linked
        return (self.get(id, self.source) or record) if thin else record

    def find(self, kind: str, name: str) -> DocumentId | None:
        """The document that another one calls by its name, or by its path."""
        return self.named.get((kind, name)) or self.named.get((kind, name.rpartition("/")[2]))

    def every(self, kinds: Iterable[str], locale: Locale) -> list[Record]:
        """Published records of these kinds in a locale, newest first."""
        found = [r for id in self.ids if (r := self.get(id, locale)) and r.kind in kinds]
        return sorted(found, key=lambda r: r.value("date"), reverse=True)

    def first(self, kind: str, locale: Locale) -> Record | None:
        """The one record of a kind there is (`site.yaml`), in English if need be."""
        id = self.singles.get(kind)
        return self.shown(id, locale) if id else None


@lru_cache(maxsize=8)
def _own_outline(text: str) -> tuple[Heading, ...]:
    return read_outline(text, _OUR_IDS)


def collect(renditions: Iterable[Rendition], source: Locale) -> Library:
    """Read the fields of all renditions, and the outlines of the English ones."""
    records = {(r.id, r.locale): _record(r) for r in renditions}
    ids = tuple(sorted({id for id, _ in records}))
    outlines = {
        id: read_outline(records[id, source].text, _OUR_IDS)
        for id in ids
        if kind_of(id) == ARTICLE and (id, source) in records
    }
    named = {(kind_of(id), stem(id)): id for id in reversed(ids)}
    pages = {page_name(id): id for id in ids if kind_of(id) in PAGES}
    singles = {kind_of(id): id for id in reversed(ids)}
    return Library(source, records, outlines, named, ids, pages, singles)


def in_section(record: Record, section: str) -> bool:
    """Whether a section's index lists the document; a text at the root is in neither."""
    if record.kind not in READING or "/" not in record.id:
        return False
    return (section == "faqs") == (record.kind == FAQ or in_faqs(record.id))


def in_faqs(id: DocumentId) -> bool:
    """Whether a document, Markdown or YAML, is a list of questions by its folder."""
    return "faqs" in id.split("/")[:-1]


def _record(rendition: Rendition) -> Record:
    data, kind = rendition.localized.data, kind_of(rendition.id)
    if kind not in (ARTICLE, HTML):
        return Record(rendition, kind, _mapping(data))
    fields, body = load_front_matter(data)
    spans = tuple(
        Span(max(s.start - body, 0), s.end - body)
        for s in rendition.localized.english
        if s.end > body
    )
    text = data[body:].decode()
    return Record(rendition, kind, fields, text, spans, count_words(_MARKUP.sub(" ", text)))


def _mapping(data: bytes) -> Mapping[str, Any]:
    """A YAML mapping; anything else has no fields, which `parse` has reported already."""
    try:
        loaded = yaml.load(data, Loader)  # noqa: S506 - a safe loader, by another name
    except (yaml.YAMLError, ValueError, TypeError):
        return {}
    return loaded if isinstance(loaded, dict) else {}
