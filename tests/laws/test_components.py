"""The laws of DESIGN 4 on MDX documents."""

from collections import Counter

import components
from documents import Own, load
from hypothesis import given, settings

from pipeline.formats.mask import Kind, mask
from pipeline.formats.shape import shape
from pipeline.model import Syntax
from pipeline.reassemble import reassemble

ACCENTS = str.maketrans("aeiouAEIOU", "àèìòùÀÈÌÒÙ")


@given(components.mdx)
def test_identity(source):
    """Laws (a) and (b): nothing translated, or every unit by itself, gives the source."""
    document = load(source, "x.mdx")
    assert reassemble(document, {})[0].data == source.encode()
    assert reassemble(document, Own())[0].data == source.encode()


@given(components.mdx)
def test_another_translation_keeps_the_structure(source):
    """Law (c), and tags and expressions stand as they stood."""
    document = load(source, "x.mdx")
    texts = {u.key: f"Ä {u.key.text}" for _, u in document.units()}
    localized, findings = reassemble(document, texts)
    assert not findings
    again = load(localized.data, "x.mdx")
    assert _tokens(again) == _tokens(document)
    assert _raw(again) == _raw(document)


def _tokens(document):
    return [token for token, _ in shape(document.data, document.body, Syntax.MDX)]


def _raw(document):
    """Everything hidden from the parser that holds no prose of its own."""
    found = mask(document.data, document.body, Syntax.MDX).islands
    raws = [document.data[i.start : i.end] for i in found]
    return [raw for raw in raws if b"title=" not in raw and b"label=" not in raw]


@given(components.mdx)
def test_no_code_and_no_tag_is_a_unit(source):
    """What a machine reads is not exposed, however deep it is indented."""
    for block, unit in load(source, "x.mdx").units():
        assert "```" not in unit.key.text
        assert "import " not in unit.key.text
        assert not unit.key.text.startswith(("<Tabs", "<Card", "<LinkCard", "{/*")), block


def test_the_generator_reaches_every_construct():
    """Indented children above all, which CommonMark would read as code."""
    seen = Counter()

    @settings(max_examples=300, derandomize=True, deadline=None, database=None)
    @given(components.mdx)
    def count(source):
        masked = mask(source.encode(), 0, Syntax.MDX)
        seen["indented"] += bool(masked.cuts)
        seen["crlf"] += "\r\n" in source
        for island in masked.islands:
            seen[island.kind] += 1
            seen["inline component"] += island.kind is Kind.COMPONENT and not island.block
            seen["lines"] += source.encode()[island.start : island.end].count(b"\n") > 0

    count()
    wanted = (
        "indented", "crlf", "inline component", "lines",
        Kind.COMPONENT, Kind.EXPRESSION, Kind.OPAQUE, Kind.FENCE,
    )  # fmt: skip
    assert not [name for name in wanted if seen[name] < 5]
