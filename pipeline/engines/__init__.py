"""The engines that can be named in `engines:`. Importing this imports none of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType
from typing import Any

from pipeline.model import Engine, EngineError


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table: where an engine is, and what it can be told."""

    module: str
    """Imported when its engine is made."""
    factory: str
    """The class; its keyword arguments are the options, and `key`."""
    options: Mapping[str, type] = field(default_factory=dict)
    """What `engine_options:` may say of it, by the type of its value (`str`, `float`, `list`)."""
    key: str = ""
    """The environment variable that holds its key, empty when it takes none."""
    key_needed: bool = True
    """Without the key nothing can be had."""
    paths: tuple[str, ...] = ()
    """Options that map names to folders, relative to the project."""
    extra: str = ""
    """What is to be installed for it, as in `l10n-pipeline[extra]`."""


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "apertium": Kind(
            "pipeline.engines.apertium", "Apertium", {"force": list, "fast": bool, "pipelines": int}
        ),
        "apy": Kind(
            "pipeline.engines.apertium.apy",
            "Apy",
            {"base_url": str, "timeout": float, "force": list},
        ),
        "ctranslate2": Kind(
            "pipeline.engines.ctranslate",
            "CTranslate",
            {"models": dict, "kind": str, "beam_size": int, "threads": int},
            paths=("models",),
            extra="ctranslate2",
        ),
        "deep-libretranslate": Kind(
            "pipeline.engines.gateway.services",
            "deep_libretranslate",
            {"base_url": str, "timeout": float},
            "LIBRETRANSLATE_API_KEY",
            key_needed=False,
        ),
        "deepl": Kind(
            "pipeline.engines.deepl",
            "DeepL",
            {"server_url": str, "timeout": float, "glossaries": bool},
            key="DEEPL_AUTH_KEY",
            extra="deepl",
        ),
        "google": Kind(
            "pipeline.engines.gateway.services", "google", {"base_url": str, "timeout": float}
        ),
        "libretranslate": Kind(
            "pipeline.engines.libretranslate",
            "LibreTranslate",
            {"base_url": str, "timeout": float},
            "LIBRETRANSLATE_API_KEY",
            key_needed=False,
        ),
        "llm": Kind(
            "pipeline.engines.llm",
            "Llm",
            {
                "base_url": str,
                "model": str,
                "style": str,
                "temperature": float,
                "timeout": float,
                "texts": int,
            },
            key="LLM_API_KEY",
            key_needed=False,
        ),
        "microsoft": Kind(
            "pipeline.engines.gateway.services",
            "microsoft",
            {"base_url": str, "region": str, "timeout": float},
            "MICROSOFT_TRANSLATOR_KEY",
        ),
        "mymemory": Kind(
            "pipeline.engines.gateway.services",
            "mymemory",
            {"base_url": str, "email": str, "timeout": float},
        ),
        "pseudo": Kind("pipeline.engines.pseudo", "Pseudo"),
    }
)

NAMES = tuple(KINDS)
"""What the configuration may name."""

OPTIONS = MappingProxyType({name: kind.options for name, kind in KINDS.items()})
"""What it may say about each."""


def make(name: str, options: Mapping[str, Any] = MappingProxyType({}), key: str = "") -> Engine:
    """Make the engine of a name.

    Raises ValueError for a name that is not in NAMES, EngineError when a library that the
    engine needs is not installed, when it needs a key and has none, or what is no key.
    """
    if name not in KINDS:
        raise ValueError(f"no engine is called {name!r}; there are {', '.join(NAMES)}")
    kind = KINDS[name]
    if kind.key and kind.key_needed and not key:
        raise EngineError(name, f"needs a key: set {kind.key}")
    if not (key.isascii() and key.isprintable()):  # as when a whole file is taken for a key
        raise EngineError(name, f"{kind.key} holds signs that no key has")
    try:
        made: Callable[..., Engine] = getattr(import_module(kind.module), kind.factory)
        return made(**options, **({"key": key} if kind.key else {}))
    except ImportError as error:
        wanted = f": pip install l10n-pipeline[{kind.extra}]" if kind.extra else ""
        reason = f"needs a library that is missing ({error.name}){wanted}"
        raise EngineError(name, reason) from error
