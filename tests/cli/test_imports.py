"""What a command imports: `l10n --version` and `l10n sync` begin at once."""

import json
import subprocess
import sys

from conftest import ROOT

LIBRARIES = ("deep_translator", "requests", "urllib3", "jinja2", "markupsafe", "nh3", "rich")
"""Engines, templates, the web, and drawing on terminals."""
PARTS = ("pipeline.engines.", "pipeline.site", "pipeline.pretranslate", "html5lib", "lxml")


def _imported(*words):
    """The modules of an interpreter that has carried a command out."""
    code = (
        "import json, sys\nfrom pipeline.cli.main import main\n"
        f"try:\n    main({list(words)!r})\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_the_version_needs_no_part_of_the_pipeline():
    """`l10n --version` costs little more than the interpreter itself."""
    ours = {name for name in _imported("--version") if name.startswith("pipeline")}
    assert ours == {"pipeline", "pipeline.cli", "pipeline.cli.main", "pipeline.cli.terminal"}


def test_a_sync_imports_no_engine_no_template_and_no_web(project):
    """The first sync, which writes every catalog."""
    found = _imported("-C", str(project.root), "sync")
    assert (project.root / "locales/de/articles/sleep.po").exists()
    assert [name for name in found if name.split(".")[0] in LIBRARIES] == []
    assert [name for name in found if name.startswith(PARTS)] == []
