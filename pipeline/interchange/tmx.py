"""TMX 1.4: the accepted pairs of a locale as a translation memory, and a stranger's memory read.

A pair read is nobody's word for today's page: it fills identical missing units as a machine draft
(`# mt: memory H`, DESIGN 7), by the pre-translation's own rules.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline import __version__
from pipeline.interchange.put_back import unit_id
from pipeline.interchange.tree import (
    XML,
    child,
    children,
    first,
    mended,
    possible,
    root,
    serialize,
    tag,
    text_of,
)
from pipeline.model import Key, Locale

TOOL = "l10n-pipeline"


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its accepted translation in one document."""

    key: Key
    target: str
    document: str


def write(pairs: Iterable[Pair], source_locale: str, locale: Locale) -> tuple[bytes, int]:
    """The file, with each pair once and all its documents, and how many it cannot hold."""
    documents: dict[tuple[Key, str], list[str]] = {}
    for pair in pairs:
        documents.setdefault((pair.key, pair.target), []).append(pair.document)
    top = root("", "tmx", {"version": "1.4"})
    head = {
        "creationtool": TOOL,
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "PO",
        "adminlang": "en",
        "srclang": tag(source_locale),
        "datatype": "plaintext",
    }
    child(top, "header", attributes=head)
    body = child(top, "body")
    impossible = 0
    for (key, target), where in documents.items():
        if possible(key.text + target):
            _unit(body, key, {source_locale: key.text, locale: target}, dict.fromkeys(where))
        else:
            impossible += 1
    return serialize(top), impossible


def _unit(body: Any, key: Key, texts: Mapping[str, str], documents: Iterable[str]) -> None:
    unit = child(body, "tu", attributes={"tuid": unit_id(key)})
    if key.context is not None:
        child(unit, "prop", mended(key.context), {"type": "x-context"})
    for document in documents:
        child(unit, "prop", mended(document), {"type": "x-document"})
    for language, text in texts.items():
        child(child(unit, "tuv", attributes={f"{XML}lang": tag(language)}), "seg", text)


def is_ours(top: Any) -> bool:
    """Whether `write` made it."""
    return any(h.get("creationtool") == TOOL for h in children(top, "header"))


def read(top: Any, source_locale: str, locale: Locale) -> dict[str, str]:
    """Translations by source text, where the file has only one for it.

    White space is that of a unit: none outside, one space inside. Segments with inline elements
    that stand for something outside the file are left out.
    """
    found: dict[str, set[str]] = {}
    for key, target in pairs(top, source_locale, locale):
        found.setdefault(key.text, set()).add(target)
    return {s: next(iter(targets)) for s, targets in found.items() if len(targets) == 1}


def pairs(top: Any, source_locale: str, locale: Locale) -> Iterator[tuple[Key, str]]:
    """All pairs of a locale that can be read in full, with the context that `write` gave them."""
    for unit in top.iterdescendants("{*}tu"):
        texts = dict(_texts(unit))
        source = texts.get(_nearest(source_locale, texts))
        target = texts.get(_nearest(locale, texts))
        if source and target:
            contexts = (x.text for x in children(unit, "prop") if x.get("type") == "x-context")
            yield Key(source, next(contexts, None)), target


def _texts(unit: Any) -> Iterator[tuple[str, str]]:
    """Language and text of each variant that can be read in full."""
    for variant in children(unit, "tuv"):
        language = variant.get(f"{XML}lang") or variant.get("lang") or ""  # TMX 1.1 had `lang`
        text = text_of(first(variant, "seg"))
        if language and text:
            yield language, " ".join(text.split())


def _nearest(locale: str, languages: Iterable[str]) -> str:
    """The language of a file that is the locale's: the same, or one of the two names no region."""
    wanted = tag(locale).lower()
    known = {tag(x).lower(): x for x in languages}
    if wanted in known:
        return known[wanted]
    base, _, region = wanted.partition("-")
    near = (x for low, x in known.items() if low.partition("-")[0] == base)
    return next((x for x in near if not region or "-" not in tag(x)), "")
