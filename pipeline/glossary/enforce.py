"""Terms for engines: what is sent along with a text, and what never reaches one."""

from collections.abc import Iterator, Sequence

from pipeline.formats.inline import Atom, Piece, Text
from pipeline.glossary.index import Glossary, find, find_in_prose


def terms_for(text: str, glossary: Glossary, locale: str) -> tuple[tuple[str, str], ...]:
    """The terms that stand in a text, each with the translation that an engine should use.

    Names that are kept are not among them: no engine sees those (`protected`). Of terms of one
    spelling the first one counts. Raises nothing.
    """
    found: dict[str, str] = {}
    for hit in find(text, glossary):
        rendering = hit.term.rendering(locale)
        if rendering and rendering.use:
            found.setdefault(hit.term.text, rendering.use[0])
    return tuple(found.items())


def protected(pieces: Sequence[Piece], glossary: Glossary, locale: str) -> tuple[Piece, ...]:
    """The pieces with every name that stays as it is cut out of the text, as an atom.

    Such an atom has no kind: `constructs` does not count it, and joining the `raw` of all pieces
    gives the same text. A name that is partly emphasised is left to the checks. Raises nothing.

    >>> from pipeline.glossary.term import Term
    >>> book = Glossary((Term("Ann Lee", keep=True),))
    >>> [piece.raw for piece in protected([Text("Ask Ann Lee now")], book, "de")]
    ['Ask ', 'Ann Lee', ' now']
    """
    if not any(term.keep for term in glossary.terms):
        return tuple(pieces)
    return tuple(part for piece in pieces for part in _cut(piece, glossary, locale))


def _cut(piece: Piece, glossary: Glossary, locale: str) -> Iterator[Piece]:
    if not isinstance(piece, Text):
        yield piece
        return
    at = 0
    for hit in find_in_prose(piece.raw, glossary):
        if hit.start < at or not hit.term.kept(locale):
            continue
        if hit.start > at:
            yield Text(piece.raw[at : hit.start])
        yield Atom(piece.raw[hit.start : hit.end], "")
        at = hit.end
    if at < len(piece.raw):
        yield Text(piece.raw[at:])
