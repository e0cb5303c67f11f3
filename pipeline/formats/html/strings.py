"""The strings of a JSON text by position, each with the object that it belongs to."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SIGN = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|[\[\]{},:]")
_LONE = re.compile("[\ud800-\udfff]")
"""Half of a character: JSON can say it, UTF-8 cannot."""


@dataclass(frozen=True, slots=True)
class String:
    """One string value, by character, with the steps that lead to it."""

    path: str
    """`mainEntity[0].acceptedAnswer.text`."""
    key: str
    """The name it stands under, that of the list for a string in a list."""
    value: str
    start: int
    end: int
    owner: dict[str, Any]
    """The object it belongs to."""
    holder: str
    """The name under which that object stands, empty for the outermost."""


@dataclass(slots=True)
class _Level:
    """A list or object while its inside is read."""

    value: Any
    path: str
    key: str
    """For an object the name it stands under, for a list the name of its items."""
    owner: dict[str, Any]
    holder: str
    name: str = ""
    """The key just read in an object."""
    index: int = 0
    is_key: bool = True
    """In an object the next string is a key."""


def strings(text: str) -> tuple[String, ...] | None:
    """Every string value of a JSON text, in order; None when it is no JSON.

    A key that stands twice in one object counts as no JSON: readers disagree about which holds.
    """
    try:
        loaded = json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError):
        return None
    return tuple(_walk(text, loaded))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice")
    return made


def _walk(text: str, loaded: Any) -> Iterator[String]:
    """Follow the signs of the text through the loaded value; `text` is valid JSON."""
    levels: list[_Level] = []
    for match in _SIGN.finditer(text):
        sign = match[0]
        level = levels[-1] if levels else None
        if sign in "[{":
            levels.append(_inside(level, loaded))
        elif level is None:
            continue  # one string alone has no key
        elif sign in "]}":
            levels.pop()
        elif sign == ",":
            level.index, level.is_key = level.index + 1, True
        elif sign == ":":
            level.is_key = False
        elif isinstance(level.value, dict) and level.is_key:
            level.name = json.loads(sign)
        else:
            path, key, child = _place(level)
            if _LONE.search(child):
                continue
            yield String(path, key, child, match.start(), match.end(), level.owner, level.holder)


def _place(level: _Level) -> tuple[str, str, Any]:
    """Path, key and value of what comes next in a level."""
    if isinstance(level.value, dict):
        path = f"{level.path}.{level.name}" if level.path else level.name
        return path, level.name, level.value[level.name]
    return f"{level.path}[{level.index}]", level.key, level.value[level.index]


def _inside(level: _Level | None, loaded: Any) -> _Level:
    if level is None:
        return _Level(loaded, "", "", loaded if isinstance(loaded, dict) else {}, "")
    path, key, child = _place(level)
    if isinstance(child, dict):
        return _Level(child, path, key, child, key)
    return _Level(child, path, key, level.owner, level.holder)
