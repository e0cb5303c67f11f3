"""The engines that can be named in `engines:`. Importing this imports none of them."""

from collections.abc import Callable
from importlib import import_module

from pipeline.model import Engine, EngineError

_FACTORIES = {
    "apertium": ("pipeline.engines.apertium", "Apertium"),
    "google": ("pipeline.engines.google", "Google"),
    "pseudo": ("pipeline.engines.pseudo", "Pseudo"),
}
"""Name to module and class; a module is imported when its engine is made."""

NAMES = tuple(_FACTORIES)
"""What the configuration may name."""


def make(name: str) -> Engine:
    """Make the engine of a name.

    Raises ValueError for a name that is not in NAMES, EngineError when a library that the
    engine needs is not installed.
    """
    if name not in _FACTORIES:
        msg = f"no engine is called {name!r}; there are {', '.join(NAMES)}"
        raise ValueError(msg)
    module, factory = _FACTORIES[name]
    try:
        made: Callable[[], Engine] = getattr(import_module(module), factory)
        return made()
    except ImportError as error:
        raise EngineError(name, f"needs a library that is missing: {error.name}") from error
