"""A merge of two branches of a catalog, case by case: what each branch did, and what comes of it."""

import subprocess
from collections import Counter
from dataclasses import replace

import pytest

from pipeline.formats import po
from pipeline.merge import merge
from pipeline.model import Entry, Key, State

HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
A, B, C, NEW = "Take 5 mg daily.", "Walk daily.", "Rest.", "Take 50 mg daily."


def entry(text, target="", **fields):
    """An accepted entry, or a missing one."""
    return Entry(Key(text), target, **fields)


def machine(text, target):
    return entry(text).drafted(target, "x")


def stale(text, old, target):
    """What a sync makes of an accepted text whose source was edited."""
    changed = entry(text, target, fuzzy=True, previous=Key(old))
    return changed.with_record("accepted", Key(old).digest(target))


def gone(text, target):
    return entry(text, target, obsolete=True)


def catalog(*entries):
    made = replace(po.read(HEADER.encode(), "x.po"), entries=entries)
    return po.read(po.write(made), "x.po")


def merged(base, ours, theirs):
    """The entries of both directions, which must be the same, and whether there is a conflict."""
    found = [
        merge(catalog(*base), catalog(*a), catalog(*b)) for a, b in ((ours, theirs), (theirs, ours))
    ]
    assert po.write(found[0].catalog) == po.write(found[1].catalog)
    return list(found[0].catalog.entries), bool(found[0].conflicts)


OLD = entry(A, "alt")
CLEAN = {
    "two entries": (
        [OLD, entry(B, "b")], [entry(A, "neu"), entry(B, "b")], [OLD, entry(B, "c")],
        [entry(A, "neu"), entry(B, "c")],
    ),
    "the same text twice": ([entry(A)], [entry(A, "x")], [entry(A, "x")], [entry(A, "x")]),
    "a corrected text whose source was edited": (
        [OLD], [entry(A, "neu")], [stale(NEW, A, "alt")], [stale(NEW, A, "neu")],
    ),
    "a text written while its source was edited": (
        [entry(A)], [entry(A, "neu")], [entry(NEW)], [stale(NEW, A, "neu")],
    ),
    "a draft accepted while its source was edited": (
        [machine(A, "m")],
        [replace(machine(A, "m"), fuzzy=False)],
        [entry(NEW)],
        [replace(stale(NEW, A, "m"), comments=(f"mt: x {Key(A).digest('m')}", f"accepted: {Key(A).digest('m')}"))],
    ),
    "a stale text accepted while its source was edited again": (
        [stale(A, B, "alt")], [entry(A, "neu")], [stale(NEW, B, "alt")], [stale(NEW, A, "neu")],
    ),
    "a stale text corrected while its source returned": (
        [stale(NEW, A, "alt")],
        [entry(NEW, "neu")],
        [entry(A, "alt")],
        [stale(A, NEW, "neu")],
    ),
    "a draft of a person whose source was edited": (
        [entry(A)], [entry(A, "neu", fuzzy=True)], [entry(NEW)], [entry(NEW, "neu", fuzzy=True)],
    ),
    "a machine draft whose source was edited": (
        [entry(A)], [machine(A, "m")], [entry(NEW)], [entry(NEW)],
    ),
    "a text corrected while its sentence was removed": (
        [OLD, entry(B, "b")], [entry(A, "neu"), entry(B, "b")], [entry(B, "b"), gone(A, "alt")],
        [entry(B, "b"), gone(A, "neu")],
    ),
    "a text written while its sentence was removed": (
        [entry(A), entry(B, "b")], [entry(A, "neu"), entry(B, "b")], [entry(B, "b")],
        [entry(B, "b"), gone(A, "neu")],
    ),
    "a machine draft of a sentence that was removed": (
        [entry(C), entry(B, "b")], [machine(C, "m"), entry(B, "b")], [entry(B, "b")],
        [entry(B, "b")],
    ),
    "a remark on a sentence that was removed": (
        [entry(C), entry(B, "b")], [entry(C, comments=("why?",)), entry(B, "b")], [entry(B, "b")],
        [entry(B, "b"), replace(gone(C, ""), comments=("why?",))],
    ),
    "a text corrected while its sentence moved": (
        [OLD, entry(B, "b"), entry(C, "c")],
        [entry(A, "neu"), entry(B, "b"), entry(C, "c")],
        [entry(B, "b"), entry(C, "c"), OLD],
        [entry(B, "b"), entry(C, "c"), entry(A, "neu")],
    ),
    "each branch moved another sentence": (
        [OLD, entry(B, "b"), entry(C, "c"), entry("D.", "d"), entry("E.", "e")],
        [entry(B, "b"), OLD, entry(C, "c"), entry("D.", "d"), entry("E.", "e")],
        [OLD, entry(B, "b"), entry(C, "c"), entry("E.", "e"), entry("D.", "d")],
        [entry(B, "b"), OLD, entry(C, "c"), entry("E.", "e"), entry("D.", "d")],
    ),
    "each branch added a sentence": (
        [OLD, entry(B, "b")],
        [OLD, entry(C), entry(B, "b")],
        [OLD, entry(B, "b"), entry("D.")],
        [OLD, entry(C), entry(B, "b"), entry("D.")],
    ),
    "each branch removed a sentence": (
        [OLD, entry(B, "b"), entry(C, "c")],
        [entry(B, "b"), entry(C, "c"), gone(A, "alt")],
        [OLD, entry(B, "b"), gone(C, "c")],
        [entry(B, "b"), gone(C, "c"), gone(A, "alt")],
    ),
    "each branch edited the source in its own way": (
        [OLD],
        [stale(NEW, A, "alt")],
        [stale("Take 7 mg daily.", A, "alt")],
        [stale("Take 7 mg daily.", A, "alt"), stale(NEW, A, "alt")],
    ),
    "an obsolete text returned while it was remarked on": (
        [gone(A, "alt")], [OLD], [replace(gone(A, "alt"), comments=("good",))],
        [replace(OLD, comments=("good",))],
    ),
    "a machine draft beside a person's text": (
        [entry(A)], [machine(A, "m")], [entry(A, "neu")], [entry(A, "neu")],
    ),
    "a text corrected while it was put in doubt": (
        [OLD], [entry(A, "neu")], [replace(OLD, fuzzy=True)], [entry(A, "neu", fuzzy=True)],
    ),
    "a text remarked on by two people": (
        [replace(OLD, comments=("one",))],
        [replace(OLD, comments=("one", "two"))],
        [replace(OLD, comments=("three",))],
        [replace(OLD, comments=("two", "three"))],
    ),
    "a text signed by two people": (
        [OLD],
        [OLD.with_record("approved", f"{Key(A).digest('alt')} 2026-01-02 B")],
        [OLD.with_record("approved", f"{Key(A).digest('alt')} 2026-01-01 A")],
        [
            replace(OLD, comments=tuple(f"approved: {Key(A).digest('alt')} {x}" for x in ("2026-01-01 A", "2026-01-02 B"))),
        ],
    ),
    "a signed text that was corrected": (
        [OLD],
        [OLD.with_record("approved", f"{Key(A).digest('alt')} 2026-01-02 B")],
        [entry(A, "neu")],
        [entry(A, "neu")],
    ),
    "a text written for a joined sentence that an edit has set apart": (
        [OLD, entry(B, "~")],
        [OLD, entry(B, "b")],
        [OLD, entry(C), entry(B, "~", fuzzy=True)],
        [OLD, entry(C), entry(B, "b")],
    ),
    "a sentence added behind one that was removed": (
        [OLD, entry(B, "b"), entry("D.", "d")],
        [OLD, entry(B, "b"), entry(C), entry("D.", "d")],
        [OLD, entry("D.", "d"), gone(B, "b")],
        [OLD, entry(C), entry("D.", "d"), gone(B, "b")],
    ),
    "a source edited while its entry was deleted by hand": (
        [OLD, entry(B, "b")], [stale(NEW, A, "alt"), entry(B, "b")], [entry(B, "b")],
        [stale(NEW, A, "alt"), entry(B, "b")],
    ),
    "a text signed while it was put in doubt": (
        [OLD],
        [OLD.with_record("approved", f"{Key(A).digest('alt')} 2026-01-02 B")],
        [replace(OLD, fuzzy=True)],
        [replace(OLD.with_record("approved", f"{Key(A).digest('alt')} 2026-01-02 B"), fuzzy=True)],
    ),
    "a text written for a joined sentence, and a translated one between": (
        [OLD, entry(B, "~")],
        [OLD, entry(B, "b")],
        [OLD, entry(C, "c"), entry(B, "~", fuzzy=True)],
        [OLD, entry(C, "c"), entry(B, "b")],
    ),
    "a source edited twice in one branch, where the other trusts nothing but the record": (
        [entry(A, "a"), entry("Take 15 mg daily.", "b")],
        [entry(A, "neu"), entry("Take 15 mg daily.", "b")],
        [stale("Take 15 mg daily!", A, "a"), stale("Take 5 mg daily!", "Take 15 mg daily.", "b")],
        [stale("Take 15 mg daily!", A, "neu"), stale("Take 5 mg daily!", "Take 15 mg daily.", "b")],
    ),
    "two sentences with one translation": (
        [entry(A, "a"), entry("Take 15 mg daily.", "a")],
        [entry(A, "neu"), entry("Take 15 mg daily.", "a")],
        [stale("Take 5 mg daily!", "Take 15 mg daily.", "a"), stale("Take 15 mg daily!", A, "a")],
        [stale("Take 5 mg daily!", "Take 15 mg daily.", "a"), stale("Take 15 mg daily!", A, "neu")],
    ),
    "drafts follow their words": (
        [entry(A, "a", fuzzy=True), entry("Take 15 mg daily.", "b", fuzzy=True)],
        [entry(A, "neu", fuzzy=True), entry("Take 15 mg daily.", "b", fuzzy=True)],
        [entry("Take 15 mg daily!", "a", fuzzy=True), entry("Take 5 mg daily!", "b", fuzzy=True)],
        [entry("Take 15 mg daily!", "neu", fuzzy=True), entry("Take 5 mg daily!", "b", fuzzy=True)],
    ),
    "an obsolete text whose key is live in the other branch": (
        [OLD, entry(B, "b")],
        [entry(B, "b"), replace(stale(NEW, A, "alt"), obsolete=True)],
        [OLD, entry(B, "b"), entry(NEW, "neu")],
        [entry(B, "b"), entry(NEW, "neu", comments=("obsolete: alt",))],
    ),
    "a remark on an obsolete entry whose key is live in the other branch": (
        [entry(A), entry(B, "b")],
        [entry(B, "b"), entry(NEW, obsolete=True, comments=("why?",))],
        [entry(A), entry(B, "b"), entry(NEW, "neu")],
        [entry(B, "b"), entry(NEW, "neu", comments=("why?",))],
    ),
    "an obsolete text whose key is missing in the other branch": (
        [OLD, entry(B, "b")],
        [entry(B, "b"), replace(stale(NEW, A, "alt"), obsolete=True)],
        [OLD, entry(B, "b"), entry(NEW)],
        [entry(B, "b"), stale(NEW, A, "alt")],
    ),
    "a key added in both branches": ([], [entry(A)], [entry(A, "neu")], [entry(A, "neu")]),
    "flags": (
        [OLD], [replace(OLD, flags=("no-wrap",))], [replace(OLD, target="neu")],
        [replace(OLD, target="neu", flags=("no-wrap",))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_both_branches_are_in_it(name):
    """Different work on one entry is no conflict while only one branch changed its words."""
    *versions, wanted = CLEAN[name]
    assert merged(*versions) == (wanted, False)


def test_an_accepted_text_for_the_old_source_is_never_publishable_for_the_new():
    """“5 mg” was corrected by the translator while the editor made it 50 mg: stale, so that
    publishing judges the two sources, and no record of the old text is left on the new one."""
    (found,), _ = merged([OLD], [entry(A, "neu")], [stale(NEW, A, "alt")])
    assert (found.state, found.previous, found.target) == (State.STALE, Key(A), "neu")


CONFLICTS = {
    "two corrections": ([OLD], [entry(A, "neu")], [entry(A, "anders")]),
    "two first texts": ([entry(A)], [entry(A, "neu")], [entry(A, "anders")]),
    "added in both": ([], [entry(A, "neu")], [entry(A, "anders")]),
    "two drafts": (
        [entry(A)], [entry(A, "neu", fuzzy=True)], [entry(A, "anders", fuzzy=True)],
    ),
    "a draft accepted as it was, and corrected": (
        [machine(A, "neu")], [replace(machine(A, "neu"), fuzzy=False)],
        [entry(A, "anders", fuzzy=True)],
    ),
    "a correction, and a new text for the edited source": (
        [stale(A, B, "alt")], [stale(A, B, "alt").with_record("accepted", Key(B).digest("neu"))],
        [entry(A, "anders")],
    ),
    "a draft written over the stale text, and a correction of the old one": (
        [entry(A, "a"), entry("Take 15 mg daily.", "b")],
        [entry(A, "neu"), entry("Take 15 mg daily.", "b")],
        [
            entry("Take 15 mg daily!", "anders", fuzzy=True, previous=Key(A)),
            entry("Take 5 mg daily!", "y", fuzzy=True, previous=Key("Take 15 mg daily.")),
        ],
    ),
    "a signed correction": (
        [OLD], [entry(A, "neu").with_record("approved", f"{Key(A).digest('neu')} 2026-01-02 B")],
        [entry(A, "anders")],
    ),
}  # fmt: skip
CONFLICTS["a correction, and a new text for the edited source"][1][0] = replace(
    CONFLICTS["a correction, and a new text for the edited source"][1][0], target="neu"
)


@pytest.mark.parametrize("name", CONFLICTS)
def test_two_texts_are_both_kept_as_a_draft(name, msgfmt, tmp_path):
    """Both stand in a comment, one of them is the text, nobody has accepted it, and no record makes
    a machine draft or a stale text of it; the file is valid."""
    (found, *_), conflict = merged(*CONFLICTS[name])
    assert conflict
    assert found.remarks in (
        ("conflict: neu", "conflict: anders"), ("conflict: anders", "conflict: neu"),
    )  # fmt: skip
    assert (found.target in ("neu", "anders"), found.state) == (True, State.DRAFT)
    path = tmp_path / "x.po"
    path.write_bytes(po.write(catalog(found)))
    subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], check=True)


def test_a_text_with_line_breaks_stays_one_comment():
    """As C writes it; a backslash in it does not become one."""
    (found,), _ = merged([entry(A)], [entry(A, "a\nb\\n")], [entry(A, "c")])
    assert "conflict: a\\nb\\\\n" in found.comments


def test_two_obsolete_texts_are_no_conflict_and_no_double(msgfmt, tmp_path):
    """Nobody has to choose; msgfmt refuses a key that stands twice, obsolete or not."""
    base = [OLD, entry(B, "b")]
    sides = [[entry(B, "b"), gone(A, text)] for text in ("neu", "anders")]
    found, conflict = merged(base, *sides)
    assert not conflict
    assert [e.key.text for e in found] == [B, A]
    assert set(found[1].comments) == {"conflict: neu", "conflict: anders"}
    assert found[1].fuzzy


def test_untouched_entries_keep_their_bytes():
    """In whatever style they are written; so does an entry that only one branch has changed."""
    odd = '\n\n#no space\n#:a.md:1 b.md:2\nmsgid ""\n"Rest"\n"."\nmsgstr ""\n"Pa"\n"use"\n'
    lines = [HEADER + odd + f'\nmsgid "{A}"\nmsgstr "{a}"\n\nmsgid "{B}"\nmsgstr "{b}"\n' for a, b in (("", ""), ("a", ""), ("", "b"))]  # fmt: skip
    versions = [po.read(x.encode(), "x.po") for x in lines]
    wanted = HEADER + odd + f'\nmsgid "{A}"\nmsgstr "a"\n\nmsgid "{B}"\nmsgstr "b"\n'
    assert po.write(merge(*versions).catalog).decode() == wanted


def test_a_file_wrapped_anew_by_a_tool_is_no_change_of_its_texts():
    """The words of the other branch win over new line breaks."""
    wrapped = f'\nmsgid "{A}"\nmsgstr ""\n"al"\n"t"\n'
    one, other = po.read((HEADER + wrapped).encode(), "x.po"), catalog(entry(A, "neu"))
    base = catalog(OLD)
    assert merge(base, one, other).catalog.entries[0].target == "neu"
    assert po.write(merge(base, base, one).catalog) == po.write(one)
    assert po.write(merge(base, one, base).catalog) == po.write(one)


def header(**fields):
    lines = "".join(f'"{k.replace("_", "-")}: {v}\\n"\n' for k, v in fields.items())
    return replace(catalog(), header=f'msgid ""\nmsgstr ""\n{lines}')


HEADERS = {
    "each its own field": (
        header(Language="de"), header(Language="de", X_A="1"), header(Language="de", X_B="2"),
        header(Language="de", X_A="1", X_B="2"),
    ),
    "the later date, and who belongs to it": (
        header(PO_Revision_Date="2026-01-01 10:00+0000", Last_Translator="old"),
        header(PO_Revision_Date="2026-01-03 10:00+0000", Last_Translator="A"),
        header(PO_Revision_Date="2026-01-02 10:00+0000", Last_Translator="B"),
        header(PO_Revision_Date="2026-01-03 10:00+0000", Last_Translator="A"),
    ),
    "a field removed, another changed": (
        header(Language="de", X_A="1", X_B="1"), header(Language="de", X_B="1"),
        header(Language="de", X_A="1", X_B="2"), header(Language="de", X_B="2"),
    ),
    "a field changed that the other removed": (
        header(Language="de", X_A="1"), header(Language="de"), header(Language="de", X_A="2"),
        header(Language="de", X_A="2"),
    ),
    "signs that are escaped": (
        header(X_A="1"), header(X_A='say \\"so\\" \\\\ x'), header(X_A="1", X_B="b"),
        header(X_A='say \\"so\\" \\\\ x', X_B="b"),
    ),
    "a field that stands twice": (
        replace(catalog(), header='msgid ""\nmsgstr ""\n"X-Odd: 1\\n"\n"X-Odd: 2\\n"\n'),
        replace(catalog(), header='msgid ""\nmsgstr ""\n"X-Odd: 1\\n"\n"X-Odd: 3\\n"\n'),
        replace(catalog(), header='msgid ""\nmsgstr ""\n"X-Odd: 0\\n"\n"X-Odd: 2\\n"\n'),
        replace(catalog(), header='msgid ""\nmsgstr ""\n"X-Odd: 0\\n"\n"X-Odd: 3\\n"\n'),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
def test_headers_are_merged_field_by_field(name):
    """Either way round."""
    base, ours, theirs, wanted = HEADERS[name]
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge(base, one, other).catalog.header.splitlines()
        assert sorted(found) == sorted(wanted.header.splitlines())


def test_comments_of_the_header_and_the_end_are_kept():
    """Of both branches."""
    base = catalog(OLD)
    ours = replace(base, header=f"# A\n{base.header}", trailer="\n# x\n")
    theirs = replace(base, header=f"# B\n{HEADER}".replace("de", "nl"), trailer="\n# y\n")
    found = merge(base, ours, theirs).catalog
    assert found.header.splitlines()[:2] in (["# A", "# B"], ["# B", "# A"])
    assert "Language: nl" in found.header
    assert found.trailer == "\n# x\n# y\n"


def test_line_ends_and_charset_of_the_branch_that_changed_them():
    """A file saved with Windows line ends by one branch has them throughout; and UTF-8 wins."""
    base = catalog(OLD, entry(B, "b"))
    windows = po.read(po.write(base).replace(b"\n", b"\r\n"), "x.po")
    other = catalog(OLD, entry(B, "neu"))
    data = po.write(merge(base, windows, other).catalog)
    assert data == po.write(merge(base, other, windows).catalog)
    assert data.count(b"\r\n") == data.count(b"\n")
    assert b"neu" in data


def test_a_sign_that_nobody_has_explained_does_not_meet_another_text():
    """A translator joins two sentences; an editor puts one between them. No sync has written yet
    what `~` belongs to, so after the merge neither it nor the text that says both counts."""
    base = [entry(A, "a"), entry(B, "b")]
    ours = [entry(A, "a und b"), entry(B, "~")]
    found, conflict = merged(base, ours, [entry(A, "a"), entry(C), entry(B, "b")])
    assert [(e.target, e.state.accepted) for e in found] == [
        ("a und b", False),
        ("", False),
        ("~", False),
    ]
    assert not conflict


BROUGHT_TOGETHER = {
    "a text written where the sign stood behind none": (
        [machine(A, "m"), entry(B, "b")], [entry(A), entry(B, "~")], [entry(A, "a"), entry(B, "b")],
    ),
    "a text added before a sign that stood behind nothing": (
        [entry(B, "b")], [entry(B, "~")], [entry(A, "a"), entry(B, "b")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROUGHT_TOGETHER)
def test_a_sign_meets_no_text_that_nobody_put_it_behind(name):
    """Else the next sync would record that the text says both."""
    found, _ = merged(*BROUGHT_TOGETHER[name])
    assert [(e.target, e.state) for e in found] == [("a", State.TRANSLATED), ("~", State.DRAFT)]


def test_a_text_wins_over_a_sign_that_it_is_said_before():
    """Where two people disagree on that, the words stand as the draft."""
    found, conflict = merged(
        [entry(B, "b"), OLD],
        [entry(B, "b und a"), entry(A, "~")],
        [entry(B, "b"), entry(A, "ähnlich")],
    )
    assert ([e.target for e in found], conflict) == (["b und a", "ähnlich"], True)
    assert all(e.state is State.DRAFT for e in found)


def test_an_accepted_machine_draft_does_not_become_one_again():
    """Else the next drafts would take its place: it was the text of two joined sentences."""
    base = [machine(A, "m"), entry(B, "b")]
    ours = [replace(machine(A, "m"), fuzzy=False), entry(B, "~")]
    found, _ = merged(base, ours, [machine(A, "m"), entry(C), entry(B, "b")])
    assert [e.state for e in found] == [State.DRAFT, State.MISSING, State.DRAFT]


def test_an_entry_that_stands_under_one_key_by_two_ways_stands_once():
    """One branch edits a sentence into another's words; the other branch has added those words."""
    base = [entry(A, "alt"), entry(B, "b")]
    ours = [stale(NEW, A, "alt"), entry(B, "b")]
    theirs = [entry(A, "alt"), entry(B, "b"), entry(NEW, "neu")]
    found, conflict = merged(base, ours, theirs)
    assert Counter(e.key.text for e in found)[NEW] == 1
    assert {"alt", "neu"} <= {e.target for e in found} | {
        c.removeprefix("conflict: ") for e in found for c in e.comments
    }
    assert conflict == any(e.comments for e in found)
