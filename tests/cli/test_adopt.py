"""`l10n adopt` as a user runs it."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PO = "locales/de/articles/sleep.po"
OLD = """\
---
title: Besser schlafen
description: Wie Sie sich ausruhen.
---

Schlaf hilft dem Körper. Ruhe lindert Schmerzen. Gehen Sie jeden Tag. Trinken Sie etwas Wasser.
Rufen Sie bald einen Arzt an.

## Was hilft

Nehmen Sie nicht mehr als 5 mg. Lesen Sie [den anderen](other.md#more) Text.

Etwas ganz anderes über ein Schiff auf dem Meer.
"""
HTML = """\
<!doctype html><html lang="de"><head><title>Besser schlafen</title></head><body>
<p>Schlaf hilft dem K&ouml;rper. Ruhe lindert Schmerzen. Gehen Sie jeden Tag. Trinken Sie etwas
Wasser. Rufen Sie bald einen Arzt an.</p><h2>Was hilft</h2>
<p>Nehmen Sie nicht mehr als 5 mg. Lesen Sie <a href="other.html#more">den anderen</a> Text.</p>
</body></html>
"""


def _files(project):
    """All files but the private ones of the lock, which holds a process number."""
    hidden = (".l10n/lock", ".l10n/.gitignore")
    return {name: data for name, data in project.bytes(".").items() if name not in hidden}


def test_an_old_page_becomes_drafts_and_a_page_to_look_at(project):
    project.write("old/sleep.de.md", OLD)
    code, out, err = project.run("adopt", "-l", "de", "articles/sleep.md", "old/sleep.de.md")
    assert (code, err) == (0, "")
    assert out.startswith("de: articles/sleep.md: ")
    assert "1 in the old page; see .l10n/adopt/de/articles/sleep.html" in out
    entries = project.entries("de/articles/sleep.po")
    assert entries["Do not take more than 5 mg."].target == "Nehmen Sie nicht mehr als 5 mg."
    assert entries["Better sleep"].comments[0].startswith("import: old/sleep.de.md ")
    assert all(e.fuzzy for e in entries.values() if e.target)
    shown = project.read(".l10n/adopt/de/articles/sleep.html")
    assert "Etwas ganz anderes über ein Schiff" in shown
    assert project.run("adopt", "-l", "de", "articles/sleep.md", "old/sleep.de.md")[0] == 0
    before = project.read(PO)
    assert project.run("sync", "-l", "de")[0] == 0
    assert project.read(PO) == before
    project.run("build", "--to", "markdown", "-l", "de", "-o", str(project.root / "out"))
    assert not list((project.root / "out/de").rglob("sleep.md"))  # drafts make no page


GUIDE = """\
---
title: Tools
---

Open [the plan](plan.md) with `edit` on GitHub. Ask @anna in [the forum](forum.md).

Take [5 mg](dose.md) with `tea` at most. Rest eases pain.

Use `sleep 8` from [the list](list.md). Never open [the old list](old.md).
"""
ALT = """\
---
title: Werkzeuge
---

Öffnen Sie [den Plan](plan.md) mit `edit` auf GitHub. Fragen Sie @anna im [Forum](forum.md).

Nehmen Sie höchstens [5 mg](dose.md) mit `tea`. Ruhe lindert Schmerzen.

Nehmen Sie `sleep 8` aus [der Liste](list.md). Öffnen Sie [die alte Liste](old.md).
"""


def test_a_persons_text_is_kept_and_accepting_is_asked_for(project):
    project.write("source/articles/tools.md", GUIDE)
    project.run("sync", "-l", "de")
    project.translate("de", "MEINS", only={"Rest eases pain."})
    project.write("old.md", ALT)
    code, out, _ = project.run("adopt", "-l", "de", "--accept", "articles/tools.md", "old.md")
    assert code == 0
    assert "accepted" in out
    assert "1 with a text already" in out
    entries = project.entries("de/articles/tools.po")
    assert entries["Rest eases pain."].target == "MEINS"
    said = {k.split()[0]: e.state.accepted for k, e in entries.items() if e.target}
    assert said["Open"]
    assert said["Use"]
    assert not said["Take"]  # nobody can tell whether `höchstens` is `at most`
    assert not said["Never"]  # the old page does not say it
    assert entries["Ask @anna in [the forum](forum.md)."].record("import")


def test_the_same_pages_give_the_same_bytes_in_every_process(project):
    project.write("old.md", OLD)
    made = []
    for seed in "12":
        shutil.rmtree(project.root / "locales", ignore_errors=True)
        command = [sys.executable, "-m", "pipeline", "-C", project.root, "adopt", "-l", "de"]
        done = subprocess.run(
            [*command, "articles/sleep.md", "old.md"],
            env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, check=True,
        )  # fmt: skip
        made.append((done.stdout, _files(project)))
    assert made[0] == made[1]


def test_html_comes_in_as_markdown(project):
    project.write("old.html", HTML)
    code, _, err = project.run("adopt", "-l", "de", "articles/sleep.md", "old.html")
    assert (code, err) == (0, "")
    entries = project.entries("de/articles/sleep.po")
    assert entries["Sleep helps the body."].target == "Schlaf hilft dem Körper."
    link = entries["See [the other](other.md#more) text."]
    assert link.target == "Lesen Sie [den anderen](other.html#more) Text."


def test_a_dry_run_writes_nothing(project):
    project.write("old.md", OLD)
    before = _files(project)
    code, out, _ = project.run("adopt", "-l", "de", "--dry-run", "articles/sleep.md", "old.md")
    assert code == 0
    assert "pairs" in out
    assert _files(project) == before
    project.run("adopt", "-l", "de", "--dry-run", "-o", str(project.root / "see"),
                "articles/sleep.md", "old.md")  # fmt: skip
    assert set(_files(project)) - set(before) == {"see/de/articles/sleep.html"}


def test_a_pattern_takes_whole_folders(project):
    project.write("old/de/articles/sleep.md", OLD)
    code, out, err = project.run("adopt", "-l", "de,es", "articles/*.md", "old/{locale}/{path}")
    assert (code, err) == (0, "")
    assert "de: articles/other.md: no old page old/de/articles/other.md" in out
    assert "es: articles/sleep.md: no old page old/es/articles/sleep.md" in out
    assert project.entries("de/articles/sleep.po")["Better sleep"].target == "Besser schlafen"
    assert not (project.root / "locales/es").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["articles/sleep.md", "none.md"], "none.md: there is no such page"),
        (["articles/none.md", "old.md"], "no document articles/none.md"),
        (["articles/*.txt", "old.md"], "no document matches articles/*.txt"),
        (["articles/*.md", "old.md"], "2 documents, one old page: write {path} or {stem}"),
        (["articles/sleep.md", "old.txt"], ".txt is no document"),
        (["articles/sleep.md", "broken.md"], "not UTF-8"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(project, words, message):
    for name in ("old.md", "old.txt"):
        project.write(name, OLD)
    project.write("broken.md", b"\xff\xfe")
    project.write("broken.po", 'msgid "a\nmsgstr ""\n')
    before = _files(project)
    code, _, err = project.run("adopt", "-l", "de", *words)
    assert code == 2
    assert message in err
    assert len(err.splitlines()) == 1
    assert _files(project) == before


def test_two_locales_need_two_pages(project):
    project.write("old.md", OLD)
    code, _, err = project.run("adopt", "-l", "de,es", "articles/sleep.md", "old.md")
    assert (code, err) == (2, "l10n: 2 locales, one old page: write {locale} into old.md\n")


def test_a_word_document_needs_its_extra(project, monkeypatch):
    monkeypatch.setitem(sys.modules, "mammoth", None)
    project.write("old.docx", b"PK")
    code, _, err = project.run("adopt", "-l", "de", "articles/sleep.md", "old.docx")
    assert code == 2
    assert "old.docx: a Word document: install it with" in err


def test_a_foreign_catalog_comes_in(project):
    rows = [("Better sleep", "Besser schlafen"), ("Nowhere", "Nirgends")]
    rows.append(("Do not take more than 5 mg. See [the other]{1} text.",
                 "Nehmen Sie nicht mehr als 5 mg. Lesen Sie [den anderen]{1} Text."))  # fmt: skip
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    text += "".join(f'\nmsgid "{a}"\nmsgstr "{b}"\n' for a, b in rows)
    project.write("tt.po", text)
    code, out, err = project.run("import", "-l", "de", "tt.po")
    assert code == 0
    assert out.splitlines() == [
        "de: articles/sleep.md: 2 blocks; 3 accepted, 0 drafts",
        "de: tt.po: 1 text for no block of these documents",
    ]
    assert err == "l10n: tt.po:7: left over: “Nowhere”\n"
    entries = project.entries("de/articles/sleep.po")
    link = entries["See [the other](other.md#more) text."]
    assert link.target == "Lesen Sie [den anderen](other.md#more) Text."
    assert link.state.accepted
    before = project.read(PO)
    project.run("sync", "-l", "de", "articles/sleep.md")
    assert project.read(PO) == before


def word(paragraphs):
    """The least Word document: its text and the style of each paragraph."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
    return packed.getvalue()


def test_a_word_document_comes_in(project):
    text = "Schlaf hilft dem Körper. Ruhe lindert Schmerzen. Gehen Sie jeden Tag. Trinken Sie "
    text += "etwas Wasser. Rufen Sie bald einen Arzt an."
    rows = [("Heading1", "Besser schlafen"), ("Normal", text), ("Heading2", "Was hilft")]
    project.write("old.docx", word(rows))
    code, _, err = project.run("adopt", "-l", "de", "articles/sleep.md", "old.docx")
    assert (code, err) == (0, "")
    entries = project.entries("de/articles/sleep.po")
    assert entries["Drink some water."].target == "Trinken Sie etwas Wasser."
    project.write("old.docx", b"PK no")
    code, _, err = project.run("adopt", "-l", "de", "articles/sleep.md", "old.docx")
    assert code == 2
    assert "old.docx: no Word document that can be read" in err
