"""What is judged: an answer beside what was sent for it."""

from dataclasses import dataclass

from pipeline.model import Locale
from pipeline.pretranslate.protect import Answer, Encoded, restore


@dataclass(frozen=True, slots=True)
class Given:
    """All that the rules look at."""

    sent: Encoded
    answer: Answer
    source: str
    """The text of the unit."""
    target: str
    """The text that would be written."""
    prose: str
    """What of the unit was to be translated, a blank for each piece."""
    translated: str
    """What came back for it."""
    locale: Locale
    alone: bool
    """The only text of its request: its answer can belong to no other."""

    @property
    def language(self) -> str:
        """The locale without script and region."""
        return self.locale.split("_")[0]


def given(answer: Answer, sent: Encoded, locale: Locale, *, alone: bool) -> Given:
    """Put the source and the text that would be written beside an answer."""
    texts = restore(sent.source, sent), restore(answer, sent)
    prose = " ".join(sent.source.gaps), " ".join(answer.gaps)
    return Given(sent, answer, *texts, *prose, locale, alone)
