"""A row of Apertium programs that stays open: texts go in and come out ended by NUL."""

import os
import select
import subprocess
import time
from collections.abc import Sequence
from typing import IO

_READ = 65536
ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
"""The same answers under every locale of the machine."""


class Broken(Exception):  # noqa: N818 - a state of the chain, made an EngineError elsewhere
    """The chain ended, stopped answering or lost step; it has to be started anew."""


class Pipe:
    """A row of processes, each reading what the one before writes."""

    def __init__(self, stages: Sequence[Sequence[str]]) -> None:
        """Start the processes; raises OSError when a program is missing."""
        self.processes: list[subprocess.Popen[bytes]] = []
        self.reader = -1
        try:
            for stage in stages:
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
            env=ENVIRONMENT,
            process_group=0,  # an interrupt at the terminal is ours to handle
        )
        self.processes.append(process)
        if self.reader >= 0:
            os.close(self.reader)
            self.reader = -1
        self.reader = os.dup(_descriptor(process.stdout))
        _close(process.stdout)

    def exchange(self, texts: Sequence[bytes], deadline: float) -> list[bytes]:
        """Send texts, each ended by NUL, and read as many answers before the deadline.

        Raises Broken; the deadline is one of `time.monotonic()`, and holds for all of it.
        """
        pending = b"".join(text + b"\0" for text in texts)
        received = bytearray()
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

    def kill(self) -> None:
        """End all processes; who waits for an answer gets Broken."""
        for process in self.processes:
            process.kill()

    def close(self) -> None:
        """End and reap all processes."""
        self.kill()
        for process in self.processes:
            _close(process.stdin)
            _close(process.stdout)
            process.wait()
        if self.reader >= 0:
            os.close(self.reader)
            self.reader = -1


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
