"""YAML text -> node trees -> text values by position.

The C loader's marks are character indexes (measured equal to pure Python's on 1,500 files).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from pipeline.formats.fields import Fields, below
from pipeline.formats.settings import read_settings
from pipeline.formats.values import ByteOf, Parsed, Scalar, choose
from pipeline.formats.yaml.lex import FLOW, content_indent, is_typed, trim_block
from pipeline.model import Document, DocumentId, SourceError, Syntax, Value

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = "tag:yaml.org,2002:str"
_MERGE = "tag:yaml.org,2002:merge"
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+(?:#[^\n]*\s*)*)+")
"""Anchor and tag before a value: skeleton."""
_ALIASES = 8
"""How often a node is walked: enough for values that aliases repeat, too few for those that
grow without end."""


def compose(text: str, path: str, first_line: int = 1) -> list[yaml.Node]:
    """The node trees of a YAML stream; raises SourceError with the line in the file."""
    try:
        return list(yaml.compose_all(text, Loader))
    except RecursionError:
        raise SourceError(path, "not valid YAML: nested too deeply", first_line) from None
    except yaml.reader.ReaderError as error:
        at = len(text.encode()[: error.position].decode(errors="ignore"))
        message = f"not valid YAML: {error.reason}"
        raise SourceError(path, message, first_line + text.count("\n", 0, at)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
        line = first_line + (text.count("\n", 0, mark.index) if mark else 0)
        raise SourceError(path, f"not valid YAML: {problem}", line) from None


def construct(text: str, node: yaml.Node, path: str, first_line: int = 1) -> Any:
    """What a tree says; of a key that stands twice the last.

    Raises SourceError for what composes and still is no value: a 13th month, a list as key.
    """
    try:
        return yaml.constructor.SafeConstructor().construct_document(node)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or _first_odd(node).start_mark
        problem = getattr(error, "problem", None) or error
        line = first_line + text.count("\n", 0, mark.index)
        raise SourceError(path, f"not valid YAML: {problem}", line) from None


def _first_odd(tree: yaml.Node) -> yaml.Node:
    """The scalar that is no value, such as the date of a 13th month."""
    try:
        for _, node, _ in _walk(tree, "", Counter(), flow=False):
            try:
                yaml.constructor.SafeConstructor().construct_document(node)
            except (ValueError, TypeError):
                return node
    except RecursionError:
        pass
    return tree


def _twice(node: yaml.Node, path: str, visits: Counter[int]) -> Iterator[tuple[str, int]]:
    """The paths of keys that stand twice in one mapping, with the position of the second."""
    visits[id(node)] += 1
    if visits[id(node)] > _ALIASES or isinstance(node, yaml.ScalarNode):
        return
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _twice(item, f"{path}[{index}]", visits)
        return
    names: set[str] = set()
    for key, value in node.value:
        here = path
        if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
            here = below(path, key.value)
            if key.value in names:
                yield here, key.start_mark.index
            names.add(key.value)
        yield from _twice(value, here, visits)


def scalars(text: str, node: yaml.Node) -> tuple[Scalar, ...]:
    """The text values of a tree in the order of its keys, merged ones last."""
    return tuple(
        _scalar(text, path, found, flow=flow)
        for path, found, flow in _walk(node, "", Counter(), flow=False)
        if found.tag == _TEXT and not _other_type(text, found)
    )


def _other_type(text: str, node: yaml.ScalarNode) -> bool:
    """A plain `1e3` is text to YAML 1.1 and a number to YAML 1.2: nobody's to translate."""
    if node.style or not is_typed(node.value):
        return False
    properties = _PROPERTIES.match(text, node.start_mark.index, node.end_mark.index)
    return not properties or "!" not in properties[0]


def _walk(
    node: yaml.Node, path: str, visits: Counter[int], *, flow: bool
) -> Iterator[tuple[str, yaml.ScalarNode, bool]]:
    """All scalars with their paths (`questions[3].answer`), those behind aliases too."""
    visits[id(node)] += 1
    if visits[id(node)] > _ALIASES:
        return
    flow = flow or bool(getattr(node, "flow_style", False))
    if isinstance(node, yaml.ScalarNode):
        yield path, node, flow
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, f"{path}[{index}]", visits, flow=flow)
    elif isinstance(node, yaml.MappingNode):
        merged: list[yaml.Node] = []
        for key, value in node.value:
            if key.tag == _MERGE:
                merged += value.value if isinstance(value, yaml.SequenceNode) else [value]
            elif isinstance(key, yaml.ScalarNode):
                yield from _walk(value, below(path, key.value), visits, flow=flow)
        for value in merged:
            yield from _walk(value, path, visits, flow=flow)


def _scalar(text: str, path: str, node: yaml.ScalarNode, *, flow: bool) -> Scalar:
    begin, end = node.start_mark.index, node.end_mark.index
    if properties := _PROPERTIES.match(text, begin, end):
        begin = properties.end()
    style = node.style or (FLOW if flow else "")
    indent = 0
    if style in ("|", ">"):
        indent = content_indent(text[begin:end], node.value)
        end = begin + len(trim_block(text[begin:end], indent))
    return Scalar(path, node.value, begin, end, style, indent)


def front_matter(id: DocumentId, text: str, first_line: int) -> Parsed | None:
    """What stands between two `---` lines; None when it is no mapping. Raises SourceError."""
    nodes = compose(text, id, first_line)
    if not nodes:
        return Parsed({}, ())
    if len(nodes) > 1 or not isinstance(nodes[0], yaml.MappingNode):
        return None
    return _parse(id, text, nodes[0], first_line)


def _parse(id: DocumentId, text: str, node: yaml.Node, first_line: int = 1) -> Parsed:
    try:
        found = scalars(text, node)  # before the constructor, which merges in place
        twice = tuple(
            (key, first_line + text.count("\n", 0, again))
            for key, again in _twice(node, "", Counter())
        )
    except RecursionError:
        raise SourceError(id, "not valid YAML: nested too deeply", first_line) from None
    return Parsed(construct(text, node, id, first_line), found, twice)


def read(id: DocumentId, data: bytes, fields: Fields) -> Document:
    """A YAML document: its values by `fields`, a byte order mark kept as skeleton."""
    text, at = data.decode("utf-8-sig"), 3 if data.startswith(b"\xef\xbb\xbf") else 0
    byte_of = ByteOf(text, at)
    first: Mapping[str, Any] = {}
    values: list[Value] = []
    for node in compose(text, id):
        parsed = _parse(id, text, node)
        first = parsed.fields if not first and isinstance(parsed.fields, dict) else first
        values += choose(id, parsed, fields, byte_of)
    settings = read_settings(id, first, text)
    return settings.apply(Document(id, data, tuple(values), syntax=Syntax.DATA))
