"""`kill -9` at any moment of a sync: each catalog is the old or the new one, and the next completes.

`make kills` tries 200 moments; the default run tries a few.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from random import Random

from conftest import ROOT

LOCALES = ("de", "es", "fr", "it")
DOCUMENTS = 50
MOMENTS = int(os.environ.get("KILLS", "6"))
FOLDERS = ("locales", ".l10n")


def _edit(project, word):
    for i in range(DOCUMENTS):
        more = "".join(f"\n## Part {n} of {i}\n\n{word} {n} of {i}. It stays.\n" for n in range(8))
        project.write(f"source/a{i}.md", f"# Title {i}\n{more}")


def _start(project):
    command = [sys.executable, "-m", "pipeline", "-C", str(project.root), "sync"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)


def _catalogs(project):
    """A half-written temporary file may be left; it is no catalog, and hidden."""
    return {n: data for n, data in project.bytes("locales").items() if n.endswith(".po")}


def _restore(project, saved):
    for name in FOLDERS:
        shutil.rmtree(project.root / name, ignore_errors=True)
        shutil.copytree(saved / name, project.root / name)


def _wait_for_a_write(project, process):
    """Until the first catalog is replaced: temporary files come and go in its folder."""
    folder = project.root / "locales" / LOCALES[0]
    before = folder.stat().st_mtime_ns
    while folder.stat().st_mtime_ns == before and process.poll() is None:
        time.sleep(0.001)


def _measure(project):
    """(seconds to the first write, seconds from there to the end) of an undisturbed sync."""
    begun = time.monotonic()
    process = _start(project)
    _wait_for_a_write(project, process)
    writing = time.monotonic()
    assert process.wait() == 0
    return writing - begun, time.monotonic() - writing


def test_a_killed_sync_leaves_every_file_whole(project, tmp_path_factory):
    """Half of the moments count from the start of the process, half from its first write."""
    saved = tmp_path_factory.mktemp("saved")
    config = project.read("l10n.yaml").replace("[de, es]", f"[{', '.join(LOCALES)}]")
    project.write("l10n.yaml", config)
    _edit(project, "Before")
    assert project.run("sync")[0] == 0
    for locale in LOCALES[:2]:
        project.translate(locale)
    assert project.run("sync")[0] == 0
    for name in FOLDERS:
        shutil.copytree(project.root / name, saved / name)
    old = _catalogs(project)
    _edit(project, "After")
    before, writing = _measure(project)
    new = _catalogs(project)
    assert sum(old[n] != new[n] for n in new) >= DOCUMENTS * len(LOCALES)

    random, halfway = Random(MOMENTS), 0
    for i in range(MOMENTS):
        _restore(project, saved)
        process = _start(project)
        if i % 2:
            _wait_for_a_write(project, process)
        time.sleep(random.uniform(0, writing * 0.9 if i % 2 else before + writing))
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed = _catalogs(project)
        assert killed.keys() == new.keys()
        assert [n for n in new if killed[n] not in (old[n], new[n])] == []
        halfway += any(killed[n] == old[n] != new[n] for n in new) and killed != old
        assert project.run("sync")[::2] == (0, "")
        assert _catalogs(project) == new
        assert project.run("sync", "--check")[0] == 0
    sys.stdout.write(f"{MOMENTS} moments, {halfway} of them amid the writing\n")
    assert halfway >= MOMENTS // 6, "the kills came too early or too late to show anything"
