"""The example magazine as parallel pages: its accepted catalogs are the truth, damage is known."""

import random
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline import engines, flow, publish
from pipeline.config import parse_config
from pipeline.formats import po
from pipeline.model import JOINED
from pipeline.model.joined import order
from pipeline.reassemble import reassemble

ROOT = Path(__file__).parent.parent.parent
LOCALES = ("de", "es", "fr")


@cache
def config():
    return parse_config((ROOT / "l10n.yaml").read_bytes(), "l10n.yaml", engines.NAMES)


@cache
def documents():
    """Every article and FAQ of the magazine, in today's English."""
    names = sorted(p.relative_to(ROOT / "source") for p in ROOT.glob("source/*/*.*"))
    wanted = [n.as_posix() for n in names if n.parts[0] in ("articles", "faqs")]
    return {n: flow.load(n, (ROOT / "source" / n).read_bytes(), config()) for n in wanted}


@cache
def catalog(name, locale):
    path = ROOT / "locales" / locale / Path(name).with_suffix(".po")
    return po.read(path.read_bytes(), path.name)


@cache
def page(name, locale):
    """The localized page, as bytes of the document's own format."""
    document = documents()[name].for_locale(locale)
    texts = publish.texts(catalog(name, locale), publish.Policy(), (), order(document))
    document = publish.adapted(document, texts)
    return reassemble(document, texts)[0].data


def truth(name, locale):
    """What people accepted, by key; joined sentences are nobody's alone."""
    found = catalog(name, locale).by_key()
    joined = {e.key for e in found.values() if e.target == JOINED}
    places = order(documents()[name])
    heads = {places[k].before for k in joined if k in places}
    return {k: e.target for k, e in found.items() if e.state.accepted and k not in joined | heads}


def empty(name, locale):
    """The catalog of a translator who has not begun."""
    bare = [e.emptied() for e in catalog(name, locale).entries if not e.obsolete]
    return replace(catalog(name, locale), entries=tuple(bare))


DAMAGE = ("drop", "add", "move", "merge", "split", "order")


def damaged(name, locale, kinds, seed):
    """A Markdown page with damage of some kinds, each at a tenth of its paragraphs."""
    chance = random.Random(f"{name} {locale} {seed}")
    text = page(name, locale).decode()
    if not name.endswith(".md"):
        return text.encode()
    front, body = re.fullmatch(r"(---\n.*?\n---\n)(.*)", text, re.DOTALL).groups()
    blocks = [b for b in body.split("\n\n") if b.strip()]
    for kind in kinds:
        for _ in range(max(1, len(blocks) // 10)):
            _hurt(blocks, kind, chance, locale, name)
    return (front + "\n" + "\n\n".join(blocks) + "\n").encode()


def _hurt(blocks, kind, chance, locale, name):
    prose = [i for i, b in enumerate(blocks) if re.match(r"[^\W\d_]", b) and "\n|" not in b]
    at = chance.choice(prose)
    if kind == "drop":
        del blocks[at]
    elif kind == "add":
        other = chance.choice([n for n in documents() if n != name and n.endswith(".md")])
        strange = [b for b in page(other, locale).decode().split("\n\n") if re.match(r"[A-ZÉ]", b)]
        blocks.insert(at, chance.choice(strange))
    elif kind == "move":
        blocks.insert(chance.choice(prose), blocks.pop(at))
    elif kind == "merge" and at + 1 in prose:
        blocks[at : at + 2] = [blocks[at] + "\n" + blocks[at + 1]]
    elif kind == "split":
        blocks[at : at + 1] = re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜÉÀ¿¡])", blocks[at], maxsplit=1)
    elif kind == "order":
        cut = re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜÉÀ¿¡])", blocks[at])
        if "[" not in blocks[at]:
            blocks[at] = " ".join(cut[1:] + cut[:1])


@dataclass
class Result:
    right: int = 0
    wrong: int = 0
    there: int = 0
    accepted: int = 0
    accepted_wrong: int = 0
    examples: tuple = ()

    def __add__(self, other):
        return Result(*(a + b for a, b in zip(self.values(), other.values(), strict=True)))

    def values(self):
        return (
            self.right,
            self.wrong,
            self.there,
            self.accepted,
            self.accepted_wrong,
            self.examples,
        )

    @property
    def precision(self):
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self):
        return self.right / max(1, self.there)


def adopt(pages, locale, *, accept=False, known=None):
    """(alignments and catalogs) for {name: bytes of the old page}."""
    jobs = []
    for name, data in pages.items():
        document = documents()[name]
        old = flow.load_old(name, data, document, config(), locale)
        jobs.append(flow.OldPage(document, old, f"old/{name}", empty(name, locale)))
    return dict(zip(pages, flow.adopt_pages(jobs, locale, known or {}, accept=accept), strict=True))


def measure(pages, locale, *, accept=False):
    """How many of the written pairs are right, and how many of those that are there were found."""
    total = Result()
    for name, (alignment, adopted) in adopt(pages, locale, accept=accept).items():
        true = truth(name, locale)
        old = _even(" ".join(alignment.theirs))
        total.there += sum(_even(t) in old for t in true.values())
        for entry in adopted.catalog.entries:
            if not entry.target or entry.key not in true:
                continue
            good = _even(entry.target) == _even(true[entry.key])
            total.right += good
            total.wrong += not good
            total.accepted += not entry.fuzzy
            total.accepted_wrong += not entry.fuzzy and not good
            if not good:
                total.examples += (
                    (entry.key.text, entry.target, true[entry.key], (*entry.comments, entry.fuzzy)),
                )
    return total


def _even(text):
    return " ".join(text.split())
