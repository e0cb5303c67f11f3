"""How fast PO files are read and written, as ratios to polib that hold on any machine.

`make bench` prints a table for catalogs of 50, 1,000 and 100,000 entries, as sync writes them and
as GNU msgcat and most editors wrap them: reading, and writing after one text was accepted, each
beside polib's own with its defaults; and the memory of a catalog beside its file. Both read from
memory and write to memory. Processor time of this process, the best of several rounds that take
turns. It measures and never fails.
"""

import gc
import shutil
import subprocess
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import polib

from benchmarks.articles import sentence
from benchmarks.documents import Row, best
from pipeline.formats import po
from pipeline.model import Catalog, Entry, Key, Locale

_ACCENTS = str.maketrans("aceginorsuyz", "åçéĝîñöřšûýž")
_ROUNDS = {50: 40, 1_000: 7, 100_000: 1}
_SECTION, _DOCUMENT = 8, 50
"""So many entries stand in one section, and in one document."""


def entries(count: int) -> Iterator[Entry]:
    """Entries as they stand while people work: accepted, stale, drafted, some with a context."""
    random = Random(1)
    for n in range(count):
        source = f"{sentence(random)} {sentence(random)} ({n})"
        notes = (f"paragraph · Section {n // _SECTION}",)
        entry = Entry(Key(source), notes=notes, references=(f"source/a/{n // _DOCUMENT}.md",))
        target = source.translate(_ACCENTS)
        kind = random.random()
        if kind < 0.06:  # noqa: PLR2004 - the share that was measured in translated projects
            old = Key(source.replace("the", "a"))
            stale = replace(entry, target=target, fuzzy=True, previous=old)
            yield stale.with_record("accepted", old.digest(target))
        elif kind < 0.2:  # noqa: PLR2004 - and of drafts that wait
            yield entry.drafted(target, "apertium")
        else:
            yield replace(entry, target=target, obsolete=kind > 0.95)  # noqa: PLR2004 - and gone


def files(count: int) -> Iterator[tuple[str, bytes]]:
    """The catalog in both styles."""
    header = po.new_catalog(Locale("de"), "Benchmark").header
    made = sorted(entries(count), key=lambda e: e.obsolete)
    data = po.write(Catalog(header, tuple(made)))
    yield "one line a text", data
    msgcat = shutil.which("msgcat")
    if msgcat:
        wrapped = subprocess.run([msgcat, "-"], input=data, capture_output=True, check=True)  # noqa: S603 - a fixed tool
        yield "wrapped", wrapped.stdout


def accepted(catalog: Catalog) -> Catalog:
    """A person has accepted the text in the middle."""
    at = len(catalog.entries) // 2
    entry = replace(catalog.entries[at], target="Angenommen.", fuzzy=False, raw=None)
    return replace(catalog, entries=(*catalog.entries[:at], entry, *catalog.entries[at + 1 :]))


def memory(data: bytes) -> float:
    """Bytes of Python objects for each byte of the file, while it is read at the most."""
    gc.collect()
    tracemalloc.start()
    po.read(data, "x.po")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / len(data)


def rows(count: int, style: str, data: bytes) -> Iterator[Row]:
    """The lines of the table for one file."""
    text, catalog = data.decode(), po.read(data, "x.po")
    theirs = polib.pofile(text)
    rounds = _ROUNDS[count]
    ours, other = best(rounds, lambda: po.read(data, "x.po"), lambda: polib.pofile(text))
    saved, dumped = best(rounds, lambda: po.write(accepted(catalog)), lambda: str(theirs))
    each, megabytes = len(data) / count, len(data) / 1e6
    print(f"{count:,} entries of {each:.0f} bytes, {style}: {megabytes / ours:.0f} MB/s read")
    what = f"{count:,} entries, {style}"
    yield Row(f"read beside polib, {what}", ours / other, 1 / 7, "{:.3f} ×")
    yield Row(f"write after an edit beside polib, {what}", saved / dumped, 1 / 50, "{:.4f} ×")
    yield Row(f"memory beside the file, {what}", memory(data), 10, "{:.1f} ×")


if __name__ == "__main__":
    for size in _ROUNDS:
        for name, written in files(size):
            for row in rows(size, name, written):
                print(row, flush=True)
