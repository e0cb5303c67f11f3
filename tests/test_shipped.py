"""The shipped magazine: whole, in step with its source, and free of errors."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from dispatch.fakes import pretranslate
from documents import Own

from pipeline import engines
from pipeline.checks import check_catalog
from pipeline.cli.workspace import stem
from pipeline.disk.project import open_project
from pipeline.disk.shipped import interface_messages, interface_units
from pipeline.flow import gate, load
from pipeline.formats import po
from pipeline.formats.inline import constructs
from pipeline.model import Entry, Level, State
from pipeline.pretranslate import Job
from pipeline.reassemble import reassemble
from pipeline.site import extract_messages

PROJECT = open_project(ROOT, None, engines.OPTIONS)
DOCUMENTS = {id: load(id, PROJECT.read_document(id), PROJECT.config) for id in PROJECT.documents()}
GLOSSARY = PROJECT.read_glossary()
CATALOGS = sorted((ROOT / "locales").rglob("*.po"))
FULL = ("de", "es", "fr")


@pytest.mark.parametrize("id", DOCUMENTS)
def test_both_identity_laws_hold_on_the_magazine(id):
    """Nothing translated, or every unit by itself: the bytes of the file."""
    document = DOCUMENTS[id]
    assert reassemble(document, {})[0].data == document.data
    localized, findings = reassemble(document, Own())
    assert (localized.data, findings) == (document.data, ())


def test_there_is_a_catalog_for_each_document_and_locale():
    """No document was forgotten, and none is left over."""
    names = {p.relative_to(ROOT / "locales").as_posix() for p in CATALOGS}
    stems = [id.rpartition(".")[0] for id in DOCUMENTS] + ["_site"]
    assert names == {f"{x}/{s}.po" for x in PROJECT.config.locales for s in stems}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.relative_to(ROOT / "locales").as_posix())
def test_every_catalog_passes_gettext_s_check(path, msgfmt):
    """GNU msgfmt -c finds nothing wrong, and we write back what we read."""
    subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], check=True, capture_output=True)
    data = path.read_bytes()
    assert po.write(po.read(data, str(path))) == data


@pytest.mark.parametrize("locale", FULL)
def test_german_spanish_and_french_are_complete(locale):
    """Every unit has been accepted by a person, and no check finds an error or a warning."""
    for id in DOCUMENTS:
        catalog = PROJECT.read_catalog(stem(id), locale)
        states = {e.state for e in catalog.entries if not e.obsolete}
        assert states <= {State.TRANSLATED, State.APPROVED}, id
        found = check_catalog(catalog, id, locale, f"{id} {locale}", glossary=GLOSSARY)
        assert [f for f in found if f.level is not Level.INFO] == []


@pytest.mark.parametrize("locale", ("it", "pt", "ca"))
def test_drafts_are_marked_as_drafts(locale):
    """What a machine wrote is fuzzy and says so; what no gate lets in is missing."""
    missing = 0
    for id in DOCUMENTS:
        catalog = PROJECT.read_catalog(stem(id), locale)
        live = [e for e in catalog.entries if not e.obsolete]
        assert {e.state for e in live} <= {State.MACHINE, State.MISSING}, id
        assert [e for e in live if e.state is State.MACHINE and gate(e.key, e.target, locale)] == []
        missing += sum(e.state is State.MISSING for e in live)
    assert 0 < missing <= 10


@pytest.mark.parametrize("locale", PROJECT.config.locales)
def test_the_interface_is_translated_everywhere(locale):
    """The messages of the templates have an accepted translation in all shipped languages."""
    assert set(interface_messages(locale)) == {key for key, _ in interface_units()}


def test_the_message_template_is_up_to_date():
    """`make messages` was run after the last change of a template."""
    units = {(key.text, notes) for key, notes in interface_units()}
    assert units == {(text, (note,)) for text, note in extract_messages()}


def test_a_whole_run_changes_nothing(tmp_path):
    """The committed catalogs are a fixed point: sync, drafts and build leave them as they are."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("l10n.yaml", "glossary.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*.po")}
    command = [sys.executable, "-m", "pipeline", "-C", tmp_path, "run"]
    first = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    refused = re.findall(r"^l10n: apertium \((\w+)\): .*left empty\)", first.stderr, re.MULTILINE)
    assert (first.returncode, refused) == (0, ["it", "pt", "ca"]), first.stderr
    assert "\n0 errors, 0 warnings" in first.stderr
    assert {p: p.read_bytes() for p in tmp_path.rglob("*.po")} == before
    built = {p: p.read_bytes() for p in (tmp_path / "build").rglob("*") if p.is_file()}
    (tmp_path / ".l10n/cache.sqlite").unlink()
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "0 files of the website changed" in second.stdout
    assert {p: p.read_bytes() for p in (tmp_path / "build").rglob("*") if p.is_file()} == built
    third = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Nothing has changed since the last run" in third.stdout
    assert {p: p.read_bytes() for p in tmp_path.rglob("*.po")} == before
    manifest = json.loads((tmp_path / "build/manifest.json").read_bytes())
    assert all(p["publish"] for p in manifest["pages"] if p["locale"] in FULL)


@pytest.mark.parametrize("locale", ("es", "fr", "it", "ca"))
def test_apertium_keeps_every_construct_of_the_magazine(locale, apertium):
    """Each unit with inline markup gets a draft that parses to the same constructs."""
    jobs = []
    for id, document in DOCUMENTS.items():
        catalog = po.new_catalog(locale, "test")
        keys = dict.fromkeys(u.key for _, u in document.units() if constructs(u.key.text))
        entries = tuple(Entry(key) for key in keys)
        jobs.append(Job(id, locale, type(catalog)(catalog.header, entries)))
    result = pretranslate(jobs, {}, lambda _: [apertium])
    drafts = [e for catalog in result.catalogs for e in catalog.entries]
    assert len(drafts) >= 100
    assert [e.key.text for e in drafts if e.state is not State.MACHINE] == []
    assert [e.key.text for e in drafts if constructs(e.target) != constructs(e.key.text)] == []


def test_every_state_can_be_seen():
    """The magazine shows what each state looks like, in its files and on its pages."""
    seen = {
        entry.state
        for path in CATALOGS
        for entry in po.read(path.read_bytes(), str(path)).entries
        if not entry.obsolete
    }
    assert seen == set(State)
