"""Commands that write a project: one at a time, and at once where nothing has changed.

`sync` and `run` say again what they said of the very same files: such a command imports next to
nothing and reads no document (docs/decisions/019).
"""

import argparse
import io
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path

from pipeline.cli.terminal import OK, say, show
from pipeline.disk.cache import AREAS, SYNC, Cache, discard
from pipeline.disk.files import CONFIG, sweep
from pipeline.disk.lock import locked

_ANSWERS = {"sync": SYNC, "run": AREAS}
"""Commands whose answer depends on nothing but files, with these."""
_DRY = {"--check", "--dry-run"}
"""Options with which nothing is written."""

Go = Callable[[Cache | None], int]


def carry_out(args: argparse.Namespace, words: Sequence[str], go: Go) -> int:
    """Carry a command out by `go`, which takes the cache; gives the exit code.

    Raises OSError where the lock or the cache cannot be kept.
    """
    config = Path(args.config or CONFIG)
    if not config.is_file():
        return go(None)  # which says so
    areas = _ANSWERS.get(args.command, ())
    command = "\0".join([os.getcwd(), *(w for w in words if w not in _DRY)])  # noqa: PTH109 - text
    if _DRY & set(words):
        cache = Cache.copy(config.parent, config)
        return _answer(cache, command, areas, go) if areas else go(None)
    with locked(config.parent, _wait):
        if not areas:
            return go(None)
        try:
            cache = Cache.open(config.parent, config)
            code = _answer(cache, command, areas, go)
            cache.commit()
            cache.db.close()
        except sqlite3.Error:  # damaged, or deleted under way: it may be, at any time
            discard(config.parent)
            return go(None)
        return code


def _wait(holder: str) -> None:
    say(f"l10n: another l10n (process {holder}) is writing this project: waiting for it")


def _answer(cache: Cache, command: str, areas: Sequence[str], go: Go) -> int:
    """What the command said of these files, or says now."""
    cache.command = command
    if cache.layout is None:
        return go(cache)
    sight = cache.look(areas)
    answer = cache.answer(command, sight.state)
    if answer is not None:
        sweep(sight.leftovers)
        show(answer)
        return OK
    if areas != SYNC:
        return go(cache)  # it says itself what is to be said again
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            code = go(cache)
    finally:
        print(said.getvalue(), end="")
    if code == OK and cache.idle:
        cache.keep(command, sight.state, said.getvalue().removesuffix("\n"))
    return code
