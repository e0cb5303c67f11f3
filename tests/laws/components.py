"""Strategies for MDX documents: imports, components in each other, expressions."""

import strategies
from hypothesis import strategies as st

_words = strategies.words.map(lambda t: t.replace("\\*", "").replace("&amp;", "and"))
_sentence = _words.map(lambda t: f"{t[0].upper()}{t[1:]}.")
_inline = _words.flatmap(
    lambda t: st.sampled_from(
        [
            t,
            f"**{t}**",
            f"<Kbd keys={{[{t[:2]!r}]}} /> {t}",
            f"{t} {{dose}}",
            f'<Since v="1" /> {t}',
        ]
    )
)
_line = st.lists(st.one_of(_sentence, _inline), min_size=1, max_size=3).map(" ".join)
_leaf = st.one_of(
    _line,
    _line.map(lambda t: f"## {t}"),
    st.tuples(_line, _line).map(lambda p: f"- {p[0]}\n- {p[1]}"),
    _words.map(lambda t: f"```sh\n{t}\n```"),
    _words.map(lambda t: f'<Card title="{t}" href="/x" />'),
    _words.map(lambda t: f'<LinkCard\n  title="{t}"\n  href="/x"\n/>'),
    st.just("{props.children}"),
    _words.map(lambda t: f"{{/* {t} */}}"),
    _line.map(lambda t: f":::tip\n{t}\n:::"),
)


def _indented(text, columns):
    pad = " " * columns
    return "\n".join(pad + line if line else "" for line in text.split("\n"))


def _containers(blocks):
    inside = st.lists(blocks, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        st.tuples(inside, st.sampled_from([0, 2, 4])).map(
            lambda p: f"<Tabs>\n{_indented(p[0], p[1])}\n</Tabs>"
        ),
        st.tuples(inside, _words).map(
            lambda p: f'<TabItem\n  label="{p[1]}"\n>\n{_indented(p[0], 2)}\n</TabItem>'
        ),
        inside.map(lambda t: f"1. Step\n\n{_indented(t, 3)}"),
    )


_blocks = st.recursive(_leaf, _containers, max_leaves=6)
mdx = st.builds(
    lambda head, body, newline: (head + "\n\n".join(body) + "\n").replace("\n", newline),
    st.sampled_from(["", "import A from 'a';\nexport const dose = 5;\n\n", "---\ntitle: T\n---\n"]),
    st.lists(_blocks, min_size=1, max_size=4), st.sampled_from(["\n", "\n", "\r\n"]),
)  # fmt: skip
