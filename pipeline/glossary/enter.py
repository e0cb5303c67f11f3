"""Terms from elsewhere go into glossary.yaml: new ones at its end, new locales at their term.

The lines that are there stay as they are, byte for byte. What would contradict them is a conflict
and is left out; nothing is overwritten.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import yaml

from pipeline.formats.yaml import WRITERS
from pipeline.glossary.forms import can_be, form, is_regex
from pipeline.glossary.read import line_of, parse_glossary, term_nodes
from pipeline.glossary.term import Rendering, Term
from pipeline.model import ConfigError

HEADER = """\
# What things are called: docs/glossary.md. `keep: true` is a name that nobody translates.
"""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Offer:
    """A term of another file."""

    term: Term
    line: int
    """Where it stands there."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What of an offer contradicts the glossary."""

    offer: Offer
    message: str


@dataclass(frozen=True, slots=True)
class Entered:
    """The file with what could be entered."""

    data: bytes
    added: int
    """New terms."""
    extended: int
    """Terms that were there and got a locale more."""
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True)
class _Place:
    """A term as it will stand, and where it does."""

    term: Term
    node: yaml.MappingNode | None
    """None for a new one."""
    line: int
    news: list[tuple[str, Rendering]] = field(default_factory=list)
    """Locales to be added to a term that is there."""


def enter(data: bytes, path: str, offers: Iterable[Offer], source_locale: str = "en") -> Entered:
    """The bytes of a glossary with these terms in it.

    Raises an ExceptionGroup of ConfigError when the file is faulty, or is written in a way to which
    nothing can be added.
    """
    there = parse_glossary(data, path, source_locale).terms
    nodes = [node for node in term_nodes(data, path) if isinstance(node, yaml.MappingNode)]
    places = [_Place(t, node, line_of(node)) for t, node in zip(there, nodes, strict=True)]
    by_text: dict[str, list[_Place]] = {}
    for place in places:
        by_text.setdefault(place.term.text, []).append(place)
    conflicts: list[Conflict] = []
    for offer in offers:
        same = by_text.setdefault(offer.term.text, [])
        known = _same(same, offer.term)
        if unfit := next(_unfit(offer.term), ""):
            message = f"{offer.term.text}: {unfit} cannot be looked for: enter it by hand"
            conflicts.append(Conflict(offer, message))
        elif known is None:
            same.append(_Place(offer.term, None, offer.line))
            places.append(same[-1])
        else:
            conflicts += _join(known, offer, path)
    made = _written(data, places)
    _refuse_unless(made, path, places, source_locale)
    added = sum(place.node is None for place in places)
    extended = sum(bool(place.news) for place in places)
    return Entered(made, added, extended, tuple(conflicts))


def _unfit(term: Term) -> Iterator[str]:
    """Texts of another file that would be no words here, or a pattern."""
    for text in (term.text, *(text for _, said in term.locales for text in said.use)):
        known = form(text)
        if known is None or not known.plain or is_regex(text):
            yield text
    sought = (text for _, said in term.locales for text in (*said.forms, *said.forbidden))
    for text in (*term.forms, *sought):
        if not can_be(text):
            yield text


def _same(places: Sequence[_Place], term: Term) -> _Place | None:
    """That of the terms of one spelling which may be of the same part of speech."""
    for place in places:
        speech = {place.term.part_of_speech, term.part_of_speech}
        if len(speech) == 1 or "" in speech:
            return place
    return None


def _join(place: _Place, offer: Offer, path: str) -> Iterator[Conflict]:
    """Add the locales that a term lacks; what else differs is a conflict."""
    ours, theirs = place.term, offer.term
    where = f"{path}:{place.line}" if place.node else f"line {place.line}"
    if theirs.keep and not ours.keep:
        yield Conflict(offer, f"{theirs.text}: {where} translates it, here it is a name to keep")
    known = dict(ours.locales)
    news = [(locale, said) for locale, said in theirs.locales if locale not in known]
    if ours.keep and news:
        yield Conflict(offer, f"{theirs.text}: {where} keeps it as a name, here it is translated")
        return
    for locale, said in theirs.locales:
        if locale in known and (more := _more(known[locale], said)):
            has = ", ".join(known[locale].use) or "no translation"
            yield Conflict(offer, f"{theirs.text}: {locale}: {where} has {has}, here {more}")
    place.term = replace(ours, locales=(*ours.locales, *news))
    if place.node:
        place.news += news


def _more(ours: Rendering, theirs: Rendering) -> str:
    """What an offer says of a locale that the glossary does not."""
    wanted = [text for text in theirs.use if text not in (*ours.use, *ours.forms)]
    never = [text for text in theirs.forbidden if text not in ours.forbidden]
    parts = [*wanted, *(f"{text} forbidden" for text in never)]
    return ", ".join(parts)


def _refuse_unless(data: bytes, path: str, places: Sequence[_Place], source_locale: str) -> None:
    """Nothing is written that does not read back as what was meant."""
    wanted = tuple(place.term for place in places)
    try:
        if parse_glossary(data, path, source_locale).terms == wanted:
            return
    except ExceptionGroup:
        pass
    line = next((p.line for p in places if p.news), 0)
    message = "nothing can be added to it as it is written: begin each term with `- term: …`"
    raise ExceptionGroup(path, [ConfigError(path, message, line)])


def _written(data: bytes, places: Sequence[_Place]) -> bytes:
    """The file with new lines where they belong, from its end to its beginning."""
    text, mark = data.decode("utf-8-sig"), _BOM if data.startswith(_BOM) else b""
    end = "\r\n" if "\r\n" in text else "\n"
    first = next((place.node for place in places if place.node), None)
    indent = " " * max(0, first.start_mark.column - 2) if first else ""
    for place in reversed(places):
        if place.node and place.news:
            text = _with_locales(text, place.node, place.news, end)
    new = [place.term for place in places if place.node is None]
    if new:
        if not text.strip():
            text = HEADER.replace("\n", end)
        text += "" if text.endswith("\n") else end
        text += "".join(f"{indent}{line}{end}" for term in new for line in _lines(term))
    return mark + text.encode()


def _with_locales(
    text: str, node: yaml.MappingNode, news: Sequence[tuple[str, Rendering]], end: str
) -> str:
    """Behind the last value of a term, in the way that the term is written."""
    said = [f"{locale}: {_inline(rendering)}" for locale, rendering in news]
    if node.flow_style:
        at = node.end_mark.index - 1
        at = len(text[:at].rstrip())
        return f"{text[:at]}, {', '.join(said)}{text[at:]}"
    last = len(text[: _end(node)].rstrip())
    at = text.find("\n", last)
    head, rest = (text, "") if at < 0 else (text[: at + 1], text[at + 1 :])
    head += "" if head.endswith("\n") else end
    indent = " " * node.start_mark.column
    return head + "".join(f"{indent}{line}{end}" for line in said) + rest


def _end(node: yaml.Node) -> int:
    """Where the last value of a node ends: the mark of a block stands behind comments."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return int(node.end_mark.index)


def _lines(term: Term) -> Iterator[str]:
    """A new term as lines of YAML."""
    yield f"- term: {_scalar(term.text)}"
    if term.part_of_speech:
        yield f"  part_of_speech: {_scalar(term.part_of_speech)}"
    if term.case:
        yield f"  case: {term.case}"
    if term.keep:
        yield "  keep: true"
    if term.forms:
        yield f"  forms: {_list(term.forms)}"
    if term.note:
        yield f"  note: {_scalar(term.note)}"
    for locale, rendering in term.locales:
        yield f"  {locale}: {_inline(rendering)}"


def _inline(rendering: Rendering) -> str:
    if not rendering.forms and not rendering.forbidden:
        return _one_or_list(rendering.use)
    parts = {"use": rendering.use, "forms": rendering.forms, "forbidden": rendering.forbidden}
    said = ", ".join(f"{key}: {_one_or_list(texts)}" for key, texts in parts.items() if texts)
    return f"{{{said}}}"


def _one_or_list(texts: Sequence[str]) -> str:
    return _scalar(texts[0]) if len(texts) == 1 else _list(texts)


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_scalar, texts))}]"


def _scalar(text: str) -> str:
    """A text as YAML has it between brackets, quoted where it must be."""
    return WRITERS["["]("x", 0, text)
