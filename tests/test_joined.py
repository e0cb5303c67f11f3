"""Two sentences said in one: `~` holds, is checked, shown and goes stale with its sentence."""

from dataclasses import replace

import pytest
from documents import load

from pipeline import flow
from pipeline.checks import check_catalog
from pipeline.config import Config
from pipeline.formats import po
from pipeline.model import Entry, Key, Level, Locale, State
from pipeline.model.joined import order, states
from pipeline.publish import Policy, texts
from pipeline.reassemble import reassemble
from pipeline.sync import Around, sync, wanted

GERMAN = Locale("de")
THREE = "Sit up straight. Breathe out slowly. Then count to 4.\n"
SIT, BREATHE, COUNT = "Sit up straight.", "Breathe out slowly.", "Then count to 4."
BOTH = "Setzen Sie sich aufrecht hin und atmen Sie langsam aus."
LAST = "Zählen Sie dann bis 4."


class Work:
    """One document and its German catalog, which goes through the file at every step."""

    def __init__(self, source, **targets):
        self.mode = targets.pop("mode", "sentence")
        self.source, self.catalog = source, po.new_catalog(GERMAN, "t")
        self.sync()

    @property
    def document(self):
        return load(self.source, mode=self.mode)

    def sync(self, source=None):
        """An editor saves the document and runs `l10n sync`; a second run must change nothing."""
        self.source = source or self.source
        units = wanted(self.document)
        made, self.changes = sync(units, self.catalog, "source/x.md")
        self.catalog = po.read(po.write(made), "x.po")
        again, _ = sync(units, self.catalog, "source/x.md")
        assert po.write(again) == po.write(self.catalog)
        return self

    def accept(self, **rows):
        """A translator writes texts (by the first word of the sentence) and clears fuzzy marks."""
        for word, target in rows.items():
            self.edit(word, target=target, fuzzy=False, previous=None)
        return self

    def edit(self, word, **fields):
        """Any change in the entry that begins with a word, saved by any tool."""
        entries = (
            replace(e, raw=None, **fields) if self._is(e, word) else e for e in self.catalog.entries
        )
        self.catalog = po.read(po.write(replace(self.catalog, entries=tuple(entries))), "x.po")
        return self

    @staticmethod
    def _is(entry, word):
        return not entry.obsolete and entry.key.text.split()[0] == word

    def __getitem__(self, word):
        return next(e for e in self.catalog.entries if self._is(e, word))

    def page(self, policy=None):
        """What a reader gets."""
        policy = policy or Policy()
        places = order(self.document)
        found = self.findings(everything=True)
        wrong = {f.key for f in found if f.level is Level.ERROR}
        shown = texts(self.catalog, policy, wrong, places)
        return reassemble(self.document, shown, policy.fallback)[0].data.decode()

    def findings(self, *, everything=False):
        """What `l10n check` says."""
        places = order(self.document)
        found = check_catalog(self.catalog, self.document.id, GERMAN, "x.po", places)
        return found if everything else flow.for_people(found, self.catalog, places)

    def errors(self):
        return [(f.key.text, f.message) for f in self.findings() if f.level is Level.ERROR]

    def states(self):
        return list(states(self.catalog, order(self.document)).values())


def joined():
    """BOTH says two sentences, the third has its own text."""
    return Work(THREE).accept(Sit=BOTH, Breathe="~", Then=LAST).sync()


T, S, D, M = State.TRANSLATED, State.STALE, State.DRAFT, State.MISSING


# ---- a group that holds


def test_sync_records_what_a_translator_has_joined():
    """`# joined: H` names the pair that says both; the page shows it and drops the gap."""
    work = joined()
    assert work["Breathe"].comments == (f"joined: {Key(SIT).digest(BOTH)}",)
    assert work.page() == f"{BOTH} {LAST}\n"
    assert (work.states(), work.errors(), work.changes.review) == ([T, T, T], [], 0)


def test_before_a_sync_nothing_is_joined():
    """Until the record is there the block is English, counts as a draft, and check says why."""
    work = Work(THREE).accept(Sit=BOTH, Breathe="~", Then=LAST)
    assert work.page() == THREE
    assert work.states() == [D, D, T]
    assert work.errors() == [
        (BREATHE, "~ is not joined to the sentence before yet: run `l10n sync`")
    ]


def test_a_chain_names_its_head():
    """Three sentences in one: each `~` holds the hash of the pair with the text."""
    work = Work(THREE).accept(Sit="Aufrecht sitzen, ausatmen, bis 4 zählen.", Breathe="~", Then="~")
    work.sync()
    digest = Key(SIT).digest("Aufrecht sitzen, ausatmen, bis 4 zählen.")
    assert work["Breathe"].comments == work["Then"].comments == (f"joined: {digest}",)
    assert work.page() == "Aufrecht sitzen, ausatmen, bis 4 zählen.\n"
    assert work.states() == [T, T, T]


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("Eat less salt.\nDrink more water.\n", "{}\n"),
        ("Eat less salt.  \nDrink more water.\n", "{}\n"),
        ("Eat less salt.\\\nDrink more water.\n", "{}\n"),
        ("> Eat less salt.\n> Drink more water. Rest.\n", "> {} Ruhe.\n"),
        ("- Eat less salt.\n  Drink more water.\n\n  Rest.\n", "- {}\n\n  Ruhe.\n"),
        ("| Eat less salt. Drink more water. | b |\n|---|---|\n", "| {} | b |\n|---|---|\n"),
        ("# Eat less salt. Drink more water.\n", "# {}\n"),
        ("Eat less salt.\r\nDrink more water.\r\nRest.\r\n", "{}\r\nRuhe.\r\n"),
        ("<p>Eat less salt. Drink more water.</p>\n", "<p>{}</p>\n"),
    ],
)  # fmt: skip
def test_the_gap_before_a_joined_sentence_is_dropped(source, page):
    """A space, a line end or a hard break with its prefix goes; the block keeps its shape."""
    text = "Gesünder essen."
    work = Work(source).accept(Eat=text, Drink="~")
    work.accept(**{"Rest.": "Ruhe.", "b": "b"})
    assert work.sync().page() == page.format(text)


def test_a_joined_text_is_filled_like_its_paragraph():
    """A hard-wrapped paragraph stays hard-wrapped; no line is left empty."""
    source = "Eat less salt than you do today,\nand drink more. Water is best.\n"
    work = Work(source).accept(Eat="Essen Sie weniger Salz als heute, und trinken Sie mehr, am besten Wasser.", Water="~")  # fmt: skip
    assert work.sync().page() == (
        "Essen Sie weniger Salz als\nheute, und trinken Sie mehr, am\nbesten Wasser.\n"
    )


def test_a_front_matter_value_may_be_joined():
    """A description of two sentences; the page has one."""
    source = "---\ntitle: Salt\ndescription: Eat less salt. Drink more water.\n---\n"
    work = Work(source).accept(Salt="Salz", Eat="Weniger Salz, mehr Wasser.", Drink="~").sync()
    assert work.page() == "---\ntitle: Salz\ndescription: Weniger Salz, mehr Wasser.\n---\n"


def test_a_moved_paragraph_stays_joined():
    """A pair that moves as a whole costs nothing."""
    work = joined()
    before = work.page()
    work.sync(f"A new beginning.\n\n{THREE}")
    assert work.page() == f"A new beginning.\n\n{before}"
    assert work.changes.stale == 0


def test_a_removed_paragraph_comes_back_joined():
    """Obsolete entries keep their record; together they hold again."""
    work = joined()
    data = po.write(work.catalog)
    work.sync("Something else.\n")
    assert [e.obsolete for e in work.catalog.entries] == [False, True, True, True]
    assert work.sync(THREE).page() == f"{BOTH} {LAST}\n"
    assert [e.comments for e in work.catalog.entries][:3] == [
        e.comments for e in po.read(data, "x.po").entries
    ]


def test_approval_is_of_the_whole_group():
    """A second signature on each entry makes the group approved, one alone does not."""
    work = joined()
    for entry in work.catalog.entries:
        signed = entry.with_record("approved", f"{entry.key.digest(entry.target)} 2026-03-01 Jo")
        work.edit(entry.key.text.split()[0], comments=signed.comments)
        expected = [State.APPROVED if work["Breathe"].record("approved") else T] * 2
        assert work.states()[:2] == expected


# ---- checks on the group


DOSE = "Take one tablet.\nNever take more than 3 g a day.\n"


@pytest.mark.parametrize(
    ("target", "errors"),
    [
        ("Nehmen Sie eine Tablette, nie mehr als 3 g am Tag.", []),
        ("Nehmen Sie eine Tablette, nie mehr als 8 g am Tag.", ["number changed: 3 g → 8 g"]),
        ("Nehmen Sie eine Tablette, nie mehr als 3 mg am Tag.", ["unit changed: 3 g → 3 mg"]),
    ],
)
def test_a_dose_in_the_second_sentence_must_be_in_the_text(target, errors):
    """All sentences together are checked against the text that says them."""
    work = Work(DOSE).accept(Take=target, Never="~").sync()
    assert [message for _, message in work.errors()] == errors
    assert (work.page() == DOSE) == bool(errors)


def test_a_link_of_the_second_sentence_must_be_in_the_text():
    """What would be lost without a trace is an error at the entry that holds the text."""
    source = "Ask for help. The [helpline](tel:116123) is free.\n"
    work = Work(source).accept(Ask="Lassen Sie sich kostenlos helfen.", The="~").sync()
    assert work.errors() == [("Ask for help.", "link lost: tel:116123")]
    assert work.page() == source
    work.edit("The", target="")
    assert work.accept(Ask="Rufen Sie [kostenlos an](tel:116123).", The="~").sync() is work
    assert work.errors() == []


def test_a_waiver_is_for_the_whole_group():
    """`check-ok` on the head, with the hash of all its sentences and the text."""
    target = "Nehmen Sie eine Tablette, nie mehr als 8 g am Tag."
    work = Work(DOSE).accept(Take=target, Never="~").sync()
    digest = Key("Take one tablet. Never take more than 3 g a day.").digest(target)
    work.edit("Take", comments=(f"check-ok: number {digest} (agreed)",))
    assert work.errors() == []


# ---- where `~` is refused


@pytest.mark.parametrize(
    ("source", "rows", "mode", "message"),
    [
        ("Rest now.\n\nSleep well.\n", {"Rest": "Ruhe.", "Sleep": "~"}, "sentence", "no sentence before it in its block"),
        ("Rest now.\n", {"Rest": "~"}, "sentence", "no sentence before it in its block"),
        ("Rest now. Sleep well.\n", {"Rest": "~"}, "block", "no sentence before it in its block"),
        ("Rest now. Sleep well.\n", {"Rest": "~", "Sleep": "Gut."}, "sentence", "no sentence before it in its block"),
        ("Rest. Sleep well.\n\nSleep well.\n", {"Rest.": "Ruhe.", "Sleep": "~"}, "sentence", "stands in several places"),
        ("Rest. Sleep well.\n\nRest.\n", {"Rest.": "Ruhe.", "Sleep": "~"}, "sentence", "after a sentence that stands in several places"),
        ("Rest. Sleep well.\n", {"Sleep": "~"}, "sentence", "which has no translation: write both there"),
    ],
)  # fmt: skip
def test_where_it_is_refused_check_says_why(source, rows, mode, message):
    """It is never shown nor recorded, and its block stays English."""
    work = Work(source, mode=mode).accept(**rows).sync()
    [(_, said)] = work.errors()
    assert message in said
    assert "~" not in work.page()
    assert {e.comments for e in work.catalog.entries if e.joined} <= {("joined: refused",), ()}
    assert D in work.states()


def test_what_was_refused_does_not_count_by_itself_later():
    """An edit brings a refused sign behind a text: a person must look at both."""
    work = Work("Rest now.\n\nSleep well.\n").accept(Rest="Ruhe.", Sleep="~").sync()
    work.sync("Rest now. Sleep well.\n")
    assert work.states() == [D, D]
    assert work.accept(Rest="Ruhe und Schlaf.", Sleep="~").sync().page() == "Ruhe und Schlaf.\n"


def test_a_chain_without_a_text_has_an_error_for_each():
    """Nothing to belong to: both sentences have to be written."""
    work = Work("Rest now. Sleep well.\n").accept(Rest="~", Sleep="~").sync()
    assert [m.partition(":")[0] for _, m in work.errors()] == [
        "~ has no sentence before it in its block",
        "~ has no translation before it to belong to",
    ]


def test_a_text_nobody_accepted_joins_nothing():
    """A machine's draft or a person's beginning says one sentence; `~` waits."""
    work = Work(THREE)
    draft = work["Sit"].drafted("Aufrecht sitzen.", "apertium")
    work.edit("Sit", target=draft.target, fuzzy=True, comments=draft.comments)
    work.accept(Breathe="~", Then=LAST).sync()
    assert work["Breathe"].record("joined") == []
    assert "clear its fuzzy mark" in work.errors()[0][1]
    assert work.page(Policy(machine="notice")) == THREE


def test_an_unconfirmed_sign_is_a_draft():
    """A fuzzy `~` joins nothing, whatever a preview shows of other drafts."""
    work = Work(THREE).accept(Sit=BOTH, Then=LAST).edit("Breathe", target="~", fuzzy=True).sync()
    assert work.states() == [D, D, T]
    assert work["Breathe"].record("joined") == []
    assert work.page() == work.page(Policy(preview=True)) == THREE


def test_more_than_the_sign_is_text():
    """`~ foo` is a translation like another; white space around the sign is not."""
    work = Work(THREE).accept(Sit=BOTH, Breathe="~ 4", Then=" ~ ").sync()
    assert work.page() == f"{BOTH} ~ 4\n"


def test_a_source_that_is_the_sign_is_translated_by_itself():
    """The sign as text keeps its identity law."""
    work = Work("Home is\n\n~\n").accept(Home="Zuhause ist", **{"~": "~"}).sync()
    assert work.page() == "Zuhause ist\n\n~\n"


# ---- a group goes stale as one


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sit up straight.", "Sit up quite straight."),
        ("Breathe out slowly.", "Breathe out gently."),
    ],
)
def test_an_edit_of_either_sentence_makes_both_stale(old, new):
    """Both wait for a person; the last accepted text stays, as it does for one sentence."""
    work = joined()
    before = po.write(work.catalog)
    work.sync(THREE.replace(old, new))
    assert work.states() == [S, S, T]
    assert all(work[w].fuzzy for w in ("Sit", "Breathe"))
    assert work["Sit"].previous == Key(f"{SIT} {BREATHE}")
    assert work.page() == f"{BOTH} {LAST}\n"
    assert work.page(Policy(stale="source")) == work.source
    assert work.changes.stale == 2
    assert work.sync(THREE).page() == f"{BOTH} {LAST}\n"
    assert po.write(work.catalog) == before


def test_a_confirmed_draft_that_goes_stale_with_its_group_is_no_draft_again():
    """What a person accepted is theirs: neither an engine nor another document replaces it."""
    work = Work(THREE)
    draft = work["Sit"].drafted(BOTH, "apertium")
    work.edit("Sit", target=BOTH, comments=draft.comments).accept(Breathe="~").sync()
    assert work.states() == [T, T, M]
    work.sync(THREE.replace("slowly", "gently"))
    assert (work.states(), work["Sit"].comments[0].split(":")[0]) == ([S, S, M], "joined")
    units = wanted(work.document)
    made, _ = sync(units, work.catalog, "source/x.md", Around({Key(SIT): "Sitz gerade."}))
    assert po.write(made) == po.write(work.catalog)


def test_a_confirmed_draft_with_half_a_review_is_no_draft_again():
    """A person has cleared its mark; the sign behind it still waits."""
    work = Work(THREE)
    draft = work["Sit"].drafted(BOTH, "apertium")
    work.edit("Sit", target=BOTH, comments=draft.comments).edit("Breathe", target="~", fuzzy=True)
    work.sync()
    assert (work["Sit"].state, work["Breathe"].state, work["Sit"].comments) == (D, D, ())


def test_a_changed_number_in_the_second_sentence_vetoes_the_text():
    """Facts are compared over the whole group."""
    target = "Nehmen Sie eine Tablette, nie mehr als 3 g am Tag."
    work = Work(DOSE).accept(Take=target, Never="~").sync()
    work.sync(DOSE.replace("3 g", "2 g"))
    assert work.states() == [S, S]
    assert work.page() == work.source


def test_a_person_confirms_both():
    """Two fuzzy marks cleared, one sync, and the new text holds for the new sentences."""
    work = joined().sync(THREE.replace("slowly", "gently"))
    text = BOTH.replace("langsam", "sanft")
    work.accept(Sit=text)
    assert work.page() == work.source
    work.accept(Breathe="~").sync()
    assert work.page() == f"{text} {LAST}\n"
    assert work["Sit"].comments == ()
    assert work["Breathe"].comments == (f"joined: {Key(SIT).digest(text)}",)


@pytest.mark.parametrize("half", [{"Sit": BOTH}, {"Breathe": "~"}])
def test_half_a_review_is_none(half):
    """Whoever confirms the text or the sign alone has not looked at both: both stay fuzzy."""
    work = joined().sync(THREE.replace("slowly", "gently")).accept(**half)
    work.sync()
    assert (work["Sit"].fuzzy, work["Breathe"].fuzzy) == (True, True)
    assert work.accept(Sit=BOTH, Breathe="~").sync().states() == [T, T, T]


def test_check_says_what_half_a_review_lacks():
    """Before a sync, at the sign whose text nobody has accepted."""
    work = joined().sync(THREE.replace("slowly", "gently")).accept(Breathe="~")
    assert "clear its fuzzy mark" in work.errors()[0][1]


def test_an_edit_before_the_first_sync_after_a_translator_s_save():
    """Nothing is recorded yet, and the text already says too much for what is left."""
    work = Work(THREE).accept(Sit=BOTH, Breathe="~", Then=LAST).sync(f"{SIT} {COUNT}\n")
    assert work.states() == [D, T]
    assert work.page(Policy(fallback="sentence")) == f"{SIT} {LAST}\n"


def test_a_sign_in_a_wrong_place_asks_nobody_to_look_at_its_neighbour():
    """The last sentence of the block before stays translated."""
    work = Work("Rest now.\n\nSleep well. Walk much.\n").accept(Rest="Ruhe.", Sleep="~", Walk="~")
    assert work.sync()["Rest"].state is T


def test_a_text_changed_after_it_was_joined_is_void():
    """Nobody knows whether the new text still says both: a person must confirm `~`."""
    work = joined().accept(Sit="Setzen Sie sich aufrecht hin.")
    assert work.page() == THREE
    assert "has changed: run `l10n sync`" in work.errors()[0][1]
    work.sync()
    assert (work["Sit"].state, work["Breathe"].state, work.states()) == (D, D, [D, D, T])
    assert work.page() == THREE
    work.accept(Sit="Setzen Sie sich aufrecht hin.", Breathe="Atmen Sie langsam aus.").sync()
    assert work.page() == (f"Setzen Sie sich aufrecht hin. Atmen Sie langsam aus. {LAST}\n")


def test_a_tool_s_save_accepts_nothing():
    """A fuzzy group in which a tool keeps the comments does not become accepted by a sync."""
    work = joined().edit("Sit", fuzzy=True).sync()
    assert work.states() == [D, D, T]
    assert work["Breathe"].fuzzy
    work.accept(Sit=BOTH).sync()
    assert work.page() == THREE


# ---- the document takes a group apart


APART = {
    "inserted": THREE.replace(BREATHE, f"Close your eyes. {BREATHE}"),
    "another block": THREE.replace(f" {BREATHE}", f"\n\n{BREATHE}"),
    "moved": f"{BREATHE} {SIT} Then count to 4.\n",
    "repeated": f"{THREE}\n{SIT}\n",
    "repeated member": f"{THREE}\n{BREATHE}\n",
    "without member": f"{SIT} Then count to 4.\n",
    "without head": f"{BREATHE} Then count to 4.\n",
    "other context": f"---\ntitle: {SIT}\n---\n\n{BREATHE} Then count to 4.\n",
}


@pytest.mark.parametrize("source", APART.values(), ids=APART)
def test_what_is_taken_apart_is_shown_nowhere(source):
    """The text says more than its sentence now: neither half stands on a page, nor does it come
    back by itself in another place; undone, the group holds as before."""
    work = joined()
    work.sync(source)
    work.accept(Close="Augen zu.")
    page = work.page(Policy(fallback="sentence"))
    assert BOTH not in page
    assert "~" not in page
    assert work.errors() == []
    assert not any(e.state.accepted and e.target in (BOTH, "~") for e in work.catalog.entries)
    assert work.sync(THREE).page() == f"{BOTH} {LAST}\n"
    assert work.states() == [T, T, T]


def test_a_confirmed_rest_of_a_chain_stays_confirmed():
    """A person says that the text is right without the sentence that went; no sync asks again."""
    chain = "Aufrecht sitzen und ausatmen."
    work = Work(THREE).accept(Sit=chain, Breathe="~", Then="~").sync()
    work.sync(f"{SIT} {BREATHE}\n")
    assert work.states() == [S, S]
    work.accept(Sit=chain, Breathe="~").sync()
    assert (work.states(), work.page()) == ([T, T], f"{chain}\n")
    work.sync(THREE)
    assert work.states() == [T, T, M]


def test_a_head_that_returns_alone_is_not_accepted():
    """Obsolete as a pair, back as one sentence: the text says too much."""
    work = joined().sync("Something else.\n").sync(f"{SIT}\n")
    assert work.states() == [D]
    assert work.page() == f"{SIT}\n"
    assert work.sync(THREE).page() == f"{BOTH} {LAST}\n"


def test_a_sorted_file_loses_nothing():
    """A tool may put entries in another order: the document says what is joined."""
    work = joined()
    entries = tuple(sorted(work.catalog.entries, key=lambda e: e.key.text))
    work.catalog = replace(work.catalog, entries=entries)
    assert work.page() == f"{BOTH} {LAST}\n"
    assert work.sync().page() == f"{BOTH} {LAST}\n"
    work.catalog = replace(work.catalog, entries=entries)
    work.sync(f"{SIT} Then count to 4.\n")
    assert work.states() == [D, T]


def test_an_edited_sign_that_stands_alone_is_no_offer():
    """An edit that also moves the sentence leaves it empty, ready for a new text."""
    work = joined().sync(f"{SIT} Then count to 4.\n\nBreathe out very slowly.\n")
    assert work["Breathe"].target == ""
    assert work["Breathe"].comments == ()


# ---- memory


def test_joined_texts_never_enter_memory():
    """Neither the sign nor the text that says more than its sentence, live, stale or obsolete."""
    work = joined()
    only = {COUNT: LAST}
    for source in (None, THREE.replace("slowly", "gently"), "Something else.\n", f"{SIT}\n"):
        work.sync(source)
        assert flow.memory([work.catalog]) == only
        assert {k.text for k in flow.agreed([work.catalog])} == set(only)


def test_what_is_not_recorded_yet_is_not_remembered_either():
    """Between a translator's save and the next sync."""
    work = Work(THREE).accept(Sit=BOTH, Breathe="~", Then=LAST)
    assert flow.memory([work.catalog]) == {COUNT: LAST}


# ---- verdicts


def test_the_words_of_a_group_count_together():
    """`require` and the shares see a group as translated when it holds, not before."""
    work = Work(f"---\ntitle: Rest\n---\n\n{THREE}").accept(Rest="Ruhe", Sit=BOTH, Breathe="~", Then=LAST)  # fmt: skip
    config = Config()

    def verdict():
        return flow.localize(
            work.document, work.catalog, GERMAN, config, "x.po", preview=False
        ).rendition.verdict

    assert verdict().words == {T: 5, D: 6}
    assert not verdict().linked
    work.sync()
    assert verdict().words == {T: 11}
    assert (verdict().publish, verdict().indexable) == (True, True)


def test_an_entry_alone_never_shows_the_sign():
    """Interface strings have no order: `~` there is refused."""
    catalog = replace(po.new_catalog(GERMAN, "t"), entries=(Entry(Key("Home"), "~"),))
    assert texts(catalog, Policy(preview=True)) == {}
