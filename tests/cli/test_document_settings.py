"""`l10n: {locales, skip}` in a document: who translates it, and where it is shown."""

import json

import pytest

SKIPPED = "---\ntitle: Internal\nl10n: {skip: true}\n---\n\nNobody needs this in German.\n"
GERMAN_ONLY = "---\ntitle: Only here\nl10n: {locales: [de]}\n---\n\nWords for one country.\n"
NAME = "source/articles/third.md"
KINDS = {
    "yaml": "---\ntitle: Third\nl10n:\n  {}\n---\n\nText.\n",
    "toml": '+++\ntitle = "Third"\n[l10n]\n{}\n+++\n\nText.\n',
    "json": '{{\n  "title": "Third",\n  "l10n": {{\n    {}\n  }}\n}}\n\nText.\n',
}


def put(project, text):
    project.write(NAME, text)
    assert project.run("sync")[0] == 0


def texts(project, locale):
    """The msgids of the third document in a locale's catalog, with whether they are obsolete."""
    from pipeline.formats import po

    path = project.root / f"locales/{locale}/articles/third.po"
    if not path.exists():
        return None
    return {e.key.text: e.obsolete for e in po.read(path.read_bytes(), str(path)).entries}


def test_a_skipped_document_has_no_catalog(project):
    """Nothing of it is to be translated, in any locale."""
    put(project, SKIPPED)
    assert (texts(project, "de"), texts(project, "es")) == (None, None)
    assert project.run("sync", "--check")[0] == 0


def test_a_skipped_document_is_copied_into_every_tree(project):
    """Like an asset, byte for byte."""
    put(project, SKIPPED)
    assert project.run("build", "--to", "markdown", "-o", "out")[0] == 0
    for locale in ("de", "es"):
        assert project.read(f"out/{locale}/articles/third.md") == SKIPPED


def test_a_skipped_document_has_only_an_english_page(project):
    """The website shows it in English and nowhere else."""
    put(project, SKIPPED)
    assert project.run("build")[0] == 0
    pages = set(project.bytes("build"))
    assert "en/articles/third.html" in pages
    assert not {"de/articles/third.html", "es/articles/third.html"} & pages


def test_what_was_translated_before_a_document_is_skipped_is_kept(project):
    """Its catalog is retired like that of a removed document, and returns with it."""
    put(project, SKIPPED.replace("l10n: {skip: true}\n", ""))
    project.translate("de")
    put(project, SKIPPED)
    assert set(texts(project, "de").values()) == {True}
    assert project.run("sync", "--check")[0] == 0
    put(project, SKIPPED.replace("l10n: {skip: true}\n", ""))
    entries = project.entries("de/articles/third.po")
    assert entries["Internal"].target == "„Internal“"
    assert entries["Nobody needs this in German."].state.accepted


def test_one_skipped_document_is_retired_when_it_is_named(project):
    """`sync DOC` gives what a full sync would."""
    put(project, SKIPPED.replace("l10n: {skip: true}\n", ""))
    project.translate("de")
    project.write(NAME, SKIPPED)
    assert project.run("sync", NAME)[0] == 0
    assert set(texts(project, "de").values()) == {True}
    assert not any(e.obsolete for e in project.entries("de/articles/sleep.po").values())


def test_a_document_for_some_locales_is_translated_into_those(project):
    """Synced, counted, built for German; nothing of it in Spanish."""
    put(project, GERMAN_ONLY)
    assert set(texts(project, "de")) == {"Only here", "Words for one country."}
    assert texts(project, "es") is None
    project.translate("de")
    project.translate("es")
    assert project.run("check")[0] == 0
    rows = json.loads(project.run("status", "--format", "json")[1])["documents"]
    assert [r["locale"] for r in rows if r["document"] == "articles/third.md"] == ["de"]
    assert project.run("build")[0] == 0
    pages = set(project.bytes("build"))
    assert "de/articles/third.html" in pages
    assert "es/articles/third.html" not in pages
    project.run("build", "--to", "markdown", "-o", "out")
    tree = set(project.bytes("out"))
    assert "de/articles/third.md" in tree
    assert "es/articles/third.md" not in tree


def test_the_status_table_says_that_a_document_is_not_for_a_language(project):
    """A dash instead of a share, and a row for every document."""
    put(project, GERMAN_ONLY)
    table = project.run("status")[1]
    (row,) = [line for line in table.splitlines() if "articles/third.md" in line]
    assert "–" in row
    assert "%" in row


def test_a_locale_left_out_later_keeps_what_people_wrote(project):
    """Its catalog is retired; the other locale's stays as it was."""
    put(project, GERMAN_ONLY.replace("l10n: {locales: [de]}\n", ""))
    project.translate("es")
    put(project, GERMAN_ONLY)
    assert set(texts(project, "es").values()) == {True}
    assert set(texts(project, "de").values()) == {False}


def test_pretranslation_leaves_out_what_is_not_for_a_locale(project):
    """No draft is made of a retired catalog."""
    project.write("l10n.yaml", project.read("l10n.yaml") + "engines: {default: [pseudo]}\n")
    put(project, GERMAN_ONLY.replace("l10n: {locales: [de]}\n", ""))
    put(project, GERMAN_ONLY)
    assert project.run("pretranslate")[0] == 0
    assert project.entries("de/articles/third.po")["Only here"].target
    assert set((texts(project, "es") or {}).values()) <= {True}


def test_a_yaml_document_has_settings_at_its_top(project):
    """An FAQ may be skipped as well."""
    faq = "l10n: {skip: true}\n" + project.read("source/faqs/sleep.yaml")
    project.write("source/faqs/sleep.yaml", faq)
    assert project.run("sync")[0] == 0
    assert not (project.root / "locales/de/faqs/sleep.po").exists()
    assert project.run("run")[0] == 0
    assert "de/faqs/sleep.html" not in project.bytes("build")
    assert "en/faqs/sleep.html" in project.bytes("build")


SPELLINGS = {
    "yaml": ("skip: true", "locales: [de]"),
    "toml": ("skip = true", 'locales = ["de"]'),
    "json": ('"skip": true', '"locales": ["de"]'),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_front_matter_has_settings(project, kind):
    """YAML, TOML and JSON say the same."""
    skip, locales = SPELLINGS[kind]
    put(project, KINDS[kind].format(skip))
    assert texts(project, "de") is None
    put(project, KINDS[kind].format(locales))
    assert "Text." in texts(project, "de")
    assert texts(project, "es") is None


FAULTS = {
    "unknown key": ("---\ntitle: A\nl10n:\n  skp: true\n---\n", 4, "the key 'skp' is not known: did you mean skip?"),
    "segmentation": ("---\nl10n: {segmentation: sentense}\n---\n", 2, "did you mean sentence?"),
    "no switch": ("---\ntitle: A\nl10n:\n  locales: [de]\n  skip: maybe\n---\n", 5, "skip: it is true or false"),
    "no mapping": ("---\nl10n: skip\n---\n", 2, "it takes a mapping"),
    "no locale": ("---\nl10n: {locales: []}\n---\n", 2, "it names no locale: write skip: true"),
    "a number": ("---\nl10n: {locales: [1]}\n---\n", 2, "it is a list of locales"),
    "unknown locale": ("---\ntitle: A\nl10n:\n  locales:\n    - de\n    - ess\n---\n", 6, "no locale ess in l10n.yaml: did you mean es?"),
    "in TOML": ('+++\ntitle = "A"\n[l10n]\nlocales = ["de", "ess"]\n+++\n', 4, "did you mean es?"),
    "dotted TOML": ('+++\ntitle = "A"\nl10n.segmentation = "blok"\n+++\n', 3, "did you mean block?"),
    "in JSON": ('{\n"title": "A",\n"l10n": {\n"skip": 1}\n}\n', 4, "skip: it is true or false"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_setting_that_cannot_be_is_refused_with_its_line(project, name):
    """File, line and the nearest valid name; the other documents go on."""
    text, line, words = FAULTS[name]
    project.write(NAME, text)
    code, _, err = project.run("sync")
    assert code == 2
    (said,) = [x for x in err.splitlines() if "third.md" in x]
    assert f"{NAME}:{line}: " in said
    assert words in said
    assert project.entries("de/articles/sleep.po")


def test_a_faulty_setting_retires_no_catalog(project):
    """Until the typo is mended the translations stay live."""
    put(project, GERMAN_ONLY)
    project.translate("de")
    project.write(NAME, GERMAN_ONLY.replace("[de]", "[dee]"))
    assert project.run("sync")[0] == 2
    assert set(texts(project, "de").values()) == {False}


def test_a_regional_locale_may_be_written_as_on_pages(project):
    """`de-AT` and `de_AT` are one."""
    project.write("l10n.yaml", project.read("l10n.yaml").replace("[de, es]", "[de, de_AT]"))
    put(project, GERMAN_ONLY.replace("[de]", "[de-AT]"))
    assert texts(project, "de_AT")
    assert texts(project, "de") is None


def test_a_locale_may_still_have_its_own_file_for_a_skipped_document(project):
    """Nobody translates it; an override takes its place all the same."""
    put(project, SKIPPED)
    own = "---\ntitle: Intern\n---\n\nNur für Deutschland.\n"
    project.write("overrides/de/articles/third.md", own)
    project.run("sync")
    assert project.run("build", "--to", "markdown", "-o", "out")[0] == 0
    assert project.read("out/de/articles/third.md") == own
    assert project.read("out/es/articles/third.md") == SKIPPED
    assert project.run("build")[0] == 0
    pages = set(project.bytes("build"))
    assert "de/articles/third.html" in pages
    assert "es/articles/third.html" not in pages


def test_shortcodes_name_arguments_by_name_or_place(project):
    """A number in `shortcodes:` is the place of a value without a name."""
    config = project.read("l10n.yaml")
    project.write("l10n.yaml", f"{config}\nshortcodes: {{image: [2], note: [by]}}\n")
    put(project, '{% image "a.png" "A cup" %}\n\n{{< note by="Me" at="Home" >}}\n')
    assert texts(project, "de") == {"A cup": False, "Me": False}
