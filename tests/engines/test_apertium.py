"""Apertium as Debian packages it. REQUIRE_APERTIUM=1 makes its absence a failure."""

import random
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import missing

from pipeline.engines import make
from pipeline.engines.apertium import Apertium
from pipeline.engines.apertium.chain import Chain, Segment, segments
from pipeline.engines.apertium.routes import PACKAGES, ROUTES, Quality, route
from pipeline.formats.inline import constructs, pieces
from pipeline.model import Ask, EngineError, Locale, Trouble
from pipeline.pretranslate.protect import SCHEMES, encode
from pipeline.pretranslate.verify import accept

MODES = Path("/usr/share/apertium/modes")
ES = Locale("es")
TEXTS = [
    "What Is [Chronic Pain](pain.md#what)?",
    "Take **two** tablets a day, and drink *plenty* of water.",
    "Open `settings.yaml`, then press <kbd>Esc</kbd> twice.",
    "Write to help@example.org or see https://example.org/a_b for more[^1].",
    "A text with [brackets], 5 < 6, a/b, 10^2, $3, @home, {curly} and \\* signs.",
    "They do **not** suit everyone, e.g. people with stomach ulcers or kidney disease.",
    "Sleep well",
]


def installed(locale: str) -> None:
    """Skip, or fail in CI, where the packages of a locale are not there."""
    found = route(locale)
    assert found
    packages = {PACKAGES[mode] for mode in found.modes if not (MODES / f"{mode}.mode").exists()}
    if packages:
        missing(" ".join(sorted(packages)), "REQUIRE_APERTIUM")


@pytest.fixture(scope="module", params=["es"])
def apertium(request: pytest.FixtureRequest) -> Iterator[Apertium]:
    """Return the real engine; the one place that decides what its absence means.

    The parameter is the locale whose packages have to be there.
    """
    installed(request.param)
    with Apertium() as engine:
        yield engine


def draft(engine: Apertium, text: str, locale: Locale) -> str:
    """Translate one text as the stage does, with the second way of writing markup."""
    results = []
    for scheme in SCHEMES[engine.markup]:
        sent = encode(pieces(text), scheme)
        results.append(accept(engine.translate(Ask((sent.text,), locale))[0], sent, locale))
    return next(result for result in results if isinstance(result, str))


@pytest.mark.parametrize(
    ("apertium", "locale"),
    [(locale, locale) for locale in ("es", "ca", "fr", "it", "pt_BR", "gl")],
    indirect=["apertium"],
)
def test_markup_survives(apertium: Apertium, locale: str) -> None:
    """Through every chain a text keeps its constructs and changes its words."""
    for text in TEXTS:
        result = draft(apertium, text, Locale(locale))
        assert constructs(result) == constructs(text)
        assert result != text


def test_spanish(apertium: Apertium) -> None:
    """The words are translated, the link is not."""
    assert draft(apertium, TEXTS[0], ES) == "Qué Es [Dolor Crónico](pain.md#what)?"


@pytest.mark.parametrize(
    ("apertium", "locale"), [("es", "es"), ("fr", "fr")], indirect=["apertium"]
)
def test_answer_depends_on_the_text_alone(apertium: Apertium, locale: str) -> None:
    """Order, company and repetition change nothing, whichever kind of tagger the chain has."""
    texts = [encode(pieces(t), SCHEMES[apertium.markup][0]).text for t in TEXTS]
    alone = [apertium.translate(Ask((text,), Locale(locale)))[0] for text in texts]
    order = list(range(len(texts))) * 3
    random.Random(7).shuffle(order)
    shuffled = apertium.translate(Ask(tuple([texts[i] for i in order]), Locale(locale)))
    assert shuffled == [alone[i] for i in order]


def test_hard_characters(apertium: Apertium) -> None:
    """Line breaks, NUL, lone surrogates, emoji and emptiness do not wedge the chain."""
    texts = ["", " ", "a\0b", "line\none", "\ud800 x", "😀 \u200b\u00a0", "[<a1>]", "\\\\"]
    answers = apertium.translate(Ask(tuple(texts), ES))
    assert len(answers) == len(texts)
    assert all("\n" not in answer for answer in answers)


def test_large_chunk(apertium: Apertium) -> None:
    """More than a pipe holds is written and read side by side."""
    assert len(apertium.translate(Ask(tuple(["Sleep well and eat well. " * 200] * 12), ES))) == 12


def chains(engine: Apertium) -> list[Chain]:
    """The chains that are open and idle."""
    return [chain for _, chain in engine._pool.idle]


def test_killed_process(apertium: Apertium) -> None:
    """A chain that dies is no fault of the text: the same again starts a new one."""
    before = apertium.translate(Ask(("Sleep well",), ES))
    for chain in chains(apertium):
        chain.pipes[-1].processes[0].kill()
    with pytest.raises(EngineError) as caught:
        apertium.translate(Ask(("Sleep well",), ES))
    assert caught.value.trouble is Trouble.DOWN
    assert apertium.translate(Ask(("Sleep well",), ES)) == before


def test_close_reaps(apertium: Apertium) -> None:
    """After closing no process is left, not even a zombie."""
    apertium.translate(Ask(("Sleep well",), ES))
    processes = [p for chain in chains(apertium) for pipe in chain.pipes for p in pipe.processes]
    assert processes
    apertium.close()
    assert all(process.returncode is not None for process in processes)


def test_threads_get_their_own_answers(apertium: Apertium) -> None:
    """Requests at the same time are answered by chains of their own."""
    texts = [f"Take {n} tablets on day {n}." for n in range(40)]
    asks = [Ask(tuple(texts[at : at + 4]), ES) for at in range(0, 40, 4)]
    one_by_one = [apertium.translate(ask) for ask in asks]
    with ThreadPoolExecutor(max_workers=2) as threads:
        assert list(threads.map(apertium.translate, asks)) == one_by_one
    assert all(str(n) in one_by_one[n // 4][n % 4] for n in range(40))


def test_locales_in_turn(apertium: Apertium) -> None:
    """Each locale has chains of its own; those unused for long are ended."""
    for locale in ("ca", "fr", "it", "gl"):
        installed(locale)
    turns = [Locale(locale) for locale in ("es", "ca", "fr", "es", "it", "gl", "ca", "es")]
    answers = [apertium.translate(Ask(("I sleep well.",), locale))[0] for locale in turns]
    assert len(set(answers)) == len(set(turns))
    assert answers[0] == answers[3] == answers[7]
    assert answers[1] == answers[6]
    assert len(chains(apertium)) == 3


def test_closed_while_a_request_is_under_way(tmp_path: Path) -> None:
    """Closing ends a request that waits, at once; afterwards nothing runs."""
    modes = fake_modes(tmp_path, _UPPER.replace("c == b'#'", "c == b'#' and time.sleep(60)"))
    with Apertium(modes) as engine, ThreadPoolExecutor(max_workers=1) as threads:
        engine.translate(Ask(("one",), ES))
        (chain,) = chains(engine)
        waiting = threads.submit(engine.translate, Ask(("#",), ES))
        while chains(engine):
            time.sleep(0.01)
        began = time.monotonic()
        engine.close()
        with pytest.raises(EngineError):
            waiting.result()
        assert time.monotonic() - began < 5
        assert all(p.returncode is not None for pipe in chain.pipes for p in pipe.processes)


@pytest.mark.usefixtures("apertium")
@pytest.mark.parametrize("end", ["pass", "import os; os.kill(os.getpid(), 9)"])
def test_nothing_outlives_the_interpreter(end: str) -> None:
    """Processes end with the interpreter that started them, however it ends."""
    code = f"""
    from pipeline.engines.apertium import Apertium
    from pipeline.model import Ask
    engine = Apertium()
    engine.translate(Ask(("Sleep well",), "es"))
    (_, chain), = engine._pool.idle
    print(*(p.pid for pipe in chain.pipes for p in pipe.processes), flush=True)
    {end}
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True, text=True, timeout=30, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    started = done.stdout.split()
    assert len(started) > 5, done.stderr
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(_alive(pid) for pid in started):
        time.sleep(0.05)
    assert not [pid for pid in started if _alive(pid)]


def _alive(pid: str) -> bool:
    """Tell whether a process runs; one that only waits for its new parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def fake_modes(folder: Path, script: str) -> Path:
    """Make a folder of modes in which English to Spanish is a Python script."""
    program = folder / "program"
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(0o755)
    (folder / "eng-spa.mode").write_text(f"'{program}' $1 x.bin")
    return folder


def test_silent_chain(tmp_path: Path) -> None:
    """A chain that never answers is given up in time, and not for good."""
    modes = fake_modes(tmp_path, "import time; time.sleep(30)")
    began = time.monotonic()
    with Apertium(modes, patience=0.2) as engine, pytest.raises(EngineError) as caught:
        engine.translate(Ask(("One", "Two", "Three"), ES))
    assert time.monotonic() - began < 5
    assert caught.value.trouble is Trouble.LOCALE
    assert str(caught.value) == "apertium: eng-spa stopped answering"


_UPPER = (
    "import sys, time\nwhile (c := sys.stdin.buffer.read(1)):\n"
    "    if c == b'#': sys.exit(1)\n"
    "    sys.stdout.buffer.write(c.upper()); sys.stdout.buffer.flush()\n"
)


def test_bad_text(tmp_path: Path) -> None:
    """A text that breaks the chain is found alone, and refused when the chain was new."""
    texts = ("one", "two #", "three")
    answers, troubles = [], []
    with Apertium(fake_modes(tmp_path, _UPPER), patience=3) as engine:
        for asked in (texts, texts[:1], texts[1:2], texts[1:2], texts[2:]):
            try:
                answers += engine.translate(Ask(asked, ES))
            except EngineError as error:
                troubles.append(error.trouble)
                assert str(error) == "apertium: eng-spa ended early"
    assert answers == ["ONE", "THREE"]
    assert troubles == [Trouble.GARBLED, Trouble.DOWN, Trouble.REJECTED]


def test_dripping_chain(tmp_path: Path) -> None:
    """The deadline is for the whole answer: one that goes on for ever is cut off."""
    drip = "    sys.stdout.buffer.write(b'x'); sys.stdout.buffer.flush(); time.sleep(0.02)\n"
    modes = fake_modes(tmp_path, "import sys, time\nwhile True:\n" + drip)
    began = time.monotonic()
    with Apertium(modes, patience=0.5) as engine, pytest.raises(EngineError):
        engine.translate(Ask(("One",), ES))
    assert time.monotonic() - began < 5


def test_missing_packages(tmp_path: Path) -> None:
    """What is not installed is named as Debian names it; other pairs may still answer."""
    with Apertium(tmp_path) as engine, pytest.raises(EngineError) as caught:
        engine.translate(Ask(("Sleep well",), Locale("fr")))
    assert str(caught.value) == (
        "apertium: is not installed; apt-get install apertium-eng-cat apertium-fra-cat"
    )
    assert caught.value.trouble is Trouble.LOCALE


def test_missing_program(tmp_path: Path) -> None:
    """Without the programs the engine is dead for the run."""
    (tmp_path / "eng-spa.mode").write_text("no-such-program x.bin")
    with Apertium(tmp_path) as engine, pytest.raises(EngineError) as caught:
        engine.translate(Ask(("Sleep well",), ES))
    assert caught.value.trouble is Trouble.CLOSED


EU = [
    "bg",
    "hr",
    "cs",
    "da",
    "nl",
    "et",
    "fi",
    "fr",
    "de",
    "el",
    "hu",
    "ga",
    "it",
    "lv",
    "lt",
    "mt",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "es",
    "sv",
]
OTHERS = [
    "nb",
    "uk",
    "sr",
    "tr",
    "ca",
    "gl",
    "nn",
    "mk",
    "bs",
    "eo",
    "pt_BR",
    "pt_PT",
    "zh_Hans",
    "zh_Hant",
    "zh_TW",
    "sr_Latn",
    "sr_Cyrl",
]
REGIONS = [
    "de_AT",
    "de_CH",
    "fr_CA",
    "es_MX",
    "es-419",
    "pt-BR",
    "ca_ES_VALENCIA",
    "es_Hebr",
    "hr_HR",
    "hr_Cyrl",
]
ROWS = {
    "es": ("eng-spa",), "es_MX": ("eng-spa",), "es-419": ("eng-spa",), "ca": ("eng-cat",),
    "ca_ES_VALENCIA": ("eng-cat_valencia",), "gl": ("en-gl",), "eo": ("en-eo",),
    "pt_BR": ("eng-cat", "cat-por_BR"), "pt-BR": ("eng-cat", "cat-por_BR"),
    "pt": ("eng-cat", "cat-por"), "pt_PT": ("eng-cat", "cat-por"), "it": ("eng-cat", "cat-ita"),
    "fr": ("eng-cat", "cat-fra"), "fr_CA": ("eng-cat", "cat-fra"),
}  # fmt: skip
FORCED = {
    "hr": ("eng-hbs_HR",), "hr_HR": ("eng-hbs_HR",), "sr_Latn": ("eng-hbs_SR",),
    "bs": ("eng-hbs_BS",), "sl": ("eng-hbs", "hbs-slv"), "mk": ("eng-hbs", "hbs-mkd"),
    "bg": ("eng-hbs", "hbs-mkd", "mkd-bul"),
}  # fmt: skip


@pytest.mark.parametrize("locale", [*EU, *OTHERS, *REGIONS])
def test_routes(locale: str) -> None:
    """A locale takes its own route, else its language's; the rest is refused.

    Serbian is written in Latin script only, so `sr` is not to be had even when forced.
    """
    plain, forced = Apertium(), Apertium(force=[locale])
    found = route(locale)
    assert (found.modes if found else None) == {**ROWS, **FORCED}.get(locale)
    assert bool(plain.refuses(Locale(locale))) == (locale not in ROWS)
    assert bool(forced.refuses(Locale(locale))) == (locale not in ROWS | FORCED)
    if locale not in ROWS:
        with pytest.raises(EngineError) as caught:
            plain.translate(Ask(("x",), Locale(locale)))
        assert caught.value.trouble is Trouble.LOCALE


def test_unusable_routes_say_why() -> None:
    """The measured reason, and the option that wants it anyway; a language forces its regions."""
    assert Apertium().refuses(Locale("hr")) == (
        "only unusable drafts from English: 65 English words left and 118 without a form in 20 "
        "sentences; engine_options: apertium: {force: [hr]}"
    )
    assert Apertium(force=["hr"]).refuses(Locale("hr_BA")) == ""
    assert Apertium(force=["sl"]).refuses(Locale("hr"))
    made = make("apertium", {"force": ["hr"], "fast": True, "pipelines": 3})
    assert made.refuses(Locale("hr")) == ""
    assert (made.limits.texts, made.limits.parallel) == (64, 3)


@pytest.mark.parametrize("locale", ["hr", "mk"])
def test_forced_routes(locale: str) -> None:
    """An unusable route answers, too, when somebody wants it."""
    installed(locale)
    with Apertium(force=[locale]) as engine:
        answers = engine.translate(Ask(("Sleep well.", "Eat well.") * 8, Locale(locale)))
        assert answers[:2] * 8 == answers


def test_table() -> None:
    """Whatever is missing can be named; a usable route leaves no word without a translation."""
    assert {mode for row in ROUTES.values() for mode in row.modes} == set(PACKAGES)
    for row in ROUTES.values():
        bad = row.quality is Quality.UNUSABLE
        assert row.marks is None or (row.marks[1] > 0) == bad


def test_fast_mode(apertium: Apertium) -> None:
    """The whole chain stays open, the answers are translations, and its version is another."""
    with Apertium(fast=True) as engine:
        answers = engine.translate(Ask(("Sleep well", "Take two tablets."), ES))
        assert [len(chain.pipes) for chain in chains(engine)] == [1]
        assert engine.version(ES) != apertium.version(ES)
    assert answers == apertium.translate(Ask(("Sleep well", "Take two tablets."), ES))


def test_version_is_of_the_dictionaries(tmp_path: Path) -> None:
    """Another byte in a dictionary is another version; time stamps and places of modes are not."""
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        (folder / "eng-spa.mode").write_text(f"lt-proc $1 '{tmp_path}/x.bin' | tool -g $2")
    (tmp_path / "x.bin").write_bytes(b"one")
    versions = [Apertium(folder).version(ES) for folder in (first, second)]
    (tmp_path / "x.bin").write_bytes(b"two")
    versions.append(Apertium(first).version(ES))
    assert versions[0] == versions[1] != versions[2]
    assert versions[0].startswith("eng-spa ")
    (tmp_path / "x.bin").unlink()
    assert Apertium(first).version(ES) == "eng-spa"
    assert Apertium(first).version(Locale("de")) == ""


def test_segments() -> None:
    """A mode is cut at its tagger; the other programs flush at NUL."""
    mode = "lt-proc -w 'a b.bin' | apertium-tagger -g $2 'x.prob' | lt-proc $1 'y.bin'"
    assert segments([mode]) == (
        Segment((("lt-proc", "-z", "-w", "a b.bin"),)),
        Segment((("apertium-tagger", "-g", "x.prob"),), fresh=True),
        Segment((("lt-proc", "-z", "-n", "y.bin"),)),
    )


def test_segments_of_taggers_without_state() -> None:
    """A perceptron tagger forgets at NUL and stays open; a fast chain is not cut at all."""
    mode = "apertium-tagger -gx 'x.prob' | apertium-tagger -g 'extra.prob'"
    assert segments([mode]) == (
        Segment((("apertium-tagger", "-z", "-gx", "x.prob"),)),
        Segment((("apertium-tagger", "-g", "extra.prob"),), fresh=True),
    )
    assert [segment.fresh for segment in segments([mode], fast=True)] == [False]
