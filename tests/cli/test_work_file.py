"""A translator's week in one file: out, edited by real PO tools, and back."""

import shutil
import subprocess

import polib
import pytest

CONFIG = "locales: [de, es]\nsite: {name: Test}\n"
WALK = "---\ntitle: Walk\n---\n\nWalk every day. Ask a doctor first.\n"
REST = "---\ntitle: Rest\n---\n\nTake 5 mg at night. Ask a doctor first. Rest well.\n"
FILES = ("locales/de/articles/rest.po", "locales/de/articles/walk.po")


@pytest.fixture
def clinic(project):
    """Two articles with a sentence in common, German begun: see each test for what is open."""
    for name in ("articles/sleep.md", "articles/other.md", "faqs/sleep.yaml"):
        (project.root / "source" / name).unlink()
    project.write("l10n.yaml", CONFIG)
    project.write("source/articles/rest.md", REST)
    project.write("source/articles/walk.md", WALK)
    project.run("sync")
    return project


def export(project, *words):
    code, out, err = project.run("export", "-l", "de", "--todo", "work.po", *words)
    assert (code, err) == (0, "")
    return out


def week(project, **texts):
    """A translator's editor fills entries, by the first word of their msgid, and saves."""
    path = str(project.root / "work.po")
    file = polib.pofile(path)
    for entry in file:
        word = entry.msgid.split()[0]
        if word in texts:
            entry.msgstr = texts[word]
            entry.flags = [f for f in entry.flags if f != "fuzzy"]
            entry.previous_msgid = None
    file.save(path)
    return file


def states(project, name):
    return {t: e.state.value for t, e in project.entries(name).items()}


def test_each_open_unit_once_in_document_order_with_all_its_places(clinic):
    """Neighbours as notes, the key of two documents with both, and a header that says what it is."""
    clinic.translate("de", only={"Rest", "Walk every day."})
    out = export(clinic, "articles/walk.md", "articles/rest.md")
    assert out == "work.po: 4 units\n"
    file = polib.pofile(str(clinic.root / "work.po"))
    assert [e.msgid for e in file] == [
        "Take 5 mg at night.",
        "Ask a doctor first.",
        "Rest well.",
        "Walk",
    ]
    both = file[1]
    assert [o[0] for o in both.occurrences] == [
        "source/articles/rest.md",
        "source/articles/walk.md",
    ]
    assert both.comment == "paragraph\nafter: Take 5 mg at night.\nnext: Rest well."
    assert both.tcomment.startswith("from: ")
    assert {k: file.metadata[k] for k in ("Language", "X-L10n-Export", "X-L10n-Locale")} == {
        "Language": "de",
        "X-L10n-Export": "todo",
        "X-L10n-Locale": "de",
    }
    assert "Test (de): 4 units, 12 words" in file.header


def test_interface_strings_are_in_a_work_file_of_everything(clinic):
    """Where the project has all its documents in it, the strings of the templates come last."""
    clinic.write("locales/de/_site.po", (clinic.root / "locales/de/_site.po").read_bytes())
    path = clinic.root / "locales/de/_site.po"
    file = polib.pofile(str(path))
    file[0].msgstr = ""
    file.save(str(path))
    export(clinic)
    last = polib.pofile(str(clinic.root / "work.po"))[-1]
    assert (last.msgid, last.occurrences[0][0]) == (file[0].msgid, "templates")


def test_a_text_goes_to_every_catalog_that_has_the_key(clinic):
    """And counts there as translated, without the record of the export."""
    export(clinic)
    week(clinic, Ask="Fragen Sie zuerst einen Arzt.", Rest="Ruhe")
    code, out, err = clinic.run("import", "work.po")
    assert (code, err) == (0, "")
    assert out == "de: 4 translated; 2 files changed\n"
    for name in ("de/articles/rest.po", "de/articles/walk.po"):
        entry = clinic.entries(name)["Ask a doctor first."]
        assert (entry.target, entry.state.value) == ("Fragen Sie zuerst einen Arzt.", "translated")
        assert "from:" not in clinic.read(f"locales/{name}")
    assert clinic.run("sync", "--check")[0] == 0


def test_drafts_stale_and_begun_texts_keep_their_state_until_the_mark_is_cleared(clinic):
    """A machine draft shows where it is from, a stale text what it was accepted for."""
    clinic.translate("de", only={"Take 5 mg at night."})
    clinic.write("source/articles/rest.md", REST.replace("5 mg", "5 mg of it"))
    clinic.run("sync")
    clinic.run("pretranslate", "-l", "de", "--engine", "pseudo", "articles/walk.md")
    export(clinic)
    text = clinic.read("work.po")
    assert '#| msgid "Take 5 mg at night."' in text
    assert 'msgstr "„Take 5 mg at night.“"' in text
    assert text.count("# mt: pseudo ") == 3
    before = clinic.bytes("locales")
    assert clinic.run("import", "work.po") == (0, "de: nothing new; 0 files changed\n", "")
    assert clinic.bytes("locales") == before

    path = str(clinic.root / "work.po")
    file = polib.pofile(path)
    by_id = {e.msgid: e for e in file}
    by_id["Walk every day."].msgstr = "Gehen Sie"  # left fuzzy
    by_id["Take 5 mg of it at night."].flags.remove("fuzzy")
    file.save(path)
    assert clinic.run("import", "work.po")[1] == "de: 1 translated, 1 draft; 2 files changed\n"
    assert states(clinic, "de/articles/walk.po")["Walk every day."] == "draft"
    assert states(clinic, "de/articles/walk.po")["Walk"] == "machine"
    taken = clinic.entries("de/articles/rest.po")["Take 5 mg of it at night."]
    assert (taken.state.value, taken.previous, taken.record("accepted")) == ("translated", None, [])


def test_what_others_wrote_meanwhile_is_a_conflict_with_file_and_line(clinic):
    """The rest is put back, nothing is overwritten, and the exit code is 1."""
    export(clinic)
    clinic.translate("de", "Kollegin: {}", only={"Rest well."})
    clinic.write("source/articles/walk.md", WALK.replace("every day", "twice a day"))
    clinic.run("sync")
    file = week(clinic, Rest="Gute Erholung.", Walk="Gehen.", Ask="Fragen.", Take="Nehmen.")
    lines = {e.msgid: e.linenum for e in polib.pofile(str(clinic.root / "work.po"))}
    assert len(file) == len(lines)
    code, out, err = clinic.run("import", "work.po")
    assert code == 1
    assert out == "de: 5 translated; 2 files changed; 2 conflicts\n"
    theirs = clinic.entries("de/articles/rest.po")["Rest well."]
    assert theirs.target == "Kollegin: Rest well."
    changed, gone = sorted(err.splitlines())
    if "no longer" in changed:
        changed, gone = gone, changed
    assert changed.startswith("l10n: work.po:")
    assert f"“Rest well.”: {FILES[0]}:{theirs.line} has “Kollegin: Rest well.”" in changed
    assert "“Walk every day.”: no longer in the catalogs" in gone
    for line, msgid in ((changed, "Rest well."), (gone, "Walk every day.")):
        number = int(line.split(":")[2])
        assert f'msgid "{msgid}"' == clinic.read("work.po").splitlines()[number - 1]
    assert clinic.entries("de/articles/walk.po")["Ask a doctor first."].target == "Fragen."


def test_the_same_text_written_meanwhile_is_no_conflict(clinic):
    """Two people agree."""
    export(clinic)
    clinic.translate("de", "Gut.", only={"Rest well."})
    week(clinic, Rest="Gut.")
    assert clinic.run("import", "work.po")[:2] == (0, "de: 1 translated; 1 file changed\n")


def test_a_text_copied_from_another_catalog_meanwhile_is_a_conflict(clinic):
    """Even where the export knew it there: for this catalog it is new."""
    clinic.translate("de", "Angenommen", only={"Ask a doctor first."})
    path = clinic.root / FILES[1]
    path.write_text(path.read_text().replace('msgstr "Angenommen"', 'msgstr ""'))
    export(clinic)
    week(clinic, Ask="Anders.")
    clinic.run("sync")
    code, out, err = clinic.run("import", "work.po")
    assert (code, out) == (1, "de: nothing new; 0 files changed; 1 conflict\n")
    assert f"{FILES[1]}:" in err


def test_a_draft_made_meanwhile_gives_way(clinic):
    """Nobody wrote it."""
    export(clinic)
    clinic.run("pretranslate", "-l", "de", "--engine", "pseudo")
    week(clinic, Take="Nehmen Sie 5 mg.")
    assert clinic.run("import", "work.po")[0] == 0
    assert states(clinic, "de/articles/rest.po")["Take 5 mg at night."] == "translated"


def test_texts_that_differ_on_purpose_are_left_alone(clinic):
    """Where one catalog had an accepted text at export, only the other gets the new one; a draft
    that the work file did not show is a conflict."""
    clinic.translate("de", "Angenommen", only={"Ask a doctor first."})
    path = clinic.root / FILES[1]
    path.write_text(path.read_text().replace('msgstr "Angenommen"', 'msgstr ""'))
    export(clinic)
    week(clinic, Ask="Anders.")
    assert clinic.run("import", "work.po")[:2] == (0, "de: 1 translated; 1 file changed\n")
    assert clinic.entries("de/articles/rest.po")["Ask a doctor first."].target == "Angenommen"
    assert clinic.entries("de/articles/walk.po")["Ask a doctor first."].target == "Anders."

    for name, text in zip(FILES, ("Entwurf A", "Entwurf B"), strict=True):
        file = polib.pofile(str(clinic.root / name))
        entry = next(e for e in file if e.msgid.startswith("Ask"))
        entry.msgstr, entry.flags = text, ["fuzzy"]
        file.save(str(clinic.root / name))
    export(clinic, "--force")
    assert clinic.read("work.po").count("Entwurf A") == 1
    week(clinic, Ask="Fertig.")
    code, out, err = clinic.run("import", "work.po")
    assert (code, out) == (1, "de: 1 translated; 1 file changed; 1 conflict\n")
    assert "“Entwurf B”" in err


def test_a_remark_comes_along_and_none_is_dropped(clinic):
    """What the translator writes beside an entry goes to its catalogs once."""
    export(clinic)
    path = clinic.root / "work.po"
    asked = path.read_text().replace("# from: ", "# Which doctor?\n# from: ")
    path.write_text(asked)
    clinic.run("import", "work.po")
    assert clinic.entries("de/articles/walk.po")["Ask a doctor first."].remarks == (
        "Which doctor?",
    )
    before = clinic.bytes("locales")
    clinic.run("import", "work.po")
    assert clinic.bytes("locales") == before


def test_an_emptied_text_takes_nothing_away(clinic):
    """A person's draft stays where the work file has none any more."""
    clinic.translate("de", "Text", only={"Rest well."})
    file = polib.pofile(str(clinic.root / FILES[0]))
    next(e for e in file if e.msgid == "Rest well.").flags = ["fuzzy"]
    file.save(str(clinic.root / FILES[0]))
    export(clinic)
    week(clinic, Rest="")
    assert clinic.run("import", "work.po")[:2] == (0, "de: nothing new; 0 files changed\n")
    assert clinic.entries("de/articles/rest.po")["Rest well."].target == "Text"


def tools(folder):
    """Ways in which PO tools save a file: command lines from INPUT to OUTPUT."""
    return {
        "msgcat": ["msgcat", "INPUT", "-o", "OUTPUT"],
        "msgcat 40": ["msgcat", "--width=40", "INPUT", "-o", "OUTPUT"],
        "msgcat unwrapped": ["msgcat", "--no-wrap", "INPUT", "-o", "OUTPUT"],
        "msgattrib": ["msgattrib", "INPUT", "-o", "OUTPUT"],
        "sorted": ["msgcat", "--sort-output", "INPUT", "-o", "OUTPUT"],
    }


@pytest.mark.parametrize("tool", [*tools(""), "polib", "pypo", "crlf"])
def test_a_work_file_saved_by_any_tool_comes_back_the_same(clinic, msgfmt, tool):
    """Wrapped, unwrapped, sorted, with other line ends: neither a draft nor a text changes."""
    clinic.translate("de", only={"Take 5 mg at night."})
    clinic.write("source/articles/rest.md", REST.replace("5 mg", "5 mg of it"))
    clinic.run("sync")
    clinic.run("pretranslate", "-l", "de", "--engine", "pseudo", "articles/walk.md")
    export(clinic)
    path = clinic.root / "work.po"
    subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], check=True, capture_output=True)
    _save(path, tool)
    before = clinic.bytes("locales")
    assert clinic.run("import", "work.po") == (0, "de: nothing new; 0 files changed\n", "")
    assert clinic.bytes("locales") == before
    week(clinic, Rest="Ruhe")
    _save(path, tool)
    assert clinic.run("import", "work.po")[:2] == (0, "de: 2 translated; 1 file changed\n")


def _save(path, tool):
    if tool == "polib":
        polib.pofile(str(path), wrapwidth=30).save(str(path))
    elif tool == "pypo":
        from translate.storage import pypo

        store = pypo.pofile.parsefile(str(path))
        store.savefile(str(path))
    elif tool == "crlf":
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    else:
        saved = path.with_suffix(".saved")
        names = {"INPUT": str(path), "OUTPUT": str(saved)}
        words = [names.get(w, w) for w in tools("")[tool]]
        subprocess.run([shutil.which(words[0]), *words[1:]], check=True)
        saved.replace(path)


def test_joined_sentences_come_back_joined(clinic):
    """A text and the `~` behind it, written in a work file, are one after the next sync."""
    export(clinic)
    week(clinic, Take="Nehmen Sie nachts 5 mg und ruhen Sie.", Ask="~", Rest="Ruhe")
    clinic.write("source/articles/walk.md", "---\ntitle: Walk\n---\n\nWalk every day.\n")
    clinic.run("sync")
    assert clinic.run("import", "work.po")[0] == 0
    clinic.run("sync")
    assert clinic.entries("de/articles/rest.po")["Ask a doctor first."].record("joined")


REFUSED = {
    "a catalog": (
        lambda p: p.write("x.po", p.read(FILES[0])),
        "x.po:1: its header has no X-L10n-Export",
    ),
    "nothing": (lambda p: None, "there is no file x.po"),
    "broken": (lambda p: p.write("x.po", 'msgid "a\n'), "x.po:1: a text that does not begin"),
    "another locale": (
        lambda p: p.write("x.po", p.read("work.po").replace("Locale: de", "Locale: nl")),
        "x.po: it is for nl, which is not among de, es",
    ),
    "a merge conflict": (
        lambda p: p.write("x.po", p.read("work.po") + "<<<<<<< ours\n"),
        "a merge conflict: resolve it first",
    ),
    "a key twice": (
        lambda p: p.write("x.po", p.read("work.po") + '\nmsgid "Rest well."\nmsgstr ""\n'),
        "the same msgid as in line",
    ),
    "a folder": (lambda p: (p.root / "x.po").mkdir(), "x.po: cannot be read: Is a directory"),
    "an empty template": (
        lambda p: p.run("export", "--format", "pot", "-o", "x.po"),
        "x.po:1: its header names no Language: fill it in",
    ),
    "a page": (lambda p: p.write("x.po", "<html/>"), "neither TMX nor XLIFF"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_export_is_refused(clinic, name):
    """In one line, and no catalog changes."""
    export(clinic)
    before = clinic.bytes("locales")
    REFUSED[name][0](clinic)
    code, _, err = clinic.run("import", "x.po")
    assert (code, err.count("\n"), REFUSED[name][1] in err) == (2, 1, True), err
    assert clinic.bytes("locales") == before


def test_a_week_of_work_is_not_overwritten(clinic):
    """An export replaces its like while nothing in it waits for the import, and no other file."""
    export(clinic)
    export(clinic)
    week(clinic, Rest="Ruhe")
    kept = clinic.read("work.po")
    code, _, err = clinic.run("export", "-l", "de", "--todo", "work.po")
    assert (code, clinic.read("work.po")) == (2, kept)
    assert "`l10n import work.po` first, or --force" in err
    clinic.run("import", "work.po")
    export(clinic)
    for text in ("notes", clinic.read(FILES[0]), "<p/>", "\0"):
        clinic.write("mine.po", text)
        assert clinic.run("export", "-l", "de", "--todo", "mine.po")[0] == 2
        assert clinic.read("mine.po") == text
    assert clinic.run("export", "-l", "de", "--todo", "mine.po", "--force")[0] == 0


def test_a_dry_run_writes_nothing(clinic):
    """It says what would be done."""
    export(clinic)
    week(clinic, Rest="Ruhe")
    before = clinic.bytes("locales")
    assert clinic.run("import", "--dry-run", "work.po")[1] == "de: 2 translated; 1 file changed\n"
    assert clinic.bytes("locales") == before


def test_a_catalog_behind_its_source_is_named(clinic):
    """What a translator would not see is not passed over in silence."""
    clinic.write("source/articles/rest.md", REST + "\nA new one.\n")
    code, _, err = clinic.run("export", "-l", "de", "--todo", "work.po")
    assert code == 0
    assert f"{FILES[0]}: it lacks 1 unit of source/articles/rest.md: run `l10n sync`" in err


USAGE = {
    "no target": ([], "give either --todo FILE, or"),
    "two targets": (["--todo", "a.po", "--format", "po", "-o", "b.po"], "give either"),
    "no file": (["--format", "po"], "give either"),
    "two locales": (["--todo", "a.po"], "name one locale: -l de, or -l es"),
    "no such document": (["-l", "de", "--todo", "a.po", "x.md"], "no document x.md"),
}


@pytest.mark.parametrize("name", USAGE)
def test_usage(clinic, name):
    """One line says what is missing."""
    words, message = USAGE[name]
    code, _, err = clinic.run("export", *words)
    assert (code, message in err) == (2, True), err


def test_a_template_and_a_whole_catalog(clinic, msgfmt):
    """`.pot` without texts, `po` with all of them; both pass msgfmt and know their documents."""
    clinic.translate("de")
    assert clinic.run("export", "--format", "pot", "-o", "all.pot", "articles/rest.md")[0] == 0
    assert clinic.run("export", "--format", "po", "-l", "de", "-o", "all.po")[0] == 0
    for name in ("all.pot", "all.po"):
        path = clinic.root / name
        subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], check=True, capture_output=True)
    template = polib.pofile(str(clinic.root / "all.pot"))
    assert [e.msgid for e in template] == [
        "Rest",
        "Take 5 mg at night.",
        "Ask a doctor first.",
        "Rest well.",
    ]
    assert not any(e.msgstr or e.tcomment or e.fuzzy for e in template)
    file = polib.pofile(str(clinic.root / "all.po"))
    next(e for e in file if e.msgid == "Rest well.").msgstr = "Verbessert."
    file.save(str(clinic.root / "all.po"))
    assert clinic.run("import", "all.po")[1] == "de: 1 translated; 1 file changed\n"
    assert clinic.run("export", "--format", "pot", "-o", "all.pot")[0] == 0


def test_a_template_that_a_translator_has_filled(clinic, msgfmt):
    """`msginit` makes a catalog of it; its texts go where nobody has written any."""
    clinic.translate("de", "Schon da.", only={"Rest well."})
    clinic.run("export", "--format", "pot", "-o", "all.pot", "articles/rest.md")
    path = clinic.root / "mine.po"
    init = ["msginit", "--no-translator", "-l", "de", "-i", clinic.root / "all.pot", "-o", path]
    subprocess.run(init, check=True, capture_output=True)
    assert clinic.run("export", "--format", "pot", "-o", "mine.po")[0] == 0
    subprocess.run(init, check=True, capture_output=True)
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = f"Neu: {entry.msgid}"
    file.save(str(path))
    assert clinic.run("export", "--format", "pot", "-o", "mine.po")[0] == 2
    code, out, err = clinic.run("import", "mine.po")
    assert (code, out) == (1, "de: 4 translated; 2 files changed; 1 conflict\n")
    assert "“Schon da.”" in err
