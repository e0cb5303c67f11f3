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
    "unknown table": ("locales: [de]\nengines:\n  clases: {medical: [pseudo]}\n", "l10n.yaml:3: the table 'clases' is not known: did you mean classes?"),
    "unknown class": ("locales: [de]\nengines:\n  classes: {medical: [pseudo]}\n", "l10n.yaml:3: the class 'medical' is not known: none is defined here"),
    "limit below 0": ("locales: [de]\nengine_options:\n  pseudo: {max_chars: -1}\n", "l10n.yaml:3: max_chars must be a number, not below 0, or one for each locale"),
    "nothing at a time": ("locales: [de]\nengine_options:\n  pseudo: {parallel: 0}\n", "l10n.yaml:3: parallel must be greater than 0"),
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


ODD = {
    "a 13th month": ("source/bad.md", b"---\ntitle: a\ndate: 2024-13-45\n---\nText.\n", 2),
    "a list as key": ("source/bad.yaml", b"? [a]\n: b\n", 2),
    "an alias of itself": ("source/bad.yaml", b"a: &x [*x]\n", 0),
    "deep nesting": ("source/bad.yaml", b"a: " + b"[" * 3000 + b"]" * 3000 + b"\n", 2),
    "many aliases": (
        "source/bad.yaml",
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9)) for c in range(98, 106)
        ),
        0,
    ),
    "an empty file": ("source/bad.md", b"", 0),
    "only front matter": ("source/bad.md", b"---\ntitle: a\n---\n", 0),
    "a number as title": ("source/bad.md", b"---\ntitle: 42\n---\n# Heading\n", 0),
    "anchors and tags": ("source/bad.yaml", b"title: &t !!str Hello\nog: *t\n", 0),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_yaml_is_read_or_refused_in_one_line(project, name):
    """No traceback, no endless loop; the pages of the others are built."""
    path, data, expected = ODD[name]
    project.write(path, data)
    for command in ("sync", "run"):
        code, _, err = project.run(command)
        assert (code, "a fault of l10n itself" in err) == (expected, False), err
    assert (project.root / "build/en/articles/sleep.html").exists()


def test_an_anchor_stays_where_it_was(project):
    """A translated value keeps the name by which another value repeats it."""
    project.write("source/x.yaml", "title: &t Hello there\nog: *t\n")
    project.run("sync")
    project.translate("de")
    project.run("build", "--to", "markdown", "-o", "out", "-l", "de")
    assert project.read("out/de/x.yaml") == "title: &t „Hello there“\nog: *t\n"


def test_odd_files_stop_nothing(project):
    """A link that leads nowhere, a folder in a catalog's place, a suffix that is no document."""
    (project.root / "source/gone.svg").symlink_to("nowhere.svg")
    (project.root / "source/gone.md").symlink_to("nowhere.md")
    (project.root / "locales/de/articles/sleep.po").mkdir(parents=True)
    project.write("source/page.txt", "x")
    project.write("l10n.yaml", project.read("l10n.yaml") + "documents: ['**/*.md', '**/*.txt']\n")
    for command in ("sync", "run"):
        code, _, err = project.run(command)
        assert (code, "a fault of l10n itself" in err) == (2, False), err
        assert any("source/gone.md: cannot be read" in x for x in lines(err))
        assert any("page.txt: .txt is no document" in x for x in lines(err))
        assert any("locales/de/articles/sleep.po: cannot be read" in x for x in lines(err))
    assert project.entries("es/articles/sleep.po")


def test_a_catalog_whose_charset_is_too_small_is_named_and_kept(project):
    """Latin-1 cannot hold a curly quote: the file stays as it is."""
    project.write("source/articles/other.md", "---\ntitle: Other\n---\n\nShort “text” here.\n")
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n'
    project.write("locales/de/articles/other.po", head)
    code, _, err = project.run("sync")
    assert (code, "iso-8859-1 cannot hold the new text" in err) == (2, True)
    assert project.read("locales/de/articles/other.po") == head


def test_a_manifest_cannot_name_files_outside(project):
    """What a build may remove lies inside its folder, whatever the manifest says."""
    project.run("run")
    project.write("precious.txt", "mine")
    manifest = project.read("build/manifest.json").replace(
        '"404.html"', '"404.html", "../precious.txt"'
    )
    project.write("build/manifest.json", manifest)
    project.run("build")
    assert project.read("precious.txt") == "mine"
    project.write("other/manifest.json", '{"name": "app"}')
    assert project.run("build", "-o", "other")[0] == 2


def test_one_locale_leaves_the_others_whole(project):
    """A website is built for all its languages; Markdown trees locale by locale."""
    project.run("sync")
    for locale in ("de", "es"):
        project.translate(locale)
    project.run("build")
    before = project.bytes("build")
    project.run("build", "-l", "de")
    assert project.bytes("build") == before
    project.run("build", "--to", "markdown", "-o", "out", "-l", "de")
    project.run("build", "--to", "markdown", "-o", "out", "-l", "es")
    assert {"de/articles/sleep.md", "es/articles/sleep.md"} <= set(project.bytes("out"))


def test_a_comment_in_raw_html_swallows_nothing(project):
    """A translation that opens a comment would hide the rest of the page: it is shown as text."""
    text = "---\ntitle: A\n---\n\n<div><p>One two</p><p>Never exceed 8.</p></div>\n"
    project.write("source/articles/third.md", text)
    project.run("sync")
    project.translate("de", only={"A", "Never exceed 8."})
    project.translate("de", sign="Eins <!-- zwei")
    project.run("build", "--to", "markdown", "-o", "out")
    assert "„Nie exceed 8.“" in project.read("out/de/articles/third.md")
    assert "Eins &lt;!-- zwei" in project.read("out/de/articles/third.md")
    assert "<!--" not in project.read("out/de/articles/third.md")


def test_a_merge_conflict_costs_translators_nothing(project):
    """Both sides have their units while it lasts, no page is made, and nothing is new behind it."""
    project.write("source/c.md", "# C\n\nOne here.\n\nTwo here.\n")
    project.run("sync")
    project.translate("de")
    conflict = "# C\n\nOne here.\n<<<<<<< HEAD\nTwo here.\n=======\nTwo there.\n>>>>>>> x\n"
    project.write("source/c.md", conflict)
    code, _, err = project.run("sync")
    assert code == 2
    assert lines(err) == ["l10n: source/c.md:4: a merge conflict: resolve it first"]
    accepted = {text: e.state.accepted for text, e in project.entries("de/c.po").items()}
    assert accepted == {"C": True, "One here.": True, "Two here.": True, "Two there.": False}
    project.run("build", "--to", "markdown", "-o", "out")
    assert not (project.root / "out/de/c.md").exists()
    project.write("source/c.md", "# C\n\nOne here.\n\nTwo here.\n")
    code, out, _ = project.run("sync", "-l", "de")
    assert (code, out.splitlines()[0]) == (0, "de: all kept; 1 file changed; 0 words to review")
