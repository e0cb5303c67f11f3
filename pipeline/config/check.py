"""What reading the settings has found wrong so far, and the small tests that all keys share."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from babel import localedata

from pipeline.model import ConfigError, Locale

Engines = Mapping[str, Mapping[str, type]]
"""The engines that may be named, each with its options by the type of their values."""
_LOCALE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")


class Check:
    """The faults found so far, with the line of every path."""

    def __init__(self, path: str, lines: Mapping[str, int], engines: Engines) -> None:
        self.path, self.lines, self.engines = path, lines, engines
        self.faults: list[ConfigError] = []

    def fault(self, at: str, message: str) -> None:
        """Note a fault at a path of the file."""
        self.faults.append(ConfigError(self.path, message, self.lines.get(at, 1)))

    def one_of(self, at: str, value: Any, names: Sequence[str], what: str) -> Any:
        """Refuse a value that is none of some names; returns it."""
        if value not in names:
            near = get_close_matches(str(value), names, 1, 0.5)
            all_of_them = f"it can be {', '.join(names)}" if names else "none is defined here"
            hint = f"did you mean {near[0]}?" if near else all_of_them
            self.fault(at, f"{what} {value!r} is not known: {hint}")
        return value

    def keys(self, at: str, value: Any, names: Sequence[str]) -> Mapping[str, Any]:
        """The keys of a mapping that are known; the others are refused."""
        if not isinstance(value, dict):
            self.fault(at, f"{at or 'the file'} must hold keys and values")
            return {}
        for key in value:
            self.one_of(f"{at}.{key}" if at else str(key), key, names, "the key")
        return {k: v for k, v in value.items() if k in names}

    def text(self, at: str, value: Any) -> str:
        """Refuse what is no text, or an empty one."""
        if not isinstance(value, str) or not value.strip():
            self.fault(at, f"{at} must be a text")
            return ""
        return value

    def flag(self, at: str, value: Any) -> bool:
        """Refuse what is not true or false."""
        if not isinstance(value, bool):
            self.fault(at, f"{at} is true or false")
        return value is True

    def texts(self, at: str, value: Any) -> tuple[str, ...]:
        """Refuse what is no list of texts."""
        if not isinstance(value, list):
            self.fault(at, f"{at} must be a list, for example [{value}]")
            return ()
        return tuple(self.text(f"{at}[{i}]", v) for i, v in enumerate(value))

    def locale(self, at: str, value: Any) -> Locale:
        """Refuse a locale that CLDR does not know."""
        name = str(value).replace("-", "_")
        if not _LOCALE.fullmatch(str(value)) or not localedata.exists(name):
            near = get_close_matches(name, localedata.locale_identifiers(), 1, 0.5)
            hint = f": did you mean {near[0]}?" if near else ""
            self.fault(at, f"the locale {value!r} is not known{hint}")
        return Locale(name)
