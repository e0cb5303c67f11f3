"""From source to localized pages, in the order of the work.

    bytes --parse--> Document --segment--> Document (units are sentences)
    Document + Catalog --sync--> Catalog (kept, carried, moved, stale, new, obsolete)
    Catalog + its parent's --inherit--> Catalog (only differences: de_AT from de)
    Document + old page + Catalog --adopt--> Catalog (drafts by people)
    accepted pairs --memory--> matches of a text, offered in notes
    Catalog + memory --pretranslate--> orders --dispatch--> engines --> Catalog (machine drafts)
    Catalogs --interchange--> one file for a translator, and back
    Catalog of two branches --merge--> Catalog
    Document + Catalog --checks--> Findings
    Document + texts --reassemble--> localized document
    localized documents --site--> pages

Every stage takes values and returns new ones; `flow` composes them, `dispatch` has engines asked,
`disk` is the only place that touches files, `engines` the only one that calls out, `cli` wires
them.
"""

__version__ = "0.1.0"
