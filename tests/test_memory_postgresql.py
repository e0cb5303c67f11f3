"""A team's memory in a real PostgreSQL, started here as Debian ships it."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import pytest
from cli.conftest import Project
from conftest import missing

from pipeline.disk import memory
from pipeline.disk.memory import Store
from pipeline.disk.memory_db import Postgresql, Sqlite
from pipeline.disk.memory_feed import CATALOG, Fed, Place
from pipeline.model import EngineError, Key, Locale

PASSWORD, DE = "s3cret/word", Locale("de")
ARTICLE = "# Sleep\n\nRest eases pain and worry.\n\nDrink some water.\n"


def programs():
    """The folder of initdb and pg_ctl, the newest one of Debian's."""
    found = shutil.which("initdb")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    return Path(found).parent if found else places[-1].parent if places else None


@pytest.fixture(scope="module")
def server():
    """The address of a running server that asks for a password."""
    bin = programs() or missing("PostgreSQL", "REQUIRE_POSTGRESQL")
    folder = Path(tempfile.mkdtemp(prefix="l10n-pg-"))
    as_user = (
        {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    )
    if as_user:
        shutil.chown(folder, "postgres", "postgres")  # it refuses to run as root

    def call(*words):
        subprocess.run(
            list(map(str, words)), check=True, cwd=folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, timeout=120, **as_user,
        )  # fmt: skip

    data = folder / "data"
    (folder / "password").write_text(PASSWORD)
    (folder / "password").chmod(0o644)
    try:
        call(
            bin / "initdb", "-D", data, "-U", "team", "-A", "scram-sha-256", "-E", "UTF8", "--no-sync",
            "--pwfile", folder / "password",
        )  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        call(bin / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://team@/postgres?host={quote(str(folder), safe='')}"
        finally:
            call(bin / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def address(server, monkeypatch):
    """An empty memory on it; the password comes from the environment."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    db = Postgresql(server)
    db.rows("drop schema l10n_memory_1 cascade")
    db.close()
    return server


def project(folder, name, address):
    made = Project(folder / name)
    made.write("l10n.yaml", f"locales: [de]\nsite: {{name: {name}}}\nmemory: {address}\n")
    made.write("source/sleep.md", ARTICLE)
    assert made.run("sync")[0] == 0
    return made


def test_a_team_shares_a_memory(address, tmp_path):
    """What one project accepts is a draft in the other; a text taken back is gone from both."""
    one, two = (project(tmp_path, name, address) for name in ("one", "two"))
    one.translate("de", only={"Drink some water."})
    assert one.run("tm", "stats")[1].startswith(
        "de: 41 pairs of 41 texts\nin PostgreSQL postgres at /"
    )
    assert "de: memory: 1 unit, 0 characters\n" in two.run("pretranslate", "--dry-run")[1]
    assert two.run("pretranslate")[1] == "de: 1 draft from memory\n"
    assert two.entries("de/sleep.po")["Drink some water."].record("mt")[0] == "memory"
    assert not (two.root / ".l10n/memory.sqlite").exists()
    lookup = ("tm", "lookup", "Drink some water!")
    assert two.run(*lookup)[1] == (
        "de: memory 94 %: “Drink some water.” → “„Drink some water.“” (differs: water. → water!) (sleep)\n"
    )
    before = two.bytes("locales")
    two.run("sync")
    two.run("pretranslate")
    assert two.bytes("locales") == before
    for path in (one.root / "locales").rglob("sleep.po"):
        path.unlink()
    one.run("tm", "rebuild")
    assert two.run(*lookup)[1] == "de: no match\n"


def test_a_dry_run_keeps_nothing(address, tmp_path):
    """Not even in the database."""
    one, two = (project(tmp_path, name, address) for name in ("one", "two"))
    one.translate("de", only={"Drink some water."})
    assert "memory" not in one.run("pretranslate", "--dry-run")[1]
    assert two.run("tm", "lookup", "Drink some water.")[1] == "de: no match\n"


def test_both_databases_find_the_same(address, monkeypatch):
    """One schema, one search: by all texts, by rare words, by length."""
    nouns = ("pain", "sleep", "water", "worry", "fever", "light", "noise", "tea", "bread", "rest")
    texts = [f"{a} {b} and much {c} for you" for a in nouns for b in nouns for c in nouns[:5]]
    texts += ["每天散步十分钟。", "Opening hours", "it’s 100 % “fine” — \\ ' ? %s"]
    files = [
        Fed(Place(CATALOG, DE, str(i)), "1", frozenset((Key(t, c), f"„{t}“") for t in texts[i::7]))
        for i, c in enumerate((None, "title", None, "menu", None, None, None))
    ]
    stores = Store(Sqlite(None), "x"), Store(Postgresql(address), "x")
    for store in stores:
        store.feed(files)
        store.feed([Fed(files[0].place, None), Fed(files[1].place, "2", files[2].pairs)])
    asked = [
        *texts[::37],
        "pain sleep and much tea for me",
        "每天散步五分钟。",
        "Opening hour",
        texts[-1],
    ]
    for small in (10_000, 5):
        monkeypatch.setattr(memory, "SMALL", small)
        for text in asked:
            for how in (Store.near, Store.exact):
                one, other = (set(how(s, text, DE)) for s in stores)
                assert one == other, text
        for store in stores:
            store.feed([])
            store._small.clear()
    assert stores[0].holdings() == stores[1].holdings()
    assert {p.key.text for p in stores[1].near("Opening hour", DE)} == {"Opening hours"}
    for store in stores:
        store.db.close()


def test_what_a_killed_feed_wrote_is_forgotten(address):
    """A part is kept whole or not at all."""
    store = Store(Postgresql(address), "x")
    with pytest.raises(KeyboardInterrupt), store.db.writing():
        store.db.rows("insert into turn values ('de', 1)")
        raise KeyboardInterrupt
    assert store.turn(DE) == 0
    store.db.close()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda a: a, "password authentication failed"),
        (lambda a: a.replace("l10n-pg", "nowhere"), "No such file"),
        (lambda a: a + "&port=w0rd", "invalid integer value"),
        (lambda a: a + "&sort=x", "no address of a PostgreSQL database"),
    ],
)
def test_a_server_that_cannot_be_reached(server, tmp_path, monkeypatch, change, reason):
    """One line, exit code 3, no password in it; the sync before has done its work."""
    import re

    monkeypatch.setenv("PGPASSWORD", "wr0ng-word")
    made = project(tmp_path, "one", change(server))
    code, out, err = made.run("pretranslate")
    assert (code, err.count("\n")) == (3, 1)
    assert re.search(reason, err), err
    assert "wr0ng" not in out + err


def test_a_password_in_an_address_is_never_printed(server, monkeypatch):
    """The settings refuse one; whoever gives one all the same does not read it again."""
    with pytest.raises(EngineError) as error:
        Postgresql(server.replace("team@", "team:wr0ng-word@"))
    assert "authentication failed" in str(error.value)
    assert "wr0ng" not in f"{error.value!r}{error.value}"
    assert error.value.__suppress_context__


def test_without_the_extra(tmp_path, monkeypatch):
    """Says what to install."""
    import sys

    monkeypatch.setitem(sys.modules, "psycopg", None)
    made = project(tmp_path, "one", "postgresql://localhost/tm")
    assert made.run("tm", "stats") == (
        3, "", "l10n: memory: PostgreSQL needs an extra: pip install 'l10n-pipeline[postgresql]'\n"
    )  # fmt: skip
