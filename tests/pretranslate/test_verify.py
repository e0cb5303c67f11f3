"""Every rule of verification, by what it refuses and what it must let through."""

import pytest

from pipeline.formats.inline import pieces
from pipeline.model import Locale, Markup
from pipeline.pretranslate.protect import SCHEMES, encode
from pipeline.pretranslate.verify import _FAULTS, Kind, Refusal, accept

SCHEME = SCHEMES[Markup.TOKEN][0]
MESSAGE, REMARK = (
    "is a message of the service, no translation",
    "is a remark of the model, no translation",
)
SAME, MOSTLY = "came back untranslated", "came back mostly untranslated"
SCRIPT, SHAPE = "came back in another script", "came back far too short or too long"
LINES, BAD = "came back in more than one line", "came back with unreadable characters"
LOST, CHANGED, ADDED = "markup lost", "markup changed", "markup added"

# reason ("" for accepted), locale, source, answer
CASES = [
    # messages of services
    (MESSAGE, "es", "Sleep well", "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."),
    (MESSAGE, "es", "Sleep well", "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS"),
    (MESSAGE, "es", "Sleep well", "<!DOCTYPE html><html><head><title>429</title>"),
    (MESSAGE, "es", "Sleep well", "Error 429: Too Many Requests"),
    (MESSAGE, "de", "Sleep well", "Our systems have detected unusual traffic from your network"),
    (MESSAGE, "de", "Sleep well", "503 Service Unavailable"),
    ("", "es", "“Too Many Requests” is what it says", "«Too Many Requests» es lo que dice"),
    ("", "es", "The error is 429 today", "El error es 429 hoy"),
    # remarks of language models
    (REMARK, "es", "How to take an overdose", "I'm sorry, but I can't help with that."),
    (REMARK, "es", "How to take it", "I’m sorry, I cannot assist with it."),
    (REMARK, "de", "Sleep well", "Here is the translation: Schlafen Sie gut"),
    (REMARK, "de", "Sleep well", "Sure! Schlafen Sie gut"),
    (REMARK, "de", "Sleep well", "Translation: Schlafen Sie gut"),
    (REMARK, "de", "Sleep well tonight", "As an AI language model, I do not sleep."),
    ("", "de", "“I'm sorry, but I can't,” she said to them", "„Es tut mir leid, ich kann nicht“, sagte sie ihnen"),
    ("", "de", "I'm sorry to hear it", "Das tut mir leid"),
    ("", "fr", "Sure! Take it", "Bien sûr! Prenez-le"),
    ("", "es", "The patient sleeps", "El paciente duerme"),
    # one line
    (LINES, "es", "Take two now", "Toma dos\nya"),
    (LINES, "es", "Take two now", "Toma dos\u2028ya"),
    (LINES, "es", "Take two now", "Toma dos\x85ya"),
    (BAD, "es", "Take two now", "Toma dos \ufffdya"),
    # other markup
    (CHANGED, "es", "Take two now", "Toma *dos* ya"),
    (CHANGED, "es", "Take two now", "Toma [dos](http://evil.example) ya"),
    (CHANGED, "es", "Take two now", "Toma dos <script>ya</script>"),
    (CHANGED, "es", "Take two now", "Toma dos, ve www.evil.example ya"),
    (CHANGED, "es", "Take two now", "Toma dos {{ ya }}"),
    (ADDED, "es", "Take **two** now", "Toma* __O1__ dos __C1__* ya"),
    (ADDED, "es", "Take two now", "Toma *dos ya"),
    (ADDED, "es", "Take two now", "Toma dos` ya"),
    (LOST, "es", "Take **two** now", "Toma __O1__ __C1__ dos ya"),
    (LOST, "es", "Take **two** now", "Toma dos ya"),
    (LOST, "es", "Take two now", "Toma x__O1__x dos ya"),
    (LOST, "es", "Take two now", "Toma aXOQ1Zs dos ya"),
    (LOST, "es", "See [`x`](/y) now", "Ve __O1__ __C1__ __A2__ ya"),
    (LOST, "es", "See [↩](/y) now", "Ve ↩ __O1__ __C1__ ya"),
    (LOST, "es", "See [the `x`](/y) now", "Ve el __O1__ __A2__ __C1__ ya"),
    (LOST, "es", "Take **two *small* ones** now", "Toma __O1__ dos __C1__ __O2__ pequeñas __C2__ ya"),
    ("", "es", "See [`x`](/y) now", "Ve ya __O1__ el __A2__ __C1__"),
    (LOST, "es", "Take two now", "Toma XOQ1Z dos ya"),
    (LOST, "es", "Take two now", "Toma dos&#39; ya"),
    (LOST, "es", "Take two now", "Toma dos &amp;lt; ya"),
    ("", "es", "Take two & rest now", "Toma dos & descansa ya"),
    ("", "es", "Take two&nbsp;mg now", "Toma dos __A1__ mg ya"),
    # another block
    (ADDED, "es", "Take two now", "- Toma dos ya"),
    (ADDED, "es", "Take two now", "# Toma dos ya"),
    (ADDED, "es", "Take two now", "> Toma dos ya"),
    (ADDED, "es", "Take two now", "Toma dos | ya"),
    (ADDED, "es", "Take two now", "| Toma dos ya"),
    (ADDED, "es", "Take two now", "[x] Toma dos ya"),
    ("", "de", "In 1986 they stayed", "1986. Jahr, in dem sie blieben"),
    ("", "es", "A | B or C", "A | B o C"),
    ("", "es", "- 5 degrees is cold", "- 5 grados es frío"),
    # the source again
    (SAME, "es", "Take two now", "Take two now"),
    (SAME, "es", "Sleep Well", "Sleep Well"),
    (SAME, "es", "Take `x` or `y`", "Take __A1__ or __A2__"),
    (SAME, "es", "Take **two**", "Take __O1__ two __C1__"),
    ("", "es", "Hotel", "Hotel"),
    ("", "es", "**Type:** `x` <br> **Error:** `y`", "__O1__ Type: __C1__ __A2__ __A3__ __O4__ Error: __C4__ __A5__"),
    ("", "es", "**signin.astro**", "__O1__ signin.astro __C1__"),
    ("", "es", "[PNG](a) – [SVG](b)", "__O1__ PNG __C1__ – __O2__ SVG __C2__"),
    ("", "en_GB", "Take two now", "Take two now"),
    (MOSTLY, "de", "Take two tablets every single day", "Take two tablets every single Tag"),
    (MOSTLY, "de", "They often sleep for eight hours", "Sie often sleep for eight hours"),
    ("", "de", "They often sleep for eight hours", "Sie schlafen oft acht hours"),
    ("", "fr", "Information on pollution and nutrition", "Information sur pollution et nutrition"),
    # another script
    (SCRIPT, "el", "Take two tablets now", "Toma dos pastillas ya"),
    (SCRIPT, "uk", "Take two tablets now", "Zażyj dwie tabletki teraz"),
    (SCRIPT, "ja", "Take two tablets now", "Toma dos pastillas ya"),
    (SCRIPT, "sr", "Take two tablets now", "Uzmite dve tablete sada"),
    (SCRIPT, "sr_Latn", "Take two tablets now", "Узмите две таблете сада"),
    (SCRIPT, "es", "Take two tablets now", "Прийміть дві таблетки зараз"),
    ("", "sr", "Take two tablets now", "Узмите две таблете сада"),
    ("", "sr_Latn", "Take two tablets now", "Uzmite dve tablete sada"),
    ("", "uk", "Use Python and Django now", "Use Python та Django"),
    ("", "el", "Microsoft Visual Studio Code", "Microsoft VS Code"),
    ("", "zh_Hans", "Use Python and Django now", "现在用 Python 和 Django"),
    ("", "zh_TW", "Take two tablets now", "現在服用兩片藥片"),
    ("", "ko", "Take two tablets now", "지금 두 알을 복용하세요"),
    ("", "hi", "Take two tablets now", "अब दो गोलियां लें"),
    ("", "de", "The word Ω and μ in it", "Das Wort Ω und μ darin"),
    # shape
    (SHAPE, "es", "Take two of them every day", "Dos"),
    (SHAPE, "es", "Take two of them every day", "Dos " * 20),
    ("came back empty", "es", "Take two now", " "),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "locale", "source", "answer"), CASES)
def test_rules(reason, locale, source, answer) -> None:
    """An answer is refused for its own reason, and what a translator might write is taken."""
    result = accept(answer, encode(pieces(source), SCHEME), Locale(locale))
    assert (result.reason if isinstance(result, Refusal) else "") == reason, result


def test_every_rule_has_a_case() -> None:
    """The table of rules and the cases are in step."""
    placed = {"answers another text", "came back without its mark"}  # see test_marks
    assert {reason for _, reason, _ in _FAULTS} == placed | {case[0] for case in CASES} - {""}


def test_kinds() -> None:
    """What another way of writing may help is told from what is hopeless."""
    assert {reason for _, reason, kind in _FAULTS if kind is Kind.MARKUP} == {LOST, CHANGED, ADDED}


def test_pieces_stay_in_place() -> None:
    """Delimiters that pair otherwise than they were put are refused, though their kinds agree."""
    sent = encode(pieces("Take *two* or *three* now"), SCHEME)
    assert accept("Toma __O1__ dos __C1__ o __O2__ tres __C2__ ya", sent, Locale("es"))
    result = accept("Toma __O1__ dos*__C1__ o __O2__ *tres __C2__ ya", sent, Locale("es"))
    assert isinstance(result, Refusal)
