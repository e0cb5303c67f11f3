"""Names as words of their own, for engines that know plain text only."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.pretranslate.protect.cut import Cut, Name, Scheme


@dataclass(frozen=True, slots=True)
class Form:
    """What a name looks like as a word."""

    before: str
    """What stands before the letter of a name,"""
    between: str
    """between letter and number,"""
    after: str
    """and behind the number."""
    sign: str
    """Without it a text holds no name."""
    found: re.Pattern[str]
    """Letter and number of a name, or those of a mark, also where case or inner spaces changed."""

    def write(self, name: str) -> str:
        """Write one name."""
        letter = name[0].upper() if self.before else name[0]
        return f"{self.before}{letter}{self.between}{name[1:]}{self.after}"


def _form(before: str, between: str, after: str, sign: str, pattern: str) -> Form:
    """Compile a pattern in which `NAME` and `MARK` stand for letter and number."""
    kinds = (("oca", r"\d+"), ("m", "[0-9a-f]{4}"))
    either = "|".join(
        pattern.replace("LETTER", f"([{letters}])").replace("NUMBER", f"({number})")
        for letters, number in kinds
    )
    return Form(before, between, after, sign, re.compile(either, re.IGNORECASE))


UNDERSCORES = _form("__", "", "__", "_", r"_{1,2}\s?LETTER\s?NUMBER\s?_{1,2}")
"""`__O1__`, `__C1__`, `__A2__`."""
LETTERS = _form("X", "Q", "Z", "x", r"(?<![^\W_])X\s?LETTER\s?Q\s?NUMBER\s?Z(?![^\W_])")
"""`XOQ1Z`: nothing but letters and digits."""
ADDRESSES = _form(
    "", "", "@l10n.test", "@", r"(?<![\w.@])LETTER\s?NUMBER\s?@\s?l10n\s?\.\s?test(?![\w@])"
)
"""`o1@l10n.test`: an address that cannot exist (RFC 2606)."""
_JOINED = re.compile(r"X[ocam]Q[0-9a-f]+Z", re.IGNORECASE)
_FORMS = (UNDERSCORES, LETTERS, ADDRESSES)


def words(form: Form) -> Scheme:
    """Names as words of plain text."""
    return within(form, _same, _same)


def within(form: Form, escape: Callable[[str], str], unescape: Callable[[str], str]) -> Scheme:
    """Names as words of a text that is escaped for an engine, and unescaped behind it."""

    def write(cut: Cut) -> str:
        return escape(_spaced(cut, form))

    def read(answer: str) -> Iterator[str | Name]:
        return _names(unescape(answer), form)

    return Scheme(write, read, exact=False)


def leftovers(text: str) -> list[str]:
    """List what looks like a name of ours in a finished text, in whatever form.

    Also one that an engine has joined with the letters beside it.
    """
    joined = _JOINED.finditer(text) if "q" in text.lower() else ()
    return [match[0] for match in (*_all(text), *joined)]


def highest(text: str) -> int:
    """The highest number of what looks like a name of ours."""
    return max((int(match[2]) for match in _all(text) if match[2]), default=0)


def _all(text: str) -> Iterator[re.Match[str]]:
    """Find names in whatever form."""
    small = text.lower()
    return (match for form in _FORMS if form.sign in small for match in form.found.finditer(text))


def _same(text: str) -> str:
    return text


def _spaced(cut: Cut, form: Form) -> str:
    """Write names as words, with spaces around them."""
    text = cut.gaps[0]
    for name, gap in zip(cut.names, cut.gaps[1:], strict=True):
        space = "" if not text or text[-1].isspace() else " "
        follow = "" if not gap or gap[0].isspace() else " "
        text += f"{space}{form.write(name)}{follow}{gap}"
    return text


def _names(text: str, form: Form) -> Iterator[str | Name]:
    """Find words that were names."""
    at = 0
    for match in form.found.finditer(text):
        yield text[at : match.start()]
        name = "".join(filter(None, match.groups())).lower()
        yield Name(name, match[0])
        at = match.end()
    yield text[at:]
