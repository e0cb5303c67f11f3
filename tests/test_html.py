"""HTML by position: what examples cannot show, and time."""

import json
from time import process_time

import pytest
from documents import ALL_FIELDS, load
from html5lib import HTMLParser

from pipeline import publish
from pipeline.formats import html
from pipeline.formats.html.shape import tokens
from pipeline.model import DocumentId, Form, Key, SourceError, Syntax
from pipeline.parse import parse
from pipeline.reassemble import reassemble

PAGE = """<section class="c"><h2 id="s">Sleep well</h2>
<p class="lead">A regular bedtime helps; <em>most</em> adults need 7 hours. Read <a href="/x" title="More">more</a>.</p>
<ul><li>One thing<li>Two things</ul><img src="a.png" alt="A bed"><table><tr><td>5 mg<td>Daily</table>
<nav><a href="/a">Home</a> | <a href="/b">About us</a></nav><!-- c --><script>var x = "<p>";</script></section>
"""
HARD = [
    "<b>x", "<p>x", "<label>x ", "<div>x", "<ul><li>x", "<a href=x>word</a> ", "<b><p>x</i></b>", "<label><span>", "</b>", "<br>x",
    "<br><!-- -->", "<", "<a ", '<a x="', "{{ ", "{% a ", "<%", "{#", "<svg>", "<svg><p>", "<svg><![CDATA[", "<!--", "</!", "<title>",
    "<a b='{{ \"", "x" + " " * 40, "{{ x }} ", "<span translate=no>x", "<td>", "<option>x", "&amp;x ", "x\n\n",
]  # fmt: skip


def seconds(text):
    begun = process_time()
    document = parse(DocumentId("x.html"), text.encode(), ALL_FIELDS)
    tokens(document.data)
    return process_time() - begun


@pytest.mark.parametrize("piece", [PAGE, *HARD], ids=lambda p: p[:12])
def test_time_is_linear(piece):
    """Eight times the bytes take about eight times as long, for any bytes."""
    size = 8_000
    small = min(seconds(piece * (size // len(piece))) for _ in range(3))
    large = min(seconds(piece * (8 * size // len(piece))) for _ in range(2))
    assert large <= 20 * max(small, 0.004)


def units(source, name="x.html"):
    return [(b.form, b.role, b.section, u.key.text) for b, u in load(source, name).units()]


def test_headings_head_what_follows():
    """The translator sees under which heading a text stands."""
    assert units("<h1>Rest</h1><p>One.</p><h2>Move <b>on</b></h2><ul><li>Two.</ul>") == [
        (Form.HTML, "heading 1", "", "Rest"),
        (Form.HTML, "paragraph", "Rest", "One."),
        (Form.HTML, "heading 2", "Rest", "Move <b>on</b>"),
        (Form.HTML, "list item", "Move <b>on</b>", "Two."),
    ]


def test_a_document_knows_its_syntax_and_where_its_body_begins():
    """Byte order mark and front matter stand above the body; `.htm` is HTML too."""
    document = load(b"\xef\xbb\xbf---\ntitle: Rest\nclass: medical\n---\n<p>x</p>", "x.htm")
    assert (document.syntax, document.data[document.body :]) == (Syntax.HTML, b"<p>x</p>")
    assert document.content_class == "medical"
    assert load(b"\xef\xbb\xbf<p>x</p>", "x.html").body == 3


def test_front_matter_that_cannot_be_read_is_refused():
    """As in Markdown: with the line."""
    with pytest.raises(SourceError) as caught:
        load("---\ntitle: [a\n---\n<p>x</p>", "x.html")
    assert caught.value.line == 3


def test_front_matter_may_grow():
    """Law (c) is judged from where the body of the result begins, structured data left out."""
    source = '---\ntitle: Rest\n---\n<p>One.</p><script type="application/ld+json">{"name": "Rest"}</script><p>Two.</p>'
    texts = {
        Key("Rest", "title"): "Ruhe und Erholung", Key("Rest"): "Erholung", Key("One."): "Eins.", Key("Two."): "Zwei.",
    }  # fmt: skip
    localized, findings = reassemble(load(source, "x.html"), texts)
    assert not findings
    assert localized.data.decode() == (
        source.replace("title: Rest", "title: Ruhe und Erholung")
        .replace('"Rest"', '"Erholung"')
        .replace("One", "Eins")
        .replace("Two", "Zwei")
    )


def test_attributes_of_inline_tags_that_stand_alone():
    """`tag_blocks` gives what a reader sees or hears of them, text left out."""
    data = b'x <a href="/" title="Go on">5 <img alt="An arrow"> words</a> y'
    found = list(html.tag_blocks(data, 2, len(data) - 2, "Head", 0))
    assert [(b.form, b.role, b.section, b.units[0].key.text) for b in found] == []
    data = b'x <a href="/" title="Go on"><img alt="An arrow"></a> y'
    found = list(html.tag_blocks(data, 2, len(data) - 2, "Head", 0))
    assert [(b.form, b.role, b.section, b.units[0].key.text) for b in found] == [
        (Form.ATTRIBUTE, "tooltip", "Head", "Go on"),
        (Form.ATTRIBUTE, "image text", "Head", "An arrow"),
    ]


def ld(source, texts):
    page = f'<script type="application/ld+json">{source}</script>'
    localized, _ = reassemble(load(page, "x.html"), {Key(k): v for k, v in texts.items()})
    return localized.data.decode()


@pytest.mark.parametrize(
    "text", ['a "b" \\ c', "</script><img onerror=x>", "<!-- <script>", "𝄞 \u2028 é", "a\tb"]
)
def test_structured_data_can_say_anything(text):
    """What a translation says is what a machine reads, and it never leaves its script."""
    page = ld(
        '{"é𝄞": 1, "headline": "Rest \\u0026 sleep", "name": "Why?"}',
        {"Rest & sleep": text, "Why?": "¿?"},
    )
    tree = HTMLParser(namespaceHTMLElements=False).parse(page)
    (script,) = tree.iter("script")
    assert json.loads(script.text) == {"é𝄞": 1, "headline": text, "name": "¿?"}


@pytest.mark.parametrize(
    "source",
    ['{"name": "Rest", "name": "Sleep"}', '{"name": "Rest"', '{"name": {{ x }}}', '"Rest"', "[" * 9999, '{"name": "x \\ud800"}', '{"name": 5}'],
)  # fmt: skip
def test_structured_data_that_is_none_is_left_alone(source):
    """Broken JSON, a key that stands twice, no keys at all."""
    assert not load(f'<script type="application/ld+json">{source}</script>', "x.html").parts


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{"@type": "Organization", "name": "Rest", "description": "Help"}', ["Help"]),
        ('{"@type": ["Thing", "MedicalClinic"], "name": "Rest"}', []),
        ('{"@type": "http://schema.org/Person", "name": "Rest"}', []),
        ('{"reviewedBy": [{"name": "Rest"}], "about": [{"name": "Pain"}]}', ["Pain"]),
        ('{"@graph": [{"name": "Rest"}, {"@type": "Brand", "name": "X y"}]}', ["Rest"]),
        ('{"text": "See {{ x }}", "caption": "{{ x }}", "abstract": "5", "headline": "https://x.org"}', ["See {{ x }}"]),
    ],
)  # fmt: skip
def test_names_are_no_prose(source, found):
    """Whoever has a name keeps it; of the other strings those with words are units."""
    page = f'<script type="application/ld+json">{source}</script>'
    assert [u.key.text for _, u in load(page, "x.html").units()] == found


def test_the_title_is_that_of_the_page():
    """A page whose `<title>` is not translated is not built, whatever else is."""
    document = load(
        '<meta property="og:title" content="Other"><title>Rest</title><h1>Head</h1>', "x.html"
    )
    assert publish._title(document) == {Key("Rest")}


def test_the_structure_sees_attributes_and_inline_tags():
    """A changed attribute, a lost inline tag or template, and one block more are differences."""
    source = b'<p class="a" title="T">Rest <b>now</b> {{ x }}.</p>'
    shapes = [[t for t, _ in tokens(s)] for s in (
        source, source.replace(b'"a"', b'"b"'), source.replace(b"<b>now</b>", b"now"), source.replace(b"{{ x }}", b"{{ y }}"),
        source.replace(b"now", b"<p>now"), source.replace(b' title="T"', b""), source.replace(b"now", b"now<!-- -->"),
    )]  # fmt: skip
    assert all(shape != shapes[0] for shape in shapes[1:])
    other = b'<p class="a" title="U">{{ x }} <b>jetzt</b></p>'
    assert [t for t, _ in tokens(other)] == shapes[0]


def test_authors_controls_hold_in_html():
    """Notes and contexts go to the element that follows; what is for some locales is a region."""
    document = load(
        "<!-- l10n:note Be brief. --><p>Rest.</p><ul><!-- l10n:context menu --><li>Rest.</ul>\n"
        "<!-- l10n:only de_AT -->\n<p>In Austria.</p>\n<!-- l10n:end -->\n<!-- l10n:of -->",
        "x.html",
    )
    assert [(b.notes, u.key) for b, u in document.units()] == [
        (("Be brief.",), Key("Rest.")),
        ((), Key("Rest.", "menu")),
        ((), Key("In Austria.")),
    ]
    (region,) = document.regions
    assert region.locales == ("de_AT",)
    assert document.data[region.span.start : region.span.end].startswith(b"<!-- l10n:only")
    assert [line for line, _ in document.faults] == [5]
