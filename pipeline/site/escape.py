"""How text becomes HTML, by the rules of pulldown-cmark's own writer, so that both can be compared.

Body text keeps its quotes, attribute values do not, and addresses are percent-encoded outside the
set of signs that pulldown-cmark calls safe.
"""

from urllib.parse import quote

_BODY = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_SAFE = "!#$%&'()*+,-./:;=?@_^~"
_ADDRESS = str.maketrans({"&": "&amp;", "'": "&#x27;"})


def body(text: str) -> str:
    """Text between tags."""
    return text.translate(_BODY)


def value(text: str) -> str:
    """Text between the quotes of an attribute."""
    return text.translate(_VALUE)


def address(url: str) -> str:
    """A link destination between the quotes of `href` or `src`."""
    return quote(url, safe=_SAFE).translate(_ADDRESS)
