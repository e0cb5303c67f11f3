"""Stage 5: findings on translations, by a table of small rules.

Meaning comes first: numbers, units, signs, links, code, placeholders, machine residue. Finished
human translations stay nearly silent; typography is no matter for a gate.
"""

from pipeline.checks.catalog import check_catalog
from pipeline.checks.entry import RULES, Rule, check_entry
from pipeline.checks.subject import Fault

__all__ = ["RULES", "Fault", "Rule", "check_catalog", "check_entry"]
