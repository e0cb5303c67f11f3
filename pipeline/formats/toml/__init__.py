"""TOML by position: its string values, and how a new text goes back in their own style."""

from pipeline.formats.toml.read import front_matter
from pipeline.formats.toml.write import WRITERS, spell

__all__ = ["WRITERS", "front_matter", "spell"]
