"""Apertium as Debian packages it. REQUIRE_APERTIUM=1 makes its absence a failure."""

import random
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import missing

from pipeline.engines.apertium import _PACKAGES, _ROUTES, Apertium, route
from pipeline.engines.apertium_chain import Segment, segments
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


@pytest.fixture(scope="module", params=["es"])
def apertium(request: pytest.FixtureRequest) -> Iterator[Apertium]:
    """Return the real engine; the one place that decides what its absence means.

    The parameter is the locale whose packages have to be there.
    """
    modes = route(request.param) or ()
    packages = {_PACKAGES[mode] for mode in modes if not (MODES / f"{mode}.mode").exists()}
    if packages:
        missing(" ".join(sorted(packages)), "REQUIRE_APERTIUM")
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


def test_answer_depends_on_the_text_alone(apertium: Apertium) -> None:
    """Order, company and repetition change nothing."""
    texts = [encode(pieces(t), SCHEMES[apertium.markup][0]).text for t in TEXTS]
    alone = [apertium.translate(Ask((text,), ES))[0] for text in texts]
    order = list(range(len(texts))) * 3
    random.Random(7).shuffle(order)
    assert apertium.translate(Ask(tuple([texts[i] for i in order]), ES)) == [
        alone[i] for i in order
    ]


def test_hard_characters(apertium: Apertium) -> None:
    """Line breaks, NUL, lone surrogates, emoji and emptiness do not wedge the chain."""
    texts = ["", " ", "a\0b", "line\none", "\ud800 x", "😀 \u200b\u00a0", "[<a1>]", "\\\\"]
    answers = apertium.translate(Ask(tuple(texts), ES))
    assert len(answers) == len(texts)
    assert all("\n" not in answer for answer in answers)


def test_large_chunk(apertium: Apertium) -> None:
    """More than a pipe holds is written and read side by side."""
    assert len(apertium.translate(Ask(tuple(["Sleep well and eat well. " * 200] * 12), ES))) == 12


def test_killed_process(apertium: Apertium) -> None:
    """A chain that dies is started anew, and the texts get their answers."""
    before = apertium.translate(Ask(("Sleep well",), ES))
    chain = apertium._chain(("eng-spa",))
    chain.pipes[-1].processes[0].kill()
    assert apertium.translate(Ask(("Sleep well",), ES)) == before


def test_close_reaps(apertium: Apertium) -> None:
    """After closing no process is left, not even a zombie."""
    apertium.translate(Ask(("Sleep well",), ES))
    processes = [p for pipe in apertium._chain(("eng-spa",)).pipes for p in pipe.processes]
    apertium.close()
    assert all(process.returncode is not None for process in processes)


@pytest.mark.usefixtures("apertium")
@pytest.mark.parametrize("end", ["pass", "import os; os.kill(os.getpid(), 9)"])
def test_nothing_outlives_the_interpreter(end: str) -> None:
    """Processes end with the interpreter that started them, however it ends."""
    code = f"""
    from pipeline.engines.apertium import Apertium
    from pipeline.model import Ask
    engine = Apertium()
    engine.translate(Ask(("Sleep well",), "es"))
    print(*(p.pid for pipe in engine._chain(("eng-spa",)).pipes for p in pipe.processes), flush=True)
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


def test_one_bad_text_fails_alone(tmp_path: Path) -> None:
    """A text that breaks the chain twice is empty; the others get their answers."""
    script = (
        "import sys\nwhile (c := sys.stdin.buffer.read(1)):\n"
        "    if c == b'#': sys.exit(1)\n"
        "    sys.stdout.buffer.write(c.upper()); sys.stdout.buffer.flush()\n"
    )
    with Apertium(fake_modes(tmp_path, script), patience=3) as engine:
        assert engine.translate(Ask(("one", "two #", "three"), ES)) == ["ONE", "", "THREE"]


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


ROWS = [
    ("es_MX", ("eng-spa",)), ("es-419", ("eng-spa",)), ("ca", ("eng-cat",)),
    ("ca_ES_VALENCIA", ("eng-cat_valencia",)), ("pt_BR", ("eng-cat", "cat-por_BR")),
    ("pt-BR", ("eng-cat", "cat-por_BR")), ("pt_PT", ("eng-cat", "cat-por")),
    ("gl", ("en-gl",)), ("fr_CA", ("eng-cat", "cat-fra")), ("de", None), ("sr", None),
    ("es_Hebr", None),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "modes"), ROWS)
def test_routes(locale: str, modes: tuple[str, ...] | None) -> None:
    """A locale takes its own route, else its language's; the rest is refused."""
    assert route(locale) == modes
    assert bool(Apertium().refuses(Locale(locale))) == (modes is None)


def test_every_mode_has_a_package() -> None:
    """Whatever is missing can be named."""
    assert {mode for modes in _ROUTES.values() for mode in modes} <= set(_PACKAGES)


def test_segments() -> None:
    """A mode is cut at its tagger; the other programs flush at NUL."""
    mode = "lt-proc -w 'a b.bin' | apertium-tagger -g $2 'x.prob' | lt-proc $1 'y.bin'"
    assert segments([mode]) == (
        Segment((("lt-proc", "-z", "-w", "a b.bin"),)),
        Segment((("apertium-tagger", "-g", "x.prob"),), fresh=True),
        Segment((("lt-proc", "-z", "-n", "y.bin"),)),
    )
