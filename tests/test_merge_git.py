"""The merge driver in real git repositories, as `l10n init --git` registers it."""

import os
import shutil
import subprocess

import pytest
from conftest import missing

from benchmarks.merges import KINDS, Repository, trial
from pipeline.cli.main import main
from pipeline.formats import po

PO = "locales/de/x.po"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


@pytest.fixture(autouse=True)
def git():
    """In CI its absence is a failure."""
    return shutil.which("git") or missing("git", "REQUIRE_GIT")


def file(**texts):
    """A small file."""
    entries = (f'\nmsgid "{k}"\nmsgstr "{v}"\n' for k, v in texts.items())
    return (HEADER + "".join(entries)).encode()


@pytest.fixture
def repository(tmp_path):
    """With a base and two branches still to be made."""
    return Repository(tmp_path)


def begin(repository, base, ours, theirs):
    for name, data in (("main", base), ("ours", ours), ("theirs", theirs)):
        if name != "main":
            repository.git("checkout", "-q", "main")
        repository.commit(name, {PO: data})


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_branches_that_touch_different_units_merge(number, tmp_path, msgfmt):
    """One trial of each kind of edit (200 with `make merges`): no conflict, nothing lost, the same
    file whichever branch is merged into which, no work left for the next sync, and valid."""
    found = trial(number, KINDS[number], tmp_path)
    assert not found.source
    assert (found.driven, found.lost, found.unequal, found.left) == (False, 0, False, 0)
    (tmp_path / "x.po").write_bytes(found.merged)
    subprocess.run([msgfmt, "-c", "-o", "/dev/null", tmp_path / "x.po"], check=True)


def test_a_conflict_is_left_unmerged_and_the_file_is_valid(repository, msgfmt):
    """Both texts stand in it; git knows that somebody must choose, and where."""
    begin(repository, file(a="x", b="y"), file(a="one", b="y"), file(a="two", b="new"))
    unmerged, data, said = repository.merge("ours", "theirs", driver=True)
    assert unmerged == [PO]
    assert f"l10n: {PO}:8: both branches translated “a”: choose one" in said
    entries = {e.key.text: e for e in po.read(data, PO).entries}
    assert entries["a"].comments == ("conflict: one", "conflict: two")
    assert (entries["a"].fuzzy, entries["b"].target) == (True, "new")
    path = repository.folder / "y.po"
    path.write_bytes(data)
    subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], check=True)


def test_a_file_that_cannot_be_read_is_left_to_the_person(repository):
    """The version of one's own branch stays as it is, and git keeps the other."""
    broken = file(a="two") + b'msgid "b\n'
    begin(repository, file(a="x"), file(a="one"), broken)
    unmerged, data, said = repository.merge("ours", "theirs", driver=True)
    assert (unmerged, data) == ([PO], file(a="one"))
    assert f"{PO}:7: a text that does not begin and end with one" in said
    assert f"git show :3:{PO}" in said


def test_files_that_both_branches_have_begun(repository):
    """There is no base: what both have is one entry."""
    repository.commit("main", {"a.txt": b""})
    for name, data in (("ours", file(a="x", b="")), ("theirs", file(a="x", b="y"))):
        repository.git("checkout", "-q", "main")
        repository.commit(name, {PO: data})
    unmerged, data, _ = repository.merge("ours", "theirs", driver=True)
    assert (unmerged, data) == ([], file(a="x", b="y"))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A repository without a project."""
    for name in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    return tmp_path


def config(folder):
    return (folder / ".git/config").read_text(encoding="utf-8")


def attribute(folder, name):
    command = ["git", "-C", folder, "check-attr", "merge", "--", name]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]


def init(folder, *words):
    return main(["-C", str(folder), "init", "--git", *words])


def test_init_begins_a_project_and_registers_the_driver(folder, capsys):
    """In one go; what is left to do is said."""
    assert init(folder, "--engine", "none") == 0
    assert (folder / "l10n.yaml").exists()
    assert attribute(folder, "locales/de/articles/x.po") == "l10n"
    assert attribute(folder, "source/x.po") == "unspecified"
    assert "-P -m pipeline merge-driver %O %A %B %P" in config(folder)
    out = capsys.readouterr().out
    assert "made locales/.gitattributes: commit it" in out
    assert "everybody runs `l10n init --git` once in a clone" in out


def test_init_in_a_project_that_has_begun_adds_only_the_driver(folder, capsys):
    """And a second time nothing; what stood in the file before stays."""
    (folder / "l10n.yaml").write_text("locales: [de]\ncatalogs: po\n")
    (folder / "source").mkdir()
    (folder / "po").mkdir()
    (folder / "po/.gitattributes").write_text("*.po text")
    assert init(folder) == 0
    assert (folder / "po/.gitattributes").read_text() == "*.po text\n*.po merge=l10n\n"
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}
    assert init(folder) == 0
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*")} == before
    assert "commit it" in capsys.readouterr().out


def test_a_line_of_ones_own_elsewhere_is_enough(folder):
    """Git itself is asked what holds for the catalogs."""
    (folder / "l10n.yaml").write_text("locales: [de]\n")
    (folder / "source").mkdir()
    (folder / ".gitattributes").write_text("*.po merge=l10n\n")
    assert init(folder) == 0
    assert not (folder / "locales/.gitattributes").exists()


def test_init_needs_a_repository(tmp_path, monkeypatch, capsys):
    """Nothing is begun where there is none."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert init(tmp_path, "--engine", "none") == 2
    assert "run `git init` first" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_charset_that_cannot_hold_both_is_a_fault(tmp_path, capsys):
    """Two branches have saved the file in charsets of their own: nothing is written, and the exit
    code tells git that the file is not merged."""
    names = [tmp_path / x for x in "OAB"]
    names[0].write_bytes(file(a="x", b="y"))
    for path, charset, texts in (
        (names[1], "iso-8859-1", {"a": "ä", "b": "y"}),
        (names[2], "koi8-r", {"a": "x", "b": "я"}),
    ):
        text = file(**texts).decode().replace("UTF-8", charset)
        path.write_bytes(text.encode(charset))
    before = names[1].read_bytes()
    assert main(["merge-driver", *map(str, names), "x.po"]) == 2
    assert "x.po: koi8-r cannot hold both branches" in capsys.readouterr().err
    assert names[1].read_bytes() == before
