"""Stage 3, before sync: where units are cut differently, their texts are regrouped.

A project or a document goes from sentences to blocks or back, or the rules of sentences improve.
Then a unit without a text may be several old ones side by side (their texts are joined), and an
old one may be several of today's (its text is cut). What comes out is accepted only where a person
accepted all that went in; a person's text is never overwritten and never dropped.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.formats.inline import constructs
from pipeline.meaning import compare
from pipeline.meaning.plain import one_line
from pipeline.model import JOINED, Catalog, Document, Entry, Key, Locale, State
from pipeline.resegment.tiles import Known

Cut = Callable[[str], Sequence[str]]
"""The sentences of a translation."""

_FULL_WIDTH = ("。", "！", "？", "｡")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A text that could not be regrouped, or only as a draft."""

    key: Key
    reason: str
    """What is the matter with the unit, and what to do."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """A catalog whose texts stand where today's units look for them."""

    catalog: Catalog
    count: int = 0
    """How many units have got a text."""
    disagreements: tuple[Disagreement, ...] = ()


def resegment(document: Document, catalog: Catalog, locale: Locale, cut: Cut) -> Regrouped:
    """The catalog regrouped for the units of a document; the same catalog where it fits already.

    An entry goes when all of its accepted text stands elsewhere; otherwise it becomes obsolete.
    Raises nothing.
    """
    wanted = dict.fromkeys(unit.key for _, unit in document.units())
    live = {k: e for k, e in catalog.by_key().items() if not e.plural}
    orphans = {k: e for k, e in live.items() if k not in wanted and _by_person(e)}
    if not orphans:
        return Regrouped(catalog)
    lacking = {k: None for k in wanted if k not in live or not _by_person(live[k])}
    work = _Work(catalog, locale, cut, live, lacking, orphans)
    work.join(wanted)
    work.split(wanted)
    if not work.made and not work.left:
        return Regrouped(catalog)
    return Regrouped(work.result(), len(work.made), tuple(work.disagreements))


@dataclass(slots=True)
class _Work:
    """One catalog while it is regrouped."""

    catalog: Catalog
    locale: Locale
    cut: Cut
    live: dict[Key, Entry]
    lacking: dict[Key, None]
    """Units of today without a person's text."""
    orphans: dict[Key, Entry]
    """Entries with a person's text that are no units any more."""
    made: dict[Key, Entry] = field(default_factory=dict)
    spent: set[Key] = field(default_factory=set)
    """Orphans whose accepted text stands elsewhere now: they go."""
    left: set[Key] = field(default_factory=set)
    """Orphans that become obsolete: lest sync takes them for the text of an edited unit."""
    back: set[int] = field(default_factory=set)
    """Obsolete entries that have returned, by identity."""
    disagreements: list[Disagreement] = field(default_factory=list)
    gone: dict[Key, list[Entry]] = field(default_factory=dict)
    """Obsolete entries with a person's text, accepted ones first."""

    def __post_init__(self) -> None:
        """Find what may come back."""
        gone = (e for e in self.catalog.entries if e.obsolete and _by_person(e))
        for entry in sorted(gone, key=lambda e: not e.state.accepted):
            self.gone.setdefault(entry.key, []).append(entry)

    def join(self, wanted: Iterable[Key]) -> None:
        """Put units together that are several old ones side by side."""
        known = Known(self.live)
        found = ((key, known.tiles(key)) for key in self.lacking)
        groups = {key: tiles for key, tiles in found if not self.orphans.keys().isdisjoint(tiles)}
        uses = Counter(tile for tiles in groups.values() for tile in {*tiles})
        uses.update(list(wanted))  # a mapping would be taken for counts
        for key, tiles in groups.items():
            shared = {self.live[t].target for t in tiles if uses[t] > 1}
            self._join(key, [self.live[t] for t in tiles], shared)

    def _join(self, key: Key, parts: Sequence[Entry], shared: set[str]) -> None:
        texts = [p.target for p in parts]
        accepted = all(p.state.accepted and p.target != JOINED for p in parts)
        old = self._same(key, texts, shared, accepted=accepted)
        if old:
            self._make(key, old.target, parts, accepted=old.state.accepted)
            self.spent.update(p.key for p in parts if p.target in old.target)
            return
        have = sum(p.state is not State.MISSING for p in parts)
        if have < len(parts):
            self.left.update(p.key for p in parts)
            self._disagree(
                key,
                f"only {have} of its {len(parts)} sentences have a translation, an obsolete entry "
                "each now: translate the whole from them",
            )
            return
        self._make(key, _joined([t for t in texts if t != JOINED]), parts, accepted=accepted)
        (self.spent if accepted else self.left).update(p.key for p in parts)

    def _same(
        self, key: Key, texts: Sequence[str], shared: set[str], *, accepted: bool
    ) -> Entry | None:
        """The obsolete entry that was cut into these texts: undoing a change of mode.

        A sentence that stands in several blocks may have been said in other words in this one.
        """
        for old in self.gone.get(key, ()):
            pieces = self.cut(old.target)
            pairs = zip(pieces, texts, strict=False)
            agree = len(pieces) == len(texts) and all(a == b or b in shared for a, b in pairs)
            if (agree or shared.issuperset(texts)) and accepted <= old.state.accepted:
                return old
        return None

    def split(self, wanted: Iterable[Key]) -> None:
        """Take apart what is several units now; accepted texts come before drafts."""
        known = Known(wanted)
        for entry in sorted(self.orphans.values(), key=lambda e: not e.state.accepted):
            keys = known.tiles(entry.key)
            lacking = [k for k in keys if k in self.lacking and k not in self.made]
            if lacking and entry.target != JOINED and entry.key not in self.spent:
                self._split(entry, keys)

    def _split(self, entry: Entry, keys: Sequence[Key]) -> None:
        self.left.add(entry.key)
        texts = self.cut(entry.target)
        if len(texts) != len(keys):
            self._disagree(
                entry.key,
                f"{len(keys)} sentences, but {len(texts)} in its translation, an obsolete entry "
                "now: translate the sentences from it",
            )
            return
        accepted = entry.state.accepted
        if accepted and not self._aligned(entry, keys, texts):
            accepted = False
            self._disagree(
                entry.key,
                "its translation seems to say the sentences in another order: they are drafts now; "
                "correct and accept them",
            )
        # on the way back only a key that is new now will say that something is to be joined
        remarks, whole = [entry], any(key not in self.live for key in keys)
        for key, text in zip(keys, texts, strict=True):
            if key in self.lacking and key not in self.made:
                self._make(key, text, remarks, accepted=accepted)
                remarks = []
            else:
                whole = whole and text == self.made.get(key, self.live.get(key, entry)).target
        if accepted and whole:
            self.spent.add(entry.key)

    def _aligned(self, entry: Entry, keys: Sequence[Key], texts: Sequence[str]) -> bool:
        """Whether links, code and numbers that agree in the whole agree in each sentence."""
        pairs = [(k.text, t) for k, t in zip(keys, texts, strict=True)]
        return self._differ(entry.key.text, entry.target) or not any(
            self._differ(source, target) for source, target in pairs
        )

    def _differ(self, source: str, target: str) -> bool:
        marked = constructs(source) != constructs(one_line(target))
        return marked or bool(compare(source, target, self.locale))

    def _make(self, key: Key, text: str, parts: Iterable[Entry], *, accepted: bool) -> None:
        """Give a unit its text; the obsolete entry that says the same comes back instead."""
        now = self.live.get(key)
        sources = [*parts, *([now] if now else [])]
        flags = tuple(dict.fromkeys(f for s in sources for f in s.flags))
        remarks = tuple(dict.fromkeys(r for s in sources for r in s.remarks))
        made = Entry(key, text, not accepted, flags, remarks)
        for old in self.gone.get(key, ()):
            if old.target == text and accepted <= old.state.accepted:
                self.back.add(id(old))
                more = tuple(r for r in remarks if r not in old.comments)
                made = replace(old, obsolete=False, comments=(*more, *old.comments), raw=None)
                break
        self.made[key] = made

    def _disagree(self, key: Key, reason: str) -> None:
        self.disagreements.append(Disagreement(key, reason))

    def result(self) -> Catalog:
        """The catalog with what was made, without what is spent."""
        entries: list[Entry] = []
        for entry in self.catalog.entries:
            if entry.obsolete or entry.plural:
                entries += [] if id(entry) in self.back else [entry]
            elif entry.key in self.orphans and entry.key in self.spent | self.left:
                if entry.key in self.spent and entry.state is not State.APPROVED:
                    continue  # a signature is kept: it holds again for the very same text
                entries.append(replace(entry, obsolete=True, notes=(), references=(), raw=None))
            elif entry.key not in self.made:
                entries.append(entry)
        return replace(self.catalog, entries=(*entries, *self.made.values()))


def _by_person(entry: Entry) -> bool:
    return entry.state not in (State.MISSING, State.MACHINE)


def _joined(texts: Sequence[str]) -> str:
    """Texts side by side: with a space, which languages with full-width stops do without."""
    text = ""
    for piece in texts:
        text += piece if not text or text.endswith(_FULL_WIDTH) else f" {piece}"
    return text
