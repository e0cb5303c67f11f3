"""Quoted texts of PO files and their escapes (GNU gettext's `po-lex.c`)."""

import re

_STRINGS = re.compile(r'(?:"(?:[^"\\]|\\.)*"[ \t]*)+')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"((?:\\x[0-9a-fA-F]+|\\[0-7]{1,3})+)|\\(.)")
_NUMBER = re.compile(r"\\(?:x([0-9a-fA-F]+)|([0-7]{1,3}))")
_READ = {
    "n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\",
    "a": "\a", "b": "\b", "f": "\f", "v": "\v", "'": "'", "?": "?",
}  # fmt: skip
_WRITTEN = tuple((_READ[name], f"\\{name}") for name in '\\"trbfv')
"""What is escaped, the backslash first; a bell is not, because polib knows no `\\a`."""


def unquote(line: str, charset: str) -> str:
    """The text of one or more quoted strings; raises ValueError with what to mend."""
    if not _STRINGS.fullmatch(line):
        raise ValueError('a text that does not begin and end with one ": mend the line')
    text = "".join(_STRING.findall(line))
    return _ESCAPE.sub(lambda m: _unescape(m, charset), text) if "\\" in text else text


def _unescape(match: re.Match[str], charset: str) -> str:
    """One escape; a run of octal or hex escapes is the bytes of a text, as in GNU gettext."""
    if not match[1]:
        if match[2] not in _READ:
            raise ValueError(f"\\{match[2]} is no escape in a PO file: a \\ is written \\\\")
        return _READ[match[2]]
    numbers = _NUMBER.findall(match[1])
    try:
        text = bytes(int(x, 16) if x else int(o, 8) for x, o in numbers).decode(charset)
    except ValueError:
        text = "\0"
    if "\0" in text:
        raise ValueError(f"{match[1]} is no text in {charset}: write the characters themselves")
    return text


def unescape_plain(text: str) -> str | None:
    r"""A text with `\"`, `\\`, `\n` and `\t` only, without its quotes; None for any other.

    The same as `unquote`, four times as fast: NUL, which no PO file holds, stands for `\\`.
    """
    rest = text.replace("\\\\", "\0")
    if '"' in rest.replace('\\"', ""):
        return None
    rest = rest.replace('\\"', '"').replace("\\n", "\n").replace("\\t", "\t")
    return None if "\\" in rest else rest.replace("\0", "\\")


def quote(text: str) -> list[str]:
    r"""A text as quoted lines without wrapping: one, or an empty one and a line for each `\n`.

    What GNU gettext writes with `--no-wrap`, so that its tools change nothing.
    """
    *ended, last = text.split("\n")
    lines = [f'"{_escape(line)}\\n"' for line in ended]
    if last or not lines:
        lines.append(f'"{_escape(last)}"')
    return lines if len(lines) == 1 else ['""', *lines]


def _escape(line: str) -> str:
    for char, escape in _WRITTEN:
        if char in line:
            line = line.replace(char, escape)
    return line
