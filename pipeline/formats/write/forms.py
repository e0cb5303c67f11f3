"""Escaping by what surrounds a block: one row for each `Form`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.formats.write.inline import escape_inline
from pipeline.formats.write.starts import ends_in_backslash, escape_start, reference
from pipeline.formats.write.tags import escape_attribute, escape_html
from pipeline.model import Block, Form, Syntax, Unit

_BARE_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_TEMPLATE = re.compile(r"\{(?=[{%#])")
_TEMPLATE_END = re.compile(r"[}%]\}")
_LINE_RULE = re.compile(r"::|!{3}|\?{3}|=== |--+8<--|\[!")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+$")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a translation is written."""

    data: bytes
    syntax: Syntax
    block: Block
    unit: Unit

    @property
    def source(self) -> str:
        """The text of the unit."""
        return self.unit.key.text

    def before(self, signs: bytes) -> bytes:
        """The byte before the unit with all of `signs` passed over; empty at the beginning."""
        at = self.unit.span.start
        while at and self.data[at - 1] in signs:
            at -= 1
        return self.data[at - 1 : at] if at else b""

    @property
    def begins_line(self) -> bool:
        """Nothing but indentation and the signs of quotes stands before the unit on its line."""
        return self.before(b" \t>\xef\xbb\xbf") in (b"\n", b"\r", b"")

    @property
    def begins_block(self) -> bool:
        """The unit is the first of its block."""
        return self.unit.span.start == self.block.span.start


Writer = Callable[[Place, str], str | None]


def _inline(place: Place, text: str) -> str:
    return escape_inline(place.source, text, place.syntax)


def _start(place: Place, text: str) -> str:
    return escape_start(text, place.source, mdx=place.syntax is Syntax.MDX)


def _paragraph(place: Place, text: str) -> str:
    text = _inline(place, text)
    return _start(place, text) if place.begins_block or place.begins_line else text


def _line(place: Place, text: str) -> str:
    """A term, or a heading: closing signs and attributes at its end would vanish."""
    text, source = _inline(place, text), place.source
    if place.block.role.endswith(" title"):
        return _title(place, text)
    if place.begins_line or (place.begins_block and place.before(b" \t") != b"#"):
        text = _start(place, text)
        if "|" not in source:  # the line below may be taken for that of a table
            text = text.replace("\\|", "|").replace("|", reference("|"))
    if _CLOSING_HASHES.search(text) and not _CLOSING_HASHES.search(source):
        return text[:-1] + "\\#"
    attributes = _ATTRIBUTES.search(text)
    if attributes and not _ATTRIBUTES.search(source):
        return text[: attributes.start()] + reference("{") + text[attributes.start() + 1 :]
    return text


def _title(place: Place, text: str) -> str:
    """The title of a directive or admonition, which ends at its quote or at attributes."""
    around = place.before(b" \t").decode(errors="ignore")
    if around not in ("[", '"', "'"):
        text = _start(place, text)
    signs = set("{" + around if around in ("'", '"') else "{") - set(place.source)
    return "".join(reference(c) if c in signs else c for c in text.replace("\\{", "{"))


def _cell(place: Place, text: str) -> str:
    text = _inline(place, text)
    if place.begins_block and place.before(b" \t") != b"|":  # a row without a pipe in front
        text = _start(place, text)
    return _BARE_PIPE.sub(r"\1\\|", text)


def _pipes(place: Place, text: str) -> str:
    """An image may stand in a table."""
    return text if _BARE_PIPE.search(place.source) else _BARE_PIPE.sub(r"\1\\|", text)


def _alt(place: Place, text: str) -> str:
    text = _pipes(place, _inline(place, text))
    return f"\\{text}" if text.startswith("^") and not place.source.startswith("^") else text


def _link_title(place: Place, text: str) -> str:
    end = _after(place)
    signs = {'"': '"', "'": "'", ")": "()"}.get(end, "")
    if signs:
        text = _unescaped(text, signs, "\\")
    if ends_in_backslash(text):
        text += "\\"
    if not _TEMPLATE.search(place.source):
        text = _TEMPLATE.sub(reference("{"), text)
    return _pipes(place, text)


def _after(place: Place) -> str:
    """The sign behind the unit, white space passed over."""
    return place.data[place.unit.span.end :][:99].lstrip(b" \t\r\n>")[:1].decode(errors="ignore")


def _unescaped(text: str, signs: str, escape: str) -> str:
    """The text with `escape` before each of `signs` that has no backslash yet."""
    return re.sub(
        rf"\\.|[{re.escape(signs)}]",
        lambda m: m[0] if len(m[0]) > 1 else escape + m[0],
        text,
    )


def _argument(place: Place, text: str) -> str | None:
    """JSX reads references and no backslashes, shortcodes the other way round.

    The end of a template cannot be said inside one: Liquid looks for it before quotes.
    """
    quote = place.before(b" \t").decode(errors="ignore")
    if place.block.role.startswith("component"):
        return text.replace(quote, reference(quote)) if quote in ("'", '"') else text
    ends = _TEMPLATE_END.search(text) and not _TEMPLATE_END.search(place.source)
    if ends or text.endswith("\\") or (quote == "`" and quote in text):
        return None
    return _unescaped(text, quote, "\\") if quote in ("'", '"') else text


def _html(place: Place, text: str) -> str:
    return _unread(place, escape_html(place.source, text))


def _attribute(place: Place, text: str) -> str:
    quote = place.before(b" \t\r\n").decode(errors="ignore")
    return _unread(place, escape_attribute(place.source, text, quote))


def _unread(place: Place, text: str) -> str:
    """In a Markdown document formulas and directives are read before HTML is."""
    if place.syntax is Syntax.HTML:
        return text
    if "$" not in place.source and text.count("$") > 1:
        text = text.replace("$", reference("$"))
    first = place.begins_block or place.begins_line
    if first and _LINE_RULE.match(text) and not _LINE_RULE.match(place.source):
        return reference(text[0]) + text[1:]
    return text


def _plain(_place: Place, text: str) -> str:
    """YAML escapes for itself, by the style of the scalar."""
    return text


WRITERS: Mapping[Form, Writer] = MappingProxyType(
    {
        Form.PARAGRAPH: _paragraph,
        Form.LINE: _line,
        Form.CELL: _cell,
        Form.ALT: _alt,
        Form.LINK_TITLE: _link_title,
        Form.HTML: _html,
        Form.ATTRIBUTE: _attribute,
        Form.ARGUMENT: _argument,
        Form.PLAIN: _plain,
    }
)
"""For each form a function (place, translation) -> what stands in the document, or None."""
