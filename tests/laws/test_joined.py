"""Whatever people do with `~`: no sentence is lost, none is said twice, no sign is shown."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from documents import load
from hypothesis import given
from hypothesis import strategies as st

from pipeline import flow, publish
from pipeline.checks import check_catalog
from pipeline.formats import po
from pipeline.model import Level, Locale
from pipeline.model.joined import order
from pipeline.publish import Policy
from pipeline.reassemble import reassemble
from pipeline.sync import Around, sync, wanted

SENTENCES = [
    "Rest helps the body.",
    "Rest helps the mind.",
    "Sleep in a cool and dark room.",
    "Sleep in a cool room.",
    "Walk every day.",
    "Walk every morning.",
    "Ask a doctor first.",
    "Drink some water.",
]
paragraphs = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), min_size=1, max_size=3
)
ACTIONS = ["say", "say", "say", "sign", "confirm", "confirm", "doubt", "write", "machine", "empty"]
actions = st.lists(st.tuples(st.sampled_from(ACTIONS), *[st.integers(0, 7)] * 2), max_size=6)
steps = st.lists(st.tuples(paragraphs, paragraphs, actions, actions), min_size=2, max_size=5)
SHOWN = Policy(stale="source", machine="notice")


class People:
    """What each text was meant to say by whoever wrote or confirmed it, and what it really says."""

    def __init__(self):
        self.meant: set[tuple[str, str]] = set()
        self.says: dict[str, set[str]] = {}
        self.texts = 0
        self.once: set[str] = set()

    def new(self, *sentences):
        self.texts += 1
        text = f"Text {self.texts}"
        self.mean(text, *sentences)
        return text

    def mean(self, text, *sentences):
        """A sign is refused beside a sentence that stands in several places, and check says so:
        nobody can expect the text to say it."""
        self.says[text] = {sentences[0]}
        if self.once.issuperset(sentences):
            self.says[text] |= set(sentences)
        self.meant |= {(text, s) for s in sentences}

    def work(self, paragraphs, catalog, actions):
        """A catalog after a session; a translator looks at the document's paragraphs."""
        times = Counter(s for p in paragraphs for s in p)
        self.once = {s for s, n in times.items() if n == 1}
        entries = {e.key.text: e for e in catalog.entries if not e.obsolete}
        places = [(p, i) for p in paragraphs for i in range(len(p))]
        for action, at, count in actions:
            paragraph, i = places[at % len(places)]
            getattr(self, action)(entries, paragraph, i, count)
        made = [e if e.obsolete else entries[e.key.text] for e in catalog.entries]
        self.misplace(paragraphs, made)
        return replace(catalog, entries=tuple(made))

    def misplace(self, paragraphs, entries):
        """Check refuses a new sign, and the text before it in the file is another block's: should
        an edit bring them together before the next sync, nobody can tell (decision 12)."""
        fine = {s for p in paragraphs for a, s in pairwise(p) if {a, s} <= self.once}
        text = ""
        for e in entries:
            if not e.joined:
                text = e.target
            elif not e.record("joined") and e.key.text not in fine:
                self.meant.add((text, e.key.text))

    def head(self, entries, paragraph, i):
        """Where the text is that a sign at `i` belongs to."""
        while i and entries[paragraph[i]].target == "~":
            i -= 1
        return i

    def said(self, entries, paragraph, i):
        """What the text that a sign at `i` belongs to really says."""
        return self.says.get(entries[paragraph[self.head(entries, paragraph, i)]].target, set())

    def run(self, entries, paragraph, i):
        """The sentences after `i` that are signs."""
        end = i + 1
        while end < len(paragraph) and entries[paragraph[end]].target == "~":
            end += 1
        return paragraph[i + 1 : end]

    def put(self, entries, sentence, **fields):
        entries[sentence] = replace(entries[sentence], raw=None, **fields)

    def leave(self, entries, paragraph, i):
        """Who puts something in the place of a sign takes its sentence, and those whose signs
        follow, out of what the text says; where check has refused the sign, out of all."""
        if entries[paragraph[i]].target == "~":
            left = {paragraph[i], *self.run(entries, paragraph, i)}
            refused = self.head(entries, paragraph, i) == i or paragraph[i] not in self.once
            for said in self.says.values() if refused else [self.said(entries, paragraph, i)]:
                said.difference_update(left)

    def say(self, entries, paragraph, i, count):
        """One text for a sentence and the `count` after it."""
        said = paragraph[i : i + 1 + count % 3]
        self.leave(entries, paragraph, i)
        for s in said[1:]:
            self.put(entries, s, target="~", fuzzy=False, previous=None)
        self.write(entries, paragraph, i, count)

    def write(self, entries, paragraph, i, _count):
        """A text of its own; signs behind it that no sync has seen are meant to be in it."""
        self.leave(entries, paragraph, i)
        text = self.new(paragraph[i])
        self.put(entries, paragraph[i], target=text, fuzzy=False, previous=None)
        self.mean(text, paragraph[i], *self.run(entries, paragraph, i))

    def sign(self, entries, paragraph, i, count):
        """`~` anywhere; where a text stands before it, that is written anew and says both."""
        self.put(entries, paragraph[i], target="~", fuzzy=False, previous=None)
        head = self.head(entries, paragraph, i)
        if head < i and entries[paragraph[head]].target:
            self.write(entries, paragraph, head, count)

    def confirm(self, entries, paragraph, i, count):
        """Clears a fuzzy mark, having looked: what the text does not say is written."""
        entry = entries[paragraph[i]]
        if entry.target == "~":
            if paragraph[i] not in self.said(entries, paragraph, i):
                self.sign(entries, paragraph, i, count)
        elif entry.target:
            needed = [paragraph[i], *self.run(entries, paragraph, i)]
            if not self.says[entry.target].issuperset(needed):
                return self.write(entries, paragraph, i, count)
            self.mean(entry.target, *needed)
        return self.put(entries, paragraph[i], fuzzy=False, previous=None)

    def doubt(self, entries, paragraph, i, _count):
        if entries[paragraph[i]].target:
            self.put(entries, paragraph[i], fuzzy=True)

    def empty(self, entries, paragraph, i, _count):
        self.leave(entries, paragraph, i)
        self.put(entries, paragraph[i], target="", fuzzy=False, previous=None)

    def machine(self, entries, paragraph, i, _count):
        if not entries[paragraph[i]].target:
            text = self.new(paragraph[i])
            entries[paragraph[i]] = entries[paragraph[i]].drafted(text, "x")


def texts_of(page, paragraphs):
    """(sentences of a paragraph, the texts that stand for it), where it is not English."""
    for paragraph, shown in zip(paragraphs, page.rstrip("\n").split("\n\n"), strict=True):
        if shown != " ".join(paragraph):
            yield set(paragraph), [f"Text {n}" for n in shown.split("Text ")[1:]]


def localized(document, catalog, policy):
    places = order(document)
    texts = publish.texts(catalog, policy, (), places)
    return reassemble(document, texts)[0].data.decode()


def refused(document, catalog):
    """The sentences at whose sign check reports an error: an edit took them from their text
    before a sync had recorded what belongs together."""
    places = order(document)
    found = check_catalog(catalog, document.id, Locale("de"), "x.po", places)
    return {f.key.text for f in flow.for_people(found, catalog, places) if f.level is Level.ERROR}


@given(steps)
def test_no_sentence_is_lost_and_none_is_said_where_it_is_not(history):
    """Over any series of edits and sessions in two documents: a paragraph is English, or every
    sentence of it is in a text that somebody meant for it, and no text says anything else."""
    people = People()
    catalogs = [po.new_catalog(Locale("de"), "t") for _ in range(2)]
    for *sources, one, two in history:
        elsewhere = Around(flow.agreed(catalogs))
        for n, (paragraphs, session) in enumerate(zip(sources, (one, two), strict=True)):
            document = load("\n\n".join(" ".join(p) for p in paragraphs) + "\n")
            made, _ = sync(wanted(document), catalogs[n], "x", elsewhere)
            again, _ = sync(wanted(document), po.read(po.write(made), "x.po"), "x", elsewhere)
            assert po.write(again) == po.write(made)
            for catalog in (made, people.work(paragraphs, made, session)):
                page = localized(document, catalog, SHOWN)
                for said, shown in texts_of(page, paragraphs):
                    texts = [t.strip() for t in shown]
                    for sentence in said:
                        assert any((t, sentence) in people.meant for t in texts)
                    for text in texts:
                        assert people.says[text] <= said | refused(document, catalog)
                for policy in (Policy(), Policy(preview=True), Policy(fallback="sentence")):
                    assert "~" not in localized(document, catalog, policy)
            catalogs[n] = po.read(po.write(catalog), "x.po")
