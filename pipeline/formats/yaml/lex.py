"""YAML scalars taken apart into pieces, by style (YAML 1.1, as libyaml reads it)."""

import re
from collections.abc import Callable, Mapping

from pipeline.formats.spelling import Piece, Spelled, fold, lex, unescape

FLOW = "["
"""The style of a plain scalar between brackets, where commas have to be quoted."""
_END = r"(?:\r\n|\r|\n)"
_FOLD = rf"(?P<fold>[ \t]*{_END}[ \t]*(?:{_END}[ \t]*)*)"
_PLAIN = re.compile(rf"{_FOLD}|[ \t]+|[^ \t\r\n]+")
_SINGLE = re.compile(rf"{_FOLD}|[ \t]+|(?P<quote>'')|[^ \t\r\n']+")
_DOUBLE = re.compile(
    rf"(?P<joined>\\{_END}[ \t]*(?:{_END}[ \t]*)*)|{_FOLD}|[ \t]+"
    r"|(?P<escape>\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.))|[^ \t\r\n\\]+"
)
_SAYS: Mapping[str, Callable[[str], str]] = {
    "fold": fold,
    "quote": lambda _: "'",
    "escape": unescape,
    "joined": lambda raw: "\n" * (len(re.findall(_END, raw)) - 1),
}
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_CONTENT = re.compile(r"[ \t]+|[^ \t]+")
_TYPED = re.compile(
    r"""~ | null | true | false | yes | no | on | off | y | n | = | <<
    | [-+]?(?:\d[\d_,]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[-+]?\d+)? | [-+]?0[xob][0-9a-f_]+
    | [-+]?\.(?:inf|nan) | [-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?
    | \d{4}-\d\d?-\d\d?(?:(?:t|[ \t]+)\d.*)?""",
    re.VERBOSE | re.IGNORECASE,
)


def is_typed(text: str) -> bool:
    """Whether some YAML reader takes the plain text for a number, a date, a switch or nothing."""
    return not text or _TYPED.fullmatch(text) is not None


def spell(raw: str, style: str, indent: int) -> Spelled:
    """A scalar of any style in pieces."""
    if style in ("|", ">"):
        return _block(raw, indent, folded=style == ">")
    if style in ("'", '"'):
        pattern = _SINGLE if style == "'" else _DOUBLE
        return Spelled(style, tuple(lex(raw[1:-1], pattern, _SAYS)), style)
    return Spelled("", tuple(lex(raw, _PLAIN, _SAYS)))


def _block(raw: str, indent: int, *, folded: bool) -> Spelled:
    """A literal or folded scalar; a line end between two lines that begin with text is folded."""
    head, *lines = _LINES.findall(raw)
    pieces: list[Piece] = []
    gap, ends, text_before = "", 0, False
    for line in lines:
        text = line.rstrip("\r\n")
        content = text[indent:]
        if content:
            text_here = content[0] not in " \t"
            folds = folded and text_before and text_here
            said = "\n" * ends if not folds else " " if ends == 1 else "\n" * (ends - 1)
            pieces.append((said, gap + text[:indent]))
            pieces += ((piece, piece) for piece in _CONTENT.findall(content))
            gap, ends, text_before = "", 0, text_here
        end = line[len(text) :]
        gap += end if content else line
        ends += bool(end)
    if pieces and not pieces[0][0]:
        head, pieces = head + pieces[0][1], pieces[1:]
    return Spelled(head, tuple(pieces))


def content_indent(raw: str, value: str) -> int:
    """The columns before the content of a block scalar, which may itself begin with spaces."""
    lines = (line for line in _LINES.findall(raw)[1:] if line.strip(" \r\n"))
    said = (line for line in value.split("\n") if line.strip(" "))
    return _leading(next(lines, "")) - _leading(next(said, ""))


def _leading(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def trim_block(raw: str, indent: int) -> str:
    """A block scalar's mark runs on to the next token: its last blank lines are skeleton."""
    end = len(raw)
    for line in reversed(_LINES.findall(raw)):
        text = line.rstrip("\r\n")
        if text[indent:] or end == len(line):
            return raw[: end - len(line) + len(text)]
        end -= len(line)
    return raw
