"""Bad strings cost their own blocks, and few passes over the document."""

import pytest
from documents import load

from pipeline.formats import structure
from pipeline.formats.shape import shape
from pipeline.reassemble import reassemble

KINDS = {
    "a paragraph": "Passage {n} is here.\n\n",
    "a sentence": "Before {n}. Passage {n} is here. After {n}.\n\n",
    "a list item": "- Passage {n} is here.\n",
    "a quote in a list": "- > Passage {n} is here.\n",
    "a heading": "## Passage {n} is here.\n\n",
    "a table cell": "| a | b |\n|---|---|\n| x | Passage {n} is here. |\n\n",
    "an image": "![Passage {n} is here.](x.svg)\n\n",
    "a box": "<div>\nPassage {n} is here.\n</div>\n\n",
}
BAD = {
    "code": "Ein `Wert` zu viel.",
    "a link": "Siehe [hier](x.md).",
    "a link to a definition": "Siehe [guide].",
    "nothing": " ",
}
DEFINITION = "\n[guide]: https://example.org/\n"


@pytest.fixture
def parsed(monkeypatch):
    """Sizes of all texts whose structure is looked at."""
    sizes = []

    def counted(data, base=0, *rest):
        sizes.append(len(data) - base)
        return shape(data, base, *rest)

    monkeypatch.setattr(structure, "shape", counted)
    return sizes


# between HTML tags only a blank text is bad
CASES = [(kind, bad) for kind in KINDS for bad in BAD if kind != "a box" or bad == "nothing"]


@pytest.mark.parametrize(("kind", "bad"), CASES)
def test_every_bad_string_is_refused_and_every_good_one_kept(kind, bad, parsed):
    """300 bad ones among 300 good ones, in few passes."""
    source = "".join(KINDS[kind].format(n=n) for n in range(600)) + DEFINITION
    document = load(source)
    texts = {u.key: u.key.text for _, u in document.units()}
    wrong = {k for k in texts if k.text.startswith("Passage") and _number(k.text) % 2}
    texts |= {k: f"Stelle {_number(k.text)}." for k in texts if k.text.startswith("Passage")}
    texts |= dict.fromkeys(wrong, BAD[bad])
    localized, findings = reassemble(document, texts)
    assert {f.key for f in findings} == wrong
    assert len(findings) == len(wrong) == 300
    shown = localized.data.decode()
    assert [n for n in range(600) if f"Stelle {n}." in shown] == list(range(0, 600, 2))
    assert [n for n in range(600) if f"Passage {n} is" in shown] == list(range(1, 600, 2))
    assert sum(parsed) < 12 * len(source)
    assert len([size for size in parsed if size > len(source) / 2]) <= 6


def _number(text):
    return int(text.split()[1])


def test_a_culprit_is_found_where_only_the_whole_shows_it(monkeypatch):
    """Halving: where no block differs by itself, the fewest are taken back."""
    source = "".join(f"Passage {n} is here.\n\n" for n in range(64))
    document = load(source)
    texts = {u.key: f"Stelle {_number(u.key.text)}." for _, u in document.units()}
    real = structure.departure
    calls = []

    def departure(document, result, body, places):
        """A structure that two of the passages change together with all the rest."""
        calls.append(result)
        if b"Stelle 7." in result or b"Stelle 40." in result:
            return structure.Departure(frozenset(), tuple(p.block.span for p in places))
        return real(document, result, body, places)

    monkeypatch.setattr("pipeline.reassemble.departure", departure)
    localized, findings = reassemble(document, texts)
    assert [f.key.text for f in findings] == ["Passage 7 is here.", "Passage 40 is here."]
    assert localized.data.count(b"Stelle") == 62
    assert len(calls) < 30


@pytest.mark.parametrize("fallback", ["block", "sentence"])
def test_what_cannot_be_said_stays_english(fallback):
    """A blank translation is refused by itself, with a finding that names it."""
    document = load("One is here. Two is here.\n")
    first, second = (u.key for _, u in document.units())
    localized, (finding,) = reassemble(document, {first: "Eins.", second: "\t"}, fallback)
    expected = {"block": "One is here. Two is here.\n", "sentence": "Eins. Two is here.\n"}
    assert localized.data.decode() == expected[fallback]
    assert (finding.key, finding.line, finding.rule) == (second, 1, "structure")
