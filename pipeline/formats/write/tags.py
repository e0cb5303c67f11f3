"""Escaping between HTML tags and in attribute values."""

import html
import re
from collections import Counter

from pipeline.formats.write.starts import reference

_OPENING = re.compile(
    r"<!--.*?-->|<(?P<name>/?[A-Za-z][^\s/<>\"']*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>|<",
    re.DOTALL,
)
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*)(?![;\w])")
_TEMPLATE = re.compile(r"\{(?=[{%#:])")
_QUOTED = {'"': '"', "'": "'"}
_UNQUOTED = " \t\"'=<>`"
"""What ends or spoils an attribute value without quotes."""


def escape_html(source: str, text: str) -> str:
    """The text with each `<` escaped that begins no tag of the source, and what is no reference.

    >>> escape_html("It <em>is</em>.", "Es <em>ist</em> <b>3 < 4</b>.")
    'Es <em>ist</em> &lt;b>3 &lt; 4&lt;/b>.'
    """
    left = Counter(_kind(m) for m in _OPENING.finditer(source))
    literal = left.pop("<", 0)
    lone = sum(_kind(m) == "<" for m in _OPENING.finditer(text))

    def opening(match: re.Match[str]) -> str:
        kind = _kind(match)
        if kind == "<":
            return match[0] if lone <= literal else "&lt;"
        left[kind] -= 1
        return match[0] if left[kind] >= 0 else "&lt;" + opened(match[0][1:])

    def opened(rest: str) -> str:
        return _OPENING.sub("&lt;", rest) if "<" in rest else rest

    return _references(source, _OPENING.sub(opening, text))


def _kind(match: re.Match[str]) -> str:
    return (match["name"] or match[0][:4]).lower()


def _references(source: str, text: str) -> str:
    """`&copy` is a sign in HTML even without its semicolon; with one it is meant."""

    def bare(match: re.Match[str]) -> str:
        is_one = html.unescape(match[0]) != match[0] and match[0] not in source
        return "&amp;" + match[0][1:] if is_one else match[0]

    text = _REFERENCE.sub(bare, text)
    return text if _TEMPLATE.search(source) else _TEMPLATE.sub(reference("{"), text)


def escape_attribute(source: str, text: str, quote: str) -> str:
    """An attribute value behind `quote`, or behind something else when it has no quotes.

    >>> escape_attribute("Two cats", 'Zwei "Katzen"', '"')
    'Zwei &quot;Katzen&quot;'
    """
    text = _references(source, text)
    signs = set(_QUOTED.get(quote, _UNQUOTED) + "<|") - set(source)
    return "".join(_named(c) if c in signs else c for c in text)


def _named(char: str) -> str:
    return {'"': "&quot;", "<": "&lt;", ">": "&gt;"}.get(char, reference(char))
