"""JSX inside a line: expressions and component tags that a CommonMark parser takes for prose.

The text of a unit does not say whether its document is MDX, so braces count as an expression only
where something between them is code; `{a, b}` stays prose.
"""

import re

_IN = "[^{}`]"  # a backtick more likely ends a code span than begins a string
_BRACES = rf"\{{(?:{_IN}|\{{(?:{_IN}|\{{(?:{_IN}|\{{{_IN}*+\}})*+\}})*+\}})*+\}}"
_ATTRIBUTE = (
    rf"""(?:[A-Za-z_@:][\w.:-]*+(?:\s*=\s*(?:"[^"\n]*+"|'[^'\n]*+'|{_BRACES}))?|{_BRACES})"""
)
_CODE = (
    r"\s*(?:/\*|\.\.\.)"  # a comment, a spread
    r"|[^{}]*(?:[\w\])]\(|=>|[=!]==?|&&|\|\||\?[.?]|\w\[\w|\$\{| [*/%+-] |\? *[\"'`<(])"
)
_STRING = r"\{\s*(?:\"[^\"\n]*+\"|'[^'\n]*+'|`[^`\n]*+`)\s*\}"
TAG = (
    rf"(?<!\\)<(?:/?[A-Z]\w*(?:[.:][\w-]+)+|/\w+(?:[.:][\w-]+)+)(?:\s+{_ATTRIBUTE})*+\s*/?>"
    rf"|(?<!\\)<[A-Za-z][\w.:-]*+(?=[^<>]*\{{)(?:\s+{_ATTRIBUTE})*+\s*/?>"
    r"|(?<!\\)<>(?=.*</>)|(?<!\\)</>"
)
"""A tag with a dotted name or braces, or that of a fragment; the parser knows the others."""
EXPRESSION = rf"(?<![\\{{`])(?:{_STRING}|(?=\{{(?:{_CODE})){_BRACES})"
_LITERAL = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`")


def counted(raw: str) -> str:
    """An expression as it is compared: what its strings say may be translated.

    >>> counted('{n === 1 ? "day" : "days"}')
    '{n === 1 ? "" : ""}'
    """
    return _LITERAL.sub(lambda match: match[0][0] * 2, raw)
