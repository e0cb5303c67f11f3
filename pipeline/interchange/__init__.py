"""Catalogs go out in one file and come back: the work file, templates, XLIFF and TMX.

    documents + catalogs --gather--> rows --work | xliff--> a file for a translator
    a file of a translator --work | xliff--> offers --put_back--> catalogs and conflicts
    accepted pairs --tmx--> a memory, and back

A row remembers in the file what its entry held at export (`mark`), so that the import knows what
the translator has changed, and what others have changed meanwhile. `xliff` and `tmx` need lxml, the
`interchange` extra, and are imported only when such a file is written or read.
"""

from pipeline.interchange.gather import Described, Row, described, merged, open_rows, rows, template
from pipeline.interchange.put_back import Conflict, Offer, Returned, put_back

__all__ = [
    "Conflict",
    "Described",
    "Offer",
    "Returned",
    "Row",
    "described",
    "merged",
    "open_rows",
    "put_back",
    "rows",
    "template",
]
