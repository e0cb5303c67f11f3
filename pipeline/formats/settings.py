"""What a document says about itself in its front matter: `class:` and `l10n:` (DESIGN 2)."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from pipeline.model import Document, DocumentId, SourceError

SEGMENTATIONS = ("sentence", "block")
_SWITCH = re.compile(r"""^[ \t{,\["']*l10n["']?(?=[ \t]*[\]:=.])""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Settings:
    """The fields of `Document` that an author sets."""

    content_class: str = ""
    segmentation: str = ""
    locales: tuple[str, ...] | None = None
    skip: bool = False

    def apply(self, document: Document) -> Document:
        """The document with these settings; nothing of one that is skipped is a unit."""
        if self.skip:
            document = replace(document, parts=(), regions=(), faults=())
        return replace(
            document,
            content_class=self.content_class,
            segmentation=self.segmentation,
            locales=self.locales,
            skip=self.skip,
        )


def read_settings(
    id: DocumentId, fields: Mapping[str, Any], text: str, first_line: int = 1
) -> Settings:
    """The settings in `fields`, which were read from `text`; raises SourceError with the line."""
    class_ = fields.get("class", "")
    switch = fields.get("l10n", {})
    content_class = str(class_) if isinstance(class_, str | int | float) else ""

    def fault(message: str, *words: str) -> SourceError:
        return SourceError(id, f"l10n: {message}", first_line + lines_above(text, *words))

    if not isinstance(switch, Mapping):
        raise fault("it takes a mapping, for example {skip: true}")
    found: dict[str, Any] = {}
    for key, value in switch.items():
        if key not in _READERS:
            raise fault(f"the key {key!r} is not known{_nearest(key, _READERS)}", str(key))
        try:
            found[key] = _READERS[key](value)
        except ValueError as error:
            raise fault(f"{key}: {error}", key) from None
    return Settings(content_class, **found)


def lines_above(text: str, *words: str) -> int:
    """How many lines stand above the first of these words behind `l10n`, or above that."""
    switch = _SWITCH.search(text)
    at = switch.end() if switch else 0
    for word in words:
        found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(text, at)
        at = found.start() if found else at
    return text.count("\n", 0, at)


def unknown_locale(document: Document, known: Iterable[str]) -> SourceError | None:
    """A locale that `l10n: {locales}` names and the project does not have."""
    names = list(known)
    for name in document.locales or ():
        if name not in names:
            message = f"l10n: locales: no locale {name} in l10n.yaml{_nearest(name, names)}"
            text = document.data.decode("utf-8-sig")
            line = 1 + min(
                lines_above(text, "locales", spelled) for spelled in (name, name.replace("_", "-"))
            )
            return SourceError(document.id, message, line)
    return None


def _segmentation(value: Any) -> str:
    if value not in SEGMENTATIONS:
        raise ValueError(f"it is {' or '.join(SEGMENTATIONS)}{_nearest(value, SEGMENTATIONS)}")
    return str(value)


def _locales(value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    if not names:
        raise ValueError("it names no locale: write skip: true")
    if not all(isinstance(name, str) for name in names):
        raise ValueError("it is a list of locales, for example [de, es]")
    return tuple(name.replace("-", "_") for name in names)


def _skip(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("it is true or false")  # noqa: TRY004 - the author's value, not ours
    return value


_READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {"segmentation": _segmentation, "locales": _locales, "skip": _skip}
)


def _nearest(name: Any, names: Iterable[str]) -> str:
    near = get_close_matches(str(name), list(names), 1, 0.4)
    return f": did you mean {near[0]}?" if near else ""
