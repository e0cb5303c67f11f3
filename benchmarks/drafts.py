"""What the gate for machine drafts says of finished translations, and how fast.

`python -m benchmarks.drafts FOLDER` reads `FOLDER/LOCALE/**/*.po` and prints for each locale the
units with text, how many of a thousand the rule on negation flags, how many the gate would keep out
for any reason, and units per second of processor time. On finished work the first two are noise or
true finds; `--show N` prints the first N of negation. It measures and never fails.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.checks import check_entry
from pipeline.flow import gate
from pipeline.formats import po
from pipeline.model import CatalogError, Entry, Key, Locale


def pairs(folder: Path) -> Iterator[tuple[Key, str]]:
    """The accepted texts of all catalogs in a folder, each pair once."""
    seen: dict[tuple[Key, str], None] = {}
    for path in sorted(folder.rglob("*.po")):
        try:
            entries = po.read(path.read_bytes(), str(path)).entries
        except CatalogError as error:
            print(error)
            continue
        kept = (e for e in entries if e.state.accepted and not e.obsolete and e.plural is None)
        seen.update(((e.key, e.target), None) for e in kept if not e.joined)
    yield from seen


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    print(f"{'':10}{'units':>8}{'negation':>10}{'kept out':>10}{'units/s':>10}")
    for folder in sorted(p for p in given.folder.iterdir() if p.is_dir()):
        locale, rows = Locale(folder.name), list(pairs(folder))
        if not rows:
            continue
        begun = time.process_time()
        out = sum(bool(gate(key, target, locale)) for key, target in rows)
        spent = time.process_time() - begun
        turned = [(k, t, f) for k, t in rows for f in faults(k, t, locale)]
        flagged = len({(k, t) for k, t, _ in turned})
        rates = (1000 * count / len(rows) for count in (flagged, out))
        shown = "".join(f"{rate:10.1f}" for rate in rates)
        print(f"{locale:10}{len(rows):8}{shown}{len(rows) / spent:10,.0f}")
        for key, target, message in turned[: given.show]:
            print(f"  {message}\n    {key.text}\n    {target}")


def faults(key: Key, target: str, locale: Locale) -> list[str]:
    """What the rule on negation says."""
    found = check_entry(Entry(key, target), locale)
    return [f"{f.level.value}: {f.message}" for f in found if f.rule == "negation"]


if __name__ == "__main__":
    main()
