"""The table of engines."""

import inspect
from importlib import import_module

import pytest

from pipeline.engines import KINDS, NAMES, make
from pipeline.model import EngineError

KEY = "5f1c2e6a-key:fx"
NEEDED = {
    "ctranslate2": {"models": {"de": "models/opus-mt-en-de"}},
    "deep-libretranslate": {"base_url": "http://127.0.0.1:9"},
    "llm": {"base_url": "http://127.0.0.1:9/v1", "model": "m"},
    "libretranslate": {"base_url": "http://127.0.0.1:9"},
}
"""Options that an engine cannot be made without."""


@pytest.mark.parametrize("name", NAMES)
def test_every_name_can_be_made(name: str) -> None:
    """By its name, with its options and its key."""
    kind = KINDS[name]
    engine = make(name, NEEDED.get(name, {}), KEY if kind.key else "")
    assert engine.name == name
    engine.close()


@pytest.mark.parametrize("name", NAMES)
def test_options_are_arguments(name: str) -> None:
    """What the configuration may say is taken by the class."""
    kind = KINDS[name]
    arguments = inspect.signature(getattr(import_module(kind.module), kind.factory)).parameters
    free = any(a.kind is inspect.Parameter.VAR_KEYWORD for a in arguments.values())
    assert free or {*kind.options} <= {*arguments}
    assert not kind.key or "key" in arguments


def test_unknown_names_are_refused() -> None:
    """With those that there are."""
    with pytest.raises(ValueError, match=f"there are {', '.join(NAMES)}"):
        make("gogle")


@pytest.mark.parametrize(
    "name", [name for name in NAMES if KINDS[name].key and KINDS[name].key_needed]
)
def test_a_missing_key_is_named(name: str) -> None:
    """By its variable."""
    with pytest.raises(EngineError, match=f"set {KINDS[name].key}"):
        make(name, NEEDED.get(name, {}))


@pytest.mark.parametrize("name", [name for name in NAMES if KINDS[name].key])
@pytest.mark.parametrize("key", ["two\nlines", "naïve", "a\tb", "\0"])
def test_what_is_no_key_is_refused(name: str, key: str) -> None:
    """Without a word of it."""
    with pytest.raises(
        EngineError, match=f"{KINDS[name].key} holds signs that no key has"
    ) as caught:
        make(name, NEEDED.get(name, {}), key)
    assert key not in str(caught.value)
