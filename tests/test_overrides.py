"""Overrides: what the record says of them, how it is kept, and what becomes of a page."""

from itertools import product

import pytest
from documents import load

from pipeline import overrides
from pipeline.config import Config
from pipeline.flow import localize, original
from pipeline.formats import po
from pipeline.model import Level, Locale, SourceError, State
from pipeline.overrides import Made, Override, Standing
from pipeline.publish import Policy
from pipeline.site import Settings, build_site

DE = Locale("de")
A, B, X, Y = "a" * 12, "b" * 12, "1" * 12, "2" * 12


@pytest.mark.parametrize(
    ("recorded", "today", "expected"),
    [
        (None, Made(A, X), Standing.NEW),
        (Made(A, X), Made(A, X), Standing.FRESH),
        (Made(A, X), Made(A, Y), Standing.FRESH),
        (Made(A, X), Made(B, X), Standing.STALE),
        (Made(A, X), Made(B, Y), Standing.NEW),
    ],
)
def test_whether_an_override_holds_follows_from_four_hashes(recorded, today, expected):
    """Only a source that changed alone makes it stale; one that nobody recorded is not shown."""
    assert overrides.standing(recorded, today) is expected


def test_an_update_never_confirms_what_nobody_touched():
    """Of all histories only a new, edited or unchanged override is recorded with today's source."""
    for recorded, today in product(
        [None, Made(A, X)], [Made(s, o) for s in (A, B) for o in (X, Y)]
    ):
        record = {} if recorded is None else {"a.md": recorded}
        new = overrides.update(record, {"a.md": today})
        stale = recorded == Made(A, X) and today == Made(B, X)
        assert new == {"a.md": recorded if stale else today}
        assert overrides.update(new, {"a.md": today}) == new
    assert overrides.update({"gone.md": Made(A, X)}, {}) == {}


def test_a_checkout_with_other_line_ends_is_the_same_text():
    """Git may turn line ends; nothing has to be compared because of that."""
    assert (
        overrides.digest(b"a\r\nb\r\n") == overrides.digest(b"a\nb\n") != overrides.digest(b"a b")
    )


def test_the_record_is_read_as_it_was_written():
    """Sorted, a line each, whatever a path is called."""
    names = ["z.md", "articles/ä: #1.md", "[x].svg", "yes", "- a.md", "a " * 100 + ".md"]
    record = {name: Made(A, X) for name in names}
    data = overrides.write(record)
    assert overrides.read(data, "r") == record
    assert overrides.write(dict(reversed(record.items()))) == data
    assert f"z.md: {A} {X}\n" in data.decode()
    assert overrides.write({}) == b""
    assert overrides.read(b"", "r") == {}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (f"# x\na.md: {A}\n", 2, "a.md: no two hashes"),
        (f"a.md: {A} {X}\na.md: {A} {Y}\n", 2, "a.md stands twice"),
        (f"b.md: {A} {X}\n<<<<<<< ours\na.md: {A} {X}\n", 2, "a merge conflict"),
        ("- a.md\n", 1, "lines of PATH"),
        ("a: [\n", 2, "not valid YAML"),
        ("a: {b: c}\n", 1, "no two hashes"),
    ],
)
def test_what_is_no_record_is_refused_with_its_line(text, line, words):
    """A wrong record would show what must not be shown."""
    with pytest.raises(SourceError, match=words) as caught:
        overrides.read(text.encode(), "overrides/de.yaml")
    assert (caught.value.path, caught.value.line) == ("overrides/de.yaml", line)
    with pytest.raises(SourceError, match="not UTF-8"):
        overrides.read(b"\xff", "r")


SOURCE = load("---\ntitle: Rest\n---\n\nTake 5 mg. Take 5 mg. Sleep well.\n")
OWN = load("---\ntitle: Ruhe\n---\n\nAnders erzählt: 5 mg.\n")


def outcome(override, **policy):
    config = Config(publish=Policy(**policy))
    catalog = po.new_catalog(DE, "t")
    return localize(SOURCE, catalog, DE, config, "x.po", preview=False, override=override)


def test_an_override_stands_for_the_whole_page():
    """All of it is a person's, nothing is English, nothing is left to do."""
    made = outcome(Override("overrides/de/x.md", OWN))
    verdict = made.rendition.verdict
    assert (made.rendition.id, made.rendition.locale) == (SOURCE.id, DE)
    assert (made.rendition.localized.data, made.rendition.localized.english) == (OWN.data, ())
    assert (verdict.publish, verdict.linked, verdict.indexable, verdict.machine) == (
        True,
        True,
        True,
        False,
    )
    assert (verdict.words, verdict.reasons, made.findings) == ({State.TRANSLATED: 6}, (), ())


def test_an_override_that_is_not_shown_leaves_a_reason_and_a_finding():
    """The page is what the catalog makes of it; a fault of the run is not told twice."""
    made = outcome(Override("overrides/de/x.md", refusal="its source has changed", advice="look"))
    assert made.rendition.localized.data == SOURCE.data
    assert made.rendition.verdict.reasons[-1] == (
        "overrides/de/x.md is not shown: its source has changed"
    )
    (found,) = made.findings
    assert (found.rule, found.level, found.path) == ("override", Level.WARNING, "overrides/de/x.md")
    assert found.message == "not shown: its source has changed: look"
    assert outcome(Override("o", refusal="it cannot be read")).findings == ()


def test_an_override_cannot_stand_where_a_signature_is_required():
    """A file carries none, and the gate of the class holds."""
    whole = Override("overrides/de/x.md", OWN)
    assert overrides.against(whole, Policy(require="translated")) is whole
    refused = overrides.against(whole, Policy(require="approved"))
    assert (refused.document, "second signature" in refused.refusal) == (None, True)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 18"/>'
PICTURE = """---
title: Rest
date: 2026-01-02
image: ../images/a b.svg
image_alt: A bed.
---

See ![a plate](<../images/a b.svg>) and [the file](../images/a%20b.svg).

## One

Text.
"""


def site(german):
    source = load(PICTURE, "articles/rest.md")
    own = load(german, "articles/rest.md")
    renditions = [original(source, Locale("en")), original(own, DE), original(source, Locale("es"))]
    settings = Settings("https://example.org", "T", Locale("en"), ("en", "de", "es"))
    assets = {"images/a b.svg": SVG % 32}
    return dict(build_site(renditions, settings, {}, assets, {DE: {"images/a b.svg": SVG % 64}}))


def test_a_locale_shows_its_own_asset_and_others_the_shared_one():
    """In the text, as the picture of the page, in links, and for machines."""
    made = site(PICTURE)
    assert (made["images/a b.svg"], made["de/images/a b.svg"]) == (SVG % 32, SVG % 64)
    german, spanish = (made[f"{x}/articles/rest.html"].decode() for x in ("de", "es"))
    assert german.count('src="../images/a%20b.svg" ') == spanish.count(
        'src="../../images/a%20b.svg" '
    )
    assert german.count("../images/a%20b.svg") == 3
    assert "../../images" not in german
    assert 'width="64"' in german
    assert 'width="64"' not in spanish
    assert "https://example.org/de/images/a%20b.svg" in german
    assert "https://example.org/images/a%20b.svg" in spanish
    assert {p for p in made if "images" in p} == {"images/a b.svg", "de/images/a b.svg"}


def test_headings_of_an_override_have_the_ids_of_the_original_or_their_own():
    """Anchors from elsewhere hold where the headings are the same; else none is given to another."""
    same = PICTURE.replace("## One", "## Eins")
    assert '<h2 id="one"' in site(same)["de/articles/rest.html"].decode()
    other = PICTURE.replace("## One", "## Vorab {#start}\n\nText.\n\n## Eins")
    page = site(other)["de/articles/rest.html"].decode()
    assert '<h2 id="start"' in page
    assert '<h2 id="eins"' in page


def test_questions_of_an_override_are_its_own():
    """Structured data follows what stands on the page."""
    text = "\n\n## Fragen {.faq}\n\n### Geht es?\n\nJa.\n\n### Wirklich?\n\nJa doch.\n"
    page = site(PICTURE + text)["de/articles/rest.html"].decode()
    assert page.count('"@type": "Question"') + page.count('"@type":"Question"') == 2
