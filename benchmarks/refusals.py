"""How much of what a service allows is used: `python -m benchmarks.refusals`.

A real server on this machine answers so many requests a second and refuses the others with
Retry-After. A run with single texts is driven against it for a while. Goal: nine tenths.
"""

import sys
import threading
from pathlib import Path

from pipeline.disk.journal import Journal
from pipeline.dispatch import Office, drafts
from pipeline.engines.libretranslate import LibreTranslate
from pipeline.model import Catalog, DocumentId, Entry, Key, Limits, Locale
from pipeline.pretranslate import Job, Policy, Route, wishes

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

_ES = Locale("es")
_SECONDS = 30


def main() -> None:
    """Print the share for some rates."""
    for per_second in (5, 20, 50):
        print(f"{per_second} requests a second allowed: {_share(per_second):.1%} used")


def _share(per_second: int) -> float:
    """Texts answered in so many seconds, of those that the service would have answered."""
    import tempfile

    from engine_server import EngineServer

    texts = [f"Sleep well for {n} nights." for n in range(per_second * _SECONDS * 2)]
    catalog = Catalog("", tuple(Entry(Key(text)) for text in texts))
    policy = Policy(lambda *_: Route(("libretranslate",)))
    jobs = [wishes(Job(DocumentId("a.md"), _ES, catalog), policy)]
    stop = threading.Event()
    with tempfile.TemporaryDirectory() as folder, EngineServer() as server:
        engine = LibreTranslate(base_url=server.url("libretranslate"))
        engine.limits = Limits(texts=1, parallel=8)
        server.allow(per_second, per_second, "libretranslate")
        threading.Timer(_SECONDS, stop.set).start()
        journal = Journal.open(Path(folder))
        list(drafts(jobs, Office(lambda _: engine, journal, stop=stop)))
        journal.close()
        engine.close()
        allowed = per_second * (_SECONDS + 1)  # the first second's are there from the beginning
        return server.counts["libretranslate"].allowed / allowed


if __name__ == "__main__":
    main()
