"""The pages people come for: articles, and lists of questions with their answers."""

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from pipeline.formats.outline import SECTION, slug
from pipeline.model import DocumentId
from pipeline.site import raw
from pipeline.site.addresses import to_record
from pipeline.site.edition import Edition, Within
from pipeline.site.library import ARTICLE, FAQ, PROVIDER, Record
from pipeline.site.models import (
    NONE,
    Credits,
    Faq,
    Link,
    Prose,
    Provider,
    Question,
    Reading,
    Text,
    day,
)
from pipeline.site.render import Rendered
from pipeline.site.wording import as_date, count_words, minutes

_HEADING = re.compile(r"<h([1-6])(?: [^>]*)?>.*?</h\1>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_NOTE = re.compile(r'<sup class="noteref">.*?</sup>', re.DOTALL)
_WEB = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)
_CONTENTS_FROM = 3
"""A shorter list of contents helps nobody."""


def read_article(edition: Edition, record: Record, page: str) -> Reading:
    """The page of a Markdown document."""
    rendered = edition.body(record, page)
    ids = edition.library.questions(record)
    contents = [h for h in rendered.headings if h.level == SECTION]
    mark = edition.voice.mark
    links = tuple(
        Link(Text(h.text, mark if h.english else NONE), {"href": f"#{h.id}"}) for h in contents
    )
    body = Prose(Markup(rendered.body), Markup(rendered.notes))  # noqa: S704 - sanitized
    marked = tuple(_marked_questions(rendered, ids))
    return _reading(
        edition, record, page, body=body, words=record.words, questions=marked, contents=links
    )


def read_questions(edition: Edition, record: Record, page: str) -> Reading:
    """The page of a YAML list of questions."""
    questions = tuple(ask(edition, record, page))
    words = sum(count_words(q.question.value) + count_words(q.plain) for q in questions)
    links = tuple(Link(q.question, {"href": f"#{q.id}"}) for q in questions)
    return _reading(
        edition, record, page, body=Prose(), words=words, questions=questions, contents=links
    )


def ask(edition: Edition, record: Record, page: str, prefix: str = "") -> Iterator[Question]:
    """The questions of a YAML document, as they are shown on a page."""
    found: Any = record.fields.get("questions") or []
    original = edition.library.get(record.id, edition.library.source) or record
    taken: set[str] = set()
    for index, item in enumerate(found):
        own = item.get("id") if isinstance(item, dict) else None
        id = str(own or slug(original.value(f"questions[{index}].question")) or index + 1)
        id = f"{id}-{index + 1}" if id in taken else id
        taken.add(id)
        question = edition.text(record, f"questions[{index}].question")
        within = Within(f"{prefix}{id}-", prefix)
        answer = edition.prose(record, f"questions[{index}].answer", page, within)
        if question:
            yield Question(f"{prefix}{id}", question, answer, _plain(answer.html + answer.notes))


def _plain(html: str) -> str:
    return raw.plain(_NOTE.sub("", html))


def _marked_questions(rendered: Rendered, ids: frozenset[str]) -> Iterator[Question]:
    """Questions in the body: a heading that asks, and all up to the next of its level."""
    shown = {h.id: h for h in rendered.headings}
    headings = list(_HEADING.finditer(rendered.body))
    for index, match in enumerate(headings):
        id = _ID.search(match[0].partition(">")[0])
        if not id or id[1] not in ids or id[1] not in shown:
            continue
        later = (h.start() for h in headings[index + 1 :] if h[1] <= match[1])
        answer = rendered.body[match.end() : next(later, len(rendered.body))]
        yield Question(id[1], Text(shown[id[1]].text), Prose(Markup(answer)), _plain(answer))  # noqa: S704 - sanitized


def _reading(
    edition: Edition,
    record: Record,
    page: str,
    *,
    body: Prose,
    words: int,
    questions: tuple[Question, ...],
    contents: tuple[Link, ...],
) -> Reading:
    """What articles and lists of questions have in common."""
    return Reading(
        title=edition.title(record),
        description=edition.text(record, "description"),
        category=edition.category(record),
        credits=_credits(edition, record, page),
        words=words,
        minutes=minutes(words),
        duration=edition.voice.duration(minutes(words)),
        image=edition.image(record, page),
        body=body,
        contents=contents if len(contents) >= _CONTENTS_FROM else (),
        questions=questions,
        faq=_faq(edition, record, page),
        providers=tuple(_providers(edition, record, page)),
        related=edition.cards(record.names("related"), page),
    )


def _credits(edition: Edition, record: Record, page: str) -> Credits:
    """Who and when; a review is the original's unless this locale was approved itself."""
    days = (as_date(record.fields.get(name)) for name in ("date", "updated", "reviewed"))
    published, updated, reviewed = (day(d, edition.voice) for d in days)
    return Credits(
        authors=edition.people(record.names("author"), page),
        reviewers=edition.people(record.names("reviewer"), page),
        own_review=record.locale == edition.library.source or record.rendition.verdict.approved,
        published=published,
        updated=updated,
        reviewed=reviewed,
    )


def _faq(edition: Edition, record: Record, page: str) -> Faq | None:
    """The list of questions that an article names: in full, or a link when it is in English."""
    name = record.value("faq")
    id = edition.library.find(FAQ, name) if name and record.kind == ARTICLE else None
    found = edition.library.linked(id, edition.locale) if id else None
    if found is None:
        return None
    link = Link(edition.title(found), to_record(found, edition.locale, page))
    here = found.locale == edition.locale
    questions = tuple(ask(edition, found, page, "faq-")) if here else ()
    return Faq(link, questions, machine=here and found.rendition.verdict.machine)


def _providers(edition: Edition, record: Record, page: str) -> Iterator[Provider]:
    """The places of help that a document names."""
    for name in record.names("providers"):
        id: DocumentId | None = edition.library.find(PROVIDER, name)
        found = edition.library.shown(id, edition.locale) if id else None
        if found:
            yield Provider(
                found.value("name") or name,
                edition.text(found, "kind"),
                edition.voice.territory(found.value("country")),
                edition.prose(found, "text", page, Within(f"provider-{name}-")),
                url if _WEB.match(url := found.value("url")) else "",
                english=found.locale != edition.locale,
                machine=found.rendition.verdict.machine,
            )
