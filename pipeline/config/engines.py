"""`engines:` and `engine_options:`: who drafts what, and how they are reached."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pipeline.config.check import Check
from pipeline.config.drafting import DEFAULT, Drafting, Names
from pipeline.model import Locale

_SHARED: Mapping[str, type] = {
    "max_chars": object,
    "price": float,
    "key_file": str,
    "parallel": int,
    "per_second": float,
}
"""What can be said of every engine: characters in a run (in all, or by locale), the price of a
million, the file that holds its key, requests at once, requests in a second."""
_POSITIVE = ("parallel", "per_second")
_KINDS: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table of names and values",
    object: "a number, not below 0, or one for each locale",
}


def _read_engines(check: Check, at: str, value: Any) -> Mapping[str, Any]:
    """The tables by locale, by class and by role, and the roles that are left to people."""
    if not isinstance(value, dict):
        return {"engines": _names(check, at, value)}
    special = {"classes", "roles", "never"}
    tables = {
        kind: _tables(check, f"{at}.{kind}", value.get(kind, {})) for kind in ("classes", "roles")
    }
    plain = {k: v for k, v in value.items() if k not in special and not isinstance(v, dict)}
    for name in value.keys() - special - plain.keys():
        check.one_of(f"{at}.{name}", name, tuple(tables), "the table")
    never = check.texts(f"{at}.never", value.get("never", []))
    return {"engines": _names(check, at, plain), "never": frozenset(never), **tables}


def _tables(check: Check, at: str, value: Any) -> Mapping[str, Names]:
    if not isinstance(value, dict):
        check.fault(at, f"{at} maps a name to engines")
        return {}
    return {str(name): _names(check, f"{at}.{name}", of) for name, of in value.items()}


def _names(check: Check, at: str, value: Any) -> Names:
    """A list for each locale, or one for all of them."""
    table = value if isinstance(value, dict) else {DEFAULT: value}
    found: dict[str, tuple[str, ...]] = {}
    for locale, names in table.items():
        place = f"{at}.{locale}" if table is value else at
        found[_locale(locale)] = check.texts(place, names)
        for i, name in enumerate(found[_locale(locale)]):
            check.one_of(f"{place}[{i}]", name, list(check.engines), "the engine")
    return found


def _read_options(check: Check, at: str, value: Any) -> Mapping[str, Any]:
    """What is said about each engine, of the right types."""
    table: dict[str, Mapping[str, Any]] = {}
    for name, options in check.keys(at, value, list(check.engines)).items():
        known = {**_SHARED, **check.engines[name]}
        table[name] = check.keys(f"{at}.{name}", options, list(known))
        for option, said in table[name].items():
            if not _is(said, known[option]) or (option in _POSITIVE and said <= 0):
                kind = _KINDS[known[option]] + " above 0" * (option in _POSITIVE)
                check.fault(f"{at}.{name}.{option}", f"{option} must be {kind}")
    return {"options": table}


def _is(value: Any, kind: type) -> bool:
    """Whether a value is of a kind; true and false are no numbers."""
    if kind is object:
        numbers = list(value.values()) if isinstance(value, dict) else [value]
        return all(_is(n, int) and n >= 0 for n in numbers)
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float if kind is float else kind)


def stray_names(
    drafting: Drafting, locales: tuple[Locale, ...], classes: Mapping[str, Any]
) -> Iterator[tuple[str, str, list[str], str]]:
    """Place, name, the names there are, and of what kind, for all that should stand elsewhere."""
    tables = {"engines": drafting.engines}
    tables |= {f"engines.classes.{name}": of for name, of in drafting.classes.items()}
    tables |= {f"engines.roles.{name}": of for name, of in drafting.roles.items()}
    for at, table in tables.items():
        for locale in table:
            yield f"{at}.{locale}", locale, [DEFAULT, *locales], "the locale"
    for name in drafting.classes:
        yield f"engines.classes.{name}", name, list(classes), "the class"


def _locale(name: Any) -> str:
    return str(name).replace("-", "_")


DRAFTING: Mapping[str, Callable[[Check, str, Any], Mapping[str, Any]]] = MappingProxyType(
    {
        "engines": _read_engines,
        "engine_options": _read_options,
        "offline": lambda check, at, value: {"offline": check.flag(at, value)},
        "gate": lambda check, at, value: {
            "mark_doubts": check.one_of(at, value, ("refuse", "mark"), "the gate") == "mark"
        },
    }
)
"""Key of the file to what it says of `Drafting`."""
