"""The glossary at the command line: listed, imported, checked, and part of what a run knows."""

import builtins
import sys
from pathlib import Path

import pytest

from pipeline.model import Key

FILES = Path(__file__).parent.parent / "glossary/files"
GLOSSARY = """\
# ours
- term: rest
  part_of_speech: noun
  de: {use: Ruhe, forbidden: [Rast]}
- {term: doctor, de: Ärztin}
- term: Sleep Well
  keep: true
  es: Dormir Bien
"""


@pytest.fixture
def translated(project):
    """German is translated, with a glossary that it does not keep to."""
    project.run("sync")
    negated = {"Do not take more than 5 mg."}
    project.translate("de", "Ruhe, nicht: {}", only=negated)
    project.translate("es", "No: {}", only=negated)
    project.translate("de", "Ruhe: {}")
    project.translate("es", "{}")
    return project


def warnings(project, *words):
    _, out, _ = project.run("check", "-l", "de", *words)
    return [line for line in out.splitlines() if line.endswith("[glossary]")]


def test_check_finds_what_does_not_keep_to_the_glossary(translated):
    """Warnings do not fail the command; a changed name does, and the text leaves the page."""
    assert warnings(translated) == []
    translated.write("glossary.yaml", GLOSSARY)
    (line,) = warnings(translated)
    assert line.startswith("locales/de/articles/sleep.po:")
    assert line.endswith(": warning: term missing: doctor → Ärztin [glossary]")
    assert translated.run("check", "-l", "de")[0] == 0
    translated.run("build")
    page = translated.read("build/de/articles/sleep.html")
    assert "Ruhe: Sleep helps the body." in page
    path = "locales/de/articles/sleep.po"
    translated.write("glossary.yaml", "- {term: Sleep, keep: true}\n")
    translated.write(path, translated.read(path).replace('"Ruhe: Sleep helps', '"Ruhe: Slep helps'))
    (line,) = warnings(translated)
    assert line.endswith(": error: name changed: Sleep → Slep [glossary]")
    assert translated.run("check", "-l", "de")[0] == 1
    translated.run("build")
    assert "Slep helps the body." not in translated.read("build/de/articles/sleep.html")


def test_a_waiver_silences_the_rule_for_these_texts(translated):
    """As for every other rule."""
    translated.write("glossary.yaml", GLOSSARY)
    path = "locales/de/articles/sleep.po"
    entry = translated.entries("de/articles/sleep.po")["Call a doctor soon."]
    digest = Key("Call a doctor soon.").digest(entry.target)
    waived = f'# check-ok: glossary {digest} (a doctor of any kind)\nmsgid "Call a doctor soon."'
    text = translated.read(path)
    head, _, rest = text.partition('msgid "Call a doctor soon."')
    # comments stand above notes and references
    at = head.rindex("\n\n") + 2
    line, _ = waived.split("\n")
    translated.write(path, f'{head[:at]}{line}\n{head[at:]}msgid "Call a doctor soon."{rest}')
    assert warnings(translated) == []


def test_a_run_looks_again_when_the_glossary_has_changed(translated):
    """What was said of unchanged files is said again only while the glossary is one of them."""
    translated.run("run")
    translated.run("run")
    assert "Nothing has changed" in translated.run("run")[1]
    translated.write("glossary.yaml", GLOSSARY)
    code, out, _ = translated.run("run")
    assert "Nothing has changed" not in out
    assert "term missing: doctor → Ärztin [glossary]" in out
    translated.run("run")
    translated.write("glossary.yaml", "- {term: rest, dee: x}\n")
    before = translated.bytes("locales")
    code, out, err = translated.run("run")
    assert (code, out) == (2, "")
    assert err.startswith("l10n: glossary.yaml:1: 'dee' is neither a key of a term nor a locale")
    assert translated.bytes("locales") == before


def test_a_glossary_that_the_settings_name_must_be_there(project):
    """A misspelt name would switch the check off unseen."""
    project.run("sync")
    config = project.read("l10n.yaml")
    project.write("l10n.yaml", f"{config}glossary: terms/words.yaml\n")
    code, out, err = project.run("check")
    assert (code, out) == (2, "")
    assert err == (
        "l10n: terms/words.yaml: l10n.yaml names this glossary and it is not there: "
        "make it, or correct the name\n"
    )
    project.write("terms/words.yaml", "- {term: rest, de: Ruhe}\n")
    assert project.run("glossary", "list") == (0, "rest; de: Ruhe\n", "")
    project.write("l10n.yaml", f"{config}glossary: [a]\n")
    code, _, err = project.run("check")
    assert (code, err) == (2, "l10n: l10n.yaml:4: glossary must be a text\n")


def test_the_terms_are_listed(project):
    project.write("glossary.yaml", GLOSSARY)
    code, out, err = project.run("glossary", "list")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "rest (noun); de: Ruhe (not Rast)",
        "doctor; de: Ärztin",
        "Sleep Well; de: (as it is); es: Dormir Bien",
    ]
    assert project.run("glossary", "list", "-l", "es")[1].splitlines()[0] == "rest (noun)"
    assert project.run("glossary", "list", "-l", "xx")[0] == 2


def test_tbx_and_tables_are_imported(project):
    """New terms at the end, conflicts named, no line of the file changed; again: nothing to do."""
    project.write("glossary.yaml", GLOSSARY)
    project.write("terms.tbx", (FILES / "version2.tbx").read_bytes())
    code, out, err = project.run("glossary", "import", "terms.tbx", "--dry-run")
    said = "glossary.yaml: 2 new terms, 0 extended; 2 terms left out: no text for this project's locales\n"
    assert (code, out, err) == (0, said, "")
    assert project.read("glossary.yaml") == GLOSSARY
    assert project.run("glossary", "import", "terms.tbx") == (0, said, "")
    text = project.read("glossary.yaml")
    assert text.startswith(GLOSSARY)
    assert "- term: sleep diary\n  es: diario de sueño\n" in text
    project.write("terms.csv", "en,de,es\ndoctor,Arzt,médica\nnap,Nickerchen,\n")
    code, out, err = project.run("glossary", "import", "terms.csv")
    assert (code, out) == (1, "glossary.yaml: 1 new term, 1 extended\n")
    assert err == (
        "l10n: terms.csv:2: doctor: de: glossary.yaml:5 has Ärztin, here Arzt: left as it is\n"
    )
    assert "- {term: doctor, de: Ärztin, es: médica}\n" in project.read("glossary.yaml")
    code, out, _ = project.run("glossary", "import", "terms.csv")
    assert (code, out) == (1, "glossary.yaml: 0 new terms, 0 extended\n")


def test_an_import_may_go_to_another_file(project):
    """As a table that is in UTF-16, the way spreadsheets write it."""
    project.write("terms.txt", "en\tde\nnap\tNickerchen\n".encode("utf-16"))
    out = "other.yaml: 1 new term, 0 extended\n"
    assert project.run("glossary", "import", "terms.txt", "-o", "other.yaml") == (0, out, "")
    assert project.read("other.yaml").endswith("- term: nap\n  de: Nickerchen\n")
    assert not (project.root / "glossary.yaml").exists()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("none.csv", None, "l10n: there is no file none.csv\n"),
        ("a.tbx", "<tmx/>", "l10n: a.tbx:1: no TBX: it begins with <tmx>\n"),
        ("a.csv", "x;y\n", "l10n: a.csv:1: 'x' is neither a key of a term nor a locale"),
    ],
)
def test_what_cannot_be_imported_changes_nothing(project, name, data, message):
    project.write("glossary.yaml", GLOSSARY)
    if data is not None:
        project.write(name, data)
    code, out, err = project.run("glossary", "import", name)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert project.read("glossary.yaml") == GLOSSARY


def test_a_faulty_glossary_takes_no_terms(project):
    project.write("glossary.yaml", "- {term: rest}\n")
    project.write("a.csv", "en,de\nnap,Nickerchen\n")
    code, out, err = project.run("glossary", "import", "a.csv")
    assert (code, out) == (2, "")
    assert err.startswith("l10n: glossary.yaml:1: rest says nothing")


def test_without_the_extra_tables_still_work(project, monkeypatch):
    """lxml is imported for TBX only."""
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name.startswith("lxml"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    for name in [
        n for n in sys.modules if n.startswith(("lxml", "pipeline.interchange", "pipeline.cli.g"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", refuse)
    project.write("a.csv", "en,de\nnap,Nickerchen\n")
    assert project.run("glossary", "import", "a.csv")[0] == 0
    project.write("a.tbx", "<tbx/>")
    code, _, err = project.run("glossary", "import", "a.tbx")
    assert code == 2
    assert "pip install 'l10n-pipeline[interchange]'" in err
