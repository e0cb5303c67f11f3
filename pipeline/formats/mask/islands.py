"""What stands in a text without being its prose, and what the parser is given in its place."""

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass


class Kind(enum.Enum):
    """What an island is."""

    SHORTCODE = "shortcode"
    """`{{< name … >}}`, `{% name … %}`, a snippet: arguments of it may be prose."""
    COMPONENT = "component"
    """A JSX tag, whose props may be prose."""
    EXPRESSION = "expression"
    """`{{ name }}`, `{name}`: stands for a value inside a sentence."""
    ATTRIBUTES = "attributes"
    """`{: .wide }`: belongs to the block or span before it."""
    FENCE = "fence"
    """A directive or admonition line around prose."""
    MATH = "math"
    OPAQUE = "opaque"
    """Code between two shortcodes, imports, template comments: nobody reads it as prose."""


_WHOLE_LINES = frozenset((Kind.SHORTCODE, Kind.COMPONENT, Kind.OPAQUE, Kind.MATH, Kind.ATTRIBUTES))
"""Kinds that are blocks of their own where they have their lines to themselves."""


@dataclass(frozen=True, slots=True)
class Island:
    """A stretch of bytes that the Markdown parser must not read."""

    start: int
    end: int
    kind: Kind
    name: str = ""
    """Of a shortcode, tag or directive; a closing one begins with `/`."""
    fill: bytes = b""
    """What the parser reads instead, as long as the island; empty for the usual filling."""
    block: bool = False
    """It has its lines to itself: the parser reads an HTML comment there."""
    readable: bool = False
    """Within a line the parser reads it better itself: a tag that HTML knows too."""

    @property
    def may_stand_alone(self) -> bool:
        """Whether it ends a paragraph where it has its lines to itself."""
        return self.kind in _WHOLE_LINES


_PRIVATE, _SOFT = "\ue000".encode(), "\u00ad".encode()
_COMMENT, _COMMENT_END = b"<!--", b"-->"


def filling(data: bytes, island: Island) -> bytes:
    """Bytes for the parser, as many as the island has; line ends and containers stay in place.

    Within a line: characters that are neither space nor punctuation nor letters, so that
    emphasis opens and closes beside them as it does beside a word, and nobody takes them for
    prose. On lines of its own: an HTML comment for each line, which ends a paragraph and is
    read over inside an HTML block.
    """
    if island.fill:
        return island.fill
    fill = _comment if island.block else _inert
    raw = data[island.start : island.end]
    if b"\n" not in raw:
        return fill(len(raw))
    first, *rest = raw.split(b"\n")
    quotes = data.count(b">", data.rfind(b"\n", 0, island.start) + 1, island.start)
    prefix = re.compile(rb"[ \t]*(?:>[ \t]*){0,%d}" % quotes)
    return b"\n".join([_line(first, 0, fill), *(_line(x, _width(prefix, x), fill) for x in rest)])


def _width(prefix: re.Pattern[bytes], line: bytes) -> int:
    match = prefix.match(line)
    return match.end() if match else 0


def _line(line: bytes, indent: int, fill: Callable[[int], bytes]) -> bytes:
    end = len(line.rstrip(b"\r"))
    return line[:indent] + fill(end - indent) + line[end:] if end > indent else line


def _comment(size: int) -> bytes:
    room = size - len(_COMMENT + _COMMENT_END)
    if room < 0:  # `<!-->` is a comment too, and less than that is blank
        return b"<!-->".ljust(size) if size >= len(b"<!-->") else b" " * size
    return _COMMENT + b"x" * room + _COMMENT_END


def _inert(size: int) -> bytes:
    """Private-use characters (3 bytes each), the rest in soft hyphens (2 bytes each)."""
    soft = -size % 3
    return _PRIVATE * (size // 3 - soft // 2) + _SOFT * soft if size > 1 else b"x" * size
