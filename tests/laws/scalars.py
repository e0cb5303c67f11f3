"""Strategies for scalars of YAML, TOML and JSON in every style, each inside a small document."""

from dataclasses import dataclass

from hypothesis import strategies as st

WORDS = [
    "sleep",
    "it’s",
    "5 mg",
    "Rest.",
    "über",
    "日本",
    "(so)",
    "30–40 %",
    "a-b",
    "no",
    "🙂",
    "x_y",
    "i.e.",
]
words = st.sampled_from(WORDS)
NASTY = st.one_of(
    st.sampled_from(
        ["a: b", "a #b", "- a", "? a", "@a", "%a", "'a'", '"a"', "yes", "null", "1e3", "2026-01-02", "12:30", "~", "a:",
         "*a", "&a", "!a", "[a", "{a", "a, b", "a]", "`a", "| a", "> a", "---", "--- a", "...", "#", "=", "<<", "0x1f",
         "a'b", 'a"b', "a\\b", "'''", '"""', 'a"""', "a'", "\\", "a\nb", "a\n\nb", " a", "a ", "\ta", "a\tb", "a\n b",
         "a\u2028b", "a\x85b", "a\xa0b", "a\ufeffb", "a\x07b", "</script>", "<!-- a", "a\r\nb", "Ünïcödé 日本 🙂", "a\n\n"]
    ),
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30),
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A document with one value to translate, at `k`, and what else it says, at `z`."""

    name: str
    source: str
    style: str


def _joined(parts, gaps):
    """Words with gaps between them."""
    return st.lists(st.tuples(parts, gaps), min_size=1, max_size=9).map(
        lambda pairs: "".join(w + g for w, g in pairs[:-1]) + pairs[-1][0]
    )


_FOLDS = st.sampled_from([" ", " ", "  ", "\n  ", " \n    ", "\n\n  ", "\n \n\n  "])
_DOUBLE_WORDS = st.one_of(
    words, st.sampled_from([r"caf\u00e9", r"say \"so\"", r"a\\b", r"1\/2", r"\U0001F642", r"x\_y", "one\\\n  two"])
)  # fmt: skip
_DOUBLE_GAPS = st.one_of(
    _FOLDS, st.sampled_from([" \\\n  ", "\\\n  \\ ", r"\n", r"\t", r"\n\n", r" \n "])
)
plain = _joined(words, _FOLDS)
single = _joined(st.one_of(words, st.just("don''t")), _FOLDS).map(lambda t: f"'{t}'")
double = _joined(_DOUBLE_WORDS, _DOUBLE_GAPS).map(lambda t: f'"{t}"')
_line = _joined(words, st.sampled_from([" ", " ", "  "]))
_lines = st.lists(
    st.one_of(_line, _line, _line, st.just(""), _line.map("  {}".format), _line.map("{} ".format)),
    min_size=1, max_size=6,
)  # fmt: skip


@st.composite
def block(draw):
    """A literal or folded scalar with any header, blank lines after it included."""
    sign = draw(st.sampled_from("|>"))
    chomp = draw(st.sampled_from(["", "-", "+"]))
    lines = [draw(_line), *draw(_lines)]
    indent = draw(st.sampled_from([1, 2, 4]))
    explicit = draw(st.booleans())
    lead = " " if explicit and draw(st.booleans()) else ""
    header = f"{sign}{indent if explicit else ''}{chomp}{draw(st.sampled_from(['', ' # why']))}"
    pad = " " * indent
    blank = draw(st.sampled_from(["", "", pad]))
    body = "\n".join(pad + line if line else blank for line in [lead + lines[0], *lines[1:]])
    return f"{header}\n{body}{draw(st.sampled_from(['', chr(10), chr(10) * 2]))}"


_YAML = [
    ("a: 1\nk: {}\n# c\nz: end\n", block()),
    ("k: {}\nl:\n- z\nz: end\n", block()),
    ("a: 1\nk: {}\n# c\nz: end\n", st.one_of(plain, single, double)),
    ("k: &x !!str {} # c\nz: end", st.one_of(plain, single, double)),
    ("{{z: end, k: {}, a: [1]}}\n", st.one_of(plain, single, double)),
    ("{{\n  k: {}\n, z: end}}\n", st.one_of(plain, single, double)),
]
yaml = st.one_of(
    *(
        st.builds(lambda form, raw: Case("x.yaml", form.format(raw), "yaml"), st.just(form), raws)
        for form, raws in _YAML
    )
)
_JSON_WORDS = st.one_of(
    words, st.sampled_from([r"caf\u00e9", r"\"so\"", r"a\\b", r"1\/2", r"\ud83d\ude42"])
)
json = st.builds(
    lambda raw: Case("x.md", f'{{\n\t"k": "{raw}",\n\t"z": "end"\n}}\n\nBody.\n', "json"),
    _joined(_JSON_WORDS, st.sampled_from([" ", " ", "  ", r"\n", r"\t"])),
)
_BASIC_WORDS = st.one_of(words, st.sampled_from([r"caf\u00e9", r"\"so\"", r"a\\b", r"\U0001F642"]))
_LONG = st.sampled_from([" ", " ", "\n", "\n\n", "\n  ", " \\\n  ", "\\\n\n  "])
_toml_raw = st.one_of(
    _joined(_BASIC_WORDS, st.sampled_from([" ", "  ", r"\n", r"\t"])).map('"{}"'.format),
    _joined(words, st.sampled_from([" ", "  "])).map("'{}'".format),
    st.builds(
        '"""{}{}"""'.format,
        st.sampled_from(["", "\n"]),
        _joined(st.one_of(_BASIC_WORDS, st.just('"so"')), _LONG),
    ),
    st.builds(
        "'''{}{}'''".format,
        st.sampled_from(["", "\n"]),
        _joined(st.one_of(words, st.just("don't")), st.sampled_from([" ", "\n", "\n\n  "])),
    ),
)
toml = st.builds(
    lambda raw: Case("x.md", f'+++\nk = {raw} # c\nz = "end"\n+++\nBody.\n', "toml"), _toml_raw
)
cases = st.builds(
    lambda case, newline: Case(case.name, case.source.replace("\n", newline), case.style),
    st.one_of(yaml, yaml, json, toml), st.sampled_from(["\n", "\n", "\r\n"]),
)  # fmt: skip
