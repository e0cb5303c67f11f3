"""Laws of the renderer: pyromark's own writer is the oracle, and marks follow byte ranges."""

import re

import pyromark
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from strategies import words

from pipeline.formats.dialect import OPTIONS
from pipeline.model import Span
from pipeline.site.places import Place
from pipeline.site.raw import sanitize
from pipeline.site.render import render

spans = words.flatmap(
    lambda t: st.sampled_from(
        [
            t, f"**{t}**", f"*{t}*", f"***{t}***", f"~~{t}~~", f"`{t}`", "`` a ` b ``", f"[{t}](https://a.org/x?y=1&z='2')",
            f'[**{t}**](<a b.md> "T<")', f"![{t} *x*](i.svg) {t}", "<https://example.org/ä>", "<me@example.org>",
            f"<b>{t}</b>", f"<kbd>{t}</kbd>", f"{t}<br>{t}", "&copy; &lt; \\* \\#", f"{t} < & > \"{t}\" '", "[r]", "[r][]",
        ]
    )
)  # fmt: skip
prose = st.lists(
    st.tuples(spans, st.sampled_from([" ", " ", "\n", "  \n", "\\\n"])), min_size=1, max_size=5
).map(lambda parts: "".join(t + g for t, g in parts).rstrip(" \n\\"))
line = st.lists(spans, min_size=1, max_size=3).map(" ".join)
leaves = st.one_of(
    prose,
    line.map("## {}".format),
    line.map(lambda t: f"{t}\n==="),
    words.map(lambda t: f"```text x\n<{t}>\n```"),
    words.map(lambda t: f"    <{t}>\n\n    y"),
    words.map(lambda t: f'<div class="c">\n<p>{t}</p>\n</div>'),
    words.map(lambda t: f"<!-- {t} -->"),
    line.map(lambda t: f"Term\n: {t}"),
    st.just("***"),
)


def _prefixed(first, rest):
    return lambda text: "\n".join(
        (first if i == 0 else rest if t else rest.rstrip()) + t
        for i, t in enumerate(text.split("\n"))
    )


def _containers(blocks):
    return st.one_of(
        blocks.map(_prefixed("> ", "> ")),
        blocks.map(_prefixed("- ", "  ")),
        blocks.map(_prefixed("3. ", "   ")),
        st.lists(blocks, min_size=2, max_size=3).map("\n\n".join),
        st.tuples(line, line, line).map(lambda p: f"- {p[0]}\n  1. {p[1]}\n  2. x\n- {p[2]}"),
    )


documents = st.lists(st.recursive(leaves, _containers, max_leaves=4), min_size=1, max_size=4).map(
    lambda blocks: "\n\n".join(blocks) + "\n\n[r]: https://example.org/r 'T'\n"
)


def _without_ours(html):
    """What the renderer adds on purpose, taken away."""
    return re.sub(r' id="section-\d+"| loading="lazy"', "", html)


@given(documents)
def test_plain_markdown_renders_as_the_oracle_does(text):
    """For Markdown without our extras the output is pyromark's, byte for byte."""
    assert _without_ours(render(text, Place()).body) == sanitize(
        pyromark.html(text, options=OPTIONS)
    )


_SHAPES = (
    "{0}", "## {0}", "> {0}\n>\n> {1}", "- {0}\n- {1}\n  - {2}\n- {3}", "1. {0}\n\n   {1}\n2. {2}",
    "| {0} | {1} |\n|---|--:|\n| {2} | {3} |", "> [!TIP]\n> {0}", "![{0}](i.svg)\n*{1}*", "{0}\n![{1}](i.svg)",
    "- {0}\n![{1}](i.svg)", "Term{0}\n: {1}", '![{0}](i.svg "{1}")', "{0} {1}", "{0}\n{1} {2}", "- [ ] {0}", "text[^N]\n\n[^N]: {0}",
    '<figure>\n<img src="i.svg" alt="{0}">\n<figcaption>{1}</figcaption>\n</figure>', "<div>\n{0}\n<p>{1}</p>\n</div>",
    "{0} and *{1} x* and [{2}](a.md)", "![{0}](i.svg) in {1}",
)  # fmt: skip


@st.composite
def marked(draw):
    """A document whose passages have unique words, and which of them stand in English."""
    text, passages = "", []
    for shape in draw(st.lists(st.sampled_from(_SHAPES), min_size=1, max_size=6)):
        names = [f"Qw{len(passages) + i} ä{'' if i % 2 else ' **b**'}" for i in range(4)]
        if "<" in shape or "![" in shape:
            names = [n.replace(" **b**", "") for n in names]
        used = [n for i, n in enumerate(names) if f"{{{i}}}" in shape]
        text += shape.replace("N]", f"{len(passages)}]").format(*names) + "\n\n"
        passages += used
    return text, [(p, draw(st.booleans())) for p in passages]


@given(marked())
def test_every_passage_has_the_language_it_stands_in(case):
    """The nearest language of a passage is English exactly when its bytes lie in an English span."""
    text, passages = case
    data, english, at = text.encode(), [], 0
    for passage, is_english in passages:
        start = data.index(passage.encode(), at)
        at = start + len(passage.encode())
        if is_english:
            english.append(Span(start, at))
    rendered = render(text, Place(), english)
    tree = lxml_html.fromstring(
        f"<html lang='de'><body>{rendered.body}{rendered.notes}</body></html>"
    )
    for passage, is_english in passages:
        assert _language(tree, passage.split()[0]) == ("en" if is_english else "de"), (
            passage,
            rendered,
        )


def _language(tree, word):
    for element in tree.iter():
        said = [element.text or "", element.get("alt", "")]
        found = re.search(rf"{word}\b", " ".join(said))
        owner = element
        if not found and re.search(rf"{word}\b", element.tail or ""):
            found, owner = True, element.getparent()
        if found:
            return owner.xpath("ancestor-or-self::*/@lang")[-1]
    raise AssertionError(word)


@given(marked())
def test_marks_change_nothing_else(case):
    """Taking the marks away gives the page without marks."""
    text, passages = case
    data = text.encode()
    english = [
        Span(data.index(p.encode()), data.index(p.encode()) + len(p.encode()))
        for p, e in passages
        if e
    ]
    bare = re.sub(
        r'<span lang="en">(.*?)</span>', r"\1", render(text, Place(), english).body, flags=re.DOTALL
    )
    assert bare.replace(' lang="en"', "") == render(text, Place()).body
