"""XLIFF and TMX at the command line: out to a tool, in again, and what is refused."""

import builtins
import sys

import pytest
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

READERS = {"xliff": xlifffile, "xliff2": Xliff2File}


@pytest.mark.parametrize("form", READERS)
def test_a_cat_tool_s_file_comes_back(project, form):
    """Texts go to the catalog of their document; untouched units change no byte."""
    project.run("sync")
    project.run("pretranslate", "-l", "de", "--engine", "pseudo", "faqs/sleep.yaml")
    code, out, err = project.run("export", "-l", "de", "--format", form, "-o", "all.xlf")
    assert (code, err) == (0, "")
    before = project.bytes("locales")
    assert project.run("import", "all.xlf") == (0, "de: nothing new; 0 files changed\n", "")
    assert project.bytes("locales") == before
    path = project.root / "all.xlf"
    store = READERS[form].parsestring(path.read_bytes())
    assert out == f"all.xlf: {len(store.units)} units\n"
    for unit in store.units:
        if unit.source == "Walk every day.":
            unit.target = "Gehen Sie täglich."
            unit.markfuzzy(False)
    path.write_bytes(bytes(store))
    assert project.run("import", "all.xlf")[:2] == (0, "de: 1 translated; 1 file changed\n")
    entry = project.entries("de/articles/sleep.po")["Walk every day."]
    assert (entry.target, entry.state.value) == ("Gehen Sie täglich.", "translated")
    project.write("source/articles/sleep.md", "---\ntitle: Better sleep\n---\n\nNew.\n")
    project.run("sync")
    store.units[0].target = "Besser"
    for unit in store.units:
        if unit.source == "Drink some water.":
            unit.target = "Trinken."
    path.write_bytes(bytes(store))
    code, out, err = project.run("import", "all.xlf")
    assert code == 1
    assert "all.xlf:" in err
    assert "“Drink some water.”: no longer in the catalogs" in err


def test_a_file_with_unknown_inline_elements_names_them(project):
    """They count as conflicts; the rest is put back."""
    project.run("sync")
    project.run("export", "-l", "de", "--format", "xliff", "-o", "all.xlf")
    text = project.read("all.xlf")
    text = text.replace(
        "<source>Walk every day.</source>",
        '<source>Walk every day.</source><target state="final">Gehen <x id="1"/></target>',
    ).replace(
        "<source>Drink some water.</source>",
        '<source>Drink some water.</source><target state="final">Trinken.</target>',
    )
    project.write("all.xlf", text)
    code, out, err = project.run("import", "all.xlf")
    assert (code, out) == (1, "de: 1 translated; 1 file changed; 1 conflict\n")
    line = next(i for i, x in enumerate(text.splitlines(), 1) if 'id="1"' in x)
    assert f"all.xlf:{line - 1}: it has inline elements" in err


def test_a_memory_goes_out_and_fills_missing_units_as_drafts(project):
    """Only accepted pairs; in another project identical missing units get them, marked as such."""
    project.run("sync")
    project.translate("de")
    project.run("export", "-l", "de", "--format", "tmx", "-o", "de.tmx", "articles/sleep.md")
    store = tmxfile.parsestring((project.root / "de.tmx").read_bytes(), "en", "de")
    assert ("Walk every day.", "„Walk every day.“") in [(u.source, u.target) for u in store.units]
    for path in (project.root / "locales").rglob("*.po"):
        path.unlink()
    project.run("sync")
    project.translate("de", "Eigenes", only={"Rest eases pain."})
    code, out, err = project.run("import", "de.tmx")
    assert (code, err) == (0, "")
    pairs = len(store.units)
    assert out == f"de: {pairs - 1} drafts from {pairs} pairs\n"
    entries = project.entries("de/articles/sleep.po")
    walk = entries["Walk every day."]
    assert (walk.target, walk.state.value) == ("„Walk every day.“", "machine")
    assert walk.record("mt")[0] == "memory"
    assert entries["Rest eases pain."].target == "Eigenes"
    assert project.run("import", "-l", "es", "de.tmx")[2] == "l10n: de.tmx: no pairs of en and es\n"
    assert project.run("export", "-l", "de", "--format", "tmx", "-o", "de.tmx")[0] == 0


def test_a_unit_with_control_characters_is_named(project):
    """It is left out of XML, and the command says so."""
    project.write("source/articles/other.md", "---\ntitle: Other\n---\n\nBell \x0b here.\n")
    project.run("sync")
    code, _, err = project.run("export", "-l", "de", "--format", "xliff2", "-o", "all.xlf")
    assert (code, err) == (0, "l10n: all.xlf: 1 unit left out: control characters\n")


def test_another_s_file_is_not_overwritten(project):
    """A memory or XLIFF that `l10n export` did not make."""
    project.run("sync")
    for text in ('<tmx version="1.4"><header/><body/></tmx>', "<xliff><file/></xliff>", "<a>"):
        project.write("mine", text)
        code, _, err = project.run("export", "-l", "de", "--format", "tmx", "-o", "mine")
        assert (code, project.read("mine"), "--force" in err) == (2, text, True)


@pytest.mark.parametrize(
    "words", [["export", "-l", "de", "--format", "tmx", "-o", "a"], ["import", "b"]]
)
def test_without_the_extra_it_says_what_to_install(project, monkeypatch, words):
    """PO needs nothing; XLIFF and TMX name the extra."""
    project.run("sync")
    project.write("b", "<tmx/>")
    real = builtins.__import__

    def without_lxml(name, *args, **kwargs):
        if name.startswith("lxml"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    for name in [n for n in sys.modules if n.startswith("lxml")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without_lxml)
    code, _, err = project.run(*words)
    assert (code, "pip install 'l10n-pipeline[interchange]'" in err) == (2, True)
    assert project.run("export", "-l", "de", "--todo", "work.po")[0] == 0
