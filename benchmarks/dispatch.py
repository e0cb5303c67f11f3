"""What pre-translation costs beside its engines: `python -m benchmarks.dispatch`.

An engine that answers at once is asked for sentences with and without markup; all the rest is
ours: planning, encoding, journal, decoding, verification, meaning gate, filling the catalog. Goal:
5,000 units a second on one core.
"""

import tempfile
import time
from pathlib import Path

from pipeline.disk.journal import Journal
from pipeline.dispatch import Office, drafts
from pipeline.flow import gate
from pipeline.model import Ask, Catalog, DocumentId, Entry, Key, Limits, Locale, Markup
from pipeline.pretranslate import Job, Order, Policy, Route, wishes

_ES = Locale("es")
_SENTENCES = (
    "Take {n} tablets of 5 mg with water before you go to bed.",
    "Most people sleep **better** after {n} nights in a cool, dark room.",
    "Read [how pain works](../pain-{n}.md) and talk to your doctor if it lasts.",
    "A short walk of {n} minutes helps many people to rest.",
    "Do not take more than {n} g in 24 hours, and never with alcohol.",
)
_PARTS = (
    ("Do not take more than", "No tome más de"),
    (" and never with alcohol", " y nunca con alcohol"),
    (" hours,", " horas,"),
    ("Most people sleep", "La mayoría duerme"),
    ("better", "mejor"),
    ("after", "después de"),
    ("nights in a cool, dark room", "noches en un cuarto fresco y oscuro"),
    ("Read", "Lea"),
    ("how pain works", "cómo funciona el dolor"),
    ("and talk to your doctor if it lasts", "y hable con su médico si dura"),
    ("A short walk of", "Un paseo corto de"),
    ("minutes helps many people to rest", "minutos ayuda a muchas personas a descansar"),
    ("Take", "Tome"),
    ("tablets of 5 mg with water before you go to bed", "tabletas de 5 mg con agua al acostarse"),
)


class Instant:
    """Answers at once."""

    name = "instant"
    markup = Markup.XML
    limits = Limits(texts=50, characters=20_000, parallel=1)
    place = "engine.example"
    proves_order = False

    def refuses(self, _: Locale) -> str:
        """Nothing."""
        return ""

    def version(self, _: Locale) -> str:
        """The only one."""
        return "1"

    def translate(self, ask: Ask) -> list[str]:
        """Other words, with the same markup, numbers and negation."""
        return [_spanish(text) for text in ask.texts]

    def close(self) -> None:
        """Nothing is open."""


def _spanish(text: str) -> str:
    """The Spanish of our sentences, by parts."""
    for english, spanish in _PARTS:
        text = text.replace(english, spanish)
    return text


def _gate(order: Order, text: str, _: str) -> str:
    return gate(Key(order.text), text, order.locale)


def main(units: int = 20_000) -> None:
    """Print units a second, the meaning gate included."""
    entries = tuple(Entry(Key(_SENTENCES[i % 5].format(n=i + 2))) for i in range(units))
    jobs = [
        Job(DocumentId(f"{at}.md"), _ES, Catalog("", entries[at : at + 100]))
        for at in range(0, units, 100)
    ]
    instant = Instant()
    policy = Policy(lambda *_: Route(("instant",)))
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal.open(Path(folder))
        office = Office(lambda _: instant, journal, gate=_gate)
        begun = time.process_time()
        steps = list(drafts([wishes(job, policy) for job in jobs], office))
        spent = time.process_time() - begun
        journal.close()
    done = sum(sum(step.drafted.values()) for step in steps)
    print(
        f"{done:,} of {units:,} units in {spent:.2f} s of CPU: {done / spent:,.0f} units a second"
    )


if __name__ == "__main__":
    main()
