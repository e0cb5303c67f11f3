"""The words by which each language negates: one row per language, kept by who knows it."""

from pipeline.meaning.cues.patterns import Patterns, patterns
from pipeline.meaning.cues.rows import Cues
from pipeline.meaning.cues.table import NEGATION

__all__ = ["NEGATION", "Cues", "Patterns", "patterns"]
