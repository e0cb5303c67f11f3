"""Strategies for Markdown documents that reach every construct (a test counts them)."""

from hypothesis import strategies as st

_WORDS = [
    "sleep",
    "Pain",
    "5 mg",
    "30–40%",
    "rest",
    "it’s",
    "“so”",
    "über",
    "1 in 3",
    "not",
    "日本",
    "a\\*b",
    "&amp;",
]
words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=7).map(" ".join)
sentences = st.builds(
    lambda w, end: w[0].upper() + w[1:] + end, words, st.sampled_from([".", "?", "!", "…"])
)


def _inline(text):
    return st.sampled_from(
        [
            text, f"**{text}**", f"*{text}*", f"[{text}](x.md)", f'[{text}](<a b.md> "T")', f"~~{text}~~", f"`{text}`",
            f"![{text}](i.svg)", f"<b>{text}</b>", "<https://example.org/>", f"{text}[^1]", f"[{text}][ref]",
            f"***{text}***", f"{{{{< kbd {text[:2]!r} >}}}} {text}", f"{text} {{{{ value }}}}", f"{text} $x^2$", f"*{text}*{{: .b }}", f"_{text}_", f"**[{text}](y.md)**", "\\# x", "`` a ` b ``",
        ]
    )  # fmt: skip


spans = words.flatmap(_inline)
gaps = st.sampled_from([" ", " ", " ", "  ", "\n", "\n"])
prose = st.lists(st.tuples(st.one_of(sentences, spans), gaps), min_size=1, max_size=6).map(
    lambda parts: "".join(t + g for t, g in parts).strip()
)
line = st.lists(st.one_of(sentences, spans), min_size=1, max_size=3).map(" ".join)


def _prefixed(first, rest):
    def apply(text):
        head, *tail = text.split("\n")
        return "\n".join([first + head, *((rest + t) if t else rest.rstrip() for t in tail)])

    return apply


def _containers(blocks):
    return st.one_of(
        blocks.map(_prefixed("> ", "> ")),
        blocks.map(_prefixed("- ", "  ")),
        blocks.map(_prefixed("3. ", "   ")),
        blocks.map(_prefixed("- [ ] ", "  ")),
        st.lists(blocks, min_size=2, max_size=3).map("\n\n".join),
        st.tuples(line, line).map(lambda p: f"- {p[0]}\n  - {p[1]}\n- {p[0]}"),
    )


leaves = st.one_of(
    prose,
    line.map(lambda t: f"# {t}"),
    line.map(lambda t: f"### {t} {{#an-id}}"),
    line.map(lambda t: f"{t}\n==="),
    st.tuples(prose, prose).map("  \n".join),
    st.tuples(prose, prose).map("\\\n".join),
    line.map(lambda t: f"**one\\\n{t}**"),
    st.tuples(line, line).map(
        lambda p: f"| {p[0]} | b |\n|---|:-:|\n| c | {p[1]} |".replace("||", "|")
    ),
    line.map(lambda t: f"![alt {t[:3]}](i.svg 'T')\n*Caption here.*"),
    line.map(lambda t: f"> [!TIP]\n> {t}"),
    line.map(lambda t: f"Term\n: {t}"),
    words.map(
        lambda t: f'<figure>\n<img alt="{t}" src="i.svg">\n<figcaption>{t}</figcaption>\n</figure>'
    ),
    words.map(lambda t: f"```text\n{t}\n```"),
    words.map(lambda t: f"    {t}"),
    st.just("***"),
    words.map(lambda t: f"<!-- {t} -->"),
    line.map(lambda t: f":::tip[{t.replace('[', '').replace(']', '')}]\n{t}\n:::"),
    line.map(lambda t: f'!!! note "Title"\n    {t}'),
    words.map(lambda t: f'{{{{< figure src="a.svg" alt="{t}" >}}}}'),
    line.map(lambda t: f"{{{{% note %}}}}\n{t}\n{{{{% /note %}}}}"),
    line.map(lambda t: f"{t}\n{{: .wide }}"),
    line.map(lambda t: f"> [!note] Title\n> {t}"),
    words.map(lambda t: f"$$\n{t}\n$$"),
    line.map(lambda t: f"<!-- l10n:off -->\n\n{t}\n\n<!-- l10n:on -->"),
)
blocks = st.recursive(leaves, _containers, max_leaves=6)
front_matter = st.one_of(
    st.just(""),
    words.map(
        lambda t: f"---\ntitle: '{t}'\ndate: 2026-01-02\ndescription: >-\n  {t}\n  more text\n---\n"
    ),
    words.map(
        lambda t: (
            f'---\ntitle: "{t}"\nquestions:\n  - question: "{t} x"\n    answer: |\n      {t}\n\n      - b. C.\n---\n'.replace(
                "\\*", ""
            )
        )
    ),
)
TAIL = "\n\n[^1]: A note. Second\n    line.\n\n[ref]: /url 'Title'\n"
markdown = st.builds(
    lambda front, body, newline: (front + "\n\n".join(body) + TAIL).replace("\n", newline),
    front_matter, st.lists(blocks, min_size=1, max_size=5), st.sampled_from(["\n", "\n", "\n", "\r\n"]),
)  # fmt: skip
