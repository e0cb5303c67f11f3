"""One locale's edition of the magazine: turns records into texts, prose, links and cards."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from markupsafe import Markup

from pipeline.model import Locale
from pipeline.site.addresses import Asset, Linker, to_record
from pipeline.site.clusters import Cluster
from pipeline.site.library import ARTICLE, CATEGORIES, FAQ, PERSON, SITE, Library, Record, stem
from pipeline.site.models import NONE, Card, Image, Link, Prose, Text
from pipeline.site.places import Labels, Place
from pipeline.site.render import Rendered, render
from pipeline.site.wording import Voice, minutes

_EXCERPT = 120
_TAIL = re.compile(r"[\s\W]+\Z")


@dataclass(frozen=True, slots=True)
class Within:
    """What keeps ids apart where one page shows several documents."""

    notes: str = ""
    """Before the ids of footnotes."""
    anchors: str = ""
    """Before the document's own anchors."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What all pages of one locale share."""

    library: Library
    clusters: Mapping[str, Cluster]
    assets: Mapping[str, Asset]
    locales: tuple[Locale, ...]
    base_url: str
    name: str
    locale: Locale
    voice: Voice
    labels: Labels

    def mark(self, record: Record) -> Markup:
        """Attributes around what comes from a record in another language."""
        return self.voice.mark if record.locale != self.locale else NONE

    def text(self, record: Record, path: str) -> Text:
        """A field, marked when it stands in English."""
        spans = record.spans(path)
        return Text(record.value(path), self.voice.mark if spans else self.mark(record))

    def title(self, record: Record) -> Text:
        """What a document is called; one without a title goes by its file's name."""
        return self.text(record, "title") or Text(stem(record.id), self.voice.mark)

    def place(
        self, record: Record, page: str, within: Within = Within(), *, eager: bool = False
    ) -> Place:
        """Where a record's Markdown is shown."""
        linker = Linker(self.library, self.assets, record.id, self.locale, page, within.anchors)
        title = record.value("title") or record.value("name")
        mark = str(self.voice.mark) if record.locale == self.locale else ""
        return Place(linker.link, linker.image, self.labels, mark, title, within.notes, eager)

    def body(self, record: Record, page: str) -> Rendered:
        """A Markdown document; heading ids are those of its English original, if it has its."""
        outline, outlined = self.library.outline(record)
        title = outlined.value("title")
        repeats = bool(outline) and outline[0].first and outline[0].level == 1
        return render(
            record.text,
            self.place(record, page, eager=not record.value("image")),
            record.english if self.voice.mark else (),
            [heading.id for heading in outline],
            skip_title=repeats and outline[0].text == title,
        )

    def prose(self, record: Record, path: str, page: str, within: Within = Within()) -> Prose:
        """A Markdown field."""
        inner = record.rendition.localized.values.get(path)
        source = inner.data.decode() if inner else record.value(path)
        english = inner.english if inner and self.voice.mark else ()
        shown = render(source, self.place(record, page, within), english)
        return Prose(Markup(shown.body), Markup(shown.notes), self.mark(record))  # noqa: S704 - sanitized

    def people(self, names: Sequence[str], page: str) -> tuple[Link, ...]:
        """Links to people's pages; a name nobody has is shown as it is written."""
        return tuple(self._person(name, page) for name in names)

    def _person(self, name: str, page: str) -> Link:
        id = self.library.find(PERSON, name)
        record = self.library.linked(id, self.locale) if id else None
        shown = (record.value("name") if record else "") or name
        return Link(Text(shown), to_record(record, self.locale, page))

    def teams(self) -> frozenset[str]:
        """Names that stand for several people (`team: true`)."""
        records = self.library.every((PERSON,), self.library.source)
        return frozenset(r.value("name") for r in records if r.fields.get("team") is True)

    def category(self, record: Record) -> Text:
        """The name of a record's category."""
        name, names = record.value("category"), self.library.first(CATEGORIES, self.locale)
        found = self.text(names, f"{name}.title") if name and names else Text("")
        return found or Text(name)

    def site(self) -> Record | None:
        """The texts of the magazine itself."""
        return self.library.first(SITE, self.locale)

    def image(self, record: Record, page: str) -> Image | None:
        """The picture that a record names."""
        url = record.value("image")
        if not url:
            return None
        found = Linker(self.library, self.assets, record.id, self.locale, "")
        path = unquote(found.image(url)["src"])
        shown = self.place(record, page).image(url)
        return Image(shown, self.text(record, "image_alt"), path)

    def cards(self, names: Sequence[str], page: str) -> tuple[Card, ...]:
        """Cards of the articles, or else lists of questions, that a record names."""
        found = (self.library.find(ARTICLE, n) or self.library.find(FAQ, n) for n in names)
        records = (self.library.linked(id, self.locale) for id in found if id)
        return tuple(self.card(r, page) for r in records if r)

    def card(self, record: Record, page: str) -> Card:
        """The announcement of a record."""
        title, description = self.title(record), self.text(record, "description")
        return Card(
            Link(title, to_record(record, self.locale, page)),
            Text(shorten(description.value), description.mark),
            self.category(record),
            tuple(p.text.value for p in self.people(record.names("author"), page)),
            self.image(record, page),
            self.voice.duration(minutes(record.words)) if record.words else "",
            english=record.locale != self.locale,
            machine=record.rendition.verdict.machine,
        )


def shorten(text: str, limit: int = _EXCERPT) -> str:
    """The beginning of a text, cut between two words (or two signs where there are none)."""
    if len(text) <= limit:
        return text
    cut = text[: limit + 1].rpartition(" ")[0] or text[:limit]
    return _TAIL.sub("", cut) + "\u2026"
