"""The keys of engines: from environment variables, or from a file outside the project.

A key in the project's folder would be committed one day; one that stands there is refused.
"""

import os
from pathlib import Path

from pipeline.model import EngineError


def key_of(engine: str, variable: str, key_file: str, root: Path) -> str:
    """The key of an engine, empty when there is none.

    Raises EngineError for a key file that lies in the project or cannot be read.
    """
    if not variable or not key_file:
        return os.environ.get(variable, "").strip() if variable else ""
    try:
        path = (root / Path(key_file).expanduser()).resolve()
    except (OSError, RuntimeError, ValueError):  # nobody's home, a loop of links, a NUL
        raise EngineError(engine, "its key_file is no path of a file") from None
    if path.is_relative_to(root.resolve()):
        raise EngineError(engine, "its key_file lies in the project: keep it elsewhere")
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        reason = f"its key_file cannot be read: {(error.strerror or 'unknown reason').lower()}"
    except UnicodeDecodeError:
        reason = "its key_file cannot be read: it holds no text"
    raise EngineError(engine, reason) from None
