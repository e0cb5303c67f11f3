"""Which values of front matter and data are prose: the patterns of `fields:` (DESIGN 2).

`title` · `questions[*].question` · `"questions[*].answer: markdown"`; `[*]` is any item, `*` any
key, `**` any depth, zero included. A key that holds a dot, a bracket, a colon or a space stands in
double quotes, here as in a path: `'"og:title"'`.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pipeline.formats.mask import OPAQUE

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_KEY = rf'(?:{_QUOTED}|[^."\[\]]+)'
_STEPS = {
    "**.": rf"(?:{_KEY}(?:\[\d+\])*\.)*",
    "**": r".+",
    "*": _KEY,
    "[*]": r"\[\d+\]",
}
_TOKEN = re.compile(rf'{_QUOTED}|\*\*\.|\*\*|\[\*\]|\*|[^*"\[]+|\[')
_BARE_KEY = re.compile(r'[^\s."*:\[\]]+')
_PATTERN = re.compile(rf'(?P<path>(?:{_QUOTED}|[^":])*)(?::(?P<kind>.*))?', re.DOTALL)
_INDEX = re.compile(r"\[\d+\]")


SHORTCODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "figure": ("alt", "caption", "title"),
        "*": ("alt", "aria-label", "caption", "description", "label", "text", "title"),
    }
)
"""What readers see of shortcodes and components unless `shortcodes:` says otherwise."""
CODE = "code"
"""In `shortcodes:`, instead of arguments: what stands between the pair is nobody's prose."""


@dataclass(frozen=True, slots=True)
class Field:
    """One pattern: which paths it takes, and whether their values are Markdown."""

    pattern: re.Pattern[str]
    markdown: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """All patterns of a project; the first that matches decides."""

    rows: tuple[Field, ...]
    shortcodes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: SHORTCODES)
    """Prose arguments of shortcodes and components by name or place (`2`); `*` stands for every
    other shortcode."""
    opaque: frozenset[str] = OPAQUE
    """Paired shortcodes that hold code."""

    def with_shortcodes(self, rows: Mapping[str, tuple[str, ...]]) -> "Fields":
        """The same with the rows of `shortcodes:` added; `(CODE,)` says that a pair holds code."""
        opaque = {name for name, arguments in rows.items() if arguments == (CODE,)}
        prose = {name: arguments for name, arguments in rows.items() if name not in opaque}
        return replace(
            self,
            shortcodes={**self.shortcodes, **prose},
            opaque=(self.opaque | opaque) - set(prose),
        )

    def arguments(self, name: str) -> tuple[str, ...]:
        """Which arguments of a shortcode or component are prose."""
        found = self.shortcodes.get(name)
        return self.shortcodes.get("*", ()) if found is None else found

    def find(self, path: str) -> Field | None:
        """The field a concrete path (`questions[3].answer`) belongs to, or None."""
        return next((row for row in self.rows if row.pattern.fullmatch(path)), None)


def parse_fields(patterns: Iterable[str]) -> Fields:
    """Patterns as written in l10n.yaml; raises ValueError naming the one that is wrong."""
    return Fields(tuple(map(_parse, patterns)))


def _parse(pattern: str) -> Field:
    parts = _PATTERN.fullmatch(pattern)
    path, kind = ((parts[n] or "").strip() for n in ("path", "kind")) if parts else ("", "")
    if kind not in ("", "markdown", "text"):
        msg = f"{pattern!r}: a field is text or markdown, not {kind!r}"
        raise ValueError(msg)
    bare = re.sub(_QUOTED, '""', path)
    if not path or re.search(r"\s|\[(?!\*\])|\.\.|^\.|\.$", bare):
        msg = f"{pattern!r} is no field pattern: write for example questions[*].answer"
        raise ValueError(msg)
    steps = (_STEPS.get(token) or re.escape(token) for token in _TOKEN.findall(path))
    return Field(re.compile("".join(steps), re.DOTALL), kind == "markdown")


def below(path: str, key: str) -> str:
    """The path of a key of the mapping at `path`; one that would read otherwise is quoted."""
    name = key if _BARE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
    return f"{path}.{name}" if path else name


def context(path: str) -> str:
    """The msgctxt of a path: indexes are not identity, so inserting an item moves nothing."""
    return _INDEX.sub("[*]", path)
