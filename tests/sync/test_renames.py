"""A renamed document keeps its catalog."""

from pipeline.model import Catalog, Entry, Key
from pipeline.sync import renames


def catalog(*texts, obsolete=False):
    return Catalog("", tuple(Entry(Key(t), "x", obsolete=obsolete) for t in texts))


def keys(*texts):
    return [Key(t) for t in texts]


def test_the_most_alike_is_the_same_document():
    """Half of the words are enough, the best pair goes first, and each is used once."""
    documents = {"new/a": keys("One two.", "Three."), "new/b": keys("One two.", "Four five.")}
    catalogs = {
        "old": catalog("One two.", "Four five."),
        "other": catalog("Six.", "Three.", "Nine."),
    }
    assert renames(documents, catalogs) == {"new/b": "old"}
    assert renames(documents, catalogs | {"old2": catalog("One two.")}) == {
        "new/b": "old",
        "new/a": "old2",
    }


def test_what_was_left_behind_before_is_not_taken():
    """A catalog whose entries are all obsolete is that of a document removed long ago."""
    documents = {"new": keys("One.")}
    assert renames(documents, {"old": catalog("One.", obsolete=True)}) == {}
    assert renames(documents, {"old": catalog("One.", "Two three four.")}) == {}
