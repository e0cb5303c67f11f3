"""`l10n sync` as an editor runs it."""

import json

from pipeline.model import State


def test_sync_makes_one_catalog_for_each_document_and_locale(project):
    """The same relative path, another suffix."""
    code, out, _ = project.run("sync")
    assert code == 0
    assert "words to review" in out
    made = project.bytes("locales")
    for locale in ("de", "es"):
        for name in ("articles/sleep.po", "articles/other.po", "faqs/sleep.po", "_site.po"):
            assert f"{locale}/{name}" in made


def test_a_second_sync_writes_nothing(project):
    """Not a byte and not a time stamp."""
    project.run("sync")
    before = {p: p.stat().st_mtime_ns for p in project.root.rglob("*.po")}
    project.run("sync")
    assert {p: p.stat().st_mtime_ns for p in project.root.rglob("*.po")} == before


def test_one_word_costs_one_unit_in_each_locale(project):
    """An edit in a paragraph of five sentences makes exactly one unit stale."""
    project.run("sync")
    project.translate("de")
    project.translate("es", "«{}»")
    text = project.read("source/articles/sleep.md").replace("Walk every day", "Walk every morning")
    project.write("source/articles/sleep.md", text)
    code, out, _ = project.run("sync")
    assert code == 0
    assert out.count(": 1 stale; 1 file changed") == 2
    for locale in ("de", "es"):
        states = [e.state for e in project.entries(f"{locale}/articles/sleep.po").values()]
        assert states.count(State.STALE) == 1
        assert states.count(State.TRANSLATED) == len(states) - 1


def test_rewrapping_changes_nothing_in_locales(project):
    """Line ends are no text."""
    project.run("sync")
    project.translate("de")
    before = project.bytes("locales")
    text = project.read("source/articles/sleep.md").replace(" Walk every", "\nWalk\nevery")
    project.write("source/articles/sleep.md", text)
    assert project.run("sync", "--check")[0] == 0
    project.run("sync")
    assert project.bytes("locales") == before


def test_check_says_when_a_catalog_is_out_of_date_and_writes_nothing(project):
    """For CI: exit 1, and 0 once it is up to date."""
    assert project.run("sync", "--check")[0] == 1
    assert not (project.root / "locales").exists()
    project.run("sync")
    assert project.run("sync", "--check")[0] == 0
    assert project.run("sync", "--dry-run")[0] == 0


def test_a_named_document_and_locale_touch_nothing_else(project):
    """DOC and -l select."""
    code, _, _ = project.run("sync", "articles/sleep.md", "-l", "de")
    assert code == 0
    assert set(project.bytes("locales")) == {"de/articles/sleep.po"}


def test_a_removed_document_keeps_its_catalog_obsolete(project):
    """The translator's work stays in the file, and comes back with the document."""
    project.run("sync")
    project.translate("de")
    kept = project.read("locales/de/articles/other.po")
    text = project.read("source/articles/other.md")
    (project.root / "source/articles/other.md").unlink()
    project.run("sync")
    assert "#~ msgid" in project.read("locales/de/articles/other.po")
    assert not project.entries("de/articles/other.po")
    project.write("source/articles/other.md", text)
    project.run("sync")
    assert project.read("locales/de/articles/other.po") == kept


def test_a_renamed_document_keeps_its_translations(project):
    """The identical accepted pair of another catalog is copied."""
    project.run("sync")
    project.translate("de")
    (project.root / "source/articles/other.md").rename(project.root / "source/articles/new.md")
    project.run("sync")
    states = {e.state for e in project.entries("de/articles/new.po").values()}
    assert states == {State.TRANSLATED}


def test_sync_of_one_document_equals_a_full_sync(project):
    """What a catalog becomes does not depend on what else was named."""
    project.run("sync")
    project.translate("de")
    text = project.read("source/articles/sleep.md") + "\nShort text here.\n"
    project.write("source/articles/sleep.md", text)
    project.run("sync", "articles/sleep.md")
    alone = project.bytes("locales")
    project.run("sync")
    assert project.bytes("locales") == alone


def test_a_dot_in_a_name_is_part_of_it(project):
    """`pain-1.4.md` and `pain-1.14.md` have a catalog each."""
    for version in ("1.4", "1.14"):
        project.write(f"source/articles/pain-{version}.md", f"---\ntitle: Pain {version}\n---\n")
    assert project.run("sync")[0] == 0
    for version in ("1.4", "1.14"):
        assert list(project.entries(f"de/articles/pain-{version}.po")) == [f"Pain {version}"]
    assert project.run("sync", "--check")[0] == 0


def test_what_changed_is_told_by_catalog(project):
    """In units and in words to review; many catalogs are counted, not listed."""
    project.run("sync")
    project.translate("de")
    article = project.read("source/articles/sleep.md")
    edited = article.replace("every day", "every morning").replace("other.md#more", "other.md")
    project.write("source/articles/sleep.md", edited)
    out = project.run("sync", "-l", "de", "--dry-run")[1]
    assert out == (
        "de: 1 stale, 1 carried (1 markup); 1 file changed; 3 words to review\n"
        "  locales/de/articles/sleep.po: 1 stale, 1 carried (1 markup), 8 kept; 3 words to review\n"
    )
    for i in range(22):
        project.write(f"source/many/{i:02}.md", f"Text number {i}.\n")
    lines = project.run("sync", "-l", "de")[1].splitlines()
    assert len(lines) == 1 + 20 + 1
    assert lines[-1] == "  … and 3 catalogs more"


def test_what_changed_as_json(project):
    """Every column of every catalog that was written."""
    project.run("sync")
    project.write(
        "source/articles/other.md", "---\ntitle: Other\n---\n\n## More\n\nLong text here.\n"
    )
    data = json.loads(project.run("sync", "--format", "json")[1])
    german = data["locales"]["de"]
    assert data["schema"] == "l10n-sync/1"
    assert german["totals"]["new"] == german["catalogs"]["locales/de/articles/other.po"]["new"] == 1
    assert german["totals"]["files"] == 1
    assert german["catalogs"]["locales/de/articles/other.po"]["review"] == 5
