"""l10n.yaml -> Config. Every key has a default; what cannot be is refused with its line.

An unknown key, locale, engine or pattern names the nearest valid one; all faults are raised
together as one ExceptionGroup of ConfigError.
"""

from pipeline.config.read import parse_config
from pipeline.config.settings import FIELDS, Config, Memory, Site

__all__ = ["FIELDS", "Config", "Memory", "Site", "parse_config"]
