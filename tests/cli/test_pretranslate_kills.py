"""`kill -9` at any moment of a pre-translation: what is paid twice is what was under way.

`make kills` tries 20 moments; the default run tries a few.
"""

import os
import signal
import subprocess
import sys
import time
from random import Random

from conftest import ROOT
from engine_server import translated

from pipeline.engines.gateway.services import google
from pipeline.model import State

KILLS = min(20, int(os.environ.get("KILLS", "4")))
DOCUMENTS = 12
SENTENCES = 25


def _start(project):
    command = [sys.executable, "-m", "pipeline", "-C", str(project.root), "pretranslate"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    )


def _magazine(project, address):
    for i in range(DOCUMENTS):
        text = " ".join(f"On day {n} of week {i} we sleep well." for n in range(SENTENCES))
        project.write(f"source/a{i}.md", f"# Week {i}\n\n{text}\n")
    project.write(
        "l10n.yaml",
        "locales: [de, es]\nengines: [google]\nengine_options:\n"
        f'  google: {{base_url: "{address}", parallel: 1, timeout: 5}}\n',
    )
    for path in (project.root / "source").rglob("*"):
        if path.is_file() and path.parent.name != "source":
            path.unlink()
    project.run("sync")


def test_a_crash_pays_for_one_request(project, engine_server):
    """Unique characters and one request for each kill are billed, no unit is lost or doubled."""
    engine_server.set("slow", "google")
    _magazine(project, engine_server.url("google"))
    told = project.run("pretranslate", "--dry-run")[1]
    unique = sum(
        int(line.split(", ")[1].split()[0].replace(",", ""))
        for line in told.splitlines()
        if "google" in line
    )
    counts = engine_server.counts["google"]
    chance = Random(1)
    for _ in range(KILLS):
        process, before = _start(project), counts.requests
        while counts.requests == before and process.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.6))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    time.sleep(0.5)  # the server finishes what was under way, and bills it
    engine_server.set("ok", "google")
    process = _start(project)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "under way, which may be billed again" in err
    said = f"{KILLS} kills: {counts.characters} characters billed, {unique} of them once"
    print(said)  # noqa: T201 - what `make kills` shows
    assert counts.characters <= unique + KILLS * google().limits.characters
    assert counts.unique_characters() >= unique
    for locale in ("de", "es"):
        for i in range(DOCUMENTS):
            entries = project.entries(f"{locale}/a{i}.po")
            assert len(entries) == SENTENCES + 1
            for text, entry in entries.items():
                assert entry.state is State.MACHINE
                assert entry.target == translated(text)
