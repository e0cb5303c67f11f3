"""What the last whole run was made from, so that a run with nothing changed does nothing.

A cache, never a second truth: it holds a hash of every file that went in and came out, and may be
deleted at any time. Only a run without faults, findings and empty answers is recorded.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files as package_files
from pathlib import Path

from pipeline import __version__
from pipeline.disk import files
from pipeline.disk.project import Project

_FOLDER = ".l10n"
_NAME = "last-run.json"


def fingerprint(project: Project, config: Path, selection: Iterable[str]) -> str:
    """A hash of settings, all folders of the project, selection and this program's own files."""
    digest = sha256(f"{__version__} {sorted(selection)}".encode())
    settings = project.config
    parts = (settings.source, settings.catalogs, settings.overrides, settings.output)
    folders = [project.root / part for part in parts]
    for path in (config, *_all(folders)):
        digest.update(str(path).encode())
        digest.update(sha256(files.read(path) or b"").digest())
    return digest.hexdigest()


def _all(folders: Iterable[Path]) -> Iterable[Path]:
    """Every file of the project's folders, then of this package."""
    program = Path(str(package_files("pipeline")))
    for folder in folders:
        if folder.is_dir():
            yield from (folder / name for name in files.names(folder))
    yield from (program / name for name in files.names(program) if "__pycache__" not in name)


def report_of(project: Project, fingerprint: str) -> str:
    """What the recorded run said, if it was made from the very same files; else nothing."""
    data = files.read(project.root / _FOLDER / _NAME)
    try:
        record = json.loads(data or b"{}")
    except ValueError:
        return ""
    return str(record.get("report", "")) if record.get("fingerprint") == fingerprint else ""


def keep(project: Project, fingerprint: str, report: str) -> None:
    """Record a run; git never sees it."""
    folder = project.root / _FOLDER
    files.write(folder / ".gitignore", b"*\n")
    record = {"fingerprint": fingerprint, "report": report}
    files.write(folder / _NAME, json.dumps(record, ensure_ascii=False, indent=1).encode())
