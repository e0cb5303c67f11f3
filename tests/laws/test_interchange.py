"""Whatever a translator and others do in the same week: nothing is lost, nothing accepts itself."""

from dataclasses import replace

import polib
from documents import load
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats import po
from pipeline.interchange import described, open_rows, put_back, rows, tree, work, xliff
from pipeline.model import Locale, State
from pipeline.model.joined import order
from pipeline.sync import sync, wanted

DE = Locale("de")
SENTENCES = [
    "Take 5 mg every day.",
    "Do not take 5 mg & <more>.",
    "Walk every *day*.",
    "Rest helps the body.",
    "Ask a doctor first.",
    "Sleep in a cool room.",
]
sources = st.permutations(SENTENCES).flatmap(
    lambda s: st.integers(1, 5).map(lambda n: f"{' '.join(s[:n])}\n\n{' '.join(s[n - 1 :: 2])}\n")
)
projects = st.lists(sources, min_size=2, max_size=3)
ACTIONS = ["leave", "accept", "draft", "machine", "empty", "approve", "join", "remark", "clear"]
actions = st.permutations([*ACTIONS, "leave", "draft", "machine"])
"""Everybody does a bit of everything."""
REMARK = "A remark so long that every PO tool that wraps comments wraps this one, once or twice."


class Project:
    """Documents with catalogs, as the commands see them."""

    def __init__(self, sources):
        self.documents = {f"source/{i}.md": load(s) for i, s in enumerate(sources)}
        self.catalogs = {}
        self.sync()

    def sync(self):
        for name, document in self.documents.items():
            old = self.catalogs.get(name) or po.new_catalog(DE, "t")
            made, _ = sync(wanted(document), old, name)
            self.catalogs[name] = po.read(po.write(made), name)

    def act(self, actions, who):
        for number, (name, catalog) in enumerate(self.catalogs.items()):
            turned = actions[number:] + actions[:number]
            entries = tuple(
                act(e, turned[i % len(turned)], f"{who}{number}{i}")
                for i, e in enumerate(catalog.entries)
            )
            made = replace(catalog, entries=entries)
            self.catalogs[name] = po.read(po.write(made), name)

    def rows(self):
        for name, document in self.documents.items():
            yield from rows(described(document), self.catalogs[name], name, name, order(document))


def act(entry, action, text):
    """What somebody does with an entry."""
    if action == "remark":
        return replace(entry, comments=(REMARK, *entry.comments), raw=None)
    if action in ("accept", "approve", "join"):
        text = "~" if action == "join" else text
        made = replace(entry, target=text, fuzzy=False, previous=None, raw=None)
        signed = f"{entry.key.digest(text)} 2026-01-02 A. PERSON, whose name is long, HEAD OF ALL"
        return made.with_record("approved", signed) if action == "approve" else made
    if action == "clear" and entry.target:
        return replace(entry, fuzzy=False, raw=None)
    if action == "draft":
        return replace(entry, target=text, fuzzy=True, raw=None)
    if action == "machine" and not entry.target:
        return entry.drafted(text, "x")
    if action == "empty":
        return replace(entry, target="", fuzzy=False, raw=None)
    return entry


def todo(project):
    return work.write(open_rows(project.rows()), DE, "t", "todo")


def resaved(data, width):
    return str(polib.pofile(data.decode(), wrapwidth=width)).encode()


FORMS = {
    "todo": lambda p: work.read(todo(p), "x").offers,
    "wrapped": lambda p: work.read(resaved(todo(p), 30), "x").offers,
    "po": lambda p: work.read(work.write(p.rows(), DE, "t", "po"), "x").offers,
    "xliff": lambda p: xliff.read(tree.parse(xliff.write(p.rows(), "en", DE, "1")[0], "x"), "x").offers,
    "xliff2": lambda p: xliff.read(tree.parse(xliff.write(p.rows(), "en", DE, "2")[0], "x"), "x").offers,
}  # fmt: skip


@given(projects, actions, sources, actions)
def test_out_and_in_again_changes_no_byte(sources, first, edit, second):
    """Whatever state the catalogs are in, and whichever format goes out."""
    project = Project(sources)
    project.act(first, "A")
    project.documents["source/0.md"] = load(edit)
    project.sync()
    project.act(second, "B")
    for form, offers in FORMS.items():
        returned = put_back(project.catalogs, offers(project))
        assert (form, returned.catalogs, returned.conflicts) == (form, {}, ())


def week(data, actions):
    """A translator's PO editor works on a file; the new offers and, by key, what was shown."""
    file = polib.pofile(data.decode(), wrapwidth=60)
    shown = {(e.msgctxt, e.msgid): (e.msgstr, e.fuzzy) for e in file}
    for i, entry in enumerate(file):
        action = actions[i % len(actions)]
        if action in ("accept", "draft"):
            entry.msgstr = f"T{i}"
        elif action == "empty":
            entry.msgstr = ""
        if action in ("accept", "clear"):
            entry.flags = [f for f in entry.flags if f != "fuzzy"]
            entry.previous_msgid = None
        elif action == "draft" and not entry.fuzzy:
            entry.flags.append("fuzzy")
    return work.read(str(file).encode(), "x").offers, shown


@given(projects, actions, actions, actions, st.booleans())
def test_a_week_of_several_people(sources, before, translator, others, whole):
    """No text of a person is overwritten that the translator did not see; nothing is accepted that
    nobody accepted; what is not put back is a conflict; and a second import does nothing."""
    project = Project(sources)
    project.act(before, "A")
    data = work.write(project.rows(), DE, "t", "po") if whole else todo(project)
    old = dict(project.catalogs)
    offers, shown = week(data, translator)
    project.act(others, "B")
    returned = put_back(project.catalogs, offers)
    texts = {o.key: o for o in offers}
    refused = {(c.catalog, c.offer.key) for c in returned.conflicts}
    after = project.catalogs | returned.catalogs
    for name, catalog in project.catalogs.items():
        pairs = zip(old[name].entries, catalog.entries, after[name].entries, strict=True)
        for exported, e, made in pairs:
            offer = texts.get(e.key)
            if (made.target, made.fuzzy) != (e.target, e.fuzzy):
                saw = shown[e.key.context, e.key.text] == (e.target, e.fuzzy)
                assert saw or e.state in (State.MISSING, State.MACHINE)
                assert made.target
                if made.state.accepted:
                    assert (made.target, False) == (offer.target, offer.fuzzy)
            assert set(e.comments) - set(made.comments) <= {
                c for c in e.comments if c.startswith("accepted:")
            }
            if offer and offer.touched and (made.target, made.fuzzy) != (offer.target, offer.fuzzy):
                kept = e.state.accepted and (e.target, e.fuzzy) == (exported.target, False)
                assert kept or (name, e.key) in refused
    again = put_back(after, offers)
    assert again.catalogs == {}
    assert {(c.catalog, c.offer.key) for c in again.conflicts} == refused
