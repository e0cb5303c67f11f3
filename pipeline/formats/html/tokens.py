"""HTML bytes cut into tokens that add up to them, each with its place.

The rules are those of the HTML Standard (13.2.5 Tokenization): where a tag ends, what a quoted
value may hold, which elements hold raw text, what counts as a comment. Template tags (`{{ x }}`,
`{% if a > b %}`, `<?php … ?>`) are taken whole wherever they stand, since `<`, `>` and quotes
inside them are not HTML. Every pattern is possessive or bounded by its own opening sign, so time is
linear in the number of bytes, whatever they are.
"""

import enum
import re
from collections.abc import Iterator
from typing import NamedTuple


class Kind(enum.Enum):
    """What a token is."""

    TEXT = "text"
    OPEN = "start tag"
    CLOSE = "end tag"
    COMMENT = "comment"
    """Comments, the doctype, bogus comments, and a tag that never ends: nothing of it is shown."""
    TEMPLATE = "template"
    RAW = "raw text"
    """What stands in a script, style sheet, text area or title: no tags in it."""
    FOREIGN = "foreign element"
    """A whole `<svg>` or `<math>`."""


class Token(NamedTuple):
    """One token: `data[start:end]`."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    """Of a tag or foreign element, in lower case; of raw text, the element that holds it."""
    inner: tuple[int, int] = (0, 0)
    """Where the attributes of a tag stand."""


RAW_TEXT = frozenset(
    ("script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes")
)
FOREIGN = frozenset(("svg", "math"))

_TEMPLATE = (
    rb"(?:\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*+\}\}\}?"
    rb"|\{%(?:[^%{]|\{(?!%)|%(?!\}))*+%\}"
    rb"|\{\#(?:[^\#{]|\{(?!\#)|\#(?!\}))*+\#\}"
    rb"|<%(?:[^%<]|<(?!%)|%(?!>))*+%>"
    rb"|<\?(?:php\b|=)(?:[^?<]|<(?!\?)|\?(?!>))*+\?>)"
)
_SPACE = rb"[ \t\n\f\r]"
_NAME = (
    rb"(?:"
    + _TEMPLATE
    + rb"|[^ \t\n\f\r/>={]|\{)(?:[^ \t\n\f\r/>={<]++|"
    + _TEMPLATE
    + rb"|[{<])*+"
)
_VALUE = (
    rb"\"(?P<double>(?:[^\"{<]++|" + _TEMPLATE + rb"|[{<])*+)(?:\"|\Z)"
    rb"|'(?P<single>(?:[^'{<]++|" + _TEMPLATE + rb"|[{<])*+)(?:'|\Z)"
    rb"|(?P<bare>(?!" + _SPACE + rb"|[>\"'])(?:[^ \t\n\f\r>{<]++|" + _TEMPLATE + rb"|[{<])++)"
)
_ATTRIBUTE = (
    rb"(?P<name>=?" + _NAME + rb"|=)"
    rb"(?:" + _SPACE + rb"*+=" + _SPACE + rb"*+(?:" + _VALUE + rb"|(?=>|\Z)))?+"
)
_UNNAMED = re.sub(rb"\?P<\w+>", rb"?:", _ATTRIBUTE)
_TAG = re.compile(
    rb"<(/?)([A-Za-z](?:[^ \t\n\f\r/>{<]++|" + _TEMPLATE + rb"|[{<])*+)"
    rb"((?:[ \t\n\f\r/]++|" + _UNNAMED + rb")*+)(?:(>)|\Z)"
)
ATTRIBUTE = re.compile(_ATTRIBUTE)
"""One attribute, its value in `double`, `single` or `bare`; no value, no such group."""
TEMPLATE = re.compile(_TEMPLATE)

_MARKUP = re.compile(rb"<(?=[A-Za-z/!?%])|\{(?=[{%#])")
_COMMENT = re.compile(rb"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_BOGUS = re.compile(rb"<[!?/][^>]*+(?:>|\Z)")
_CDATA = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_FOREIGN_SIGN = re.compile(rb"<(?=/?[A-Za-z]|!--|!\[CDATA\[)")
_RAW_ENDS = {
    name: re.compile(rb"</" + name.encode() + rb"(?=[ \t\n\f\r/>])", re.IGNORECASE)
    for name in RAW_TEXT
}
_INTEGRATION = frozenset(
    ("foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext")
)
"""Elements inside SVG and MathML that may hold HTML (13.2.6.5)."""
_BREAKOUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img "  # noqa: SIM905 - one to a line would fill the page
    "li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul "
    "var".split()
)
"""HTML start tags that end an SVG or MathML element left open (13.2.6.5)."""


def tokenize(data: bytes, start: int, end: int) -> Iterator[Token]:
    """The tokens of `data[start:end]`, in order; together they are exactly those bytes."""
    at = text = start
    while match := _MARKUP.search(data, at, end):
        at = match.start()
        found = _markup(data, at, end)
        if found is None:  # a sign that is text
            at += 1
            continue
        if text < at:
            yield Token(Kind.TEXT, text, at)
        yield found
        at = text = found.end
        if found.kind is Kind.OPEN and found.name in RAW_TEXT:
            close = _RAW_ENDS[found.name].search(data, at, end)
            at = text = close.start() if close else end
            if found.end < at:
                yield Token(Kind.RAW, found.end, at, found.name)
    if text < end:
        yield Token(Kind.TEXT, text, end)


def _markup(data: bytes, at: int, end: int) -> Token | None:
    """The token at a `<` or `{`, None when that is text."""
    if template := TEMPLATE.match(data, at, end):
        return Token(Kind.TEMPLATE, at, template.end())
    if data[at] == ord("{"):
        return None
    tag = _TAG.match(data, at, end)
    return _tag(data, tag, end) if tag else _declaration(data, at, end)


def _tag(data: bytes, tag: re.Match[bytes], end: int) -> Token:
    name, inner = tag[2].decode().lower(), tag.span(3)
    if not tag[4]:
        return Token(Kind.COMMENT, tag.start(), end)
    if tag[1]:
        return Token(Kind.CLOSE, *tag.span(), name, inner)
    if name in FOREIGN:
        return Token(Kind.FOREIGN, tag.start(), _foreign_end(data, tag, end), name, inner)
    return Token(Kind.OPEN, *tag.span(), name, inner)


def _declaration(data: bytes, at: int, end: int) -> Token | None:
    """A comment, doctype or bogus comment; a `<` before anything else is text."""
    match = _COMMENT.match(data, at, end) or _BOGUS.match(data, at, end)
    if match is None or match[0] == b"</":
        return None
    return Token(Kind.COMMENT, at, match.end())


def _foreign_end(data: bytes, tag: re.Match[bytes], end: int) -> int:
    """Where an SVG or MathML element ends: behind its end tag, or before HTML that ends it."""
    depth = inside = 0
    at = tag.start()
    while sign := _FOREIGN_SIGN.search(data, at, end):
        found = _TAG.match(data, sign.start(), end)
        if found is None:
            skipped = _COMMENT.match(data, sign.start(), end) or _CDATA.match(
                data, sign.start(), end
            )
            at = skipped.end() if skipped else sign.end()
            continue
        at = found.end()
        name, step = found[2].decode().lower(), -1 if found[1] else 1
        if name in _BREAKOUT and step > 0 and not inside:
            return found.start()
        if found[3].endswith(b"/"):  # empty, but for `</svg/>`
            step = min(step, 0)
        depth += step * (name in FOREIGN)
        inside = max(inside + step * (name in _INTEGRATION), 0)
        if depth <= 0:
            return at
    return end
