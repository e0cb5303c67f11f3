"""A value goes back into its scalar: unchanged, with other letters, with any other text.

These laws call the writers themselves: `reassemble` leaves an unchanged value alone, so its
identity law says nothing about them.
"""

import tomllib
from collections import Counter

import scalars
import yaml
from documents import load
from hypothesis import assume, given, settings

from pipeline.formats.fields import parse_fields
from pipeline.formats.front_matter import load_front_matter
from pipeline.formats.scalars import write_scalar
from pipeline.formats.yaml.lex import is_typed
from pipeline.model import SourceError

FIELDS = parse_fields(["k"])
ACCENTS = str.maketrans("aeoAEO", "āēōĀĒŌ")
PLAIN = str.maketrans("āēōĀĒŌ", "aeoAEO")


def value_of(case):
    """The document's one value with its raw text, where the generated text is one at all."""
    try:
        document = load(case.source, case.name, FIELDS)
    except SourceError:
        assume(False)
    values = [p for p in document.parts if hasattr(p, "inner")]
    assume(values)
    (value,) = values
    # `!!str no` is a text by its tag, and is quoted when it is written again
    assume(value.style not in ("", "[") or not is_typed(value.inner.data.decode()))
    raw = document.data[value.span.start : value.span.end].decode()
    return document, value, raw


def said(case, data):
    """What the format's own reader reads."""
    if case.style == "yaml":
        return yaml.safe_load(data.decode())
    fields, _ = load_front_matter(data)
    if case.style == "toml":
        assert fields == tomllib.loads(data.decode().split("+++")[1])
    return fields


def written(case, text):
    """The document with `text` in its place, through the writer."""
    document, value, raw = value_of(case)
    new = write_scalar(raw, value.style, value.indent, text)
    data = document.data
    return data[: value.span.start] + new.encode() + data[value.span.end :]


@given(scalars.cases)
def test_an_unchanged_value_keeps_its_bytes(case):
    """Law (b) without a short cut: the writer makes of a value what stands there."""
    document, value, raw = value_of(case)
    text = value.inner.data.decode()
    assert said(case, document.data)["k"] == text
    assert write_scalar(raw, value.style, value.indent, text) == raw


@given(scalars.cases)
def test_other_letters_change_nothing_else(case):
    """Accented and with the accents taken off again, it is the source, line ends and escapes too."""
    document, value, _ = value_of(case)
    text = value.inner.data.decode().translate(ACCENTS)
    data = written(case, text)
    assert said(case, data)["k"] == text
    assert data.decode().translate(PLAIN) == document.data.decode()


@given(scalars.cases, scalars.NASTY)
def test_any_text_reads_back_as_meant(case, text):
    """Whatever a translator writes: the value is that, and its neighbours are as they were."""
    document, value, _ = value_of(case)
    if value.style in ("|", ">"):  # its last line ends are not the translator's
        assume(text.strip("\n"))
        text = (
            text.rstrip("\n")
            + value.inner.data.decode()[len(value.inner.data.decode().rstrip("\n")) :]
        )
    before, after = said(case, document.data), said(case, written(case, text))
    assert after == {**before, "k": text}


@given(scalars.cases)
def test_another_number_of_words_is_filled_anew(case):
    """A text twice as long reads back, and keeps the style of the source."""
    _, value, raw = value_of(case)
    text = value.inner.data.decode()
    longer = f"{text.rstrip()} {text.strip()}" + text[len(text.rstrip()) :]
    data = written(case, longer)
    assert said(case, data)["k"] == longer
    start = data[value.span.start :].decode()
    assert start[0] == raw[0] or value.style in ("", "[")


def test_the_generator_reaches_every_style():
    """A law over scalars that are never folded would say nothing about it."""
    seen = Counter()

    @settings(max_examples=600, derandomize=True, deadline=None, database=None)
    @given(scalars.cases)
    def count(case):
        _, value, raw = value_of(case)
        seen[value.style] += 1
        seen[value.style, "lines"] += "\n" in raw
        seen[value.style, "crlf"] += "\r\n" in raw

    count()
    several = [(s, "lines") for s in ("", "[", "'", '"', "|", ">", 'toml"""', "toml'''")]
    wanted = ["", "[", "'", '"', "|", ">", "json", 'toml"', "toml'", 'toml"""', "toml'''", *several]
    assert not {s: seen[s] for s in wanted if seen[s] < 3}
    assert seen["|", "crlf"]
    assert seen[">", "crlf"]
