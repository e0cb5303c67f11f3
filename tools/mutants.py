"""`make mutants`: whether the default test run catches every fault of tests/mutants.yaml.

Each fault is put into a copy of the checkout, never into the checkout itself, and the tests that
need neither browser nor Apertium run there up to the first failure, the quick ones first. One line
for each fault; the exit status is 1 when one survives. A word given as argument picks the faults
with it in their name or file.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
LIST = ROOT / "tests/mutants.yaml"
LEFT = shutil.ignore_patterns(".*", "__pycache__", "build")
QUICK = (
    "tests/test_document_faults.py", "tests/test_examples.py", "tests/test_controls.py",
    "tests/segment", "tests/test_write.py", "tests/test_html.py", "tests/test_yaml.py",
    "tests/test_toml.py", "tests/test_inline.py", "tests/test_joined.py",
)  # fmt: skip
"""The quick tests of documents, those of them that there are."""
REST = ("tests/test_reassemble.py", "tests/laws", "tests")
LEFT_OUT = (
    "--ignore=tests/site", "--ignore=tests/adversarial",
    "--ignore=tests/engines/test_apertium.py", "--ignore=tests/engines/test_apy.py",
    "--ignore=tests/test_mutants.py",  # it sees every fault as one that is not in its file
    "--deselect=tests/cli/test_kills.py::test_a_killed_sync_leaves_every_file_whole",
    "--deselect=tests/test_shipped.py::test_a_whole_run_changes_nothing",
)  # fmt: skip
_FAILED = re.compile(r"^(?:FAILED|ERROR) (.{1,90})", re.MULTILINE)
_PASSED, _FAILURES = 0, 1
"""Exit statuses of pytest; any other says that the tests could not run."""


def run_tests(tree: Path) -> tuple[int, str]:
    """The exit status of the tests of a tree, and the first that fails."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "--timeout=60", *LEFT_OUT]
    for paths in ([path for path in QUICK if (tree / path).exists()], REST):
        done = subprocess.run(  # noqa: S603 - our own tests
            [*command, *paths],
            cwd=tree,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(tree)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != _PASSED:
            failed = _FAILED.search(done.stdout)
            return done.returncode, failed[1] if failed else (done.stdout + done.stderr)[-2000:]
    return _PASSED, ""


def judge(tree: Path, file: str, find: str, replace: str) -> str:
    """What the tests say of one fault in a tree, which is as it was afterwards."""
    path = tree / file
    source = path.read_text(encoding="utf-8")
    if source.count(find) != 1:
        return "STALE: its text does not stand once in the file"
    path.write_text(source.replace(find, replace), encoding="utf-8")
    status, test = run_tests(tree)
    path.write_text(source, encoding="utf-8")
    if status == _PASSED:
        return "SURVIVED"
    return f"caught by {test}" if status == _FAILURES else f"BROKEN: no test runs: {test}"


def main(word: str = "") -> int:
    """The exit status; prints what became of each fault."""
    faults = [
        f
        for f in yaml.safe_load(LIST.read_text(encoding="utf-8"))
        if word.lower() in f"{f['file']} {f['name']}".lower()
    ]
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT, symlinks=True)
        status, test = run_tests(tree)
        if status != _PASSED:
            print(f"The tests fail without any fault: {test}")
            return 1
        for fault in faults:
            found = judge(tree, fault["file"], fault["find"], fault["replace"])
            bad += not found.startswith("caught")
            print(f"{fault['file']}: {fault['name']}\n    {found}", flush=True)
    print(f"{len(faults) - bad} of {len(faults)} faults are caught")
    return 1 if bad or not faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
