"""Facts in a text that a translation must not change: numbers, units, signs, negation."""

from pipeline.meaning.facts import changed_facts
from pipeline.meaning.numbers import Evidence, NumberDiff, compare

__all__ = ["Evidence", "NumberDiff", "changed_facts", "compare"]
