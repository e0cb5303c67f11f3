"""What people see: results on stdout, messages and progress on stderr, no colour in a pipe."""

import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # every command begins here: `l10n --version` needs no model
    from pipeline.model import Finding, PipelineError

OK, FAILED, BAD_INPUT, BROKEN, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes (DESIGN 2): gate or check failed, usage or bad input, tool or engine broke."""


class Usage(Exception):  # noqa: N818 - it is no error of the program
    """A command line that cannot be carried out, in words for its author."""


def say(line: str) -> None:
    """A message: to stderr."""
    print(line, file=sys.stderr)


def show(line: str = "") -> None:
    """A result: to stdout."""
    print(line)


def count(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def start(text: str, most: int = 50) -> str:
    """The beginning of a unit in quotes, as its name in a message: so many characters of it."""
    return f"“{text if len(text) <= most else text[: most - 1] + '…'}”"


def report(faults: "Iterable[PipelineError]") -> int:
    """Each fault once, one line each; the exit code they ask for."""
    lines = dict.fromkeys(str(f) for f in sorted(faults, key=lambda f: (f.path, f.line)))
    for line in lines:
        say(f"l10n: {line}")
    return BAD_INPUT if lines else OK


def finding_line(finding: "Finding") -> str:
    """One line: place, level, what is wrong, and the rule."""
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    return f"{place}: {finding.level.value}: {finding.message} [{finding.rule}]"


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar with rate and time left on a terminal, silence elsewhere; gives what moves it on."""
    if not total or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, ProgressColumn, Task
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many in a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    columns = (*Progress.get_default_columns(), MofNCompleteColumn(), Rate())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C or SIGTERM sets; the next one interrupts at once."""
    stop = threading.Event()

    def ask(*_: object) -> None:
        stop.set()
        for number, handler in before.items():
            signal.signal(number, handler)
        say("l10n: stopping: what is under way is finished (again to stop at once)")

    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for caught in (signal.SIGINT, signal.SIGTERM):
            before[caught] = signal.signal(caught, ask)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
