"""Inline Markdown as pieces and as constructs."""

from collections import Counter

import pytest

from pipeline.formats.inline import Atom, Close, Open, Text, constructs, pieces

CONSTRUCTS = [
    ("Plain prose, 50 % of it.", {}),
    ("`` a`b ``", {("code", "a`b"): 1}),
    ("[it](a.md 'T') and [it](a.md)", {("link", "a.md"): 2}),
    ("[it](<a b.md>)", {("link", "a b.md"): 1}),
    ("[it][The  Label] [me][]", {("link", "[the label]"): 1, ("link", "[me]"): 1}),
    ("[sic] stays prose", {}),
    ("![alt *x*](i.png)", {("image", "i.png"): 1}),
    ("[![alt](i.png)](u)", {("image", "i.png"): 1, ("link", "u"): 1}),
    (
        "<https://x.org>, <me@x.org>",
        {("autolink", "https://x.org"): 1, ("autolink", "me@x.org"): 1},
    ),
    ("See https://x.org/a_b_(c).", {("autolink", "https://x.org/a_b_(c)"): 1}),
    (
        "Write to me@x.org, or www.x.org!",
        {("autolink", "me@x.org"): 1, ("autolink", "www.x.org"): 1},
    ),
    ("a[^1] b[^note]", {("footnote", "1"): 1, ("footnote", "note"): 1}),
    ("{{ x }} %(n)s {name}", {("placeholder", p): 1 for p in ("{{ x }}", "%(n)s", "{name}")}),
    ('{{< fig src="a*b*c" >}}', {("placeholder", '{{< fig src="a*b*c" >}}'): 1}),
    (
        """{{< fig src="a" alt="A \\" cup" data-title="b" title='c' >}}""",
        {("placeholder", '{{< fig src="a" alt data-title="b" title >}}'): 1},
    ),
    ('[a]({{< ref "x.md" >}})', {("link", '{{< ref "x.md" >}}'): 1}),
    ("`{{ x }}`", {("code", "{{ x }}"): 1}),
    ("Use `{{` and `}}`", {("code", "{{"): 1, ("code", "}}"): 1}),
    ("*a* _b_ **c** __d__ ~~e~~", {("emphasis", ""): 2, ("strong", ""): 2, ("strike", ""): 1}),
    ("***a** b*", {("emphasis", ""): 1, ("strong", ""): 1}),
    (r"\*a\* &amp; 3 * 4", {}),
    ("<B Class=x>y</B>", {("html", '<b class="x">'): 1}),
    ("<img alt='One' src=a.png />", {("html", '<img alt src="a.png">'): 1}),
    ("<kbd>Esc</kbd><br/>", {("html", "<kbd>"): 1, ("html", "<br>"): 1}),
    ("a <b>c", {("html", "<b>"): 1}),
    (
        'You have {n} {n === 1 ? "day" : "days"} left',
        {("placeholder", "{n}"): 1, ("placeholder", '{n === 1 ? "" : ""}'): 1},
    ),
    (
        "{props.dose * 2} mg{' '}{/* *x* */}{t(a)}",
        {("placeholder", p): 1 for p in ("{props.dose * 2}", "{''}", "{/* *x* */}", "{t(a)}")},
    ),
    ("the set {a, b} and {see above}", {}),
    ("`{` calls f(x) && `}`", {("code", "{"): 1, ("code", "}"): 1}),
    ("<Kbd.Key>*Esc*</Kbd.Key>", {("html", "<kbd.key>"): 1, ("emphasis", ""): 1}),
    (
        '<Link to={f("*a*")} on={() => go()}>it</Link>',
        {("html", '<link on="{() => go()}" to="{f("*a*")}">'): 1},
    ),
    ("<>two</> <br>", {("html", "<>"): 1, ("html", "<br>"): 1}),
    ("a <> b", {}),
    ("- nein", {}),
    ("1986. Jahr", {}),
    ("# x", {}),
    ("[^1]: x", {("footnote", "1"): 1}),
]


@pytest.mark.parametrize(("text", "expected"), CONSTRUCTS)
def test_constructs(text: str, expected: dict[tuple[str, str], int]) -> None:
    """Each construct is counted by kind and value, and nothing else is."""
    assert constructs(text) == Counter(expected)


@pytest.mark.parametrize("text", [text for text, _ in CONSTRUCTS])
def test_pieces_partition(text: str) -> None:
    """Pieces add up to the text."""
    assert "".join(piece.raw for piece in pieces(text)) == text


def test_span() -> None:
    """A link is an opening bracket, its text, and all the rest as its end."""
    assert pieces("Süß [so *es*](u 't')") == (
        Text("Süß "),
        Open("[", "link", "u"),
        Text("so "),
        Open("*", "emphasis"),
        Text("es"),
        Close("*", "emphasis"),
        Close("](u 't')", "link"),
    )


def test_escaped_bracket() -> None:
    """An escaped bracket does not end the text of a link."""
    assert [p.raw for p in pieces(r"[a\]](u)")] == ["[", "a", r"\]", "](u)"]


def test_html_pair() -> None:
    """Tags that form a pair are the ends of a span; misnested ones are atoms."""
    assert [type(p) for p in pieces("<i>*x*</i>")] == [Open, Open, Text, Close, Close]
    assert [type(p) for p in pieces("<b>x<br>y</b>")] == [Open, Text, Atom, Text, Close]
    assert [type(p) for p in pieces("<i>*x</i>*")] == [Atom, Open, Text, Atom, Close]
    assert [type(p) for p in pieces("<Link {...a}>x<link></Link>")] == [Open, Text, Atom, Close]
    assert [type(p) for p in pieces("<a.b c={1}>x</a.b>")] == [Open, Text, Close]
    assert [type(p) for p in pieces("<>x</>")] == [Open, Text, Close]


@pytest.mark.parametrize(
    "text",
    [
        "<kbd>Ctrl C</kbd>",
        "<sub>2</sub>",
        '<i translate="no">Homo</i>',
        '<i translate="no">Homo <b>sapiens</b></i>',
        '<code>a: <a href="x">B</a></code>',
        "[me][]",
        "`x`",
        r"\*",
        "&nbsp;",
    ],
)
def test_kept_whole(text: str) -> None:
    """What is never translated is one atom, the text inside included."""
    (piece,) = pieces(text)
    assert isinstance(piece, Atom)


def test_same_constructs_in_another_order() -> None:
    """A translation may move what it keeps."""
    source = "Take **two** with [water](w.md)."
    assert constructs(source) == constructs("Mit [Wasser](w.md) **zwei** nehmen.")
    assert constructs(source) != constructs("Mit [Wasser](v.md) **zwei** nehmen.")
