"""glossary.yaml -> Glossary, read strictly: all faults at once, each with its line.

A list of mappings. Beside the keys of `_KEYS` each key is a locale, whose value is a translation, a
list of them, or a mapping of `use`, `forms` and `forbidden`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import yaml
from babel import localedata

from pipeline.formats.yaml import compose
from pipeline.glossary.forms import form, is_regex, regex
from pipeline.glossary.index import Glossary
from pipeline.glossary.term import Rendering, Term
from pipeline.model import ConfigError, SourceError

_LOCALE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")
_RENDERING = ("use", "forms", "forbidden")
CASES = ("exact", "ignore")
_SWITCH = {"true": True, "yes": True, "false": False, "no": False}


class _Check:
    """The faults found so far."""

    def __init__(self, path: str, source_locale: str) -> None:
        self.path, self.source_locale = path, source_locale
        self.faults: list[ConfigError] = []

    def fault(self, node: yaml.Node, message: str) -> None:
        self.faults.append(ConfigError(self.path, message, line_of(node)))

    def text(self, node: yaml.Node, what: str) -> str:
        """A text on one line."""
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        text = " ".join(value.split())
        if not text:
            self.fault(node, f"{what} must be a text")
        return text

    def form(self, node: yaml.Node, what: str) -> str:
        """A spelling that can be looked for."""
        text = self.text(node, what)
        if is_regex(text):
            try:
                regex(text)
            except re.error as error:
                self.fault(node, f"{what}: {text} is no regular expression: {error}")
        elif text and form(text) is None:
            self.fault(node, f"{what}: {text} has no letter or digit to look for")
        return text

    def plain(self, node: yaml.Node, what: str) -> str:
        """One that can be written as well."""
        text = self.form(node, what)
        if is_regex(text) or ((known := form(text)) and not known.plain):
            self.fault(node, f"{what}: {text} is a pattern: put it into `forms:`")
        return text

    def forms(self, node: yaml.Node, what: str, *, plain: bool = False) -> tuple[str, ...]:
        """One or several spellings."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not items:
            self.fault(node, f"{what} is empty: write a text or leave it out")
        return tuple((self.plain if plain else self.form)(item, what) for item in items)

    def one_of(self, node: yaml.Node, names: Sequence[str], what: str) -> str:
        value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if value not in names:
            self.fault(node, f"{what} {value!r} is not known: {_hint(value, names)}")
        return value

    def pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Each key that stands once, with its node and its value."""
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            same = locale_name(name)
            if same in seen:
                self.fault(key, f"the key {name!r} stands twice: keep one")
            else:
                seen.add(same)
                yield name, key, value


def parse_glossary(data: bytes, path: str, source_locale: str = "en") -> Glossary:
    """The terms of a file; raises an ExceptionGroup of ConfigError."""
    check = _Check(path, source_locale)
    terms = [_term(check, node) for node in term_nodes(data, path)]
    if not check.faults:
        _refuse_twice(check, terms)
    if check.faults:
        raise ExceptionGroup(path, sorted(check.faults, key=lambda fault: fault.line))
    return Glossary(tuple(term for term, _ in terms))


def term_nodes(data: bytes, path: str) -> list[yaml.Node]:
    """What stands in the list of a file; raises an ExceptionGroup of ConfigError."""
    try:
        nodes = compose(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError:
        raise _only(ConfigError(path, "not UTF-8: save the file as UTF-8", 1)) from None
    except SourceError as error:
        raise _only(ConfigError(error.path, error.message, error.line)) from None
    top = nodes[0] if nodes else None
    if top is None or (isinstance(top, yaml.ScalarNode) and not top.value):
        return []
    if not isinstance(top, yaml.SequenceNode) or len(nodes) > 1:
        message = "the file must be a list of terms, each beginning with `- term: …`"
        raise _only(ConfigError(path, message, line_of(top)))
    return list(top.value)


def line_of(node: yaml.Node) -> int:
    """The line of a node, from 1."""
    return int(node.start_mark.line) + 1


def locale_name(key: str) -> str:
    """A locale as the project writes it: `de-AT` is `de_AT`."""
    return key.replace("-", "_")


@lru_cache(maxsize=1024)
def unknown(key: str) -> str:
    """Why a name is no locale, empty when it is one (CLDR knows it, by way of Babel)."""
    name = locale_name(key)
    if _LOCALE.fullmatch(key) and localedata.exists(name):
        return ""
    names = [*_KEYS, *localedata.locale_identifiers()]
    near = [n for n in names if n.casefold() == name.casefold()]  # DE, as spreadsheets write it
    near = near or get_close_matches(name, names, 1, 0.7)
    hint = f"did you mean {near[0]}?" if near else f"it can be {', '.join(_KEYS)}, or a locale"
    return f"{key!r} is neither a key of a term nor a locale: {hint}"


def _only(fault: ConfigError) -> ExceptionGroup[ConfigError]:
    return ExceptionGroup(fault.path, [fault])


def _hint(value: str, names: Sequence[str]) -> str:
    near = get_close_matches(value, names, 1, 0.5)
    return f"did you mean {near[0]}?" if near else f"it can be {', '.join(names)}"


def _term(check: _Check, node: yaml.Node) -> tuple[Term, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        check.fault(node, "a term must hold keys and values: `- term: …`, `  de: …`")
        return Term(""), node
    before = len(check.faults)
    values: dict[str, Any] = {}
    locales: list[tuple[str, Rendering]] = []
    for name, key, value in check.pairs(node):
        if name in _READERS:
            values[_FIELDS.get(name, name)] = _READERS[name](check, value, name)
        elif locale_name(name) == check.source_locale:
            check.fault(key, f"{name} is the source locale: its word stands in `term:`")
        elif fault := unknown(name):
            check.fault(key, fault)
        else:
            locales.append((locale_name(name), _rendering(check, value, name)))
    if "text" not in values:
        check.fault(node, "a term needs `term:`, the word as it stands in the source")
    term = Term(**{"text": "", **values}, locales=tuple(locales))
    if not term.keep and not locales and len(check.faults) == before:
        message = f"{term.text} says nothing: give a translation (`de: …`), or `keep: true`"
        check.fault(node, message)
    return term, node


def _rendering(check: _Check, node: yaml.Node, locale: str) -> Rendering:
    if not isinstance(node, yaml.MappingNode):
        return Rendering(check.forms(node, locale, plain=True))
    values: dict[str, tuple[str, ...]] = {}
    for name, key, value in check.pairs(node):
        check.one_of(key, _RENDERING, f"{locale}: the key")
        values[name] = check.forms(value, f"{locale}: {name}", plain=name == "use")
    if not values.get("use") and not values.get("forbidden"):
        check.fault(node, f"{locale} says nothing: give `use:` or `forbidden:`")
    return Rendering(**{name: values[name] for name in _RENDERING if name in values})


def _refuse_twice(check: _Check, terms: Sequence[tuple[Term, yaml.Node]]) -> None:
    """Two terms of one spelling need different parts of speech."""
    seen: dict[tuple[str, str], int] = {}
    for term, node in terms:
        same = (term.text, term.part_of_speech)
        if same in seen:
            first = f"in line {seen[same]}"
            message = f"the term {term.text} stands {first} already: put both together"
            check.fault(node, f"{message}, or tell them apart by `part_of_speech:`")
        seen.setdefault(same, line_of(node))


def _read_switch(check: _Check, node: yaml.Node, what: str) -> bool:
    value = str(node.value).lower() if isinstance(node, yaml.ScalarNode) else ""
    if value not in _SWITCH:
        check.fault(node, f"{what} is true or false")
    return _SWITCH.get(value, False)


_READERS: Mapping[str, Callable[[_Check, yaml.Node, str], Any]] = MappingProxyType(
    {
        "term": _Check.plain,
        "part_of_speech": _Check.text,
        "case": lambda check, node, what: check.one_of(node, CASES, what),
        "keep": _read_switch,
        "forms": _Check.forms,
        "note": _Check.text,
    }
)
_FIELDS = {"term": "text"}
"""What a key is called in `Term`, where that differs."""
_KEYS = tuple(_READERS)
