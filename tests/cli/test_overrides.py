"""Overrides as people use them: made, outdated, confirmed, misnamed, broken."""

import json

import pytest

from pipeline.model import State

PATH = "overrides/de/articles/other.md"
OWN = "---\ntitle: Anders\n---\n\n## Mehr\n\nGanz anders erzählt.\n"
RECORD = "overrides/de.yaml"


def build(project):
    code, _, err = project.run("build", "--to", "markdown", "-o", "out")
    return code, err


def page(project, name="articles/other.md", locale="de"):
    return project.read(f"out/{locale}/{name}")


@pytest.fixture
def magazine(project):
    """Synced and translated, with a picture and one override of each kind, recorded."""
    project.write("source/images/plate.svg", "<svg/>")
    project.run("sync")
    for locale in ("de", "es"):
        project.translate(locale)
    project.write(PATH, OWN)
    project.write("overrides/de/images/plate.svg", "<svg>de</svg>")
    assert project.run("sync")[0] == 0
    return project


def test_an_override_takes_the_place_of_a_document_or_asset(magazine):
    """In its locale and in no other; the catalog is kept all the same."""
    assert build(magazine) == (0, "")
    assert page(magazine) == OWN
    assert page(magazine, "images/plate.svg") == "<svg>de</svg>"
    assert "„Short text here.“" in page(magazine, locale="es")
    assert page(magazine, "images/plate.svg", "es") == "<svg/>"
    text = magazine.read("source/articles/other.md").replace("Short", "Long")
    magazine.write("source/articles/other.md", text)
    magazine.run("sync")
    states = [e.state for e in magazine.entries("de/articles/other.po").values()]
    assert states.count(State.STALE) == 1


def test_an_override_is_recorded_by_sync_and_not_shown_before(project):
    """A build that never saw a sync cannot know what it was made for."""
    project.run("sync")
    project.translate("de")
    project.write(PATH, OWN)
    assert project.run("sync", "--check")[0] == 1
    assert not (project.root / RECORD).exists()
    build(project)
    assert "„Short text here.“" in page(project)
    assert (
        f"{PATH}: warning: not shown: it was made or edited since the last sync"
        in (project.run("check")[1])
    )
    _, out, _ = project.run("sync")
    assert "de: 1 override recorded; 1 file changed" in out
    assert project.run("sync", "--check")[0] == 0
    assert project.read(RECORD).splitlines()[-1].startswith("articles/other.md: ")
    build(project)
    assert page(project) == OWN


def outdate(magazine):
    text = magazine.read("source/articles/other.md").replace("Short text here", "Take 5 mg")
    magazine.write("source/articles/other.md", text)
    magazine.write("source/images/plate.svg", "<svg>new</svg>")


def test_an_override_goes_stale_with_its_source(magazine):
    """Sync, check and the manifest say so; the page is the catalog's, the picture the original."""
    record = magazine.read(RECORD)
    outdate(magazine)
    code, _, err = magazine.run("sync")
    assert code == 0
    assert [x.split(": compare")[0] for x in err.splitlines()] == [
        f"l10n: {PATH}: its source has changed",
        "l10n: overrides/de/images/plate.svg: its source has changed",
    ]
    assert "compare it with source/articles/other.md; then edit it" in err
    assert magazine.read(RECORD) == record
    assert magazine.run("sync", "--check")[0] == 0
    code, out, _ = magazine.run("check")
    assert (code, out.count("[override]")) == (0, 2)
    build(magazine)
    assert "Take 5 mg." in page(magazine)
    assert page(magazine, "images/plate.svg") == "<svg>new</svg>"
    rows = json.loads(magazine.read("out/manifest.json"))["pages"]
    row = next(r for r in rows if (r["document"], r["locale"]) == ("articles/other.md", "de"))
    assert row["reasons"][-1] == f"{PATH} is not shown: its source has changed"
    magazine.run("build")
    assert "erzählt" not in magazine.read("build/de/articles/other.html")


def test_an_edit_confirms_a_stale_override(magazine):
    """Who has saved it with a change has seen it."""
    outdate(magazine)
    magazine.run("sync")
    magazine.write(PATH, OWN.replace("Ganz anders", "5 mg, anders"))
    assert magazine.run("sync", "--check")[0] == 1
    assert "[override]" in magazine.run("check", "articles/other.md")[1]
    magazine.run("sync")
    build(magazine)
    assert "5 mg, anders" in page(magazine)


def test_a_deleted_line_of_the_record_confirms_without_an_edit(magazine):
    """One line, in the file that the message names."""
    outdate(magazine)
    lines = magazine.read(RECORD).splitlines(keepends=True)
    magazine.write(RECORD, "".join(x for x in lines if not x.startswith("articles/")))
    magazine.run("sync")
    build(magazine)
    assert page(magazine) == OWN
    assert page(magazine, "images/plate.svg") == "<svg>new</svg>"


def test_the_source_may_return(magazine):
    """What the override was made for is what stands there."""
    before = magazine.bytes("source")
    outdate(magazine)
    magazine.run("sync")
    for name, data in before.items():
        magazine.write(f"source/{name}", data)
    magazine.run("sync")
    build(magazine)
    assert page(magazine) == OWN


def test_a_deleted_override_leaves_the_catalog_s_page(magazine):
    """Its line goes with it, the record with the last one."""
    (magazine.root / PATH).unlink()
    magazine.run("sync")
    assert "articles" not in magazine.read(RECORD)
    build(magazine)
    assert "„Short text here.“" in page(magazine)
    (magazine.root / "overrides/de/images/plate.svg").unlink()
    magazine.run("sync")
    assert not (magazine.root / RECORD).exists()


def test_units_of_an_overridden_document_are_no_work(project):
    """No words to review, no drafts; status counts them as translated."""
    project.write(PATH, OWN)
    project.run("sync")
    _, out, _ = project.run("sync", "articles/other.md")
    assert [x.rpartition("; ")[2] for x in out.splitlines()] == [
        "0 words to review",
        "5 words to review",
    ]
    project.run("pretranslate", "--engine", "pseudo")
    assert {e.state for e in project.entries("de/articles/other.po").values()} == {State.MISSING}
    assert {e.state for e in project.entries("es/articles/other.po").values()} == {State.MACHINE}
    _, out, _ = project.run("status", "--format", "json", "-l", "de", "articles/other.md")
    (row,) = json.loads(out)["documents"]
    assert (row["words"]["translated"], row["words"]["missing"], row["reasons"]) == (5, 0, [])


def test_a_sync_of_one_document_leaves_the_other_lines(magazine):
    """And gives what a full sync would for its own."""
    magazine.write("overrides/de/articles/sleep.md", OWN)
    magazine.write("overrides/de/faqs/sleep.yaml", "title: Fragen\n")
    before = magazine.read(RECORD)
    magazine.run("sync", "articles/sleep.md")
    after = magazine.read(RECORD)
    assert [x for x in after.splitlines() if x not in before] == [
        x for x in after.splitlines() if x.startswith("articles/sleep.md")
    ]
    assert "faqs/sleep.yaml" not in after
    magazine.run("sync")
    assert "faqs/sleep.yaml" in magazine.read(RECORD)


STRAYS = {
    "overrides/de/articles/othr.md": "overrides/de/articles/othr.md: there is no source/articles/othr.md: did you mean articles/other.md?",
    "overrides/dee/articles/other.md": "overrides/dee: no locale dee in l10n.yaml: did you mean de?",
    "overrides/en/articles/other.md": "overrides/en: en is the source locale: edit source instead",
}


@pytest.mark.parametrize("name", STRAYS)
def test_an_override_of_nothing_is_named(project, name):
    """With the nearest valid name; the others go on."""
    project.write(name, OWN)
    for command in ("sync", "build", "check"):
        code, _, err = project.run(command)
        assert (code, err.count(STRAYS[name])) == (2, 1)
    assert project.entries("de/articles/other.po")


def test_an_override_that_cannot_be_parsed_is_a_fault_and_not_shown(magazine):
    """File and line; the page is the catalog's, with the reason."""
    magazine.write(PATH, "---\ntitle: a\n  b: [\n---\n\nText.\n")
    assert magazine.run("sync")[0] == 2
    code, err = build(magazine)
    assert code == 2
    assert err.count(f"l10n: {PATH}:3: not valid YAML") == 1
    assert "„Short text here.“" in page(magazine)
    rows = json.loads(magazine.read("out/manifest.json"))["pages"]
    assert f"{PATH} is not shown: it cannot be read" in [r for x in rows for r in x["reasons"]]
    assert "[override]" not in magazine.run("check")[1]


def test_a_broken_record_shows_no_override_and_is_never_written(magazine):
    """A merge that went wrong must not confirm anything."""
    broken = f"<<<<<<< ours\n{magazine.read(RECORD)}"
    magazine.write(RECORD, broken)
    for command in ("sync", "run"):
        code, _, err = magazine.run(command)
        assert (code, err.count(f"{RECORD}:1: a merge conflict")) == (2, 1)
    assert magazine.read(RECORD) == broken
    build(magazine)
    assert "„Short text here.“" in page(magazine)
    assert page(magazine, "images/plate.svg") == "<svg/>"


def test_links_of_an_override_are_checked(magazine):
    """Of its own file; anchors are those of the English documents."""
    text = (
        f"{OWN}\n[a](nowhere.md), [b](sleep.md#what-helps), [c](#more), [d](sleep.md#was-hilft)\n"
    )
    magazine.write(PATH, text)
    magazine.run("sync")
    code, err = build(magazine)
    assert code == 2
    assert [x.split(": ")[1:3] for x in err.splitlines()] == [
        [f"{PATH}:9", "the link target nowhere.md does not exist"],
        [f"{PATH}:9", "sleep.md#was-hilft"],
    ]


def test_a_class_that_requires_a_signature_shows_no_override(magazine):
    """A file has none; the catalog's page is judged as ever."""
    settings = magazine.read("l10n.yaml").replace("0.5}", "0.5, require: {medical: approved}}")
    magazine.write("l10n.yaml", settings + "classes: {medical: [articles/other.md]}\n")
    assert "second signature" in magazine.run("check")[1]
    _, err = build(magazine)
    assert "withheld because" in err
    assert not (magazine.root / "out/de/articles/other.md").exists()


def test_a_run_sees_that_an_override_has_changed(magazine):
    """The record of the last run covers the folder; and pages are never written into it."""
    magazine.run("run")
    assert "Nothing has changed" in magazine.run("run")[1]
    magazine.write(PATH, OWN.replace("Ganz", "Völlig"))
    assert "Nothing has changed" not in magazine.run("run")[1]
    assert "Völlig" in magazine.read("build/de/articles/other.html")
    assert magazine.run("build", "-o", "overrides/de")[0] == 2


def test_the_folder_may_be_called_otherwise(magazine):
    """`overrides:` names it, and the record stands beside its folders."""
    (magazine.root / "overrides").rename(magazine.root / "own")
    magazine.write("l10n.yaml", magazine.read("l10n.yaml") + "overrides: own\n")
    assert magazine.run("sync", "--check")[0] == 0
    build(magazine)
    assert page(magazine) == OWN
