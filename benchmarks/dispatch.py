"""What pre-translation costs beside its engines: `python -m benchmarks.dispatch`.

An engine that answers at once, with the translations that people made of the example magazine, is
asked for all of its units. Everything else is ours: planning, encoding, journal, decoding,
verification, meaning gate, filling the catalogs. Goal: 5,000 units a second on one core.
"""

import tempfile
import time
from pathlib import Path

from pipeline.disk.journal import Journal
from pipeline.dispatch import Office, drafts
from pipeline.flow import gate
from pipeline.formats import po
from pipeline.formats.inline import pieces
from pipeline.model import Ask, Catalog, DocumentId, Entry, Key, Limits, Locale, Markup, State
from pipeline.pretranslate import Job, Order, Policy, Route, wishes
from pipeline.pretranslate.protect import SCHEMES, encode

_ROOT = Path(__file__).parent.parent
_LOCALES = tuple(map(Locale, ("de", "es", "fr")))
_XML = SCHEMES[Markup.XML][0]
_MARK = len('<m id="0000"/>')
Answers = dict[tuple[Locale, str], str]


class Instant:
    """Answers at once."""

    name = "instant"
    markup = Markup.XML
    limits = Limits(texts=50, characters=20_000, parallel=1)
    place = "engine.example"
    proves_order = False

    def __init__(self, answers: Answers) -> None:
        """Take what is answered to a text without its mark."""
        self._answers = answers

    def refuses(self, _: Locale) -> str:
        """Nothing."""
        return ""

    def version(self, _: Locale) -> str:
        """The only one."""
        return "1"

    def translate(self, ask: Ask) -> list[str]:
        """The mark of each text, and its translation."""
        return [t[:_MARK] + self._answers[ask.locale, t[_MARK:]] for t in ask.texts]

    def close(self) -> None:
        """Nothing is open."""


def main() -> None:
    """Print units a second, the meaning gate included, and how many were drafted."""
    jobs, answers = _magazine()
    policy = Policy(lambda *_: Route(("instant",)))
    _run(jobs[::20], policy, answers)  # the tables of each language are read and compiled once
    units, drafted, spent = _run(jobs, policy, answers)
    print(f"{units / spent:,.0f} units a second of CPU, {drafted / units:.1%} drafted")


def _run(jobs: list[Job], policy: Policy, answers: Answers) -> tuple[int, int, float]:
    """Units, drafts and seconds of CPU."""
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal.open(Path(folder))
        office = Office(lambda _: Instant(answers), journal, gate=_gate)
        begun = time.process_time()
        wanted = [wishes(job, policy) for job in jobs]
        drafted = sum(sum(step.drafted.values()) for step in drafts(wanted, office))
        spent = time.process_time() - begun
        journal.close()
    return sum(len(job.catalog.entries) for job in jobs), drafted, spent


def _magazine() -> tuple[list[Job], Answers]:
    """The magazine with its translations taken out, and the translations by text as sent."""
    jobs: list[Job] = []
    answers: Answers = {}
    for locale in _LOCALES:
        for path in sorted((_ROOT / "locales" / locale).rglob("*.po")):
            entries = po.read(path.read_bytes(), str(path)).entries
            done = [e for e in entries if e.state is State.TRANSLATED and not e.obsolete]
            for entry in done:
                sent, answer = (_sent(text) for text in (entry.key.text, entry.target))
                answers[locale, sent] = answer
            catalog = Catalog("", tuple(Entry(e.key) for e in done))
            jobs.append(Job(DocumentId(path.stem), locale, catalog))
    return jobs, answers


def _sent(text: str) -> str:
    return encode(pieces(text), _XML).text


def _gate(order: Order, text: str, _: str) -> str:
    return gate(Key(order.text), text, order.locale)


if __name__ == "__main__":
    main()
