"""A small project in a folder of its own, and the command as its users run it."""

import io
from contextlib import redirect_stderr, redirect_stdout

import pytest

from pipeline.cli.main import main
from pipeline.formats import po

CONFIG = """\
locales: [de, es]
publish: {machine: notice, min_translated: 0.5}
site: {name: Test}
"""
ARTICLE = """\
---
title: Better sleep
description: How to rest.
date: 2026-01-02
---

Sleep helps the body. Rest eases pain. Walk every day. Drink some water. Call a doctor soon.

## What helps

Do not take more than 5 mg. See [the other](other.md#more) text.
"""
OTHER = "---\ntitle: Other\n---\n\n## More\n\nShort text here.\n"
FAQ = "title: Questions\nquestions:\n  - question: Why?\n    answer: |\n      Because it helps.\n"
NEGATIONS = {
    "de": {"not": "nicht", "Never": "Nie"},
    "es": {"not": "no", "Never": "Nunca"},
    "fr": {"not": "ne pas", "Never": "Jamais"},
}
"""What no translation may lose, whatever else of it is made up."""


class Project:
    """A folder with a command line."""

    def __init__(self, root):
        self.root = root

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name):
        return (self.root / name).read_text(encoding="utf-8")

    def run(self, *words):
        """(exit code, stdout, stderr) of `l10n -C root words`."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = main(["-C", str(self.root), *words])
            except SystemExit as stop:
                code = stop.code
        return code, out.getvalue(), err.getvalue()

    def bytes(self, folder):
        """Every file below a folder with its bytes."""
        top = self.root / folder
        return {
            p.relative_to(top).as_posix(): p.read_bytes()
            for p in sorted(top.rglob("*"))
            if p.is_file()
        }

    def translate(self, locale, sign="„{}“", only=None):
        """A person translates (some of) the missing units of all documents, markup kept."""
        from dataclasses import replace

        for path in sorted((self.root / "locales" / locale).rglob("*.po")):
            if path.name.startswith("_"):
                continue
            catalog = po.read(path.read_bytes(), str(path))
            entries = tuple(
                replace(e, target=sign.format(_said(e.key.text, locale)), fuzzy=False, raw=None)
                if not e.obsolete and not e.target and (only is None or e.key.text in only)
                else e
                for e in catalog.entries
            )
            path.write_bytes(po.write(replace(catalog, entries=entries)))

    def entries(self, name):
        path = self.root / "locales" / name
        return {e.key.text: e for e in po.read(path.read_bytes(), name).entries if not e.obsolete}


def _said(text, locale):
    """The text with its negations in the language of a locale."""
    known = NEGATIONS.get(locale.partition("_")[0], {})
    return " ".join(known.get(word, word) for word in text.split(" "))


@pytest.fixture
def project(tmp_path):
    """Two articles and an FAQ, in German and Spanish, without engines."""
    made = Project(tmp_path)
    made.write("l10n.yaml", CONFIG)
    made.write("source/articles/sleep.md", ARTICLE)
    made.write("source/articles/other.md", OTHER)
    made.write("source/faqs/sleep.yaml", FAQ)
    return made
