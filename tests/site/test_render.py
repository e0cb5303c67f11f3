"""Markdown to HTML by example: what the renderer adds to the oracle's output."""

import pytest

from pipeline.formats.outline import question_ids, read_outline
from pipeline.model import Span
from pipeline.site.places import Place
from pipeline.site.render import render

CASES = [
    ("figure", "![a](i.svg)\n*cap **b***", '<figure><img src="i.svg" alt="a" loading="lazy">\n<figcaption>cap <strong>b</strong></figcaption></figure>\n'),
    ("an image alone stays", "![a](i.svg)", '<p><img src="i.svg" alt="a" loading="lazy"></p>\n'),
    ("a title is a caption", '![a](i.svg "T")', '<figure><img src="i.svg" alt="a" loading="lazy">\n<figcaption>T</figcaption></figure>\n'),
    ("text, figure, text", "x\n![a](i.svg)\n*c*\ny", '<p>x</p>\n<figure><img src="i.svg" alt="a" loading="lazy">\n<figcaption>c</figcaption></figure>\n<p>y</p>\n'),
    ("table", "| a | b |\n|---|--:|\n| 1 | 2 |", '<div class="table" role="region" aria-label="Table: " tabindex="0">\n<table><thead><tr><th scope="col">a</th><th scope="col" class="end">b</th></tr></thead><tbody>\n<tr><td>1</td><td class="end">2</td></tr>\n</tbody></table></div>\n'),
    ("admonition", "> [!TIP]\n> x", '<aside class="admonition tip" role="note">\n<p class="admonition-title">Tip</p>\n<p>x</p>\n</aside>\n'),
    ("tasks", "- [ ] a\n- [x] b", '<ul>\n<li><span class="task" role="img" aria-label="To do">☐</span> a</li>\n<li><span class="task" role="img" aria-label="Done">☑</span> b</li>\n</ul>\n'),
    ("heading id", "## A b", '<h2 id="one">A b</h2>\n'),
    ("heading class", "## A {.faq}", '<h2 id="one" class="faq">A</h2>\n'),
    ("raw image", '<img src="i.svg" alt="a<b" onerror="x">', '<img alt="a&lt;b" loading="lazy" src="i.svg">'),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "html"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_examples(markdown, html):
    """Each construct becomes exactly this."""
    assert render(markdown, Place(), ids=("one",)).body == html


def test_footnotes_are_numbered_by_first_reference():
    """Notes stand in the order of their references, with a way back; unused ones are left out."""
    done = render("a[^x] b[^y] c[^x]\n\n[^y]: why\n\n[^x]: ex\n\n[^z]: zed", Place(prefix="p-"))
    assert 'href="#p-note-1" id="p-ref-1"' in done.body
    assert 'href="#p-note-1" id="p-ref-1-2"' in done.body
    assert done.notes.index("ex") < done.notes.index("why")
    assert 'href="#p-ref-2" role="doc-backlink" aria-label="Back to reference 2"' in done.notes
    assert "zed" not in done.notes


def test_an_english_sentence_in_a_paragraph_has_a_span():
    """When only a sentence is English, only that sentence is marked."""
    text = "Ein Satz. One *sentence* here. Noch einer."
    start = text.index("One")
    done = render(text, Place(), [Span(start, start + len("One *sentence* here."))]).body
    assert (
        done == '<p>Ein Satz. <span lang="en">One <em>sentence</em> here.</span> Noch einer.</p>\n'
    )


def test_an_item_with_a_sublist_keeps_its_language_to_itself():
    """The mark of an item's own text does not reach the list below it."""
    done = render("- One\n  - zwei", Place(), [Span(2, 5)]).body
    assert (
        done == '<ul>\n<li><span lang="en">One</span>\n<ul>\n<li>zwei</li>\n</ul>\n</li>\n</ul>\n'
    )


def test_outline_ids_are_githubs():
    """Ids are slugs of the English text, explicit ones win, none stands twice or is reserved."""
    text = "# A *b* `c`, d!\n## A b\n## A b\n## Ä & Ö {#own}\n## own\n## page main\n"
    outline = read_outline(text, {"page-main"})
    assert [h.id for h in outline] == ["a-b-c-d", "a-b", "a-b-1", "own", "own-1", "page-main-1"]
    assert outline[0].first
    assert not outline[1].first


def test_questions_end_with_their_section():
    """Questions are the headings below a heading of class faq, up to the next of its level."""
    outline = read_outline("## F {.faq}\n### a\n#### no\n### b\n## G\n### c\n")
    assert question_ids(outline, whole=False) == {"a", "b"}
    assert question_ids(read_outline("# T\n## a\n### no\n## b\n"), whole=True) == {"a", "b"}
