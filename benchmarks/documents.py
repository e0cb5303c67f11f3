"""How fast documents are cut and put together, as ratios that hold on any machine.

`make bench` prints a table: units of 1,000 documents beside the parser's own pass over the same
text, memory for ten times as many documents, and time per byte for a document of 5 MB beside one
of 50 kB. Processor time of this process, the best of several rounds that take turns. It measures
and never fails.
"""

import gc
import tracemalloc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from time import process_time

import pyromark

from benchmarks.articles import article
from pipeline.config import Config
from pipeline.flow import load
from pipeline.formats.dialect import OPTIONS
from pipeline.formats.front_matter import load_front_matter
from pipeline.formats.inline import Text, pieces
from pipeline.model import Document, DocumentId, Key
from pipeline.reassemble import reassemble

_COUNT = 1000
_SIZE = 7_000
_KINDS = 50
"""Different documents where memory is measured: the largest alone decides the peak."""
_SMALL, _LARGE = 50_000, 5_000_000
_CONFIG = Config()
_ACCENTS = str.maketrans("aceginorsuyz", "åçéĝîñöřšûýž")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    measured: float
    goal: float
    form: str = "{:.2f} ×"

    def __str__(self) -> str:
        """Name, value, goal, and whether the goal is met."""
        measured, goal = self.form.format(self.measured), self.form.format(self.goal)
        verdict = "ok" if self.measured <= self.goal else "miss"
        return f"{self.what:<58} {measured:>9}   goal {goal:>8}   {verdict}"


def best(rounds: int, *jobs: Callable[[], object]) -> list[float]:
    """Least processor time of each job; the jobs take turns, so that noise hits all alike."""
    least = [float("inf")] * len(jobs)
    for _ in range(rounds):
        for i, job in enumerate(jobs):
            gc.collect()
            begun = process_time()
            job()
            least[i] = min(least[i], process_time() - begun)
    return least


def cut(documents: Iterable[bytes]) -> int:
    """Parse and cut documents one after the other; how many units there are."""
    return sum(
        sum(1 for _ in load(DocumentId(f"articles/{i}.md"), data, _CONFIG).units())
        for i, data in enumerate(documents)
    )


def scan(documents: Iterable[bytes]) -> None:
    """The parser's own pass over the bodies, its events thrown away."""
    for data in documents:
        for _ in pyromark.events_with_range(_body(data), options=OPTIONS):
            pass


def _body(data: bytes) -> str:
    return data[load_front_matter(data)[1] :].decode()


def accented(document: Document) -> Mapping[Key, str]:
    """A translation of every unit: accents on its prose, all else as it is."""
    return {
        unit.key: "".join(
            p.raw.translate(_ACCENTS) if isinstance(p, Text) else p.raw
            for p in pieces(unit.key.text)
        )
        for _, unit in document.units()
    }


def peak(count: int) -> int:
    """Most bytes of Python objects alive while so many documents pass, one at a time."""
    tracemalloc.start()
    for i in range(count):
        cut([article(i % _KINDS, _SIZE)])
        if i % 10 == 0:
            gc.collect()  # empties the interpreter's lists of freed tuples, which count as alive
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def many() -> list[Row]:
    """A magazine of 1,000 articles."""
    documents = [article(i, _SIZE) for i in range(_COUNT)]
    units = cut(documents)
    ours, raw = best(5, lambda: cut(documents), lambda: scan(documents))
    size = sum(map(len, documents)) / _COUNT
    print(f"{_COUNT:,} documents of {size:,.0f} bytes, {units:,} units")
    print(f"parser alone {raw:.2f} s, parse and segment {ours:.2f} s")
    return [
        Row("seconds for the units of 1,000 documents", ours, 2.5, "{:.2f} s"),
        Row("that beside the parser's own pass", ours / raw, 8),
    ]


def memory() -> list[Row]:
    """Ten times as many documents."""
    few = _COUNT // 10
    peak(few)  # what is imported and compiled on first use
    return [Row(f"peak memory, {_COUNT:,} documents beside {few}", peak(_COUNT) / peak(few), 1.1)]


def growth() -> list[Row]:
    """One document a hundred times as large."""
    small, large = (article(0, size) for size in (_SMALL, _LARGE))
    times = len(large) // len(small)
    pair = [load(DocumentId("x.md"), data, _CONFIG) for data in (small, large)]
    texts = [accented(document) for document in pair]
    found = reassemble(pair[1], texts[1])
    shown = len(found[0].shown) / len(texts[1])
    print(f"{len(large):,} bytes in one document, {shown:.1%} of its units translated")

    cuts = best(3, lambda: cut([small] * times), lambda: cut([large]))
    puts = best(
        2,
        lambda: [reassemble(pair[0], texts[0]) for _ in range(times)],
        lambda: reassemble(pair[1], texts[1]),
    )
    scale = len(small) * times / len(large)
    place = "time per byte, 5 MB beside 50 kB"
    return [
        Row(f"parse and segment, {place}", cuts[1] / cuts[0] * scale, 2),
        Row(f"reassemble, {place}", puts[1] / puts[0] * scale, 2),
    ]


if __name__ == "__main__":
    for part in (many, memory, growth):
        for row in part():
            print(row, flush=True)
