"""The laws of a merge: neither branch is preferred, nothing is lost, nothing accepts itself."""

from collections import Counter
from dataclasses import replace

import pytest
from documents import load
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats import po
from pipeline.merge import merge
from pipeline.model import Locale, State
from pipeline.model.joined import groups, order
from pipeline.sync import sync, wanted

DEEDS = ["accept", "draft", "machine", "doubt", "remark", "empty", "join", "sign", "delete"]
pytestmark = pytest.mark.timeout(1800)  # with the long profile
MORE = settings(max_examples=max(150, settings.default.max_examples))

sentences = st.builds(
    "{} {} {}.".format,
    st.sampled_from(["Take 5 mg", "Take 50 mg", "Do not walk", "Walk", "Rest or sleep"]),
    st.sampled_from(["with milk", "in a cool and dark room", "at home"]),
    st.sampled_from(["every morning", "every day"]),
)
edits = st.lists(
    st.tuples(
        st.sampled_from(["change", "insert", "remove", "move"]), st.integers(0, 9), sentences
    ),
    min_size=2,
    max_size=6,
)
deeds = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 9)), min_size=2, max_size=6)
steps = st.lists(st.one_of(edits.map(tuple), deeds), min_size=2, max_size=4)


def edited(source, edits):
    """A list of sentences, changed."""
    source = list(source)
    for kind, at, sentence in edits:
        at = at % (len(source) + 1)
        if kind == "insert":
            source.insert(at, sentence)
        elif at < len(source) and kind == "change":
            source[at] = sentence
        elif at < len(source):
            moved = source.pop(at)
            if kind == "move":
                source.insert(len(sentence) % (len(source) + 1), moved)
    return source


def document(source):
    """Paragraphs of three sentences."""
    text = "\n\n".join(" ".join(source[i : i + 3]) for i in range(0, len(source), 3))
    return load(f"{text}\n")


def synced(source, catalog):
    made, _ = sync(wanted(document(source)), catalog, "source/x.md")
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
    """A person has done something to some entries, obsolete ones included."""
    found = list(catalog.entries)
    for n, (deed, at) in enumerate(deeds):
        if at < len(found) and (not found[at].obsolete or deed in ("remark", "delete", "empty")):
            entry = done(found[at], deed, f"{who}{n} {found[at].key.text}")
            found[at : at + 1] = [entry] if entry else []
    return po.read(po.write(replace(catalog, entries=tuple(found))), "x.po")


def branch(catalog, source, steps, who):
    """The file and the document after some edits (each with its sync) and some work."""
    for n, step in enumerate(steps):
        if isinstance(step, tuple):
            source = edited(source, step)
            catalog = synced(source, catalog)
        else:
            catalog = worked(catalog, step, f"{who}{n}-")
    return catalog, source


@st.composite
def begun(draw):
    """A document, and its file with most of it translated."""
    source = draw(st.lists(sentences, min_size=3, max_size=9))
    catalog = synced(source, po.new_catalog(Locale("de"), "t"))
    done = draw(st.lists(st.booleans(), min_size=10, max_size=10))
    work = [("accept" if d else "machine", i) for i, d in enumerate(done)]
    return branch(worked(catalog, work, "A"), source, draw(steps), "B")


@st.composite
def branches(draw):
    base, source = draw(begun())
    return base, *(branch(base, source, draw(steps), who)[0] for who in "OT")


def people_s(catalog):
    """Texts of people in a file, whatever they are worth."""
    left = (State.MISSING, State.MACHINE)
    return {e.target for e in catalog.entries if e.state not in left and not e.joined}


def accepted(catalog):
    """Every pair that a file says somebody accepted."""
    pairs = {(e.key, e.target) for e in catalog.entries if e.state.accepted}
    stale = (e for e in catalog.entries if e.state is State.STALE)
    return pairs | {(e.previous, e.target) for e in stale}


@MORE
@given(branches())
def test_neither_branch_is_preferred(three):
    """Exchanging ours and theirs gives the same bytes and the same conflicts."""
    base, ours, theirs = three
    merged, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert po.write(merged.catalog) == po.write(other.catalog)
    assert merged.conflicts == other.conflicts


@MORE
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


@MORE
@given(branches())
def test_nothing_a_person_wrote_is_lost(three):
    """What either branch wrote is in the file, and what both still have; remarks as well."""
    base, ours, theirs = three
    merged = merge(base, ours, theirs).catalog
    comments = {c for e in merged.entries for c in e.comments}
    told = comments | {c.partition(": ")[2] for c in comments}
    old = people_s(base)
    kept = (people_s(ours) - old) | (people_s(theirs) - old) | (people_s(ours) & people_s(theirs))
    assert not kept - people_s(merged) - told
    remarks = [{c for e in x.entries for c in e.remarks} for x in (base, ours, theirs)]
    assert not (remarks[1] | remarks[2]) - remarks[0] - told


@MORE
@given(branches())
def test_nothing_accepts_itself(three):
    """What counts as accepted in the merged file is so in a branch, for the very same source."""
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    assert not accepted(merged.catalog) - accepted(ours) - accepted(theirs)
    live = merged.catalog.by_key()
    assert all(live[key].state is State.DRAFT for key in merged.conflicts)


@MORE
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


def groups_of(catalog):
    """What a file says is one: a text and each `~` directly behind it, as they stand in it."""
    found = {}
    head = None
    for e in catalog.entries:
        if not e.joined:
            head = e.key, e.target
        elif head:
            found.setdefault(head, []).append(e.key)
    return {(head, tuple(keys)) for head, keys in found.items()}


@MORE
@given(begun(), st.tuples(steps, steps))
def test_no_merge_joins_sentences(start, work):
    """After the next sync a group holds only if a branch has put its `~` behind that very text."""
    base, source = start
    (ours, here), (theirs, there) = (
        branch(base, source, w, n) for w, n in zip(work, "OT", strict=True)
    )
    merged = merge(base, ours, theirs).catalog
    said = groups_of(base) | groups_of(ours) | groups_of(theirs)
    for text in (source, here, there):
        made = synced(text, merged)
        live, places = made.by_key(), order(document(text))
        for group in groups(live, places):
            if group.holds:
                head = group.head.key, group.head.target
                assert (head, group.keys[1:]) in said


@MORE
@given(begun(), deeds, edits)
def test_a_translator_never_waits_for_an_editor(start, work, changes):
    """Whatever an edit did to the sentences that a translator worked on meanwhile: no conflict,
    the entries that the edited document needs in its order, and nothing left for a sync to do."""
    base, source = start
    ours = worked(base, [(d, i) for d, i in work if d in ("accept", "draft", "sign")], "O")
    after = edited(source, changes)
    theirs = synced(after, base)
    merged = merge(base, ours, theirs)
    assert not merged.conflicts
    live = [e.key for e in merged.catalog.entries if not e.obsolete]
    assert live == [e.key for e in theirs.entries if not e.obsolete]
    if not any(e.joined for e in base.entries):
        assert po.write(synced(after, merged.catalog)) == po.write(merged.catalog)
