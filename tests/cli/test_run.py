"""`l10n run`, `build`, `check`, `status`, `init`: the whole job on a small project."""

import json
import os
import sys
import time

from pipeline import engines
from pipeline.engines.gateway.services import google
from pipeline.model import State


def test_a_second_run_changes_no_byte(project):
    """Also when the record of the first is gone: equal input gives equal bytes."""
    project.run("run")
    project.translate("de")
    assert project.run("run")[0] == 0
    before = project.bytes("locales"), project.bytes("build")
    assert "Nothing has changed" in project.run("run")[1]
    (project.root / ".l10n/cache.sqlite").unlink()
    assert "0 files of the website changed" in project.run("run")[1]
    assert (project.bytes("locales"), project.bytes("build")) == before


def test_a_run_after_an_edit_is_a_run(project):
    """The record never hides a change: of the source, a catalog, the settings or the pages."""
    project.run("run")
    for name, old, new in (
        ("source/articles/other.md", "Short text", "Long text"),
        (
            "locales/de/articles/other.po",
            'msgid "Other"\nmsgstr ""',
            'msgid "Other"\nmsgstr "Anderes"',
        ),
        ("l10n.yaml", "name: Test", "name: Tests"),
        ("build/de/index.html", "<html", "<html "),
    ):
        assert "Nothing has changed" in project.run("run")[1]
        project.write(name, project.read(name).replace(old, new))
        assert "Nothing has changed" not in project.run("run")[1], name


def test_with_the_network_down_the_run_ends_and_says_so_once(project, monkeypatch):
    """Google cannot be reached: one line, English pages, nothing lost, and quickly."""
    monkeypatch.setitem(sys.modules, "unreachable", _unreachable())
    monkeypatch.setattr(engines, "KINDS", {"google": engines.Kind("unreachable", "Google")})
    config = project.read("l10n.yaml").replace("publish:", "engines: {default: [google]}\npublish:")
    project.write("l10n.yaml", config)
    project.run("sync")
    project.translate("de", only={"Better sleep", "Other"})
    kept = project.bytes("locales")
    began = time.monotonic()
    code, _out, err = project.run("run")
    assert time.monotonic() - began < 30
    assert code == 0
    assert err.count("could not be reached") == 1
    assert project.bytes("locales") == kept
    page = project.read("build/de/articles/sleep.html")
    assert "Better sleep" in page
    assert 'lang="en"' in page
    assert "Nothing has changed" not in project.run("run")[1]


def _unreachable():
    """A module whose Google asks a port of this machine where nobody listens."""
    import types

    module = types.ModuleType("unreachable")
    module.Google = lambda: google(base_url="http://127.0.0.1:9/m")
    return module


def test_drafts_are_made_once(project):
    """The pseudo engine fills what is missing; a second run has nothing to do."""
    code, _out, _ = project.run("pretranslate", "--engine", "pseudo")
    assert code == 0
    project.run("sync")
    assert "drafts from pseudo" in project.run("pretranslate", "--engine", "pseudo")[1]
    states = {e.state for e in project.entries("de/articles/sleep.po").values()}
    assert states == {State.MACHINE}
    before = project.bytes("locales")
    project.run("pretranslate", "--engine", "pseudo")
    assert project.bytes("locales") == before


def test_people_s_text_is_never_overwritten_by_drafts(project):
    """Neither an accepted text nor an unfinished one."""
    project.run("sync")
    project.translate("de", only={"Rest eases pain."})
    path = project.root / "locales/de/articles/sleep.po"
    text = path.read_text().replace(
        'msgid "Walk every day."\nmsgstr ""', '#, fuzzy\nmsgid "Walk every day."\nmsgstr "Gehen"'
    )
    path.write_text(text)
    project.run("pretranslate", "--engine", "pseudo")
    entries = project.entries("de/articles/sleep.po")
    assert entries["Rest eases pain."].target == "„Rest eases pain.“"
    assert (entries["Walk every day."].target, entries["Walk every day."].state) == (
        "Gehen",
        State.DRAFT,
    )


def test_markdown_trees_hold_what_may_be_shown(project):
    """`--to markdown`: translated documents in the source's format, assets beside them."""
    project.write("source/images/a.svg", "<svg/>")
    project.run("sync")
    project.translate("de")
    code, _, err = project.run("build", "--to", "markdown", "-o", str(project.root / "out"))
    assert code == 0
    made = project.bytes("out")
    assert made["de/images/a.svg"] == b"<svg/>"
    text = made["de/articles/sleep.md"].decode()
    assert text.startswith("---\ntitle: „Better sleep“\n")
    assert "„Rest eases pain.“ „Walk every day.“" in text
    assert "es/articles/sleep.md" not in made
    assert (
        "es: withheld because the title is not translated: articles/other.md, articles/sleep.md"
        in err
    )


def test_a_run_speaks_of_the_selected_locales_only(project):
    """Of the pages of others that are withheld too it says nothing."""
    err = project.run("run", "-l", "de")[2]
    assert "l10n: de: withheld because" in err
    assert "l10n: es: " not in err
    assert "l10n: es: withheld because" in project.run("run")[2]


def test_a_stale_dose_is_not_published(project):
    """The old text stays for a changed word, and is refused for a changed number or a lost not."""
    project.run("sync")
    project.translate("de")
    text = project.read("source/articles/sleep.md")
    for words, shown in (
        ("Do not take more than 50 mg.", False),
        ("Do take more than 5 mg.", False),
        ("Do not ever take more than 5 mg.", True),
    ):
        project.write(
            "source/articles/sleep.md", text.replace("Do not take more than 5 mg.", words)
        )
        project.run("sync")
        project.run("build", "--to", "markdown", "-o", str(project.root / "out"))
        page = project.read("out/de/articles/sleep.md")
        assert ("„Do nicht take more than 5 mg.“" in page) == shown, words


def test_files_of_others_are_never_overwritten(project):
    """A page that stands in the way is named, and nothing is written."""
    project.run("sync")
    project.write("build/index.html", "mine")
    code, _, err = project.run("build")
    assert code == 2
    assert "index.html" in err
    assert project.bytes("build") == {"index.html": b"mine"}


def test_pages_of_removed_documents_are_removed(project):
    """Stale output goes, and only output that we wrote."""
    project.run("run")
    project.write("build/CNAME", "example.org")
    (project.root / "source/articles/other.md").unlink()
    text = project.read("source/articles/sleep.md").replace(
        " See [the other](other.md#more) text.", ""
    )
    project.write("source/articles/sleep.md", text)
    assert project.run("run")[0] == 0
    made = project.bytes("build")
    assert "en/articles/other.html" not in made
    assert "CNAME" in made


def test_check_says_how_its_information_is_shown(project):
    """Not where there is none, nor where it is shown."""
    hint = "for information (shown by `l10n check --all`)\n"
    project.run("sync")
    assert project.run("check")[2].endswith("0 for information\n")
    project.run("pretranslate", "--engine", "pseudo")
    assert project.run("check")[2].endswith(hint)
    assert hint not in project.run("check", "--all")[2]


def test_check_finds_a_wrong_dose(project):
    """An error in an accepted text: exit 1, with the PO line; JSON says the same."""
    project.run("sync")
    project.translate("de")
    path = project.root / "locales/de/articles/sleep.po"
    path.write_text(
        path.read_text().replace("„Do nicht take more than 5 mg.“", "Nicht mehr als 50 mg.")
    )
    code, out, _ = project.run("check")
    assert code == 1
    assert "locales/de/articles/sleep.po:" in out
    assert "[number]" in out
    code, out, _ = project.run("check", "--format", "json")
    data = json.loads(out)
    assert (code, data["schema"], data["totals"]["error"]) == (1, "l10n-check/1", 1)
    found = next(f for f in data["findings"] if f["level"] == "error")
    assert found["source"] == {"path": "source/articles/sleep.md", "line": 11}
    project.run("build", "--to", "markdown", "-o", str(project.root / "out"))
    assert "Do not take more than 5 mg." in project.read("out/de/articles/sleep.md")


def test_status_counts_words_by_state(project):
    """As JSON and as a gate."""
    project.run("sync")
    project.translate("de")
    code, out, _ = project.run("status", "--format", "json", "--fail-under", "de=100")
    data = json.loads(out)
    assert (code, data["schema"]) == (0, "l10n-status/1")
    assert data["totals"]["de"]["missing"] == 0
    assert data["totals"]["es"]["translated"] == 0
    code, _, err = project.run("status", "--fail-under", "50")
    assert (code, "es: 0.0 % of the words are accepted, 50 % required" in err) == (1, True)


def test_init_begins_a_project_that_runs(project):
    """A commented l10n.yaml and an article; nothing that is there is touched."""
    new = project.root / "new"
    new.mkdir()
    from pipeline.cli.main import main

    assert main(["-C", str(new), "init", "--engine", "none", "-l", "de,fr"]) == 0
    assert main(["-C", str(new), "run"]) == 0
    assert (new / "locales/fr/articles/first.po").exists()
    settings = (new / "l10n.yaml").read_bytes()
    assert main(["-C", str(new), "init", "--engine", "none"]) == 2
    assert (new / "l10n.yaml").read_bytes() == settings


def test_what_a_killed_run_left_half_written_is_swept_away(project):
    """After an hour, when no other run can still be writing it."""
    project.run("sync")
    old = project.write("locales/de/.l10n-old", "half")
    os.utime(old, (0, 0))
    new = project.write("locales/de/.l10n-new", "half")
    project.run("sync")
    assert (old.exists(), new.exists()) == (False, True)


def test_a_class_may_require_more(project):
    """By path or by the document's own word: without its signature the page is withheld."""
    config = project.read("l10n.yaml").replace("0.5}", "0.5, require: {medical: {de: approved}}}")
    project.write("l10n.yaml", config + "classes: {medical: [faqs/**]}\n")
    text = project.read("source/articles/other.md").replace("title:", "class: medical\ntitle:")
    project.write("source/articles/other.md", text)
    project.run("sync")
    for locale in ("de", "es"):
        project.translate(locale)
    _, out, _ = project.run("status", "--format", "json")
    withheld = {
        (d["document"], d["locale"]) for d in json.loads(out)["documents"] if not d["publish"]
    }
    assert withheld == {("articles/other.md", "de"), ("faqs/sleep.yaml", "de")}
