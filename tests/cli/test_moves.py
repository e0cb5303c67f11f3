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


def test_a_text_that_moved_and_was_reworded_is_stale_in_its_new_place(project):
    """The translator sees what it was accepted for."""
    project.write("source/a.md", A)
    project.write("source/b.md", "# Other\n")
    project.run("sync")
    project.translate("de")
    project.write("source/a.md", A.replace("Walk every day.\n\n", ""))
    project.write("source/b.md", "# Other\n\nWalk every single day.\n")
    project.run("sync")
    entry = project.entries("de/b.po")["Walk every single day."]
    assert (entry.state.value, entry.previous.text) == ("stale", "Walk every day.")


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
