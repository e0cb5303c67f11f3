"""What the templates are given: everything is worked out, nothing is left to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from pipeline.site.clusters import LinkSet
from pipeline.site.wording import Voice, autonym, direction, tag

NONE = Markup("")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the attributes of the element it stands in."""

    value: str
    mark: Markup = NONE
    """` lang="en"` when the text is in English on a page in another language."""

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Prose:
    """Rendered Markdown with the attributes of the element around it."""

    html: Markup = NONE
    notes: Markup = NONE
    mark: Markup = NONE


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page; without `href` the page does not exist and the text stands alone."""

    text: Text
    attributes: Mapping[str, str] = field(default_factory=dict)
    current: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date for machines and for readers."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture above a text or on a card."""

    attributes: Mapping[str, str]
    alt: Text
    path: str
    """Relative to the output."""


@dataclass(frozen=True, slots=True)
class Card:
    """A text elsewhere on the site, as it is announced here."""

    link: Link
    excerpt: Text
    category: Text
    authors: tuple[str, ...]
    image: Image | None
    duration: str
    english: bool
    """It leads to the English page."""
    machine: bool
    """Its words are a machine's."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer, as shown and as plain text."""

    id: str
    question: Text
    answer: Prose
    plain: str


@dataclass(frozen=True, slots=True)
class Provider:
    """Where readers can get help."""

    name: str
    kind: Text
    country: str
    text: Prose
    url: str
    english: bool
    machine: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page has: head, header, footer."""

    voice: Voice
    tag: str
    dir: str
    title: str
    name: str
    description: str
    path: str
    style: str
    links: LinkSet
    home: str
    menu: tuple[Link, ...]
    languages: tuple["Language", ...]
    crumbs: tuple[Link, ...]
    """From the home page to this one, which is the last."""
    og: tuple[tuple[str, str], ...]
    tagline: Text
    notice: Prose
    machine: bool = False
    """Machine drafts are shown: say so."""
    english: bool = False
    """Passages stand in English: say so."""
    original: Mapping[str, str] = field(default_factory=dict)
    """Attributes of the link to the English page."""


@dataclass(frozen=True, slots=True)
class Language:
    """One entry of the language switcher."""

    name: str
    tag: str
    dir: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Front:
    """A language on the pages above all languages."""

    voice: Voice
    path: str

    @property
    def tag(self) -> str:
        """BCP 47."""
        return tag(self.voice.locale)

    @property
    def name(self) -> str:
        """The language's own name."""
        return autonym(self.voice.locale)

    @property
    def dir(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.voice.locale)


@dataclass(frozen=True, slots=True)
class Credits:
    """Who wrote and reviewed a text, and when."""

    authors: tuple[Link, ...]
    reviewers: tuple[Link, ...]
    own_review: bool
    """The review speaks of this page, not only of its English original."""
    published: Day | None
    updated: Day | None
    reviewed: Day | None


@dataclass(frozen=True, slots=True)
class Faq:
    """The list of questions that an article names."""

    link: Link
    """Its own page; without questions here when that is only in English."""
    questions: tuple[Question, ...]
    machine: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, or a list of questions."""

    title: Text
    description: Text
    category: Text
    credits: Credits
    words: int
    minutes: int
    duration: str
    image: Image | None
    body: Prose
    contents: tuple[Link, ...]
    questions: tuple[Question, ...]
    """Those of a list, or those inside the body of an article."""
    faq: Faq | None
    providers: tuple[Provider, ...]
    related: tuple[Card, ...]

    def all_questions(self) -> tuple[Question, ...]:
        """Every question that can be read on the page, in order."""
        return (*self.questions, *(self.faq.questions if self.faq else ()))


@dataclass(frozen=True, slots=True)
class Person:
    """An author or reviewer."""

    name: str
    role: Text
    bio: Prose
    team: bool
    written: tuple[Card, ...]
    reviewed: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A section, or the home page."""

    title: Text
    description: Text
    cards: tuple[Card, ...]
    elsewhere: tuple[Card, ...]
    """What there is in English only."""
    questions: tuple[Card, ...] = ()
    more: tuple[Link, ...] = ()
    """Links to the sections, on the home page."""


def day(value: date | None, voice: Voice) -> Day | None:
    """A date as the voice says it."""
    return Day(value.isoformat(), voice.date(value)) if value else None
