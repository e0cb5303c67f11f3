"""A change of `segmentation:` as a project goes through it."""

from dataclasses import replace

import pytest

from pipeline import flow
from pipeline.config import Config
from pipeline.flow import documents
from pipeline.formats import po
from pipeline.model import DocumentId, State


def set_mode(project, mode):
    lines = [x for x in project.read("l10n.yaml").splitlines() if "segmentation" not in x]
    project.write("l10n.yaml", "\n".join([*lines, f"segmentation: {mode}", ""]))


def retarget(project, name, text, target):
    path = project.root / "locales" / name
    catalog = po.read(path.read_bytes(), name)
    entries = (
        replace(e, target=target, raw=None) if e.key.text == text else e for e in catalog.entries
    )
    path.write_bytes(po.write(replace(catalog, entries=tuple(entries))))


def test_all_translations_go_from_sentences_to_blocks_and_back(project):
    """Nothing is left to review, and the way back gives the very same files."""
    project.run("sync")
    project.translate("de")
    before = project.bytes("locales/de")
    set_mode(project, "block")
    code, out, err = project.run("sync", "-l", "de")
    assert (code, err) == (0, "")
    assert "de: 2 regrouped" in out
    states = {e.state for e in project.entries("de/articles/sleep.po").values()}
    assert states == {State.TRANSLATED}
    set_mode(project, "sentence")
    code, out, err = project.run("sync", "-l", "de")
    assert (code, err) == (0, "")
    assert "de: 7 regrouped" in out
    assert project.bytes("locales/de") == before


def test_what_does_not_agree_is_said_in_one_line(project):
    """File, unit and what to do on stderr; the rest is regrouped, the text is kept."""
    set_mode(project, "block")
    project.run("sync")
    project.translate("de", "{}")
    block = next(t for t in project.entries("de/articles/sleep.po") if t.startswith("Sleep helps"))
    said = "Schlaf hilft, Ruhe auch."
    retarget(project, "de/articles/sleep.po", block, said)
    set_mode(project, "sentence")
    code, out, err = project.run("sync", "-l", "de")
    assert code == 0
    assert "de: 5 new, 2 regrouped" in out
    assert err == (
        "l10n: locales/de/articles/sleep.po: “Sleep helps the body. Rest eases pain. Walk every…”: "
        "5 sentences, but 1 in its translation, an obsolete entry now: translate the sentences from it\n"
    )
    assert f'#~ msgstr "{said}"' in project.read("locales/de/articles/sleep.po")


def test_a_second_sync_does_nothing_and_check_sees_the_change(project):
    """`--check` and `--dry-run` write nothing; after a sync all is up to date."""
    project.run("sync")
    project.translate("de")
    set_mode(project, "block")
    before = project.bytes("locales")
    assert project.run("sync", "--check")[0] == 1
    code, out, _ = project.run("sync", "--dry-run", "-l", "de")
    assert (code, "regrouped" in out) == (0, True)
    assert project.bytes("locales") == before
    project.run("sync")
    after = project.bytes("locales")
    assert project.run("sync", "--check")[0] == 0
    assert project.run("sync")[1].count("all kept") == 2
    assert project.bytes("locales") == after


def test_a_sentence_cut_from_one_document_is_copied_to_others_at_once(project):
    """Or a second sync would change files again."""
    project.write("source/articles/other.md", "---\ntitle: Other\n---\n\nRest well. Drink water.\n")
    project.write("source/articles/third.md", "---\ntitle: Third\n---\n\nRest well. Eat less.\n")
    set_mode(project, "block")
    project.run("sync")
    project.translate("de", "{}", only=["Rest well. Drink water."])
    set_mode(project, "sentence")
    project.run("sync")
    assert project.entries("de/articles/third.po")["Rest well."].state is State.TRANSLATED
    assert project.run("sync", "--check")[0] == 0


def test_the_published_page_stays_as_it_is(project):
    """A change of mode changes no word of the website."""
    project.run("sync")
    project.translate("de")
    project.run("build", "--to", "markdown", "-l", "de")
    before = project.bytes("build/de")
    set_mode(project, "block")
    project.run("sync")
    project.run("build", "--to", "markdown", "-l", "de")
    assert project.bytes("build/de") == before
    assert any("„Rest eases pain.“" in data.decode() for data in before.values())


@pytest.mark.parametrize(("own", "units"), [("", 2), ("block", 1), ("sentence", 2)])
def test_a_document_s_own_mode_wins(monkeypatch, own, units):
    """`l10n: {segmentation: …}` before the project's setting."""
    parsed = documents.parse
    monkeypatch.setattr(documents, "parse", lambda *args: replace(parsed(*args), segmentation=own))
    document = flow.load(DocumentId("x.md"), b"Rest well. Drink water.\n", Config())
    assert len(list(document.units())) == units
