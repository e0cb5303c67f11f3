"""Broken PO files: each is refused with its line, and keeps its bytes."""

import subprocess
from copy import copy
from pickle import dumps, loads

import pytest
import yaml
from conftest import ROOT
from po_readers import everything, strictly

from pipeline.cli.main import main
from pipeline.formats import po
from pipeline.model import CatalogError

HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
BROKEN = yaml.safe_load((ROOT / "tests/po/broken.yaml").read_text(encoding="utf-8"))


def data_of(case):
    text = case["text"] if case.get("whole") else HEADER + case["text"]
    return text.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("case", BROKEN, ids=lambda c: c["name"])
def test_a_broken_file_is_refused_with_its_line(case):
    """Line and cause, by both readers, with any line ends."""
    with pytest.raises(CatalogError) as caught:
        po.read(data_of(case), "x.po")
    assert (caught.value.line, case["words"] in caught.value.message) == (case["line"], True), (
        caught.value
    )
    windows = data_of(case).replace(b"\n", b"\r\n")
    assert everything(po.read, windows) == everything(strictly, windows)
    assert everything(po.read, windows)[0].startswith(f"x.po:{case['line']}:")


@pytest.mark.parametrize("case", BROKEN, ids=lambda c: c["name"])
def test_msgfmt_refuses_it_too(case, msgfmt, tmp_path):
    """GNU gettext agrees, apart from what it would read otherwise than it is written back."""
    path = tmp_path / "x.po"
    path.write_bytes(data_of(case))
    done = subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], capture_output=True)
    assert (done.returncode == 0) == (case.get("msgfmt") == "accepts"), done.stderr


def test_the_commands_leave_broken_files_alone(tmp_path, capsys):
    """All in one project: each is named once with its line, and no byte of it changes."""
    (tmp_path / "l10n.yaml").write_text("locales: [de]\n")
    for folder in ("source", "locales/de"):
        (tmp_path / folder).mkdir(parents=True)
    paths = {f"locales/de/x{n}.po": case for n, case in enumerate(BROKEN)}
    for name, case in paths.items():
        (tmp_path / name).write_bytes(data_of(case))
        (tmp_path / "source" / f"{(tmp_path / name).stem}.md").write_text("One\n")
    for command in ("sync", "check", "run"):
        assert main(["-C", str(tmp_path), command]) == 2
        told = [
            line.split(":")[1:3] for line in capsys.readouterr().err.splitlines() if ".po:" in line
        ]
        for name, case in paths.items():
            assert told.count([f" {name}", str(case["line"])]) == 1, (command, case["name"])
            assert (tmp_path / name).read_bytes() == data_of(case)


def test_there_are_enough_of_them():
    """At least 40, and msgfmt refuses most."""
    assert len(BROKEN) >= 40
    assert sum("msgfmt" in case for case in BROKEN) < len(BROKEN) / 4


def test_all_faults_of_a_file_are_told():
    """Each in its line, once; what follows from one is not told again."""
    names = ("no closing quote", "two msgstr", "stray text", "an unknown escape")
    several = [c for c in BROKEN if c["name"] in names]
    text = HEADER + "\n".join(c["text"] for c in several)
    with pytest.raises(CatalogError) as caught:
        po.read(text.encode(), "x.po")
    lines = [f.line for f in (caught.value, *caught.value.others)]
    assert lines == [6, 11, 15, 17]
    again = loads(dumps(copy(caught.value)))
    assert [str(f) for f in again.others] == [str(f) for f in caught.value.others]
