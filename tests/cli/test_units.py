"""`l10n units`: an author sees what a translator will see, and where it stands."""

import contextlib
import json
import os
import pty
import subprocess
import sys

import pytest
from conftest import ROOT
from documents import load

from pipeline.cli.units import placed
from pipeline.model import Block, Form, Key, Span, Unit
from pipeline.sync import wanted

TEXT = """\
source/articles/sleep.md: 10 units, 35 words
   2  title
      Better sleep
   3  description
      How to rest.
   7  paragraph
      Sleep helps the body.
      Rest eases pain.
      Walk every day.
      Drink some water.
      Call a doctor soon.
   9  heading 2
      What helps
  11  paragraph · What helps
      Do not take more than 5 mg.
      See [the other](other.md#more) text.
"""


def test_units_stand_under_their_line_and_role(project):
    """Grouped by block, a line for every sentence, several documents apart."""
    code, out, err = project.run("units", "articles/sleep.md", "faqs/sleep.yaml")
    first, _, second = out.partition("\n\n")
    assert (code, err) == (0, "")
    assert first == TEXT.rstrip("\n")
    assert second.splitlines()[3:6] == [
        "  3  question  [questions[*].question]",
        "     Why?",
        "  5  paragraph · Why?",
    ]


def test_the_command_touches_nothing(project):
    """It reads the source and needs no catalog."""
    before = project.bytes(".")
    assert project.run("units")[0] == 0
    assert project.bytes(".") == before


SOURCE = """\
---
title: "A title"
description: >
  Folded over
  two lines.
questions:
  - question: 'What''s up?'
    answer: |
      First *answer*.

      Second one. And more.
---
# Größe

Ä sentence. Another
one.
"""
PLACES = [
    ("A title", 2, "A title"),
    ("Folded over two lines.", 4, "Folded over\n  two lines."),
    ("What's up?", 7, "What''s up?"),
    ("First *answer*.", 9, "First *answer*."),
    ("Second one.", 11, "Second one."),
    ("And more.", 11, "And more."),
    ("Größe", 13, "Größe"),
    ("Ä sentence.", 15, "Ä sentence."),
    ("Another one.", 15, "Another\none."),
]


def test_every_unit_has_its_place_in_the_file():
    """Its own bytes, as the file spells them."""
    document = load(SOURCE)
    found = [
        (p.unit.key.text, p.line, document.data[p.start : p.end].decode()) for p in placed(document)
    ]
    assert found == PLACES
    assert [p.number for p in placed(document)] == [0, 1, 2, 3, 4, 4, 5, 6, 6]


def test_json_says_it_all(project):
    """The schema of docs/formats.md."""
    code, out, _ = project.run("units", "faqs/sleep.yaml", "--format", "json")
    data = json.loads(out)
    assert (code, data["schema"], len(data["documents"])) == (0, "l10n-units/1", 1)
    assert data["documents"][0]["document"] == "faqs/sleep.yaml"
    assert data["documents"][0]["units"][1] == {
        "text": "Why?",
        "context": "questions[*].question",
        "role": "question",
        "section": "",
        "notes": [],
        "source": {"path": "source/faqs/sleep.yaml", "line": 3, "start": 42, "end": 46},
        "form": "plain",
        "block": 1,
    }


def test_a_document_that_cannot_be_read_stops_no_other(project):
    """One line on stderr and exit 2; the others are shown."""
    project.write("source/bad.md", b"\xff\n")
    code, out, err = project.run("units", "bad.md", "articles/other.md")
    assert code == 2
    assert err.splitlines() == [
        "l10n: source/bad.md:1: not UTF-8 (byte 0xff): save the file as UTF-8"
    ]
    assert "Short text here." in out
    assert project.run("units", "articles/slep.md")[0] == 2


def test_control_characters_of_a_document_are_shown_and_not_obeyed(project):
    """A text cannot colour or clear the terminal of who looks at it."""
    project.write("source/odd.md", "Red \x1b[31mtext.\n")
    assert "Red \\x1b[31mtext." in project.run("units", "odd.md")[1]


def test_what_the_author_notes_reaches_the_translator():
    """`#.` holds it behind the place of the unit."""
    unit = Unit(Key("Take two of them with water."), Span(0, 28))
    block = Block(Span(0, 28), Form.PARAGRAPH, "paragraph", "", (unit,), ("tablets", "not drops"))
    document = load("Take two of them with water.\n")
    document = type(document)(document.id, document.data, (block,))
    (found,) = wanted(document)
    assert found.notes == ("paragraph", "note: tablets", "note: not drops")


@pytest.mark.parametrize("terminal", [True, False])
def test_colour_is_for_terminals_only(project, terminal):
    """Sequences on a terminal, plain text in a pipe; a long sentence is wrapped on the first."""
    long = "This sentence is long " * 8 + "and ends."
    project.write("source/articles/other.md", f"# Other\n\n{long}\n")
    words = ["-m", "pipeline", "-C", str(project.root), "units", "articles/other.md"]
    out = _run_on_terminal(words) if terminal else project.run(*words[4:])[1]
    assert ("\x1b[" in out) == terminal
    assert (f"     {long}\n" in out) == (not terminal)
    assert ("\r\n       sentence is long This" in out) == terminal


def _run_on_terminal(words):
    """What a command prints on a terminal of 80 columns."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    master, slave = pty.openpty()
    with subprocess.Popen([sys.executable, *words], stdout=slave, env=environment) as process:
        os.close(slave)
        parts = []
        with contextlib.suppress(OSError):  # how Linux says that the other end has closed
            while part := os.read(master, 65536):
                parts.append(part)
    os.close(master)
    assert process.returncode == 0
    return b"".join(parts).decode()
