"""The laws of a merge: neither branch is preferred, nothing is lost, nothing accepts itself."""

from collections import Counter
from dataclasses import replace

from documents import load
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats import po
from pipeline.merge import merge
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
deeds = st.lists(
    st.sampled_from(
        ["nothing"] * 6
        + ["accept", "accept", "draft", "machine", "doubt", "remark", "empty", "join", "sign", "delete"]
    ),
    min_size=8,
    max_size=8,
)
steps = st.lists(st.one_of(sources, deeds), max_size=3)


def synced(source, catalog):
    made, _ = sync(wanted(load(source)), catalog, "source/x.md")
    return po.read(po.write(made), "x.po")


def done(entry, deed, text):
    """What somebody makes of an entry; None when it is deleted."""
    if deed == "accept":
        new = replace(entry, target=text, fuzzy=False, previous=None, raw=None)
        return new.with_record("accepted", None)
    if deed == "machine" and entry.state in (State.MISSING, State.MACHINE):
        return entry.drafted(f"M{text}", "x")
    if deed == "draft":
        return replace(entry, target=f"{text}?", fuzzy=True, raw=None)
    if deed == "join" and not entry.obsolete:
        return replace(entry, target="~", fuzzy=False, previous=None, raw=None)
    if deed == "sign" and entry.state.accepted:
        return entry.with_record("approved", f"{entry.key.digest(entry.target)} 2026-01-02 {text}")
    if deed == "doubt" and entry.target:
        return replace(entry, fuzzy=True, raw=None)
    if deed == "empty":
        return entry.emptied()
    if deed == "remark":
        return replace(entry, comments=(*entry.comments, f"about {text}"), raw=None)
    return None if deed == "delete" and entry.obsolete else entry


def worked(catalog, deeds, who):
    """A person goes through the file, obsolete entries included."""
    found = []
    for i, entry in enumerate(catalog.entries):
        deed = deeds[i % len(deeds)]
        if not (entry.obsolete and deed in ("accept", "machine", "draft", "join")):
            entry = done(entry, deed, f"{who}{i} {entry.key.text}")
        if entry is not None:
            found.append(entry)
    return po.read(po.write(replace(catalog, entries=tuple(found))), "x.po")


def branch(catalog, steps, who):
    for n, step in enumerate(steps):
        if isinstance(step, str):
            catalog = synced(step, catalog)
        else:
            catalog = worked(catalog, step, f"{who}{n}-")
    return catalog


@st.composite
def branches(draw):
    empty = po.new_catalog(Locale("de"), "t")
    base = branch(synced(draw(sources), empty), draw(steps), "B")
    return base, branch(base, draw(steps), "O"), branch(base, draw(steps), "T")


def people_s(catalog):
    """Texts of people in a file, whatever they are worth."""
    left = (State.MISSING, State.MACHINE)
    return {e.target for e in catalog.entries if e.state not in left and not e.joined}


def accepted(catalog):
    """Every pair that a file says somebody accepted."""
    pairs = {(e.key, e.target) for e in catalog.entries if e.state.accepted}
    stale = (e for e in catalog.entries if e.state is State.STALE)
    return pairs | {(e.previous, e.target) for e in stale}


@given(branches())
def test_neither_branch_is_preferred(three):
    """Exchanging ours and theirs gives the same bytes and the same conflicts."""
    base, ours, theirs = three
    merged, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert po.write(merged.catalog) == po.write(other.catalog)
    assert merged.conflicts == other.conflicts


@given(branches())
def test_what_only_one_branch_changed_is_taken_as_it_is(three):
    """Byte for byte, also where both made the same of it; and a merge is not made twice."""
    base, ours, theirs = three
    for args in ((base, base, ours), (base, ours, base), (base, ours, ours)):
        merged = merge(*args)
        assert po.write(merged.catalog) == po.write(ours)
        assert not merged.conflicts
    merged = merge(base, ours, theirs).catalog
    assert po.write(merge(ours, ours, merged).catalog) == po.write(merged)


@given(branches())
def test_nothing_a_person_wrote_is_lost(three):
    """What either branch wrote is in the file, and what both still have; remarks as well."""
    base, ours, theirs = three
    merged = merge(base, ours, theirs).catalog
    told = {c.removeprefix("conflict: ") for e in merged.entries for c in e.comments}
    old = people_s(base)
    kept = (people_s(ours) - old) | (people_s(theirs) - old) | (people_s(ours) & people_s(theirs))
    assert not kept - people_s(merged) - told
    remarks = [{c for e in x.entries for c in e.remarks} for x in (base, ours, theirs)]
    assert not (remarks[1] | remarks[2]) - remarks[0] - told


@given(branches())
def test_nothing_accepts_itself(three):
    """What counts as accepted in the merged file is so in a branch, for the very same source."""
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    assert not accepted(merged.catalog) - accepted(ours) - accepted(theirs)
    live = merged.catalog.by_key()
    assert all(live[key].state is State.DRAFT for key in merged.conflicts)


@given(branches())
def test_the_file_is_valid(three):
    """It reads back, and no key stands twice that did not in a branch."""
    base, ours, theirs = three
    merged = merge(base, ours, theirs).catalog
    assert po.read(po.write(merged), "x.po").entries == merged.entries
    times, before = (
        Counter(e.key for e in merged.entries),
        Counter(e.key for e in ours.entries) | Counter(e.key for e in theirs.entries),
    )
    assert all(n <= max(1, before[key]) for key, n in times.items())


translations = st.lists(st.sampled_from(["nothing", "accept", "accept"]), min_size=8, max_size=8)


@given(sources, sources, translations, translations)
def test_a_translator_never_waits_for_an_editor(source, edited, first, second):
    """Whatever an edit did to the sentences that a translator worked on meanwhile: no conflict,
    and the next sync finds nothing that a sync before the work would have left to do."""
    base = worked(synced(source, po.new_catalog(Locale("de"), "t")), first, "B")
    ours, theirs = worked(base, second, "O"), synced(edited, base)
    merged = merge(base, ours, theirs)
    assert not merged.conflicts
    assert [e.key for e in merged.catalog.entries if not e.obsolete] == [
        e.key for e in theirs.entries if not e.obsolete
    ]
    again = synced(edited, merged.catalog)
    assert po.write(again) == po.write(merged.catalog)
