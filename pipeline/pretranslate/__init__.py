"""Drafts for missing units: memory first, then engines, and nothing unverified."""

from pipeline.pretranslate.report import Job, Outcome, Problem, Step, outcome
from pipeline.pretranslate.stage import (
    COPY,
    MEMORY,
    Engines,
    Load,
    Memory,
    count,
    drafts,
    pretranslate,
)

__all__ = [
    "COPY",
    "MEMORY",
    "Engines",
    "Job",
    "Load",
    "Memory",
    "Outcome",
    "Problem",
    "Step",
    "count",
    "drafts",
    "outcome",
    "pretranslate",
]
