"""What a sync says: per locale and catalog, in units and in words to review."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from pipeline.cli.terminal import count, say, show
from pipeline.model import Locale
from pipeline.sync import Changes

SCHEMA = "l10n-sync/1"
_SHOWN = 20
"""So many catalogs of a locale are listed; all of them are in `--format json`."""
_NAMES = ("new", "stale", "moved", "copied", "revived", "markup", "typography", "regrouped")
_CARRIED = ("markup", "typography")


@dataclass(slots=True)
class Totals:
    """What happened in one locale."""

    changes: Changes = field(default_factory=Changes)
    catalogs: dict[str, Changes] = field(default_factory=dict)
    """By path: the catalogs whose file had to be written."""
    overrides: int = 0
    """Lines of the record that are new, renewed or gone."""
    disagreements: list[str] = field(default_factory=list)
    """What could not be regrouped, a line each."""

    @property
    def files(self) -> int:
        """Files that had to be written."""
        return len(self.catalogs) + (self.overrides > 0)

    def add(self, changes: Changes, path: str = "") -> None:
        """Count one catalog; `path` names it where its file had to be written."""
        self.changes += changes
        if path:
            self.catalogs[path] = self.catalogs.get(path, Changes()) + changes


def print_totals(totals: Mapping[Locale, Totals]) -> None:
    """A line for each locale, and below it one for each catalog that changed."""
    for locale, total in totals.items():
        parts = list(_parts(total.changes))
        if total.overrides:
            parts.append(f"{count(total.overrides, 'override')} recorded")
        done = ", ".join(parts) or "all kept"
        written = f"; {count(total.files, 'file')} changed" if total.files else ""
        show(f"{locale}: {done}{written}; {count(total.changes.review, 'word')} to review")
        for path, changes in list(total.catalogs.items())[:_SHOWN]:
            show(f"  {path}: {_line(changes)}")
        if len(total.catalogs) > _SHOWN:
            show(f"  … and {count(len(total.catalogs) - _SHOWN, 'catalog')} more")
        for line in total.disagreements:
            say(f"l10n: {line}")


def _parts(changes: Changes) -> Iterator[str]:
    """`2 new`, `3 carried (markup)`: what became of the units that were not simply kept."""
    counts = asdict(changes)
    carried = [name for name in _CARRIED if counts[name]]
    for name in (*_NAMES, "obsolete"):
        if name in _CARRIED:
            if carried and name == carried[-1]:
                rules = " and ".join(f"{counts[n]:,} {n}" for n in carried)
                yield f"{sum(counts[n] for n in carried):,} carried ({rules})"
        elif counts[name]:
            yield f"{counts[name]:,} {name}"


def _line(changes: Changes) -> str:
    done = ", ".join(_parts(changes))
    kept = f"{changes.kept:,} kept" if changes.kept else ""
    return f"{', '.join(filter(None, (done, kept)))}; {count(changes.review, 'word')} to review"


def as_json(totals: Mapping[Locale, Totals]) -> str:
    """The same in the versioned form of docs/formats.md."""
    locales = {
        locale: {
            "totals": asdict(total.changes) | {"files": total.files, "overrides": total.overrides},
            "catalogs": {path: asdict(changes) for path, changes in total.catalogs.items()},
            "not_regrouped": total.disagreements,
        }
        for locale, total in totals.items()
    }
    return json.dumps({"schema": SCHEMA, "locales": locales}, ensure_ascii=False, indent=2)
