"""What is read over: escapes, comments and code, so that an example is never the real thing."""

import re

from pipeline.formats.mask.scan import Scan

_FENCE = re.compile(rb"(`{3,}|~{3,})([^\n]*)")


def escape(_scan: Scan, at: int) -> int:
    """A sign behind a backslash begins nothing."""
    return at + 2


def comment(scan: Scan, at: int) -> int:
    """An HTML comment, which the parser knows."""
    end = scan.find_end(b"-->", at, len(scan.data))
    return end + 3 if end >= 0 else 0


def code(scan: Scan, at: int) -> int:
    """A fence to its end, a code span to its end, or the lone signs."""
    sign = scan.data[at : at + 1]
    fence = _FENCE.match(scan.data, at)
    if fence and scan.begins_line(at) and not (sign == b"`" and sign in fence[2]):
        closing = re.compile(rb"^[ \t>]*" + fence[1] + sign + rb"*[ \t]*\r?$", re.MULTILINE)
        found = closing.search(scan.data, fence.end())
        return found.end() if found else len(scan.data)
    behind = _run_end(scan.data, at, sign)
    if sign == b"~":
        return behind
    mark, end = scan.data[at:behind], scan.end_of_paragraph(at)
    place = scan.find_end(mark, behind, end)
    while place >= 0 and (run := _run_end(scan.data, place, sign)) > place + len(mark):
        place = scan.find_end(mark, run, end)
    return place + len(mark) if place >= 0 else behind


def _run_end(data: bytes, at: int, sign: bytes) -> int:
    """Where a run of the same sign ends."""
    while data[at : at + 1] == sign:
        at += 1
    return at
