"""What leaves the machine, said before it does."""

from collections.abc import Iterator, Sequence

from pipeline.cli.terminal import count, say
from pipeline.dispatch import Office, plan
from pipeline.model import EngineError
from pipeline.pretranslate import Wishes

_SHOWN = 3
"""Documents that are named; of the others only how many."""


def announce(jobs: Sequence[Wishes], office: Office) -> None:
    """Say which texts go where, to stderr; nothing where all stays on this machine."""
    names = dict.fromkeys(n for job in jobs for order in job.orders.values() for n in order.engines)
    places = {name: place for name in names if (place := _place(name, office))}
    if not places:
        return
    loads = plan(jobs, office)
    for name, place in places.items():
        mine = {locale: load for (engine, locale), load in loads.items() if engine == name}
        units = sum(load.units for load in mine.values())
        characters = sum(load.characters for load in mine.values())
        what = f"{count(units, 'text')} ({count(characters, 'character')})" if units else ""
        what = what or "what other engines leave"
        say(f"l10n: {name}: {place} is sent {what} of {_documents(jobs, name)}")


def _place(name: str, office: Office) -> str:
    try:
        return office.engine(name).place
    except EngineError:
        return ""


def _documents(jobs: Sequence[Wishes], name: str) -> str:
    found = sorted(set(_wanting(jobs, name)))
    rest = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + rest


def _wanting(jobs: Sequence[Wishes], name: str) -> Iterator[str]:
    for job in jobs:
        if any(name in order.engines for order in job.orders.values()):
            yield f"{job.job.document} ({job.job.locale})"
