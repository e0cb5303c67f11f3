"""Names as elements of XML or HTML, for engines that handle markup of their own."""

import html
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pipeline.pretranslate.protect.cut import Cut, Name, Scheme
from pipeline.pretranslate.protect.words import LETTERS

_ESCAPES = {ord(char): f"&{name};" for char, name in (("&", "amp"), ("<", "lt"), (">", "gt"))}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<\s*(/?)\s*([xkm]|span)\b([^<>]*?)(/?)\s*>", re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*[\\"'“”„«»\s]*([xkm]?)\s*([0-9a-f]+)""", re.IGNORECASE)
_LETTERS = {"x": "o", "k": "a", "m": "m"}
"""What begins an element, to what begins its name."""
_FILLER = r"\s*X\s?A\s?Q\s?{}\s?Z\s*"

_AS_XML = {"o": '<x id="{0}">', "c": "</x>", "a": '<k id="{0}"/>', "m": '<m id="{0}"/>'}
_AS_HTML = {
    "o": '<span id="x{0}">',
    "c": "</span>",
    # words are moved into an element that is empty, and one that may be translated is
    "a": f'<span id="k{{0}}" translate="no">{LETTERS.write("a{0}")}</span>',
    "m": '<span id="m{0}" translate="no"></span>',
}


def escape(text: str) -> str:
    """Write prose so that no character of it is markup."""
    return text.translate(_ESCAPES)


def unescape(text: str) -> str:
    """Decode character references, each once; what merely looks like one stays."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def _scheme(shown: Mapping[str, str]) -> Scheme:
    """The scheme that writes names as a table has it."""

    def write(cut: Cut) -> str:
        parts = [escape(cut.gaps[0])]
        for name, gap in zip(cut.names, cut.gaps[1:], strict=True):
            parts += (shown[name[0]].format(name[1:]), escape(gap))
        return "".join(parts)

    return Scheme(write, _read, exact=True)


def _read(answer: str) -> Iterator[str | Name]:
    """Find elements that were names; the end of an element ends the one opened last.

    Case, quotes and spaces may have changed, and an empty element may be written with two tags.
    """
    opened: list[tuple[str, str]] = []
    at = 0
    for match in _TAG.finditer(answer):
        yield from _prose(answer[at : match.start()], opened)
        yield from _closed(match, opened) if match[1] else _opened(match, opened)
        at = match.end()
    yield from _prose(answer[at:], opened)


def _prose(text: str, opened: list[tuple[str, str]]) -> Iterator[str | Name]:
    """Decode prose, and take the filler out of an atom.

    Words without it may be what an engine made of the filler: the atom is named once more, so
    that it is refused as doubled.
    """
    if opened and opened[-1][0] == "k" and text.strip():
        number = opened[-1][1]
        text, found = re.subn(_FILLER.format(number), "", text, count=1, flags=re.IGNORECASE)
        if not found:
            yield Name(f"a{number}", "")
    yield unescape(text)


def _opened(match: re.Match[str], opened: list[tuple[str, str]]) -> Iterator[Name]:
    """Name an element that begins, and its end as well where it is empty."""
    found = _ID.search(match[3])
    kind = match[2].lower()
    if found and kind == "span":
        kind = found[1].lower()
    if not found or kind not in _LETTERS:
        yield Name("", match[0])
        return
    number = found[2].lower()
    yield Name(_LETTERS[kind] + number, match[0])
    if not match[4]:
        opened.append((kind, number))
    elif kind == "x":
        yield Name("c" + number, "")


def _closed(match: re.Match[str], opened: list[tuple[str, str]]) -> Iterator[Name]:
    """Name the end of a span; the end of anything else says nothing."""
    kind = match[2].lower()
    fitting = [at for at, (name, _) in enumerate(opened) if kind in ("span", name)]
    if fitting:
        name, number = opened.pop(fitting[-1])
        if name == "x":
            yield Name("c" + number, match[0])
    elif kind in ("x", "span"):
        yield Name("", match[0])


XML = _scheme(MappingProxyType(_AS_XML))
"""`<x id="1">two</x> <k id="2"/>`: well-formed."""
HTML = _scheme(MappingProxyType(_AS_HTML))
"""`<span id="x1">two</span>`, and atoms that are not to be translated."""
