"""YAML by position: which scalars are prose, and how a new value goes back in its own style.

Only the bytes of a changed value change; comments, key order, quoting and indentation stay.
The C loader's marks are character indexes (measured equal to pure Python's on 1,500 files).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import yaml

from pipeline.formats.blocks import read_body
from pipeline.formats.fields import Fields, context
from pipeline.formats.html.strings import STYLE, write_string
from pipeline.formats.runs import Run, read_unit
from pipeline.model import Block, Document, DocumentId, Form, SourceError, Span, Syntax, Value

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = "tag:yaml.org,2002:str"
_HEADS = ("question", "title")
"""Fields that head what stands beside them, as a heading heads its section."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)+")
"""Anchor and tag before a value: skeleton."""
_FLOW = "["
"""The style of a plain scalar between brackets, where commas have to be quoted."""


@dataclass(frozen=True, slots=True)
class _Scalar:
    path: str
    node: yaml.ScalarNode
    flow: bool


def compose(text: str, path: str, first_line: int = 1) -> list[yaml.Node]:
    """The node trees of a YAML stream; raises SourceError with the line in the file."""
    try:
        return list(yaml.compose_all(text, Loader))
    except RecursionError:
        raise SourceError(path, "not valid YAML: nested too deeply", first_line) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
        line = first_line + (mark.line if mark else 0)
        raise SourceError(path, f"not valid YAML: {problem}", line) from None


def read_values(
    id: DocumentId, text: str, nodes: list[yaml.Node], fields: Fields, base: int = 0
) -> list[Value]:
    """The prose scalars of `text`, with byte spans shifted by `base`."""
    seen: set[int] = set()
    try:
        scalars = [s for node in nodes for s in _walk(node, "", seen, flow=False)]
    except RecursionError:
        raise SourceError(id, "not valid YAML: nested too deeply", 1) from None
    found = sorted(scalars, key=lambda s: s.node.start_mark.index)
    values: list[Value] = []
    sections: dict[str, str] = {}
    char = byte = 0
    for scalar in found:
        node, field = scalar.node, fields.find(scalar.path)
        if field is None or node.tag != _TEXT or node.start_mark.index < char:
            continue
        at = _PROPERTIES.match(text, node.start_mark.index)
        begin = at.end() if at else node.start_mark.index
        start = byte + len(text[char:begin].encode())
        raw = _trimmed(text[begin : node.end_mark.index], node.style)
        byte, char = start + len(raw.encode()), begin + len(raw)
        parent = scalar.path.rpartition(".")[0]
        section = sections.get(parent, "")
        inner = _inner(id, node.value, scalar.path, section, fields if field.markdown else None)
        if inner.parts:
            values.append(_value(scalar, start + base, byte + base, raw, inner))
        if not field.markdown and scalar.path.endswith(_HEADS):
            sections[parent] = node.value.strip()
    return values


def _walk(node: yaml.Node, path: str, seen: set[int], *, flow: bool) -> Iterator[_Scalar]:
    """All scalars with their paths (`questions[3].answer`); what an alias repeats only once."""
    if id(node) in seen:
        return
    seen.add(id(node))
    flow = flow or bool(getattr(node, "flow_style", False))
    if isinstance(node, yaml.ScalarNode):
        yield _Scalar(path, node, flow)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, f"{path}[{index}]", seen, flow=flow)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                name = f"{path}.{key.value}" if path else key.value
                yield from _walk(value, name, seen, flow=flow)


def refuse_unreadable(nodes: Iterable[yaml.Node], path: str, first_line: int = 1) -> None:
    """Raise SourceError for what composes and still is no value: a 13th month, a list as key."""
    for node in nodes:
        try:
            yaml.constructor.SafeConstructor().construct_document(node)
        except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None) or node.start_mark
            problem = getattr(error, "problem", None) or error
            raise SourceError(path, f"not valid YAML: {problem}", first_line + mark.line) from None


def _trimmed(raw: str, style: str | None) -> str:
    """A block scalar's mark runs on to the next token: its trailing blank lines are skeleton."""
    return raw.rstrip() if style in ("|", ">") else raw


def _value(scalar: _Scalar, start: int, end: int, raw: str, inner: Document) -> Value:
    style = scalar.node.style or (_FLOW if scalar.flow else "")
    lines = raw.split("\n")[1:]
    indent = min((len(x) - len(x.lstrip(" ")) for x in lines if x.strip()), default=0)
    return Value(Span(start, end), scalar.path, style, indent, inner)


def _inner(id: DocumentId, value: str, path: str, section: str, fields: Fields | None) -> Document:
    data = value.encode()
    if fields:
        read = read_body(data, fields=fields)
        blocks = tuple(_under(b, section) if section else b for b in read.blocks)
        return Document(id, data, blocks, regions=read.regions, faults=read.faults)
    return Document(id, data, tuple(_paragraphs(value, path)), syntax=Syntax.DATA)


def _under(block: Block, section: str) -> Block:
    return block if block.section else replace(block, section=section)


def _paragraphs(value: str, path: str) -> Iterator[Block]:
    """Plain text: one block for each paragraph, a single line end reads as a space."""
    data, at = value.encode(), 0
    role = re.sub(r"\[\d+\]", "", path).rpartition(".")[2]
    for paragraph in _PARAGRAPH.split(value):
        start = data.index(paragraph.encode(), at)
        at = start + len(paragraph.encode())
        unit = read_unit(data, Run(start, at, ((start, at),), (), (), 0), context(path))
        if unit and any(map(str.isalnum, unit.key.text)):
            yield Block(unit.span, Form.PLAIN, role, "", (unit,))


def write_scalar(raw: str, style: str, indent: int, new: str) -> str:
    """The scalar that reads as `new`, in the style of `raw` where YAML allows that.

    Falls back to double quotes on one line, which can say anything.
    """
    if style == STYLE:
        return write_string(new)
    writers = {"|": _literal, ">": _folded, "'": _single, '"': _double}
    written = writers.get(style, _plain)(raw, indent, new)
    newline = "\r\n" if "\r\n" in raw else "\n"
    if written is not None and _reads_as(written, new, flow=style == _FLOW):
        return written.replace("\n", newline) if newline != "\n" else written
    return _double(raw, indent, new)


def _literal(raw: str, indent: int, new: str) -> str:
    head = raw.split("\n", 1)[0].rstrip("\r")
    pad = " " * indent
    return "\n".join([head, *(pad + x if x else "" for x in new.rstrip("\n").split("\n"))])


def _folded(raw: str, indent: int, new: str) -> str:
    """Filled to the width of the source; a line end in the value is a blank line here."""
    head, *old = raw.replace("\r\n", "\n").split("\n")
    pad, width = " " * indent, max((len(x) - indent for x in old), default=80)
    lines: list[str] = []
    for paragraph in new.rstrip("\n").split("\n"):
        if lines:
            lines.append("")
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > width:
                lines.append(pad + line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(pad + line if line else "")
    return "\n".join([head, *lines])


def _single(_raw: str, _indent: int, new: str) -> str | None:
    return None if "\n" in new else "'" + new.replace("'", "''") + "'"


def _double(_raw: str, _indent: int, new: str) -> str:
    dumped: str = yaml.safe_dump(new, default_style='"', allow_unicode=True, width=float("inf"))
    return dumped.rstrip("\n")


def _plain(_raw: str, _indent: int, new: str) -> str | None:
    return None if "\n" in new else new


def _reads_as(written: str, new: str, *, flow: bool) -> bool:
    """Whether YAML reads back what was meant; trailing line ends follow the chomping sign."""
    text = f"- [{written}]\n" if flow else f"k: {written}\n"
    try:
        loaded = yaml.load(text, Loader)  # noqa: S506 - a safe loader, by another name
    except yaml.YAMLError:
        return False
    value = loaded[0][0] if flow and loaded and loaded[0] else None if flow else loaded.get("k")
    return isinstance(value, str) and value.rstrip("\n") == new.rstrip("\n")


def content_class(nodes: Iterable[yaml.Node]) -> str:
    """The text under the top-level key `class`, empty when there is none."""
    for node in nodes:
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.value == "class" and isinstance(value, yaml.ScalarNode):
                return str(value.value)
    return ""


def read(id: DocumentId, data: bytes, fields: Fields) -> Document:
    """A YAML document: its values by `fields`, a byte order mark kept as skeleton."""
    text, base = data.decode("utf-8-sig"), 3 if data.startswith(b"\xef\xbb\xbf") else 0
    nodes = compose(text, id)
    refuse_unreadable(nodes, id)
    values = read_values(id, text, nodes, fields, base)
    return Document(id, data, tuple(values), syntax=Syntax.DATA, content_class=content_class(nodes))
