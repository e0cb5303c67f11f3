"""Facts in a text that a translation must not change: numbers, units, signs, negation."""

from pipeline.meaning.dose import is_dose
from pipeline.meaning.facts import changed_facts
from pipeline.meaning.numbers import Evidence, NumberDiff, compare
from pipeline.meaning.roles import roles_of

__all__ = ["Evidence", "NumberDiff", "changed_facts", "compare", "is_dose", "roles_of"]
