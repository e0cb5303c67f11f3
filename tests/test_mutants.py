"""The list of hand-made faults does not rot: each can still be made (tools/mutants.py)."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FAULTS = yaml.safe_load((ROOT / "tests/mutants.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f["name"][:60])
def test_a_fault_can_be_made(fault):
    """Its text stands exactly once in its file, and what comes in its place is Python."""
    source = (ROOT / fault["file"]).read_text(encoding="utf-8")
    assert source.count(fault["find"]) == 1
    changed = source.replace(fault["find"], fault["replace"])
    assert changed != source
    compile(changed, fault["file"], "exec")


def test_there_are_enough_faults():
    """At least thirty, each with a name of its own."""
    assert len({f["name"] for f in FAULTS}) == len(FAULTS) >= 30
