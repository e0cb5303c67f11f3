"""Articles as magazines write them, any number and any length, the same each time."""

from collections.abc import Iterator
from itertools import count
from random import Random
from textwrap import fill

_WHO = (
    "Most adults", "Older people", "Many patients", "Our readers", "People with asthma",
    "Shift workers", "New parents", "Runners", "Those who sit all day", "Teenagers",
)  # fmt: skip
_DO = (
    "feel better after", "recover faster with", "ask about", "underestimate", "sleep well after",
    "benefit from", "should be careful with", "often stop", "learn to enjoy", "need less of",
)  # fmt: skip
_WHAT = (
    "a short walk", "two glasses of water", "regular meals", "a warm bath", "slow breathing",
    "strong tea", "20 minutes of daylight", "5 mg of the tablet", "gentle stretching",
    "a quiet evening", "a cool bedroom", "the first week of training",
)  # fmt: skip
_WHEN = (
    "in the morning", "before bed", "after 7 p.m.", "on most days of the week", "for 4 to 6 weeks",
    "when the pain returns", "without noticing it", "if a doctor agrees", "e.g. at the weekend",
    "as long as it is not too much", "about 3 times a day", "at 18 °C",
)  # fmt: skip
_MARKED = (
    "[what helps](#what-helps)", "**never** alone", "*slowly*", "[the guide](../articles/rest.md)",
    "`BMI = kg ÷ m²`", "the “talk test”", "[the study](https://example.org/studies/42)",
)  # fmt: skip


def article(seed: int, size: int) -> bytes:
    """A Markdown document of at least `size` bytes, by its number."""
    random = Random(seed)
    parts = [_front(random, seed), _paragraph(random)]
    length = sum(map(len, parts))
    for section in _sections(random):
        parts.append(section)
        length += len(section)
        if length >= size:
            break
    return "\n".join(parts).encode()


def _sections(random: Random) -> Iterator[str]:
    """Sections without end, of every kind in turn."""
    for number in count(1):
        kinds = (_list, _table, _questions, _figure)
        yield f"## {_title(random)} {{#part-{number}}}\n"
        yield from (_paragraph(random) for _ in range(random.randint(2, 4)))
        yield kinds[number % len(kinds)](random)


def _front(random: Random, seed: int) -> str:
    return (
        f"---\ntitle: {_title(random)}\ndescription: {sentence(random)}\n"
        f"date: 2026-01-{seed % 28 + 1:02}\ncategory: sleep\nauthor: desk\n"
        f"image: ../images/{seed}.svg\nrelated: [rest, walking]\n---\n"
    )


def _title(random: Random) -> str:
    return f"{random.choice(_WHO)} and {random.choice(_WHAT)}"


def sentence(random: Random) -> str:
    """One sentence of prose, every third with markup."""
    words = [random.choice(_WHO), random.choice(_DO), random.choice(_WHAT), random.choice(_WHEN)]
    if random.randrange(3) == 0:
        words += ["and look at", random.choice(_MARKED)]
    return " ".join(words).removesuffix(".") + "."


def _paragraph(random: Random) -> str:
    text = " ".join(sentence(random) for _ in range(random.randint(3, 6)))
    return (fill(text, 90) if random.randrange(2) else text) + "\n"


def _list(random: Random) -> str:
    return "".join(f"- {sentence(random)}\n" for _ in range(random.randint(4, 7)))


def _table(random: Random) -> str:
    rows = (f"| {random.choice(_WHAT)} | {random.choice(_WHEN)} |\n" for _ in range(5))
    return "| What | When |\n|------|------|\n" + "".join(rows)


def _questions(random: Random) -> str:
    asked = (f"### Is {random.choice(_WHAT)} enough?\n\n{_paragraph(random)}" for _ in range(2))
    return "\n".join(asked)


def _figure(random: Random) -> str:
    return (
        f"![{sentence(random)}](../images/plate.svg)\n*{sentence(random)}*\n\n"
        f"> [!TIP]\n> {sentence(random)}\n> {sentence(random)}\n"
    )
