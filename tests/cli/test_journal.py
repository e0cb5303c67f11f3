"""The journal of paid answers when its file is not as it was left."""

import sqlite3

import pytest
from cli.served import KEYS, options


def _garbage(path):
    path.write_bytes(b"no database" * 1000)


def _beginning(path):
    path.write_bytes(path.read_bytes()[:5000])


def _of_others(path):
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("create table answer (key text, other int)")


DAMAGES = {"garbage": _garbage, "its beginning": _beginning, "another's": _of_others}


@pytest.fixture
def paid(project, engine_server, monkeypatch):
    """A project whose drafts are thrown away after they were paid for."""
    monkeypatch.setenv("DEEPL_AUTH_KEY", KEYS["DEEPL_AUTH_KEY"])
    project.write("l10n.yaml", project.read("l10n.yaml") + options("deepl", engine_server))
    project.run("sync")
    project.run("pretranslate")
    for path in project.root.glob("locales/*/articles/*.po"):
        path.unlink()
    project.run("sync")
    return project


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_journal_is_put_aside(paid, damage):
    """Of no command a fault, and the next run works with the new one."""
    path = paid.root / ".l10n/journal.sqlite"
    DAMAGES[damage](path)
    code, _, err = paid.run("pretranslate", "--dry-run")
    assert (code, err) == (0, "")
    code, out, err = paid.run("pretranslate")
    assert (code, "drafts from deepl" in out) == (0, True), err
    assert path.with_name("journal.sqlite.damaged").exists()
    _, out, _ = paid.run("pretranslate", "--dry-run")
    assert ": deepl: " not in out


def test_a_journal_that_cannot_be_kept_stops_the_run(paid, engine_server):
    """In one line that says where, before anything is sent."""
    path = paid.root / ".l10n/journal.sqlite"
    path.unlink()
    path.mkdir()
    before = engine_server.counts["deepl"].requests
    code, _, err = paid.run("pretranslate")
    assert code == 3
    assert err.startswith("l10n: journal: .l10n/journal.sqlite cannot be kept: ")
    assert engine_server.counts["deepl"].requests == before
