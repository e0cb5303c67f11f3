"""What the journal keeps through crashes, damage and dry runs."""

import pytest

from pipeline.disk import files
from pipeline.disk.journal import NAME, Journal
from pipeline.model import EngineError, Locale

ES = Locale("es")
SENT = [("a", "fake", ES, 10), ("b", "fake", ES, 7)]


@pytest.fixture
def path(tmp_path):
    """Where the journal of the project in `tmp_path` lies."""
    return files.private(tmp_path) / NAME


def test_an_answer_keeps_whether_it_came_alone(tmp_path):
    """In the next run too: only such an answer is believed without its mark."""
    journal = Journal.open(tmp_path)
    journal.sending(SENT)
    journal.answered({"a": ("Uno", True), "b": ("Dos", False)})
    journal.close()
    again = Journal.open(tmp_path)
    assert again.answers(["b", "c", "a"]) == {"a": ("Uno", True), "b": ("Dos", False)}
    again.close()


def test_what_a_crash_left_is_counted_once_and_forgotten(tmp_path):
    """Texts and characters; what was answered or dropped is no part of it."""
    journal = Journal.open(tmp_path)
    assert journal.interrupted == (0, 0)
    journal.sending([*SENT, ("c", "fake", ES, 5), ("d", "fake", ES, 3)])
    journal.answered({"a": ("Uno", True)})
    journal.dropped(["c"])
    journal.close()
    for left in ((2, 10), (0, 0)):
        again = Journal.open(tmp_path)
        assert again.interrupted == left
        assert again.answers(["a", "b", "c", "d"]) == {"a": ("Uno", True)}
        again.close()


def test_more_keys_than_one_query_takes(tmp_path):
    """All of them are found."""
    journal = Journal.open(tmp_path)
    keys = [str(n) for n in range(1203)]
    journal.sending([(key, "fake", ES, 1) for key in keys])
    journal.answered({key: (f"Dice {key}", False) for key in keys})
    assert journal.answers(keys) == {key: (f"Dice {key}", False) for key in keys}
    journal.close()


def test_a_damaged_file_is_put_aside(tmp_path, path):
    """With all its bytes: what was paid for may be got out of it. A new one takes its place."""
    path.write_bytes(b"no database at all" * 100)
    journal = Journal.open(tmp_path)
    journal.sending(SENT)
    journal.close()
    assert path.with_name(f"{NAME}.damaged").read_bytes() == b"no database at all" * 100


def test_what_cannot_be_opened_is_not_damaged(tmp_path, path):
    """It stays where it is."""
    path.mkdir()
    with pytest.raises(EngineError, match="cannot be kept"):
        Journal.open(tmp_path)
    assert path.is_dir()


def test_a_copy_leaves_the_file_as_it_is(tmp_path, path):
    """What was under way is still told by the next run, and nothing that is said is kept."""
    journal = Journal.open(tmp_path)
    journal.sending(SENT)
    journal.answered({"a": ("Uno", True)})
    journal.close()
    before = path.read_bytes()
    copy = Journal.copy(tmp_path)
    assert copy.interrupted == (1, 7)
    assert copy.answers(["a", "b"]) == {"a": ("Uno", True)}
    copy.sending([("c", "fake", ES, 5)])
    copy.close()
    assert path.read_bytes() == before


def test_a_copy_of_none_makes_none(tmp_path):
    """A dry run leaves no folder behind."""
    copy = Journal.copy(tmp_path)
    assert copy.answers(["a"]) == {}
    copy.close()
    assert list(tmp_path.iterdir()) == []
