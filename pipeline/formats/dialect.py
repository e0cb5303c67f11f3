"""The Markdown that every part of the pipeline speaks: CommonMark, GFM and what magazines add.

Front matter is split off by `formats.markdown` itself: pulldown-cmark's metadata option also
takes prose between two `---` in mid-document.
"""

from pyromark import Options

OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_GFM
    | Options.ENABLE_DEFINITION_LIST
)
