"""A run of inline pieces: which of it stands in English, and which of its lines are figures.

A run is what stands between two block boundaries. When all of it is English its element carries
the mark; when only some sentences are, each stretch gets a `<span>`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

BREAKS = frozenset(("SoftBreak", "HardBreak"))
_TITLE = re.compile(r' title="[^"]*"')


@dataclass(frozen=True, slots=True)
class Piece:
    """One top-level inline construct, or a stretch of text."""

    html: str
    kind: str
    """The event or tag it came from: `Text`, `Image`, `Emphasis`, `SoftBreak`."""
    english: bool | None = None
    """Whether it stands in English; None for white space, breaks and signs."""
    inner: str = ""
    """What stands between the tags of an emphasis; the title of an image."""
    inner_english: bool | None = None
    """Whether the title of an image stands in English."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An image with its line to itself, and the caption below it."""

    image: Piece
    caption: Piece


def is_english(pieces: Iterable[Piece]) -> bool:
    """Every piece that says something stands in English."""
    return {p.english for p in pieces} - {None} == {True}


def join(pieces: list[Piece], mark: str, *, alone: bool) -> tuple[str, str]:
    """The attributes for the run's element and the run's HTML.

    With `alone` false the element holds more than this run and cannot carry the mark.
    """
    if not any(p.english for p in pieces):
        return "", "".join(p.html for p in pieces)
    if is_english(pieces) and alone:
        return mark, "".join(p.html for p in pieces)
    return "", "".join(_stretches(pieces, mark))


def _stretches(pieces: list[Piece], mark: str) -> Iterator[str]:
    """English stretches in spans of their own, an image with the mark on itself."""
    for english, group in groupby(_settled(pieces), key=lambda p: bool(p.english)):
        members = list(group)
        html = "".join(p.html for p in members)
        if not english:
            yield html
        elif len(members) == 1 and members[0].kind == "Image":
            yield marked_image(members[0], mark)
        else:
            yield f"<span{mark}>{html}</span>"


def _settled(pieces: list[Piece]) -> Iterator[Piece]:
    """White space between two English pieces belongs to them, other white space to nobody."""
    for index, piece in enumerate(pieces):
        if piece.english is None:
            before = next((p.english for p in reversed(pieces[:index]) if p.english is not None), 0)
            after = next((p.english for p in pieces[index:] if p.english is not None), 0)
            yield Piece(piece.html, piece.kind, bool(before and after))
        else:
            yield piece


def marked_image(image: Piece, mark: str) -> str:
    """The image with the mark on its own tag, when its alt text is English."""
    return image.html.replace("<img", f"<img{mark}", 1) if image.english else image.html


def lines(pieces: list[Piece]) -> list[list[Piece]]:
    """The run cut at its line breaks, each line with the break before it."""
    cut: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind in BREAKS:
            cut.append([])
        cut[-1].append(piece)
    return cut


def figures(pieces: list[Piece]) -> list[Figure | list[Piece]]:
    """The run as figures and the prose between them.

    A line that is just an image is a figure when the next line is wholly emphasized (its caption)
    or, failing that, when the image has a title: few readers ever see a tooltip.
    """
    if not any(p.kind == "Image" for p in pieces):
        return [pieces]
    found: list[Figure | list[Piece]] = []
    prose: list[Piece] = []
    rest = lines(pieces)
    while rest:
        line = rest.pop(0)
        image, caption = _only(line, "Image"), _only(rest[0], "Emphasis") if rest else None
        if image and caption:
            rest.pop(0)
        elif image and image.inner and not (rest and prose):
            caption = Piece(image.inner, "Title", image.inner_english, image.inner)
        if not image or not caption:
            prose += line
            continue
        found += [prose] if _says(prose) else []
        found.append(Figure(image, caption))
        prose = []
    if prose and prose[0].kind in BREAKS and found:
        prose = prose[1:]
    return [*found, prose] if _says(prose) else found


def _only(line: list[Piece], kind: str) -> Piece | None:
    """The line's single piece of that kind, when nothing else stands on the line."""
    shown = [p for p in line if p.kind not in BREAKS and p.html.strip()]
    return shown[0] if len(shown) == 1 and shown[0].kind == kind else None


def _says(pieces: list[Piece]) -> bool:
    return any(p.kind not in BREAKS and p.html.strip() for p in pieces)


def figure(found: Figure, mark: str) -> str:
    """`<figure>` with its caption; image and caption each carry their own mark."""
    caption_mark = mark if found.caption.english else ""
    image = marked_image(found.image, mark)
    if found.caption.kind == "Title":  # said once is enough
        image = _TITLE.sub("", image, count=1)
    caption = f"<figcaption{caption_mark}>{found.caption.inner}</figcaption>"
    return f"<figure>{image}\n{caption}</figure>\n"
