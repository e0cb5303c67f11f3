"""`l10n log`: why a unit waits for review: what its text was accepted for, and what changed."""

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.cli.terminal import count, report, show
from pipeline.cli.units import placed
from pipeline.cli.workspace import Workspace, open_workspace, stem
from pipeline.meaning import changed_facts
from pipeline.model import Document, Entry, Key, Locale, State
from pipeline.model.joined import groups, order
from pipeline.publish import refusal
from pipeline.sync import suggestion

SCHEMA = "l10n-log/1"
_TOKEN = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("documents", nargs="*", metavar="DOC", help="only these documents")
    parser.add_argument(
        "-l", "--locale", action="append", metavar="LOCALE", help="only these locales"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print it"
    )


def run(args: argparse.Namespace) -> int:
    """Carry the command out."""
    workspace = open_workspace(args)
    found = list(edits(workspace))
    if args.format == "json":
        rows = [e.row for e in found]
        show(json.dumps({"schema": SCHEMA, "stale": rows}, ensure_ascii=False, indent=2))
    else:
        for edit in found:
            show(edit.text)
        show(f"{count(len(found), 'stale unit')}, {count(sum(e.words for e in found), 'word')}")
    return report(workspace.faults)


@dataclass(frozen=True, slots=True)
class Edit:
    """A text that was accepted for an earlier source."""

    document: str
    locale: Locale
    source: str
    """Path and line of the sentence."""
    catalog: str
    """Path and line of its entry."""
    old: str
    new: str
    target: str
    facts: tuple[str, ...]
    shown: bool
    """Whether the page still has the accepted text."""
    suggestion: str

    @property
    def words(self) -> int:
        """Words to review."""
        return len(self.new.split())

    @property
    def row(self) -> Mapping[str, object]:
        """The edit in the versioned form of docs/formats.md."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def text(self) -> str:
        """Some lines for the terminal; changed words as git's word diff marks them."""
        changed = f"the source's {' and '.join(self.facts)} changed; " if self.facts else ""
        page = "the page keeps the accepted text" if self.shown else "the page shows English"
        lines = [
            f"{self.catalog}: {changed}{page}",
            f"  {self.source}: {word_diff(self.old, self.new)}",
            f"  {self.locale}: {self.target}",
        ]
        return "\n".join(lines + [f"  suggestion: {self.suggestion}"] * bool(self.suggestion))


def word_diff(old: str, new: str) -> str:
    """What became of a text, word by word.

    >>> word_diff("Take 5 mg a day.", "Take 50 mg a day.")
    'Take [-5-]{+50+} mg a day.'
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    shown = ""
    for _, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if gone == come:
            shown += gone
        else:
            shown += f"[-{gone}-]" * bool(gone) + f"{{+{come}+}}" * bool(come)
    return shown


def edits(workspace: Workspace) -> Iterator[Edit]:
    """The stale units of the selected documents and locales, in document order."""
    for locale in workspace.locales:
        for id, document in workspace.documents_for(locale).items():
            yield from _edits_of(workspace, id, document.for_locale(locale), locale)


def _edits_of(workspace: Workspace, id: str, document: Document, locale: Locale) -> Iterator[Edit]:
    catalog = workspace.catalog(stem(id), locale)
    live = catalog.by_key() if catalog else {}
    stale = _stale(live, document)
    if not stale:
        return
    policy = workspace.config.policy_for(document, locale)
    reference = workspace.project.reference(document.id)
    path = workspace.project.catalog_name(stem(id), locale)
    for place in placed(document):
        entry = stale.pop(place.unit.key, None)
        if entry and entry.previous:
            old, new = entry.previous.text, entry.key.text
            yield Edit(
                id, locale, f"{reference}:{place.line}", f"{path}:{entry.line}", old, new,
                entry.target, changed_facts(old, new), not refusal(entry, policy),
                suggestion(entry, locale),
            )  # fmt: skip


def _stale(live: Mapping[Key, Entry], document: Document) -> dict[Key, Entry]:
    """The stale texts by the key of their unit; joined sentences as one."""
    found = {k: e for k, e in live.items() if e.state is State.STALE and not e.joined}
    for group in groups(live, order(document)):
        found.pop(group.head.key, None)
        if group.entry.state is State.STALE:
            found[group.head.key] = group.entry
    return found
