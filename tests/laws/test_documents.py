"""The laws of DESIGN 4 on documents that Hypothesis makes."""

from collections import Counter

import pyromark
import pytest
import strategies
from documents import Own, load
from hypothesis import given, settings

from pipeline.formats.dialect import OPTIONS
from pipeline.formats.mask import mask
from pipeline.formats.shape import shape
from pipeline.model import SourceError
from pipeline.reassemble import reassemble

ACCENTS = str.maketrans("aeiouAEIOU", "àèìòùÀÈÌÒÙ")


@given(strategies.markdown)
def test_nothing_translated_gives_the_source(source):
    """Law (a): skeleton and untranslated units add up to the bytes of the source."""
    document = load(source)
    localized, findings = reassemble(document, {})
    assert localized.data == source.encode()
    assert not findings


@given(strategies.markdown)
def test_every_unit_by_itself_gives_the_source(source):
    """Law (b): going through every unit's text changes no byte either."""
    localized, findings = reassemble(load(source), Own())
    assert localized.data == source.encode()
    assert not findings


@given(strategies.markdown)
def test_another_translation_keeps_the_structure(source):
    """Law (c): other words, the same blocks, links, code and tags."""
    document = load(source)
    texts = {u.key: _accented(u.key.text) for _, u in document.units()}
    localized, _ = reassemble(document, texts)
    old = [token for token, _ in shape(source.encode(), document.body)]
    again = load(localized.data)
    new = [token for token, _ in shape(localized.data, again.body)]
    assert new == old


@given(strategies.markdown)
def test_units_hold_no_line_break_and_no_outer_space(source):
    """A msgid is one line; the gaps between units are skeleton."""
    for _, unit in load(source).units():
        assert unit.key.text == unit.key.text.strip(" \t\r\n")
        assert "\n" not in unit.key.text


def _accented(text):
    """Words with accents; code, destinations, tags and entities as they are."""
    parts = pyromark_text(text)
    return "".join(t.translate(ACCENTS) if seen else t for seen, t in parts)


def pyromark_text(text):
    """(is it read, piece) of inline Markdown."""
    data, at, out = text.encode(), 0, []
    events = pyromark.events_with_range("# " + text, options=OPTIONS)
    for event, where in events:
        if isinstance(event, dict) and "Text" in event:
            a, b = where["start"] - 2, where["end"] - 2
            if a < at or data[a:b].decode() != event["Text"] or "example.org" in event["Text"]:
                continue
            out += [(False, data[at:a].decode()), (True, data[a:b].decode())]
            at = b
    return [*out, (False, data[at:].decode())]


WANTED = {
    "Paragraph", "Heading", "BlockQuote", "List", "Item", "CodeBlock", "HtmlBlock", "Table", "TableCell",
    "FootnoteDefinition", "DefinitionList", "Emphasis", "Strong", "Strikethrough", "Link", "Image",
    "Code", "InlineHtml", "FootnoteReference", "SoftBreak", "HardBreak", "TaskListMarker", "Rule",
    "shortcode", "block shortcode", "expression", "attributes", "block attributes", "fence", "math", "block math",
}  # fmt: skip


def test_the_generator_reaches_every_construct():
    """A law over documents that never hold a construct would say nothing about it."""
    seen = Counter()

    @settings(max_examples=300, derandomize=True, deadline=None, database=None)
    @given(strategies.markdown)
    def count(source):
        seen["front matter"] += source.startswith("---")
        seen["crlf"] += "\r\n" in source
        body = source.partition("---\n")[2] or source
        for event in pyromark.events(body, options=OPTIONS):
            name = event if isinstance(event, str) else next(iter(event))
            if name == "Start":
                tag = event["Start"]
                name = tag if isinstance(tag, str) else next(iter(tag))
            seen[name] += 1
        for island in mask(source.encode(), 0).islands:
            seen[island.kind.value] += 1
            seen[f"block {island.kind.value}"] += island.block

    count()
    missing = {name: seen[name] for name in WANTED | {"front matter", "crlf"} if seen[name] < 5}
    assert not missing


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"# a\n\xff\n", 2, "not UTF-8"),
        (b"---\ntitle: [a\ndate: b\n---\n", 3, "not valid YAML"),
        (b"a\n\nb\0\n", 3, "NUL"),
    ],
)
def test_what_cannot_be_read_names_its_line(data, line, words):
    """A document is refused with the line of its fault."""
    with pytest.raises(SourceError) as caught:
        load(data)
    assert (caught.value.line, words in caught.value.message) == (line, True)
