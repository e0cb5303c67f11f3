"""Start and end tags of the blocks that hold other blocks, by the kind of block."""

from collections.abc import Callable
from typing import Any

from pipeline.site import escape
from pipeline.site.places import Labels

Tags = tuple[str, str]


def _list(first: Any, _: Labels) -> Tags:
    """A list, with its first number when that is not one."""
    if first is None:
        return "<ul>\n", "</ul>\n"
    start = "" if first == 1 else f' start="{first}"'
    return f"<ol{start}>\n", "</ol>\n"


def _quote(kind: Any, labels: Labels) -> Tags:
    """A quotation, or an admonition with its title."""
    if kind is None:
        return "<blockquote>\n", "</blockquote>\n"
    name = str(kind).lower()
    title = (labels.alerts or {}).get(name) or escape.body(str(kind))
    opened = f'<aside class="admonition {name}" role="note">\n'
    return f'{opened}<p class="admonition-title">{title}</p>\n', "</aside>\n"


def _code(info: Any, _: Labels) -> Tags:
    """A code block with its language."""
    language = info["Fenced"].split(" ")[0] if isinstance(info, dict) else ""
    kind = f' class="language-{escape.value(language)}"' if language else ""
    return f"<pre><code{kind}>", "</code></pre>\n"


TAGS: dict[str, Callable[[Any, Labels], Tags]] = {
    "List": _list,
    "BlockQuote": _quote,
    "CodeBlock": _code,
    "Item": lambda _value, _labels: ("<li>", "</li>\n"),
    "DefinitionList": lambda _value, _labels: ("<dl>\n", "</dl>\n"),
    "DefinitionListDefinition": lambda _value, _labels: ("<dd>", "</dd>\n"),
}
