"""Hostile translations in every kind of place: the structure stays, and the reader sees the text.

Two renderers that know nothing of us are the oracle: pulldown-cmark's own HTML, and markdown-it;
both read by html5lib. The page with a translation must be the page of the source with other words.
"""

import re
from itertools import product
from pathlib import Path

import html5lib
import pyromark
import pytest
import yaml
from documents import Own, load
from markdown_it import MarkdownIt

from pipeline.formats.dialect import OPTIONS
from pipeline.formats.front_matter import load_front_matter
from pipeline.formats.shape import shape
from pipeline.model import Key, Syntax
from pipeline.reassemble import reassemble

HERE = Path(__file__).parent
TEXTS = yaml.safe_load((HERE / "texts.yaml").read_text(encoding="utf-8"))
PLACES = yaml.safe_load((HERE / "places.yaml").read_text(encoding="utf-8"))
LINKED = "\nSee [guide] and this.[^1]\n\n[guide]: https://example.org/guide\n"
NOTE = "[^1]: A note.\n"
MARKUP = {"em", "strong", "del", "s"}
"""Emphasis may differ (DESIGN 4)."""
_MARKDOWN_IT = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def source_of(place):
    """The document, with a link and a footnote that a translation might catch on."""
    if place.get("suffix") in (".yaml", ".html"):
        return place["document"]
    note = "" if "[^1]:" in place["document"] else "\n" + NOTE
    return place["document"] + LINKED + note


def pages(data, place):
    """What readers get: front matter and values as read, Markdown as two renderers show it."""
    if place.get("suffix") == ".yaml":
        value = yaml.safe_load(data)
        return [[_value(q["question"]), *_trees(q["answer"], place)] for q in value["questions"]]
    if place.get("suffix") == ".html":
        return list(_nodes(html5lib.parse(data.decode(), namespaceHTMLElements=False)))
    front, body = load_front_matter(data)
    text = data[body:].decode()
    argument = ""
    if "argument" in place:
        value = re.compile(rf'(?<={place["argument"]}=")(?:\\.|[^"\\])*')
        argument = _words(value.search(text)[0].replace('\\"', '"'))
        text = value.sub("", text)
    return [argument, {k: _value(v) for k, v in front.items()}, *_trees(text, place)]


def _value(value):
    return _words(value) if isinstance(value, str) else value


def _trees(text, place):
    texts = [pyromark.html(text, options=OPTIONS)]
    if place.get("markdown_it", True):
        texts.append(_MARKDOWN_IT.render(text))
    return [list(_nodes(html5lib.parse(html, namespaceHTMLElements=False))) for html in texts]


def _nodes(element):
    """Tags, attributes and words in order; neighbouring text is one."""
    found = []
    for item in _walk(element):
        if isinstance(item, str) and found and isinstance(found[-1], str):
            found[-1] += item
        elif item:
            found.append(item)
    return [_words(x) if isinstance(x, str) else x for x in found if not _is_blank(x)]


def _walk(element):
    if element.tag not in MARKUP:
        yield (str(element.tag), {k: _words(v) for k, v in element.attrib.items()})
    yield element.text or ""
    for child in element:
        yield from _walk(child)
        yield child.tail or ""
    if element.tag not in MARKUP:
        yield ("/", str(element.tag))


def _is_blank(item):
    return isinstance(item, str) and not _words(item)


def _words(text):
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def replaced(value, old, new):
    """The same page with other words."""
    if isinstance(value, str):
        return _words(value.replace(old, new))
    if isinstance(value, dict):
        return {k: replaced(v, old, new) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(replaced(v, old, new) for v in value)
    return value


def is_refused(place, text):
    """Whether the data say that the English stays here."""
    return bool({place["kind"], place.get("at")} & set(text.get("refused", ())))


def meant(text, place):
    """What a reader sees of a text in a place, all white space as one space."""
    return _words(text.get(place.get("at"), text.get(place["kind"], text["text"])))


def written(document, key, text):
    """The document with one text in it, and every other unit by itself."""
    own = {u.key: u.key.text for _, u in document.units()}
    return reassemble(document, {**own, key: text["text"]})


def shape_of(document):
    """The block structure of a document that has one."""
    if document.syntax is Syntax.DATA:
        return []
    return [token for token, _ in shape(document.data, document.body, document.syntax)]


def seen(place, unit):
    """What a reader sees of the probe's own unit."""
    return unit.strip("*")


COMBINATIONS = list(product(PLACES, TEXTS))


@pytest.mark.parametrize("place", PLACES, ids=lambda p: p["name"])
def test_a_translation_stays_text(place):
    """Every text, written into this place, is there to read, or refused where the data say so."""
    source, suffix = source_of(place), place.get("suffix", ".md")
    document = load(source, "x" + suffix)
    unit = place.get("unit", "PROBE")
    (key,) = {u.key for _, u in document.units() if u.key.text == unit}
    before = pages(document.data, place)
    structure = shape_of(document)
    for text in TEXTS:
        localized, findings = written(document, key, text)
        case = f"{text['text']!r} in {place['name']}: {localized.data.decode()!r}"
        if is_refused(place, text):
            assert localized.data == document.data, case
            assert [f.key for f in findings] == [key], case
            continue
        assert not findings, case
        expected = replaced(before, seen(place, unit), meant(text, place))
        assert pages(localized.data, place) == expected, case
        assert shape_of(load(localized.data, "x" + suffix)) == structure, case


@pytest.mark.parametrize("place", PLACES, ids=lambda p: p["name"])
def test_what_was_written_is_read_again(place):
    """The unit, read from the result and written into it once more, changes nothing."""
    source, suffix = source_of(place), place.get("suffix", ".md")
    document = load(source, "x" + suffix, mode="block")
    for text in TEXTS:
        key = next(u.key for _, u in document.units() if "PROBE" in u.key.text)
        localized, _ = written(document, key, text)
        again = load(localized.data, "x" + suffix, mode="block")
        assert len(list(again.units())) <= len(list(document.units()))
        assert reassemble(again, Own())[0].data == localized.data


SENTENCE = {"kind": "inline"}
NEIGHBOURS = [t for t in TEXTS if "refused" not in t]


@pytest.mark.parametrize("one", NEIGHBOURS, ids=lambda t: t["text"])
def test_two_hostile_sentences_stand_side_by_side(one):
    """No text finds a partner in its neighbour; each is followed by markup from its source."""
    numbers = range(len(NEIGHBOURS))
    document = load("\n\n".join(f"One *is* {n}.\nTwo [is](x.md) {n}." for n in numbers))
    keys = [u.key for _, u in document.units()]
    given, expected = {}, []
    for n, two in enumerate(NEIGHBOURS):
        given[keys[2 * n]] = f"{one['text'].strip()} *hier* {n}."
        given[keys[2 * n + 1]] = f"{two['text'].strip()} [dort](x.md) {n}."
        seen = (meant(one, SENTENCE), f"hier {n}.", meant(two, SENTENCE), f"dort {n}.")
        expected.append(_words(" ".join(seen)))
    localized, findings = reassemble(document, given)
    assert not findings
    text = pyromark.html(localized.data.decode(), options=OPTIONS)
    shown = html5lib.parse(text, namespaceHTMLElements=False).iter("p")
    assert [_words("".join(p.itertext())) for p in shown] == expected


def test_there_are_enough_of_them():
    """The numbers that the issue asks for, and how few texts are refused."""
    assert len(TEXTS) >= 120
    assert len(PLACES) >= 60
    assert len(COMBINATIONS) >= 8000
    refused = sum(is_refused(p, t) for p, t in COMBINATIONS)
    assert refused / len(COMBINATIONS) < 0.05


def test_every_unit_key_is_one():
    """A probe that stands in two units would prove nothing."""
    for place in PLACES:
        document = load(source_of(place), "x" + place.get("suffix", ".md"))
        assert Key(place.get("unit", "PROBE")).text in {u.key.text for _, u in document.units()}
