"""Small mistakes that a maintainer could make in reading and writing documents, each caught here.

tests/mutants.yaml lists them; most of it is caught by the example files.
"""

import pytest
from documents import ALL_FIELDS, load

from pipeline import publish
from pipeline.formats.scalars import faults
from pipeline.model import ADAPT, Key, SourceError
from pipeline.reassemble import reassemble


def texts_of(document):
    return [u.key.text for _, u in document.units()]


def translated(source, texts, name="x.md", **kwargs):
    """The result for translations by text, and the findings."""
    document = load(source, name)
    keys = {u.key: texts[u.key.text] for _, u in document.units() if u.key.text in texts}
    localized, findings = reassemble(document, keys, **kwargs)
    return localized.data.decode(), findings


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"One\n\nTwo \xff\n", 3),
        (b"One\n\nTwo\0\n", 3),
        (b"One\n\n<<<<<<< ours\nTwo\n", 3),
        (b"---\ntitle: One\nsummary: [a\n---\n", 4),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(data, line):
    """The line is that of the editor, from 1."""
    with pytest.raises(SourceError) as caught:
        load(data)
    assert caught.value.line == line


def test_a_suffix_in_capitals_is_read():
    """Some systems write names in capitals."""
    assert texts_of(load("One.\n", "PAGE.MD")) == ["One."]


def test_what_stands_right_behind_a_region_is_not_part_of_it():
    """The line below the closing control is a block of its own."""
    source = "A.\n\n<!-- l10n:only fr -->\n\nB.\n\n<!-- l10n:end -->\nC.\n"
    assert texts_of(load(source).for_locale("de")) == ["A.", "C."]


def test_what_two_controls_take_out_stays_out():
    """A passage for another country, and then a block that has no text of its own."""
    source = (
        "A.\n\n<!-- l10n:only fr -->\n\nB.\n\n<!-- l10n:end -->\n\n"
        "<!-- l10n:adapt -->\n\nCall.\n\nC.\n"
    )
    shown = publish.adapted(load(source).for_locale("de"), {})
    assert texts_of(shown) == ["A.", "C."]
    assert b"B." not in reassemble(shown, {})[0].data


def test_a_fault_in_a_quoted_value_names_the_line_of_the_value():
    """Such a value begins on the line of its key."""
    source = 'questions:\n  - answer: "A.\\n\\n<!-- l10n:of -->\\n"\n'
    ((line, _),) = faults(load(source, "x.yaml"))
    assert line == 2


def test_what_a_locale_writes_for_itself_is_not_cut():
    """A country's own text may have another number of sentences."""
    source = "<!-- l10n:adapt -->\n\nCall 988 now. It is free.\n"
    assert [u.key for _, u in load(source).units()] == [Key("Call 988 now. It is free.", ADAPT)]


def test_a_region_in_the_middle_of_a_line_leaves_its_beginning():
    """Only a control that has its line to itself takes the line with it."""
    source = "Before <!-- l10n:only fr --> inside. <!-- l10n:end --> After.\n"
    data = reassemble(load(source).for_locale("de"), {})[0].data
    assert data.startswith(b"Before ")


def test_a_locale_may_be_written_with_a_hyphen():
    """BCP 47 writes `de-AT`, gettext `de_AT`."""
    source = "<!-- l10n:only de-AT -->\n\nB.\n\n<!-- l10n:end -->\n"
    assert texts_of(load(source).for_locale("de_AT")) == ["B."]


def test_a_note_goes_to_one_block_of_a_list():
    """The first of what follows."""
    source = "<!-- l10n:note a drink -->\n\n- Tea\n- Rest\n"
    assert [b.notes for b in load(source).blocks()] == [("a drink",), ()]


def test_questions_and_titles_are_what_they_are():
    """Every heading one level below a list of questions is one."""
    source = "## Questions {.faq}\n\n### Why?\n\nA.\n\n### When?\n\nB.\n"
    roles = [b.role for b in load(source).blocks() if b.form.value == "line"]
    assert roles == ["heading 2", "question", "question"]


def test_only_the_first_heading_shares_the_identity_of_the_title():
    """The same words further down may need other ones in another language."""
    source = "---\ntitle: Sleep\n---\n\n# Sleep\n\n## Sleep\n"
    contexts = [u.key.context for _, u in load(source).units()]
    assert contexts == ["title", "title", None]


def test_a_caption_is_emphasized():
    """Prose below an image is a paragraph, a wholly emphasized line its caption."""
    source = "![A cup](a.svg)\nTea is warm.\n\n![A bed](b.svg)\n*Rest is good.*\n"
    roles = [(b.role, b.units[0].key.text) for b in load(source).blocks()]
    assert roles == [
        ("image text", "A cup"),
        ("paragraph", "Tea is warm."),
        ("image text", "A bed"),
        ("caption", "*Rest is good.*"),
    ]


@pytest.mark.parametrize(
    ("arguments", "source", "texts"),
    [
        (("code",), "{{< dose >}}\nmix(5)\n{{< /dose >}}\n\nRest.\n", ["Rest."]),
        (("title",), "{{% code %}}\nMix it.\n{{% /code %}}\n\nRest.\n", ["Mix it.", "Rest."]),
    ],
)
def test_a_project_says_which_shortcodes_hold_code(arguments, source, texts):
    """`shortcodes:` adds to our own list and takes from it."""
    name = source.split()[1]
    fields = ALL_FIELDS.with_shortcodes({name: arguments})
    assert texts_of(load(source, fields=fields)) == texts


def test_values_in_front_matter_move_the_body_together():
    """The structure of the body is compared from where it begins in the result."""
    source = "---\ntitle: Tea\ndescription: Rest\n---\n\n# Drink\n"
    words = {"Tea": "Ein warmer Kräutertee", "Rest": "Ruhe und Schlaf", "Drink": "Trinken"}
    assert translated(source, words) == (
        "---\ntitle: Ein warmer Kräutertee\ndescription: Ruhe und Schlaf\n---\n\n# Trinken\n",
        (),
    )


def test_a_half_translated_block_stays_whole():
    """No reader meets two languages in one paragraph, unless a project asks for it."""
    source, words = "Tea helps. Rest helps too.\n", {"Tea helps.": "Tee hilft."}
    assert translated(source, words)[0] == source
    assert translated(source, words, fallback="sentence")[0] == "Tee hilft. Rest helps too.\n"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("questions:\n  - answer: |\n      Tea.\n\n      See [a](b.md).\n", 5),
        ('questions:\n  - answer: "See [a](b.md)."\n', 2),
    ],
)
def test_a_finding_in_a_value_names_the_line_in_the_file(source, line):
    """A link that the source has not."""
    document = load(source, "x.yaml")
    texts = {u.key: u.key.text.replace("[a](b.md)", "b") for _, u in document.units()}
    _, (finding,) = reassemble(document, texts)
    assert finding.line == line


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Rest helps.[^one]\n\n[^one]: Lee.\n\n[^two]: Roe.\n", "Ruhe hilft.[^two]"),
        ("See [the guide](a.md) first.\n", "Zuerst den Ratgeber lesen."),
        ("See [the guide] first.\n\n[the guide]: a.md\n", "Zuerst den Ratgeber lesen."),
    ],
)
def test_a_translation_that_loses_a_construct_stands_in_english(source, text):
    """Law (c): the finding names the unit, the page stays as it was."""
    first = texts_of(load(source))[0]
    data, findings = translated(source, {first: text})
    assert data == source
    assert len(findings) == 1


def test_a_broken_block_behind_a_left_out_passage_is_the_only_one_to_stay_english():
    """Places are those of the version that this locale has."""
    source = (
        "<!-- l10n:only fr -->\n\nA long passage that is for France alone.\n\n<!-- l10n:end -->\n\n"
        "Tea.\n\nRest.\n\nSee it.\n\nSleep.\n\nWalk.\n"
    )
    document = load(source).for_locale("de")
    words = {"Tea.": "Tee.", "Rest.": "Ruhe.", "See it.": "`x` ja", "Sleep.": "Schlaf.",
             "Walk.": "Gehen."}  # fmt: skip
    localized, (finding,) = reassemble(document, {Key(k): v for k, v in words.items()})
    assert finding.key == Key("See it.")
    assert localized.data.split() == b"Tee. Ruhe. See it. Schlaf. Gehen.".split()
