"""The laws of DESIGN 6: nothing a person wrote is lost, and nothing becomes theirs by itself."""

from collections import Counter
from dataclasses import replace

from documents import load
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats import po
from pipeline.model import Locale, State
from pipeline.sync import sync, wanted

SENTENCES = [
    "Take 5 mg every day.",
    "Take 50 mg every day.",
    "Do not take 5 mg every day.",
    "Walk every day.",
    "Walk every morning.",
    "Rest helps the body.",
    "Rest helps.",
    "Sleep in a cool and dark room.",
    "Sleep in a cool room.",
    "Ask a doctor first.",
]
paragraphs = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), max_size=4)
sources = paragraphs.map(lambda ps: "\n\n".join(" ".join(p) for p in ps) + "\n")
actions = st.lists(st.integers(0, 3), min_size=10, max_size=10)


def step(source, catalog):
    made, changes = sync(wanted(load(source)), catalog, "source/x.md")
    data = po.write(made)
    assert po.read(data, "x.po") == replace(made, trailer=made.trailer)
    return po.read(data, "x.po"), changes


def work(catalog, actions, accepted):
    """A person accepts, drafts or leaves entries; a machine drafts; what was accepted is noted."""
    entries = []
    for i, entry in enumerate(catalog.entries):
        action = actions[i % len(actions)]
        if entry.obsolete or action == 0:
            pass
        elif action == 1:
            entry = replace(
                entry, target=f"T{i} {entry.key.text}", fuzzy=False, previous=None, raw=None
            ).with_record("accepted", None)
            accepted.add((entry.key, entry.target))
        elif action == 2 and not entry.target:
            entry = entry.drafted(f"M {entry.key.text}", "x")
        elif action == 3 and not entry.target:
            entry = replace(entry, target="a beginning", fuzzy=True, raw=None)
        entries.append(entry)
    return replace(catalog, entries=tuple(entries))


def written_by_people(catalog):
    """How often each text stands in the file, machine drafts left out."""
    texts = [e.target for e in catalog.entries if e.state not in (State.MISSING, State.MACHINE)]
    told = (c.removeprefix("obsolete: ") for e in catalog.entries for c in e.remarks)
    return Counter([*texts, *told])


@given(st.lists(st.tuples(sources, actions), min_size=2, max_size=5))
def test_nothing_is_lost_and_nothing_accepts_itself(history):
    """Over any series of edits and reviews every person's text stays somewhere in the file, a
    translated entry holds exactly a pair that somebody accepted, and a second sync does nothing."""
    catalog = po.new_catalog(Locale("de"), "t")
    accepted = set()
    for source, actions in history:
        before = written_by_people(catalog)
        catalog, _ = step(source, catalog)
        assert not set(before) - set(written_by_people(catalog))
        translated = [e for e in catalog.entries if not e.obsolete and e.state.accepted]
        assert all((e.key, e.target) in accepted for e in translated)
        again, changes = step(source, catalog)
        assert po.write(again) == po.write(catalog)
        assert (changes.new, changes.stale, changes.obsolete) == (0, 0, 0)
        catalog = work(catalog, actions, accepted)
