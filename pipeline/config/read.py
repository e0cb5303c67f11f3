"""l10n.yaml, read strictly: all faults at once, each with its line and the nearest valid name."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import yaml

from pipeline.config.check import Check, Engines
from pipeline.config.drafting import Drafting
from pipeline.config.engines import DRAFTING, stray_names
from pipeline.config.locales import read_locales
from pipeline.config.memory import read_memory
from pipeline.config.settings import Config, Site
from pipeline.formats.fields import CODE, Fields, parse_fields
from pipeline.formats.yaml import Loader, compose
from pipeline.model import ConfigError, SourceError
from pipeline.publish import Policy


def parse_config(data: bytes, path: str, engines: Engines) -> Config:
    """The settings; raises an ExceptionGroup of ConfigError. `engines` are those that are known."""
    try:
        text = data.decode("utf-8-sig")
        nodes = compose(text, path)
    except UnicodeDecodeError:
        raise ExceptionGroup(
            path, [ConfigError(path, "not UTF-8: save the file as UTF-8", 1)]
        ) from None
    except SourceError as error:
        fault = ConfigError(error.path, error.message, error.line)
        raise ExceptionGroup(path, [fault]) from None
    lines = dict(_lines(nodes[0], "")) if nodes else {}
    check = Check(path, lines, engines)
    for name, line in _twice(nodes[0], "") if nodes else ():
        check.faults.append(ConfigError(path, f"the key {name!r} stands twice: keep one", line))
    try:
        loaded = yaml.load(text, Loader) or {}  # noqa: S506 - a safe loader, by another name
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        problem = getattr(error, "problem", None) or error
        raise ExceptionGroup(path, [ConfigError(path, f"not valid YAML: {problem}", 1)]) from None
    values: dict[str, Any] = {}
    drafting: dict[str, Any] = {}
    for key, value in check.keys("", loaded, [*_READERS, *DRAFTING]).items():
        if key in DRAFTING:
            drafting |= DRAFTING[key](check, key, value)
        else:
            read = _READERS[key](check, key, value)
            values |= read if key in _HOLD_TWO else {key: read}
    if check.faults:
        raise ExceptionGroup(path, check.faults)
    shortcodes = values.pop("shortcodes", {})
    config = Config(**values, drafting=Drafting(**drafting))
    config = replace(config, fields=config.fields.with_shortcodes(shortcodes))
    _refuse_strays(check, config)
    return config


def _refuse_strays(check: Check, config: Config) -> None:
    """Names that must be defined elsewhere in the file."""
    for stray in stray_names(config.drafting, config.locales, config.classes):
        at, name, names, what = stray
        check.one_of(at, name, names, what)
    for name in config.require:
        check.one_of(f"publish.require.{name}", name, list(config.classes), "the class")
        by_locale = config.require[name] if isinstance(config.require[name], Mapping) else ()
        for locale in by_locale:
            check.one_of(f"publish.require.{name}", locale, config.locales, "the locale")
    if config.memory.database and not config.site.name:
        check.fault("memory", "a shared memory knows projects by name: set site: {name: …}")
    if config.drafting.offline and config.memory.host:
        check.fault("memory", f"offline: true: no text goes to {config.memory.host}")
    if config.source_locale in config.locales:
        check.fault(
            "locales", f"{config.source_locale} is the source locale: leave it out of locales"
        )
    if len(set(config.locales)) < len(config.locales):
        check.fault("locales", "a locale is named twice")
    if check.faults:
        raise ExceptionGroup(check.path, check.faults)


def _lines(node: yaml.Node, path: str) -> Iterator[tuple[str, int]]:
    """Every path of the file with its line, from 1."""
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = f"{path}.{key.value}" if path else str(key.value)
            yield from _lines(value, name)
            yield name, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            yield from _lines(item, f"{path}[{i}]")


def _twice(node: yaml.Node, path: str) -> Iterator[tuple[str, int]]:
    """Keys that stand twice in one mapping: YAML would silently take the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = f"{path}.{key.value}" if path else str(key.value)
            if name in seen:
                yield name, key.start_mark.line + 1
            seen.add(name)
            yield from _twice(value, name)


def _read_fields(check: Check, at: str, value: Any) -> Fields:
    patterns: list[str] = []
    for i, item in enumerate(value if isinstance(value, list) else [value]):
        # `- a: markdown` without quotes is a mapping to YAML and means the same here
        pairs = item.items() if isinstance(item, dict) else []
        pattern = ", ".join(f"{key}: {kind}" for key, kind in pairs) or str(item)
        try:
            parse_fields([pattern])
        except ValueError as error:
            check.fault(f"{at}[{i}]", str(error))
        else:
            patterns.append(pattern)
    return parse_fields(patterns)


def _read_shortcodes(check: Check, at: str, value: Any) -> Mapping[str, tuple[str, ...]]:
    """Name -> its prose arguments by name or place, or `code` for a pair that holds code."""
    if not isinstance(value, dict):
        check.fault(at, "shortcodes maps a name to its prose arguments: figure: [alt, caption]")
        return {}
    return {
        str(name): (CODE,) if names == CODE else check.texts(f"{at}.{name}", _places(names))
        for name, names in value.items()
    }


def _places(names: Any) -> Any:
    """A number is the place of an argument that has no name."""
    return [str(n) if type(n) is int else n for n in names] if isinstance(names, list) else names


def _read_publish(check: Check, at: str, value: Any) -> Mapping[str, Any]:
    """The policy, and beside it what classes of content require."""
    values = dict(check.keys(at, value, [*_CHOICES, "min_translated", "require"]))
    for key, names in _CHOICES.items():
        if key in values:
            check.one_of(f"{at}.{key}", values[key], names, f"publish.{key}")
    require = values.pop("require", {})
    share = values.get("min_translated", 0)
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
        check.fault(f"{at}.min_translated", "min_translated is a share between 0 and 1")
    return {"publish": Policy(**values), "require": _read_require(check, at, require)}


def _read_require(check: Check, at: str, value: Any) -> Mapping[str, Any]:
    """Class -> state, or class -> locale -> state."""
    if not isinstance(value, dict):
        check.fault(f"{at}.require", "require maps a class to translated or approved")
        return {}
    table: dict[str, Any] = {}
    for name, state in value.items():
        place = f"{at}.require.{name}"
        by_locale = state if isinstance(state, dict) else {"": state}
        for wanted in by_locale.values():
            check.one_of(place, wanted, ("translated", "approved"), "the state")
        table[str(name)] = (
            {str(k).replace("-", "_"): v for k, v in state.items()} if by_locale is state else state
        )
    return table


_CHOICES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "machine": ("source", "notice", "omit"),
        "stale": ("keep", "source"),
        "errors": ("source", "show"),
        "fallback": ("block", "sentence"),
    }
)


def _read_site(check: Check, at: str, value: Any) -> Site:
    values = {
        k: check.text(f"{at}.{k}", v)
        for k, v in check.keys(at, value, ["base_url", "name"]).items()
    }
    base = values.get("base_url", Site().base_url)
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", base):
        check.fault(
            f"{at}.base_url", f"base_url is an address such as https://example.org, not {base!r}"
        )
    return Site(**{**values, "base_url": base.rstrip("/")})


def _read_classes(check: Check, at: str, value: Any) -> Mapping[str, tuple[str, ...]]:
    table = value if isinstance(value, dict) else {}
    if not isinstance(value, dict):
        check.fault(at, "classes maps a name to path patterns")
    return {str(name): check.texts(f"{at}.{name}", globs) for name, globs in table.items()}


_HOLD_TWO = ("publish", "locales")
"""Keys of the file that hold more than one setting."""
_READERS: Mapping[str, Callable[[Check, str, Any], Any]] = MappingProxyType(
    {
        "source": Check.text,
        "documents": Check.texts,
        "catalogs": Check.text,
        "overrides": Check.text,
        "output": Check.text,
        "source_locale": Check.locale,
        "locales": read_locales,
        "segmentation": lambda c, at, v: c.one_of(at, v, ("sentence", "block"), "the segmentation"),
        "fields": _read_fields,
        "shortcodes": _read_shortcodes,
        "classes": _read_classes,
        "memory": read_memory,
        "publish": _read_publish,
        "site": _read_site,
        "glossary": Check.text,
    }
)
