"""XML in and out through lxml, with the care that a stranger's file needs."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from pipeline.model import PipelineError

XML = "{http://www.w3.org/XML/1998/namespace}"
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 file can hold, not even as a reference (its production 2)."""


class InterchangeError(PipelineError):
    """A file that cannot be read, or is none of ours."""


def possible(text: str) -> bool:
    """Whether XML can hold a text."""
    return not _IMPOSSIBLE.search(text)


def mended(text: str) -> str:
    """A note that XML can hold: U+FFFD for what it cannot."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def child(
    parent: Any, name: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> Any:
    """A new element at the end of its parent."""
    made = etree.SubElement(parent, name, dict(attributes or {}))
    if text:
        made.text = text
    return made


def root(space: str, name: str, attributes: Mapping[str, str], **prefixes: str) -> Any:
    """A new document; its name space is the default one, `prefixes` name others."""
    names: dict[Any, str] | None = {None: space, **prefixes} if space else None
    return etree.Element(f"{{{space}}}{name}" if space else name, dict(attributes), names)


def serialize(tree: Any) -> bytes:
    """The file: UTF-8, indented where no text stands."""
    data: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return data


def parse(data: bytes, path: str) -> Any:
    """The root element of a file; raises InterchangeError.

    Nothing outside the file is read and no entity is replaced: a file that declares any is
    refused, as what stands in its place would be lost or could grow without limit.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        top = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"no XML that can be read: {error.msg}"
        raise InterchangeError(path, message, error.lineno or 0) from None
    declared = top.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise InterchangeError(path, "it declares entities: refused, export it without a DTD", 1)
    return top


def name(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def namespace(element: Any) -> str:
    """Its namespace, empty for none."""
    return etree.QName(element).namespace or ""


def children(element: Any, *names: str) -> Any:
    """Its children of these names, in any namespace."""
    return element.iterchildren(*(f"{{*}}{n}" for n in names))


def first(element: Any, tag: str) -> Any:
    """Its first child of that name, None without one."""
    return next(iter(children(element, tag)), None)


def tag(locale: str) -> str:
    """A locale as BCP 47 has it: `de_AT` is `de-AT`."""
    return locale.replace("_", "-")


def text_of(element: Any, empty: Iterable[str] = ()) -> str | None:
    """All text in an element, that of inline elements included.

    None where an inline element stands for something that is not in the file: one without
    text, unless it is of those that may be `empty`.
    """
    if element is None:
        return ""
    allowed = set(empty)
    for inner in element.iterdescendants():
        if name(inner) not in allowed and not "".join(inner.itertext()):
            return None
    return "".join(element.itertext())
