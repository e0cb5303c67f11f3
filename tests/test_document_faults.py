"""Small mistakes that a maintainer could make in reading and writing documents, each caught here.

tests/mutants.yaml lists them; most of it is caught by the example files.
"""

import pytest
from documents import ALL_FIELDS, load

from pipeline import publish
from pipeline.formats.fields import parse_fields
from pipeline.formats.scalars import faults, write_scalar
from pipeline.formats.structure import Isolation
from pipeline.model import ADAPT, Form, Key, SourceError
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
        (b"---\ntitle: One\nsummary: [a\n---\n", 4),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(data, line):
    """The line is that of the editor, from 1."""
    with pytest.raises(SourceError) as caught:
        load(data)
    assert caught.value.line == line


@pytest.mark.parametrize("name", ["x.md", "x.yaml"])
def test_a_merge_conflict_is_noted_with_its_line(name):
    """In Markdown both sides are read; a YAML file cannot be read as both."""
    markers = "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n"
    if name == "x.md":
        document = load("One\n{}Two\n{}Three\n{}".format(*markers))
        assert (document.conflict, texts_of(document)) == (2, ["One", "Two", "Three"])
        assert load("One.\n\n```\n{}```\n".format(*markers)).conflict == 0
    else:
        with pytest.raises(SourceError) as caught:
            load("title: |\n  a\n{}".format(*markers), name)
        assert caught.value.line == 3


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


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        (
            "Rest. <b>Read `it` now. It helps you.</b> Then sleep.\n",
            ["Rest.", "<b>Read `it` now. It helps you.</b>", "Then sleep."],
        ),
        ("Take a rest.\u00a0Then sleep.\n", ["Take a rest.\u00a0Then sleep."]),
    ],
)
def test_where_sentences_end(source, texts):
    """Not inside an element, whatever it holds, and never in the middle of a no-break space."""
    assert texts_of(load(source)) == texts


def test_places_in_a_text_with_accents_are_counted_in_characters():
    """Spans of the document are bytes, ranges in a text are not."""
    ((_, unit),) = load("Crème brûlée après [Noël](a.md)\n").units()
    assert [unit.key.text[a:b] for a, b in unit.closed] == ["[Noël](a.md)"]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('{{< figure data-title="wide" title="Tea" >}}\n', ["Tea"]),
        ('```\r\nmix ` it\r\n```\r\n\r\n{{< figure alt="Tea" >}}\r\n', ["Tea"]),
        ("![\\[Warm\\] tea](a.svg)\n", ["\\[Warm\\] tea"]),
        ("$5 (US$)\n", ["$5 (US$)"]),
        ("\\{{< tea >}}\n", ["\\{{< tea >}}"]),
    ],
)
def test_what_is_hidden_from_the_parser(source, texts):
    """Code, templates and formulas are; prices, escapes and what only looks like them are not."""
    assert texts_of(load(source)) == texts


def test_a_self_closing_component_has_no_children():
    """The lines behind it keep their indentation, and so the list its items."""
    source = "<Break />\n\n  Rest.\n\n- Tea.\n\n  Walk.\n"
    roles = [(u.key.text, b.role) for b, u in load(source, "x.mdx").units()]
    assert roles == [("Rest.", "paragraph"), ("Tea.", "list item"), ("Walk.", "list item")]


def test_a_block_scalar_keeps_its_windows_line_ends():
    """All of them, in a text of two paragraphs too."""
    source = "questions:\r\n  - answer: |\r\n      Tea helps.\r\n\r\n      Rest helps.\r\n"
    words = {"Tea helps.": "Tee hilft.", "Rest helps.": "Ruhe hilft."}
    data, _ = translated(source, words, "x.yaml")
    assert data == source.replace("Tea helps", "Tee hilft").replace("Rest helps", "Ruhe hilft")


def test_a_folded_scalar_keeps_its_style_and_its_width():
    """A line end in the value is a blank line, and a line as long as the longest is full."""
    written = write_scalar(">\n  Tea helps.\n", ">", 2, "Tee hilft.\nRuhe auch.\n")
    assert written == ">\n  Tee hilft.\n\n  Ruhe auch."


def test_a_star_in_a_field_pattern_is_one_key():
    """Any depth is written with two."""
    fields = parse_fields(["meta.*"])
    assert fields.find("meta.title")
    assert fields.find("meta.card.title") is None


def test_front_matter_with_windows_line_ends_is_front_matter():
    """With one key too."""
    document = load("---\r\ntitle: Tea\r\n---\r\n\r\nRest.\r\n")
    assert [(u.key.text, u.key.context) for _, u in document.units()] == [
        ("Tea", "title"), ("Rest.", None),
    ]  # fmt: skip


def test_no_filled_line_begins_with_a_dash():
    """It would be a list."""
    text = "Tee hilft vielen - auch Kindern beim Schlafen."
    data, findings = translated(
        "Tea helps most\nadults to sleep.\n", {"Tea helps most adults to sleep.": text}
    )
    assert data == "Tee hilft vielen -\nauch Kindern\nbeim Schlafen.\n"
    assert not findings


def test_a_text_of_a_country_may_have_links_of_its_own():
    """It is no translation: only the blocks around it have to stay."""
    document = load("<!-- l10n:adapt -->\n\nCall 988 now.\n\nRest.\n")
    own = {Key("Call 988 now.", ADAPT): "Rufen Sie [uns](tel:142) an.", Key("Rest."): "Ruhe."}
    localized, findings = reassemble(publish.adapted(document, own), own)
    assert b"Rufen Sie [uns](tel:142) an.\n\nRuhe.\n" in localized.data
    assert not findings


def test_an_escaped_backslash_at_the_end_needs_no_other():
    """Two of them show one."""
    assert translated("Tea\n", {"Tea": "Tee\\\\"})[0] == "Tee\\\\\n"


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<!--><p>Tea helps.</p><p>Rest.</p>-->", ["Tea helps.", "Rest."]),
        ("<p>Tea<br><em>and rest</em></p>", ["Tea<br><em>and rest</em>"]),
        ("<p>Tea<br><br><em>and rest</em></p>", ["Tea", "<em>and rest</em>"]),
        ('<img src="a.svg" alt="Tea" alt="Rest">', ["Tea"]),
        ('<input type="hidden" value="Tea"><input type="submit" value="Send">', ["Send"]),
    ],
)
def test_html_as_browsers_read_it(source, texts):
    """A comment that ends at once; one line break, and two that part paragraphs."""
    assert texts_of(load(source, "x.html")) == texts


def test_html_in_a_quote_is_read_without_the_signs_of_the_quote():
    """Text that fills its lines ends before the next sign."""
    source = "> <div>\n> Tea helps.\n> </div>\n"
    assert texts_of(load(source)) == ["Tea helps."]
    data, findings = translated(source, {"Tea helps.": "Tee hilft."})
    assert (data, findings) == ("> <div>\n> Tee hilft.\n> </div>\n", ())


def test_a_tag_that_a_translation_loses_is_seen_in_html():
    """Law (c) between tags."""
    source = "<p>Tea <em>and</em> rest <em>help</em> you.</p>"
    text = "Tee <em>und</em> Ruhe helfen."
    data, findings = translated(
        source, {"Tea <em>and</em> rest <em>help</em> you.": text}, "x.html"
    )
    assert data == source
    assert len(findings) == 1


def test_a_byte_order_mark_is_skeleton():
    """In Markdown with and without front matter, and in YAML."""
    heading = load(b"\xef\xbb\xbf# Tea\n")
    assert [(u.key.text, b.role) for b, u in heading.units()] == [("Tea", "heading 1")]
    for source, name in (
        ("\ufefftitle: Tea\n", "x.yaml"),
        ("\ufeff---\ntitle: Tea\n---\n", "x.md"),
    ):
        assert translated(source, {"Tea": "Tee"}, name)[0] == source.replace("Tea", "Tee")


def test_a_comma_in_a_list_in_brackets_is_quoted():
    """Without quotes it would begin another item."""
    fields = parse_fields(["tags[*]"])
    document = load("tags: [tea, rest]\n", "x.yaml", fields=fields)
    texts = {u.key: "Tee, warm" for _, u in document.units() if u.key.text == "tea"}
    assert reassemble(document, texts)[0].data == b'tags: ["Tee, warm", rest]\n'


def test_a_block_judged_by_itself_knows_the_definitions_of_its_document():
    """A link by its label is none without them."""
    alone = Isolation(load("See [the guide].\n\n[the guide]: a.md\n"))
    assert alone.differs(Form.PARAGRAPH, b"See [the guide].", b"Zuerst lesen.")
