"""How fast a translation memory finds what is like a text, and how often it is the best there is.

`make bench-memory` prints, for 100,000 and 1,000,000 source texts in SQLite, processor time: of
building it, of looking up an identical text, of finding the most similar ones, and of comparing
with every text (RapidFuzz), which is the truth that recall is measured by. The texts are the units
of the Markdown below FOLDER, or else sentences mixed of this project's own source and a vocabulary
in which few words are frequent and most are rare, as in any language (Zipf). What lacks to the
number is made of the halves of two texts. The queries are edited texts: 1 to 28 % of the words are
others, some have words more, and some are like nothing. It measures and never fails.
"""

import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median, quantiles

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline import flow
from pipeline.config import Config
from pipeline.disk.memory import Store
from pipeline.disk.memory_db import Sqlite
from pipeline.disk.memory_feed import CATALOG, Fed, Place
from pipeline.memory import CUTOFF, similarity
from pipeline.model import DocumentId, Key, Locale, SourceError

_DE = Locale("de")
_SIZES = (100_000, 1_000_000)
_QUERIES = {100_000: 210, 1_000_000: 60}
_EXACT = 2_000
_FILE = 10_000
"""So many texts are fed as one file."""
_WORDS = 60_000
_SYLLABLES = [c + v for c in "bcdfghklmnprstvw" for v in "aeiou"] + ["st", "er", "ing", "al", "on"]


def units(folder: Path) -> Iterator[str]:
    """The different units of all Markdown below a folder."""
    seen: set[str] = set()
    for path in sorted((*folder.rglob("*.md"), *folder.rglob("*.mdx"))):
        try:
            document = flow.load(DocumentId(path.name), path.read_bytes(), Config())
        except SourceError:
            continue
        for _, unit in document.units():
            if unit.key.text not in seen:
                seen.add(unit.key.text)
                yield unit.key.text


def mixed(random: Random, seeds: Sequence[str]) -> Iterator[str]:
    """Sentences without end: the frame of a real one, every third word of the vocabulary."""
    made = {"".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(_WORDS)}
    words = sorted(made)
    random.shuffle(words)
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(words))))
    frames = [text.split() for text in seeds]
    while True:
        frame = random.choice(frames)
        new = random.choices(words, cum_weights=weights, k=len(frame))
        yield " ".join(
            n if random.randrange(3) == 0 else w for w, n in zip(frame, new, strict=True)
        )


def texts(random: Random, folder: Path | None, most: int) -> tuple[list[str], int]:
    """So many different texts, and how many of them are no halves of two others."""
    if folder:
        found = dict.fromkeys(units(folder))
    else:
        source = Path(__file__).parent.parent / "source"
        long = [text for text in units(source) if len(text.split()) > 3]  # noqa: PLR2004 - a sentence
        found = {}
        for text in mixed(random, long):
            found[text] = None
            if len(found) >= most // 4:
                break
    whole = list(found)
    random.shuffle(whole)
    while len(found) < most:
        one, other = (text.split() for text in random.choices(whole, k=2))
        found[" ".join(one[: len(one) // 2 + 1] + other[len(other) // 2 :])] = None
    real = set(whole)
    return [*whole, *(text for text in found if text not in real)][:most], len(whole)


def edited(random: Random, text: str, vocabulary: Sequence[str]) -> str:
    """A text as an editor leaves it."""
    words = text.split()
    if random.randrange(5) == 0:
        return " ".join(words + random.choices(vocabulary, k=random.randint(1, 3)))
    for _ in range(max(1, int(len(words) * random.uniform(0.01, 0.28)))):
        words[random.randrange(len(words))] = random.choice(vocabulary)
    return " ".join(words)


def queries(random: Random, known: Sequence[str], count: int) -> list[str]:
    """Six of seven are edited texts, one is made of words alone."""
    vocabulary = [word for text in known[:20_000] for word in text.split()]
    made = []
    for i in range(count):
        alone = " ".join(random.choices(vocabulary, k=random.randint(4, 30)))
        made.append(alone if i % 7 == 0 else edited(random, random.choice(known), vocabulary))
    return made


def build(store: Store, known: Sequence[str]) -> float:
    """Processor seconds that feeding takes."""
    start = time.process_time()
    store.feed(
        Fed(
            Place(CATALOG, _DE, str(at)),
            str(at),
            frozenset((Key(text), f"„{text}“") for text in known[at : at + _FILE]),
        )
        for at in range(0, len(known), _FILE)
    )
    return time.process_time() - start


def measure(known: Sequence[str], random: Random) -> Iterator[tuple[str, str, str]]:
    """The rows for one size."""
    with tempfile.TemporaryDirectory() as folder:
        root, size = Path(folder), f"{len(known):,}"
        store = Store(Sqlite(root), "")
        seconds = build(store, known)
        stored = sum(p.stat().st_size for p in root.rglob("*.sqlite"))
        yield (f"{size} texts", "build", f"{seconds:.0f} s, {stored / 1e6:.0f} MB")
        exact = sorted(_times(store.exact, random.choices(known, k=_EXACT)))
        yield ("", "identical text", f"{median(exact) * 1e6:.0f} µs")
        asked = queries(random, known, _QUERIES.get(len(known), 100))
        store.near(asked[0], _DE)  # what is fetched once
        near = list(_times(store.near, asked))
        every: list[float] = []
        best, found = 0, 0
        for text in asked:
            start = time.process_time()
            truth = process.extractOne(
                text, known, scorer=Levenshtein.normalized_similarity, score_cutoff=CUTOFF
            )
            every.append(time.process_time() - start)
            if truth is not None:
                best += 1
                ours = (similarity(text, p.key.text) for p in store.near(text, _DE))
                found += max(ours, default=0) >= truth[1]
        yield (
            "",
            "most similar",
            f"{_spread(near)}, {median(every) / median(near):.1f} × faster than all compared",
        )
        yield ("", "all compared", _spread(every))
        yield ("", "recall of the best", f"{found} of {best} ({found / best:.1%})")
        store.db.close()


def _times(what: Callable[[str, Locale], object], asked: Sequence[str]) -> Iterator[float]:
    for text in asked:
        start = time.process_time()
        what(text, _DE)
        yield time.process_time() - start


def _spread(seconds: Sequence[float]) -> str:
    return f"{median(seconds) * 1e3:.2f} ms (95 %: {quantiles(seconds, n=20)[-1] * 1e3:.1f} ms)"


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="Markdown to take the texts from")
    parser.add_argument("--sizes", default=",".join(map(str, _SIZES)), help="numbers of texts")
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")]
    known, whole = texts(Random(1), args.folder, max(sizes))
    origin = f"of {args.folder}" if args.folder else "mixed"
    print(f"{min(whole, len(known)):,} texts {origin}, the others of halves\n")
    for size in sizes:
        for row in measure(known[:size], Random(size)):
            print(f"{row[0]:16} {row[1]:20} {row[2]}", flush=True)


if __name__ == "__main__":
    main()
