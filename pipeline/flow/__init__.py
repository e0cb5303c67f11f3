"""The stages composed: each function is one picklable job on values, for any executor.

Nothing here touches a file or calls out; `cli` reads what a job needs and writes what it made.
"""

from pipeline.flow.adopting import Imported, OldPage, adopt_pages, import_foreign
from pipeline.flow.catalogs import (
    accepted_pairs,
    agreed,
    around,
    lost,
    memory,
    regroup,
    update,
    update_differences,
)
from pipeline.flow.documents import load, load_old
from pipeline.flow.gate import gate
from pipeline.flow.pages import Outcome, for_people, localize, original

__all__ = [
    "Imported",
    "OldPage",
    "Outcome",
    "accepted_pairs",
    "adopt_pages",
    "agreed",
    "around",
    "for_people",
    "gate",
    "import_foreign",
    "load",
    "load_old",
    "localize",
    "lost",
    "memory",
    "original",
    "regroup",
    "update",
    "update_differences",
]
