"""Stage 3: an edit costs what it changed, and nothing a person wrote is lost."""

import subprocess
from dataclasses import replace

import pytest
from documents import load

from pipeline.formats import po
from pipeline.model import Entry, Key, Locale, State
from pipeline.sync import Around, sync, wanted

FIVE = (
    "Sleep helps the body. Rest eases pain. Walk every day. Drink some water. Call a doctor soon."
)


def new():
    return po.new_catalog(Locale("de"), "Test")


def synced(source, catalog=None, **options):
    return sync(wanted(load(source)), catalog or new(), "source/x.md", **options)


def translated(catalog):
    """Every entry accepted by a person."""
    entries = (replace(e, target=f"„{e.key.text}“", fuzzy=False, raw=None) for e in catalog.entries)
    return replace(catalog, entries=tuple(entries))


def states(catalog):
    return {e.key.text: e.state for e in catalog.entries if not e.obsolete}


def test_new_units_are_missing_and_in_document_order():
    """A first sync lists the units of the document in its order."""
    catalog, changes = synced(FIVE)
    assert [e.key.text for e in catalog.entries][:2] == [
        "Sleep helps the body.",
        "Rest eases pain.",
    ]
    assert set(states(catalog).values()) == {State.MISSING}
    assert (changes.new, changes.review) == (5, 17)


def test_a_second_sync_changes_no_byte():
    """Sync is a fixed point, also for a catalog that a person has worked on."""
    catalog = translated(synced(FIVE)[0])
    data = po.write(catalog)
    again, changes = synced(FIVE, po.read(data, "x.po"))
    assert po.write(again) == data
    assert changes.kept == 5


def test_one_changed_word_makes_one_unit_stale():
    """Four of five sentences stay translated; the fifth keeps its text and says what it was for."""
    catalog = translated(synced(FIVE)[0])
    edited, changes = synced(FIVE.replace("Walk every day", "Walk every morning"), catalog)
    stale = [e for e in edited.entries if e.state is State.STALE]
    assert [e.key.text for e in stale] == ["Walk every morning."]
    assert stale[0].target == "„Walk every day.“"
    assert stale[0].previous == Key("Walk every day.")
    assert (changes.kept, changes.stale) == (4, 1)


def test_a_stale_unit_is_translated_again_when_its_source_returns():
    """Undoing an edit undoes its cost, byte for byte."""
    catalog = translated(synced(FIVE)[0])
    edited, _ = synced(FIVE.replace("pain", "stress"), catalog)
    back, _ = synced(FIVE, po.read(po.write(edited), "x.po"))
    assert po.write(back) == po.write(catalog)


def test_a_second_edit_keeps_the_first_accepted_text():
    """`#| msgid` and `# accepted:` are written once: an edit is judged from what was accepted."""
    catalog = translated(synced(FIVE)[0])
    once, _ = synced(FIVE.replace("eases pain", "eases stress"), catalog)
    twice, _ = synced(FIVE.replace("eases pain", "eases strain"), once)
    stale = next(e for e in twice.entries if e.state is State.STALE)
    assert stale.previous == Key("Rest eases pain.")


def test_moving_a_section_changes_no_state():
    """Text that only moves stays translated; the entries follow the document's order."""
    source = "# A\n\nFirst text here.\n\n# B\n\nSecond text here.\n"
    moved = "# B\n\nSecond text here.\n\n# A\n\nFirst text here.\n"
    catalog, changes = synced(moved, translated(synced(source)[0]))
    assert set(states(catalog).values()) == {State.TRANSLATED}
    assert [e.key.text for e in catalog.entries] == [
        "B",
        "Second text here.",
        "A",
        "First text here.",
    ]
    assert (changes.kept, changes.review) == (4, 0)


def test_rewrapping_changes_no_byte():
    """Line ends in the source are no part of a unit."""
    catalog = translated(synced(FIVE)[0])
    wrapped, _ = synced(
        FIVE.replace("the body", "the\nbody").replace("Drink some", "Drink\nsome"), catalog
    )
    assert po.write(wrapped) == po.write(catalog)


def test_removed_text_becomes_obsolete_and_returns():
    """What a person wrote stays in the file and is taken up again when the text comes back."""
    catalog = translated(synced(FIVE)[0])
    shorter, changes = synced("Sleep helps the body.", catalog)
    assert changes.obsolete == 4
    assert sum(e.obsolete for e in shorter.entries) == 4
    back, changes = synced(FIVE, po.read(po.write(shorter), "x.po"))
    assert (changes.revived, changes.new) == (4, 0)
    assert set(states(back).values()) == {State.TRANSLATED}


def test_untouched_drafts_are_emptied_and_people_s_drafts_kept():
    """A machine draft of an edited source is made anew; a person's unfinished text is not lost."""
    catalog, _ = synced("Walk every day. Rest eases pain.")
    machine, person = catalog.entries
    machine = machine.drafted("Camine.", "apertium")
    person = replace(person, target="Ruhe", fuzzy=True, raw=None)
    edited, _ = synced(
        "Walk every morning. Rest eases stress.", replace(catalog, entries=(machine, person))
    )
    assert states(edited) == {
        "Walk every morning.": State.MISSING,
        "Rest eases stress.": State.DRAFT,
    }
    assert [e.target for e in edited.entries] == ["", "Ruhe"]


def test_an_edited_draft_is_no_longer_machine_text():
    """The hash in `# mt:` decides: a draft that a person changed is a person's draft."""
    entry = Entry(Key("Rest.")).drafted("Descanse.", "apertium")
    assert entry.state is State.MACHINE
    assert replace(entry, target="Descanse usted.").state is State.DRAFT
    assert replace(entry, fuzzy=False).state is State.TRANSLATED


def test_a_tool_s_merge_makes_no_machine_text_publishable():
    """msgmerge carries a draft to an edited source: a draft it stays, whoever wrote it."""
    draft = Entry(Key("Take 5 mg.")).drafted("Tome 5 mg.", "apertium")
    carried = replace(draft, key=Key("Take 50 mg."), previous=Key("Take 5 mg."))
    assert carried.state is State.DRAFT
    catalog, _ = synced("Take 50 mg.", replace(new(), entries=(carried,)))
    assert catalog.entries[0].state is State.DRAFT


def test_an_approval_is_void_when_either_text_changes():
    """The second signature holds for exactly the pair it was given for."""
    entry = replace(Entry(Key("Rest.")), target="Ruhe.")
    digest = entry.key.digest("Ruhe.")
    approved = entry.with_record("approved", f"{digest} 2026-03-01 Jo, editor")
    assert approved.state is State.APPROVED
    assert replace(approved, target="Pause.").state is State.TRANSLATED


@pytest.mark.parametrize("context", [None, "title"])
def test_text_accepted_elsewhere_is_copied(context):
    """The identical accepted pair of another catalog is taken over, still translated."""
    source = "---\ntitle: Rest\n---\n" if context else "Rest\n"
    catalog, changes = synced(source, around=Around({Key("Rest", context): "Ruhe"}))
    assert states(catalog) == {"Rest": State.TRANSLATED}
    assert (changes.copied, changes.review) == (1, 0)


def test_people_s_comments_survive():
    """A remark stays with its entry, also when the entry goes stale or obsolete."""
    catalog = translated(synced("Walk every day. Rest.")[0])
    entries = tuple(replace(e, comments=("ask the doctor",), raw=None) for e in catalog.entries)
    edited, _ = synced("Walk every morning.", replace(catalog, entries=entries))
    assert [(e.obsolete, e.comments[0]) for e in edited.entries] == [
        (False, "ask the doctor"),
        (True, "ask the doctor"),
    ]


def test_an_edit_into_a_text_known_elsewhere_loses_nothing():
    """The known translation is copied, and the old one stays in the file as obsolete."""
    catalog = translated(synced("Take one tablet every morning.")[0])
    new_text = "Take one tablet every evening."
    edited, changes = synced(new_text, catalog, around=Around({Key(new_text): "Abends."}))
    assert [(e.target, e.obsolete) for e in edited.entries] == [
        ("Abends.", False),
        ("„Take one tablet every morning.“", True),
    ]
    assert (changes.copied, changes.obsolete) == (1, 1)


def obsolete(target, **more):
    return replace(Entry(Key("Rest."), target, obsolete=True), **more)


@pytest.mark.parametrize(
    ("live", "gone", "target", "left"),
    [
        (Entry(Key("Rest.")), [obsolete("Eins"), obsolete("Zwei")], "Eins", ["Zwei"]),
        (Entry(Key("Rest.")), [obsolete("Entwurf", fuzzy=True)], "Entwurf", []),
        (Entry(Key("Rest.")).drafted("Descanse", "x"), [obsolete("Ruhe")], "Ruhe", []),
        (Entry(Key("Rest."), "Drei"), [obsolete("Eins", comments=("Anna",))], "Drei", ["Eins"]),
        (None, [obsolete("", comments=("Anna",))], "", []),
    ],
)
def test_obsolete_entries_of_a_key_in_use_are_revived_or_kept(live, gone, target, left):
    """A merge or another tool may leave them beside each other: no text and no remark is lost.

    What cannot come back goes into a comment: msgfmt refuses two entries of one key.
    """
    entries = (*([live] if live else []), *gone)
    catalog, _ = synced("Rest.", replace(new(), entries=entries))
    assert catalog.entries[0].target == target
    assert [e.obsolete for e in catalog.entries] == [False]
    told = [c.removeprefix("obsolete: ") for c in catalog.entries[0].comments if "obsolete:" in c]
    assert told == left
    assert sum(len(e.comments) for e in catalog.entries) >= sum("Anna" in e.comments for e in gone)


def test_a_text_returns_by_a_detour():
    """Edited, then removed, then back as it was first: it is translated again."""
    catalog = translated(synced("Walk every day. Rest.")[0])
    catalog, _ = synced("Walk every morning. Rest.", catalog)
    catalog, _ = synced("Rest.", catalog)
    back, _ = synced("Walk every day. Rest.", po.read(po.write(catalog), "x.po"))
    assert states(back)["Walk every day."] is State.TRANSLATED


@pytest.mark.parametrize("heading", ["", "# Living well\n\n"])
def test_a_heading_that_becomes_the_title_stays_translated(heading):
    """The same sentence in another context is the same sentence, also where it stands in both."""
    catalog = translated(synced("# Living well\n\nText here.\n")[0])
    moved, _ = synced(f"---\ntitle: Living well\n---\n\n{heading}Text here.\n", catalog)
    read = po.read(po.write(moved), "x.po")
    assert {e.state for e in read.entries} == {State.TRANSLATED}


def lost(source, **fields):
    """What another document has lost: its units, accepted, and perhaps more."""
    entries = translated(synced(source)[0]).entries
    return Around({}, tuple(replace(e, **fields) for e in entries))


def test_a_text_moves_with_all_that_belongs_to_it():
    """A remark, an approval, a draft: what a copy of the text alone would not have."""
    around = lost("Rest.\n\nWalk.\n", comments=("ask Jo",))
    (rest, walk) = around.lost
    approval = f"approved: {rest.key.digest(rest.target)} 2026-01-01 Jo, editor"
    rest = replace(rest, comments=(*rest.comments, approval))
    around = Around({}, (rest, replace(walk, fuzzy=True)))
    catalog, changes = synced("Walk.\n\nRest.\n", around=around)
    assert states(catalog) == {"Walk.": State.DRAFT, "Rest.": State.APPROVED}
    assert [e.comments[0] for e in catalog.entries] == ["ask Jo", "ask Jo"]
    assert changes.moved == 2


def test_a_moved_and_edited_text_is_a_draft_there():
    """A sentence that was reworded on its way to another document, or another one: it is offered
    with what it was accepted for, and not shown before somebody has looked at it."""
    catalog, changes = synced("Walk every morning.", around=lost("Walk every day."))
    (entry,) = catalog.entries
    assert (entry.state, entry.previous.text, changes.stale) == (
        State.DRAFT, "Walk every day.", 1
    )  # fmt: skip


def test_a_machine_draft_moves_too():
    """It was paid for."""
    key = Key("Rest.")
    draft = Entry(key).drafted("Descanse.", "apertium")
    catalog, _ = synced("Rest.", around=Around({}, (draft,)))
    assert states(catalog) == {"Rest.": State.MACHINE}


def test_two_documents_that_lost_different_texts_for_one_source_decide_nothing():
    """The unit stays missing; both texts stand where they stood."""
    one, other = Entry(Key("Rest."), "Ruhe."), Entry(Key("Rest."), "Pause.")
    catalog, _ = synced("Rest.", around=Around({}, (one, other)))
    assert states(catalog) == {"Rest.": State.MISSING}


def test_a_key_stands_in_the_file_once(tmp_path, msgfmt):
    """Whatever edits went before: two old texts of one key, one of them in use again."""
    catalog = translated(synced("Walk every day. Rest.")[0])
    catalog, _ = synced("Rest.", catalog)
    other = tuple(
        replace(e, key=Key("Walk every day."), target="Anders.", obsolete=True, raw=None)
        for e in catalog.entries[:1]
    )
    catalog = replace(catalog, entries=(*catalog.entries, *other))
    for source in ("Rest.", "Walk every day. Rest."):
        made, _ = synced(source, catalog)
        (path := tmp_path / "x.po").write_bytes(po.write(made))
        subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], check=True)
        data = path.read_text(encoding="utf-8")
        assert "Anders." in data
        assert "„Walk every day.“" in data
