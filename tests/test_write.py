"""Writing into places that not every syntax has: MDX, arguments, values without quotes."""

import pytest
from markdown_it import MarkdownIt

from pipeline.formats.blocks import read_body
from pipeline.formats.write import BlockWriter
from pipeline.formats.write.breaks import Layout
from pipeline.formats.write.emphasis import with_delimiters, without_accidents
from pipeline.formats.write.inline import escape_inline
from pipeline.formats.write.tags import escape_attribute, escape_html
from pipeline.model import Block, Document, DocumentId, Form, Key, Span, Syntax, Unit


def write(source, text, form, role="paragraph", syntax=Syntax.MARKDOWN):
    """A translation of `PROBE`, written into a source by form and role."""
    data = source.encode()
    start = data.index(b"PROBE")
    span = Span(start, start + len(b"PROBE"))
    unit = Unit(Key("PROBE"), span)
    block = Block(span, form, role, "", (unit,))
    return BlockWriter(Document(DocumentId("x.md"), data, (block,), 0, syntax), block).write(
        unit, text
    )


@pytest.mark.parametrize(
    ("source", "text", "written"),
    [
        ('{{< figure alt="PROBE" >}}', 'Ein "Wort"', r"Ein \"Wort\""),
        ('{{< figure alt="PROBE" >}}', r"Ein \"Wort\"", r"Ein \"Wort\""),
        ('{{< figure alt="PROBE" >}}', "Ein 'Wort'", "Ein 'Wort'"),
        ('{{< figure alt="PROBE" >}}', "Pfad C:\\", None),
        ('{{< figure alt="PROBE" >}}', "Ende }} hier", None),
        ("{{< figure alt=`PROBE` >}}", "ein ` Akzent", None),
        ("{{< figure alt=`PROBE` >}}", 'Ein "Wort"', 'Ein "Wort"'),
        ("{% include x.html alt='PROBE' %}", "Ein 'Wort'", r"Ein \'Wort\'"),
        ("{% include x.html alt='PROBE' %}", "100 %}", None),
        ('{{< figure alt="PROBE" >}}', "über\nzwei", "über zwei"),
        ('{{< figure alt="PROBE" >}}', "&quot; *fett* <b>", "&quot; *fett* <b>"),
    ],
)
def test_arguments_of_shortcodes(source, text, written):
    """A quote is escaped as Hugo and Jekyll read it; what cannot be said is refused."""
    assert write(source, text, Form.ARGUMENT, "shortcode alt") == written


@pytest.mark.parametrize(
    ("source", "text", "written"),
    [
        ('<Note title="PROBE" />', 'Ein "Wort"', "Ein &#34;Wort&#34;"),
        ("<Note title='PROBE' />", "Ein 'Wort'", "Ein &#39;Wort&#39;"),
        ('<Note title="PROBE" />', "Ein 'Wort' C:\\", "Ein 'Wort' C:\\"),
        ('<Note title="PROBE" />', "{a} < b", "{a} < b"),
    ],
)
def test_arguments_of_components(source, text, written):
    """JSX reads references in strings, and nothing else."""
    assert write(source, text, Form.ARGUMENT, "component title", Syntax.MDX) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Patient:innen und Ärzt:innen", r"Patient\:innen und Ärzt\:innen"),
        ("um 8:30 Uhr: ja", "um 8:30 Uhr: ja"),
        ("unter {5 mg}", r"unter \{5 mg}"),
        ("{name} sagt", r"\{name} sagt"),
        ("a < b und <3", r"a \< b und \<3"),
        ("<b>fett</b>", r"\<b>fett\</b>"),
        ("<https://example.org>", r"\<https://example.org>"),
        ("import von Tee", "&#105;mport von Tee"),
        ("export nach Wien", "&#101;xport nach Wien"),
        ("importiert", "importiert"),
        ("`a:b {c} <d`", "`a:b {c} <d`"),
    ],
)
def test_components_and_directives(text, written):
    """MDX reads braces, tags, directives and JavaScript in prose."""
    assert write("PROBE\n", text, Form.PARAGRAPH, syntax=Syntax.MDX) == written


def test_what_the_source_has_stays_in_mdx():
    """An expression and a component of the source are no accident."""
    source = "See :kbd[x] {props.name} and <Tip>this</Tip>."
    text = "Siehe :kbd[x] {props.name} und <Tip>das</Tip>."
    assert escape_inline(source, text, Syntax.MDX) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("zwei Katzen", "zwei&#32;Katzen"),
        ("a=b>c\"d'e`f", "a&#61;b&gt;c&quot;d&#39;e&#96;f"),
        ("R&D&copy", "R&D&amp;copy"),
    ],
)
def test_an_attribute_without_quotes(text, written):
    """Whatever would end it is written as a reference."""
    assert escape_attribute("PROBE", text, "=") == written


@pytest.mark.parametrize(
    ("source", "text", "written"),
    [
        ("It is.", "Es ist <b>so</b>.", "Es ist &lt;b>so&lt;/b>."),
        ("It <b>is</b>.", "Es <b>ist</b> <b>so</b>.", "Es <b>ist</b> &lt;b>so&lt;/b>."),
        ("It <b>is</b>.", "<i>Es</i> <b>ist</b>.", "&lt;i>Es&lt;/i> <b>ist</b>."),
        ("a < b", "b < a", "b < a"),
        ("a < b", "b < a < c", "b &lt; a &lt; c"),
        ("It is.", "&nbsp;Es &copy; &copy2", "&nbsp;Es &copy; &amp;copy2"),
        ("It is.", "<!-- nein", "&lt;!-- nein"),
        ("It is.", "<a title='x > y'>", "&lt;a title='x > y'>"),
    ],
)
def test_between_tags(source, text, written):
    """Only tags of the source are tags."""
    assert escape_html(source, text) == written


@pytest.mark.parametrize(
    ("source", "text", "written"),
    [
        ("A **word**.", "Ein Wort**«hola»**", "Ein Wor&#116;**«hola»**"),
        ("A **word** here.", "这是**“强调”**的。", "这&#26159;**“强调”**&#30340;。"),
        ("A *word* here.", "这是*（强调）*的。", "这&#26159;*（强调）*&#30340;。"),
        ("A _word_ here.", "Das„_Wort_“da", "Das„_Wort_“da"),
        ("A **word**.", "Das **Wort**", "Das **Wort**"),
        ("A word.", "Ein Wort**«hola»**", "Ein Wort**«hola»**"),
    ],
)
def test_emphasis_that_is_meant(source, text, written):
    """Delimiters between a letter and a sign are made to count, where the source has emphasis."""
    assert with_delimiters(source, text) == written
    if written != text:
        assert MarkdownIt("commonmark").renderInline(written).count("</") == 1


@pytest.mark.parametrize(
    ("source", "text", "written"),
    [
        ("All.", "Patient*innen und Ärzt*innen", r"Patient\*innen und Ärzt\*innen"),
        ("*All* here.", "Patient*innen und Ärzt*innen", r"Patient\*innen und Ärzt\*innen"),
        ("The *placebo* of all.", "des *Placebo*s", "des *Placebo*s"),
        (
            "Of all and *all*.",
            "Patient*innen und *Ärzt*innen*",
            r"Patient\*innen und *Ärzt\*innen*",
        ),
        ("A house.", "나*의* 집", "나*의* 집"),
        ("It is *un*believ*able*.", "Es ist *un*glaub*lich*.", "Es ist *un*glaub*lich*."),
        ("Size.", "5*3*2 cm", r"5\*3\*2 cm"),
        ("a*b c*d", "x*y z*w", "x*y z*w"),
    ],
)
def test_emphasis_that_is_an_accident(source, text, written):
    """Stars within words are none, except where the source or the script says so."""
    assert without_accidents(source, text) == written
    assert without_accidents(source, source) == source


def test_lines_of_a_giant_paragraph():
    """Layout looks at a block once: 20,000 sentences in one paragraph are no matter."""
    data = ("Some words of a sentence that is\nwrapped. " * 20_000).strip().encode()
    (block,) = read_body(data).blocks
    layout = Layout(data, block)
    assert layout.width == len("wrapped. Some words of a sentence that is")
    text = " ".join(["Wort"] * 100_000)
    lines = layout.put_breaks(block.units[0], text).split("\n")
    assert {len(line) for line in lines[:-1]} == {39}
