"""The door: arguments, the table of commands, exit codes, one line for every fault."""

import argparse
import importlib
import keyword
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import chdir
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline import __version__
from pipeline.cli.terminal import BAD_INPUT, BROKEN, INTERRUPTED, Usage, report, say

COMMANDS = {
    "init": "begin a project: l10n.yaml, folders and an example article",
    "units": "show what a translator will see of a document",
    "sync": "bring the PO files up to date with the source",
    "adopt": "take over translations that exist as old pages",
    "pretranslate": "fill missing units from memory, then engines",
    "check": "find faults in translations and in the source",
    "build": "put the localized pages together",
    "status": "how far each document is in each locale",
    "log": "why units are stale: what changed since their text was accepted",
    "export": "one file for a translator (--todo), a CAT tool or a memory",
    "import": "put such a file back into the catalogs",
    "tm": "what the translation memory holds",
    "glossary": "list the terms of the project, or import them from TBX or CSV",
    "merge-driver": "merge two versions of a PO file; git calls it",
    "run": "sync, pretranslate, check, build, status: the whole job",
}
"""In the order of the work. A command is the module of that name, imported when it is called:
`l10n --version` and `l10n sync` load no engine and no template."""


_WRITING = ("sync", "pretranslate", "adopt", "import", "run")
"""Commands that change catalogs: one at a time in a project."""


def parser(words: Sequence[str] = (), *, early: bool = False) -> argparse.ArgumentParser:
    """The argument parser; only the modules of commands among `words` are imported.

    The early one knows the options before the command only, and imports nothing.
    """
    top = argparse.ArgumentParser(
        prog="l10n", description="Articles and FAQs into reviewed, localized pages."
    )
    top.add_argument("--version", action="version", version=f"l10n {__version__}")
    top.add_argument(
        "-C", dest="directory", default=".", metavar="DIR", help="the folder of the project"
    )
    top.add_argument("--config", metavar="FILE", help="another settings file than l10n.yaml")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in COMMANDS.items():
        description = text[0].upper() + text[1:] + "."
        sub = subparsers.add_parser(name, help=text, description=description, add_help=not early)
        if name in words and not early:
            _module(name).add_arguments(sub)
    return top


def _module(name: str) -> ModuleType:
    name = name.replace("-", "_")
    return importlib.import_module(f"pipeline.cli.{name}{'_' * keyword.iskeyword(name)}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    early = parser(early=True).parse_known_args(words)[0]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show every sign
    try:
        if not Path(early.directory).is_dir():
            raise Usage(f"there is no folder {early.directory}")
        with chdir(early.directory):  # as in git: every other path is relative to DIR
            return _carry_out(words, early)
    except tuple(_answers()) as error:
        answers = _answers().items()
        return next(answer(error) for kind, answer in answers if isinstance(error, kind))


def _carry_out(words: Sequence[str], early: argparse.Namespace) -> int:
    def go(cache: object = None) -> int:
        args = parser(words).parse_args(words)
        args.cache = cache
        return int(_module(args.command).run(args))

    if early.command not in _WRITING or {"-h", "--help"} & set(words):
        return go()
    from pipeline.cli.recorded import carry_out

    return carry_out(early, words, go)


def _usage(error: Any) -> int:
    say(f"l10n: {error}")
    return BAD_INPUT


def _faults(error: Any) -> int:
    from pipeline.model import PipelineError

    faults = error.exceptions if isinstance(error, ExceptionGroup) else [error]
    return report(f for f in faults if isinstance(f, PipelineError))


def _engine(error: Any) -> int:
    say(f"l10n: {error}")
    return BROKEN


def _interrupted(_error: Any) -> int:
    say("l10n: interrupted; what was finished is saved")
    return INTERRUPTED


def _closed_pipe(_error: Any) -> int:
    sys.stderr.close()
    return INTERRUPTED


def _system(error: Any) -> int:
    say(f"l10n: {error.filename or ''}: {error.strerror or error}")
    return BROKEN


def _unforeseen(error: Any) -> int:
    say(f"l10n: a fault of l10n itself, please report it: {type(error).__name__}: {error}")
    return BROKEN


def _answers() -> Mapping[type[BaseException], Callable[[Any], int]]:
    """What ends a command early, and the exit code it gives; the first that fits answers.

    Made when something has ended one: `l10n --version` does not import the model.
    """
    from pipeline.model import EngineError, PipelineError

    return {
        Usage: _usage,
        ExceptionGroup: _faults,
        PipelineError: _faults,
        EngineError: _engine,
        KeyboardInterrupt: _interrupted,
        BrokenPipeError: _closed_pipe,
        OSError: _system,
        Exception: _unforeseen,
    }
