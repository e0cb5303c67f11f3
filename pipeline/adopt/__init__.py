"""Stage beside pretranslate: translations that exist as pages or foreign catalogs come in.

    Document -> passages          (the blocks of a page as sentences)
    passages of two pages -> align -> pairs, and what is left over
    pairs + Catalog -> enter -> Catalog (drafts, or accepted)
    all of it -> report           (a page that shows both sides)
    Document + foreign Catalog -> match, put -> Catalog by whole blocks, for resegment

What stands in a catalog is never overwritten, and nothing of either page is dropped unsaid.
"""

from pipeline.adopt.align import align
from pipeline.adopt.enter import Adopted, Job, Outcome, Row, enter
from pipeline.adopt.foreign import match, put, recorded, unmatched
from pipeline.adopt.found import Alignment, Pages, Pair
from pipeline.adopt.passages import Passage, passages

__all__ = [
    "Adopted",
    "Alignment",
    "Job",
    "Outcome",
    "Pages",
    "Pair",
    "Passage",
    "Row",
    "align",
    "enter",
    "match",
    "passages",
    "put",
    "recorded",
    "unmatched",
]
