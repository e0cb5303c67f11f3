"""`l10n pretranslate` against a real server on this machine that bills what it answers."""

import threading
import time

import pytest
from cli.conftest import Project
from cli.served import ENGINES, KEYS, options, service

from pipeline import engines
from pipeline.cli import pretranslate
from pipeline.model import State

DOSE = "Do not take more than 5 mg."
"""The server's translation has no German “not” in it: nobody may see that."""


@pytest.fixture
def served(project, engine_server, monkeypatch):
    """The project, and a function that names an engine with its options in the settings."""
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)

    def name(engine, more="", settings=""):
        config = project.read("l10n.yaml").split("engines:")[0]
        project.write("l10n.yaml", config + options(engine, engine_server, more) + settings)
        return engine_server.counts[service(engine)]

    project.run("sync")
    return project, name


@pytest.mark.parametrize("engine", ENGINES)
def test_a_dry_run_says_what_will_be_billed(served, engine):
    """To the character, for every engine; and a second run sends nothing."""
    project, name = served
    counts = name(engine)
    code, out, _ = project.run("pretranslate", "--dry-run")
    assert (code, counts.requests) == (0, 0)
    told = [line for line in out.splitlines() if f": {engine}: " in line]
    characters = sum(int(line.split(", ")[1].split()[0].replace(",", "")) for line in told)
    code, out, err = project.run("pretranslate")
    assert code == 0, err
    assert counts.characters == characters > 0
    assert counts.twice() == {}
    entries = project.entries("de/articles/sleep.po")
    assert entries.pop(DOSE).state is State.MISSING
    assert f"{engine} (de): negation dropped (1 unit left empty)" in err
    assert {e.state for e in entries.values()} == {State.MACHINE}
    before = counts.requests
    assert project.run("pretranslate")[0] == 0
    assert counts.requests == before


def test_answers_are_never_paid_twice(served):
    """Drafts that are thrown away come back from the journal, in another document too."""
    project, name = served
    counts = name("deepl")
    project.run("pretranslate")
    billed = counts.characters
    for path in project.root.glob("locales/*/articles/*.po"):
        path.unlink()
    project.write("source/articles/third.md", project.read("source/articles/other.md"))
    project.run("sync")
    _, out, _ = project.run("pretranslate", "--dry-run")
    assert "deepl" not in out.replace("journal", "")
    assert project.run("pretranslate")[0] == 0
    assert counts.characters == billed


def test_max_chars_is_a_limit(served):
    """For a run, for an engine, for an engine and a locale."""
    project, name = served
    counts = name("deepl")
    code, _, err = project.run("pretranslate", "--max-chars", "100")
    assert (code, 0 < counts.characters <= 100) == (0, True)
    assert "stopped at the limit of characters" in err
    counts = name("deepl", ", max_chars: {de: 90, default: 0}")
    before = len(counts.billed)
    project.run("pretranslate")
    targets = {target for target, _ in counts.billed[before:]}
    assert targets == {"DE"}


@pytest.mark.parametrize("engine", ["deepl", "google"])
def test_max_chars_holds_where_answers_are_lost(served, engine_server, engine):
    """A service that bills and then breaks off is not paid four times over."""
    project, name = served
    counts = name(engine)
    engine_server.set("half", service(engine))
    code, _, err = project.run("pretranslate", "--max-chars", "150")
    assert (code, 0 < counts.characters <= 150) == (0, True)
    assert "could not be reached" in err


def test_offline_forbids_what_leaves_the_machine(served, monkeypatch):
    """Nothing is sent, and the reason is said."""
    from pipeline.engines import deepl

    project, name = served
    counts = name("deepl", settings="offline: true\n")
    monkeypatch.setattr(deepl, "place_of", lambda _: "api.deepl.com")
    code, _, err = project.run("pretranslate")
    assert (code, counts.requests) == (0, 0)
    assert "deepl: api.deepl.com is not asked: offline: true in l10n.yaml" in err


def test_says_what_goes_where_before_it_goes(served, monkeypatch):
    """Engine, host, texts, characters and documents, before the first request."""
    from pipeline.engines import deepl

    project, name = served
    counts = name("deepl")
    monkeypatch.setattr(deepl, "place_of", lambda _: "api.deepl.com")
    seen = []
    monkeypatch.setattr(pretranslate, "drafts", lambda *_: seen.append(counts.requests) or ())
    config = project.read("l10n.yaml")
    project.write("l10n.yaml", config.replace("engines: [deepl]", "engines: [deepl, google]"))
    _, _, err = project.run("pretranslate", "articles/other.md")
    assert seen == [0]
    assert "google: translate.google.com is sent what other engines leave of articles/" in err
    assert err.startswith("l10n: deepl: api.deepl.com is sent 6 texts (")
    assert "articles/other.md (de), articles/other.md (es)" in err


def test_a_missing_key_is_said(served, monkeypatch):
    """And what to set; nothing is sent."""
    project, name = served
    counts = name("deepl")
    monkeypatch.delenv("DEEPL_AUTH_KEY")
    code, _, err = project.run("pretranslate", "--strict")
    assert (code, counts.requests) == (3, 0)
    assert "deepl: needs a key: set DEEPL_AUTH_KEY (" in err


def test_strict_minds_empty_units_only(served, monkeypatch):
    """An engine that cannot be had is said, and fails no job where another filled its units."""
    project, name = served
    name("deepl")
    monkeypatch.delenv("DEEPL_AUTH_KEY")
    config = project.read("l10n.yaml")
    project.write("l10n.yaml", config.replace("engines: [deepl]", "engines: [deepl, pseudo]"))
    code, _, err = project.run("pretranslate", "--strict")
    assert (code, "deepl: needs a key" in err, "left empty" in err) == (0, True, False)


def test_a_key_may_stand_in_a_file_outside_the_project(served, monkeypatch, tmp_path_factory):
    """One in the project would be committed some day, and is refused."""
    project, name = served
    monkeypatch.delenv("DEEPL_AUTH_KEY")
    path = tmp_path_factory.mktemp("keys") / "deepl"
    path.write_text(KEYS["DEEPL_AUTH_KEY"] + "\n")
    counts = name("deepl", f', key_file: "{path}"')
    assert project.run("pretranslate")[0] == 0
    assert counts.characters
    inside = project.write("ops/deepl.key", KEYS["DEEPL_AUTH_KEY"])
    name("deepl", f', key_file: "{inside}"')
    project.write("source/articles/new.md", "# A new article\n")
    project.run("sync")
    code, _, err = project.run("pretranslate", "--strict")
    assert (code, "lies in the project" in err) == (3, True)
    name("deepl", f', key_file: "{path}s"')
    err = project.run("pretranslate")[2]
    assert "its key_file cannot be read: no such file or directory (" in err
    path.write_bytes(b"\xff\xfe")
    name("deepl", f', key_file: "{path}"')
    assert "its key_file cannot be read: it holds no text (" in project.run("pretranslate")[2]


def test_refresh_touches_machines_texts_only(served):
    """A person's text, accepted or not, stays; what the machine said is said anew."""
    project, name = served
    project.run("pretranslate", "--engine", "pseudo")
    path = "locales/de/articles/other.po"
    text = project.read(path)
    entry = project.entries("de/articles/other.po")["Short text here."]
    project.write(path, text.replace(entry.target, "Kurzer Text."))
    counts = name("deepl")
    code, _, err = project.run("pretranslate", "--refresh", "deepl", "-l", "de")
    assert code == 0, err
    after = project.entries("de/articles/other.po")
    assert after["Short text here."].target == "Kurzer Text."
    assert after["More"].record("mt")[0] == "deepl"
    billed = counts.characters
    _, out, _ = project.run("pretranslate", "--refresh", "deepl", "-l", "de", "--dry-run")
    told = sum(int(line.split(", ")[1].split()[0]) for line in out.splitlines())
    project.run("pretranslate", "--refresh", "deepl", "-l", "de")
    assert counts.characters == billed + told
    refused = sum(len(text) for _, text in counts.billed if "5 mg" in text)
    assert counts.characters == 2 * billed - refused  # what is good enough is asked for anew


def test_engines_differ_by_class_and_role(served):
    """A class of content and a role have their own engines; some roles are left to people."""
    project, name = served
    name("deepl")
    project.write("l10n.yaml", project.read("l10n.yaml").replace(
        "engines: [deepl]",
        "classes: {medical: [articles/sleep.md]}\n"
        "engines:\n  default: [pseudo]\n  classes: {medical: [deepl]}\n"
        "  roles: {heading: []}\n  never: [dose]",
    ))  # fmt: skip
    code, out, err = project.run("pretranslate", "-l", "de")
    assert code == 0, err
    sleep = project.entries("de/articles/sleep.po")
    assert sleep[DOSE].state is State.MISSING
    assert "de: 1 unit left to people (dose)" in out
    assert sleep["What helps"].state is State.MISSING
    assert sleep["Walk every day."].record("mt")[0] == "deepl"
    assert project.entries("de/articles/other.po")["Short text here."].record("mt")[0] == "pseudo"
    project.run("pretranslate", "-l", "de", "--engine", "pseudo")
    sleep = project.entries("de/articles/sleep.po")
    assert sleep["What helps"].record("mt")[0] == "pseudo"
    assert sleep[DOSE].state is State.MISSING  # whoever is asked


def test_limits_of_the_settings_reach_the_engine(served, monkeypatch):
    """Requests at once and in a second; what is not said is the engine's own."""
    project, name = served
    name("deepl", ", parallel: 3, per_second: 7.5")
    seen = []
    limits_of = lambda _, desk: seen.append(desk.engine("deepl").limits) or ()  # noqa: E731
    monkeypatch.setattr(pretranslate, "drafts", limits_of)
    project.run("pretranslate")
    assert [(x.parallel, x.per_second, x.texts) for x in seen] == [(3, 7.5, 50)]


def test_an_interrupt_ends_in_order(served, engine_server):
    """Ctrl-C: what is under way is finished and saved, what is left is said, 130."""
    project, name = served
    for n in range(40):
        project.write(f"source/more/a{n}.md", f"# Title {n}\n\nSleep well for {n} nights now.\n")
    project.run("sync")
    counts = name("google")
    engine_server.set("slow", "google")
    import os
    import signal

    timer = threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    begun = time.monotonic()
    code, _, err = project.run("pretranslate")
    timer.join()
    assert code == 130
    assert time.monotonic() - begun < 10
    assert "l10n: stopped with " in err
    billed, sent = counts.characters, counts.requests
    assert sent
    engine_server.set("ok", "google")
    assert project.run("pretranslate")[0] == 0
    assert counts.twice() == {}
    assert counts.characters > billed


def test_a_doubtful_draft_may_be_marked_instead(served):
    """`gate: mark` writes it with what is against it; no page shows it."""
    project, name = served
    name("deepl", settings="gate: mark\n")
    out = project.run("pretranslate", "-l", "de")[1]
    assert "de: 1 draft in doubt: see `# doubt:` in the PO files\n" in out
    entry = project.entries("de/articles/sleep.po")[DOSE]
    assert entry.state is State.MACHINE
    assert entry.record("doubt") == ["negation", "dropped:", "“not", "take", "more", "than", "5…”"]
    project.run("build")
    page = project.read("build/de/articles/sleep.html")
    assert entry.target not in page
    assert DOSE in page


@pytest.mark.parametrize("engine", engines.NAMES)
def test_init_knows_every_engine(engine, tmp_path):
    """It says where texts go, writes settings that can be read, and what is to be done next."""
    project = Project(tmp_path)
    code, out, _ = project.run("init", "--engine", engine, "-l", "es")
    assert (code, f"engine: {engine} (" in out) == (0, True)
    kind = engines.KINDS[engine]
    assert (f"set {kind.key}" in out) == bool(kind.key and kind.key_needed)
    project.run("sync")
    code, out, _ = project.run("pretranslate", "--dry-run")
    assert (code, " units" in out) == (0, True)


def test_a_dry_run_says_why_an_engine_would_not_be_asked(project):
    """The same lines as the run, also where the next engine takes the texts; and what is left."""
    project.run("sync")
    config = project.read("l10n.yaml").split("engines:")[0]
    engines_of = "{default: [deepl, pseudo], es: [ctranslate2], never: [dose]}"
    project.write("l10n.yaml", config + f"engines: {engines_of}\n")
    code, out, err = project.run("pretranslate", "--dry-run", "-l", "de,es")
    assert code == 0
    assert "de: 1 unit left to people (dose)\n" in out
    assert "es: no engine: " in out
    assert "l10n: deepl: needs a key: set DEEPL_AUTH_KEY\n" in err
    assert "l10n: ctranslate2: has no models: set its option models to {de: FOLDER} (" in err
    said = [line for line in err.splitlines() if line.startswith("l10n: ctranslate2: ")]
    err = project.run("pretranslate", "-l", "de,es")[2]
    assert set(said) <= set(err.splitlines())


def test_a_dry_run_without_engines_says_that_none_is_named(project):
    """Units are missing, and the settings are the reason."""
    project.run("sync")
    project.write("l10n.yaml", project.read("l10n.yaml").split("engines:")[0])
    assert project.run("pretranslate", "--dry-run")[:2] == (
        0,
        "nothing to fill: `engines:` in l10n.yaml names none\n",
    )


@pytest.mark.parametrize("said", ["-5", "10k", ""])
def test_a_limit_that_is_no_number_is_refused(project, said):
    """A limit of less than nothing is a slip, and nothing is sent."""
    code, _, err = project.run("pretranslate", f"--max-chars={said}")
    assert code == 2
    assert f"argument --max-chars: {said!r} is no number of characters" in err


def test_a_role_that_no_unit_has_is_named_with_the_nearest(project):
    """A slip in `never` would have doses drafted."""
    project.run("sync")
    config = project.read("l10n.yaml").split("engines:")[0]
    project.write("l10n.yaml", config + "engines: {default: [pseudo], never: [doses]}\n")
    said = "l10n: l10n.yaml: no unit has the role 'doses': did you mean dose?\n"
    assert said in project.run("pretranslate", "--dry-run")[2]
    assert said in project.run("pretranslate")[2]
    project.write("l10n.yaml", config + "engines: {roles: {paragraph: [pseudo]}, never: [dose]}\n")
    assert "no unit has the role" not in project.run("pretranslate", "--dry-run")[2]


@pytest.mark.parametrize(
    ("more", "words", "ends"),
    [
        ("", ["--max-chars", "100"], "the run ends at 100 of {all} characters (--max-chars)\n"),
        (", max_chars: 90", [], "pseudo ends at 90 of {all} characters (max_chars)\n"),
        (", max_chars: {de: 9, default: 9000}", [], "pseudo (de) ends at 9 of {de} characters"),
        (", max_chars: 9000", ["--max-chars", "9000"], ""),
    ],
)
def test_a_dry_run_says_what_a_limit_ends_and_sums_up(project, more, words, ends):
    """The sum is that of the lines, and a limit that is not reached is not mentioned."""
    project.run("sync")
    config = project.read("l10n.yaml").split("engines:")[0]
    settings = f"engines: [pseudo]\nengine_options:\n  pseudo: {{price: 10000{more}}}\n"
    project.write("l10n.yaml", config + settings)
    _, out, _ = project.run("pretranslate", "--dry-run", *words)
    rows = dict(line.split(": pseudo: ") for line in out.splitlines() if ": pseudo: " in line)
    sent = {
        locale: int(row.split(", ")[1].split()[0].replace(",", "")) for locale, row in rows.items()
    }
    whole = sum(sent.values())
    assert f"in all: about {whole / 100:,.2f}\n" in out
    said = ends.format(all=f"{whole:,}", de=f"{sent['de']:,}")
    assert said in out
    assert (" ends at " in out) == bool(said)
    if "--max-chars" not in words or "9000" not in words:
        err = project.run("pretranslate", *words)[2]
        assert "stopped at the limit of characters" in err


OPTIONS_THAT_CANNOT_BE = {
    "deepl: {max_chars: {xx: 5}}": "6: the locale 'xx' is not known",
    "deepl: {timeout: 0}": "6: timeout must be greater than 0",
    "deepl: {timeout: .inf}": "6: timeout must be at most 86400 seconds",
    "deepl: {timeout: .nan}": "6: timeout must be greater than 0",
    "deepl: {per_second: .nan}": "6: per_second must be greater than 0",
    "deepl: {price: .inf}": "6: price must be a number from 0 on",
    "deepl: {price: -1}": "6: price must be a number from 0 on",
    "ctranslate2: {models: {de: 5}}": "6: models must be a table of names and texts",
}


@pytest.mark.parametrize("options", OPTIONS_THAT_CANNOT_BE)
def test_options_that_cannot_be_are_refused(project, options):
    """With the line, before anything is asked."""
    config = project.read("l10n.yaml")
    project.write("l10n.yaml", f"{config}engines: [pseudo]\nengine_options:\n  {options}\n")
    code, _, err = project.run("pretranslate")
    assert (code, OPTIONS_THAT_CANNOT_BE[options] in err) == (2, True), err


def test_a_limit_holds_however_its_locale_is_written(project, engine_server, monkeypatch):
    """`es-MX` is the locale `es_MX`, as it is in the other tables."""
    monkeypatch.setenv("DEEPL_AUTH_KEY", KEYS["DEEPL_AUTH_KEY"])
    config = project.read("l10n.yaml").replace("[de, es]", "[es-MX]")
    more = ", max_chars: {es-MX: 60}"
    project.write("l10n.yaml", config + options("deepl", engine_server, more))
    project.run("sync")
    project.run("pretranslate")
    assert 0 < engine_server.counts["deepl"].characters <= 60


UNUSABLE = {
    'deepl: {key_file: "~nobody-of-this-name/key"}': "deepl: its key_file is no path of a file",
    'deepl: {key_file: "\\0"}': "deepl: its key_file is no path of a file",
    'apy: {base_url: ""}': "apy: base_url is not an address of http or https",
    'apy: {base_url: "http://[::1"}': "apy: base_url is not an address of http or https",
    'apy: {base_url: "http://h:99999"}': "apy: base_url is not an address of http or https",
}


@pytest.mark.parametrize("options", UNUSABLE)
def test_an_engine_that_cannot_be_made_says_why(project, options):
    """And is no fault of the program: the next engine does the work."""
    config = project.read("l10n.yaml")
    engine = options.partition(":")[0]
    project.write(
        "l10n.yaml", f"{config}engines: [{engine}, pseudo]\nengine_options:\n  {options}\n"
    )
    project.run("sync")
    code, _, err = project.run("pretranslate")
    assert (code, UNUSABLE[options] in err) == (0, True), err


def test_a_memory_whose_address_cannot_be_read_is_refused(project):
    """With the line."""
    project.write("l10n.yaml", project.read("l10n.yaml") + "memory: 'postgresql://[db'\n")
    code, _, err = project.run("pretranslate")
    assert (code, "l10n.yaml:4: " in err, "no address of a database" in err) == (2, True, True)


def test_every_unit_that_stays_empty_can_be_named(served):
    """`--why`: the line of the PO file as it is now, and what each engine had against it."""
    project, name = served
    name("deepl")
    _, out, _ = project.run("pretranslate", "-l", "de", "--why")
    line = project.entries("de/articles/sleep.po")[DOSE].line
    said = f"locales/de/articles/sleep.po:{line}: deepl: negation dropped"
    assert [x for x in out.splitlines() if x.startswith("locales/")] == [said]


def test_memory_refreshes_drafts_and_keeps_its_own(served):
    """What was accepted meanwhile takes the place of an engine's draft, and no engine takes its."""
    project, name = served
    project.write("source/articles/third.md", "# Third\n\nShort text here.\n")
    project.run("sync")
    name("deepl")
    project.run("pretranslate", "--engine", "pseudo", "-l", "de")
    path = "locales/de/articles/other.po"
    entry = project.entries("de/articles/other.po")["Short text here."]
    text = project.read(path).replace(
        f'#, fuzzy\nmsgid "{entry.key.text}', f'msgid "{entry.key.text}'
    )
    project.write(path, text.replace(entry.target, "Kurzer Text."))
    code, out, err = project.run("pretranslate", "--refresh", "memory", "-l", "de")
    assert (code, "de: 1 draft from memory" in out) == (0, True), err
    third = project.entries("de/articles/third.po")
    assert third["Short text here."].record("mt")[0] == "memory"
    assert third["Third"].record("mt")[0] == "pseudo"
    project.run("pretranslate", "--refresh", "deepl", "-l", "de")
    third = project.entries("de/articles/third.po")
    assert third["Short text here."].target == "Kurzer Text."
    assert third["Third"].record("mt")[0] == "deepl"
