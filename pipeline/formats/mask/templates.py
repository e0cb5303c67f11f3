"""Shortcodes, template tags and values, attribute lists, snippets, formulas."""

import re

from pipeline.formats.mask import jsx
from pipeline.formats.mask.islands import Kind
from pipeline.formats.mask.scan import Scan

OPAQUE = frozenset(("highlight", "code", "code-toggle", "comment", "mermaid", "math", "katex"))
"""Paired shortcodes and tags that hold code: what stands between them is nobody's prose."""
_BODY = rb"(?:[^{}%>`]|\{(?![{%])|\}(?!\})|%(?!\})|>(?!\}\})|`[^`]*`)*+"
_SHORTCODE = re.compile(
    rb"\{\{(?:<" + _BODY + rb">|%" + _BODY.replace(rb"%(?!\})", rb"%(?!\}\})") + rb"%)\}\}"
)
_TAG = re.compile(rb"\{%(?:[^{}%]|\{(?![{%])|\}|%(?!\}))*+%\}")
_VALUE = re.compile(rb"\{\{(?:[^{}\n`]|\{(?!\{)|\}(?!\}))*+\}\}")
_NOTE = re.compile(rb"\{#[^\n]*?#\}")
_ATTRIBUTES = re.compile(rb"\{:[^{}\n]*\}")
_NAME = re.compile(rb"\{[{%][<%]?-?\s*(/?)\s*([\w./-]*)")
_SELF_CLOSED = re.compile(rb"/\s*[>%]\}\}\Z")
_DISPLAY_MATH = re.compile(rb"\$\$(?:[^$\n]|\$(?!\$)|\n(?![ \t>]*\r?\n))+?\$\$")
_INLINE_MATH = re.compile(rb"\$(?![\s$])([^$\n`]*?[^\s$\\`])\$(?!\d)")
_FORMULA = re.compile(rb"[\\^_={}]|\A[a-zA-Z]\Z")
"""What tells a formula from two prices in one line."""


def braces(scan: Scan, at: int) -> int:
    """`{{< >}}`, `{{% %}}`, `{% %}`, and what stands between a pair that holds code."""
    for pattern in (_SHORTCODE, _TAG):
        if match := pattern.match(scan.data, at):
            close, name = (g.decode() for g in _NAME.findall(match[0])[0])
            opens = not close and not _SELF_CLOSED.search(match[0])
            if opens and name in scan.opaque and (end := _pair_end(scan, name, match.end())):
                return scan.add(at, end, Kind.OPAQUE, name)
            return scan.add(at, match.end(), Kind.SHORTCODE, close + name)
    if match := _VALUE.match(scan.data, at):
        return scan.add(at, match.end(), Kind.EXPRESSION)
    return jsx.read(scan, at) if scan.mdx else 0


def _pair_end(scan: Scan, name: str, at: int) -> int:
    """Where the closing shortcode of a name ends, 0 when there is none."""
    if scan.unclosed.get(name.encode(), -1) >= 0:
        return 0
    word = re.escape(name).encode()
    closing = re.compile(rb"\{\{[<%%]\s*/\s*%b\s*[>%%]\}\}|\{%%-?\s*end%b\s*-?%%\}" % (word, word))
    match = closing.search(scan.data, at)
    if match is None:
        scan.unclosed[name.encode()] = at
        return 0
    return match.end()


def template_comment(scan: Scan, at: int) -> int:
    """`{# … #}`."""
    match = _NOTE.match(scan.data, at)
    return scan.add(at, match.end(), Kind.OPAQUE) if match else 0


def attributes(scan: Scan, at: int) -> int:
    """`{: .wide }`."""
    match = _ATTRIBUTES.match(scan.data, at)
    return scan.add(at, match.end(), Kind.ATTRIBUTES) if match else 0


def snippet(scan: Scan, at: int) -> int:
    """`--8<-- "file"`: the rest of its line."""
    if not scan.begins_line(at):
        return 0
    end = scan.data.find(b"\n", at)
    end = len(scan.data) if end < 0 else end
    return scan.add(at, at + len(scan.data[at:end].rstrip()), Kind.SHORTCODE, "snippet")


def math(scan: Scan, at: int) -> int:
    """`$$…$$`, and `$…$` where it holds a formula and not two prices."""
    if match := _DISPLAY_MATH.match(scan.data, at):
        return scan.add(at, match.end(), Kind.MATH)
    match = _INLINE_MATH.match(scan.data, at)
    if match and _FORMULA.search(match[1]):
        return scan.add(at, match.end(), Kind.MATH)
    return 0
