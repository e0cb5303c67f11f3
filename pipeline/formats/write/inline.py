"""What would turn into inline markup although the source has no such thing there.

A msgid and a msgstr are Markdown, so what is plainly meant as markup stays markup: `**fett**`, a
link, a code span, `&nbsp;`. Escaped is what the source has not and what can be no intention: a tag
or autolink of its own, a star within words (`Patient*innen und Ärzt*innen`), a delimiter without
its partner, which might find one in the next sentence. docs/decisions/009 has the reasons.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyromark

from pipeline.formats.dialect import OPTIONS
from pipeline.formats.inline.parts import Atom, Text
from pipeline.formats.write.emphasis import with_delimiters, without_accidents
from pipeline.formats.write.placed import placed
from pipeline.formats.write.starts import ends_in_backslash, reference
from pipeline.model import Syntax

_SIGNS = re.compile(r"[*_`~\[\]<{$\\]|:\w")
"""Without any of these a text holds no markup and nothing that could become some."""
_LOOSE = re.compile(
    r"[*_]+|~+|`+|(?P<tag><)(?=[A-Za-z/!?])|(?P<wide>\[\[|\]\])|(?P<template>\{)(?=[{%#:.])"
)
_LOOSE_MDX = re.compile(r"[*_]+|~+|`+|<|\{|:(?=[^\W\d_])|(?P<wide>\[\[|\]\])")
_BRACKET = re.compile(r"[\[\]]")
_TAG = re.compile(r"</?[A-Za-z][\w-]*|<!--|<[!?]")
_MATH = OPTIONS | pyromark.Options.ENABLE_MATH
_ROUNDS = 4
"""An escape can set free what stood inside the escaped; markup nests no deeper in practice."""


@dataclass(frozen=True, slots=True)
class _Hazard:
    """A place where a text would become, or might become, markup."""

    at: int
    size: int
    kind: str
    written: str
    construct: bool = False
    """It parses as markup: only what goes beyond the source's number of these is escaped."""


def escape_inline(source: str, text: str, syntax: Syntax) -> str:
    r"""The text with all escaped that `source` has not and that is no markup on purpose.

    Gives back `source` for `source`. Raises nothing.

    >>> escape_inline("It is less.", "Es ist <b>weniger</b>.", Syntax.MARKDOWN)
    'Es ist \\<b>weniger\\</b>.'
    """
    if not _SIGNS.search(text):
        return text
    text = without_accidents(source, with_delimiters(source, text))
    known = Counter(h.kind for h in _hazards(source, syntax))
    for _ in range(_ROUNDS):
        found = list(_hazards(text, syntax))
        escaped = _escape(text, list(_unknown(found, known)))
        if escaped == text:
            break
        text = escaped
    if ends_in_backslash(text) and not ends_in_backslash(source):
        return text + "\\"
    return text


def _unknown(found: list[_Hazard], known: Counter[str]) -> Iterator[_Hazard]:
    """The hazards that the source has not, or not so often."""
    counts = Counter(h.kind for h in found)
    seen: Counter[str] = Counter()
    for hazard in found:
        seen[hazard.kind] += 1
        beyond = seen[hazard.kind] if hazard.construct else counts[hazard.kind]
        if beyond > known[hazard.kind]:
            yield hazard


def _escape(text: str, hazards: list[_Hazard]) -> str:
    out: list[str] = []
    at = 0
    for hazard in sorted(hazards, key=lambda h: h.at):
        if hazard.at >= at:
            out += text[at : hazard.at], hazard.written
            at = hazard.at + hazard.size
    return "".join([*out, text[at:]])


# ---- finding them


def _hazards(text: str, syntax: Syntax) -> Iterator[_Hazard]:
    brackets: list[tuple[int, str]] = []
    for at, piece in placed(text):
        if isinstance(piece, Text):
            yield from _loose(text, at, at + len(piece.raw), syntax)
            brackets += ((at + m.start(), m[0]) for m in _BRACKET.finditer(piece.raw))
        elif isinstance(piece, Atom):
            yield from _atom(piece, at, syntax)
        elif piece.raw == "~":  # `~20 mg, 30~ mg` is struck through; who means that writes `~~`
            yield _Hazard(at, 1, "~", "\\~")
    yield from _unbalanced(brackets)
    if "$" in text:
        yield from _math(text)


def _loose(text: str, start: int, end: int, syntax: Syntax) -> Iterator[_Hazard]:
    """Signs in plain text that might find a partner further on."""
    mdx = syntax is Syntax.MDX
    for match in (_LOOSE_MDX if mdx else _LOOSE).finditer(text, start, end):
        sign = match[0]
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if sign[0] in "*_~" and not _delimits(sign[0], before, after):
            continue
        written = "".join(f"\\{char}" for char in sign)
        if not mdx and sign == "{":
            written = reference(sign)  # templates are read before Markdown is
        yield _Hazard(match.start(), len(sign), sign if len(sign) == 1 else sign[:2], written)


def _delimits(sign: str, before: str, after: str) -> bool:
    """Whether a run can open or close something; a lone `~5` that can only open is left alone."""
    closes, opens = before.strip() != "", after.strip() != ""
    if sign == "_" and before.isalnum() and after.isalnum():
        return False
    return closes if sign == "~" else opens or closes


def _atom(piece: Atom, at: int, syntax: Syntax) -> Iterator[_Hazard]:
    """Tags, autolinks and templates, which a translation may only have from the source."""
    if piece.kind == "html" or (piece.kind == "autolink" and piece.raw.startswith("<")):
        tag = _TAG.match(piece.raw)
        kind = tag[0].lower() if piece.kind == "html" and tag else "<>"
        yield _Hazard(at, 1, kind, "\\<", construct=True)
    elif piece.kind == "placeholder":
        mdx = syntax is Syntax.MDX
        if mdx or piece.raw[:2] in ("{{", "{%", "{#", "{.", "{:"):
            written = "\\{" if mdx else reference("{")
            yield _Hazard(at, 1, piece.value, written, construct=True)


def _unbalanced(brackets: list[tuple[int, str]]) -> Iterator[_Hazard]:
    opened: list[int] = []
    for at, sign in brackets:
        if sign == "[":
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            yield _Hazard(at, 1, "]", "\\]")
    yield from (_Hazard(at, 1, "[", "\\[") for at in opened)


def _math(text: str) -> Iterator[_Hazard]:
    """`$5-$6` is a formula to many generators; each formula counts by what it says."""
    data = text.encode()
    event: Any
    for event, where in pyromark.events_with_range(f"a {text}", options=_MATH):
        kind = next(iter(event)) if isinstance(event, dict) else ""
        if kind in ("InlineMath", "DisplayMath"):
            start, end = where["start"] - 2, where["end"] - 2
            width = 1 if kind == "InlineMath" else 2
            name = data[start:end].decode()
            for byte in (start, end - width):
                at = len(data[:byte].decode())
                yield _Hazard(at, width, name, "\\$" * width, construct=True)
