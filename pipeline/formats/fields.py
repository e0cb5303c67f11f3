"""Which YAML values are prose: the patterns of `fields:` (DESIGN 2).

`title` · `questions[*].question` · `"questions[*].answer: markdown"`; `[*]` is any item, `*` any
key, `**` any depth, zero included.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pipeline.formats.mask import OPAQUE

_KEY = r"[^.\[\]]+"
_STEPS = {
    "**.": rf"(?:{_KEY}(?:\[\d+\])*\.)*",
    "**": r".+",
    "*": _KEY,
    "[*]": r"\[\d+\]",
}
_TOKEN = re.compile(r"\*\*\.|\*\*|\[\*\]|\*|[^*\[]+|\[")
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
    """Prose arguments of shortcodes and components by name; `*` stands for every other name."""
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
    path, _, kind = pattern.partition(":")
    path, kind = path.strip(), kind.strip()
    if kind not in ("", "markdown", "text"):
        msg = f"{pattern!r}: a field is text or markdown, not {kind!r}"
        raise ValueError(msg)
    if not path or re.search(r"\s|\[(?!\*\])|\.\.|^\.|\.$", path):
        msg = f"{pattern!r} is no field pattern: write for example questions[*].answer"
        raise ValueError(msg)
    steps = (_STEPS.get(token) or re.escape(token) for token in _TOKEN.findall(path))
    return Field(re.compile("".join(steps)), kind == "markdown")


def context(path: str) -> str:
    """The msgctxt of a path: indexes are not identity, so inserting an item moves nothing."""
    return _INDEX.sub("[*]", path)
