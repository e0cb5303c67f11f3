"""The small parts of adopt, each by examples: tokens, lexicon, path, markup, facts."""

from itertools import product
from math import exp, isclose, log

import pytest

from pipeline.adopt.compare import Comparison
from pipeline.adopt.english import untranslated
from pipeline.adopt.evidence import Evidence
from pipeline.adopt.facts import NEGATIONS, agree
from pipeline.adopt.found import Found
from pipeline.adopt.judge import judge
from pipeline.adopt.lexicon import Lexicon, learn
from pipeline.adopt.markup import respell
from pipeline.adopt.passages import Passage
from pipeline.adopt.path import path
from pipeline.adopt.score import ending, length
from pipeline.adopt.sides import side
from pipeline.adopt.tokens import address, tokens
from pipeline.model import Form

STEPS = {(1, 1): -0.1, (1, 0): -2.0, (0, 1): -2.0, (2, 1): -3.0, (1, 2): -3.0}


def ways(n, m):
    """Every way from (0, 0) to (n, m)."""
    if not n and not m:
        yield ()
    for a, b in STEPS:
        if a <= n and b <= m:
            yield from ((*way, (a, b)) for way in ways(n - a, m - b))


@pytest.mark.parametrize("seed", range(12))
def test_path_is_the_best_of_all_ways_and_knows_how_likely_it_is(seed):
    worth = {
        (i, j): ((i * 7 + j * 13 + seed * 5) % 11 - 5) / 1.3 for i, j in product(range(4), repeat=2)
    }

    def score(i, k, j, l):  # noqa: E741
        return sum(worth[a, b] for a in range(i, k) for b in range(j, l))

    def cost(way):
        i = j = 0
        total = 0.0
        for a, b in way:
            total += STEPS[a, b] + (score(i, i + a, j, j + b) if a and b else 0)
            i, j = i + a, j + b
        return total

    n, m = 3, 4 - seed % 2
    found = path(n, m, score, STEPS)
    every = [cost(w) for w in ways(n, m)]
    assert isclose(cost([s.shape for s in found]), max(every))
    whole = sum(map(exp, every))
    i = j = 0
    for step in found:
        assert (step.i, step.j) == (i, j)
        i, j = step.k, step.l
        through = [w for w in ways(n, m) if _holds(w, step)]
        assert isclose(step.sure, sum(exp(cost(w)) for w in through) / whole, rel_tol=1e-6)
    assert (i, j) == (n, m)


def _holds(way, step):
    i = j = 0
    for a, b in way:
        if (i, j, i + a, j + b) == (step.i, step.j, step.k, step.l):
            return True
        i, j = i + a, j + b
    return False


def test_words_are_learned_from_more_than_one_pair():
    text = [("sleep well", "schlaf gut"), ("sleep long", "schlaf lange"), ("eat well", "iss gut")]
    text += [(f"walk {i}", f"geh {i}") for i in "abc"] + [("once", "einmal")]
    text += [(f"{i} pause", f"{i} warte") for i in "defghijklmnopqrst"]
    lexicon = learn([(tokens(a, "en"), tokens(b, "de")) for a, b in text])
    known = {word: {p[1] for p in k.partners} for (_, word), k in lexicon.forward.items()}
    assert known["sleep"] == {"schla"}
    assert known["walk"] == {"geh"}
    assert "once" not in known


def test_tokens_are_what_a_translation_keeps():
    ours = tokens("See [the **GitHub** guide](https://www.x.org/en/a/), `rm` 1,500 times.", "en")
    theirs = tokens("Siehe [**GitHub**-Leitfaden](https://x.org/de/a), `rm` 1.500 Mal.", "de")
    shared = {k for k, _ in ours & theirs}
    assert shared == {"link", "mark", "name", "code", "number", "word"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.x.org/a/", "http://x.org/a"),
        ("/en/guide/", "/de/guide/"),
        ("../x/index.html", "../x/index.md"),
        ("x.html", "x.md"),
    ],
)
def test_addresses_of_two_languages_are_one(one, other):
    assert address(one) == address(other)


def test_what_was_never_translated_is_known():
    ours = ["Drink a glass of water before you go to bed.", "avatar", "It is not static."]
    theirs = ["_Drink a glass of water and go to bed._", "avatar", "Trink Wasser."]
    assert untranslated(ours, [*theirs, "_It is not static._"]) == {0, 3}


@pytest.mark.parametrize(
    ("old", "new", "text", "expected"),
    [
        (Form.HTML, Form.PARAGRAPH, '<b>5 mg</b> <a href="a.html">hier</a>', "**5 mg** [hier](a.html)"),
        (Form.HTML, Form.PARAGRAPH, '<a href="a b.html" title="T">x</a>', '[x](<a b.html> "T")'),
        (Form.HTML, Form.LINE, "<em>ja</em> <code>a &lt; b</code> <br>", "*ja* `a < b` <br>"),
        (Form.HTML, Form.HTML, "<b>ja</b>", "<b>ja</b>"),
        (Form.HTML, Form.PLAIN, "A &amp; <b>B</b>", "A & B"),
        (Form.HTML, Form.PARAGRAPH, "l&uacute;z &amp; &lt;b&nbsp;c", "lúz &amp; &lt;b&nbsp;c"),
        (Form.PARAGRAPH, Form.PARAGRAPH, "l&uacute;z **x**\n y", "lúz **x**  y"),
        (Form.PARAGRAPH, Form.HTML, "**x** *y* [z](a.md) `q<`", '<strong>x</strong> <em>y</em> <a href="a.md">z</a> <code>q&lt;</code>'),
        (Form.PARAGRAPH, Form.HTML, "a \\* b < c", "a * b &lt; c"),
        (Form.PLAIN, Form.HTML, "A & B", "A &amp; B"),
        (Form.ALT, Form.ATTRIBUTE, 'Ein "Bild"', "Ein &quot;Bild&quot;"),
        (Form.PARAGRAPH, Form.PLAIN, "**A** 5\\*", "A 5*"),
    ],
)  # fmt: skip
def test_a_text_takes_the_markup_of_todays_page(old, new, text, expected):
    assert respell(text, old, new) == expected


def test_lengths_and_endings_speak():
    assert length(100, 110, 1.1) > 0 > length(100, 300, 1.1)
    assert ending("Why?", "Warum?", "de") > ending("Why?", "Darum.", "de")
    assert ending("Why?", "Γιατί;", "el") > 0


@pytest.mark.parametrize(
    ("source", "target", "locale", "good"),
    [
        ("Do not drive.", "Fahren Sie nicht.", "de", True),
        ("Do not drive.", "Fahren Sie.", "de", False),
        ("Drive.", "Fahren Sie nicht.", "de", False),
        ("Never without food.", "Nie ohne Essen.", "de", True),
        ("Do not drive.", "Ne conduisez pas.", "fr", True),
        ("Drive.", "Ne conduisez plus.", "fr", False),
        ("It takes eight hours.", "Es dauert acht Stunden.", "de", True),
        ("It takes eight hours.", "Es dauert zehn Stunden.", "de", False),
        ("It takes eight hours.", "Es dauert 8 Stunden.", "de", True),
        ("Take up to 5 mg.", "Nehmen Sie bis zu 5 mg.", "de", False),  # nobody can tell
        ("For no more than three days.", "Länger als drei Tage.", "de", False),
        ("Take it after meals.", "Nehmen Sie es nach dem Essen.", "de", False),
        ("Drink water.", "Drikk vann.", "nb", False),  # a language without a row
        ("Wait eight hours.", "Изчакайте осем часа.", "bg", False),  # its number words are unknown
        ("Wait 8 hours.", "Изчакайте 8 часа.", "bg", True),
    ],
)
def test_what_speaks_against_accepting(source, target, locale, good):
    assert agree(source, target, locale) is good


def test_every_row_of_negations_is_a_pattern_of_a_language():
    assert all(agree("Drink water.", "xyz", language) for language in NEGATIONS)


def test_a_pair_is_not_clear_where_another_sentence_fits_better():
    ours = ["Open the GitHub page.", "Close the Apache page.", "Read the Debian page."]
    theirs = ["Die Apache-Seite schließen.", "Die GitHub-Seite öffnen.", "Die Debian-Seite lesen."]
    more = [f"Nothing {n}." for n in "abcdefghij"]
    blocks = [[Passage("paragraph", (*t, *more))] for t in (ours, theirs)]
    both = Comparison(side(blocks[0], "en"), side(blocks[1], "de"), "de", Lexicon())
    crosswise, straight = judge(
        [Found(range(n, n + 1), range(n, n + 1), 5.0, 1.0, whole=True) for n in (0, 2)], both
    )
    assert (crosswise.clear, straight.clear) == (False, True)
    assert crosswise.score < straight.score


def test_rare_things_weigh_more_than_common_ones():
    rare, common = ("name", "rare"), ("name", "common")
    items = [frozenset((common,)), frozenset((common, rare)), *[frozenset((common,))] * 6]
    evidence = Evidence(items, items, Lexicon())
    assert evidence(1, 2, 1, 2) > log(4) > evidence(0, 1, 0, 1)
    assert evidence(1, 2, 0, 1) < 0
    assert isclose(evidence(0, 2, 0, 2), evidence(1, 2, 1, 2) + evidence(0, 1, 0, 1), abs_tol=2)
