"""The laws of a locale family: nothing is lost, nothing is shown that nobody accepted, and a second
sync does nothing."""

from hypothesis import given
from hypothesis import strategies as st
from test_merge_law import accepted, begun, deeds, document, edited, edits, people_s, synced, worked

from pipeline import flow
from pipeline.config import Config
from pipeline.formats import po
from pipeline.inherit import Parent
from pipeline.model import Locale
from pipeline.sync import Around

DE, AT = Locale("de"), Locale("de_AT")
CONFIG = Config(locales=(DE, AT), inherits={AT: DE})


def update(source, own, parent, before=None):
    """A sync of the inheriting locale, read back as its file."""
    family = Parent(DE, parent, before)
    made, changes = flow.update(document(source), own, AT, CONFIG, Around(), parent=family)
    return po.read(po.write(made), "x.po"), changes


@given(begun(), deeds, edits, st.booleans())
def test_a_family_is_kept_up(start, work, changes, together):
    """The translator begins with a copy of the parent's file; then the source is edited."""
    parent, source = start
    own, _ = update(source, worked(parent, work, "O"), parent)
    after = edited(source, changes)
    later = synced(after, parent)
    made, _ = update(after, own, later, parent if together else None)

    again, changes = update(after, made, later)
    assert po.write(again) == po.write(made)
    assert (changes.new, changes.stale, changes.obsolete) == (0, 0, 0)
    assert people_s(own) <= people_s(made) | people_s(later)

    shown = flow.localize(
        document(after), made, AT, CONFIG, "x.po", preview=False, parent=Parent(DE, later)
    ).rendition
    alone = flow.localize(document(after), later, DE, CONFIG, "x.po", preview=False).rendition
    assert shown.localized.shown >= alone.localized.shown
    texts = {e.target for e in (*made.entries, *later.entries) if not e.joined}
    nobody_s = texts - {text for _, text in accepted(made) | accepted(later)} - {""}
    assert not [t for t in nobody_s if t.encode() in shown.localized.data]
