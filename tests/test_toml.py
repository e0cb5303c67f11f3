"""TOML and JSON front matter: where strings stand, what is refused, and what is body."""

import json
import tomllib

import pytest
from documents import load
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.fields import below, parse_fields
from pipeline.formats.front_matter import load_front_matter
from pipeline.formats.scalars import line_in_value, write_scalar
from pipeline.model import SourceError, Value

EVERY = parse_fields(["**"])


def chosen(source):
    """Path -> text of every string of the front matter."""
    document = load(source, "x.md", EVERY)
    return {p.path: p.inner.data.decode() for p in document.parts if isinstance(p, Value)}


def strings(said, path=""):
    """Path -> text of every string with a letter in it, by the format's own reader."""
    if isinstance(said, str):
        return {path: said} if any(map(str.isalnum, said)) else {}
    found = {}
    for key, value in said.items() if isinstance(said, dict) else ():
        found |= strings(value, below(path, key))
    for index, item in enumerate(said if isinstance(said, list) else ()):
        found |= strings(item, f"{path}[{index}]")
    return found


TABLES = [
    '[a]\nb = "x"\n[a.c]\nd = "y"\n[e]\n',
    '[[a]]\nb = "x"\n[[a]]\nb = "y"\n[a.c]\nd = "z"\n[[a.e]]\nf = "u"\n[[a.e]]\nf = "v"\n',
    'a.b.c = "x"\na . d = "y"\n"a".e = "z"\n',
    "a = {b = 'x', c = {d = 'y'}, e.f = 'z'}\n",
    'a = [["x", "y"], [1, 2], ["z",],] # c\n',
    'a = [\n  # c "no"\n  "x", # "no"\n  "y"\n]\n',
    'a = 1979-05-27 07:32:00\nb = "x"\nc = 1_000\nd = inf\ne = true\nf = "y"\n',
    'a = [1979-05-27 07:32:00, 2]\nb = "x"\n',
    'a = """x"""\nb = """\n""x"""""\nc = \'\'\'x\'\'\'\'\nd = ""\ne = \'\'\nf = "y"\n',
    'a = "# x"\nb = \'[c]\'\n[d] # e = "no"\nf = "y]"\n',
    "'a b' = 'x'\n\"c\\u00e9\" = 'y'\n\"\" = 'z'\n",
    'a = "x\\\\" # "no"\nb = "y\\"z"\n',
    'a = """\nx \\\n\n   y\n[z]\nb = "no"\n"""\n',
    '[a."b.c"]\nd = "x"\n[[e.\'f[0]\']]\ng = "y"\n',
    '[a]\n[[a.b]]\nc = "x"\n[a.d]\ne = "y"\n[[a.b]]\nc = "z"\n',
    "a=\"x\"\r\nb='y'\r\n",
]


@pytest.mark.parametrize("text", TABLES)
def test_every_string_is_found_where_tomllib_reads_it(text):
    """Tables, arrays of tables, dotted keys, inline tables and arrays of strings."""
    assert chosen(f"+++\n{text}+++\nBody.\n") == strings(tomllib.loads(text))


_KEYS = st.sampled_from(["a", "b", '"c.d"', "'e f'"])
_SCALARS = st.sampled_from(
    ['"x"', "'y'", '"""\nlong\n"""', "'''z'''", "1", "true", "1979-05-27 07:32:00", '"q\\"r"']
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda v: f"[ {', '.join(v)} ]"),
        st.dictionaries(_KEYS, inner, max_size=3).map(
            lambda d: "{ " + ", ".join(f"{k} = {v}" for k, v in d.items()) + " }"
        ),
    ),
    max_leaves=6,
)
_PAIRS = st.dictionaries(_KEYS, _VALUES, max_size=4).map(
    lambda d: "".join(f"{k} = {v} # c\n" for k, v in d.items())
)
_HEADERS = st.sampled_from(["[t]", "[t.u]", "[[l]]", "[[l]]", "[l.m]", "[[l.n]]", '["v.w"]'])
_TOML = st.builds(
    lambda first, rest: first + "".join(f"{h}\n{p}" for h, p in rest),
    _PAIRS, st.lists(st.tuples(_HEADERS, _PAIRS), max_size=5),
)  # fmt: skip


@given(_TOML)
def test_the_scan_agrees_with_tomllib(text):
    """Every string of any document that tomllib reads, and no other."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert chosen(f"+++\n{text}+++\n") == strings(said)


@given(
    st.recursive(
        st.one_of(st.text(max_size=8), st.integers(), st.none()),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
        ),
    ),
    st.sampled_from([None, 2, "\t"]), st.booleans(),
)  # fmt: skip
def test_the_scan_agrees_with_json(said, indent, ascii_only):
    """Every string of any object, however it is laid out."""
    text = json.dumps({"k": said}, indent=indent, ensure_ascii=ascii_only)
    assert chosen(f"{text}\nBody.\n") == strings({"k": said})


REFUSED = {
    "TOML without a value": ('+++\ntitle = "A"\nb =\n+++\n', 3, "not valid TOML"),
    "TOML with a key twice": ("+++\na = 1\nb = 2\na = 3\n+++\n", 4, "Cannot overwrite a value"),
    "TOML whose quote is open": ('+++\na = "b\n+++\n', 2, "not valid TOML"),
    "TOML that is not closed": ('+++\ntitle = "A"\n\nText.\n', 1, "end it with a line of +++"),
    "TOML that is not closed, with a table": ('+++\n# c\n[a]\nb = "A"\n', 1, "not closed"),
    "TOML nested too deeply": (f"+++\na = {'[' * 5000}{']' * 5000}\n+++\n", 2, "too deeply"),
    "JSON with a comma too many": ('{\n"a": 1,\n}\n', 3, "not valid JSON"),
    "JSON with a key twice": ('{\n"a": 1,\n"b": {"c": 1,\n"c": 2}\n}\n', 4, "the key 'c' stands twice"),
    "JSON that is not closed": ('{\n"a": "b"\n\nText.\n', 4, "not valid JSON"),
    "JSON nested too deeply": ('{"a": ' + "[" * 100_000 + "\n", 1, "too deeply"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_names_its_line(name):
    """One SourceError, with what is wrong."""
    source, line, words = REFUSED[name]
    with pytest.raises(SourceError) as caught:
        load(source)
    assert (caught.value.line, words in caught.value.message) == (line, True), caught.value


BODIES = [
    "+++ not alone +++\n",
    "+++\n\nProse: not a key = at all.\n",
    "+++\n",
    "+++\nProse only.\n+++\n",
    "{{< figure >}}\n",
    "{: .class}\nText\n",
    "{% raw %}\n",
    "{#id}\n",
    "{/* A comment */}\n",
    '{"a": 1} and more\n',
    '{"quoted words"}\n',
    "{ }x\n",
    "{",
]


@pytest.mark.parametrize("source", BODIES)
def test_what_is_no_front_matter_is_body(source):
    """Prose that begins like it."""
    assert load(source).body == 0
    assert load_front_matter(source.encode()) == ({}, 0)


@pytest.mark.parametrize(
    "front", ['+++\ntitle = "A"\n+++\n', '{"title": "A"}\n', "---\ntitle: A\n---\n"]
)
def test_front_matter_may_follow_a_byte_order_mark(front):
    """The mark stays before it, and the body begins behind it."""
    data = b"\xef\xbb\xbf" + front.encode() + b"Text.\n"
    document = load(data)
    assert data[document.body :] == b"Text.\n"
    assert [u.key.text for _, u in document.units()] == ["A", "Text."]
    assert load_front_matter(data) == ({"title": "A"}, document.body)


def test_half_a_character_is_no_unit():
    """JSON can say a lone surrogate; no file can hold it."""
    assert chosen('{"title": "a \\ud83d", "b": "c"}\n') == {"b": "c"}


def test_a_translation_does_not_end_a_script():
    """JSON may stand in HTML, where these would end it."""
    written = write_scalar('"a"', "json", 0, "x </script> <!-- y </em>")
    assert json.loads(written) == "x </script> <!-- y </em>"
    assert ("</script" in written, "<!--" in written, "</em>" in written) == (False, False, True)


def test_lines_inside_strings_are_those_of_the_file():
    """The line end behind three quotes counts too."""
    document = load('+++\na = """\nOne.\n\nTwo."""\n+++\n', "x.md", parse_fields(["a: markdown"]))
    value = document.parts[0]
    lines = [line_in_value(document.data, value, u.span.start) for _, u in value.inner.units()]
    assert lines == [3, 5]


FALLBACKS = {
    "an apostrophe": ("'a'", "toml'", "l'a", '"l\'a"'),
    "a line end in a literal string": ("'a'", "toml'", "x\ny", '"x\\ny"'),
    "a line end in a basic string": ('"a"', 'toml"', "x\ny", '"x\\ny"'),
    "three apostrophes": ("'''a'''", "toml'''", "x'''y", '"""x\'\'\'y"""'),
    "three quotes": ('"""a"""', 'toml"""', 'x"""y', '"""x""\\"y"""'),
    "a control character": ("'''a'''", "toml'''", "x\x07y", '"""x\\u0007y"""'),
}


@pytest.mark.parametrize("name", FALLBACKS)
def test_double_quotes_say_what_a_style_cannot(name):
    """With escapes, and on as many lines as there were."""
    raw, style, new, expected = FALLBACKS[name]
    assert write_scalar(raw, style, 0, new) == expected
