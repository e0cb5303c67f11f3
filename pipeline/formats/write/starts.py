"""What would begin another block at the beginning of a line.

CommonMark and GFM, and what the generators we know add to them: definitions (`: text`; any colon
for pulldown-cmark), directives (`:::`), admonitions (`!!!`, `???`), abbreviations (`*[HTML]:`),
snippets (`--8<--`), content tabs (`===`). An escape too many renders the same, so the patterns may
be generous.
"""

import re

_START = re.compile(
    r"""
    (?P<number>\d{1,9})(?P<dot>[.)])(?=[ \t]|$)     # 1986. Jahr
    | [-=_*+|:]+(?=[ \t]|$)       # - nein, a rule, an underline, a delimiter row
    | [-_*](?:[ \t]*[-_*]){2,}[ \t]*$               # a rule with spaces
    | \#{1,6}(?=[ \t]|$) | > | \| | :               # # no, > zit, a table row, a definition
    | `{3,}(?=[^`]*$) | ~{3,} | -+8<-               # fence, snippet
    | \*?\[[^\]]{1,999}\]:                          # reference, footnote, abbreviation
    | \[[ xX]\](?=[ \t]|$) | \[![A-Za-z]+\]         # task, alert
    | (?:!{3}|\?{3}\+?)(?=[ \t]|$)                  # admonition
    """,
    re.VERBOSE,
)
_BLOCK_TAG = re.compile(
    r"""<(?: !-- | \? | ![A-Za-z\[] | /?(?: address|article|aside|base|basefont|blockquote|body
    |caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer
    |form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav
    |noframes|ol|optgroup|option|p|param|pre|script|search|section|style|summary|table|tbody|td
    |textarea|tfoot|th|thead|title|tr|track|ul )(?=[\s/>]|$) )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Tags that begin an HTML block even in the middle of a paragraph (CommonMark 0.31, 4.6)."""
_MODULE = re.compile(r"(?:import|export)\b")
"""JavaScript in MDX, which knows no escape: the first letter is written as a reference."""


def marker(text: str, at: int = 0) -> str:
    """What stands at `at` and would begin another block there, with the sign that follows it.

    Empty when nothing does.
    """
    found = _START.match(text, at) or _BLOCK_TAG.match(text, at)
    return text[at : found.end() + 1] if found else ""


def escape_start(text: str, source: str = "", *, mdx: bool = False) -> str:
    """The text, escaped where it would begin another block at the beginning of a line.

    What `source` begins with too is left alone: it began no block there. A tag has no escape
    that leaves it a tag.
    """
    found = _START.match(text)
    if found and marker(text) != marker(source):
        at = found.start("dot") if found["number"] else 0
        return f"{text[:at]}\\{text[at:]}"
    if mdx and _MODULE.match(text) and not _MODULE.match(source):
        return reference(text[0]) + text[1:]
    return text


def reference(char: str) -> str:
    """A character as a numeric reference: it shows the same and is never markup."""
    return f"&#{ord(char)};"


def ends_in_backslash(text: str) -> bool:
    """Whether the last sign is a backslash that would escape what follows."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1
