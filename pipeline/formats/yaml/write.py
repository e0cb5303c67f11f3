"""A new text in the place of a YAML scalar, in its own style where YAML allows that."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import yaml

from pipeline.formats.spelling import Manner, Spelled, line_end, respell
from pipeline.formats.yaml.lex import FLOW, is_typed, spell

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_INDICATOR = re.compile(r"[|>][+-]?([1-9])")


def _plain(raw: str, indent: int, new: str) -> str | None:
    tabs = "\t" in new and "\t" not in raw  # not every reader takes them without quotes
    if tabs or is_typed(new):
        return None
    return respell(spell(raw, "", indent), new, _flow_manner(raw, str))


def _single(raw: str, indent: int, new: str) -> str | None:
    manner = _flow_manner(raw, lambda word: word.replace("'", "''"))
    return respell(spell(raw, "'", indent), new, manner)


def _double(raw: str, indent: int, new: str) -> str | None:
    return respell(spell(raw, '"', indent), new, _DOUBLE)


def _quoted(style: str) -> "Writer":
    """Double quotes around what stood without them, or between others: line ends stay."""

    def write(raw: str, indent: int, new: str) -> str | None:
        old = spell(raw, style, indent)
        pieces = tuple((t, r if not t.strip(" \t\n") else _escape(t)) for t, r in old.pieces)
        return respell(Spelled('"', pieces, '"'), new, _DOUBLE)

    return write


def _on_one_line(_raw: str, _indent: int, new: str) -> str:
    """Double quotes can say anything."""
    return f'"{_escape(new)}"'


def _literal(raw: str, indent: int, new: str) -> str | None:
    end, pad = line_end(raw), " " * indent

    def gap(text: str, _indented: bool) -> str:  # noqa: FBT001 - the signature of a manner
        return re.sub(r"\n+", lambda ends: end * len(ends[0]) + pad, text)

    return respell(spell(raw, "|", indent), new.rstrip("\n"), Manner(str, gap))


def _folded(raw: str, indent: int, new: str) -> str | None:
    end, pad = line_end(raw), " " * indent

    def gap(text: str, indented: bool) -> str | None:  # noqa: FBT001 - the signature of a manner
        parts = re.fullmatch(r"([ \t]*)(?:(\n+)([ \t]*))?", text)
        if parts is None or not parts[2]:
            return text if parts else None
        kept = indented or parts[3] != ""  # beside an indented line no line end is folded
        return parts[1] + end * (len(parts[2]) + (not kept)) + pad + parts[3]

    return respell(spell(raw, ">", indent), new.rstrip("\n"), Manner(str, gap))


def _unfolded(raw: str, indent: int, new: str) -> str | None:
    """A text that cannot be folded, line by line."""
    return _literal("|" + raw[1:], indent, new)


def _flow_manner(raw: str, word: Callable[[str], str]) -> Manner:
    """Plain and single-quoted text says a line end by a blank line, if it has lines at all."""
    indent = re.search(r"(?:\r\n|\r|\n)([ \t]*)[^ \t\r\n]", raw)

    def gap(text: str, _indented: bool) -> str | None:  # noqa: FBT001 - the signature of a manner
        if "\n" not in text:
            return text
        if indent is None or text.strip("\n"):
            return None
        return line_end(raw) * (len(text) + 1) + indent[1]

    return Manner(word, gap)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda m: _NAMED.get(m[0]) or f"\\u{ord(m[0]):04x}", text)


_DOUBLE = Manner(_escape, lambda text, _: text.replace("\n", "\\n"))


Writer = Callable[[str, int, str], str | None]

_STYLES: Mapping[str, tuple[Writer, ...]] = MappingProxyType(
    {
        "": (_plain, _quoted("")),
        FLOW: (_plain, _quoted("")),
        "'": (_single, _quoted("'")),
        '"': (_double,),
        "|": (_literal,),
        ">": (_folded, _unfolded),
    }
)
"""The ways to write a text into a scalar of each style; the first that reads back as meant."""


def _writer(style: str) -> Callable[[str, int, str], str]:
    def write(raw: str, indent: int, new: str) -> str:
        for way in _STYLES[style]:
            written = way(raw, indent, new)
            if written is not None and _reads_as(written, new, style, indent):
                return written
        return _on_one_line(raw, indent, new)

    return write


WRITERS: Mapping[str, Callable[[str, int, str], str]] = MappingProxyType(
    {style: _writer(style) for style in _STYLES}
)
"""By style: (the scalar as it stands, its indentation, the new text) -> the new scalar."""


def _reads_as(written: str, new: str, style: str, indent: int) -> bool:
    """Whether YAML reads back what was meant; last line ends of a block follow its sign."""
    block = written[0] in "|>"
    header = _INDICATOR.match(written) if block else None
    outer = indent - int(header[1]) if header else 0
    key = f"{' ' * outer}- [" if style == FLOW else f"{' ' * outer}k: "
    above = "k:\n" if outer else ""
    text = f"{above}{key}{written}{']' if style == FLOW else ''}\n"
    try:
        value = yaml.load(text, Loader)  # noqa: S506 - a safe loader, by another name
    except yaml.YAMLError:
        return False
    while isinstance(value, dict | list) and len(value) == 1:
        (value,) = value.values() if isinstance(value, dict) else value
    if block:
        return isinstance(value, str) and value.rstrip("\n") == new.rstrip("\n")
    return bool(value == new) and isinstance(value, str)
