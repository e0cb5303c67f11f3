"""TOML text -> its string values by position.

`tomllib` reads it and gives no positions. A scan of our own finds where the strings stand; one on
which the two disagree is no unit.
"""

import re
import tomllib
from collections.abc import Iterator

from pipeline.formats.fields import below
from pipeline.formats.values import Parsed, Scalar, agreeing
from pipeline.model import DocumentId, SourceError

_LONG = re.compile(r"""(?P<q>\"{3})(?:[^\\]|\\.)*?\"{3,5}|(?P<l>'{3}).*?'{3,5}""", re.DOTALL)
_SHORT = re.compile(r"""(?P<q>")(?:[^"\\\n]|\\.)*"|(?P<l>')[^'\n]*'""")
_SKIP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)+")
_KEY = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_OTHER = re.compile(r"[^\s,\]}#]+(?: \d[^\s,\]}#]*)?")
"""A number, a switch or a date; a space may stand before the time of day."""
_LINE = re.compile(r"\(at line (\d+)")


def front_matter(id: DocumentId, text: str, first_line: int) -> Parsed:
    """What stands between two `+++` lines; raises SourceError."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem, _, _ = str(error).partition(" (at ")
        at = _LINE.search(str(error))
        line = first_line + (int(at[1]) - 1 if at else text.count("\n"))
        raise SourceError(id, f"not valid TOML: {problem}", line) from None
    except RecursionError:
        raise SourceError(id, "not valid TOML: nested too deeply", first_line) from None
    try:
        found = tuple(_Scan(text).run())
    except tomllib.TOMLDecodeError:  # not where a string stands: nothing is chosen
        return Parsed(said, ())
    return Parsed(said, tuple(agreeing(found, said)))


class _Scan:
    """Where the strings of valid TOML stand; lives for one text."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.tables: dict[str, int] = {}
        """The arrays of tables met so far, and the number of their last item."""

    def run(self) -> Iterator[Scalar]:
        """All strings; stops at the first thing it does not know."""
        table = ""
        while self.skip() < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                path = self.key(table)
                self.take("=")
                yield from self.value(path)

    def skip(self) -> int:
        """Over white space and comments."""
        if gap := _SKIP.match(self.text, self.at):
            self.at = gap.end()
        return self.at

    def take(self, sign: str) -> bool:
        """Over a sign, if it stands here."""
        self.skip()
        here = self.text.startswith(sign, self.at)
        self.at += len(sign) * here
        return here

    def key(self, path: str) -> str:
        """Over a dotted key; the path of what it names."""
        self.skip()
        while name := _KEY.match(self.text, self.at):
            path = self.named(path, name[0])
            self.at = name.end()
            dot = _DOT.match(self.text, self.at)
            if not dot:
                break
            self.at = dot.end()
        return path

    def named(self, path: str, name: str) -> str:
        """The path of a key; in an array of tables that of its last item."""
        path = below(path, _said(name) if name[0] in "\"'" else name)
        return f"{path}[{self.tables[path]}]" if path in self.tables else path

    def header(self) -> str:
        """Over `[table]` or `[[array]]`; its path."""
        several = self.text.startswith("[[", self.at)
        self.at += 1 + several
        path = self.key("")
        if several:
            plain = re.sub(r"\[\d+\]\Z", "", path) if path.endswith("]") else path
            self.tables[plain] = self.tables.get(plain, -1) + 1
            path = f"{plain}[{self.tables[plain]}]"
        self.take("]]" if several else "]")
        return path

    def value(self, path: str) -> Iterator[Scalar]:
        """Over a value; the strings in it."""
        self.skip()
        string = _LONG.match(self.text, self.at) or _SHORT.match(self.text, self.at)
        if string:
            self.at = string.end()
            style = f"toml{string['q'] or string['l']}"
            yield Scalar(path, _said(string[0]), string.start(), string.end(), style)
        elif self.take("["):
            index = 0
            while not self.take("]") and self.at < len(self.text):
                yield from self.value(f"{path}[{index}]")
                self.take(",")
                index += 1
        elif self.take("{"):
            while not self.take("}") and self.at < len(self.text):
                name = self.key(path)
                self.take("=")
                yield from self.value(name)
                self.take(",")
        else:
            other = _OTHER.match(self.text, self.at)
            self.at = other.end() if other else len(self.text)


def _said(string: str) -> str:
    return str(tomllib.loads(f"x = {string}")["x"])
