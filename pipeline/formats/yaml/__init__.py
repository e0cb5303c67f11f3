"""YAML by position: which scalars are prose, and how a new text goes back in its own style.

Only the bytes of a changed value change; comments, key order, quoting and indentation stay.
"""

from pipeline.formats.yaml.read import Loader, compose, front_matter, read, scalars
from pipeline.formats.yaml.write import WRITERS

__all__ = ["WRITERS", "Loader", "compose", "front_matter", "read", "scalars"]
