"""Two sentences said in one, from the translator's save to the page."""

from dataclasses import replace

from pipeline.formats import po

SOURCE = """\
---
title: Rest
---

Lie down for 20 minutes. Do not set an alarm. Then drink some water.
"""
TEXT = "Legen Sie sich 20 Minuten ohne Wecker hin."
PO = "locales/de/articles/rest.po"


def save(project, **rows):
    """A translator's editor saves texts, by the first word of the sentence, as accepted."""
    catalog = po.read((project.root / PO).read_bytes(), PO)
    entries = tuple(
        replace(e, target=rows[word], fuzzy=False, previous=None, raw=None)
        if not e.obsolete and (word := e.key.text.split()[0]) in rows
        else e
        for e in catalog.entries
    )
    project.write(PO, po.write(replace(catalog, entries=entries)))


def begun(project):
    project.write("source/articles/rest.md", SOURCE)
    project.run("sync", "-l", "de")
    project.translate("de")
    save(project, Rest="Ruhe", Lie=TEXT, Do="~", Then="Trinken Sie dann Wasser.")


def page(project):
    project.run("build", "--to", "markdown", "-l", "de", "-o", str(project.root / "out"))
    return project.read("out/de/articles/rest.md").splitlines()[-1]


def test_from_the_translator_s_save_to_the_page(project):
    """Check asks for a sync, sync records, the page has both sentences as one."""
    begun(project)
    code, out, _ = project.run("check", "articles/rest.md", "-l", "de")
    assert code == 1
    assert "~ is not joined to the sentence before yet: run `l10n sync`" in out
    assert page(project) == SOURCE.splitlines()[-1]
    assert project.run("sync", "--check", "-l", "de")[0] == 1
    project.run("sync", "-l", "de")
    assert project.run("sync", "--check", "-l", "de")[0] == 0
    assert project.run("check", "articles/rest.md", "-l", "de")[0] == 0
    assert project.run("status", "articles/rest.md", "-l", "de", "--fail-under", "100")[0] == 0
    assert page(project) == f"{TEXT} Trinken Sie dann Wasser."


def test_an_edit_of_either_sentence_is_review_of_both(project):
    """Words of both are to review, a changed number takes the page back to English, and undoing
    the edit gives the very same file."""
    begun(project)
    project.run("sync", "-l", "de")
    before = project.read(PO)
    project.write("source/articles/rest.md", SOURCE.replace("20 min", "30 min"))
    code, out, _ = project.run("sync", "-l", "de")
    assert (code, "2 stale" in out, "10 words to review" in out) == (0, True, True)
    assert page(project).startswith("Lie down for 30 minutes. Do not")
    assert project.run("check", "articles/rest.md", "-l", "de")[0] == 0
    project.write("source/articles/rest.md", SOURCE)
    project.run("sync", "-l", "de")
    assert project.read(PO) == before
    assert page(project) == f"{TEXT} Trinken Sie dann Wasser."


def test_a_sign_in_a_wrong_place_is_one_line_with_what_to_do(project):
    """File, line and advice; also after a sync."""
    begun(project)
    save(project, Rest="~")
    project.run("sync", "-l", "de")
    code, out, _ = project.run("check", "articles/rest.md", "-l", "de")
    [line] = [x for x in out.splitlines() if "~" in x]
    assert code == 1
    assert PO in line
    assert "write the translation here" in line
