"""Catalogs as po4a, mdpo and translate-toolkit write them, taken over by the sentence."""

from dataclasses import replace

import pytest

from pipeline import flow
from pipeline.adopt import unmatched
from pipeline.config import parse_config
from pipeline.formats import po
from pipeline.model import Catalog, Entry, Key, State
from pipeline.sync import Around

CONFIG = parse_config(b"locales: [de]\n", "l10n.yaml", {})
SOURCE = b"""\
---
title: Rest well
---

## Wind down {#down}

Lie down for *20 minutes*. See [the plan](plan.md#a "More") first.
Then drink `tea`.

- Do not run.

> Call **us**.

Note it.[^1]

[^1]: One study of many. It was small.

![A bed](bed.png)
*Your bed.*
"""
PAIRS = {
    "Rest well": "Gut ruhen",
    "Wind down": "Zur Ruhe kommen",
    "Lie down for *20 minutes*.": "Legen Sie sich *20 Minuten* hin.",
    'See [the plan](plan.md#a "More") first.': 'Lesen Sie zuerst [den Plan](plan.md#a "Mehr").',
    "Then drink `tea`.": "Trinken Sie dann `tea`.",
    "Do not run.": "Laufen Sie nicht.",
    "Call **us**.": "Rufen Sie **uns** an.",
    "Note it.[^1]": "Notieren Sie es.[^1]",
    "One study of many.": "Eine Studie von vielen.",
    "It was small.": "Sie war klein.",
}
LONG = [k for k in PAIRS if k[:3] in ("Lie", "See", "The")]


def block(sign=" ", swap=lambda s: s):
    return sign.join(map(swap, LONG)), sign.join(swap(PAIRS[k]) for k in LONG)


def emphasis(text):
    return text.replace("*20 minutes*", "_20 minutes_").replace("*20 Minuten*", "_20 Minuten_")


def holes(text):
    return text.replace('(plan.md#a "More")', "{1}").replace('(plan.md#a "Mehr")', "{1}")


TOOLS = {
    "po4a": [
        ("Wind down {#down}", "Zur Ruhe kommen {#down}"),
        block("\n"),
        ("> Call **us**.\n", "> Rufen Sie **uns** an.\n"),
        ("[^1]: One study of many. It was small.\n", "[^1]: Eine Studie von vielen. Sie war klein.\n"),
    ],
    "mdpo": [
        ("Wind down", "Zur Ruhe kommen"),
        block(" ", emphasis),
        ("Call **us**.", "Rufen Sie **uns** an."),
        ("One study of many. It was small.", "Eine Studie von vielen. Sie war klein."),
    ],
    "translate-toolkit": [
        ("Wind down", "Zur Ruhe kommen"),
        block(" ", holes),
        ("Call **us**.", "Rufen Sie **uns** an."),
        ("One study of many. It was small.", "Eine Studie von vielen. Sie war klein."),
    ],
}  # fmt: skip
ALL = [("Rest well", "Gut ruhen"), ("Do not run.", "Laufen Sie nicht."), ("Note it.[^1]", "Notieren Sie es.[^1]")]  # fmt: skip


def take(rows, *, ours=None, fuzzy=False):
    foreign = Catalog("", tuple(Entry(Key(a), b, fuzzy=fuzzy) for a, b in rows))
    document = flow.load("a.md", SOURCE, CONFIG)
    catalog, _ = flow.update(document, ours, "de", CONFIG, Around())
    place = "a.md", SOURCE
    return foreign, flow.import_foreign(place, catalog, ("old.po", foreign), "de", CONFIG)


@pytest.mark.parametrize("tool", TOOLS)
def test_blocks_become_accepted_sentences(tool):
    foreign, found = take([*TOOLS[tool], *ALL])
    said = {k.text: e.target for k, e in found.texts.items()}
    expected = PAIRS
    if tool == "mdpo":
        expected = {k: emphasis(v) for k, v in PAIRS.items()}
    if tool == "translate-toolkit":  # the destination, with its title, is kept from translators
        expected = {k: v.replace("Mehr", "More") for k, v in PAIRS.items()}
    assert said == expected
    assert all(e.state is State.TRANSLATED for e in found.texts.values())
    assert all(e.comments == ("import: old.po 1.00",) for e in found.texts.values())
    assert not unmatched(foreign, found.used)
    assert not found.disagreements


def test_what_was_fuzzy_stays_a_draft():
    _, found = take([*TOOLS["po4a"], *ALL], fuzzy=True)
    assert {e.state for e in found.texts.values()} == {State.DRAFT}
    assert len(found.texts) == len(PAIRS)


def test_a_persons_text_stays_and_a_second_time_changes_nothing():
    _, found = take([*TOOLS["po4a"], *ALL])
    mine = tuple(
        replace(e, target="Mein Text.", raw=None) if e.key.text == "It was small." else e
        for e in found.catalog.entries
    )
    _, again = take([*TOOLS["po4a"], *ALL], ours=replace(found.catalog, entries=mine))
    assert not again.texts
    assert po.write(again.catalog) == po.write(replace(found.catalog, entries=mine))


def test_other_counts_of_sentences_are_named_and_kept():
    _, found = take([("One study of many. It was small.", "Eine kleine Studie von vielen.")])
    assert not found.texts
    assert [d.key.text for d in found.disagreements] == ["One study of many. It was small."]
    assert [e.target for e in found.catalog.entries if e.obsolete] == [
        "Eine kleine Studie von vielen."
    ]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("![A bed](bed.png)\n*Your bed.*", "![Ein Bett](bed.png)\n*Ihr Bett.*"),
        ("Something else.", "Etwas anderes."),
    ],
)
def test_what_belongs_nowhere_is_left_over(msgid, msgstr):
    foreign, found = take([(msgid, msgstr)])
    assert not found.texts
    assert [e.target for e in unmatched(foreign, found.used)] == [msgstr]


def test_the_same_words_in_other_markup_are_a_draft():
    _, found = take([("Do **not** run.", "Laufen Sie **nicht**.")])
    assert [e.state for e in found.texts.values()] == [State.DRAFT]


def test_two_accepted_translations_of_one_text_are_a_draft():
    _, found = take([("Do not run.", "Laufen Sie nicht."), ("Do not run.\n", "Nicht laufen.\n")])
    assert [(e.target, e.state) for e in found.texts.values()] == [
        ("Laufen Sie nicht.", State.DRAFT)
    ]
