"""Whatever an editor does with a text but reword it: its translations follow, and nobody reviews."""

import pytest

A = "# One\n\nSleep helps the body. Rest eases pain.\n\n## Two\n\nWalk every day.\n\n- Eat well.\n- Drink water.\n"

EDITS = {
    "a section moves up": {
        "a.md": "## Two\n\nWalk every day.\n\n- Eat well.\n- Drink water.\n\n# One\n\nSleep helps the body. Rest eases pain.\n"
    },
    "a section moves to another document": {
        "a.md": "# One\n\nSleep helps the body. Rest eases pain.\n",
        "b.md": "# Other\n\nBe kind.\n\n## Two\n\nWalk every day.\n\n- Eat well.\n- Drink water.\n",
    },
    "renamed": {"a.md": None, "deep/c.md": A},
    "split": {
        "a.md": "# One\n\nSleep helps the body. Rest eases pain.\n",
        "c.md": "# Two\n\nWalk every day.\n\n- Eat well.\n- Drink water.\n",
    },
    "merged": {"a.md": None, "b.md": f"# Other\n\nBe kind.\n\n{A}"},
    "a paragraph cut in two": {"a.md": A.replace("body. Rest", "body.\n\nRest")},
    "paragraphs joined": {"a.md": A.replace("pain.\n\n## Two\n\nWalk", "pain. Walk")},
    "a list becomes prose": {"a.md": A.replace("- Eat well.\n- Drink", "Eat well. Drink")},
    "prose becomes a list": {"a.md": A.replace("Sleep helps the body. Rest", "- Sleep helps the body.\n- Rest")},
    "another heading level": {"a.md": A.replace("## Two", "### Two")},
    "a heading becomes the title": {"a.md": A.replace("# One\n", "---\ntitle: One\n---\n")},
    "wrapped anew": {"a.md": A.replace("body. Rest eases", "body.\nRest\neases")},
    "a quotation": {"a.md": A.replace("Walk every", "> Walk every")},
    "a copy": {"c.md": A},
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_translations_follow(project, name):
    """No word to review in German, and a second sync changes nothing."""
    project.write("source/a.md", A)
    project.write("source/b.md", "# Other\n\nBe kind.\n")
    project.run("sync")
    project.translate("de")
    for path, text in EDITS[name].items():
        if text is None:
            (project.root / "source" / path).unlink()
        else:
            project.write(f"source/{path}", text)
    code, out, err = project.run("sync", "-l", "de")
    assert (code, err) == (0, "")
    assert out.endswith(" 0 words to review\n")
    before = project.bytes("locales")
    assert project.run("sync", "-l", "de", "--check")[0] == 0
    assert project.run("sync", "-l", "de")[1] == "de: all kept; 0 words to review\n"
    assert project.bytes("locales") == before


def test_a_text_that_moved_and_was_reworded_is_a_draft_in_its_new_place(project):
    """The translator sees what it was accepted for; readers see it when it is accepted."""
    project.write("source/a.md", A)
    project.write("source/b.md", "# Other\n")
    project.run("sync")
    project.translate("de")
    project.write("source/a.md", A.replace("Walk every day.\n\n", ""))
    project.write("source/b.md", "# Other\n\nWalk every single day.\n")
    project.run("sync")
    entry = project.entries("de/b.po")["Walk every single day."]
    assert (entry.state.value, entry.previous.text) == ("draft", "Walk every day.")


def test_naming_a_document_gives_what_a_whole_sync_gives(project, tmp_path):
    """Also where texts came from another document that is not named."""
    project.write("source/a.md", A)
    project.write("source/b.md", "# Other\n")
    project.run("sync")
    project.translate("de")
    project.write("source/a.md", A.replace("Walk every day.\n\n", ""))
    project.write("source/b.md", "# Other\n\nWalk every single day.\n")
    project.run("sync", "b.md")
    named = project.read("locales/de/b.po")
    project.run("sync")
    assert project.read("locales/de/b.po") == named
    assert 'msgid "Walk every day."' in named


def test_a_renamed_document_keeps_all_that_people_wrote(project):
    """Its catalog is renamed: remarks, approvals, drafts and stale texts go with it."""
    project.write("source/a.md", A)
    project.run("sync")
    project.translate("de")
    path = project.root / "locales/de/a.po"
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "Eat well."', '#, fuzzy\nmsgid "Eat well."')
    text = f"# the team's file\n{text}".replace("#. list item", "# ask Jo\n#. list item")
    path.write_text(text, encoding="utf-8")
    project.write("source/a.md", A.replace("every day", "every single day"))
    project.run("sync")
    before = project.entries("de/a.po")
    (project.root / "source/a.md").rename(project.root / "source/b.md")
    assert project.run("sync")[1].startswith("de: all kept; 1 file changed;")
    assert not path.exists()
    after = project.entries("de/b.po")
    assert project.read("locales/de/b.po").startswith("# the team's file\n")
    assert {t: (e.state, e.target, e.comments, e.previous) for t, e in before.items()} == {
        t: (e.state, e.target, e.comments, e.previous) for t, e in after.items()
    }
    assert project.run("sync", "--check")[0] == 0


def test_a_carried_text_reaches_the_other_documents_in_the_same_sync(project):
    """A sync is a fixed point: the next one has nothing to do."""
    project.write("source/a.md", "See [it](a.md) daily.\n")
    project.write("source/b.md", "Other words.\n\nSee [it](b.md) daily.\n")
    project.run("sync")
    project.translate("de", only=["See [it](a.md) daily."])
    project.write("source/a.md", "See [it](b.md) daily.\n")
    out = project.run("sync", "-l", "de")[1]
    assert out.startswith("de: 1 copied, 1 carried (1 markup); 2 files changed;")
    assert project.entries("de/b.po")["See [it](b.md) daily."].target == "„See [it](b.md) daily.“"
    assert project.run("sync", "-l", "de", "--check")[0] == 0
