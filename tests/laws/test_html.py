"""The laws of documents on HTML, with html5lib as the oracle of what a reader sees."""

import re
from collections import Counter
from html import unescape

import html5lib
import html_strategies as strategies
from documents import Own, load
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import example, given, settings

from pipeline.formats.html.attributes import read_attributes
from pipeline.formats.html.shape import tokens as structure
from pipeline.formats.html.tokens import Kind, tokenize
from pipeline.model import Block, Form
from pipeline.reassemble import reassemble

WORD = re.compile(r"[wm]q\d+")
SKIPPED = {
    "script", "style", "code", "pre", "textarea", "svg", "math", "template", "iframe", "xmp", "noembed", "noframes",
}  # fmt: skip
READ = ("alt", "title", "aria-label", "placeholder", "label", "abbr")


def words(text):
    return set(WORD.findall(unescape(text)))


@given(strategies.pages)
def test_nothing_translated_and_all_by_itself_give_the_source(source):
    """Laws (a) and (b)."""
    document = load(source, "x.html")
    for texts in ({}, Own()):
        localized, findings = reassemble(document, texts)
        assert localized.data == source.encode()
        assert not findings


@given(strategies.wild)
@example("a" + "<p" * 3 + "{{ <" + "<svg><p")
def test_any_bytes_at_all_are_read(text):
    """Laws (a) and (b) on what is no HTML, as a page and as Markdown; tokens add up."""
    data = text.encode()
    found = list(tokenize(data, 0, len(data)))
    assert b"".join(data[t.start : t.end] for t in found) == data
    for name in ("x.html", "x.md"):
        source = "x\n\n" + text  # no front matter
        document = load(source, name)
        assert reassemble(document, {})[0].data == source.encode()
        if name == "x.html":
            assert reassemble(document, Own())[0].data == source.encode()


@given(strategies.pages)
def test_another_translation_keeps_the_structure(source):
    """Law (c): other words, the same tags for us and for html5lib, and nothing else changed."""
    document = load(source, "x.html")
    texts = {u.key: u.key.text.replace("wq", "wé") for _, u in document.units()}
    localized, findings = reassemble(document, texts)
    again = load(localized.data, "x.html")
    assert not findings
    assert [t for t, _ in structure(localized.data, again.body)] == [
        t for t, _ in structure(source.encode(), document.body)
    ]
    assert _tags(localized.data[again.body :]) == _tags(source.encode()[document.body :])
    assert localized.data.decode().replace("wé", "wq") == source


def _tags(data):
    walk = html5lib.getTreeWalker("etree")(html5lib.parse(data.decode()))
    return [(t["type"], t["name"]) for t in walk if t["type"] in ("StartTag", "EmptyTag")]


@given(strategies.pages)
def test_units_cover_what_a_reader_sees_and_nothing_else(source):
    """Every visible word stands in a unit; no word of a script, comment or address is alone in one."""
    document = load(source, "x.html")
    found = [(b, u.key.text) for b, u in document.units()]
    own = set(filter(lambda p: isinstance(p, Block), document.parts))  # the others are values
    visible, readable, hidden = _seen(source.encode()[document.body :].decode())
    covered = set().union(*(words(text) for _, text in found))
    assert visible <= covered
    for block, text in found:
        if block not in own:
            continue
        if block.form is Form.ATTRIBUTE:
            assert words(text) <= readable
        elif block.form is Form.HTML:
            assert not words(text) & hidden, text
            assert (
                words(re.sub(r"<!--.*?-->|<svg.*?</svg>|<math.*?</math>|<[^>]*>", "", text))
                <= readable
            )


def _seen(text):
    """Words that are to be translated, words that may be read, words in what is no text at all."""
    visible, readable, hidden = set(), set(), set()
    open_elements = []
    text = re.sub(r"\{%.*?%\}", "", text)  # html5lib does not know templates
    for token in html5lib.getTreeWalker("etree")(html5lib.parse(text)):
        kind = token["type"]
        if kind in ("StartTag", "EmptyTag"):
            values = {name: value for (_, name), value in token["data"].items()}
            quiet = values.get("translate") == "no" or "notranslate" in values.get("class", "")
            was = open_elements[-1][1] if open_elements else ""
            state = was or ("quiet" if quiet else "skipped" if token["name"] in SKIPPED else "")
            if not was and not quiet:
                read = {v for k, v in values.items() if k in READ or _is_meta(k, values)}
                said = set().union(*map(words, read))
                visible |= said
                readable |= said
            if kind == "StartTag":
                open_elements.append((token["name"], state))
        elif kind == "EndTag":
            open_elements.pop()
        elif kind == "Characters":
            state = open_elements[-1][1] if open_elements else ""
            readable |= words(token["data"])
            if not state:
                visible |= words(token["data"])
            elif not {n for n, _ in open_elements} & {"code", "svg", "math"} and state == "skipped":
                hidden |= words(token["data"])
    return visible, readable, hidden


def _is_meta(name, values):
    said = values.get("name") or values.get("property")
    return name == "content" and said in ("description", "og:title")


@given(strategies.soup)
def test_tags_are_cut_as_html5lib_cuts_them(text):
    """The same tags with the same attributes, and the same comments, for any series of signs."""
    text = text.replace("\r", "")
    oracle = []
    for token in HTMLTokenizer(text):
        if token["type"] in (tokenTypes["StartTag"], tokenTypes["EmptyTag"]):
            oracle.append((token["name"], tuple(dict(token["data"]))))
        elif token["type"] == tokenTypes["EndTag"]:
            oracle.append(("/" + token["name"], ()))
    data = text.encode()
    ours = []
    for token in tokenize(data, 0, len(data)):
        if token.kind is Kind.OPEN:
            ours.append((token.name, tuple(read_attributes(data, token))))
        elif token.kind is Kind.CLOSE:
            ours.append(("/" + token.name, ()))
    assert ours == oracle


def test_the_generator_reaches_every_construct():
    """A law over pages that never hold a construct would say nothing about it."""
    seen = Counter()

    @settings(max_examples=500, derandomize=True, deadline=None, database=None)
    @given(strategies.pages)
    def count(source):
        document = load(source, "x.html")
        data = source.encode()
        for token in tokenize(data, document.body, len(data)):
            seen[token.kind] += 1
            seen[token.name] += token.kind in (Kind.OPEN, Kind.FOREIGN)
        for block in document.blocks():
            seen[block.form] += 1
            seen[block.role] += 1
            seen["several"] += len(block.units) > 1
            seen["break"] += any(u.breaks for u in block.units)
        seen["bom"] += data.startswith(b"\xef\xbb\xbf")
        seen["front matter"] += source.startswith("---")
        seen["crlf"] += "\r\n" in source
        seen["value"] += any(hasattr(p, "path") and p.style == "json" for p in document.parts)

    count()
    wanted = [
        *Kind, Form.HTML, Form.ATTRIBUTE, Form.PLAIN, "several", "break", "bom", "front matter", "crlf", "value",
        "paragraph", "list item", "table cell", "table head", "caption", "summary", "term", "definition", "heading 2",
        "quote", "title", "description", "social title", "image text", "tooltip", "label", "placeholder", "button",
        "option", "short form", "text", "svg", "math", "script", "style", "pre", "template", "textarea", "iframe",
    ]  # fmt: skip
    assert not {name: seen[name] for name in wanted if seen[name] < 1}
