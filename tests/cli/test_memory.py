"""The memory as people use it: offers in catalogs, `l10n tm`, TMX files, damage."""

import sqlite3
from dataclasses import replace

import polib
import pytest

from pipeline.formats import po
from pipeline.interchange import tmx
from pipeline.memory import offers
from pipeline.model import Key, Locale, State

SLEEP = "articles/sleep.po"
SAID = "Do nicht take more than 5 mg."
DOSE = "Do not take more than 5 mg."
NEW = "# Doses\n\nDo not take more than 10 mg.\n\nRest eases pain and worry.\n"
SETTINGS = "locales: [de, es]\nsite: {name: Test}\npublish: {machine: notice}\n"


def translated(project):
    """All of the project in German, and a new article with sentences that are like known ones."""
    project.run("sync")
    project.translate("de")
    project.run("sync")
    project.write("source/articles/doses.md", NEW)
    project.run("sync")
    return project


def edit(project, name, source, **changes):
    """What a PO editor does to one entry."""
    path = project.root / "locales" / name
    catalog = po.read(path.read_bytes(), name)
    entries = tuple(
        replace(e, **changes, raw=None) if e.key.text == source and not e.obsolete else e
        for e in catalog.entries
    )
    path.write_bytes(po.write(replace(catalog, entries=entries)))


def noted(project, name):
    return {text: offers(e.notes) for text, e in project.entries(name).items() if offers(e.notes)}


def memory_file(project, name, *pairs, locale="es"):
    data, _ = tmx.write([tmx.Pair(Key(a), b, "x.md") for a, b in pairs], "en", Locale(locale))
    project.write(name, data)


def test_offers_are_quiet(project):
    """Beside what waits for a person, the same in every run, until he has accepted a text."""
    translated(project)
    assert project.run("pretranslate")[0] == 0
    assert noted(project, "de/articles/doses.po") == {
        "Do not take more than 10 mg.": (
            f"memory 92 %: “{DOSE}” → “„{SAID}“” (number differs: 5 → 10)",
        ),
    }
    assert (
        project.entries("de/articles/doses.po")["Do not take more than 10 mg."].state
        is State.MISSING
    )
    before = project.bytes("locales")
    for command in (("sync",), ("pretranslate",), ("pretranslate",), ("run",), ("sync",)):
        project.run(*command)
        assert project.bytes("locales") == before, command
    assert project.run("sync", "--check")[0] == 0

    edit(project, "de/articles/doses.po", "Do not take more than 10 mg.", target="„10 mg“")
    code, out, err = project.run("sync", "--check")
    assert (code, err) == (0, ""), out  # a translator's save makes no file outdated
    project.run("sync")
    assert noted(project, "de/articles/doses.po") == {}
    assert project.run("sync", "--check")[0] == 0


def test_offers_go_to_a_translator(project):
    """In the file that holds all open units, from where nothing comes back but texts."""
    translated(project)
    project.run("pretranslate")
    before = project.bytes("locales")
    work = project.root / "work.po"
    project.run("export", "-l", "de", "--todo", str(work))
    assert "#. memory 92 %: “" in work.read_text(encoding="utf-8")
    assert project.run("import", str(work))[0] == 0
    assert project.bytes("locales") == before


def test_an_edited_source_has_no_old_offers(project):
    """They were for another text; the stale text itself is not offered."""
    translated(project)
    project.run("pretranslate")
    edited = NEW.replace("10 mg", "20 mg")
    project.write("source/articles/doses.md", edited)
    project.run("sync")
    assert noted(project, "de/articles/doses.po") == {}
    project.run("pretranslate")
    (offer,) = noted(project, "de/articles/doses.po")["Do not take more than 20 mg."]
    assert offer.endswith("(number differs: 5 → 20)")

    project.write(
        "source/articles/sleep.md", project.read("source/articles/sleep.md").replace("5 mg", "8 mg")
    )
    project.run("sync")
    project.run("pretranslate")
    assert project.entries(f"de/{SLEEP}")["Do not take more than 8 mg."].state is State.STALE
    assert "Do not take more than 8 mg." not in noted(project, f"de/{SLEEP}")


def test_a_taken_suggestion_with_offers_beside_it(project):
    """Only the offers go: the rest is as sync leaves it after a review."""
    translated(project)
    project.translate("de")
    article = project.read("source/articles/sleep.md")
    project.write("source/articles/sleep.md", article.replace("5 mg", "8 mg"))
    project.run("sync")
    project.run("pretranslate")
    source = "Do not take more than 8 mg."
    suggestion, offer = project.entries(f"de/{SLEEP}")[source].notes[-2:]
    assert suggestion == f"suggestion: „{source.replace('not', 'nicht')}“"
    assert offer.startswith("memory 92 %: “Do not take more than 10 mg.”")
    text = {"target": f"„{source}“", "fuzzy": False, "previous": None}
    edit(project, f"de/{SLEEP}", source, **text)
    assert project.run("sync", "--check")[0] == 0
    project.run("sync")
    assert project.entries(f"de/{SLEEP}")[source].notes[-1] == suggestion
    assert project.run("sync", "--check")[0] == 0


def test_texts_that_differ_fill_nothing(project):
    """Both are offered, with their places."""
    project.write(
        "source/articles/more.md",
        "# More here\n\n<!-- l10n:context other -->\n\nShort text here.\n",
    )
    project.write(
        "source/articles/third.md", "# Third\n\n<!-- l10n:context third -->\n\nShort text here.\n"
    )
    project.run("sync")
    edit(project, "de/articles/other.po", "Short text here.", target="Kurzer Text.")
    edit(project, "de/articles/more.po", "Short text here.", target="Wenig Text.")
    project.run("pretranslate")
    entry = project.entries("de/articles/third.po")["Short text here."]
    assert (entry.target, offers(entry.notes)) == (
        "",
        ("memory 100 %: “Kurzer Text.” (articles/other)", "memory 100 %: “Wenig Text.” (articles/more)"),
    )  # fmt: skip
    edit(project, "de/articles/more.po", "Short text here.", target="Kurzer Text.")
    project.run("pretranslate")
    entry = project.entries("de/articles/third.po")["Short text here."]
    assert (entry.target, entry.record("mt")[0], offers(entry.notes)) == (
        "Kurzer Text.",
        "memory",
        (),
    )


def test_a_memory_file_survives_the_cache(project):
    """It is in the project and named in the settings; its texts are drafts."""
    project.write("l10n.yaml", SETTINGS + "memory: [tm/old.tmx]\n")
    memory_file(
        project, "tm/old.tmx", ("Drink some water.", "Beba agua."), ("Walk each day.", "Ande.")
    )
    project.run("sync")
    assert project.run("pretranslate")[:2] == (0, "es: 1 draft from memory\n")
    entry = project.entries(f"es/{SLEEP}")["Drink some water."]
    assert (entry.target, entry.state, entry.record("mt")[0]) == (
        "Beba agua.",
        State.MACHINE,
        "memory",
    )
    (offer,) = noted(project, f"es/{SLEEP}")["Walk every day."]
    assert offer == "memory 73 %: “Walk each day.” → “Ande.” (differs: each → every)"
    before = project.bytes("locales")
    (project.root / ".l10n/memory.sqlite").unlink()
    project.run("pretranslate")
    assert project.bytes("locales") == before
    assert project.run("tm", "stats")[1] == (
        "de: 40 pairs of 40 texts\n"  # the interface strings
        "es: 42 pairs of 42 texts, 2 of them imported\n"
        "in .l10n/memory.sqlite\n"
    )
    memory_file(project, "tm/old.tmx", ("Drink some water.", "Tome agua."))
    project.run("pretranslate")
    assert (
        project.entries(f"es/{SLEEP}")["Drink some water."].target == "Beba agua."
    )  # a draft stays
    assert noted(project, f"es/{SLEEP}") == {
        "Drink some water.": ("memory 100 %: “Tome agua.” (tm/old.tmx)",)
    }
    project.write("l10n.yaml", SETTINGS)
    project.run("pretranslate")
    assert noted(project, f"es/{SLEEP}") == {}


def test_settings_may_accept_what_memory_has(project):
    """Also what it drafted before, as long as it still says so; no similar text."""
    project.write("l10n.yaml", SETTINGS + "memory: tm/old.tmx\n")
    memory_file(
        project, "tm/old.tmx", ("Drink some water.", "Beba agua."), ("Walk every day.", "Ande.")
    )
    project.run("sync")
    project.run("pretranslate")
    memory_file(
        project, "tm/old.tmx", ("Drink some water.", "Beba agua."), ("Walk every day.", "Camine.")
    )
    project.write("l10n.yaml", SETTINGS + "memory: {from: [tm/old.tmx], accept: true}\n")
    project.run("pretranslate")
    entries = project.entries(f"es/{SLEEP}")
    assert entries["Drink some water."].state is State.TRANSLATED
    assert entries["Walk every day."].state is State.MACHINE
    assert entries["Rest eases pain."].state is State.MISSING
    before = project.bytes("locales")
    project.run("sync")
    project.run("pretranslate")
    assert project.bytes("locales") == before


@pytest.mark.parametrize("accept", ["true", "false"])
def test_no_settings_draft_another_dose(project, accept):
    """What the meaning gate refuses is offered only, also from a memory that is trusted."""
    project.write("l10n.yaml", f"{SETTINGS}memory: {{from: tm/old.tmx, accept: {accept}}}\n")
    memory_file(
        project, "tm/old.tmx", (DOSE, "No tome más de 50 mg."), ("Rest eases pain.", "Descanse.")
    )
    project.run("sync")
    project.run("pretranslate")
    entries = project.entries(f"es/{SLEEP}")
    assert entries[DOSE].state is State.MISSING
    assert entries[DOSE].notes[-1] == "memory 100 %: “No tome más de 50 mg.” (tm/old.tmx)"
    assert entries["Rest eases pain."].target == "Descanse."


def test_no_settings_accept_a_draft_that_the_gate_refuses(project):
    """One of an earlier day, from when the gate knew less."""
    memory_file(project, "tm/old.tmx", (DOSE, "No tome más de 50 mg."))
    project.write("l10n.yaml", SETTINGS + "memory: {from: tm/old.tmx, accept: true}\n")
    project.run("sync")
    path = f"locales/es/{SLEEP}"
    old = project.entries(f"es/{SLEEP}")[DOSE].drafted("No tome más de 50 mg.", "memory")
    before, after = f'msgid "{DOSE}"\nmsgstr "', f'#, fuzzy\nmsgid "{DOSE}"\nmsgstr "{old.target}'
    text = project.read(path).replace(before, after)
    note = "#. paragraph · What helps\n"
    project.write(path, text.replace(note, f"# {old.comments[-1]}\n{note}", 1))
    assert project.entries(f"es/{SLEEP}")[DOSE].state is State.MACHINE
    project.run("pretranslate")
    assert project.entries(f"es/{SLEEP}")[DOSE].state is State.MACHINE


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("memory: [tm/none.tmx]", "l10n.yaml: memory: tm/none.tmx: there is no such file"),
        ("memory: [tm/bad.tmx]", "tm/bad.tmx:1: no XML that can be read"),
        ("memory: [tm/xliff.tmx]", "tm/xliff.tmx: no TMX: it begins with <xliff>"),
        ("memory: [tm/old.csv]", "l10n.yaml:4: tm/old.csv: a memory is a TMX file"),
        ("memory: {fro: []}", "l10n.yaml:4: the key 'fro' is not known: did you mean from?"),
        ("memory: {accept: 1}", "l10n.yaml:4: accept is true or false"),
        ("memory: 1", "l10n.yaml:4: memory must be a list"),
        ("memory: postgresql://u:s3cret@h/d", "l10n.yaml:4: leave the password out of the address"),
        ("memory: 'postgresql://u@h/d?password=s3cret'", "l10n.yaml:4: leave the password out"),
        ("memory: 'postgresql://u:s3/cret@h/d'", "l10n.yaml:4: leave the password out"),
        (
            "memory: [postgresql://a/b, postgresql://c/d]",
            "l10n.yaml:4: one database holds the memory",
        ),
        (
            "offline: true\nmemory: postgresql://u@db.example.org/d",
            "no text goes to db.example.org",
        ),
        ("offline: true\nmemory: 'postgresql:///d?host=10.0.0.1'", "no text goes to 10.0.0.1"),
        ("memory: mysql://u:s3cret@h/d", "l10n.yaml:4: an address: a memory is a TMX file"),
    ],
)
def test_a_wrong_setting_is_one_line(project, setting, message):
    """With its place, what to do, and no password."""
    project.run("sync")
    project.write("tm/bad.tmx", "<tmx")
    project.write("tm/xliff.tmx", "<xliff/>")
    project.write("l10n.yaml", SETTINGS + setting + "\n")
    for _ in range(2):
        code, out, err = project.run("pretranslate")
        assert (code, err.count("\n")) == (2, 1), err
        assert message in err
        assert "s3" not in out + err


def test_a_shared_memory_needs_a_name_for_the_project(project):
    """By which it tells the projects of a team apart."""
    project.write("l10n.yaml", "locales: [de]\nmemory: postgresql://localhost/tm\n")
    code, _, err = project.run("tm", "stats")
    assert code == 2
    assert err.endswith(
        "l10n.yaml:2: a shared memory knows projects by name: set site: {name: …}\n"
    )


@pytest.mark.parametrize(
    ("address", "variable"),
    [("/d", "PGHOST"), ("localhost/d", "PGHOSTADDR"), ("/d", "PGSERVICE"), ("/d?service=x", "")],
)
def test_a_shared_memory_is_where_the_settings_say(project, monkeypatch, address, variable):
    """No variable leads texts to a machine that nobody is told of, offline or not."""
    pytest.importorskip("psycopg")
    if variable:
        monkeypatch.setenv(variable, "192.0.2.1")
    project.write("l10n.yaml", f"{SETTINGS}offline: true\nmemory: 'postgresql://{address}'\n")
    project.run("sync")
    code, _, err = project.run("pretranslate")
    assert (code, "memory: name the host in l10n.yaml" in err) == (3, True), err


def test_lookup(project):
    """The best matches of each locale."""
    translated(project)
    assert project.run("tm", "lookup", "Rest  eases the pain.") == (
        0,
        (
            "de: memory 80 %: “Rest eases pain.” → “„Rest eases pain.“” (differs: + the)"
            " (articles/sleep)\nes: no match\n"
        ),
        "",
    )
    assert project.run("tm", "lookup", "-l", "de", DOSE)[1] == (
        f"de: memory 100 %: “„{SAID}“” (articles/sleep)\n"
    )
    assert project.run("tm", "lookup", "-l", "xx", "A")[0] == 2


def test_unchanged_catalogs_are_not_read(project, monkeypatch):
    """Of edited ones, the texts that are no longer accepted are forgotten."""
    translated(project)
    project.run("tm", "stats")
    read = []
    real = po.read
    monkeypatch.setattr(po, "read", lambda data, name: read.append(name) or real(data, name))
    project.run("tm", "stats")
    assert read == []
    edit(project, f"de/{SLEEP}", "Rest eases pain.", target="Ruhe lindert Schmerzen.")
    read.clear()
    out = project.run("tm", "lookup", "-l", "de", "Rest eases pain.")[1]
    assert read == [f"locales/de/{SLEEP}"]
    assert out == "de: memory 100 %: “Ruhe lindert Schmerzen.” (articles/sleep)\n"
    edit(project, f"de/{SLEEP}", "Rest eases pain.", fuzzy=True)
    assert project.run("tm", "lookup", "-l", "de", "Rest eases pain.")[1] == "de: no match\n"
    (project.root / "locales/de" / SLEEP).unlink()
    assert project.run("tm", "lookup", "-l", "de", DOSE)[1] == "de: no match\n"


def test_what_never_enters(project):
    """Joined sentences, and what a locale writes for itself."""
    project.write(
        "source/articles/own.md", "# Own\n\n<!-- l10n:adapt -->\n\nCall 112 or the helpline now.\n"
    )
    project.run("sync")
    project.translate("de", only={"Call 112 or the helpline now.", "Drink some water."})
    edit(project, f"de/{SLEEP}", "Sleep helps the body.", target="Schlaf und Ruhe helfen.")
    edit(project, f"de/{SLEEP}", "Rest eases pain.", target="~")
    project.run("sync")
    for text in ("Call 112 or the helpline now.", "Sleep helps the body.", "Rest eases pain."):
        assert project.run("tm", "lookup", "-l", "de", text)[1] == "de: no match\n"
    assert "100 %" in project.run("tm", "lookup", "-l", "de", "Drink some water.")[1]


@pytest.mark.parametrize("damage", [b"no database", b"SQLite format 3\0 and more", "version"])
def test_a_damaged_memory_is_begun_anew(project, damage):
    """As is one of another schema: the catalogs hold all that was in it."""
    translated(project)
    project.run("tm", "stats")
    said = project.run("tm", "stats")[1]
    path = project.root / ".l10n/memory.sqlite"
    if damage == "version":
        db = sqlite3.connect(path)
        db.execute("drop table df")
        db.execute("pragma user_version = 99")
        db.commit()
        db.close()
    else:
        path.write_bytes(damage)
    assert project.run("tm", "stats") == (0, said, "")
    assert sqlite3.connect(path).execute("select count(*) from df").fetchone()[0] > 0


def test_damage_deep_in_the_file(project):
    """Found under way, it costs the file and no answer."""
    translated(project)
    project.run("tm", "stats")
    path = project.root / ".l10n/memory.sqlite"
    data = bytearray(path.read_bytes())
    for at in range(4096 * 2, len(data), 4096):
        data[at : at + 64] = b"\xa5" * 64
    path.write_bytes(data)
    code, out, err = project.run("tm", "lookup", "-l", "de", DOSE)
    assert (code, err) == (0, "")
    assert out == f"de: memory 100 %: “„{SAID}“” (articles/sleep)\n"


def test_rebuild(project):
    """Says what it holds; the same as before."""
    translated(project)
    said = project.run("tm", "stats")[1]
    assert project.run("tm", "rebuild") == (0, said, "")


def test_a_dry_run_leaves_no_trace(project):
    """It knows what a run would, and writes nothing."""
    project.write("l10n.yaml", SETTINGS + "memory: tm/old.tmx\n")
    memory_file(project, "tm/old.tmx", ("Drink some water.", "Beba agua."))
    project.run("sync")
    before = project.bytes(".")
    assert "es: memory: 1 unit," in project.run("pretranslate", "--dry-run")[1]
    assert project.bytes(".") == before
    project.run("tm", "stats")
    memory_file(project, "tm/old.tmx", ("Walk every day.", "Ande."), ("Drink some water.", "Beba."))
    before = project.bytes(".")
    assert "es: memory: 2 units" in project.run("pretranslate", "--dry-run")[1]
    assert project.bytes(".") == before


def test_a_tool_that_wraps_notes(project):
    """polib does; the offers come back as they were, and stay."""
    translated(project)
    project.run("pretranslate")
    path = project.root / "locales/de/articles/doses.po"
    known = noted(project, "de/articles/doses.po")
    polib.pofile(str(path), wrapwidth=40).save()
    assert noted(project, "de/articles/doses.po") != known
    project.run("sync")
    assert noted(project, "de/articles/doses.po") != {}
    project.run("pretranslate")
    assert noted(project, "de/articles/doses.po") == known
    before = project.bytes("locales")
    project.run("sync")
    project.run("pretranslate")
    assert project.bytes("locales") == before


def test_an_inheriting_locale(project):
    """Its catalogs are as quiet as others."""
    project.write("l10n.yaml", "locales: [de, {de_AT: {inherits: de}}]\nsite: {name: Test}\n")
    translated(project)
    edit(project, f"de/{SLEEP}", "Drink some water.", target="", fuzzy=False)
    for _ in range(2):
        project.run("sync")
        project.run("pretranslate")
    before = project.bytes("locales")
    project.run("sync")
    project.run("pretranslate")
    assert project.bytes("locales") == before
    assert project.run("sync", "--check")[0] == 0
