"""The programs of Apertium's modes, cut so that an answer depends on its text alone.

A mode file is a shell pipeline. Programs run as persistent pipes with NUL flush (`-z`), cut at
every statistical `apertium-tagger`: that one is started afresh for each text, because it carries
state over NUL (3 to 20 of 100 answers change with it, measured). The perceptron tagger (`-x`)
forgets at NUL (2,500 texts in two orders and one by one: no difference) and stays open. Every text
ends with a superblank: `lt-proc -z -b` does not flush when NUL follows a lexical unit directly,
and its number shows that answers and texts are still in step.
"""

import shlex
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.engines.apertium.pipe import ENVIRONMENT, Broken, Pipe

_TAGGERS = 2
"""Taggers started at the same time: more does not pay on two cores."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Programs of a mode between two cuts; a tagger that is started afresh is one of its own."""

    stages: tuple[tuple[str, ...], ...]
    fresh: bool = False


def segments(modes: Sequence[str], *, fast: bool = False) -> tuple[Segment, ...]:
    """Read mode files (their text) into segments; a fast chain is never cut.

    `$1`, the generator's option, becomes `-n` (no marks on unknown words), `$2` nothing. Each
    program of a persistent segment gets `-z`. Raises ValueError on unbalanced quotes.
    """
    found: list[Segment] = []
    run: list[tuple[str, ...]] = []
    for stage in (s for mode in modes for s in stages(mode)):
        if fast or not _carries_state(stage):
            run.append((stage[0], "-z", *stage[1:]))
            continue
        found += (Segment(tuple(run)), Segment((stage,), fresh=True))
        run = []
    found.append(Segment(tuple(run)))
    return tuple(segment for segment in found if segment.stages)


def stages(mode: str) -> list[tuple[str, ...]]:
    """Split a pipeline into argument lists; raises ValueError on unbalanced quotes."""
    found: list[list[str]] = [[]]
    for word in shlex.split(mode):
        if word == "|":
            found.append([])
        elif word != "$2":
            found[-1].append("-n" if word == "$1" else word)
    return [tuple(stage) for stage in found if stage]


def _carries_state(stage: Sequence[str]) -> bool:
    """Tell whether a program is a tagger of the kind that remembers the text before."""
    if stage[0] != "apertium-tagger":
        return False
    short = [word for word in stage if word.startswith("-") and not word.startswith("--")]
    return "--perceptron" not in stage and not any("x" in word for word in short)


class Chain:
    """All segments from English into one language, for one thread at a time."""

    def __init__(self, modes: Sequence[Path], patience: float, *, fast: bool = False) -> None:
        """Read the mode files and start; raises OSError when a file or program is missing.

        `patience` is how many seconds a request may take.
        """
        self.patience = patience
        self.used = 0
        """Requests that it has answered."""
        self.segments = segments([mode.read_text(encoding="utf-8") for mode in modes], fast=fast)
        self.pipes: list[Pipe] = []
        self.taggers = ThreadPoolExecutor(max_workers=_TAGGERS)
        try:
            for segment in self.segments:
                if not segment.fresh:
                    self.pipes.append(Pipe(segment.stages))
        except BaseException:
            self.close()
            raise

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Send texts in Apertium's stream format through all segments; raises Broken."""
        deadline = time.monotonic() + self.patience
        # like apertium-destxt: a full stop that taggers need, and a blank that flushes
        data = [f"{text}.[@{at}]".encode() for at, text in enumerate(texts)]
        pipes = iter(self.pipes)
        for segment in self.segments:
            if segment.fresh:
                tag = partial(_tag, segment.stages[0], deadline)
                data = list(self.taggers.map(tag, data))
            else:
                data = next(pipes).exchange(data, deadline)
        answers = [_ended(answer, at) for at, answer in enumerate(data)]
        self.used += 1
        return answers

    def kill(self) -> None:
        """End the processes of a chain that another thread uses: it gets Broken."""
        for pipe in self.pipes:
            pipe.kill()

    def close(self) -> None:
        """End and reap all processes."""
        for pipe in self.pipes:
            pipe.close()
        self.pipes.clear()
        self.taggers.shutdown(wait=True, cancel_futures=True)


def _tag(stage: Sequence[str], deadline: float, text: bytes) -> bytes:
    """Run a new tagger for one text; raises Broken."""
    try:
        done = subprocess.run(  # noqa: S603 - a program from Debian's mode files
            stage,
            input=text,
            capture_output=True,
            timeout=max(0.0, deadline - time.monotonic()),
            check=True,
            env=ENVIRONMENT,
            process_group=0,
        )
    except (OSError, subprocess.SubprocessError) as error:
        msg = "the tagger failed"
        raise Broken(msg) from error
    return done.stdout.rstrip(b"\n\0")


def _ended(answer: bytes, at: int) -> str:
    """Take the end marker off an answer, with the full stop that was added."""
    text, mark, rest = answer.decode("utf-8", "replace").rpartition(f"[@{at}]")
    if not mark:
        msg = "lost step"
        raise Broken(msg)
    return (text + rest).rstrip().removesuffix(".").rstrip()
