"""Strategies for HTML documents; `@` stands for a word of its own, `~` for one that no reader sees."""

import re
from itertools import count

from hypothesis import strategies as st

TEXTS = ["@", "@ @.", "@ &amp; @", "5 < @", "@. @", "@&nbsp;5 mg", "@,\n    @", "@\r\n\r\n  @", "{{ x }} @", "— 12 —", "é@", "3.5"]  # fmt: skip
SPANS = [
    "{0}", "<b>{0}</b>", "<em>{0}</em> {1}", '<a href="~" title="@">{0}</a>', "<a href=~>{0}</a>", "<code>@</code>",
    '<img src="~" alt="@">', "<IMG ALT=@ SRC=~>", "<img src='~' alt='@ \"@\"'/>", '<abbr title="@">{0}</abbr>', "<br>", "<br><br>",
    "<!-- ~ -->", "<i class=~></i>", "<kbd>{0}</kbd>", '<span class="~">{0}</span>', "<b>{0}", "</i>", "<svg><title>~</title><a/></svg>",
    "{{% if a > b %}}{0}{{% endif %}}", '<input placeholder="@">', "<button type=button>{0}</button>", "<label>{0} <input></label>",
    '<span translate="no">@</span>', "<math><mi>~</mi></math>", "<time datetime=~>{0}</time>", "</>", "<!~>", "a<",
    '<svg aria-label="@"><style><![CDATA[ ~ </svg> ]]></style></svg>',
]  # fmt: skip
BLOCKS = [
    "<p>{0}</p>", "<p>{0}", "<P CLASS='~'>{0}</P>", "<div title='@'>{0}{1}</div>", "<ul><li>{0}<li>{1}</ul>", "<ul>\n<li>{0}</li>\n</ul>",
    "<table><caption>{0}<tr><th abbr=@>{0}<td>{1}</table>", "<h2 id=~>{0}</h2>", "<dl><dt>{0}<dd>{1}</dl>", "<blockquote>{0}</blockquote>", "<blockquote><p>{0}</blockquote>",
    '<figure><img src="~" alt="@"><figcaption>{0}</figcaption></figure>', "<details><summary>{0}</summary>{1}</details>",
    "<script>~ < '<p>' ~</script>", '<script type="application/ld+json">{{"name": "@ @", "url": "~", "text": "<p>@</p>"}}</script>',
    "<style>~ > ~ {{}}</style>", "<pre>\n~</pre>", '<textarea placeholder="@">~</textarea>', "<template><b>~</b></template>",
    '<a href="~"><div>{0}</div></a>', '<div translate="no"><p title="~">~</p></div>', "<ul class=notranslate><li>~</ul>", "<hr>",
    "<!-- <p>~</p> -->", "<!--[if IE]><p>~</p><![endif]-->", "{0}\n{1}", '<select><optgroup label="@"><option>@<option value=~>@</select>',
    "<nav><a href=~>@</a> | <a href=~>@</a></nav>", "</section>", "\n{{% for x in y %}}\n{0}\n{{% endfor %}}\n", "<center>{0}</center>",
    "<iframe src=~ title='@'>~</iframe>", '<video><track label="@">{0}</video>', '<div {{% if a > "b" %}}class="~"{{% endif %}}>{0}</div>',
]  # fmt: skip
HEADS = [
    "", "<!DOCTYPE html>\n", "\ufeff<!doctype html><html lang=en><head><title>@ & @</title></head><body>",
    '<html><head><meta charset=utf-8><meta name="description" content="@ @"><meta property="og:title" content="@"></head>',
    "---\ntitle: @ x\nlayout: ~\n---\n",
]  # fmt: skip


def _filled(shapes, inner):
    return st.builds(lambda shape, a, b: shape.format(a, b), st.sampled_from(shapes), inner, inner)


texts = st.sampled_from(TEXTS)
spans = st.recursive(texts, lambda inner: _filled(SPANS, inner), max_leaves=4)
prose = st.lists(spans, min_size=1, max_size=4).map(" ".join)
blocks = st.recursive(
    _filled(BLOCKS, prose), lambda inner: _filled(BLOCKS, st.one_of(inner, prose)), max_leaves=4
)


def numbered(text):
    """Each word has a number of its own: what is covered can be told word by word."""
    numbers = count()
    return re.sub("[@~]", lambda m: f"{'wq' if m[0] == '@' else 'mq'}{next(numbers)}", text)


pages = st.builds(
    lambda head, body, newline: numbered(head + "\n".join(body)).replace("\n", newline),
    st.sampled_from(HEADS), st.lists(blocks, min_size=1, max_size=4), st.sampled_from(["\n", "\n", "\r\n"]),
)  # fmt: skip
soup = st.lists(
    st.sampled_from(
        ["<", ">", "/", "=", '"', "'", " ", "\n", "a", "b", "p", "<p", "<b ", "</b>", "<!--", "-->", "--!>", "<!", "<?", "x", "é", "&amp;", "<a title=", "alt"]
    ),
    max_size=30,
).map("".join)  # fmt: skip
wild = st.lists(
    st.one_of(
        st.sampled_from(SPANS + BLOCKS + HEADS),
        st.sampled_from(
            ["{{", "}}", "{%", "%}", "{#", "#}", "<%", "%>", "<?php", "?>", "<svg", "<math>", "</svg>", "<title>", "<script", "<![CDATA[", "]]>", "\r", "> ", "\n", "\n\n", "- "]
        ),
        soup,
    ),
    max_size=8,
).map("".join)  # fmt: skip
