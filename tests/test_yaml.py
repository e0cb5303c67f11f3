"""YAML by position: what is refused, with which line, and what is chosen under which name."""

import pytest
from documents import load

from pipeline.checks.references import dangling
from pipeline.formats.fields import below, parse_fields
from pipeline.formats.scalars import line_in_value, write_scalar
from pipeline.model import SourceError, Value
from pipeline.reassemble import reassemble

EVERY = parse_fields(["**"])


def values(source, fields=EVERY, name="x.yaml"):
    """The values of a YAML document."""
    return [p for p in load(source, name, fields).parts if isinstance(p, Value)]


def chosen(source, *patterns):
    """Path -> text of what the patterns choose."""
    return {v.path: v.inner.data.decode() for v in values(source, parse_fields(patterns))}


REFUSED = {
    "prose under a key that stands twice": ("a: x\nb: 2\na: v\n", 3, "the key 'a' stands twice"),
    "prose hidden by what is none": ("a: x\nb: 2\na: 3\n", 3, "the key 'a' stands twice"),
    "prose that hides what is none": ("a: 1\nb: 2\na: x\n", 3, "the key 'a' stands twice"),
    "prose under a key that stands twice, deep inside": ("a:\n  - b: x\n    c: 2\n    b: 3\n", 4, "the key 'a[0].b' stands twice"),
    "prose below a key that stands twice": ("a: {t: x}\nb: 2\na: {c: 1}\n", 3, "the key 'a' stands twice"),
    "prose below it, by an alias only": ("z: &z {t: {u: 1}, t: {u: x}}\na: *z\n", 1, "the key 'z.t' stands twice"),
    "a class that stands twice": ("class: a\nb: 2\nclass: v\n", 3, "the key 'class' stands twice"),
    "a switch that stands twice": ("l10n: {skip: true,\n skip: false}\n", 2, "the key 'l10n.skip' stands twice"),
    "all switches twice": ("l10n: {skip: true}\nl10n: {}\n", 2, "the key 'l10n' stands twice"),
    "a number and a text as the same key": ("1: a\n'1': b\n", 2, "the key '1' stands twice"),
    "a tab before a list": ("a: x\nb:\n\t- c\n", 3, "cannot start any token"),
    "a reserved sign": ("a: x\nb: @c\n", 2, "cannot start any token"),
    "a bracket that is not closed": ("a: [b\nc: d\n", 2, "not valid YAML"),
    "a quote that is not closed": ("a: 'b\nc: d\n", 3, "not valid YAML"),
    "a list as key": ("a: b\n? [c]\n: d\n", 2, "not valid YAML"),
    "a 13th month": ("a: b\nc: 2026-13-01\n", 2, "not valid YAML"),
    "an alias without anchor": ("a: b\nc: *d\n", 2, "undefined alias"),
    "a control character": ("a: b\né: \x07\n", 2, "control characters are not allowed"),
    "an unknown tag": ("a: b\nc: !secret d\n", 2, "could not determine a constructor"),
    "a fault behind a separator that YAML takes for a line": ("a: 'x\u2028  y'\nb: [\n", 3, "not valid YAML"),
    "a fault in a Windows file": ("a: b\r\nc: d\r\na: e\r\n", 3, "stands twice"),
    "a fault in the second document": ("a: b\n---\nc: 1\nc: x\n", 4, "stands twice"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_names_its_line(name):
    """One SourceError, with what is wrong."""
    source, line, words = REFUSED[name]
    with pytest.raises(SourceError) as caught:
        load(source, "x.yaml", EVERY)
    assert (caught.value.line, words in caught.value.message) == (line, True), caught.value


@pytest.mark.parametrize("name", REFUSED)
def test_front_matter_is_refused_with_the_line_in_the_file(name):
    """One line further down, behind the dashes."""
    source, line, _ = REFUSED[name]
    if "---" in source:
        source = source.replace("---\n", "")
        line -= 1
    end = "\r\n" if "\r\n" in source else "\n"
    with pytest.raises(SourceError) as caught:
        load(f"---{end}{source}---{end}Text.{end}", fields=EVERY)
    assert caught.value.line == line + 1


TWICE = {
    "data": ("expires: 1\ntitle: x\nexpires: 2\n", {"title": "x"}),
    "a text that no field names": ("url: x\ntitle: x\nurl: v\n", {"title": "x"}),
    "beside prose in a list": ("q:\n  - {title: x, id: 1, id: 2}\n", {"q[0].title": "x"}),
    "a key whose name begins like it": ("ti: 1\ntitle: x\nti: 2\n", {"title": "x"}),
    "a class that is none of ours": ("a: {class: v, class: w, l10n: 1, l10n: 2, title: x}\n", {"a.title": "x"}),
    "in a map that is merged": ("d: &d {id: 1, id: 2, title: x}\np: {<<: *d}\n", {"d.title": "x"}),
}  # fmt: skip


@pytest.mark.parametrize("name", TWICE)
def test_a_key_that_stands_twice_and_holds_no_prose_is_no_concern_of_ours(name):
    """Its bytes go through: nothing translated could be lost with the value that is not shown."""
    source, expected = TWICE[name]
    fields = parse_fields(["**.title"])
    assert chosen(source, "**.title") == expected
    document = load(f"---\n{source}---\nText.\n", fields=fields)
    assert {v.path for v in document.parts if isinstance(v, Value)} == set(expected)
    made, _ = reassemble(document, {u.key: u.key.text.upper() for _, u in document.units()})
    assert made.data.decode() == f"---\n{source.replace('title: x', 'title: X')}---\nTEXT.\n"


PATTERNS = {
    "a nested map": ("a:\n  b: {c: x}\n", ["a.b.c"], {"a.b.c": "x"}),
    "any item": ("t: [x, v]\n", ["t[*]"], {"t[0]": "x", "t[1]": "v"}),
    "a list at the top": ("- a: x\n- a: v\n", ["[*].a"], {"[0].a": "x", "[1].a": "v"}),
    "a list in a list": ("a:\n- - x\n  - v\n", ["a[*][*]"], {"a[0][0]": "x", "a[0][1]": "v"}),
    "any key": ("a: {t: x}\nb: {t: v, u: z}\n", ["*.t"], {"a.t": "x", "b.t": "v"}),
    "any depth": ("t: w\na: {t: x, b: [{t: v}]}\n", ["**.t"], {"t": "w", "a.t": "x", "a.b[0].t": "v"}),
    "a key with a dot": ('"a.b": x\na: {b: v}\n', ["a.b"], {"a.b": "v"}),
    "a key with a dot, by name": ('"a.b": x\na: {b: v}\n', ['"a.b"'], {'"a.b"': "x"}),
    "a key with brackets": ('"t[0]": x\nt: [v]\n', ["t[*]"], {"t[0]": "v"}),
    "a key with a colon": ("og:title: x\n", ['"og:title"'], {'"og:title"': "x"}),
    "a key with a space": ("my key: x\n", ['"my key": text'], {'"my key"': "x"}),
    "below a key with a dot": ('"a.b": {t: x}\n', ["**.t"], {'"a.b".t': "x"}),
    "a number as key": ("1: x\n", ["*"], {"1": "x"}),
    "a key with a quote": ('a"b: {t: x}\n', ["**.t"], {'"a\\"b".t': "x"}),
    "a merged key": ("d: &d {t: x}\np:\n  <<: *d\n", ["p.t"], {"p.t": "x"}),
    "several merged maps": ("d: &d {t: x}\ne: &e {u: v}\np:\n  <<: [*d, *e]\n", ["p.*"], {"p.t": "x", "p.u": "v"}),
}  # fmt: skip


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_choose_by_path(name):
    """`[*]`, `*` and `**` reach what they say; a key is never taken for a path."""
    source, patterns, expected = PATTERNS[name]
    assert chosen(source, *patterns) == expected


def test_quoted_keys_in_patterns_are_checked_like_others():
    """A pattern with a kind behind a quoted key, and one that cannot be."""
    (row,) = parse_fields(['"og:title": markdown']).rows
    assert (row.markdown, bool(row.pattern.fullmatch(below("", "og:title")))) == (True, True)
    for wrong in ('"og:title', "my key", '"a".', "a: html"):
        with pytest.raises(ValueError, match=r"pattern|markdown"):
            parse_fields([wrong])


@pytest.mark.parametrize(
    "plain",
    ["yes", "No", "on", "~", "null", "1", "1e3", "0x1f", "0o7", "1_000", ".5", ".inf", "12:30", "2026-03-12", "y"],
)  # fmt: skip
def test_what_any_reader_takes_for_no_text_is_no_unit(plain):
    """Numbers, switches, dates and nothing, by YAML 1.1 or 1.2."""
    assert values(f"title: {plain}\n") == []
    assert write_scalar("a", "", 0, plain) == f'"{plain}"'


def test_aliases_without_end_are_read_in_time():
    """What repeats itself nine to the ninth times is walked a few times only."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    assert len(values("\n".join(lines) + "\n")) == 9


def test_a_byte_order_mark_is_skeleton():
    """It stays, and moves no value."""
    source = b"\xef\xbb\xbftitle: Sleep\n"
    (value,) = values(source)
    assert source[value.span.start : value.span.end] == b"Sleep"


LINES = {
    "a literal block": ("a: |\n  One.\n\n  Two.\n", [2, 4]),
    "blank lines first": ("a: |\n\n  One.\n  \n  Two.\n", [3, 5]),
    "a folded block": ("a: >\n  One\n  one.\n\n  Two.\n", [2, 5]),
    "double quotes": ('a: "One\n  one.\n\n\n  Two."\n', [1, 5]),
    "double quotes with escapes": ('a: "One.\\n\\nTwo."\n', [1, 1]),
    "single quotes": ("z: 1\na: 'One\n  one.\n\n\n  Two.'\n", [2, 6]),
    "plain": ("a:\n  One\n  one.\n\n\n  Two.\n", [2, 6]),
    "a Windows file": ("a: |\r\n  One.\r\n\r\n  Two.\r\n", [2, 4]),
}


@pytest.mark.parametrize("name", LINES)
def test_lines_inside_values_are_those_of_the_file(name):
    """A finding in a value is found by its line."""
    source, expected = LINES[name]
    document = load(source, "x.yaml", parse_fields(["a: markdown"]))
    (value,) = document.parts
    lines = [line_in_value(document.data, value, u.span.start) for _, u in value.inner.units()]
    assert lines == expected


def test_a_finding_in_a_value_has_its_line():
    """A translation that breaks the structure, and a link that leads nowhere."""
    source = "a: >\n  One\n  two.\n\n\n  Three [x](no.md) four.\n"
    document = load(source, "x.yaml", parse_fields(["a: markdown"]))
    keys = {u.key.text: u.key for _, u in document.units()}
    _, (finding,) = reassemble(document, {keys["Three [x](no.md) four."]: "Drei vier."})
    assert finding.line == 6
    (fault,) = dangling({document.id: document}, ["x.yaml"])
    assert fault.line == 6


FALLBACKS = {
    "plain": ("a b", "", "x: y", '"x: y"'),
    "plain in brackets": ("a b", "[", "x, y", '"x, y"'),
    "single quotes with a line end": ("'a b'", "'", "x\ny", '"x\\ny"'),
    "a block of spaces only": ("|\n  a", "|", " x", '" x"'),
    "a control character": ("|\n  a", "|", "x\x07y", '"x\\u0007y"'),
    "a separator in a block": ("|\n  a", "|", "x\u2028y", '"x\\u2028y"'),
    "folded with a tab first": (">\n  a", ">", "\tx", '"\\tx"'),
}


@pytest.mark.parametrize("name", FALLBACKS)
def test_double_quotes_say_what_a_style_cannot(name):
    """On one line, with escapes."""
    raw, style, new, expected = FALLBACKS[name]
    assert write_scalar(raw, style, 2, new) == expected


def test_a_folded_text_with_odd_lines_becomes_a_literal_block():
    """What cannot be folded is said line by line before it is quoted."""
    assert write_scalar(">-\n  a b", ">", 2, "x\n \ny") == "|-\n  x\n   \n  y"


def test_a_long_value_is_written_in_linear_time():
    """100,000 words on 10,000 lines, translated with other words."""
    words = "\n  ".join(["one two three four five six seven eight nine ten"] * 10_000)
    written = write_scalar(words, "", 0, "eins " * 99_999 + "zwei drei")
    assert written.count("\n") > 9_000
