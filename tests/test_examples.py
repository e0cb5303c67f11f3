"""The example files: input, units, output, as a translator could read and extend them."""

from pathlib import PurePath

import pytest
from conftest import examples
from documents import Own, load

from pipeline.reassemble import reassemble

CASES = list(examples())


def document_name(file):
    """`pages.html.md` holds HTML documents, `blocks.md` Markdown."""
    inner = PurePath(file).stem
    return f"x{PurePath(inner).suffix or '.md'}"


@pytest.mark.parametrize(
    ("file", "title", "source", "units", "output"), CASES, ids=lambda x: str(x)[:60]
)
def test_example(file, title, source, units, output):
    """The input has these units, and with these translations becomes this output."""
    rows = [line.partition(" => ") for line in units.splitlines()]
    document = load(source, document_name(file))
    keys = list(dict.fromkeys(u.key for _, u in document.units()))
    assert [k.text for k in keys] == [text for text, _, _ in rows]
    texts = {k: row[2] or row[0] for k, row in zip(keys, rows, strict=True)}
    localized, _ = reassemble(document, texts)
    assert localized.data.decode() == output


@pytest.mark.parametrize(
    ("file", "title", "source", "units", "output"), CASES, ids=lambda x: str(x)[:60]
)
def test_identity(file, title, source, units, output):
    """Nothing translated, or every unit by itself: the bytes of the source."""
    document = load(source, document_name(file))
    assert reassemble(document, {})[0].data == source.encode()
    assert reassemble(document, Own())[0].data == source.encode()


def test_there_are_enough_examples():
    """The files are found and read: an empty parametrization would pass silently."""
    assert len(CASES) >= 60
