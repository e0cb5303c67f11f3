"""What it costs to find the terms of a large glossary in a sentence, in microseconds.

`make bench` prints it for 1,000 terms of one to three words: once with terms that the sentences are
full of, once with terms of which one sentence in ten holds one, and beside them the pass over the
words alone, below which no search by words can go. Processor time, the best of several rounds. It
measures and never fails.
"""

import re
from collections.abc import Callable, Sequence
from random import Random
from time import process_time

from benchmarks.articles import sentence
from pipeline.glossary import Glossary, Rendering, Term, find, violations

_TERMS, _SENTENCES, _ROUNDS = 1_000, 2_000, 5
_WORD = re.compile(r"\w+")


def terms(vocabulary: Sequence[str], random: Random) -> Glossary:
    """So many terms of these words."""
    made = {" ".join(random.choices(vocabulary, k=random.choice((1, 2, 3)))) for _ in range(4_000)}
    rendering = (("de", Rendering(("Wort",))),)
    return Glossary(tuple(Term(text, locales=rendering) for text in sorted(made)[:_TERMS]))


def microseconds(call: Callable[[str], object], texts: Sequence[str]) -> float:
    """Of one call, the best of the rounds."""
    best = 1e9
    for _ in range(_ROUNDS):
        begin = process_time()
        for text in texts:
            call(text)
        best = min(best, process_time() - begin)
    return best / len(texts) * 1e6


def main() -> None:
    """Print the table."""
    random = Random(1)
    texts = [sentence(random) for _ in range(_SENTENCES)]
    vocabulary = sorted({word for text in texts for word in _WORD.findall(text.lower())})
    other = [f"{word}{n}" for n in range(40) for word in vocabulary]
    rare = [f"{t} rareword{i % 100}" if i % 10 == 0 else t for i, t in enumerate(texts)]
    dense = terms(vocabulary, random)
    sparse = Glossary(
        (*terms(other, random).terms[:900], *(Term(f"rareword{i}") for i in range(100)))
    )
    length = sum(map(len, texts)) / len(texts)
    print(f"{_TERMS:,} terms, {len(texts):,} sentences of {length:.0f} characters")
    print(
        f"words alone            {microseconds(lambda t: _WORD.findall(t.lower()), texts):6.1f} µs"
    )
    for name, book, said in (("one in ten", sparse, rare), ("full of them", dense, texts)):
        hits = sum(len(find(text, book)) for text in said) / len(said)
        cost = microseconds(lambda t, b=book: find(t, b), said)  # type: ignore[misc]
        held = microseconds(lambda t, b=book: violations(t, t, b, "de"), said)  # type: ignore[misc]
        print(f"{name:22} {cost:6.1f} µs to find, {held:6.1f} µs to check ({hits:.1f} a sentence)")


if __name__ == "__main__":
    main()
