"""The settings of a project, with their defaults."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.config.drafting import Drafting
from pipeline.formats.fields import Fields, parse_fields
from pipeline.model import Document, Locale
from pipeline.publish import Policy

DOCUMENTS = ("**/*.md", "**/*.mdx", "**/*.yaml", "**/*.yml", "**/*.html")
FIELDS = ("title", "description", "questions[*].question", "questions[*].answer: markdown")
_ENGLISH = Locale("en")
_HERE = ("localhost", "127.0.0.1", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class Site:
    """Where the pages will stand, and the name of the whole, which is never translated."""

    base_url: str = "https://example.org"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a translation memory has beside the catalogs of the project."""

    files: tuple[str, ...] = ()
    """TMX files."""
    database: str = ""
    """`postgresql://…`: where it is kept instead of the private folder."""
    accept: bool = False
    """Its text for an identical source counts as accepted, in any context."""

    @property
    def host(self) -> str:
        """The machine that texts go to; empty when they stay on this one.

        >>> Memory(database="postgresql://tm@db.example.org/tm").host
        'db.example.org'
        """
        address = urlsplit(self.database)
        named = parse_qs(address.query)
        hosts = [*named.get("host", ()), *named.get("hostaddr", ()), address.netloc]
        names = (h.rpartition("@")[2].rpartition(":")[0] or h.rpartition("@")[2] for h in hosts)
        return next((n for n in names if n and n not in _HERE and n[0] != "/"), "")


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one project; paths are relative to l10n.yaml."""

    source: str = "source"
    documents: tuple[str, ...] = DOCUMENTS
    catalogs: str = "locales"
    overrides: str = "overrides"
    output: str = "build"
    source_locale: Locale = _ENGLISH
    locales: tuple[Locale, ...] = ()
    inherits: Mapping[Locale, Locale] = field(default_factory=dict)
    """Locales that hold only differences, and from which locale they have the rest."""
    segmentation: str = "sentence"
    fields: Fields = field(default_factory=lambda: parse_fields(FIELDS))
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formality: Mapping[Locale, str] = field(default_factory=dict)
    """`formal` or `informal`, where a locale says how it addresses the reader."""
    drafting: Drafting = field(default_factory=Drafting)
    memory: Memory = field(default_factory=Memory)
    publish: Policy = field(default_factory=Policy)
    require: Mapping[str, Any] = field(default_factory=dict)
    """`publish: require`: content class -> state, or content class -> locale -> state."""
    site: Site = field(default_factory=Site)
    glossary: str = ""
    """The file of terms; empty for the usual one, which need not be there."""

    def is_document(self, id: str) -> bool:
        """Whether a file of the source folder is a document; the others are assets."""
        return any(glob(p).fullmatch(id) for p in self.documents)

    def class_of(self, document: Document) -> str:
        """The content class of a document: its own word, else by path, else empty."""
        rows = self.classes.items()
        by_path = (c for c, globs in rows if any(glob(g).fullmatch(document.id) for g in globs))
        return document.content_class or next(by_path, "")

    def matches(self, pattern: str, ids: Iterable[str]) -> bool:
        """Whether a path pattern takes any of these documents."""
        return any(glob(pattern).fullmatch(id) for id in ids)

    def policy_for(self, document: Document, locale: Locale, *, preview: bool = False) -> Policy:
        """What may be shown of one document in one locale."""
        found = self.require.get(self.class_of(document), "")
        state = self._of(found, locale, "") if isinstance(found, Mapping) else found
        return replace(self.publish, require=state, preview=preview)

    def engines_for(
        self, locale: Locale, content_class: str = "", roles: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Engine names in order; nothing leaves the machine unless it is named here."""
        parent = self.inherits.get(locale, "")
        return self.drafting.engines_for(locale, parent, content_class, roles)

    def formality_of(self, locale: Locale) -> str:
        """How a locale addresses the reader, or the one that it inherits from."""
        return str(self._of(self.formality, locale, ""))

    def _of(self, table: Mapping[Any, Any], locale: Locale, default: Any) -> Any:
        """What a table says of a locale, or else of the one that it inherits from."""
        return table.get(locale, table.get(self.inherits.get(locale, ""), default))


@lru_cache
def glob(pattern: str) -> re.Pattern[str]:
    """A path pattern as a regular expression: `**/` any folders, `*` within one name."""
    steps = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    tokens = re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", pattern)
    return re.compile("".join(steps.get(t) or re.escape(t) for t in tokens))
