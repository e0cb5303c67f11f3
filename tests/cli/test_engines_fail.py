"""Every way to fail of every online engine, at the command line: time, exit status, no secret.

The default run tries the quick ways; with `HYPOTHESIS_PROFILE=long` all of them.
"""

import os
import time

import pytest
from cli.served import ENGINES, KEYS, options

from pipeline.dispatch import batch, troubles
from pipeline.model import State

QUICK = ("forbidden", "quota", "empty", "shifted", "short", "echo", "mangled", "wrong_json")
SLOW = ("hang", "drip", "down", "busy", "half", "captcha", "reset")
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
CASES = [(mode, engine) for mode in QUICK + SLOW * LONG for engine in ENGINES]
CASES += (
    [] if LONG else [("hang", "llm"), ("busy", "deepl"), ("down", "microsoft"), ("half", "google")]
)
SECRET = "Zanzibar"


@pytest.fixture
def hurried(monkeypatch):
    """Shorter waits between attempts; what is waited for stays the same."""
    monkeypatch.setattr(batch, "_BACKOFF", lambda _: 0.05)
    for module in (batch, troubles):
        monkeypatch.setattr(module, "PATIENCE", 1.5)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(("mode", "engine"), CASES)
def test_failing(project, engine_server, monkeypatch, caplog, mode, engine):
    """The command ends in time, writes nothing wrong, says why, and shows neither text nor key."""
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)
    project.write(
        "source/articles/other.md", f"# {SECRET} one\n\nWe sleep in {SECRET} **well** now.\n"
    )
    project.write("l10n.yaml", f"locales: [de]\n{options(engine, engine_server)}")
    project.run("sync")
    engine_server.set(mode)
    caplog.set_level("DEBUG")
    begun = time.monotonic()
    code, out, err = project.run("pretranslate", "--strict")
    assert time.monotonic() - begun < 25
    assert (code, f"l10n: {engine}" in err) == (3, True), err
    said = out + err + caplog.text
    assert [key for key in KEYS.values() if key in said] == []
    assert SECRET not in said
    assert project.run("pretranslate")[0] == 0
    entries = project.entries("de/articles/other.po").values()
    wrong = [e for e in entries if e.state is State.MACHINE and e.target.count(SECRET[0]) < 1]
    assert wrong == []
    engine_server.set("ok")
    code, _, err = project.run("pretranslate")
    assert code == 0
    if mode not in ("empty", "echo", "mangled"):  # what the engine has said stands in the journal
        assert {e.state for e in project.entries("de/articles/other.po").values()} == {
            State.MACHINE
        }
