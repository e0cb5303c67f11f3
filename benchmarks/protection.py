"""What becomes of inline markup on its way through an engine, counted on real documents.

    python -m benchmarks.protection FOLDER [--locales es,fr,it,ca] [--every N] [--answers FILE]
    python -m benchmarks.protection FOLDER --mangle [ROUNDS]

Every unit with inline markup of the Markdown, MDX and HTML below FOLDER goes through the installed
Apertium, a second time with the spare way of writing where the first answer lost markup. Printed
are verified and refused units, and those that were accepted although another parser (markdown-it)
sees other links, code or emphasis than in the source. Answers are kept in FILE, so that a better
decoder can be measured without asking again. With `--mangle` no engine is asked: each text comes
back with names dropped, doubled, moved, renumbered, escaped or crossed, and every text that is
accepted must have the constructs of its source. Returns 1 when a text is accepted that must not be.
"""

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt

from pipeline.config import Config
from pipeline.engines.apertium import Apertium
from pipeline.flow import load
from pipeline.formats.inline import Text, constructs, pieces
from pipeline.model import Ask, DocumentId, Locale, Markup, SourceError
from pipeline.pretranslate.protect import SCHEMES, Encoded, Scheme, encode
from pipeline.pretranslate.verify import Kind, Refusal, accept, translatable

_SUFFIXES = (".md", ".mdx", ".html")
_BATCH = 16
_OTHER = MarkdownIt("commonmark").enable("strikethrough")
_TAGS = ("link_open", "image", "code_inline", "em_open", "strong_open", "s_open")
_NAME = re.compile(
    r"\[<\w+>\]|</?[a-z][^<>]*>|_{2}[A-Z][0-9a-f]+_{2}|\bX[A-Z]Q[0-9a-f]+Z\b|\b\w+@l10n\.test"
)


@dataclass(slots=True)
class Counts:
    """One line of the table."""

    verified: list[int] = field(default_factory=lambda: [0, 0])
    """By the way of writing that was right."""
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    """Accepted texts that must not be, with their sources."""

    @property
    def total(self) -> int:
        """All units."""
        return sum(self.verified) + self.refused.total()


@dataclass(frozen=True, slots=True)
class Answers:
    """Apertium's answers, kept in a file if there is one."""

    engine: Apertium
    known: dict[tuple[str, str], str]
    file: Path | None

    def ask(self, texts: Sequence[str], locale: Locale) -> list[str]:
        """Answers in the order of the texts."""
        todo = [t for t in dict.fromkeys(texts) if (locale, t) not in self.known]
        for at in range(0, len(todo), _BATCH):
            batch = tuple(todo[at : at + _BATCH])
            found = dict(zip(batch, self.engine.translate(Ask(batch, locale)), strict=True))
            self.known.update(((locale, text), answer) for text, answer in found.items())
            if self.file:
                with self.file.open("a", encoding="utf-8") as file:
                    file.writelines(json.dumps([locale, *pair]) + "\n" for pair in found.items())
        return [self.known[locale, text] for text in texts]


def units(folder: Path) -> list[str]:
    """The different texts with inline markup, and something to translate."""
    found: dict[str, None] = {}
    for path in sorted(p for p in folder.rglob("*") if p.suffix in _SUFFIXES and p.is_file()):
        id = DocumentId(path.relative_to(folder).as_posix())
        try:
            document = load(id, path.read_bytes(), Config())
        except SourceError as error:
            print(error, file=sys.stderr)
            continue
        for _, unit in document.units():
            cut = pieces(unit.key.text)
            if any(not isinstance(piece, Text) for piece in cut) and translatable(cut):
                found.setdefault(unit.key.text)
    return list(found)


def through_apertium(texts: Sequence[str], locale: Locale, answers: Answers) -> Counts:
    """Send all texts in the first way of writing, and once more what loses its markup."""
    counts = Counts()
    left = list(texts)
    schemes = SCHEMES[Markup.SUPERBLANK]
    for attempt, scheme in enumerate(schemes):
        sent = [encode(pieces(text), scheme) for text in left]
        raw = answers.ask([one.text for one in sent], locale)
        judged = [accept(*pair, locale) for pair in zip(raw, sent, strict=True)]
        again: list[str] = []
        for text, result in zip(left, judged, strict=True):
            if not isinstance(result, Refusal):
                counts.verified[attempt] += 1
                if seen(text) != seen(result):
                    counts.wrong.append((text, result))
            elif result.kind is Kind.MARKUP and scheme is not schemes[-1]:
                again.append(text)
            else:
                counts.refused[result.reason] += 1
        left = again
    return counts


def seen(text: str) -> Counter[tuple[str, str]]:
    """The constructs that another parser sees, by kind and destination or content."""
    found: Counter[tuple[str, str]] = Counter()
    for token in _OTHER.parseInline("a " + text)[0].children or []:
        if token.type in _TAGS:
            value = str(token.attrGet("href") or token.attrGet("src") or "")
            found[token.type, value or (token.content if token.type == "code_inline" else "")] += 1
    return found


def mangled(text: str, chance: random.Random) -> str:
    """Damage the names of a text, and move its words."""
    for _ in range(chance.randint(1, 3)):
        parts = [part for part in re.split(f"({_NAME.pattern}| )", text) if part]
        names = [at for at, part in enumerate(parts) if _NAME.fullmatch(part)]
        if not names:
            break
        at, other = chance.choice(names), chance.choice(names)
        match chance.randrange(8):
            case 0:
                parts.pop(at)
            case 1:
                parts.insert(other, parts[at])
            case 2:
                parts[at], parts[other] = parts[other], parts[at]
            case 3:
                parts[at] = re.sub(r"\d+", lambda n: str(int(n[0]) + 1), parts[at])
            case 4:
                parts[at] = parts[at].replace("<", "&lt;").replace("__", r"\_\_")
            case 5:
                parts.insert(chance.randrange(len(parts)), parts.pop(at))
            case 6:
                parts[at] = parts[at].upper().replace("_", " _").replace("=", " = ")
            case _:
                chance.shuffle(parts)
        text = "".join(parts)
    return text


def through_damage(texts: Iterable[str], scheme: Scheme, rounds: int) -> Counts:
    """Mangle each text; accepted ones need the constructs and the pieces of their source."""
    counts = Counts()
    chance = random.Random(1)
    for text in texts:
        sent = encode(pieces(text), scheme, mark=True)
        for _ in range(rounds):
            result = accept(_translated(mangled(sent.text, chance)), sent, Locale("es"))
            if isinstance(result, Refusal):
                counts.refused[result.reason] += 1
                continue
            counts.verified[0] += 1
            if constructs(result) != constructs(text) or not _whole(result, sent):
                counts.wrong.append((text, result))
    return counts


def _translated(text: str) -> str:
    """Other words, the same names."""
    parts = re.split(f"({_NAME.pattern})", text)
    parts[::2] = [part.translate(str.maketrans("aeou", "áéóú")) for part in parts[::2]]
    return "".join(parts)


def _whole(text: str, sent: Encoded) -> bool:
    """Whether every piece stands in a text as often as in its source."""
    return all(
        text.count(raw) >= sum(r == raw for r in sent.raw.values()) for raw in sent.raw.values()
    )


def rows(named: Iterable[tuple[str, Counts]]) -> Iterator[str]:
    """The table."""
    yield f"{'':<22}{'units':>8}{'first':>8}{'second':>8}{'refused':>9}{'verified':>10}{'wrong':>7}"
    for name, c in named:
        share = sum(c.verified) / max(1, c.total)
        yield (
            f"{name:<22}{c.total:>8,}{c.verified[0]:>8,}{c.verified[1]:>8,}"
            f"{c.refused.total():>9,}{share:>10.2%}{len(c.wrong):>7}"
        )
        yield from (f"    {count:>6,} {reason}" for reason, count in c.refused.most_common())
        yield from (f"    wrong: {text!r} became {result!r}" for text, result in c.wrong[:5])


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--locales", default="es,fr,it,ca")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth unit")
    parser.add_argument("--answers", type=Path, metavar="FILE")
    parser.add_argument("--mangle", type=int, nargs="?", const=3, metavar="ROUNDS")
    given = parser.parse_args()
    texts = units(given.folder)[:: given.every]
    print(f"{len(texts):,} units with inline markup")
    begun = time.monotonic()
    if given.mangle:
        found: list[tuple[str, Counts]] = [
            (f"{markup.value} {at}", through_damage(texts, scheme, given.mangle))
            for markup, schemes in SCHEMES.items()
            for at, scheme in enumerate(schemes, 1)
        ]
    else:
        known: dict[tuple[str, str], str] = {}
        if given.answers and given.answers.exists():
            with given.answers.open(encoding="utf-8") as lines:
                known = {(locale, text): answer for locale, text, answer in map(json.loads, lines)}
        with Apertium() as engine:
            answers = Answers(engine, known, given.answers)
            names = map(Locale, given.locales.split(","))
            found = [(name, through_apertium(texts, name, answers)) for name in names]
    print("\n".join(rows(found)))
    print(f"{time.monotonic() - begun:,.0f} s")
    return int(any(counts.wrong for _, counts in found))


if __name__ == "__main__":
    sys.exit(main())
