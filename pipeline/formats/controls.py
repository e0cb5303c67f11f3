"""Authors' controls: comments that tell the pipeline what to do with the text around them.

    <!-- l10n:off --> … <!-- l10n:on -->          nobody translates this
    <!-- l10n:note TEXT -->                       goes to the translator of the next block
    <!-- l10n:context NAME -->                    msgctxt of the next block
    <!-- l10n:adapt --> or adapt required         each locale writes the next block for itself
    <!-- l10n:only de_AT, fr --> … <!-- l10n:end -->   these locales alone have it

MDX writes them as `{/* l10n:off */}`. A control that is misspelt or has no partner is a fault
with its line; an `off` without `on` reaches to the end.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from pipeline.model import ADAPT, Block, Key, Region, Span

_CONTROL = re.compile(
    rb"(?:<!--|\{/\*)\s*l10n:\s*([\w-]*)\s*((?:(?!-->|\*/\}).)*?)\s*(?:-->|\*/\})", re.DOTALL
)
_PAIRS = {"off": "on", "only": "end"}
_NAMES = ("off", "on", "note", "context", "adapt", "only", "end")


@dataclass(frozen=True, slots=True)
class Control:
    """One comment, at its place."""

    start: int
    end: int
    name: str
    argument: str


def find(data: bytes, ranges: Iterable[tuple[int, int]]) -> Iterator[Control]:
    """The controls among the comments that stand in these ranges of a document."""
    for start, end in ranges:
        for m in _CONTROL.finditer(data, start, end):
            yield Control(m.start(), m.end(), m[1].decode(), " ".join(m[2].decode().split()))


@dataclass(slots=True)
class Controlled:
    """Blocks as the controls want them."""

    blocks: list[Block]
    regions: list[Region] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def apply(
    data: bytes,
    controls: Sequence[Control],
    blocks: list[Block],
    elements: Sequence[tuple[int, int]],
) -> Controlled:
    """Carry the controls out. `elements` are the ranges of all block elements."""
    done = Controlled(sorted(blocks, key=_start_of_block))
    if not controls:
        return done
    elements = sorted(elements, key=lambda e: (e[0], -e[1]))
    opened: dict[str, Control] = {}
    for control in controls:
        name = control.name
        if name in _PAIRS and name not in opened:
            opened[name] = control
        elif begin := next((b for b, e in _PAIRS.items() if e == name and b in opened), None):
            _between(data, done, opened.pop(begin), control)
        elif name in ("note", "context", "adapt"):
            _next(data, done, control, elements)
        else:
            _fault(data, done, control)
    for control in opened.values():
        missing = f"<!-- l10n:{_PAIRS[control.name]} --> is missing: close it"
        _fault(data, done, control, missing)
        if control.name == "off":
            _between(data, done, control, Control(len(data), len(data), "on", ""))
    done.faults.sort()
    done.regions.sort(key=lambda r: r.span.start)
    return done


def _fault(data: bytes, done: Controlled, control: Control, message: str = "") -> None:
    near = get_close_matches(control.name, _NAMES, 1, 0.5)
    if not message and control.name in _NAMES:
        begin = next((b for b, e in _PAIRS.items() if e == control.name), control.name)
        message = f"without an <!-- l10n:{begin} --> before it, or twice: remove it"
    hint = message or f"is no control: {f'did you mean {near[0]}?' if near else ', '.join(_NAMES)}"
    done.faults.append((data.count(b"\n", 0, control.start) + 1, f"l10n:{control.name} {hint}"))


def _between(data: bytes, done: Controlled, begin: Control, end: Control) -> None:
    """What stands between a pair: dropped for all, or kept for some locales."""
    if begin.name == "off":
        first, last = (
            bisect_left(done.blocks, at, key=_start_of_block) for at in (begin.end, end.start)
        )
        del done.blocks[first:last]
        return
    locales = tuple(x.replace("-", "_") for x in re.split(r"[\s,]+", begin.argument) if x)
    if not locales:
        _fault(data, done, begin, "names no locale: write for example l10n:only de_AT")
        return
    span = Span(_line_start(data, begin.start), _line_end(data, end.end))
    done.regions.append(Region(span, locales))


def _line_start(data: bytes, at: int) -> int:
    """The start of its line where nothing else stands before it."""
    line = data.rfind(b"\n", 0, at) + 1
    return line if not data[line:at].strip() else at


def _line_end(data: bytes, at: int) -> int:
    """The end of its line where nothing else stands behind it."""
    end = data.find(b"\n", at) + 1 or len(data)
    return end if not data[at:end].strip() else at


def _next(
    data: bytes, done: Controlled, control: Control, elements: Sequence[tuple[int, int]]
) -> None:
    """A control of the block element that follows."""
    following = bisect_left(elements, control.end, key=_start_of_range)
    span = elements[following] if following < len(elements) else (0, 0)
    first, last = (bisect_left(done.blocks, at, key=_start_of_block) for at in span)
    inside = done.blocks[first:last]
    if not inside:
        _fault(data, done, control, "has no text after it: put it right before a block")
        return
    if control.name == "adapt":
        if control.argument not in ("", "required"):
            _fault(data, done, control, "takes no word but required")
        region = Span(_line_start(data, control.start), _line_end(data, span[1]))
        done.regions.append(Region(region, required=control.argument == "required"))
    elif not control.argument or (control.name == "context" and control.argument == ADAPT):
        _fault(data, done, control, "takes a text" if not control.argument else "is reserved")
        return
    done.blocks[first:last] = [_marked(b, control, first=b is inside[0]) for b in inside]


def _start_of_range(element: tuple[int, int]) -> int:
    return element[0]


def _start_of_block(block: Block) -> int:
    return block.span.start


def _marked(block: Block, control: Control, *, first: bool) -> Block:
    if control.name == "note":
        return replace(block, notes=(*block.notes, control.argument)) if first else block
    context = ADAPT if control.name == "adapt" else control.argument
    units = tuple(replace(u, key=Key(u.key.text, context)) for u in block.units)
    if control.name == "adapt":
        notes = (*block.notes, "write what is right for your readers, or leave it empty")
        return replace(block, units=units, notes=notes)
    return replace(block, units=units)
