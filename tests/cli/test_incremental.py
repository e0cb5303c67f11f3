"""What a sync leaves out changes nothing: with the cache of earlier runs it does what it does without.

Every history of edits is played in three projects: one keeps its cache, one loses it before every
command, and in the third the stages are called one after the other for every document.
"""

import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from cli.conftest import Project
from conftest import ROOT  # noqa: F401 - the profiles of Hypothesis
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import flow
from pipeline.cli.workspace import Workspace, stem
from pipeline.disk import files
from pipeline.disk.project import open_project
from pipeline.disk.shipped import interface_messages, interface_units
from pipeline.formats import po
from pipeline.model import PipelineError
from pipeline.sync import Around, Wanted, renames, sync

LOCALES = ("de", "es")
NAMES = ("a.md", "b.md", "sub/c.md", "d.html")
SENTENCES = (
    "Take 5 mg every day.",
    "Take 50 mg every day.",
    "Walk every day.",
    "Walk every way.",  # as long as the one before
    "Rest helps the body.",
    "Sleep in a cool and dark room.",
    "Sleep in a cool room.",
    "Ask a doctor first.",
    "See [it](a.md) daily.",
    "See [it](b.md) daily.",
    "See **it** daily.",
)
FRONTS = (
    "",
    "---\nl10n: {locales: [de]}\n---\n",
    "---\nl10n: {skip: true}\n---\n",
    "---\nl10n: {segmentation: block}\n---\n",
    "---\ntitle: Walk every day.\n---\n",
    "<!-- l10n:nto x -->\n\n",  # a fault that has to be told in every run
    "---\nl10n: {locales: [de]}\n---\n\n<!-- l10n:nto x -->\n\n",
    "---\nl10n: {locals: [de]}\n---\n",  # and two that stop the document
    "---\ntitle: [\n---\n",
)
CONFIGS = ("", "segmentation: block\n", "site: {name: Other}\n", "fields: []\n")

names = st.sampled_from(NAMES)
locales = st.sampled_from(LOCALES)
paragraphs = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), max_size=3)
bodies = paragraphs.map(lambda ps: "\n\n".join(" ".join(p) for p in ps) + "\n")
pages = st.tuples(st.sampled_from(FRONTS + ("",) * 10), bodies).map("".join)
works = st.lists(st.sampled_from(("leave", "accept", "other", "draft", "clear")), min_size=3)
catalogs = st.tuples(locales, names)
steps = st.one_of(
    st.tuples(st.just("write"), names, pages),
    st.tuples(st.just("swap"), names),
    st.tuples(st.just("remove"), names),
    st.tuples(st.just("rename"), names, names),
    st.tuples(st.just("work"), catalogs, works),
    st.tuples(st.just("work"), catalogs, works),
    st.tuples(st.just("lose"), catalogs),
    st.tuples(st.just("tear"), catalogs),
    st.tuples(st.just("configure"), st.sampled_from(CONFIGS)),
    st.tuples(st.just("override"), catalogs, bodies),
    st.tuples(st.just("sync"), st.none() | names, st.none() | locales),
)
histories = st.lists(steps, min_size=2, max_size=8)


class Copy(Project):
    """A project to which the steps of a history are done."""

    def step(self, kind, *values):
        getattr(self, kind)(*values)

    def _put(self, path, data):
        """Write in place, as some editors do; the clock of the file system may be slow."""
        before = files.mark(path.stat()) if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if before and before[0] == path.stat().st_mtime_ns:
            os.utime(path, ns=(0, before[0] + 1_000_000))

    def _source(self, name):
        return self.root / "source" / name

    def _catalog(self, where):
        return self.root / "locales" / where[0] / Path(where[1]).with_suffix(".po")

    def write_page(self, name, text):
        text = f"<html><body><p>{text}</p></body></html>" if name.endswith("html") else text
        self._put(self._source(name), text.encode())

    def swap(self, name):
        """An edit that keeps the size and, as far as it can, the time."""
        path = self._source(name)
        if path.exists():
            data, stat = path.read_bytes(), path.stat()
            old, new = sorted((b"every day", b"every way"), key=lambda x: x not in data)
            path.write_bytes(data.replace(old, new))
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def remove(self, name):
        self._source(name).unlink(missing_ok=True)

    def rename(self, old, new):
        if self._source(old).exists() and old[-3:] == new[-3:]:
            self._source(new).parent.mkdir(parents=True, exist_ok=True)
            self._source(old).rename(self._source(new))

    def work(self, where, actions):
        """A person works on a catalog."""
        path = self._catalog(where)
        if path.exists() and b"<<<" not in path.read_bytes():
            catalog = po.read(path.read_bytes(), "x.po")
            entries = tuple(
                e if e.obsolete else _worked(e, actions[i % len(actions)])
                for i, e in enumerate(catalog.entries)
            )
            self._put(path, po.write(replace(catalog, entries=entries)))

    def lose(self, where):
        self._catalog(where).unlink(missing_ok=True)

    def tear(self, where):
        """A merge conflict, which the next tear resolves."""
        path = self._catalog(where)
        if path.exists():
            data = path.read_bytes()
            mark = b"<<<<<<< ours\n"
            self._put(path, data.removeprefix(mark) if data.startswith(mark) else mark + data)

    def configure(self, text):
        self._put(self.root / "l10n.yaml", f"locales: [{', '.join(LOCALES)}]\n{text}".encode())

    def override(self, where, text):
        locale, name = where
        if name.endswith(".md"):
            path = self.root / "overrides" / locale / name
            if path.exists():
                path.unlink()
            else:
                self._put(path, text.encode())


def _worked(entry, action):
    if action == "leave":
        return entry
    text = {"accept": f"A {entry.key.text}", "other": f"B {entry.key.text}", "draft": "C"}
    done = replace(
        entry, target=text.get(action, ""), fuzzy=action == "draft", previous=None, raw=None
    )
    return done.with_record("accepted", None)


def _plainly(root):
    """A whole sync without any of what a cache is for: the stages, document by document."""
    project = open_project(root, None, {})
    workspace = Workspace(project, (), ())
    for locale in project.config.locales:
        documents = {stem(id): d for id, d in workspace.documents_for(locale).items()}
        unreadable = {stem(id) for id in workspace.ids} - {stem(id) for id in workspace.documents}
        stems = {stem(id) for id in workspace.ids}
        found = _catalogs(project, locale)
        new = {n: [u.key for _, u in d.units()] for n, d in documents.items() if n not in found}
        gone = {n: c for n, c in found.items() if c and n not in stems and n != "_site"}
        for name, old in renames(new, gone).items():
            project.rename_catalog(old, name, locale)
        found = {n: c for n, c in _catalogs(project, locale).items() if n not in unreadable}
        made = _synced(project, locale, documents, found)
        for name, catalog in made.items():
            files.write(root / project.catalog_name(name, locale), po.write(catalog))


def _catalogs(project, locale):
    """Every catalog on disk, None for one that cannot be read."""
    found = {}
    for name in project.catalog_ids(locale):
        try:
            found[name] = project.read_catalog(name, locale)
        except PipelineError:
            found[name] = None
    return found


def _synced(project, locale, documents, found):
    """All catalogs of a locale after a sync: once more where others have got texts they lack."""
    broken = {name for name, catalog in found.items() if catalog is None}
    documents = {name: d for name, d in documents.items() if name not in broken}
    current = {name: catalog for name, catalog in found.items() if catalog}
    for name, document in documents.items():
        if name in current:
            current[name] = flow.regroup(document, current[name], locale).catalog
    ours = {name: c for name, c in current.items() if name != "_site"}
    lost, made, accepted = flow.lost(documents, ours, locale), {}, None
    while accepted != (accepted := flow.agreed((current | made).values())):
        for name, document in documents.items():
            old, around = (current | made).get(name), flow.around(name, accepted, lost)
            made[name] = flow.update(document, old, locale, project.config, around)[0]
        lost = {}
    if "_site" not in broken:
        units = [Wanted(key, notes) for key, notes in interface_units()]
        begun = current.get("_site") or po.new_catalog(locale, project.config.site.name or "l10n")
        made["_site"] = sync(units, begun, "templates", Around(interface_messages(locale)))[0]
    for name, catalog in ours.items():
        if name not in documents and any(not e.obsolete for e in catalog.entries):
            made[name] = sync((), catalog, "")[0]
    return made


def _coarse(stat):
    """A file system that counts in whole seconds and has no numbers for its files."""
    return stat.st_mtime_ns // 2_000_000_000, 0, stat.st_size, 0


@contextmanager
def _clock(kind):
    """Time goes so fast that every file is old, or so slowly that two writes look alike."""
    if kind == "fast":
        with patch.object(files.time, "time_ns", lambda: time.time() * 1e9 + 1e10):
            yield
    else:
        with patch.object(files, "mark", _coarse):
            yield


def _play(history, kind):
    with tempfile.TemporaryDirectory() as folder, _clock(kind):
        kept, lost, plain = (Copy(Path(folder) / n) for n in ("kept", "lost", "plain"))
        for project in (kept, lost, plain):
            project.root.mkdir()
            project.configure("")
            project.write_page("a.md", "Walk every day.\n")
        for step in [*history, ("sync", None, None)]:
            if step[0] == "sync":
                _sync(kept, lost, plain, *step[1:])
            else:
                name = "write_page" if step[0] == "write" else step[0]
                for project in (kept, lost, plain):
                    project.step(name, *step[1:])


def _sync(kept, lost, plain, document, locale):
    words = ["sync", *([document] if document else []), *(["-l", locale] if locale else [])]
    shutil.rmtree(lost.root / ".l10n", ignore_errors=True)
    check = [project.run(*words, "--check")[0] for project in (kept, lost)]
    before = kept.bytes("locales")
    told = [_told(project, words) for project in (kept, lost)]
    assert told[0] == told[1]
    found = kept.bytes("locales")
    assert found == lost.bytes("locales")
    assert kept.bytes("overrides") == lost.bytes("overrides")
    assert check[0] == check[1]
    assert told[0][0] != 0 or (check[0] == 1) == (before != found or "recorded" in told[0][1])
    if document or locale:  # the stages are called for everything: begin anew from what there is
        shutil.rmtree(plain.root / "locales", ignore_errors=True)
        if found:
            shutil.copytree(kept.root / "locales", plain.root / "locales")
        return
    _plainly(plain.root)
    assert plain.bytes("locales") == found


def _told(project, words):
    code, out, err = project.run(*words)
    return code, out, err.replace(str(project.root), "")


few = settings(settings.default, max_examples=max(1, settings.default.max_examples // 6))


@pytest.mark.parametrize("kind", ("fast", "slow"))
@few
@given(histories)
@example([("sync", None, None), ("swap", "a.md"), ("sync", None, None), ("sync", None, None)])
@example(  # a text accepted in one document fills the gap in another
    [
        ("write", "b.md", "Walk every day.\n"),
        ("sync", None, None),
        ("sync", None, None),
        ("work", ("de", "b.md"), ["accept"] * 3),
        ("sync", None, None),
    ]
)
@example(  # two that disagree, then agree
    [
        ("write", "b.md", "Walk every day.\n"),
        ("sync", None, None),
        ("work", ("de", "a.md"), ["accept"] * 3),
        ("work", ("de", "b.md"), ["other"] * 3),
        ("write", "sub/c.md", "Walk every day.\n"),
        ("sync", None, None),
        ("work", ("de", "b.md"), ["accept"] * 3),
        ("sync", None, None),
    ]
)
@example(  # a sentence becomes the title, which another document lacks: it has it a sync later
    [
        ("write", "b.md", "---\ntitle: Walk every day.\n---\n"),
        ("sync", None, None),
        ("work", ("de", "a.md"), ["accept"] * 3),
        ("sync", None, None),
        ("write", "a.md", "---\ntitle: Walk every day.\n---\n"),
        ("sync", None, None),
        ("sync", None, None),
    ]
)
def test_a_sync_with_what_is_known_is_a_sync_without(kind, history):
    """Byte for byte, in what it says, and in what `--check` says of it."""
    _play(history, kind)


# ---- what is left out


def _spied(project, *words):
    """What a command reads: (documents cut, catalogs read, what it printed)."""
    cut, read = [], []
    load, from_file = flow.load, po.read

    def spy_load(id, *rest):
        cut.append(id)
        return load(id, *rest)

    def spy_read(data, path):
        read.append(path)
        return from_file(data, path)

    with patch.object(flow, "load", spy_load), patch.object(po, "read", spy_read):
        _, out, _ = project.run(*words)
    catalogs = {p for p in read if p.startswith("locales/")}
    return set(cut), catalogs, out


def test_an_unchanged_project_is_not_read(project):
    """Nothing is parsed, and the same is said."""
    project.run("sync")
    said = project.run("sync")[1]
    for _ in range(3):
        cut, read, out = _spied(project, "sync")
        assert (cut, read, out) == (set(), set(), said)
    cut, read, out = _spied(project, "sync", "--check")
    assert (cut, read, out) == (set(), set(), said)


def test_an_edit_costs_its_own_catalogs(project):
    """The article is cut once, and its catalogs are read."""
    project.run("sync")
    text = project.read("source/articles/sleep.md").replace("Walk every day", "Walk every morning")
    project.write("source/articles/sleep.md", text)
    cut, read, out = _spied(project, "sync")
    assert cut == {"articles/sleep.md"}
    assert read == {f"locales/{x}/articles/sleep.po" for x in LOCALES}
    assert "1 file changed" in out


def test_a_translation_costs_the_catalogs_that_have_its_unit(project):
    """Only what a person accepted for a sentence of another document is looked for there."""
    project.write("source/articles/more.md", "Short text here.\n")
    project.run("sync")
    project.translate("de", only=["Sleep helps the body."])
    assert _spied(project, "sync")[1] == {"locales/de/articles/sleep.po"}
    path = project.root / "locales/de/articles/other.po"
    text = path.read_text().replace(
        'msgid "Short text here."\nmsgstr ""', 'msgid "Short text here."\nmsgstr "Kurz."'
    )
    path.write_text(text)
    _, read, out = _spied(project, "sync")
    assert read == {"locales/de/articles/other.po", "locales/de/articles/more.po"}
    assert "de: 1 copied" in out
    assert project.entries("de/articles/more.po")["Short text here."].target == "Kurz."


@pytest.mark.parametrize("loss", ("removed", "damaged", "emptied"))
def test_the_cache_may_be_lost_at_any_time(project, loss):
    """Its folder hides itself from git; without it all is looked at again, and nothing changes."""
    project.run("sync")
    assert project.read(".l10n/.gitignore") == "*\n"
    before = project.bytes("locales")
    path = project.root / ".l10n/cache.sqlite"
    if loss == "removed":
        shutil.rmtree(path.parent)
    else:
        path.write_bytes(b"" if loss == "emptied" else b"SQLite format 3\0" + b"x" * 5000)
    cut, read, out = _spied(project, "sync")
    assert (len(cut), len(read), "all kept" in out) == (3, 8, True)
    assert project.bytes("locales") == before
    assert _spied(project, "sync")[0] == set()


def test_the_cache_may_be_lost_while_it_is_used(project):
    """It is not missed, and the work is done."""
    project.run("sync")
    project.write("source/articles/new.md", "A new page.\n")
    update = flow.update

    def lose(*args, **more):
        (project.root / ".l10n/cache.sqlite").unlink(missing_ok=True)
        return update(*args, **more)

    with patch.object(flow, "update", lose):
        assert project.run("sync")[0] == 0
    assert "A new page." in project.entries("es/articles/new.po")
    assert project.run("sync", "--check")[0] == 0


@pytest.mark.parametrize("cause", ("settings", "program"))
def test_another_program_or_other_settings_look_at_everything(project, cause):
    """What was made with them is not trusted."""
    project.run("sync")
    if cause == "settings":
        project.write("l10n.yaml", project.read("l10n.yaml").replace("Test", "Best"))
        assert len(_spied(project, "sync")[0]) == 3
    else:
        with patch("pipeline.disk.cache.pipeline.__version__", "9.9"):
            assert len(_spied(project, "sync")[0]) == 3


def test_a_check_writes_nothing_at_all(project):
    """Neither a cache nor the folder for it."""
    assert project.run("sync", "--check")[0] == 1
    assert not (project.root / ".l10n").exists()
    project.run("sync")
    before = project.bytes(".l10n")
    project.write("source/articles/new.md", "A new page.\n")
    assert project.run("sync", "--check")[0] == 1
    assert project.run("sync", "--dry-run")[0] == 0
    assert project.bytes(".l10n") == before
    assert project.run("sync")[1].count("1 file changed") == 2


def test_a_fault_is_told_every_time(project):
    """Of a document or a catalog that nothing has happened to."""
    project.write("source/articles/bad.md", "---\nl10n: {locals: [de]}\n---\n\nText.\n")
    text = "<!-- l10n:nto x -->\n\nText.\n"
    project.write("source/articles/odd.md", text)
    project.write("source/articles/none.md", f"---\nl10n: {{locales: [de]}}\n---\n\n{text}")
    project.run("sync")
    project.write("locales/es/articles/other.po", "<<<<<<< ours\n")
    told = [project.run("sync", "-l", "es")[::2] for _ in range(3)]
    assert told[0] == told[1] == told[2]
    assert told[0][0] == 2
    assert all(name in told[0][1] for name in ("bad.md", "odd.md", "none.md", "other.po"))


def test_only_quiet_files_are_known_by_their_stat(project):
    """Within two seconds of a change the content counts."""
    path = project.write("source/articles/new.md", "A new page.\n")
    assert files.examine(str(path))[1] is None
    with _clock("fast"):
        assert files.examine(str(path))[1] == files.mark(path.stat())
    project.run("sync")
    db = sqlite3.connect(project.root / ".l10n/cache.sqlite")
    assert db.execute("select count(*) from file").fetchone() == (0,)
    db.close()
