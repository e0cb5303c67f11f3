"""Links, images and ids of the source that lead nowhere.

Only what can be decided is: relative destinations that name a document or an image, and the ids
by which an article names its author, category, FAQ, providers and related articles, where the
project has such a folder at all.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote

import pyromark

from pipeline.formats.dialect import OPTIONS
from pipeline.formats.front_matter import texts
from pipeline.formats.outline import read_outline
from pipeline.formats.scalars import line_in_value
from pipeline.model import Document, DocumentId, Syntax, Value

_DOCUMENT = (".md", ".yaml", ".yml")
_IMAGE = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
_IDS = {
    "author": "people/{}.yaml",
    "reviewer": "people/{}.yaml",
    "faq": "faqs/{}.yaml",
    "providers": "providers/{}.yaml",
    "related": "articles/{}.md",
}
"""Front-matter keys of the content model, and the file that an id stands for."""
_ITEM = re.compile(r"\[\d+\]\Z")
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{")


@dataclass(frozen=True, slots=True)
class Dangling:
    """One reference that leads nowhere."""

    document: DocumentId
    line: int
    message: str


def dangling(
    documents: Mapping[DocumentId, Document],
    names: Collection[str],
    originals: Mapping[DocumentId, Document] | None = None,
) -> Iterator[Dangling]:
    """Every reference of these documents that has no target among `names`, the source's files.

    `originals` are the documents whose headings anchors lead to, where these are others.
    """
    originals = documents if originals is None else originals
    folders = {name.partition("/")[0] for name in names if "/" in name}
    for id, document in documents.items():
        for line, destination in _destinations(document):
            if message := _fault(id, destination, originals, names):
                yield Dangling(id, line, message)
        for line, _, destination in _named(document, ("image",)):
            if message := _fault(id, destination, originals, names):
                yield Dangling(id, line, message)
        for line, key, name in _named(document, _IDS):
            path = _IDS[key].format(name)
            if path.partition("/")[0] in folders and path not in names:
                yield Dangling(
                    id, line, f"{key}: {name} has no file {path}: create it or correct the id"
                )


def _fault(
    id: DocumentId,
    destination: str,
    documents: Mapping[DocumentId, Document],
    names: Collection[str],
) -> str:
    """What is wrong with a link or image destination, empty when nothing is."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//|/", destination, re.IGNORECASE) or _TEMPLATE.search(
        destination
    ):
        return ""
    path, _, anchor = destination.partition("#")
    target = normpath(f"{id.rpartition('/')[0]}/{unquote(path)}").lstrip("/") if path else id
    if path and not path.lower().endswith(_DOCUMENT + _IMAGE):
        return ""
    if target not in names:
        kind = "image" if path.lower().endswith(_IMAGE) else "link target"
        return f"the {kind} {destination} does not exist: correct the path or add the file"
    wanted = documents.get(DocumentId(target))
    if anchor and wanted is not None and target.endswith(".md") and anchor not in _anchors(wanted):
        return f"{destination}: no heading of {target} has the id {anchor}"
    return ""


def _anchors(document: Document) -> Collection[str]:
    return _anchors_of(document.data, document.body)


@lru_cache(maxsize=4096)
def _anchors_of(data: bytes, base: int) -> frozenset[str]:
    return frozenset(h.id for h in read_outline(data[base:].decode()))


def _destinations(document: Document) -> Iterator[tuple[int, str]]:
    """(line, destination) of every link and image in Markdown, in values too."""
    for at, url in _links(document):
        yield document.data.count(b"\n", 0, at) + 1, url
    for part in document.parts:
        if isinstance(part, Value):
            for at, url in _links(part.inner):
                yield line_in_value(document.data, part, at), url


def _links(document: Document) -> Iterator[tuple[int, str]]:
    """(byte, destination) of every link and image of a Markdown body."""
    if document.syntax is not Syntax.MARKDOWN:
        return
    base = document.body
    body = document.data[base:].decode()
    for event, where in pyromark.events_with_range(body, options=OPTIONS):
        match event:
            case {"Start": {"Link": {"dest_url": url, "link_type": kind}}} if kind != "Email":
                yield base + where["start"], url
            case {"Start": {"Image": {"dest_url": url}}}:
                yield base + where["start"], url


def _named(document: Document, keys: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """(line, key, value) of what the front matter of a document names under these keys."""
    for line, scalar in texts(document):
        key = _ITEM.sub("", scalar.path)
        if key in keys and scalar.value:
            yield line, key, scalar.value
