"""Drafts for missing units: what is wanted, how it travels, and what may be written.

All of it is values: `dispatch` asks the engines. Nothing unverified becomes a draft.
"""

from pipeline.pretranslate.fill import Cause, Settled, filled
from pipeline.pretranslate.orders import (
    COPY,
    MEMORY,
    Draft,
    Memory,
    Order,
    Policy,
    Route,
    Wishes,
    wanted,
    wishes,
)
from pipeline.pretranslate.report import Job, Outcome, Problem, Step, outcome

__all__ = [
    "COPY",
    "MEMORY",
    "Cause",
    "Draft",
    "Job",
    "Memory",
    "Order",
    "Outcome",
    "Policy",
    "Problem",
    "Route",
    "Settled",
    "Step",
    "Wishes",
    "filled",
    "outcome",
    "wanted",
    "wishes",
]
