"""`engines:` and `engine_options:`: who drafts what, and how they are reached."""

from collections.abc import Callable, Iterator, Mapping
from math import inf
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
_POSITIVE = ("parallel", "per_second", "timeout")
_LONGEST = 86_400
"""Seconds that may be waited for an answer: what a timer can count has an end."""
_KINDS: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table of names and texts",
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
    table: dict[str, dict[str, Any]] = {}
    for name, options in check.keys(at, value, list(check.engines)).items():
        known = {**_SHARED, **check.engines[name]}
        table[name] = dict(check.keys(f"{at}.{name}", options, list(known)))
        limit = table[name].get("max_chars")
        if isinstance(limit, dict):
            table[name]["max_chars"] = {_locale(of): most for of, most in limit.items()}
        for option, said in table[name].items():
            if not _is(said, known[option]):
                check.fault(f"{at}.{name}.{option}", f"{option} must be {_KINDS[known[option]]}")
            elif fault := _out_of_range(option, said):
                check.fault(f"{at}.{name}.{option}", f"{option} must be {fault}")
    return {"options": table}


def _out_of_range(option: str, value: Any) -> str:
    """What a number must be that is not; empty where it is."""
    if not isinstance(value, int | float):
        return ""
    if option in _POSITIVE and not value > 0:
        return "greater than 0"
    if option == "timeout" and value > _LONGEST:
        return f"at most {_LONGEST} seconds"
    return "" if 0 <= value < inf else "a number from 0 on"


def _is(value: Any, kind: type) -> bool:
    """Whether a value is of a kind; true and false are no numbers."""
    if kind is object:
        numbers = list(value.values()) if isinstance(value, dict) else [value]
        return all(_is(n, int) and n >= 0 for n in numbers)
    if kind is dict:
        return isinstance(value, dict) and all(isinstance(x, str) for x in value.values())
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
    for name, said in drafting.options.items():
        limit = said.get("max_chars")
        for locale in limit if isinstance(limit, dict) else ():
            at = f"engine_options.{name}.max_chars"
            yield at, locale, [DEFAULT, *locales], "the locale"
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
