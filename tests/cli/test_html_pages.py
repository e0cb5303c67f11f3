"""HTML documents through the whole job: synced, translated, built as pages and as a tree."""

import json

import html5lib

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Helplines</title>
<link rel="stylesheet" href="../look.css">
</head>
<body class="plain">
<h1>Helplines</h1>
<p>Call a doctor first. <img src="phone.svg" alt="A phone"></p>
<p><a href="../articles/sleep.md">Better sleep</a> <a href="https://example.org/x">Elsewhere on the web</a></p>
<p><a href="#top">Up again</a></p>
</body>
</html>
"""


def begin(project):
    project.write("source/pages/help.html", PAGE)
    project.write("source/pages/phone.svg", "<svg/>")
    project.write("source/look.css", "p {}")
    project.write(
        "source/articles/other.md",
        "---\ntitle: Other\n---\n\n## More\n\nSee [help](../pages/help.html) and more.\n",
    )
    assert project.run("sync")[0] == 0


def test_a_page_is_built_at_its_own_path_in_each_language(project):
    """Its language and addresses fit its new place; nothing else of it changes."""
    begin(project)
    project.translate("de")
    assert project.run("build")[0] == 0
    german = project.read("build/de/pages/help.html")
    expected = (
        PAGE.replace('lang="en"', 'lang="de"')
        .replace("../look.css", "../../look.css")
        .replace("phone.svg", "../../pages/phone.svg")
        .replace("../articles/sleep.md", "../articles/sleep.html")
        .replace(">Helplines<", ">„Helplines“<")
        .replace("<p>Call a doctor first.", "<p>„Call a doctor first.")
        .replace('alt="A phone">', 'alt="A phone">“')
    )
    for text in ("Better sleep", "Elsewhere on the web", "Up again"):
        start = expected.rindex("<a ", 0, expected.index(text))
        end = expected.index("</a>", start) + 4
        expected = expected[:start] + "„" + expected[start:end] + "“" + expected[end:]
    assert german == expected
    english = project.read("build/en/pages/help.html")
    assert english == PAGE.replace("../look.css", "../../look.css").replace(
        "phone.svg", "../../pages/phone.svg"
    ).replace("sleep.md", "sleep.html")
    files = json.loads(project.read("build/manifest.json"))["files"]
    assert {"de/pages/help.html", "en/pages/help.html", "pages/phone.svg"} <= set(files)
    assert '"../pages/help.html"' in project.read("build/de/articles/other.html")
    assert "de/pages/help.html" in project.read("build/sitemap.xml")


def test_a_page_without_a_translated_title_is_not_built(project):
    """Its `<title>` is its title; the reason is given."""
    begin(project)
    project.translate("de", only={"Up again"})
    code, _, err = project.run("build")
    assert code == 0
    assert not (project.root / "build/de/pages/help.html").exists()
    assert (project.root / "build/en/pages/help.html").exists()
    assert "the title is not translated" in err


def test_drafts_are_marked_on_the_page(project):
    """A page that shows machine drafts says so and stays out of search engines."""
    project.write("l10n.yaml", project.read("l10n.yaml") + "engines: {default: [pseudo]}\n")
    begin(project)
    assert project.run("pretranslate")[0] == 0
    assert project.run("build")[0] == 0
    page = project.read("build/de/pages/help.html")
    assert '<head><meta name="robots" content="noindex">' in page
    assert page.index('<body class="plain">') < page.index('role="note"') < page.index("<h1>")
    assert page.count("<p>") == PAGE.count("<p>") + 2
    html5lib.HTMLParser(strict=True).parse(page)


def test_a_passage_in_english_is_announced(project):
    """Who reads on is told that some of it stands in English."""
    begin(project)
    project.translate("de", only={"Helplines"})
    config = project.read("l10n.yaml").replace("min_translated: 0.5", "min_translated: 0.1")
    project.write("l10n.yaml", config)
    project.run("build")
    page = project.read("build/de/pages/help.html")
    assert page.index('class="plain">') < page.index('class="banner"') < page.index("<h1>")
    assert '<a href="../../en/pages/help.html" hreflang="en">' in page


def test_a_fragment_with_front_matter_is_written_without_it(project):
    """What a site generator would add is not there to be marked; the text is."""
    project.write("source/part.html", "---\ntitle: Part\n---\n<!-- x -->\n<p>Rest a little.</p>\n")
    project.run("sync")
    project.write("l10n.yaml", project.read("l10n.yaml") + "engines: {default: [pseudo]}\n")
    project.run("pretranslate")
    project.run("build")
    page = project.read("build/de/part.html")
    assert page.startswith('<!-- x --><meta name="robots" content="noindex">\n<p>')
    assert page.rstrip().endswith("</div>")


def test_a_tree_of_html_adds_nothing(project):
    """`--to markdown` writes the document with its texts and nothing else."""
    begin(project)
    project.run("build", "--to", "markdown", "-o", "out", "-l", "de", "--preview")
    assert project.read("out/de/pages/help.html") == PAGE
    project.translate("de", "{}")
    project.run("build", "--to", "markdown", "-o", "out", "-l", "de")
    assert project.read("out/de/pages/help.html") == PAGE


def test_right_to_left(project):
    """The page says in which direction its language is written."""
    project.write("l10n.yaml", "locales: [ar]\nsite: {name: Test}\n")
    begin(project)
    project.translate("ar")
    project.run("build")
    assert '<html dir="rtl" lang="ar">' in project.read("build/ar/pages/help.html")
