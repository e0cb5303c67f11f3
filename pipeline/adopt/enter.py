"""Pairs into a catalog: as drafts, or accepted where nothing can be wrong; nothing overwritten."""

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.adopt.facts import agree
from pipeline.adopt.found import Alignment, Pair
from pipeline.adopt.markup import respell
from pipeline.adopt.passages import Passage
from pipeline.adopt.score import length
from pipeline.model import JOINED, Catalog, Document, Entry, Key, Locale, State
from pipeline.model.joined import FIRST, Order, order

ACCEPTED = 0.98
"""Least score of a pair that is accepted unseen, if that is asked for."""
RECORD = "import"
"""The comment that says where a text comes from: `# import: FILE SCORE`."""

_FREE = frozenset((State.MISSING, State.MACHINE))
Sound = Callable[[Entry], bool]
"""Whether a check finds nothing at all."""


class Outcome(enum.Enum):
    """What became of a pair."""

    ACCEPTED = "accepted"
    DRAFT = "draft"
    KEPT = "has a text already"
    REPEATED = "stands in several places: another of them was taken"
    APART = "its sentences cannot be joined: translate them one by one"


@dataclass(frozen=True, slots=True)
class Row:
    """A pair and what became of it."""

    pair: Pair
    outcome: Outcome
    text: str
    """What was offered, in the markup of today's page."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A catalog with what was found in an old page."""

    catalog: Catalog
    rows: tuple[Row, ...]

    def count(self, outcome: Outcome) -> int:
        """How many pairs came to that."""
        return sum(r.outcome is outcome for r in self.rows)


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written where."""

    document: Document
    """Today's, as the locale has it."""
    theirs: Sequence[Passage]
    alignment: Alignment
    catalog: Catalog
    """Up to date with the document."""
    origin: str
    """The old page, for `# import:`."""


def enter(job: Job, locale: Locale, accept: Sound | None = None) -> Adopted:
    """The catalog with the pairs in it.

    Only entries without a person's text are filled: missing ones and machine drafts. Without
    `accept` all are drafts. Sentences that the old page joins are written as translators do it, the
    text in the first and `~` in the others. Raises nothing.
    """
    work = _Work(job, locale, accept)
    rows = tuple(work.row(p) for p in job.alignment.pairs)
    entries = tuple(e if e.obsolete else work.made.get(e.key, e) for e in job.catalog.entries)
    catalog = replace(job.catalog, entries=entries) if work.made else job.catalog
    return Adopted(catalog, rows)


class _Work:
    """One catalog while it is filled."""

    def __init__(self, job: Job, locale: Locale, accept: Sound | None) -> None:
        self.job, self.locale, self.accept = job, locale, accept
        self.live = job.catalog.by_key()
        self.order: Order = order(job.document)
        self.following = {p.before: key for key, p in self.order.items() if p.before}
        units = list(job.document.units())
        self.keys = [unit.key for _, unit in units]
        self.forms = [block.form for block, _ in units]
        self.forms_there = [p.form for p in job.theirs for _ in p.sentences]
        self.made: dict[Key, Entry] = {}
        ours, theirs = (sum(map(len, t)) for t in (job.alignment.ours, job.alignment.theirs))
        self.ratio = theirs / ours if ours else 1.0

    def row(self, pair: Pair) -> Row:
        """Write one pair, if it may be written."""
        keys = [self.keys[n] for n in pair.ours]
        text = self._text(pair)
        if any(k in self.made for k in keys):
            return Row(pair, Outcome.REPEATED, text)
        if not all(map(self._free, keys)):
            return Row(pair, Outcome.KEPT, text)
        if not self._joinable(keys) or text.strip() in ("", JOINED):
            return Row(pair, Outcome.APART, text)
        if len(keys) == 1 and self._accepts(pair, keys[0], text):
            self.made[keys[0]] = self._filled(keys[0], text, pair, fuzzy=False)
            return Row(pair, Outcome.ACCEPTED, text)
        for key, said in zip(keys, (text, *(JOINED for _ in keys[1:])), strict=True):
            self.made[key] = self._filled(key, said, pair, fuzzy=True)
        return Row(pair, Outcome.DRAFT, text)

    def _text(self, pair: Pair) -> str:
        form = self.forms[pair.ours.start]
        texts = self.job.alignment.theirs
        return " ".join(respell(texts[n], self.forms_there[n], form) for n in pair.theirs)

    def _free(self, key: Key) -> bool:
        """Whether no person has written there."""
        entry = self.live.get(key)
        return entry is not None and not entry.plural and entry.state in _FREE

    def _joinable(self, keys: Sequence[Key]) -> bool:
        """Whether `~` may stand for all but the first."""
        places = [self.order.get(k, FIRST) for k in keys]
        followed = zip(keys, places[1:], strict=False)
        return all(p.refusal is None and p.before == before for before, p in followed)

    def _accepts(self, pair: Pair, key: Key, text: str) -> bool:
        if not self.accept or not pair.whole or pair.moved or not pair.clear:
            return False
        if pair.score < ACCEPTED:
            return False
        after = self.following.get(key)
        if text == key.text or (after and self.live[after].joined):
            return False
        even = length(len(key.text), len(text), self.ratio) >= 0
        return even and agree(key.text, text, self.locale) and self.accept(Entry(key, text))

    def _filled(self, key: Key, text: str, pair: Pair, *, fuzzy: bool) -> Entry:
        bare = self.live[key].emptied()
        filled = replace(bare, target=text, fuzzy=fuzzy)
        return filled.with_record(RECORD, f"{self.job.origin} {pair.score:.2f}")
