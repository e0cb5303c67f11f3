"""Exceptions: for what stops a job, with what a user can do about it."""

CONFLICT = "a merge conflict: resolve it first"


class PipelineError(Exception):
    """What stops one job, in words a user can act on: `path:line: message`."""

    def __init__(self, path: str, message: str, line: int = 0) -> None:
        """Keep the parts: `path` relative to the project, `line` from 1 or 0 when unknown."""
        super().__init__(path, message, line)
        self.path, self.message, self.line = path, message, line

    def __str__(self) -> str:
        """One line for the terminal."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


class SourceError(PipelineError):
    """A source document that cannot be read."""


class CatalogError(PipelineError):
    """A PO file that cannot be read without loss."""

    others: tuple["CatalogError", ...] = ()
    """Further faults of the same file, in the order of its lines."""


class ConfigError(PipelineError):
    """A setting in l10n.yaml, or a term of a glossary, that cannot be."""
