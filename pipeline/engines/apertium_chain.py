"""A chain of Apertium programs that stays open, and its rules.

A mode file is a shell pipeline. Here it is cut at every `apertium-tagger`: the programs between
two taggers run as one persistent pipeline with NUL flush (`-z`), while a tagger is started afresh
for each text, because it carries state over NUL and would make an answer depend on the texts
before it. Every text ends with a superblank: `lt-proc -z -b` does not flush when NUL follows a
lexical unit directly, and its number shows that answers and texts are still in step.
"""

import os
import select
import shlex
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_READ = 65536
_TAGGERS = 2
"""Taggers started at the same time: more does not pay on two cores."""
_ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
"""The same answers under every locale of the machine."""


class Broken(Exception):  # noqa: N818 - a state of the chain, made an EngineError elsewhere
    """The chain ended, stopped answering or lost step; it has to be started anew."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Programs of a mode between two cuts; a tagger is a segment of its own."""

    stages: tuple[tuple[str, ...], ...]
    fresh: bool = False


def segments(modes: Sequence[str]) -> tuple[Segment, ...]:
    """Read mode files (their text) into segments.

    `$1`, the generator's option, becomes `-n` (no marks on unknown words), `$2` nothing. Each
    program of a persistent segment gets `-z`. Raises ValueError on unbalanced quotes.
    """
    found: list[Segment] = []
    run: list[tuple[str, ...]] = []
    for stage in (s for mode in modes for s in _stages(mode)):
        if stage[0] != "apertium-tagger":
            run.append((stage[0], "-z", *stage[1:]))
            continue
        found += (Segment(tuple(run)), Segment((stage,), fresh=True))
        run = []
    found.append(Segment(tuple(run)))
    return tuple(segment for segment in found if segment.stages)


def _stages(mode: str) -> list[tuple[str, ...]]:
    """Split a pipeline into argument lists."""
    stages: list[list[str]] = [[]]
    for word in shlex.split(mode):
        if word == "|":
            stages.append([])
        elif word != "$2":
            stages[-1].append("-n" if word == "$1" else word)
    return [tuple(stage) for stage in stages if stage]


class Pipe:
    """One persistent segment: a row of processes, each reading what the one before writes."""

    def __init__(self, segment: Segment) -> None:
        """Start the processes; raises OSError when a program is missing."""
        self.processes: list[subprocess.Popen[bytes]] = []
        self.reader = -1
        try:
            for stage in segment.stages:
                self._start(stage)
            self.writer = _descriptor(self.processes[0].stdin)
            for end in (self.reader, self.writer):
                os.set_blocking(end, False)
        except BaseException:
            self.close()
            raise

    def _start(self, stage: Sequence[str]) -> None:
        """Start one process behind those that run; `reader` moves to its output."""
        process = subprocess.Popen(  # noqa: S603 - a program from Debian's mode files
            stage,
            stdin=self.reader if self.processes else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=_ENVIRONMENT,
            process_group=0,  # an interrupt at the terminal is ours to handle
        )
        self.processes.append(process)
        if self.reader >= 0:
            os.close(self.reader)
            self.reader = -1
        self.reader = os.dup(_descriptor(process.stdout))
        _close(process.stdout)

    def exchange(self, texts: Sequence[bytes], patience: float) -> list[bytes]:
        """Send texts, each ended by NUL, and read as many answers; raises Broken."""
        pending = b"".join(text + b"\0" for text in texts)
        received = bytearray()
        deadline = time.monotonic() + patience
        while received.count(b"\0") < len(texts):
            left = deadline - time.monotonic()
            if left <= 0:
                msg = "stopped answering"
                raise Broken(msg)
            readable, writable, _ = select.select(
                [self.reader], [self.writer] if pending else [], [], left
            )
            if writable:
                pending = pending[self._write(pending) :]
            if readable:
                received += self._read()
            if readable or writable:
                deadline = time.monotonic() + patience
        return bytes(received).split(b"\0")[: len(texts)]

    def _write(self, data: bytes) -> int:
        """Write what the pipe takes."""
        try:
            return os.write(self.writer, data[:_READ])
        except BlockingIOError:
            return 0
        except OSError as error:
            msg = "ended early"
            raise Broken(msg) from error

    def _read(self) -> bytes:
        """Read what is there."""
        try:
            data = os.read(self.reader, _READ)
        except BlockingIOError:
            return b""
        if not data:
            msg = "ended early"
            raise Broken(msg)
        return data

    def close(self) -> None:
        """End and reap all processes."""
        for process in self.processes:
            process.kill()
        for process in self.processes:
            _close(process.stdin)
            _close(process.stdout)
            process.wait()
        if self.reader >= 0:
            os.close(self.reader)
            self.reader = -1


class Chain:
    """All segments from English into one language."""

    def __init__(self, modes: Sequence[Path], patience: float) -> None:
        """Read the mode files and start; raises OSError when a file or program is missing."""
        self.patience = patience
        self.segments = segments([mode.read_text(encoding="utf-8") for mode in modes])
        self.pipes: list[Pipe] = []
        self.taggers = ThreadPoolExecutor(max_workers=_TAGGERS)
        try:
            for segment in self.segments:
                if not segment.fresh:
                    self.pipes.append(Pipe(segment))
        except BaseException:
            self.close()
            raise

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Send texts in Apertium's stream format through all segments; raises Broken."""
        # like apertium-destxt: a full stop that taggers need, and a blank that flushes
        data = [f"{text}.[@{at}]".encode() for at, text in enumerate(texts)]
        pipes = iter(self.pipes)
        for segment in self.segments:
            if segment.fresh:
                data = list(self.taggers.map(lambda text, s=segment: self._tag(s, text), data))
            else:
                data = next(pipes).exchange(data, self.patience)
        return [_ended(answer, at) for at, answer in enumerate(data)]

    def _tag(self, segment: Segment, text: bytes) -> bytes:
        """Run a new tagger for one text."""
        try:
            done = subprocess.run(  # noqa: S603 - a program from Debian's mode files
                segment.stages[0],
                input=text,
                capture_output=True,
                timeout=self.patience,
                check=True,
                env=_ENVIRONMENT,
                process_group=0,
            )
        except (OSError, subprocess.SubprocessError) as error:
            msg = "the tagger failed"
            raise Broken(msg) from error
        return done.stdout.rstrip(b"\n\0")

    def close(self) -> None:
        """End all processes."""
        for pipe in self.pipes:
            pipe.close()
        self.pipes.clear()
        self.taggers.shutdown(wait=True, cancel_futures=True)


def _ended(answer: bytes, at: int) -> str:
    """Take the end marker off an answer, with the full stop that was added."""
    text, mark, rest = answer.decode("utf-8", "replace").rpartition(f"[@{at}]")
    if not mark:
        msg = "lost step"
        raise Broken(msg)
    return (text + rest).rstrip().removesuffix(".").rstrip()


def _descriptor(stream: IO[bytes] | None) -> int:
    """Return the descriptor of a process's end of a pipe."""
    if stream is None:
        msg = "no pipe"
        raise OSError(msg)
    return stream.fileno()


def _close(stream: IO[bytes] | None) -> None:
    """Close a process's end of a pipe, if there is one."""
    if stream is not None:
        stream.close()
