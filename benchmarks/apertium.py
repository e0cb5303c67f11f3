"""How fast Apertium drafts: units a second, and beside the raw limit of the same run.

`make bench-apertium` prints both modes of the engine for several routes, one pipeline each. The
raw limit is Apertium's own `apertium -f line` over the same texts, once for each mode of the
route: it starts once, keeps all state, and breaks what stands at the ends of lines. It measures
and never fails.
"""

import subprocess
from pathlib import Path
from time import monotonic

from pipeline.config import Config
from pipeline.engines.apertium import Apertium
from pipeline.engines.apertium_routes import route
from pipeline.flow import load
from pipeline.formats.inline import pieces
from pipeline.model import Ask, DocumentId, Locale
from pipeline.pretranslate.protect import SCHEMES, encode

_LOCALES = ("es", "ca", "gl", "fr", "it", "pt")
_GOALS = {False: 30, True: 120}
"""Units a second of one pipeline: deterministic, fast."""


def units() -> list[str]:
    """The English units of the example magazine."""
    documents = [
        load(DocumentId(path.name), path.read_bytes(), Config())
        for path in sorted(Path("source").rglob("*.md"))
    ]
    texts = (unit.key.text for document in documents for _, unit in document.units())
    return list(dict.fromkeys(texts))


def engine(locale: Locale, texts: list[str], *, fast: bool) -> float:
    """Units a second of one pipeline that is open."""
    with Apertium(fast=fast) as apertium:
        scheme = SCHEMES[apertium.markup][0]
        encoded = [encode(pieces(text), scheme).text for text in texts]
        apertium.translate(Ask((encoded[0],), locale))
        step = apertium.limits.texts
        begun = monotonic()
        for at in range(0, len(encoded), step):
            apertium.translate(Ask(tuple(encoded[at : at + step]), locale))
        return len(texts) / (monotonic() - begun)


def raw(locale: Locale, texts: list[str]) -> float:
    """Units a second of Apertium's own command, its start taken off."""
    found = route(locale)
    assert found
    seconds = 0.0
    for sign, lines in ((1, texts), (-1, texts[:1])):
        data = "\n".join(lines).encode()
        for mode in found.modes:
            begun = monotonic()
            data = subprocess.run(  # noqa: S603 - Debian's command and our own names of modes
                ["apertium", "-u", "-f", "line", mode],  # noqa: S607 - found as everywhere
                input=data,
                stdout=subprocess.PIPE,
                check=True,
            ).stdout
            seconds += sign * (monotonic() - begun)
    return len(texts) / seconds


def main() -> None:
    """Print the table."""
    texts = units()
    mean = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} units of {mean:.0f} characters, one pipeline")
    for locale in map(Locale, _LOCALES):
        limit = raw(locale, texts)
        row = f"{locale:<4} raw {limit:6.0f}/s"
        for fast, goal in _GOALS.items():
            speed = engine(locale, texts, fast=fast)
            verdict = "ok" if speed >= goal else "miss"
            name = "fast" if fast else "deterministic"
            row += f"   {name} {speed:5.0f}/s = {speed / limit:4.2f} × raw (goal {goal}) {verdict}"
        print(row, flush=True)


if __name__ == "__main__":
    main()
