"""Bad input: one line each with file, line and what to do; the other documents go on."""

import pytest


def lines(err):
    return [x for x in err.splitlines() if x.startswith("l10n: ")]


FAULTS = {
    "broken YAML": ("source/bad.yaml", b"title: [a\nx: b\n", "source/bad.yaml:2: not valid YAML"),
    "broken front matter": (
        "source/bad.md",
        b"---\ntitle: a\n  b: [\n---\n",
        "source/bad.md:3: not valid YAML",
    ),
    "not UTF-8": ("source/bad.md", b"# a\n\n\xff\xfe\n", "source/bad.md:3: not UTF-8"),
    "NUL": ("source/bad.md", b"a\0b\n", "source/bad.md:1: holds a NUL byte"),
    "front matter not closed": (
        "source/bad.md",
        b"---\ntitle: a\ndate: 2026-01-01\n\n# Bad\n",
        "source/bad.md:1: front matter is not closed",
    ),
    "conflict": (
        "source/bad.md",
        b"# a\n\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n",
        "source/bad.md:3: a merge conflict",
    ),
    "reserved name": ("source/_site.md", b"a\n", "source/_site.md: would share _site.po"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_source_fault_is_one_line_and_stops_nothing_else(project, name):
    """Exit 2, the file and line, no traceback, and the other catalogs are there."""
    path, data, words = FAULTS[name]
    project.write(path, data)
    for command in ("sync", "run"):
        code, _, err = project.run(command)
        assert code == 2
        assert [words in x for x in lines(err) if "bad" in x or "_site" in x] == [True]
        assert "Traceback" not in err
    assert project.entries("de/articles/sleep.po")


def test_all_faults_of_a_run_are_shown(project):
    """Not only the first."""
    project.write("source/a.md", b"\xff")
    project.write("source/b.yaml", b"[")
    code, _, err = project.run("sync")
    assert (code, len(lines(err))) == (2, 2)


def test_two_documents_that_would_share_a_catalog_are_both_named(project):
    """Neither is guessed to be the right one."""
    project.write("source/articles/sleep.yaml", "title: a\n")
    code, _, err = project.run("sync")
    assert code == 2
    assert len([x for x in lines(err) if "articles/sleep.po" in x]) == 2
    assert not (project.root / "locales/de/articles/sleep.po").exists()


def test_a_broken_po_file_is_never_written(project):
    """Its fault has file and line, the file keeps its bytes, the other locale goes on."""
    project.run("sync")
    broken = 'msgid ""\nmsgstr ""\n\nmsgid "a\nmsgstr ""\n'
    project.write("locales/de/articles/sleep.po", broken)
    for command in ("sync", "pretranslate", "check", "build", "status", "run"):
        code, _, err = project.run(command)
        assert code == 2, command
        assert len([x for x in lines(err) if "locales/de/articles/sleep.po:4:" in x]) == 1, command
        assert project.read("locales/de/articles/sleep.po") == broken


def test_a_missing_link_target_and_image_are_named(project):
    """File, line, what to do; the pages are built all the same."""
    text = "---\nimage: ../no.svg\n---\nSee [x](nowhere.md), [y](other.md#gone).\n\n![z](no.svg)\n"
    project.write("source/articles/links.md", text)
    project.run("sync")
    code, _, err = project.run("build")
    assert code == 2
    found = [x for x in lines(err) if "source/articles/links.md" in x]
    assert [x.split(": ")[1] for x in found] == [
        f"source/articles/links.md:{n}" for n in (2, 4, 4, 6)
    ]
    assert (project.root / "build/manifest.json").exists()


SETTINGS = {
    "unknown key": ("locales: [de]\nlocalse: [es]\n", "l10n.yaml:2: the key 'localse' is not known: did you mean locales?"),
    "unknown locale": ("locales:\n  - de\n  - dd\n", "l10n.yaml:3: the locale 'dd' is not known"),
    "unknown engine": ("locales: [de]\nengines:\n  default: [apertum]\n", "l10n.yaml:3: the engine 'apertum' is not known: did you mean apertium?"),
    "bad pattern": ("locales: [de]\nfields: ['a..b']\n", "l10n.yaml:2: 'a..b' is no field pattern"),
    "bad choice": ("locales: [de]\npublish: {machine: hide}\n", "l10n.yaml:2: publish.machine 'hide' is not known"),
    "key twice": ("locales: [de]\noutput: a\noutput: b\n", "l10n.yaml:3: the key 'output' stands twice"),
    "not YAML": ("locales: [de\n", "l10n.yaml:2: not valid YAML"),
    "source locale": ("locales: [de, en]\n", "l10n.yaml:1: en is the source locale"),
}  # fmt: skip


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_that_cannot_be_is_refused_with_its_line(project, name):
    """Exit 2, the nearest valid name, and nothing is written."""
    text, words = SETTINGS[name]
    project.write("l10n.yaml", text)
    code, _, err = project.run("sync")
    assert code == 2
    assert words in err
    assert not (project.root / "locales").exists()


def test_names_on_the_command_line_are_refused_with_the_nearest(project):
    """A locale or document that is not there, a folder without settings."""
    assert "did you mean articles/sleep.md?" in project.run("sync", "articles/slep.md")[2]
    assert project.run("sync", "-l", "fr")[0] == 2
    assert project.run("build", "--to", "pdf")[0] == 2
    (project.root / "l10n.yaml").unlink()
    code, _, err = project.run("sync")
    assert (code, "l10n init" in err) == (2, True)


def test_a_class_pattern_that_matches_nothing_is_a_fault(project):
    """A gate by class must not be off because of a typo."""
    project.write("l10n.yaml", project.read("l10n.yaml") + "classes: {medical: [artcles/**]}\n")
    code, _, err = project.run("sync")
    assert (code, "the pattern artcles/** matches no document" in err) == (2, True)


@pytest.mark.parametrize("folder", [".", "..", "/", "source", "source/x", "locales/de"])
def test_pages_are_never_written_among_what_people_write(project, folder):
    """Neither `-o` nor `output:` may name the project, what is around it, or its sources."""
    project.run("sync")
    before = project.bytes(".")
    code, _, err = project.run("build", "-o", folder)
    assert (code, "name a folder of their own" in err) == (2, True)
    assert project.bytes(".") == before


def test_paths_are_relative_to_the_folder_of_c(project):
    """`-C DIR` works as if the command were run in DIR, as in git and make."""
    project.run("sync")
    assert project.run("build", "-o", "out")[0] == 0
    assert (project.root / "out/manifest.json").exists()
    assert project.run("check", "source/articles/sleep.md")[0] == 0
