"""How fast Apertium drafts: units a second, and beside the raw limit of the same run.

`make bench-apertium` prints both modes of the engine for several routes, one pipeline each. The
raw limit is Apertium's own `apertium -f line` over the same texts, once for each mode of the
route: it starts once, keeps all state, and breaks what stands at the ends of lines. The ratio is
one of processor time, which other work on the machine does not change; units a second are of the
clock, and want a quiet machine. Starts are taken off. It measures and never fails.
"""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from pipeline.config import Config
from pipeline.engines.apertium import Apertium
from pipeline.engines.apertium.routes import route
from pipeline.flow import load
from pipeline.formats.inline import pieces
from pipeline.model import Ask, DocumentId, Locale
from pipeline.pretranslate.protect import SCHEMES, encode

_LOCALES = ("es", "ca", "gl", "fr", "it", "pt")
_GOALS = {False: 30, True: 120}
"""Units a second of one pipeline: deterministic, fast."""

Cost = tuple[float, float]
"""Seconds by the clock and of all processors."""


def units() -> list[str]:
    """The English units of the example magazine."""
    documents = [
        load(DocumentId(path.name), path.read_bytes(), Config())
        for path in sorted(Path("source").rglob("*.md"))
    ]
    texts = (unit.key.text for document in documents for _, unit in document.units())
    return list(dict.fromkeys(texts))


def cost(job: Callable[[], object]) -> Cost:
    """What a job costs, with the processes that it started and ended."""
    clock, before = monotonic(), os.times()
    job()
    after = os.times()
    return monotonic() - clock, sum(after[:4]) - sum(before[:4])


def beyond_start(job: Callable[[list[str]], object], texts: list[str]) -> Cost:
    """What all texts cost beyond the first one alone."""
    whole, start = cost(lambda: job(texts)), cost(lambda: job(texts[:1]))
    return whole[0] - start[0], whole[1] - start[1]


def engine(locale: Locale, texts: list[str], *, fast: bool) -> None:
    """Translate with our engine."""
    with Apertium(fast=fast) as apertium:
        scheme = SCHEMES[apertium.markup][0]
        encoded = [encode(pieces(text), scheme).text for text in texts]
        step = apertium.limits.texts
        for at in range(0, len(encoded), step):
            apertium.translate(Ask(tuple(encoded[at : at + step]), locale))


def raw(locale: Locale, texts: list[str]) -> None:
    """Translate with Apertium's own command."""
    found = route(locale)
    assert found
    data = "\n".join(texts).encode()
    for mode in found.modes:
        data = subprocess.run(  # noqa: S603 - Debian's command and our own names of modes
            ["apertium", "-u", "-f", "line", mode],  # noqa: S607 - found as everywhere
            input=data,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout


def main() -> None:
    """Print the table."""
    texts = units()
    mean = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} units of {mean:.0f} characters, one pipeline")
    for locale in map(Locale, _LOCALES):
        limit = beyond_start(lambda given, to=locale: raw(to, given), texts)
        row = f"{locale:<3} raw {len(texts) / limit[0]:5.0f}/s"
        for fast, goal in _GOALS.items():
            job = lambda given, to=locale, fast=fast: engine(to, given, fast=fast)  # noqa: E731
            clock, processor = beyond_start(job, texts)
            speed = len(texts) / clock
            verdict = "ok" if speed >= goal else "miss"
            name = "fast" if fast else "deterministic"
            ratio = processor / limit[1]
            row += f"   {name} {speed:4.0f}/s (goal {goal}, {verdict}), {ratio:4.2f} × raw's time"
        print(row, flush=True)


if __name__ == "__main__":
    main()
