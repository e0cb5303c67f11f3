"""Joined sentences that a merge tears apart: nothing of them may count any more.

A translator who has put `~` behind a text has not said yet what it belongs to: only the next sync
writes `# joined:`, from what stands before it in the file. A merge may put something else there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model import Entry
from pipeline.model.joined import RECORD

Run = tuple[Entry, ...]
"""A text, or none, and every `~` directly behind it in a file that nobody doubts."""


def torn_apart(
    merged: Sequence[Entry], base: Sequence[Entry], branches: Iterable[Sequence[Entry]]
) -> tuple[Entry, ...]:
    """The merged entries; what the merge took apart or brought together is fuzzy.

    That is what is left of a run that a branch made and that stands no longer, and a `~` behind
    what it stands behind in no version.
    """
    old = {_words(run) for run in _runs(base)}
    made = [run for entries in branches for run in _runs(entries)]
    known = old | {_words(run) for run in made}
    now = {_words(run): run for run in _runs(merged)}
    broken = [run for run in made if _words(run) not in now.keys() | old]
    torn = {(e.key, e.target) for run in broken for e in run}
    torn |= {(e.key, e.target) for w, r in now.items() if w not in known for e in r if e.joined}
    return tuple(_doubted(e) if (e.key, e.target) in torn else e for e in merged)


def _runs(entries: Sequence[Entry]) -> list[Run]:
    found: list[Run] = []
    run: Run = ()
    for entry in entries:
        if entry.joined and not entry.fuzzy and run and entry.obsolete == run[0].obsolete:
            run = (*run, entry)
            continue
        found.append(run)
        run = (entry,)
    return [r for r in (*found, run) if any(e.joined for e in r) and not r[0].obsolete]


def _words(run: Run) -> tuple[object, ...]:
    return tuple((e.key, e.target, e.fuzzy) for e in run)


def _doubted(entry: Entry) -> Entry:
    if entry.fuzzy or entry.obsolete or not entry.target:
        return entry
    return replace(entry, fuzzy=True, raw=None).with_record(RECORD, None).with_record("mt", None)
