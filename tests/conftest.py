"""What all tests share: Hypothesis profiles, the example files, and tools that must be there in CI."""

import os
import shutil
from pathlib import Path

import pytest
from engine_server import EngineServer
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

settings.register_profile("default", max_examples=60, deadline=None, derandomize=True)
settings.register_profile(
    "long", max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def examples():
    """(file, title, input, units, output) of every case in tests/examples."""
    signs = {"␠": " ", "␉": "\t", "␍": "\r"}
    for path in sorted((ROOT / "tests/examples").glob("*.md")):
        lines = path.read_text(encoding="utf-8").split("\n")
        parts, title, part, field = [], "", [], -1
        for line in lines:
            if field < 0:
                if line == ".":
                    field, parts, part = 0, [], []
                elif line:
                    title = line
            elif line == ".":
                parts.append("".join(f"{x}\n" for x in part))
                part, field = [], field + 1
                if field == 3:
                    source, units, output = (_signs(p, signs) for p in parts)
                    yield path.name, title, source, units, output
                    field = -1
            else:
                part.append(line)


def _signs(text, signs):
    for sign, char in signs.items():
        text = text.replace(sign, char)
    return text


def missing(what, switch):
    """Skip where a tool is not installed; in CI, where the switch is set, that is a failure."""
    if os.environ.get(switch):
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def msgfmt():
    """The path of GNU msgfmt."""
    return shutil.which("msgfmt") or missing("msgfmt", "REQUIRE_GETTEXT")


@pytest.fixture(scope="session")
def msgcat():
    """The path of GNU msgcat."""
    return shutil.which("msgcat") or missing("msgcat", "REQUIRE_GETTEXT")


@pytest.fixture
def engine_server():
    """A server that speaks like the online engines; its modes are in tests/engine_server."""
    with EngineServer() as server:
        yield server


@pytest.fixture(scope="session")
def apertium():
    """The real engine, with all the pairs of the magazine."""
    modes = Path("/usr/share/apertium/modes")
    if not all(
        (modes / f"{m}.mode").exists() for m in ("eng-spa", "eng-cat", "cat-fra", "cat-ita")
    ):
        missing("Apertium", "REQUIRE_APERTIUM")
    from pipeline.engines.apertium import Apertium

    with Apertium() as engine:
        yield engine
