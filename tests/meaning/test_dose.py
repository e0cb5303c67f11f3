"""What is a dose, and what an entry is in its document."""

from pathlib import Path

import pytest
import yaml

from pipeline.meaning import is_dose, roles_of
from pipeline.model import Entry, Key

TABLE = yaml.safe_load((Path(__file__).parent / "dose.yaml").read_text())


@pytest.mark.parametrize("text", TABLE["dose"])
def test_a_dose_is_seen(text):
    """A number with a unit of doses, or how often something counted in doses is taken."""
    assert is_dose(text)


@pytest.mark.parametrize("text", TABLE["no dose"])
def test_other_numbers_are_no_dose(text):
    """Neither numbers nor tablets alone."""
    assert not is_dose(text)


@pytest.mark.parametrize(
    ("notes", "text", "roles"),
    [
        (("paragraph · Sleep",), "Rest.", {"paragraph"}),
        (("heading 2 · Sleep",), "Rest", {"heading", "heading 2"}),
        (("list item", "next: Rest."), "Take 5 mg.", {"list item", "dose"}),
        (("title",), "Pain", {"title"}),
        (("shortcode figure alt",), "A cup", {"shortcode figure alt"}),
        (("note: heading 2 · x",), "Rest.", set()),
        ((), "two tablets", {"dose"}),
        ((), "Rest.", set()),
    ],
)
def test_roles_are_those_that_sync_has_noted(notes, text, roles):
    """A numbered role is there without its number too."""
    assert roles_of(Entry(Key(text), notes=notes)) == roles
