"""The page that shows today's document and the old one side by side: pairs and what is left."""

from collections.abc import Iterator, Sequence
from html import escape

from pipeline.adopt.enter import Adopted, Outcome, Row
from pipeline.adopt.found import Alignment, Pair

_HEAD = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
_TABLE = """\
<table><thead><tr><th scope="col">English today</th><th scope="col">Old translation</th>
<th scope="col">Score</th><th scope="col">What became of it</th></tr></thead><tbody>"""
_STYLE = """\
body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;
color:#1c1c1c;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0 2rem}
th,td{border-bottom:1px solid #ccc;padding:.45rem .6rem;text-align:left;vertical-align:top}
td.text{width:40%;overflow-wrap:anywhere}
tr.left td{background:#fff3d6}
tr.accepted td{background:#e7f5e7}
.note{color:#555;font-size:.9rem}
"""


def page(title: tuple[str, str], locale: str, alignment: Alignment, adopted: Adopted) -> bytes:
    """One self-contained HTML page; `title` names today's document and the old page.

    Every sentence of both stands in it: in a pair, or marked as left over.
    """
    here, there = title
    left, left_there = alignment.left
    lines = [
        f"{_HEAD}<title>{escape(here)} · {escape(there)}</title>",
        f"<style>{_STYLE}</style></head><body>",
        f"<h1>{escape(here)} <small>({escape(locale)})</small></h1>",
        f"<p>Old page: {escape(there)}. {_counts(adopted)}; left over: {len(left)} here, ",
        f"{len(left_there)} in the old page.</p>",
        _TABLE,
        *_rows(alignment, adopted.rows, locale),
        "</tbody></table>",
        "<h2>Left over in the old page</h2>",
        *_left(alignment, left_there, locale),
        "</body></html>\n",
    ]
    return "\n".join(lines).encode()


def _counts(adopted: Adopted) -> str:
    parts = [f"{adopted.count(o)} {o.value}" for o in Outcome if adopted.count(o)]
    return f"{len(adopted.rows)} pairs" + (f" ({escape(', '.join(parts))})" if parts else "")


def _rows(alignment: Alignment, rows: Sequence[Row], locale: str) -> Iterator[str]:
    """Today's sentences in order, each with its translation or without."""
    begins = {row.pair.ours.start: row for row in rows}
    inside = {n for row in rows for n in row.pair.ours}
    near = {n: p for p in alignment.doubtful for n in p.ours}
    for n, text in enumerate(alignment.ours):
        if n in begins:
            row = begins[n]
            ours = " ".join(alignment.ours[i] for i in row.pair.ours)
            moved = '<div class="note">stands in another place</div>' if row.pair.moved else ""
            became = f"<td>{row.pair.score:.2f}</td><td>{row.outcome.value}{moved}</td>"
            yield _row(row.outcome.name.lower(), (ours, row.text), locale, became)
        elif n not in inside:
            became = f"<td></td><td>{_nearest(alignment, near.get(n))}</td>"
            yield _row("left", (text, ""), locale, became)


def _nearest(alignment: Alignment, pair: Pair | None) -> str:
    if pair is None:
        return "left over"
    texts = " ".join(alignment.theirs[n] for n in pair.theirs)
    return f'left over<div class="note">too doubtful ({pair.score:.2f}): {escape(texts)}</div>'


def _left(alignment: Alignment, left: Sequence[int], locale: str) -> Iterator[str]:
    if not left:
        yield "<p>Nothing.</p>"
        return
    yield "<ol>"
    for n in left:
        english = n in alignment.english
        note = ' <span class="note">(still English)</span>' if english else ""
        lang = "en" if english else _tag(locale)
        text = escape(alignment.theirs[n])
        yield f'<li value="{n + 1}"><span lang="{lang}">{text}</span>{note}</li>'
    yield "</ol>"


def _row(kind: str, texts: tuple[str, str], locale: str, became: str) -> str:
    ours, theirs = map(escape, texts)
    return (
        f'<tr class="{kind}"><td class="text">{ours}</td>'
        f'<td class="text" lang="{_tag(locale)}">{theirs}</td>{became}</tr>'
    )


def _tag(locale: str) -> str:
    return escape(locale.replace("_", "-"))
