"""A new text in the place of a TOML string, in its own style where TOML allows that."""

import re
import tomllib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.formats.spelling import Manner, Spelled, lex, line_end, respell, unescape

_SPECIAL = re.compile(r'["\\\x00-\x08\x0a-\x1f\x7f]')
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPE = r"(?P<escape>\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.))"
_TOKENS = {
    '"': re.compile(rf"[ \t]+|{_ESCAPE}|[^ \t\\]+"),
    "'": re.compile(r"[ \t]+|[^ \t]+"),
    '"""': re.compile(
        rf"(?P<joined>\\[ \t]*\r?\n[ \t\r\n]*)|[ \t]+|(?P<end>\r?\n)|{_ESCAPE}|[^ \t\r\n\\]+"
    ),
    "'''": re.compile(r"[ \t]+|(?P<end>\r?\n)|[^ \t\r\n]+"),
}
_SAYS: Mapping[str, Callable[[str], str]] = {
    "escape": unescape,
    "joined": lambda _: "",
    "end": lambda _: "\n",
}


def spell(raw: str, style: str, _indent: int) -> Spelled:
    """A string in pieces; the line end behind three quotes is no part of it."""
    quotes = style.removeprefix("toml")
    opening = re.match(rf"{quotes}(?:\r?\n)?" if len(quotes) > 1 else quotes, raw)
    head = opening[0] if opening else quotes
    body = raw[len(head) : -len(quotes)]
    return Spelled(head, tuple(lex(body, _TOKENS[quotes], _SAYS)), quotes)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda m: _NAMED.get(m[0]) or f"\\u{ord(m[0]):04x}", text)


def _escape_long(text: str) -> str:
    """Quotes stand for themselves between three, unless three of them meet."""
    return _escape(text).replace('\\"', '"').replace('"""', '""\\"')


def _literally(text: str) -> str | None:
    return None if _CONTROL.search(text) or "'" in text else text


def _literally_long(text: str) -> str | None:
    return None if _CONTROL.search(text) or "'''" in text else text


Word = Callable[[str], str | None]


def _manner(raw: str, word: Word, *, long: bool) -> Manner:
    end = line_end(raw)

    def gap(text: str, _indented: bool) -> str | None:  # noqa: FBT001 - the signature of a manner
        return text.replace("\n", end) if long else word(text)

    return Manner(word, gap)


def _same(style: str, word: Word) -> "Way":
    """In the style it has."""

    def write(raw: str, new: str) -> str | None:
        manner = _manner(raw, word, long=len(style) > len('toml"'))
        return respell(spell(raw, style, 0), new, manner)

    return write


def _escaped(style: str, word: Callable[[str], str]) -> "Way":
    """With escapes and between double quotes, as many as there were."""

    def write(raw: str, new: str) -> str | None:
        old = spell(raw, style, 0)
        quotes = old.tail.replace("'", '"')
        pieces = tuple((t, r if not t.strip() else word(t)) for t, r in old.pieces)
        long = len(quotes) > 1
        return respell(
            Spelled(old.head.replace("'", '"'), pieces, quotes), new, _manner(raw, word, long=long)
        )

    return write


Way = Callable[[str, str], str | None]
_WAYS: Mapping[str, tuple[Way, ...]] = MappingProxyType(
    {
        'toml"': (_same('toml"', _escape),),
        "toml'": (_same("toml'", _literally), _escaped("toml'", _escape)),
        'toml"""': (_same('toml"""', _escape_long), _same('toml"""', _escape)),
        "toml'''": (
            _same("toml'''", _literally_long),
            _escaped("toml'''", _escape_long),
            _escaped("toml'''", _escape),
        ),
    }
)
"""The ways to write a text into a string of each style; the first that reads back as meant."""


def _writer(style: str) -> Callable[[str, int, str], str]:
    def write(raw: str, _indent: int, new: str) -> str:
        for way in _WAYS[style]:
            written = way(raw, new)
            if written is not None and _reads_as(written, new):
                return written
        return f'"{_escape(new)}"'

    return write


WRITERS: Mapping[str, Callable[[str, int, str], str]] = MappingProxyType(
    {style: _writer(style) for style in _WAYS}
)
"""By style: (the string as it stands, nothing, the new text) -> the new string."""


def _reads_as(written: str, new: str) -> bool:
    try:
        return bool(tomllib.loads(f"x = {written}") == {"x": new})
    except tomllib.TOMLDecodeError:
        return False
