"""`l10n log`: why a unit is stale, and what the page shows meanwhile."""

import json

ARTICLE = "# Rest\n\nWalk every day. Do not take more than 5 mg.\n"
TEXT = """\
locales/de/log.po:{first}: the page keeps the accepted text
  source/log.md:3: Walk{{+ nearly+}} every day.
  de: „Walk every day.“
locales/de/log.po:{second}: the source's number changed; the page shows English
  source/log.md:3: Do not take more than [-5-]{{+50+}} mg.
  de: „Do nicht take more than 5 mg.“
  suggestion: „Do nicht take more than 50 mg.“
2 stale units, 11 words
"""


def stale(project):
    project.write("source/log.md", ARTICLE)
    project.run("sync")
    project.translate("de")
    edited = ARTICLE.replace("every day", "nearly every day").replace("5 mg", "50 mg")
    project.write("source/log.md", edited)
    project.run("sync")
    return project.entries("de/log.po")


def test_each_stale_unit_has_its_diff_and_its_verdict(project):
    """Where it stands, the words that changed, what the page shows, and a suggestion."""
    entries = stale(project)
    first, second = (
        entries[t].line for t in ("Walk nearly every day.", "Do not take more than 50 mg.")
    )
    code, out, err = project.run("log", "log.md", "-l", "de")
    assert (code, out, err) == (0, TEXT.format(first=first, second=second), "")


def test_as_json(project):
    """The same as data."""
    stale(project)
    data = json.loads(project.run("log", "log.md", "--format", "json")[1])
    assert data["schema"] == "l10n-log/1"
    assert [(row["new"], row["facts"], row["shown"]) for row in data["stale"]] == [
        ("Walk nearly every day.", [], True),
        ("Do not take more than 50 mg.", ["number"], False),
    ]


def test_joined_sentences_are_one_edit(project):
    """The text was accepted for both sentences."""
    project.write("source/log.md", "Walk every day. Rest a bit.\n")
    project.run("sync")
    path = project.root / "locales/de/log.po"
    text = path.read_text(encoding="utf-8")
    one, two = 'msgid "Walk every day."\nmsgstr ""', 'msgid "Rest a bit."\nmsgstr ""'
    text = text.replace(one, one[:-2] + '"Gehen und ruhen."').replace(two, two[:-2] + '"~"')
    path.write_text(text, encoding="utf-8")
    project.run("sync")
    project.write("source/log.md", "Walk every day. Rest a while.\n")
    project.run("sync")
    out = project.run("log", "log.md", "-l", "de")[1]
    assert "Walk every day. Rest a [-bit-]{+while+}." in out
    assert "1 stale unit, 6 words" in out


def test_nothing_stale(project):
    """Says so."""
    project.run("sync")
    assert project.run("log")[1] == "0 stale units, 0 words\n"
