"""What of a sentence can be found again in its translation: links, code, numbers, names, words."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pipeline.formats.inline import constructs
from pipeline.meaning.plain import one_line, plain
from pipeline.meaning.quantities import quantities

LINK, CODE, NUMBER, MARK, NAME, WORD = "link", "code", "number", "mark", "name", "word"
Token = tuple[str, str]
"""(kind, value)"""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STEM = 5
"""Letters of a word that count: a plain stemmer for every alphabet; cognates share them too."""
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
"""Scripts without spaces between words: there two letters make a word."""
_ADDRESS = re.compile(r"^(?:https?:)?//(?:www\.)?|^mailto:|(?:index)?\.(?:html?|mdx?)$|/$")
_KINDS = {
    "link": LINK, "image": LINK, "autolink": LINK, "code": CODE, "footnote": CODE,
    "placeholder": CODE, "html": MARK, "strong": MARK, "emphasis": MARK,
}  # fmt: skip
_LANGUAGE = re.compile(r"(^|/)[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?(?=/)")
_TAGS = {"<strong>": "strong", "<b>": "strong", "<em>": "emphasis", "<i>": "emphasis"}


@lru_cache(maxsize=1 << 16)
def tokens(text: str, locale: str) -> frozenset[Token]:
    """The tokens of one sentence in the locale's language."""
    return frozenset(_tokens(text, locale))


def _tokens(text: str, locale: str) -> Iterator[Token]:
    for kind, value in constructs(one_line(text)):
        if kind == "html" and value.startswith("<a "):
            yield from ((LINK, address(d)) for d in re.findall(r"href=\"([^\"]*)\"", value))
        elif kind == "html" and value in _TAGS:
            yield MARK, _TAGS[value]
        elif kind in _KINDS:
            yield _KINDS[kind], address(value) if _KINDS[kind] == LINK else value
    for number in quantities(text, locale):
        yield NUMBER, _worth(number.values, number.parts)
    shown = plain(text).replace("\0", "")
    first = True
    for found in _WORD.finditer(shown):
        word = found[0]
        if _UNSPACED.search(word):
            yield from ((WORD, word[i : i + 2]) for i in range(len(word) - 1))
            continue
        behind = shown[found.start() - 1 : found.start()]
        if behind == "@" or any(map(str.isupper, word[1:])) or (word[0].isupper() and not first):
            yield NAME, fold(word)
        first = False
        yield WORD, fold(word)[:_STEM]


def _worth(values: frozenset[object], parts: frozenset[tuple[str, ...]]) -> str:
    return str(min(values, key=str)) if values else ":".join(min(parts, default=("",)))


def address(destination: str) -> str:
    """A destination without what a site's languages differ in."""
    bare = _ADDRESS.sub("", destination)
    return _LANGUAGE.sub(r"\1", bare) if "/" in bare else bare


def fold(word: str) -> str:
    """Lower case, without accents."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
