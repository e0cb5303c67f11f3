"""`l10n init`: begins a project where there is none; it overwrites nothing.

`--git` has git merge PO files entry by entry, in an existing project as well.
"""

import argparse
import json
import sys
from pathlib import Path

from pipeline import engines
from pipeline.cli.terminal import OK, Usage, say, show
from pipeline.cli.workspace import open_from
from pipeline.config import parse_config
from pipeline.disk import files, git
from pipeline.disk.project import CONFIG

_WHERE = {
    "none": "people translate everything; nothing leaves this machine",
    "apertium": "offline; nothing leaves this machine (drafts for es, ca, fr, it, pt, gl)",
    "ctranslate2": "offline, with models that you have; nothing leaves this machine",
    "apy": "sends the text of new units to an Apertium server that you name",
    "deepl": "sends the text of new units to DeepL",
    "llm": "sends the text of new units to a language model at an address that you name",
    "microsoft": "sends the text of new units to Microsoft Translator",
    "libretranslate": "sends the text of new units to a LibreTranslate server that you name",
    "deep-libretranslate": "the same through deep-translator",
    "google": "sends the text of new units to Google Translate",
    "mymemory": "sends the text of new units to MyMemory",
    "pseudo": "no translation: accented text, to try layouts",
}
"""What is said of each engine before one is chosen."""
_SERVER = 'base_url: "http://127.0.0.1:5000"'
_OPTIONS = {
    "apy": 'base_url: "http://127.0.0.1:2737"',
    "ctranslate2": "models: {de: ../models/opus-mt-en-de}",
    "deep-libretranslate": _SERVER,
    "libretranslate": _SERVER,
    "llm": 'base_url: "http://127.0.0.1:11434/v1", model: NAME',
}
"""What an engine cannot do without, as an example to be corrected."""

_CONFIG = """\
# Settings of l10n. Paths are relative to this file; every key may be left out.
source: source                # documents: **/*.md, **/*.yaml, **/*.html
catalogs: locales             # one PO file for each document and locale
overrides: overrides          # de/articles/x.md there takes the place of the German page
output: build
source_locale: en
locales: [{locales}]
segmentation: sentence        # or block
fields:                       # front-matter and YAML values that are prose
  - title                     # [*] any item, * any key, ** any depth
  - description
  - questions[*].question
  - "questions[*].answer: markdown"
engines:                      # nothing leaves this machine unless an engine is named here
  default: [{engine}]
{options}publish:
  machine: {machine}             # notice (drafts, marked) | source (English) | omit (no page)
  stale: keep                 # keep the last accepted text while its facts stand | source
  errors: source              # a unit with an error is shown in English | show
  fallback: block             # a missing sentence shows its block in English | sentence
  min_translated: 0.8         # share of words; below it a page is neither linked nor indexed
site:
  base_url: https://example.org
  name: {name}
"""

_ARTICLE = """\
---
title: A first article
description: What a document looks like, in two short paragraphs.
---

Every sentence becomes one translation unit. Change one of them and only that one goes back to
review.

## What stays as it is {#what-stays}

Code such as `l10n run`, links such as [this one](#what-stays) and **bold** words keep their
markup in every language.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "-l", "--locale", action="append", metavar="LOCALE", help="the locales, for example de,es"
    )
    parser.add_argument(
        "--engine",
        choices=("none", *engines.NAMES),
        help="the engine that drafts; asked for when left out",
    )
    parser.add_argument(
        "--git",
        action="store_true",
        help="have git merge PO files entry by entry; also in a project that has begun",
    )


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    if args.git and not git.is_repository(Path()):
        raise Usage("not in a git repository: run `git init` first")
    begun = Path((args.git and args.config) or CONFIG).exists()
    if begun and not args.git:
        raise Usage(f"{CONFIG} is there already: nothing was changed")
    if not begun:
        _begin(args)
    if args.git:
        _teach_git(args)
    return OK


def _begin(args: argparse.Namespace) -> None:
    """Write what a project needs and does not have yet."""
    engine = args.engine or _ask()
    locales = ", ".join(n.strip() for group in args.locale or ["de,es"] for n in group.split(","))
    config = _CONFIG.format(
        locales=locales,
        engine="" if engine == "none" else engine,
        options=f"engine_options:\n  {engine}: {{{_OPTIONS[engine]}}}\n"
        if engine in _OPTIONS
        else "",
        machine="source" if engine == "none" else "notice",
        name=json.dumps(Path.cwd().name, ensure_ascii=False),  # quoted: it may be `2024`
    ).encode()
    parse_config(config, CONFIG, engines.OPTIONS)  # refuses a locale that is not one
    wanted = {CONFIG: config, ".gitignore": b"/build/\n/.l10n/\n.l10n-*\n"}
    if not Path("source").exists():
        wanted["source/articles/first.md"] = _ARTICLE.encode()
    made = [
        name
        for name, data in wanted.items()
        if not Path(name).exists() and files.write(Path(name), data)
    ]
    show(f"made {', '.join(made)}; engine: {engine} ({_WHERE[engine]})")
    kind = engines.KINDS.get(engine)
    if kind and kind.key and kind.key_needed:
        show(f"next: set {kind.key}, then l10n run")
    elif engine in _OPTIONS:
        show(f"next: correct engine_options in {CONFIG}, then l10n run")
    else:
        show("next: l10n run")


def _teach_git(args: argparse.Namespace) -> None:
    """Register the merge driver in this clone, and say where it is used and what is left to do."""
    project = open_from(args)
    catalogs = project.root / project.config.catalogs
    file = f"{project.config.catalogs}/.gitattributes"
    git.register(Path())
    new = git.attribute(catalogs)
    show(f"git merges PO files in {project.config.catalogs} entry by entry, in this clone")
    if new:
        show(f"made {file}: commit it")
    show("everybody runs `l10n init --git` once in a clone: git does not copy this setting")


def _ask() -> str:
    """Which engine: people are asked, and told where their text would go."""
    if not sys.stdin.isatty():
        return "none"
    for name, where in _WHERE.items():
        say(f"  {name:19} {where}")
    while True:
        say("Which engine drafts translations? [none] ")
        answer = sys.stdin.readline().strip() or "none"
        if answer in _WHERE:
            return answer
