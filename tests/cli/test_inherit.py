"""A locale that inherits: `de_AT` holds differences from `de`, and readers see one language."""

import json
from dataclasses import replace

import pytest

from pipeline.formats import po
from pipeline.model import Key, State

CONFIG = """\
locales: [de, {de_AT: {inherits: de}}]
publish: {min_translated: 0.5}
site: {name: Test}
"""
ARTICLE = """\
---
title: Better sleep
---

Sleep helps. Wake at 7 in January. Take 5 mg.

<!-- l10n:adapt -->
Call 112 for help.

<!-- l10n:only de_AT -->

Ask your insurer.

<!-- l10n:end -->
"""
JAN = "Wake at 7 in January."
OWN = "Im Jänner um 7 aufwachen."
NAME = "de_AT/articles/x.po"


@pytest.fixture
def family(project):
    """German translated, Austrian with one difference."""
    for path in project.root.joinpath("source").rglob("*.*"):
        path.unlink()
    project.write("l10n.yaml", CONFIG)
    project.write("source/articles/x.md", ARTICLE)
    assert project.run("sync")[0] == 0
    project.translate("de", "de: {}")
    write(project, NAME, **{JAN: OWN})
    assert project.run("sync")[0] == 0
    return project


def write(project, name, **texts):
    """A person adds or changes entries of a catalog."""
    path = project.root / "locales" / name
    catalog = po.read(path.read_bytes(), name)
    live = {e.key.text: e for e in catalog.entries}
    for text, target in texts.items():
        entry = live.get(text) or po.read(f'msgid "{text}"\nmsgstr ""\n'.encode(), name).entries[0]
        live[text] = replace(entry, target=target, fuzzy=False, previous=None, raw=None)
    path.write_bytes(po.write(replace(catalog, entries=tuple(live.values()))))


def edit(project, old, new):
    project.write("source/articles/x.md", project.read("source/articles/x.md").replace(old, new))


def page(project, locale="de_AT"):
    project.run("build", "--to", "markdown", "-o", str(project.root / "out"))
    return project.read(f"out/{locale}/articles/x.md")


def test_a_catalog_holds_only_differences(family):
    """And what the parent cannot say: texts to adapt and passages of its own."""
    assert list(family.entries(NAME)) == [JAN, "Call 112 for help.", "Ask your insurer."]
    assert family.entries(NAME)[JAN].references == ("source/articles/x.md",)
    assert list(family.entries("de/articles/x.po")) == [
        "Better sleep", "Sleep helps.", JAN, "Take 5 mg.", "Call 112 for help.",
    ]  # fmt: skip
    before = family.bytes("locales")
    assert family.run("sync", "--check")[0] == 0
    family.run("sync")
    assert family.bytes("locales") == before


def test_a_page_is_put_together_from_both(family):
    """Own text, else the parent's; a crisis line is nobody else's, and left out while it is
    missing."""
    found = page(family)
    assert "title: 'de: Better sleep'" in found or "title: de" in found.replace('"', "")
    assert f"de: Sleep helps. {OWN} de: Take 5 mg." in found.replace("\n", " ")
    assert "112" not in found
    assert "Ask your insurer." in found
    assert "de: Call 112" in page(family, "de")


def test_nothing_that_is_equal_stays(family):
    """A translator begins with a copy of the parent's file; a sync leaves what differs in it."""
    copy = family.read("locales/de/articles/x.po")
    family.write(f"locales/{NAME}", copy.replace("de: Sleep helps.", "Schlaf hilft."))
    family.run("sync")
    assert list(family.entries(NAME)) == ["Sleep helps.", "Call 112 for help.", "Ask your insurer."]
    assert '"Language: de_AT\\n"' in family.read(f"locales/{NAME}")


def test_a_file_without_differences_is_not_begun(family):
    """Neither for a document nor for the interface."""
    family.write("source/articles/y.md", "---\ntitle: Other\n---\n")
    family.run("sync")
    assert set(family.bytes("locales/de_AT")) == {"articles/x.po"}
    assert "articles/y.po" in family.bytes("locales/de")


def test_words_to_review_are_its_own(family):
    """What the parent lacks is the parent's work: said once."""
    edit(family, "Sleep helps.", "Sleep helps you.")
    _, out, _ = family.run("sync")
    assert out.splitlines() == [
        "de: 1 stale; 1 file changed; 3 words to review",
        "  locales/de/articles/x.po: 1 stale, 4 kept; 3 words to review",
        "de_AT: all kept; 7 words to review",
    ]
    _, out, _ = family.run("status", "--format", "json")
    rows = {r["locale"]: r for r in json.loads(out)["documents"]}
    assert rows["de_AT"]["words"]["stale"] == 3
    assert rows["de_AT"]["inherited"] == 2 + 3 + 3
    _, out, _ = family.run("status")
    review = {
        line.split("│")[1].strip(): line.split("│")[-4].strip()
        for line in out.splitlines()
        if "│ de" in line
    }
    assert review == {
        "de": "3",
        "de_AT": "3",
    }  # what is left out until it is written counts in none


EDITS = {
    "its last accepted text stays while the facts stand": ("Wake at 7 in January.", "Wake at 7 every January.", OWN),
    "a changed number leaves the place to the parent": ("Wake at 7 in January.", "Wake at 8 in January.", "de: Wake at 8 in January."),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_a_stale_difference(family, name):
    """The parent has been reviewed already, the difference not yet."""
    old, new, wanted = EDITS[name]
    edit(family, old, new)
    assert "de_AT: 1 stale" in family.run("sync")[1]
    write(family, "de/articles/x.po", **{new: f"de: {new}"})
    entry = family.entries(NAME)[new]
    assert (entry.state, entry.previous, entry.target) == (State.STALE, Key(JAN), OWN)
    assert wanted in page(family).replace("\n", " ")
    assert family.run("sync", "--check")[0] == 0


def test_a_difference_is_not_offered_to_a_sentence_of_the_parent(family):
    """Sentences without a text here are not new: a similar one is nothing that was edited."""
    edit(family, "Take 5 mg.", "Wake at 8 in January.")
    family.run("sync")
    write(family, "de/articles/x.po", **{"Wake at 8 in January.": "de: Wake at 8 in January."})
    family.run("sync")
    edit(family, f" {JAN}", "")
    _, out, _ = family.run("sync")
    assert "de_AT: 1 obsolete" in out
    assert "Wake at 8 in January." not in family.entries(NAME)
    assert f'#~ msgstr "{OWN}"' in family.read(f"locales/{NAME}")


def test_a_locale_synced_after_its_parent_follows_the_edit_as_well(family):
    """`#| msgid` of the parent tells which sentence was edited."""
    edit(family, JAN, "Wake at 7 every January.")
    family.run("sync", "-l", "de")
    family.run("sync", "-l", "de_AT")
    assert family.entries(NAME)["Wake at 7 every January."].state is State.STALE


def test_a_difference_follows_a_renamed_document(family):
    """Its catalog is renamed as well."""
    (family.root / "source/articles/x.md").rename(family.root / "source/articles/y.md")
    family.run("sync")
    assert family.entries("de_AT/articles/y.po")[JAN].target == OWN
    assert not (family.root / "locales" / NAME).exists()
    assert family.run("sync", "--check")[0] == 0


def test_a_difference_that_is_deleted_returns_to_the_parent(family):
    """By deleting the entry or emptying its text."""
    write(family, NAME, **{JAN: ""})
    family.run("sync")
    assert JAN not in family.entries(NAME)
    assert "de: Wake at 7 in January." in page(family).replace("\n", " ")


def test_a_draft_leaves_the_place_to_the_parent(family):
    """A preview shows it."""
    path = family.root / "locales" / NAME
    text = path.read_text(encoding="utf-8").replace(f'msgid "{JAN}"', f'#, fuzzy\nmsgid "{JAN}"')
    path.write_text(text, encoding="utf-8")
    assert "de: Wake at 7" in page(family).replace("\n", " ")
    family.run("build", "--to", "markdown", "-o", str(family.root / "out"), "--preview")
    assert OWN in family.read("out/de_AT/articles/x.md").replace("\n", " ")
    family.run("sync")
    assert family.entries(NAME)[JAN].state is State.DRAFT


def test_an_error_leaves_the_place_to_the_parent(family):
    """It is reported where it is."""
    write(family, NAME, **{JAN: "Um 9 aufwachen."})
    assert "de: Wake at 7" in page(family).replace("\n", " ")
    code, out, _ = family.run("check")
    assert (code, out.count("locales/de_AT"), out.count("locales/de/")) == (1, 1, 0)


def test_a_website_has_both_languages(family):
    """Each under its own language tag, and each knows the other."""
    assert family.run("build")[0] == 0
    text = family.read("build/de-AT/articles/x.html")
    assert 'lang="de-AT"' in text
    assert 'hreflang="de"' in text
    assert OWN in text


def test_interface_strings_are_inherited(family):
    """A word that Austria says otherwise is one entry of its `_site.po`."""
    family.write("locales/de_AT/_site.po", family.read("locales/de/_site.po"))
    family.run("sync")
    assert not family.entries("de_AT/_site.po")
    (text, entry), *_ = family.entries("de/_site.po").items()
    family.write(
        "locales/de_AT/_site.po",
        family.read("locales/de/_site.po").replace(f'msgstr "{entry.target}"', 'msgstr "Servus"'),
    )
    family.run("sync")
    assert [e.target for e in family.entries("de_AT/_site.po").values()] == ["Servus"]
    from pipeline.cli.localize import messages
    from pipeline.cli.workspace import Workspace
    from pipeline.disk.project import open_project

    found = messages(Workspace(open_project(family.root, None, {}), [], []))
    assert (found["de_AT"][text], found["de"][text]) == ("Servus", entry.target)
    assert found["de_AT"].keys() == found["de"].keys()


def test_a_finding_is_told_once_where_it_is_mended(family):
    """An error in the parent's text is not repeated for those who inherit; none of them shows it."""
    write(family, "de/articles/x.po", **{"Take 5 mg.": "de: Take 50 mg."})
    code, out, _ = family.run("check")
    assert (code, out.count("[number]")) == (1, 1)
    assert "locales/de/articles/x.po" in out
    for locale in ("de", "de_AT"):
        assert "50 mg" not in page(family, locale)


def test_signatures_are_inherited(family):
    """A class that requires approval is shown where every text is signed, here or there."""
    family.write(
        "l10n.yaml",
        CONFIG.replace("min_", "require: {a: {de: approved}}, min_")
        + "classes: {a: [articles/**]}\n",
    )
    edit(family, "<!-- l10n:adapt -->\nCall 112 for help.\n", "")
    edit(family, "<!-- l10n:only de_AT -->\n\nAsk your insurer.\n\n<!-- l10n:end -->\n", "")
    family.run("sync")
    assert "withheld" in family.run("build")[2]
    for name in ("de/articles/x.po", NAME):
        path = family.root / "locales" / name
        catalog = po.read(path.read_bytes(), name)
        signed = tuple(
            e if e.obsolete else e.with_record("approved", f"{e.key.digest(e.target)} 2026-01-02 A")
            for e in catalog.entries
        )
        path.write_bytes(po.write(replace(catalog, entries=signed)))
        _, _, err = family.run("build")
        assert ("de_AT: withheld" in err) == (name != NAME)
    assert family.run("sync", "--check")[0] == 0


def test_joined_sentences_stand_or_fall_together(family):
    """Two sentences in one here, two there: never half of each."""
    write(family, NAME, **{JAN: ""})
    family.run("sync")
    write(family, NAME, **{JAN: "Im Jänner um 7, und 5 mg.", "Take 5 mg.": "~"})
    family.run("sync")
    assert "de: Sleep helps. Im Jänner um 7, und 5 mg." in page(family).replace("\n", " ")
    write(family, NAME, **{"Take 5 mg.": "5 mg nehmen."})
    text = page(family).replace("\n", " ")
    assert "5 mg nehmen." in text


def test_a_joined_text_of_the_parent_is_not_taken_apart(family):
    """A difference in one of the sentences that the parent says in one waits for the other."""
    write(family, "de/articles/x.po", **{JAN: "Um 7, und 5 mg.", "Take 5 mg.": "~"})
    family.run("sync")
    assert "de: Sleep helps. Um 7, und 5 mg." in page(family).replace("\n", " ")


def test_an_override_is_inherited_too(family):
    """A German page and picture stand for Austria, until it has its own; findings are told once."""
    family.write("source/images/a.svg", "<svg/>")
    family.write("overrides/de/articles/x.md", "---\ntitle: Schlaf\n---\n\nGanz anders.\n")
    family.write("overrides/de/images/a.svg", "<svg id='de'/>")
    family.run("sync")
    assert "Ganz anders." in page(family)
    assert "id='de'" in family.read("out/de_AT/images/a.svg")
    edit(family, "Sleep helps.", "Sleep helps much.")
    _, out, _ = family.run("check")
    assert out.count("[override]") == 1


def test_engines_of_the_parent_hold_for_those_that_inherit(family):
    """`de: []` means that people write German, also the Austrian part of it."""
    family.write("l10n.yaml", CONFIG + "engines: {default: [pseudo], de: []}\n")
    assert family.run("pretranslate")[1] == ""


FAULTS = {
    "{de_AT: {inherits: fr}}": "the locale that de_AT inherits from, 'fr' is not known: it can be de, de_AT",
    "{de_AT: {inherit: de}}": "the key 'inherit' is not known: did you mean inherits?",
    "{de_AT: {inherits: de_AT}}": "de_AT cannot inherit from de_AT, which inherits itself",
    "{de_AT: {inherits: de}}, {de_CH: {inherits: de_AT}}": "de_CH cannot inherit from de_AT, which inherits itself",
    "{de_AT: de}": "must hold keys and values",
    "{xx_YY: {inherits: de}}": "the locale 'xx_YY' is not known",
}  # fmt: skip


@pytest.mark.parametrize("item", FAULTS)
def test_a_family_that_cannot_be_is_refused(project, item):
    """With its line."""
    project.write("l10n.yaml", f"source: source\nlocales: [de, {item}]\n")
    code, _, err = project.run("sync")
    assert code == 2
    assert f"l10n.yaml:2: {FAULTS[item]}" in err or (FAULTS[item] in err and ":2:" in err)


def test_a_parent_that_cannot_be_read_stops_its_family(family):
    """No English page in the place of a German one, and no catalog written."""
    family.write("locales/de/articles/x.po", 'msgid "a\n')
    before = family.read(f"locales/{NAME}")
    code, _, err = family.run("sync")
    assert (code, err.count("locales/de/articles/x.po:1")) == (2, 1)
    assert family.read(f"locales/{NAME}") == before
    assert "its catalog cannot be read" in family.run("build")[2]
