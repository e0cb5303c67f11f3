"""Other people's tools save our catalogs, also while the source changes: nothing is lost, and
nothing that nobody accepted for today's source is shown, before and after the next sync.
"""

import io
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import polib
import pytest
from babel.messages import pofile as babel
from conftest import missing
from documents import load

from pipeline import flow, publish
from pipeline.formats import po
from pipeline.meaning import changed_facts
from pipeline.model import Locale, State
from pipeline.model.joined import order
from pipeline.sync import Around, sync, wanted

SOURCE = """\
# Better sleep

Take 7 mg in the evening.

Drink water every day.

Rest eases pain.

Walk slowly on most days.

Call a doctor soon.

Never mix the tablets with alcohol.

Sleep helps the whole body.

This passage leaves one day.
"""
EARLIER = SOURCE.replace("the whole body", "the body") + "\nThis one is gone.\n"
PEOPLE = {
    "Better sleep": "Besser schlafen",
    "Take 7 mg in the evening.": "Nehmen Sie am Abend 7 mg.",
    "Drink water every day.": "Trinken Sie jeden Tag Wasser.",
    "Call a doctor soon.": "Rufen Sie bald eine Ärztin.",
    "Never mix the tablets with alcohol.": "Mischen Sie die Tabletten nie mit Alkohol.",
    "Sleep helps the body.": "Schlaf hilft dem Körper.",
    "This passage leaves one day.": "Dieser Absatz geht eines Tages.",
    "This one is gone.": "Dieser ist weg.",
}
"""What a person has accepted."""
DRAFT = "Gehen Sie meist la"
"""What a person has begun: the source is `Walk slowly on most days.`"""
EDITS = {
    "nothing": [],
    "7 mg is 70 mg": [("7 mg", "70 mg")],
    "70 mg, reworded": [("Take 7 mg in the evening", "In the evening, take 70 mg with water")],
    "70 mg, and 7 mg elsewhere": [("Take 7 mg in", "Take 70 mg in"), ("Drink water", "Take 7 mg")],
    "two doses change places": [("Drink water every day", "Take 70 mg in the evening")],
    "a negation goes": [("Never mix", "Mix")],
    "a negation comes": [("Drink water", "Do not drink water")],
    "a word": [("every day", "each day")],
    "a drafted sentence": [("eases pain", "eases much pain")],
    "a begun sentence": [("on most days", "on all days")],
    "an approved sentence": [("doctor soon", "doctor at once")],
    "a stale sentence again": [("the whole body", "the body and the mind")],
    "a stale sentence back": [("the whole body", "the body")],
    "a passage leaves": [("\nThis passage leaves one day.\n", "")],
    "a passage returns": [("one day.\n", "one day.\n\nThis one is gone.\n")],
    "context": [("Call a doctor", "<!-- l10n:context phone -->\nCall a doctor")],
    "everything": [("7 mg", "70 mg"), ("Never mix", "Mix"), ("pain", "stress"), ("most", "all"), ("whole body", "mind")],
}  # fmt: skip


@cache
def document(edit):
    """Today's source."""
    text = SOURCE
    for old, new in EDITS[edit]:
        assert old in text
        text = text.replace(old, new)
    return load(text)


def synced(document, catalog):
    """What `l10n sync` makes of a catalog."""
    around = Around(flow.agreed([catalog]))
    return sync(wanted(document), catalog, "source/x.md", around, "de")[0]


@cache
def start():
    """A catalog with a text in every state."""
    catalog = synced(load(EARLIER), po.new_catalog(Locale("de"), "Test"))
    catalog = synced(load(SOURCE), replace(catalog, entries=tuple(map(_worked, catalog.entries))))
    return po.write(catalog)


def _worked(entry):
    text = entry.key.text
    if text == "Rest eases pain.":
        return entry.drafted("Ruhe lindert Schmerz.", "apertium")
    if text.startswith("Walk"):
        return replace(entry, target=DRAFT, fuzzy=True, raw=None)
    done = replace(entry, target=PEOPLE[text], comments=("a remark",), raw=None)
    if text == "Call a doctor soon.":
        return done.with_record("approved", f"{entry.key.digest(done.target)} 2026-01-02 A, B")
    return done


def gnu(*words):
    """A GNU tool: CATALOG is the file, POT what the source says today."""

    def save(data, template, folder):
        if shutil.which(words[0]) is None:
            missing(words[0], "REQUIRE_GETTEXT")
        paths = {"CATALOG": folder / "x.po", "POT": folder / "x.pot"}
        paths["CATALOG"].write_bytes(data)
        paths["POT"].write_bytes(template)
        command = [str(paths.get(w, w)) for w in words]
        return subprocess.run(command, capture_output=True, check=True).stdout

    return save


def pot2po(data, template, folder):
    """translate-toolkit's merge."""
    tool = shutil.which("pot2po", path=f"{Path(sys.executable).parent}") or shutil.which("pot2po")
    if tool is None:
        missing("pot2po", "REQUIRE_TOOLKIT")
    (folder / "x.po").write_bytes(data)
    (folder / "x.pot").write_bytes(template)
    command = [tool, "--progress=none", "-t", folder / "x.po", folder / "x.pot", folder / "out.po"]
    subprocess.run(command, capture_output=True, check=True)
    return (folder / "out.po").read_bytes()


def by_polib(data, template, folder):
    return str(polib.pofile(data.decode())).encode()


def polib_merge(data, template, folder):
    catalog = polib.pofile(data.decode())
    catalog.merge(polib.pofile(template.decode()))
    return str(catalog).encode()


def babel_update(data, template, folder):
    catalog = babel.read_po(io.BytesIO(data), locale="de")
    catalog.update(babel.read_po(io.BytesIO(template)))
    out = io.BytesIO()
    babel.write_po(out, catalog, include_previous=True)
    return out.getvalue()


TOOLS = {
    "msgmerge": gnu("msgmerge", "-q", "CATALOG", "POT"),
    "msgmerge --previous": gnu("msgmerge", "-q", "--previous", "CATALOG", "POT"),
    "msgmerge -N": gnu("msgmerge", "-q", "-N", "CATALOG", "POT"),
    "msgcat": gnu("msgcat", "CATALOG"),
    "msgcat -w 30": gnu("msgcat", "-w", "30", "CATALOG"),
    "msgcat --use-first, two files": gnu("msgcat", "--use-first", "CATALOG", "POT"),
    "msgattrib": gnu("msgattrib", "CATALOG"),
    "msgattrib --clear-previous": gnu("msgattrib", "--clear-previous", "CATALOG"),
    "msgattrib --set-fuzzy": gnu("msgattrib", "--set-fuzzy", "CATALOG"),
    "msgattrib --set-obsolete": gnu("msgattrib", "--set-obsolete", "CATALOG"),
    "msgconv": gnu("msgconv", "-t", "ISO-8859-1", "CATALOG"),
    "pot2po": pot2po,
    "polib": by_polib,
    "polib merge": polib_merge,
    "Babel update": babel_update,
}


class Project:
    """A catalog on its way, and what is known of it."""

    def __init__(self, folder):
        self.folder = folder
        self.document = document("nothing")
        self.data = start()

    def edit(self, name):
        self.document = document(name)

    def save_with(self, tool):
        template = po.write(synced(self.document, po.new_catalog(Locale("de"), "Test")))
        self.data = TOOLS[tool](self.data, template, self.folder)

    def sync(self):
        self.data = po.write(synced(self.document, self.catalog))

    @property
    def catalog(self):
        return po.read(self.data, "x.po")

    def check(self):
        """Every text of a person is there, and what is shown was accepted for what it stands for."""
        catalog = self.catalog
        texts = {e.target for e in catalog.entries}
        assert {*PEOPLE.values(), DRAFT} <= texts, {*PEOPLE.values(), DRAFT} - texts
        shown = publish.texts(catalog, publish.Policy(), (), order(self.document))
        for key, text in shown.items():
            accepted_for = [source for source, target in PEOPLE.items() if target == text]
            assert len(accepted_for) == 1, (key, text)
            assert not changed_facts(accepted_for[0], key.text), (key, text)
            state = catalog.by_key()[key].state
            assert key.text in accepted_for or state is State.STALE, (key, text, state)


MERGE = ("msgmerge", "msgmerge --previous", "msgmerge -N", "polib merge", "Babel update")
"""Tools that read today's source, cheap enough for every edit."""
FEW = ("70 mg, reworded", "a drafted sentence", "a stale sentence back", "everything")
CASES = [*product(MERGE, EDITS), *product((t for t in TOOLS if t not in MERGE), FEW)]


@pytest.mark.parametrize(("tool", "edit"), CASES)
def test_a_tool_saves_while_the_source_changes(tool, edit, tmp_path):
    """Before a sync, after it, after the tool's next save, and after the next sync."""
    project = Project(tmp_path)
    project.edit(edit)
    project.check()
    for _ in range(2):
        project.save_with(tool)
        project.check()
        project.sync()
        project.check()
    project.edit("nothing")
    project.sync()
    project.check()


@pytest.mark.parametrize("tool", ["msgmerge", "msgmerge --previous", "polib merge", "pot2po"])
def test_a_tool_saves_between_two_edits(tool, tmp_path):
    """7 mg, then 70 mg, then something else, then 7 mg again; only the tool saves in between."""
    project = Project(tmp_path)
    for edit in ("7 mg is 70 mg", "70 mg, reworded", "nothing", "everything"):
        project.edit(edit)
        project.save_with(tool)
        project.check()
    project.sync()
    project.check()


def test_the_catalog_holds_every_state():
    """What the table stands on."""
    states = {e.key.text: e.state for e in po.read(start(), "x.po").entries if not e.obsolete}
    assert set(states.values()) == {
        State.TRANSLATED, State.APPROVED, State.MACHINE, State.DRAFT, State.STALE,
    }  # fmt: skip
