"""Old pages made of the magazine's own accepted translations, whole and damaged."""

import re

import pytest
from adopt import magazine

from pipeline.model import JOINED


@pytest.mark.parametrize("locale", magazine.LOCALES)
def test_pairs_of_damaged_pages_are_right_and_nothing_wrong_is_accepted(locale):
    pages = {n: magazine.damaged(n, locale, magazine.DAMAGE, 1) for n in magazine.documents()}
    found = magazine.measure(pages, locale, accept=True)
    assert found.precision >= 0.98, found.examples
    assert found.recall >= 0.9
    assert found.accepted >= 200
    assert found.accepted_wrong == 0


def altered(text):
    """A digit changed or a negation gone; nothing where there is neither."""
    if number := re.search(r"(?<![\w(/#.])\d", text):
        digit = str((int(number[0]) + 1) % 9 + 1)
        return text[: number.start()] + digit + text[number.end() :]
    if len(re.findall(r"\b(?:nicht|nie|kein|ohne|weder)", text)) != 1:
        return text  # taking one of two away may mend it
    gone = re.sub(r"\bkein(e[nmrs]?)?\b", r"ein\1", text)
    return re.sub(r" nicht(?= )| nie(?= )", "", gone, count=1) if gone == text else gone


def test_a_changed_number_or_a_lost_not_is_never_accepted():
    pages, changed = {}, {}
    for name in magazine.documents():
        text = magazine.page(name, "de").decode()
        for key, target in magazine.truth(name, "de").items():
            new = altered(target)
            if new != target and text.count(target) == 1 and len(target) > 30:
                text = text.replace(target, new)
                changed[name, key] = new
        pages[name] = text.encode()
    assert len(changed) > 80
    found = magazine.adopt(pages, "de", accept=True)
    entries = {(n, e.key): e for n, (_, a) in found.items() for e in a.catalog.entries}
    offered = [e for place, e in entries.items() if place in changed and e.target]
    assert len(offered) > 60
    assert not [e.target for e in offered if not e.fuzzy]
    assert any(not e.fuzzy for e in entries.values())


def test_the_same_pages_give_the_same_bytes_and_every_sentence_is_somewhere():
    name, locale = "articles/stress-reset.md", "es"
    pages = {name: magazine.damaged(name, locale, magazine.DAMAGE, 3)}
    (alignment, one), (again, other) = (
        magazine.adopt(pages, locale)[name] for _ in range(2)
    )  # fmt: skip
    assert alignment == again
    assert one.catalog == other.catalog
    left, left_there = alignment.left
    for pairs, rest, texts in (
        ([n for p in alignment.pairs for n in p.ours], left, alignment.ours),
        ([n for p in alignment.pairs for n in p.theirs], left_there, alignment.theirs),
    ):
        assert sorted(pairs + rest) == list(range(len(texts)))


def test_accepted_texts_of_the_project_teach_words():
    """One short page alone teaches little: what the project has accepted helps."""
    name, locale = "articles/eating-well.md", "de"
    known = {
        k.text: t
        for other in magazine.documents()
        if other != name
        for k, t in magazine.truth(other, locale).items()
    }
    pages = {name: magazine.damaged(name, locale, magazine.DAMAGE, 2)}
    alone = magazine.adopt(pages, locale)[name][0]
    helped = magazine.adopt(pages, locale, known=known)[name][0]
    assert sum(p.score for p in helped.pairs) > sum(p.score for p in alone.pairs)


def test_joined_sentences_are_written_as_translators_do_it():
    name, locale = "articles/better-sleep.md", "de"
    text = magazine.page(name, locale).decode()
    joined, times = re.subn(r"lang\s+bei\.\s+Es ist", "lang bei, denn es ist", text)
    assert times == 1
    found = magazine.adopt({name: joined.encode()}, locale)[name][1].catalog.by_key()
    signs = [k for k, e in found.items() if e.target == JOINED]
    assert all(found[k].fuzzy for k in signs)
    assert any("better to do a few things" in k.text for k in signs)
