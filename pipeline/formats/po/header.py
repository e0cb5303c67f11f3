"""The header of a PO file, field by field, for a merge of two branches."""

import re

_LINE = re.compile(r'\s*(?:msgstr\s*)?"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(.)")
_DATE = "PO-Revision-Date"
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.ASCII)

Fields = dict[str, str]
"""The fields in file order; a field that stands twice has a number in its name here."""


def merge_headers(base: str, ours: str, theirs: str) -> str:
    """The header with the changes of both; equal with ours and theirs exchanged.

    A field that both have changed is taken from the header with the later `PO-Revision-Date`,
    as who edited it last also belongs to that date; comments of both are kept.
    """
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    later, earlier = sorted((ours, theirs), key=lambda h: (fields(h).get(_DATE, ""), h))[::-1]
    old, first, second = fields(base), fields(later), fields(earlier)
    merged: Fields = {}
    for name in {**first, **second}:
        a, b, o = first.get(name), second.get(name), old.get(name)
        value = b if a == o else a
        if value is not None:
            merged[name] = value
    comments = _merge_comments(_comments(base), _comments(later), _comments(earlier))
    if (comments, merged) == (_comments(later), first):
        return later
    newline = "\r\n" if "\r\n" in later else "\n"
    return _render(comments, merged).replace("\n", newline)


def declared_charset(header: str) -> str:
    """The charset that a header names, in small letters; UTF-8 where it names none."""
    found = _CHARSET.search(fields(header).get("Content-Type", ""))
    return found[1].lower() if found else "utf-8"


def fields(header: str) -> Fields:
    """The fields of a header entry as it stands in a file."""
    body = header.partition("msgstr")[2]
    parts = (_LINE.fullmatch(line) for line in f"msgstr{body}".splitlines())
    text = "".join(_ESCAPE.sub(_unescape, m[1]) for m in parts if m)
    found: Fields = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        unique = name
        while unique in found:
            unique += "\0"
        if line:
            found[unique] = value if colon else "\0"
    return found


def _unescape(match: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t"}.get(match[1], match[1])


def _comments(header: str) -> list[str]:
    return [x for x in header.partition("msgid")[0].splitlines() if x.strip()]


def _merge_comments(base: list[str], later: list[str], earlier: list[str]) -> list[str]:
    kept = [x for x in later if x in earlier or x not in base]
    return kept + [x for x in earlier if x not in later and x not in base]


def _render(comments: list[str], merged: Fields) -> str:
    lines = [*comments, 'msgid ""', 'msgstr ""']
    for name, value in merged.items():
        line = name.rstrip("\0") + ("" if value == "\0" else f":{value}")
        escaped = line.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        lines.append(f'"{escaped}\\n"')
    return "".join(f"{line}\n" for line in lines)
