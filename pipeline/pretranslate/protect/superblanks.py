"""Names as superblanks of Apertium's stream, which every stage keeps in place."""

import re
from collections.abc import Iterator

from pipeline.pretranslate.protect.cut import Cut, Name, Scheme

_ESCAPED = re.compile(r"([\\^$\[\]{}/@<>])")
_BLANK = re.compile(r"(?<!\\)((?:\\\\)*)\[(?:<([oca]\d+|m[0-9a-f]{4})>|[^\]]*)\]")
_UNESCAPED = re.compile(r"\\(.)", re.DOTALL)


def to_stream(text: str) -> str:
    """Escape what means something in Apertium's stream."""
    return _ESCAPED.sub(r"\\\1", text)


def to_prose(answer: str) -> str:
    """Leave out superblanks, and undo escapes."""
    return _UNESCAPED.sub(r"\1", _BLANK.sub(r"\1", answer))


def _write(cut: Cut) -> str:
    """Escape prose, and write names as superblanks."""
    parts = [to_stream(cut.gaps[0])]
    for name, gap in zip(cut.names, cut.gaps[1:], strict=True):
        parts += (f"[<{name}>]", to_stream(gap))
    return "".join(parts)


def _read(answer: str) -> Iterator[str | Name]:
    """Find superblanks; others than ours are Apertium's own and carry nothing."""
    at = 0
    for match in _BLANK.finditer(answer):
        yield _UNESCAPED.sub(r"\1", answer[at : match.start()] + match[1])
        if match[2]:
            yield Name(match[2], match[0][len(match[1]) :])
        at = match.end()
    yield _UNESCAPED.sub(r"\1", answer[at:])


SUPERBLANKS = Scheme(_write, _read, exact=True)
"""`[<o1>]two[<c1>]`."""
