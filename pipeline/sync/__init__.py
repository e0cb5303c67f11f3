"""Stage 3: a catalog is brought up to date with the units of its document.

`stage` goes over the units: each finds its text in `pool`, the catalog as it was. An edited source
is paired with the text that lost its own (`pairing`); whether that text is still right is asked of
`carry`, which compares the two sources (`layout`) and makes a change of markup in the translation
(`transfer`). A person's text is never overwritten and never dropped. Sync is idempotent: a second
run gives the very same catalog.
"""

from pipeline.sync.changes import Changes
from pipeline.sync.pairing import CUTOFF
from pipeline.sync.renames import renames
from pipeline.sync.stage import Around, sync
from pipeline.sync.suggest import suggestion
from pipeline.sync.wanted import Wanted, wanted

__all__ = ["CUTOFF", "Around", "Changes", "Wanted", "renames", "suggestion", "sync", "wanted"]
