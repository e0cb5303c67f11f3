"""One pass over the events of the Markdown parser, and a search in the text between them."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pyromark import Markdown

from pipeline.formats.dialect import OPTIONS
from pipeline.formats.fields import SHORTCODES
from pipeline.formats.inline.jsx import EXPRESSION, TAG, counted
from pipeline.formats.inline.parts import Atom, Close, Open, Piece, Text
from pipeline.formats.inline.tags import normal

_PREFIX = "a "
"""Parsed in front of each text, so that it never begins a block."""
_DELIMITERS = {"Emphasis": "emphasis", "Strong": "strong", "Strikethrough": "strike"}
_PLACEHOLDER = (
    r"\{\{(?:[^`\n{}]|\{(?!\{)|\}(?!\}))*+\}\}"  # shortcodes and values
    r"|\{%(?:[^`\n%{]|%(?!\})|\{(?![%{]))*+%\}"  # tags
    r"|%\([A-Za-z_]\w*\)[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]|%\d+\$[a-zA-Z]"  # printf
    r"|\$?\{[A-Za-z_][\w.]*\}|\{[#.:][^{}\n]*\}"  # names, attribute lists
)
_TEMPLATE = re.compile(f"{TAG}|{_PLACEHOLDER}|{EXPRESSION}")
_LOOSE = re.compile(
    rf"(?P<html>{TAG})"
    rf"|(?P<placeholder>{_PLACEHOLDER})"
    rf"|(?P<expression>{EXPRESSION})"
    r"|(?P<footnote>\[\^[^\[\]\s]+\])"
    r"|(?P<autolink>(?:https?://|(?<!\w)www\.)(?:[^\s<>\[\]()*`|\"“”]|\([^\s<>()]*\))*"
    r"(?:[^\s<>\[\]()*`|\"“”.,;:!?'\u2019…_~]|\([^\s<>()]*\))"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_ARGUMENT = re.compile(
    rf"""(?<![\w-])({"|".join(sorted(set().union(*SHORTCODES.values())))})\s*=\s*"""
    r"""(["'])(?:\\.|(?!\2)[^\n])*\2"""
)
"""What readers see of a shortcode inside a sentence."""
_COUNTED: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "html": normal,
        "placeholder": lambda raw: _ARGUMENT.sub(r"\1", raw) if "=" in raw else raw,
        "expression": counted,
        "footnote": lambda raw: raw[2:-1],
        "autolink": str,
    }
)
"""What counts of a loose find; nothing of escapes and entities."""
_MARK, _SHORT = 0xE000, 0x90


def _reference(link: Any) -> tuple[str, str] | None:
    """Take `[text][label]` for a link although its definition stands elsewhere.

    `[text]` alone stays text: without the definitions it cannot be told from prose in brackets.
    """
    if link["link_type"] == "Shortcut":
        return None
    return f"[{' '.join(link['reference'].casefold().split())}]", ""


_PARSER = Markdown(options=OPTIONS, broken_link_callback=_reference)


def scan(text: str) -> list[Piece]:
    """Return the pieces of a text, every HTML tag as an atom of its own."""
    return _Scan(text).run()


class _Scan:
    """The pass: `at` is the byte up to which pieces have been found."""

    def __init__(self, text: str) -> None:
        """Hide templates from the parser: `{{< fig src="a*b*c" >}}` holds no emphasis."""
        self.data = (_PREFIX + text).encode()
        self.hidden: list[tuple[str, str]] = []
        self.parsed = _PREFIX + _TEMPLATE.sub(self._hide, text)
        self.at = len(_PREFIX)
        self.seen = self.at
        self.widths: list[int] = []
        self.found: list[Piece] = []

    def run(self) -> list[Piece]:
        """Walk over the events; those inside an atom are passed over."""
        for event, where in _PARSER.events_with_range(self.parsed):
            start, end = where["start"], where["end"]
            if isinstance(event, str) or end <= self.at:
                continue
            ((name, body),) = event.items()
            if name == "Start":
                self._start(body, start, end)
                continue
            if name == "End":
                self._end(body, end)
            elif name == "Code":
                self._atom("code", self._shown(str(body)), start, end)
            elif name == "InlineHtml":
                self._atom("html", normal(self._raw(start, end)), start, end)
            self.seen = max(self.seen, end)
        self._text(len(self.data))
        return self.found

    def _hide(self, match: re.Match[str]) -> str:
        """Stand in for a template with as many bytes: a private character and filling."""
        size = len(match[0].encode())
        mark = chr(_MARK + len(self.hidden) % 0x1900)
        if size < len(mark.encode()):  # `<>`
            mark = chr(_SHORT + len(self.hidden) % 0x10)
        mask = mark + "x" * (size - len(mark.encode()))
        self.hidden.append((mask, match[0]))
        return mask

    def _shown(self, value: str) -> str:
        """Put hidden templates back into a value that the parser reports."""
        for mask, raw in self.hidden:
            value = value.replace(mask, raw, 1)
        return value

    def _raw(self, start: int, end: int) -> str:
        """Return the text between two bytes."""
        return self.data[start:end].decode()

    def _start(self, body: Any, start: int, end: int) -> None:
        """Open a span, or take an image or autolink whole."""
        if isinstance(body, str):
            if body in _DELIMITERS:
                sign = self.data[start : start + 1]
                double = body != "Emphasis" and self.data[start + 1 : start + 2] == sign
                self.widths.append(1 + double)
                self._open(_DELIMITERS[body], "", start, 1 + double)
            return
        ((name, link),) = body.items()
        if name not in ("Link", "Image"):
            return
        value, form = self._shown(link["dest_url"]), str(link["link_type"])
        collapsed = form.startswith("Collapsed")
        if collapsed and self.data[end : end + 2] == b"[]":
            end += 2  # the parser leaves the empty brackets outside
        if form in ("Autolink", "Email"):
            self._atom("autolink", value, start, end)
        elif name == "Image" or collapsed:  # the text of `[text][]` is its label
            self._atom(name.lower(), value, start, end)
        else:
            self._open("link", value, start, 1)

    def _end(self, body: Any, end: int) -> None:
        """Close a span; the text of a link ends at the first `]` after its last child."""
        if isinstance(body, str) and body in _DELIMITERS:
            kind, start = _DELIMITERS[body], end - self.widths.pop()
        elif body == "Link":
            kind, start = "link", self.data.find(b"]", max(self.at, self.seen), end)
        else:
            return
        self._text(start)
        self.found.append(Close(self._raw(start, end), kind))
        self.at = end

    def _open(self, kind: str, value: str, start: int, width: int) -> None:
        """Begin a span with a delimiter of so many bytes."""
        self._text(start)
        self.at = self.seen = start + width
        self.found.append(Open(self._raw(start, self.at), kind, value))

    def _atom(self, kind: str, value: str, start: int, end: int) -> None:
        """Take a range whole."""
        self._text(start)
        self.found.append(Atom(self._raw(start, end), kind, value))
        self.at = self.seen = end

    def _text(self, end: int) -> None:
        """Take what stands before `end` as text and loose finds."""
        if end > self.at:
            self.found.extend(_loose(self._raw(self.at, end)))
            self.at = end


def _loose(text: str) -> Iterator[Piece]:
    """Yield text and the constructs that the parser does not know."""
    at = 0
    for match in _LOOSE.finditer(text):
        if match.start() > at:
            yield Text(text[at : match.start()])
        kind = match.lastgroup or ""
        value = _COUNTED.get(kind)
        kind = "placeholder" if kind == "expression" else kind
        yield Atom(match[0], kind, value(match[0])) if value else Atom(match[0], "")
        at = match.end()
    if at < len(text):
        yield Text(text[at:])
