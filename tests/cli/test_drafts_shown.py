"""Which drafts and which people's texts a page shows, whoever wrote them into the file."""

from dataclasses import replace

from pipeline.formats import po
from pipeline.model import State

DOSE = "Do not take more than 5 mg."


def test_a_draft_of_another_day_is_held_to_the_gate_too(project):
    """A machine's text that lost or won a “not” is shown by no page, nor by one that inherits it."""
    config = project.read("l10n.yaml")
    project.write("l10n.yaml", config.replace("[de, es]", "[de, {de_AT: {inherits: de}}]"))
    project.run("sync")
    old = {DOSE: "Nehmen Sie mehr als 5 mg.", "Rest eases pain.": "Ruhe lindert nicht."}
    path = project.root / "locales/de/articles/sleep.po"
    catalog = po.read(path.read_bytes(), path.name)
    entries = tuple(
        e.drafted(old[e.key.text], "apertium") if e.key.text in old else e for e in catalog.entries
    )
    path.write_bytes(po.write(replace(catalog, entries=entries)))
    states = {text: e.state for text, e in project.entries("de/articles/sleep.po").items()}
    assert {states[text] for text in old} == {State.MACHINE}
    project.run("pretranslate", "--engine", "pseudo", "-l", "de")
    project.run("build")
    for locale in ("de", "de-AT"):
        page = project.read(f"build/{locale}/articles/sleep.html")
        assert [text for text in old if text not in page] == []
        assert [text for text in old.values() if text in page] == []


def test_what_keeps_a_draft_out_keeps_no_persons_text_out(project):
    """A person may say what no machine may: a warning is for the reviewer."""
    project.run("sync")
    project.translate("de")
    path = "locales/de/articles/sleep.po"
    own = "Schlaf hilft dem Körper, nicht der Wecker."
    project.write(path, project.read(path).replace("„Sleep helps the body.“", own))
    assert f"warning: negation added: “{own.split(', ')[1][:5]}" in project.run("check")[1]
    project.run("build")
    assert own in project.read("build/de/articles/sleep.html")
