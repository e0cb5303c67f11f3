"""Two commands at once, and editors that save while one runs: one waits, and no saved text is lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from unittest.mock import patch

import pytest
from conftest import ROOT

from pipeline import engines, flow, overrides
from pipeline.cli.workspace import Workspace
from pipeline.disk import files
from pipeline.disk.lock import locked
from pipeline.disk.project import open_project
from pipeline.engines.pseudo import Pseudo
from pipeline.formats import po
from pipeline.model import State

SLEEP = "articles/sleep"


def _start(project, *words):
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", "-C", str(project.root), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _translate(project, locale, name, source, text):
    """A translator saves one text, as editors do: into another file, which takes the name."""
    path = project.root / "locales" / locale / f"{name}.po"
    catalog = po.read(path.read_bytes(), name)
    entries = tuple(
        replace(e, target=text, fuzzy=False, raw=None)
        if e.key.text == source and not e.obsolete
        else e
        for e in catalog.entries
    )
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(po.write(replace(catalog, entries=entries)))
    new.replace(path)


@pytest.mark.parametrize("command", ("sync", "pretranslate", "run"))
def test_a_command_waits_for_another_and_says_for_which(project, command):
    """Its message names the process; then it does its work."""
    with locked(project.root, pytest.fail):
        waiting = _start(project, command)
        line = waiting.stderr.readline()
        assert line == (
            f"l10n: another l10n (process {os.getpid()}) is writing this project: waiting for it\n"
        )
        time.sleep(0.2)
        assert waiting.poll() is None
        assert not (project.root / "locales").exists()
    waiting.communicate()
    assert waiting.returncode == 0
    assert (project.root / "locales").exists() == (command != "pretranslate")


def test_a_check_does_not_wait(project):
    """What writes nothing disturbs nobody."""
    project.run("sync")
    with locked(project.root, pytest.fail):
        assert project.run("sync", "--check")[0] == 0
        assert project.run("sync", "--dry-run")[0] == 0
        assert project.run("status")[0] == 0


def test_the_lock_of_a_killed_process_holds_nobody_up(project):
    """The file is left, with the number of a process that is no more."""
    code = (
        "import time\nfrom pathlib import Path\nfrom pipeline.disk.lock import locked\n"
        f"with locked(Path({str(project.root)!r}), print):\n    print(flush=True)\n    time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    holder.stdout.readline()
    assert project.read(".l10n/lock") == f"{holder.pid}\n"
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    assert project.run("sync")[::2] == (0, "")


def test_what_is_saved_during_a_sync_is_in_its_result(project):
    """The catalog is read again, and has the translator's text and the new unit."""
    project.run("sync")
    project.write("source/articles/sleep.md", project.read("source/articles/sleep.md") + "\nNew.\n")
    update, saves = flow.update, iter(["Eins.", "Zwei."])

    def save_and_update(document, old, locale, *args, **more):
        text = next(saves, None)
        if text:
            _translate(project, locale, SLEEP, "Walk every day.", text)
        return update(document, old, locale, *args, **more)

    with patch.object(flow, "update", save_and_update):
        code, out, err = project.run("sync", "-l", "de")
    assert (code, err) == (0, "")
    assert "1 new" in out
    entries = project.entries(f"de/{SLEEP}.po")
    assert entries["Walk every day."].target == "Zwei."
    assert "New." in entries
    assert project.run("sync", "--check")[0] == 1  # es was not selected
    assert project.run("sync", "--check", "-l", "de")[0] == 0


def test_a_file_that_changes_all_the_time_is_left_alone(project):
    """With a fault that says so; the other catalogs are done."""
    project.run("sync")
    for name in ("sleep", "other"):
        path = f"source/articles/{name}.md"
        project.write(path, project.read(path) + "\nNew.\n")
    update, saved = flow.update, []

    def save_and_update(document, old, locale, *args, **more):
        if document.id == f"{SLEEP}.md":
            saved.append(f"Text {len(saved)}.")
            _translate(project, locale, SLEEP, "Walk every day.", saved[-1])
        return update(document, old, locale, *args, **more)

    with patch.object(flow, "update", save_and_update):
        code, _, err = project.run("sync", "-l", "de")
    assert code == 2
    assert err == (
        f"l10n: locales/de/{SLEEP}.po: changes all the time: "
        "close what writes it and run this again\n"
    )
    entries = project.entries(f"de/{SLEEP}.po")
    assert (entries["Walk every day."].target, "New." in entries) == (saved[-1], False)
    assert "New." in project.entries("de/articles/other.po")
    assert project.run("sync")[0] == 0
    assert "New." in project.entries(f"de/{SLEEP}.po")


def test_a_catalog_that_is_deleted_during_a_sync_is_begun_anew(project):
    """As it would have been a moment later."""
    project.run("sync")
    project.write("source/articles/sleep.md", project.read("source/articles/sleep.md") + "\nNew.\n")
    update = flow.update

    def lose(document, old, locale, *args, **more):
        (project.root / f"locales/{locale}/{SLEEP}.po").unlink(missing_ok=True)
        return update(document, old, locale, *args, **more)

    with patch.object(flow, "update", lose):
        assert project.run("sync")[0] == 0
    assert "New." in project.entries(f"de/{SLEEP}.po")


def test_what_is_saved_while_an_engine_works_stays(project, monkeypatch):
    """Its draft goes only where nobody has written meanwhile."""
    project.write("l10n.yaml", project.read("l10n.yaml") + "engines: [pseudo]\n")
    project.run("sync")

    class Slow(Pseudo):
        def translate(self, ask):
            _translate(project, ask.locale, SLEEP, "Walk every day.", "Gehen.")
            return super().translate(ask)

    monkeypatch.setattr(engines, "make", lambda *_: Slow())
    assert project.run("pretranslate", "-l", "de", f"{SLEEP}.md")[0] == 0
    entries = project.entries(f"de/{SLEEP}.po")
    walk = entries.pop("Walk every day.")
    assert (walk.state, walk.target) == (State.TRANSLATED, "Gehen.")
    assert {e.state for e in entries.values()} == {State.MACHINE}


def test_a_command_that_cannot_make_its_text_again_leaves_the_file(project):
    """It says so, and nothing is lost."""
    project.run("sync")
    workspace = Workspace(open_project(project.root, None, {}), (), ())
    old = workspace.catalog(SLEEP, "de")
    _translate(project, "de", SLEEP, "Walk every day.", "Gehen.")
    saved = project.read(f"locales/de/{SLEEP}.po")
    assert workspace.save(SLEEP, "de", replace(old, entries=())) is False
    assert [f.message for f in workspace.faults] == [
        "was changed by somebody while this ran: run the command again"
    ]
    assert project.read(f"locales/de/{SLEEP}.po") == saved


def test_a_changed_file_is_not_replaced(tmp_path):
    """Nor is one that came or went; and no half-written file is left."""
    path = tmp_path / "x"
    assert files.rewrite(path, b"one", None)
    one = files.digest(b"one")
    assert not files.rewrite(path, b"one", one)
    assert files.rewrite(path, b"two", one)
    for seen in (one, None):
        with pytest.raises(files.FileChanged):
            files.rewrite(path, b"three", seen)
    path.unlink()
    with pytest.raises(files.FileChanged):
        files.rewrite(path, b"three", one)
    assert list(tmp_path.iterdir()) == []


def test_a_record_of_overrides_that_was_edited_meanwhile_is_left(project):
    """A person confirms an override by deleting its line, which must not come back."""
    for name in ("sleep", "other"):
        project.write(f"overrides/de/articles/{name}.md", "---\ntitle: Anders\n---\n\nText.\n")
    project.run("sync")
    record = project.read("overrides/de.yaml")
    project.write("overrides/de/articles/other.md", "---\ntitle: Neu\n---\n\nText.\n")
    update = overrides.update

    def edit_and_update(old, today):
        kept = "".join(x for x in record.splitlines(True) if "sleep" not in x)
        project.write("overrides/de.yaml", kept)
        return update(old, today)

    with patch.object(overrides, "update", edit_and_update):
        code, _, err = project.run("sync", "-l", "de")
    assert (code, err) == (
        2,
        "l10n: overrides/de.yaml: was changed by somebody while this ran: run the command again\n",
    )
    assert "sleep" not in project.read("overrides/de.yaml")
    assert project.run("sync")[0] == 0


def test_syncs_and_an_editor_at_the_same_time_lose_nothing(project):
    """Three syncs in a row beside each other, while sources change and translators save."""
    for i in range(12):
        project.write(f"source/a{i}.md", f"First of {i}.\n\nSecond of {i}.\n")
    project.run("sync")
    stop, kept = threading.Event(), {}

    def work():
        for i in range(12):
            for locale in ("de", "es"):
                text = f"{locale} {i}"
                _translate(project, locale, f"a{i}", f"First of {i}.", text)
                kept[locale, i] = text
            project.write(f"source/a{i}.md", f"First of {i}.\n\nAnother of {i}.\n")
            if stop.wait(0.02):
                return

    editor = threading.Thread(target=work)
    editor.start()
    for _ in range(3):
        both = [_start(project, "sync") for _ in range(2)]
        said = [(p.communicate()[1], p.returncode) for p in both]
        assert [code for _, code in said] == [0, 0], said
    editor.join()
    assert project.run("sync")[0] == 0
    for (locale, i), text in kept.items():
        entries = project.entries(f"{locale}/a{i}.po")
        assert entries[f"First of {i}."].target == text
        assert f"Another of {i}." in entries
